"""The photographs of the moment as Qt's model: it shows ids in the order given, and never sorts."""

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gallery.export import citation
from gallery.library.index import Entry
from gallery.library.reasons import matched
from gallery.qt.browser import Browser
from gallery.records import Photo

_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What the model tells of a photograph beside Qt's own roles."""

    PHOTO = Qt.ItemDataRole.UserRole + 1
    MATCHED = Qt.ItemDataRole.UserRole + 2


class PhotoModel(QAbstractListModel):
    """One row a photograph, in the order of the browser's answer."""

    def __init__(self, browser: Browser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self._ids: list[str] = browser.ids
        self._rows: dict[str, int] = {}
        self._matched: dict[str, list[Entry]] = {}
        browser.changed.connect(self._answer_changed)
        self._answer_changed()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        photo = self.photo(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return photo.headline
            case Qt.ItemDataRole.AccessibleTextRole:
                return photo.alt_text or photo.headline
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return accessible_description(photo)
            case Role.PHOTO:
                return photo
            case Role.MATCHED:
                return self.matched(photo.id)
        return None

    def photo(self, row: int) -> Photo:
        """Return the photograph in a row. Raises IndexError."""
        return self._browser.library.photos[self._ids[row]]

    def row_of(self, photo: str) -> int | None:
        """Return the row of a photograph, None where it is not among the answer."""
        return self._rows.get(photo)

    def matched(self, photo: str) -> list[Entry]:
        """Return why a photograph was found, asked for once."""
        if photo not in self._matched:
            library = self._browser.library
            self._matched[photo] = matched(
                library.photos[photo], library.names, self._browser.answered
            )
        return self._matched[photo]

    def _answer_changed(self) -> None:
        self.beginResetModel()
        self._ids = self._browser.ids
        self._rows = {photo: row for row, photo in enumerate(self._ids)}
        self._matched.clear()
        self.endResetModel()


def accessible_description(photo: Photo) -> str:
    """Return what a screen reader tells of a photograph after its alternative text."""
    parts = [photo.headline]
    if photo.caption:
        parts.append(photo.caption)
    parts.append(f"Credit: {citation.credit(photo)}")
    if photo.illustration:
        parts.append("An illustration stands in for the photograph")
    return ". ".join(part.rstrip(".") for part in parts) + "."
