"""The grid of photographs: columns of one width, rows of one height, any number of them.

A QListView keeps Qt's selection, keyboard focus and accessible items, but where a tile lies is
reckoned here, from its row alone: a layout costs the same for fourteen photographs as for a
million.
"""

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gallery.qt.models import PhotoModel
from gallery.qt.pictures import Pictures
from gallery.qt.tile import TileDelegate
from gallery.qt.wheel import Wheel

PADDING = 20
COLUMN_GAP = 18
ROW_GAP = 14
# How wide a tile wants to be at each of the five sizes; columns share what is left over.
TILE_WIDTHS = (150, 190, 236, 330, 480)
USUAL_SIZE = 2
# Scrolling by one notch moves a third of the usual row.
_STEP = 80


class PhotoGrid(QListView):
    """Shows the photographs of a `PhotoModel`.

    Attributes: `tile_size`, one of five, from 0.
    Signals: `opened(str)` on Enter and double click, `current_changed(str)` (empty: none),
    `selection_changed(int)` with the number of chosen photographs, `tile_size_changed(int)`,
    `sight_changed()` when other photographs are in sight.
    """

    opened = Signal(str)
    current_changed = Signal(str)
    selection_changed = Signal(int)
    tile_size_changed = Signal(int)
    sight_changed = Signal()

    def __init__(
        self,
        model: PhotoModel,
        tiles: TileDelegate,
        pictures: Pictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._photos = model
        self._tiles = tiles
        self._pictures = pictures
        self._remembered = ""
        self._wheel = Wheel()
        # Whether the current photograph was in sight before a layout moved it.
        self._current_in_sight = True
        self.tile_size = USUAL_SIZE
        self.setObjectName("grid")
        self.setAccessibleName("Photographs")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(tiles)
        model.modelAboutToBeReset.connect(self._remember)
        self.setModel(model)
        # Connected behind the view's own slot, so that the view has already let go of its rows.
        model.modelReset.connect(self._restore)
        pictures.arrived.connect(self._picture_arrived)
        self.activated.connect(lambda index: self.opened.emit(model.photo(index.row()).id))
        self.verticalScrollBar().valueChanged.connect(self.sight_changed)

    def current_photo(self) -> str:
        """Return the id of the photograph that keys and panes are about; empty where none is."""
        index = self.currentIndex()
        return self._photos.photo(index.row()).id if index.isValid() else ""

    def selected_photos(self) -> list[str]:
        """Return the ids of the chosen photographs, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._photos.photo(row).id for row in rows]

    def selected_count(self) -> int:
        """Return how many photographs are chosen."""
        selection = self.selectionModel().selection()
        return sum(selection.at(index).height() for index in range(selection.count()))

    def choose(self, photo: str) -> None:
        """Make a photograph the current one and bring it into sight; none if it is not here."""
        row = self._photos.row_of(photo)
        if row is not None:
            self.setCurrentIndex(self._photos.index(row))

    def photos_in_sight(self) -> list[str]:
        """Return the ids of the photographs of which any part is in sight."""
        return [self._photos.photo(row).id for row in self._rows_in(self.viewport().rect())]

    def set_tile_size(self, size: int) -> None:
        """Use one of the five tile sizes; the current photograph stays in sight."""
        size = min(max(size, 0), len(TILE_WIDTHS) - 1)
        if size != self.tile_size:
            self.tile_size = size
            self._relayout()
            self.tile_size_changed.emit(size)

    # Where tiles lie

    def columns(self) -> int:
        """Return how many tiles stand side by side."""
        room = self.viewport().width() - 2 * PADDING + COLUMN_GAP
        return max(1, round(room / (TILE_WIDTHS[self.tile_size] + COLUMN_GAP)))

    def _tile_width(self) -> int:
        columns = self.columns()
        room = self.viewport().width() - 2 * PADDING - COLUMN_GAP * (columns - 1)
        return max(60, room // columns)

    def _row_step(self) -> int:
        return self._tiles.height(self._tile_width()) + ROW_GAP

    def _total_height(self) -> int:
        lines = -(-self._photos.rowCount() // self.columns())
        return 2 * PADDING - ROW_GAP + lines * self._row_step() if lines else 0

    def _rect_of(self, row: int) -> QRect:
        width = self._tile_width()
        line, column = divmod(row, self.columns())
        if self.isRightToLeft():
            column = self.columns() - 1 - column
        return QRect(
            PADDING + column * (width + COLUMN_GAP),
            PADDING + line * self._row_step() - self.verticalOffset(),
            width,
            self._tiles.height(width),
        )

    def _rows_in(self, area: QRect) -> range:
        step, columns = self._row_step(), self.columns()
        top = area.top() + self.verticalOffset() - PADDING
        first = max(0, top // step) * columns
        last = (max(0, top + area.height()) // step + 1) * columns
        return range(min(first, self._photos.rowCount()), min(last, self._photos.rowCount()))

    # What Qt asks a view

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        return self._rect_of(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        for row in self._rows_in(QRect(point, point)):
            if self._rect_of(row).contains(point):
                return self._photos.index(row)
        return QModelIndex()

    def isIndexHidden(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return False

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._total_height() - height))
        bar.setPageStep(height)
        bar.setSingleStep(_STEP)
        self.sight_changed.emit()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        rect = self.visualRect(index)
        if rect.isEmpty():
            return
        bar, height = self.verticalScrollBar(), self.viewport().height()
        centre = hint is QAbstractItemView.ScrollHint.PositionAtCenter
        if centre and not self.viewport().rect().contains(rect):
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < PADDING or rect.height() > height:
            bar.setValue(bar.value() + rect.top() - PADDING)
        elif rect.bottom() > height - PADDING:
            bar.setValue(bar.value() + rect.bottom() - height + PADDING)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._look_for_current()
        self.viewport().update()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = self._photos.rowCount()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self._photos.index(0)
        columns = self.columns()
        page = max(1, self.viewport().height() // self._row_step()) * columns
        direction = -1 if self.isRightToLeft() else 1
        move = QAbstractItemView.CursorAction
        target = {
            move.MoveLeft: row - direction,
            move.MoveRight: row + direction,
            move.MovePrevious: row - 1,
            move.MoveNext: row + 1,
            # A key that would leave the grid stays in the row where it is.
            move.MoveUp: row - columns if row >= columns else row,
            move.MoveDown: self._below(row, columns, count),
            move.MovePageUp: row - page if row >= page else row % columns,
            move.MovePageDown: min(row + page, count - 1),
            move.MoveHome: 0,
            move.MoveEnd: count - 1,
        }[action]
        return self._photos.index(min(max(target, 0), count - 1))

    @staticmethod
    def _below(row: int, columns: int, count: int) -> int:
        if row + columns < count:
            return row + columns
        # From a full line to a shorter last one: to its end.
        return count - 1 if row // columns < (count - 1) // columns else row

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        # Qt gives a rectangle from where the choice began to where it is now: what lies between
        # them in reading order is meant, not what the rectangle covers.
        ends = [self.indexAt(rect.topLeft()).row(), self.indexAt(rect.bottomRight()).row()]
        rows: Iterable[int] = range(min(ends), max(ends) + 1)
        if min(ends) < 0:
            area = rect.normalized()
            rows = (row for row in self._rows_in(area) if self._rect_of(row).intersects(area))
        self.selectionModel().select(self._selection_of(rows), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        chosen = {index.row() for index in selection.indexes()}
        for row in self._rows_in(self.viewport().rect()):
            if row in chosen:
                region += self._rect_of(row)
        return region

    def _selection_of(self, rows: Iterable[int]) -> QItemSelection:
        selection = QItemSelection()
        for row in rows:
            index = self._photos.index(row)
            selection.select(index, index)
        return selection

    # Painting and events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        current, selected = self.currentIndex(), self.selectionModel()
        base = QStyleOptionViewItem()
        self.initViewItemOption(base)
        flags = QStyle.StateFlag
        for row in self._rows_in(event.rect()):
            index = self._photos.index(row)
            option = QStyleOptionViewItem(base)
            option.rect = self._rect_of(row)
            state = flags.State_Enabled
            if selected.isSelected(index):
                state |= flags.State_Selected
            if self.hasFocus():
                state |= flags.State_Active
                if index == current:
                    state |= flags.State_HasFocus
            option.state = state
            self._tiles.paint(painter, option, index)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._relayout()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if notches := self._wheel.notches(event):
                self.set_tile_size(self.tile_size + notches)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            # Space opens too, as in file managers' previews; letters are the window's keys.
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Do nothing: single letters are the window's keys, and finding is the search's job."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._relayout()

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._current_in_sight = True
        self.current_changed.emit(self.current_photo())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.selection_changed.emit(self.selected_count())

    def _relayout(self) -> None:
        in_sight = self._current_in_sight
        self.updateGeometries()
        if in_sight:
            self.scrollTo(self.currentIndex())
        self._look_for_current()
        self.viewport().update()

    def _look_for_current(self) -> None:
        place = self.visualRect(self.currentIndex())
        self._current_in_sight = self.viewport().rect().intersects(place)

    def _picture_arrived(self, photo: str) -> None:
        row = self._photos.row_of(photo)
        if row is not None:
            self.viewport().update(self._rect_of(row).adjusted(-8, -8, 8, 8))

    def _remember(self) -> None:
        self._remembered = self.current_photo() or self._remembered

    def _restore(self) -> None:
        """After another answer: keep the photograph if it is still there, else take the first."""
        self.updateGeometries()
        self.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        row = self._photos.row_of(self._remembered) or 0
        if self._photos.rowCount():
            self.setCurrentIndex(self._photos.index(row))
        else:
            self.current_changed.emit("")
