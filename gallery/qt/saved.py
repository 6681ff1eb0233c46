"""The saved searches: kept in a file, with a signal when they change; removal can be undone."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from gallery.library import saved
from gallery.library.saved import SavedSearch

FILE = "searches.json"


class SavedSearches(QObject):
    """The searches in the order in which they were saved; without a path, for this run only.

    Attributes: `searches`; `removed`, the one that was removed last and can be brought back;
    `problem`, a sentence on what was wrong with the file, empty for nothing.
    Signals: `changed`, and `failed(str)` with a sentence where the file can't be written.
    """

    changed = Signal()
    failed = Signal(str)

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.searches: list[SavedSearch] = []
        self.problem = ""
        self.removed: SavedSearch | None = None
        self._place = 0
        if path is not None:
            found, self.problem = saved.read(path)
            self.searches = list(found)

    def add(self, search: SavedSearch) -> int:
        """Save a search; return its place. One that is saved already stays where it is."""
        for place, one in enumerate(self.searches):
            if msgspec.structs.replace(one, title=search.title) == search:
                return place
        self.searches.append(search)
        self._keep()
        return len(self.searches) - 1

    def rename(self, place: int, title: str) -> None:
        """Rename a search; an empty title changes nothing."""
        if title.strip():
            one = self.searches[place]
            self.searches[place] = msgspec.structs.replace(one, title=title.strip())
            self._keep()

    def remove(self, place: int) -> None:
        """Remove a search."""
        self.removed, self._place = self.searches.pop(place), place
        self._keep(removed=True)

    def bring_back(self) -> None:
        """Restore the search that was removed last."""
        if self.removed is not None:
            self.searches.insert(self._place, self.removed)
            self._keep()

    def forget_removed(self) -> None:
        """Stop offering to restore the removed search."""
        if self.removed is not None:
            self.removed = None
            self.changed.emit()

    def _keep(self, *, removed: bool = False) -> None:
        if not removed:
            self.removed = None
        if self._path is not None:
            problem = saved.write(self._path, self.searches)
            if problem:
                self.failed.emit(problem)
        self.changed.emit()
