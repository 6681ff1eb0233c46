"""The photographs of the moment as Qt's model: it shows ids in the order given, and never sorts."""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QUrl,
)

from gallery.export import citation
from gallery.library.entries import Entry
from gallery.library.reasons import matched
from gallery.qt.browser import Browser
from gallery.qt.labels import plain_tip, read_out
from gallery.qt.moving import begins_with, moved, place, rows_now
from gallery.records import Photo
from gallery.sources.folder import raw_kind, shown

_NO_PARENT = QModelIndex()


class Role(IntEnum):
    """What the model tells of a photograph beside Qt's own roles."""

    PHOTO = Qt.ItemDataRole.UserRole + 1
    MATCHED = Qt.ItemDataRole.UserRole + 2


class PhotoModel(QAbstractListModel):
    """One row a photograph, in the order of the browser's answer.

    The answer to another question is a reset. Where the same question has another answer, because
    photographs came or went, rows are told to have moved: whatever is current or chosen stays so.
    The browser's answer is shared, never copied.

    Attributes: `remark`, which tells what has to be said of a photograph's picture; mostly nothing.
    """

    def __init__(self, browser: Browser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.remark: Callable[[str], str] = lambda _: ""
        self._browser = browser
        self._ids = browser.ids
        self._answered = browser.answered
        self._matched: dict[str, list[Entry]] = {}
        # Where the last photograph was found that was looked for: the next is mostly beside it.
        self._near = 0
        browser.changed.connect(self._answer_changed)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

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
                return read_out(photo.alt_text or photo.headline)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return accessible_description(photo, self.remark(photo.id))
            case Qt.ItemDataRole.ToolTipRole:
                # The picture of an illustration is not the photograph's file.
                name = "" if photo.illustration else shown(photo.file)
                return plain_tip(f"{name}\n{self.remark(photo.id)}".strip()) or None
            case Role.PHOTO:
                return photo
            case Role.MATCHED:
                return self.matched(photo.id)
        return None

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", "text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the picture files of some rows, and their credits as text."""
        library = self._browser.library
        photos = [self.photo(index.row()) for index in indexes]
        files = [library.picture(photo.id) for photo in photos]
        texts = [
            citation.picture_and_credit(photo, library.picture_credit(photo.id)) for photo in photos
        ]
        data = QMimeData()
        # Through Qt's own paths, names that are no text would come out as others.
        data.setUrls([QUrl(file.as_uri()) for file in files if file is not None])
        data.setText("\n\n".join(texts))
        return data

    def photo(self, row: int) -> Photo:
        """Return the photograph in a row. Raises IndexError."""
        return self._browser.library.photos[self._ids[row]]

    def photo_id(self, row: int) -> str:
        """Return the id of the photograph in a row. Raises IndexError."""
        return self._ids[row]

    def photo_ids(self, rows: range) -> Sequence[str]:
        """Return the ids of the photographs in a run of rows."""
        return self._ids[rows.start : rows.stop]

    def row_of(self, photo: str) -> int | None:
        """Return the row of a photograph, None where it is not among the answer.

        It is sought first near the one last found.
        """
        # Looking through a million ids takes 5 ms; a table of them would take 100 ms to make for
        # each answer, and 80 MB.
        row = place(self._ids, photo, self._near)
        if row is None and photo in self._browser.library.photos:
            row = place(self._ids, photo, 0, len(self._ids))
        self._near = self._near if row is None else row
        return row

    def rows_now(self, before: Sequence[str], runs: Sequence[range]) -> list[range]:
        """Return the rows, as runs, of photographs that stood in some rows of another answer."""
        return moved(before, self._ids, runs, self._browser.library.photos.keys().__contains__)

    def all_ids(self) -> Sequence[str]:
        """Return the ids of all rows: the answer itself, which never changes."""
        return self._ids

    def selection(self, runs: Sequence[range]) -> QItemSelection:
        """Return runs of rows as Qt's selection: one range a run, however long."""
        selection = QItemSelection()
        for run in runs:
            if run:
                selection.select(self.index(run.start), self.index(run.stop - 1))
        return selection

    def matched(self, photo: str) -> list[Entry]:
        """Return why a photograph was found, asked for once."""
        if photo not in self._matched:
            library = self._browser.library
            self._matched[photo] = matched(
                library.photos[photo], library.names, self._browser.answered
            )
        return self._matched[photo]

    def _answer_changed(self) -> None:
        old, new = self._ids, self._browser.ids
        # Not the query, which may be ahead of its answer.
        same_question = self._browser.answered == self._answered
        self._answered = self._browser.answered
        self._matched.clear()
        if not same_question:
            self.beginResetModel()
            self._ids = new
            self.endResetModel()
        elif begins_with(new, old):
            self._append(old, new)
        else:
            self._rearrange(old, new)

    def _append(self, old: Sequence[str], new: Sequence[str]) -> None:
        if len(new) > len(old):
            self.beginInsertRows(_NO_PARENT, len(old), len(new) - 1)
            self._ids = new
            self.endInsertRows()
        self._ids = new
        if old:
            # Other things may be known of the photographs that were there before.
            self.dataChanged.emit(self.index(0), self.index(len(old) - 1))

    def _rearrange(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self._ids = new
        there = self._browser.library.photos.keys().__contains__
        rows = rows_now(old, new, [index.row() for index in before], there)
        after = []
        # Two that were put in one place would be let go of as one, and leave Qt with the other.
        taken: set[int | None] = {None}
        for row in rows:
            after.append(QModelIndex() if row in taken else self.index(row or 0))
            taken.add(row)
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def accessible_description(photo: Photo, remark: str = "") -> str:
    """Return what a screen reader tells of a photograph after its alternative text."""
    parts = [*([remark] if remark else []), read_out(photo.headline)]
    if photo.caption:
        parts.append(read_out(photo.caption))
    parts.append(read_out(citation.credit_in_words(photo)))
    if photo.illustration:
        parts.append("An illustration stands in for the photograph")
    elif kind := raw_kind(photo.file):
        parts.append(f"Raw file, {kind}")
    return ". ".join(part.rstrip(".") for part in parts) + "."
