"""What is being looked at: the collection, the chosen names, the typed words, the answer to them.

The sidebar, the search field, the chips in the detail pane and the command line all say here what
they want; the grid, the subtitle and the counts listen. There is one search in the window, and this
is where it stands.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.library.suggestions import Suggestion

# So many photographs of an answer are shown at once, more than any screen holds; the others follow
# when the window has nothing else to do, and not at all when another letter is typed.
FIRST = 500


class Browser(QObject):
    """Holds the query and its answer.

    Attributes: `query`, what is sought; `ids`, the answer, in order; `answered`, the query without
    its typing mistakes, which the answer is one to; `messages`, what has to be said about it.
    Signals: `changed` when either is another, `sources_changed` when photographs were added.
    """

    changed = Signal()
    sources_changed = Signal()

    def __init__(self, library: Library, finder: Finder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self._finder = finder
        self.query = Query()
        self._others: Iterator[str] = iter(())
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._take_others)
        self._answer()

    def type_words(self, typed: str) -> None:
        """Search for typed words within what is chosen."""
        self._ask(replace(self.query, typed=typed))

    def choose_name(self, name: str) -> None:
        """Look for one person or craft among all photographs, and for nothing else."""
        self._ask(Query(names=(name,)))

    def remove_name(self, name: str) -> None:
        """Look for that person or craft no longer."""
        names = tuple(one for one in self.query.names if one != name)
        self._ask(replace(self.query, names=names))

    def choose_collection(self, collection: str | None) -> None:
        """Look at a collection (None: all photographs), and end any search."""
        self._ask(Query(collection=collection))

    def clear_search(self) -> None:
        """End the search; the collection stays."""
        self._ask(Query(collection=self.query.collection))

    def search_everywhere(self) -> None:
        """Search all photographs for what is sought in one collection now."""
        self._ask(replace(self.query, collection=None))

    def suggestions(self, typed: str, most: int) -> list[Suggestion]:
        """Return the names that what is typed may mean."""
        return self._finder.suggestions(typed, most)

    def title(self) -> str:
        """Return the title of what is being looked at."""
        if self.query.collection is None:
            return "All photographs"
        return self.library.collections[self.query.collection].title

    def reload(self) -> None:
        """Answer the same query again, from a library that has grown."""
        self._answer()
        self.sources_changed.emit()
        self.changed.emit()

    def _ask(self, query: Query) -> None:
        if query == self.query:
            return
        self.query = query
        self._answer()
        self.changed.emit()

    def _answer(self) -> None:
        self._finder.take(self.library.news())
        answer = self._finder.answer(self.query)
        self.answered = answer.query
        self.messages = answer.messages
        self.ids = list(islice(answer.ids, FIRST if self.query.is_search() else None))
        self._others = answer.ids
        if len(self.ids) == FIRST:
            self._later.start(0)
        else:
            self._later.stop()

    def _take_others(self) -> None:
        others = list(self._others)
        if others:
            self.ids = self.ids + others
            self.changed.emit()
