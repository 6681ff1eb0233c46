"""The grid of photographs: which is current, which are chosen, and what a person does with them.

With the mouse (a band over empty ground, a drag of files to other programs), with the keyboard (by
typing how a headline begins). What is chosen is kept as runs of rows, so that choosing a million
photographs costs no more than choosing one.
"""

from itertools import chain, islice

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QDrag,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from gallery.decode.advice import in_full
from gallery.qt.models import PhotoModel
from gallery.qt.pictures import Pictures
from gallery.qt.rubber_band import RubberBand
from gallery.qt.schedule import Schedule
from gallery.qt.tile import TileDelegate
from gallery.qt.tile_view import TileView
from gallery.qt.typeahead import TypeAhead
from gallery.records import Photo

# Programs that take files cannot do with any number of them at once.
MOST_DRAGGED = 1_000
# The longer side of the picture under the pointer while files are dragged, in pixels.
_DRAGGED_SIDE = 128
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PhotoGrid(TileView):
    """Shows the photographs of a `PhotoModel`, one of which is current.

    Attributes: `schedule`, which gets the pictures of what is in sight.
    Signals: `opened(str)` on Enter and double click, `current_changed(str)` (empty: none) when the
    current photograph is another or another is known of it, `selection_changed(int)` with the
    number of chosen photographs, `said(str)` with a short message, empty where it is over.
    """

    opened = Signal(str)
    current_changed = Signal(str)
    selection_changed = Signal(int)
    said = Signal(str)

    def __init__(
        self,
        model: PhotoModel,
        tiles: TileDelegate,
        pictures: Pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, tiles, parent)
        self._pictures = pictures
        model.remark = self._remark
        self.schedule = Schedule(pictures, self)
        # Which way the page was scrolled last: there the next pictures are needed.
        self._offset = 0
        self._downwards = True
        # The last current photograph: it is current again in the next answer that has it.
        self._remembered = ""
        self._current_row = 0
        self._told: Photo | None = None
        self._band = RubberBand(self, model)
        self._typing = TypeAhead(lambda row: model.photo(row).headline, model.rowCount, self)
        self.setObjectName("grid")
        self.setAccessibleName("Photographs")
        self.setDragEnabled(True)
        model.modelAboutToBeReset.connect(self._remember)
        model.layoutAboutToBeChanged.connect(self._remember)
        model.modelReset.connect(self._begin_anew)
        model.layoutChanged.connect(self._go_on)
        model.rowsInserted.connect(self._go_on)
        model.dataChanged.connect(self._tell_current)
        pictures.arrived.connect(self._picture_arrived)
        self.sight_changed.connect(self._look)
        self.activated.connect(lambda index: self.opened.emit(model.photo_id(index.row())))
        self._typing.found.connect(self._choose_row)
        self._typing.typed.connect(self.said)
        self._typing.missed.connect(
            lambda letters: self.said.emit(f"No headline begins with “{letters}”")
        )

    def current_photo(self) -> str:
        """Return the id of the photograph that keys and panes are about; empty where none is."""
        index = self.currentIndex()
        return self._photos.photo_id(index.row()) if index.isValid() else ""

    def selected_count(self) -> int:
        """Return how many photographs are chosen."""
        return sum(map(len, self.selected_rows()))

    def choose(self, photo: str) -> None:
        """Make a photograph the current one and bring it into sight; none if it is not here."""
        row = self._photos.row_of(photo)
        if row is not None:
            self._choose_row(row)

    def step(self, by: int) -> None:
        """Make the photograph that lies so many rows on or back the current one."""
        row = self.currentIndex().row() + by
        if self.currentIndex().isValid() and 0 <= row < self._photos.rowCount():
            self._choose_row(row)

    def _choose_row(self, row: int) -> None:
        # Not the view's own setCurrentIndex: that would ask which modifier is held just now.
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._photos.index(row), how)

    def photos_in_sight(self) -> list[str]:
        """Return the ids of the photographs of which any part is in sight."""
        return list(self._photos.photo_ids(self._rows_in(self.viewport().rect())))

    def is_settled(self) -> bool:
        """Return whether every picture in sight is drawn as it will be."""
        return self.schedule.is_settled() and not self._tiles.is_moving

    def _look(self) -> None:
        """Say what is in sight, and what will be next."""
        if not self.isVisible():
            return
        if self.verticalOffset() != self._offset:
            self._downwards = self.verticalOffset() > self._offset
            self._offset = self.verticalOffset()
        sight = self._rows_in(self.viewport().rect())
        # A screen ahead, half a screen behind.
        above = len(sight) // (2 if self._downwards else 1)
        below = len(sight) // (1 if self._downwards else 2)
        before = self._photos.photo_ids(range(max(sight.start - above, 0), sight.start))[::-1]
        behind = self._photos.photo_ids(range(sight.stop, sight.stop + below))
        band = (*behind, *before) if self._downwards else (*before, *behind)
        self._tiles.make_room(len(sight))
        box = self._tiles.picture_box(self.layout_now().width, self.devicePixelRatio())
        self.schedule.look_at(self._photos.photo_ids(sight), band, box)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.schedule.look_away()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._typing.end()
        at = event.position().toPoint()
        left = event.button() is Qt.MouseButton.LeftButton
        if left and not self.indexAt(at).isValid():
            self._band.begin(at, event.modifiers())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._band.is_pressed():
            self._band.move(event.position().toPoint(), self.layout_now())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._band.is_pressed():
            self._band.end()
        else:
            super().mouseReleaseEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Hand the files of the chosen photographs to another program."""
        rows = list(islice(chain.from_iterable(self.selected_rows()), MOST_DRAGGED))
        data = self._photos.mimeData([self._photos.index(row) for row in rows])
        if not data.hasUrls():
            return
        drag = QDrag(self)
        drag.setMimeData(data)
        if picture := self._pictures.any(self.current_photo()):
            side = QSize(_DRAGGED_SIDE, _DRAGGED_SIDE)
            small = picture.image.scaled(
                side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            drag.setPixmap(QPixmap.fromImage(small))
        drag.exec(Qt.DropAction.CopyAction)

    # The keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._look()
        # Single letters and Esc are the window's keys; while something is being typed or drawn they
        # belong to that.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            escapes = event.key() == Qt.Key.Key_Escape and self._is_busy()
            if escapes or (self._typing.is_running() and _letters(event)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = _letters(event)
        if event.key() == Qt.Key.Key_Escape and self._is_busy():
            self._stop_business()
        elif self._typing.is_running() and event.key() == Qt.Key.Key_Backspace:
            self._typing.erase(self.currentIndex().row())
        elif letters and (self._typing.is_running() or letters != " "):
            self._typing.type(letters, self.currentIndex().row())
        elif letters:
            # Space opens too, as in file managers' previews.
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        else:
            self._typing.end()
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Leave the letters typed to `TypeAhead`, which does not hold up the window."""

    def _is_busy(self) -> bool:
        return self._band.can_be_cancelled() or self._typing.is_running()

    def _stop_business(self) -> None:
        if self._band.can_be_cancelled():
            self._band.cancel()
        self._typing.end()

    # What changes

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._band.is_drawn():
            self._band.follow(self.layout_now())
        super().scrollContentsBy(dx, dy)

    def paint_over(self, painter: QPainter) -> None:
        if self._band.is_drawn():
            self._band.paint(painter)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._tell_current(again=True)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._tell_screen_reader(selected, QAccessible.Event.SelectionAdd)
        self._tell_screen_reader(deselected, QAccessible.Event.SelectionRemove)
        self.selection_changed.emit(self.selected_count())

    def _tell_screen_reader(self, changed: QItemSelection, what: QAccessible.Event) -> None:
        if QAccessible.isActive() and changed.count():
            event = QAccessibleEvent(self, what)
            event.setChild(changed.at(0).top())
            QAccessible.updateAccessibility(event)

    def _tell_current(self, *_: object, again: bool = False) -> None:
        """Tell of the current photograph where it, or what is known of it, is another."""
        index = self.currentIndex()
        photo = self._photos.photo(index.row()) if index.isValid() else None
        if again or photo != self._told:
            self._told = photo
            self.current_changed.emit(photo.id if photo else "")

    def _picture_arrived(self, photo: str) -> None:
        sight = self._rows_in(self.viewport().rect())
        photos = self._photos.photo_ids(sight)
        if photo in photos:
            self.repaint_row(sight.start + photos.index(photo))

    def _remark(self, photo: str) -> str:
        fault = self._pictures.fault(photo)
        return in_full(fault) if fault is not None else ""

    def _remember(self) -> None:
        if self._band.can_be_cancelled():
            self._band.cancel(put_back=False)
        self._remembered = self.current_photo() or self._remembered
        self._current_row = max(self.currentIndex().row(), 0)

    def _begin_anew(self) -> None:
        """After another answer: keep the photograph if it is still there, else take the first."""
        self.updateGeometries()
        self.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        self._told = None
        row = self._photos.row_of(self._remembered) or 0
        if self._photos.rowCount():
            self._choose_row(row)
        else:
            self.current_changed.emit("")

    def _go_on(self) -> None:
        """After more or fewer rows of the same answer: the keyboard needs a photograph."""
        count = self._photos.rowCount()
        if not self.currentIndex().isValid() and count:
            row = self._photos.row_of(self._remembered)
            near = min(self._current_row, count - 1) if row is None else row
            self._choose_row(near)
        self._tell_current()
        self.selection_changed.emit(self.selected_count())


def _letters(event: QKeyEvent) -> str:
    """Return what a key writes; empty for keys that do something else."""
    written = event.text()
    return written if written.isprintable() and not event.modifiers() & _COMMANDS else ""
