"""A view of tiles: lays them out, scrolls, moves from one to the next, paints those in sight.

A QListView keeps Qt's selection, keyboard focus and accessible items, but where a tile lies is
reckoned by `gallery.qt.layout`, from its row alone: what is done costs what is in sight, for
fourteen photographs as for a million.

When the answer to the same question changes (a folder that is still being listed, files that come
and go), the page stands still: the photograph at the top stays where it is.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from gallery.qt.layout import PADDING, TILE_WIDTHS, USUAL_SIZE, Layout, column_count, shared_width
from gallery.qt.models import PhotoModel
from gallery.qt.tile import RING, TileDelegate
from gallery.qt.wheel import Wheel

# Scrolling by one notch moves a third of the usual row.
_STEP = 80
# How far the ring of a tile reaches beyond it.
_REACH = RING + 2
# Who resizes a window so often, without resting for so long, does it with the mouse.
_MOVING = 3
_REST_MS = 150


class TileView(QListView):
    """Shows the rows of a `PhotoModel` as tiles.

    Attributes: `tile_size`, one of five, from 0.
    Signals: `tile_size_changed(int)`, `sight_changed()` when other rows may be in sight.
    """

    tile_size_changed = Signal(int)
    sight_changed = Signal()

    def __init__(
        self, model: PhotoModel, tiles: TileDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tile_size = USUAL_SIZE
        self._photos = model
        self._tiles = tiles
        self._wheel = Wheel()
        self._layout: Layout | None = None
        # Whether the current photograph was in sight before a layout moved it.
        self._current_in_sight = True
        # The row that stays where it is while tiles are resized, and how far down.
        self._anchor: tuple[int, int] | None = None
        # The photographs in sight before their rows change, and how far down each lies …
        self._held: list[tuple[QPersistentModelIndex, int]] = []
        # … and which rows of which answer are chosen.
        self._chosen: list[range] = []
        self._answer: Sequence[str] = ()
        self._resized = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        self.setViewport(_page())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(tiles)
        # The ground is painted here, so that scrolling may move what is painted already.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.layoutAboutToBeChanged.connect(self._hold)
        self.setModel(model)
        # Connected behind the view's own slots, so that the view has already let go of its rows.
        model.layoutChanged.connect(self._stand_still)
        model.rowsInserted.connect(self.updateGeometries)
        self.verticalScrollBar().valueChanged.connect(self.sight_changed)

    def set_tile_size(self, size: int) -> None:
        """Use one of the five tile sizes; the photographs that are looked at stay in sight."""
        size = min(max(size, 0), len(TILE_WIDTHS) - 1)
        if size != self.tile_size:
            anchor = self._take_hold()
            self.tile_size = size
            self._rest.start()
            self._relayout(anchor)
            self.tile_size_changed.emit(size)

    # Where tiles lie

    def columns(self) -> int:
        """Return how many tiles stand side by side."""
        return self.layout_now().columns

    def layout_now(self) -> Layout:
        """Return where the tiles lie now."""
        if self._layout is None:
            # Whether the bar is there just now does not count: tiles that fit only beside it would
            # have it go, fit no longer, and have it come back, for ever.
            room = self.contentsRect().width()
            self._layout = self._laid_out(room)
            if self._layout.total_height > self.viewport().height():
                self._layout = self._laid_out(room - self.verticalScrollBar().sizeHint().width())
        return self._layout

    def _laid_out(self, room: int) -> Layout:
        columns = column_count(room, TILE_WIDTHS[self.tile_size])
        width = shared_width(room, columns)
        return Layout(
            count=self._photos.rowCount(),
            columns=columns,
            width=width,
            height=self._tiles.height(width),
            right_to_left=self.isRightToLeft(),
        )

    def _rect_of(self, row: int) -> QRect:
        return self.layout_now().place(row).translated(0, -self.verticalOffset())

    def _rows_in(self, area: QRect) -> range:
        return self.layout_now().rows(area.top() + self.verticalOffset(), area.height())

    # What Qt asks a view

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        return self._rect_of(index.row()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.layout_now().row_at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self._photos.index(row)

    def isIndexHidden(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return False

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        self._layout = None
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self.layout_now().total_height - height))
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
        self._anchor = None
        self._look_for_current()
        # What stays in sight is moved, not painted again.
        self.viewport().scroll(0, dy)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        count = self._photos.rowCount()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        if row < 0:
            return self._photos.index(0)
        layout = self.layout_now()
        columns = layout.columns
        page = max(1, self.viewport().height() // layout.step) * columns
        direction = -1 if layout.right_to_left else 1
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
        ends = [self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())]
        rows = sorted(end.row() for end in ends)
        runs = [range(rows[0], rows[1] + 1)] if rows[0] >= 0 else []
        self.selectionModel().select(self._photos.selection(runs), command)

    def selectAll(self) -> None:
        # Qt's list view looks at every row, whether it is hidden: 0.4 s for a million.
        whole = self._photos.selection([range(self._photos.rowCount())])
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(whole, how)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        sight = self._rows_in(self.viewport().rect())
        for number in range(selection.count()):
            chosen = selection.at(number)
            for row in range(max(chosen.top(), sight.start), min(chosen.bottom() + 1, sight.stop)):
                region += self._rect_of(row).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        return region

    # Painting and events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        # A colour, not a brush, for which PySide6 makes all kinds of gradients known to Python.
        painter.fillRect(event.rect(), self.palette().color(QPalette.ColorRole.Window))
        current, selected = self.currentIndex(), self.selectionModel()
        base = QStyleOptionViewItem()
        self.initViewItemOption(base)
        flags = QStyle.StateFlag
        focused = self.hasFocus()
        region = event.rect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
        for row in self._rows_in(region):
            rect = self._rect_of(row)
            if not rect.intersects(region):
                continue
            index = self._photos.index(row)
            option = QStyleOptionViewItem(base)
            option.rect = rect
            state = flags.State_Enabled
            if selected.isSelected(index):
                state |= flags.State_Selected
            if focused:
                state |= flags.State_Active
                if index == current:
                    state |= flags.State_HasFocus
            option.state = state
            self._tiles.paint(painter, option, index)
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the tiles: nothing here."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._resized += 1
        self._tiles.is_moving = self._resized >= _MOVING
        self._rest.start()
        self._relayout(self._take_hold())

    def _rested(self) -> None:
        self._resized, self._anchor = 0, None
        if self._tiles.is_moving:
            self._tiles.is_moving = False
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if notches := self._wheel.notches(event):
                self.set_tile_size(self.tile_size + notches)
            event.accept()
        else:
            super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._relayout(self._take_hold())

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._current_in_sight = True
        for index in (current, previous):
            self.repaint_row(index.row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        # Qt's list view would list every index of the selection here, to tell a screen reader of
        # the first: a million of them. Its base class only repaints.
        QAbstractItemView.selectionChanged(self, selected, deselected)

    def repaint_row(self, row: int) -> None:
        """Paint a tile again, with its ring."""
        if row >= 0:
            place = self._rect_of(row).adjusted(-_REACH, -_REACH, _REACH, _REACH)
            self.viewport().update(place)

    def _take_hold(self) -> tuple[int, int] | None:
        """Return a row that is to stay where it is in a new layout, and how far down that is.

        It is that of the current photograph, or the first that is wholly in sight; until the tiles
        rest the same, so that who makes a window smaller and larger again is where they were.
        """
        if self._anchor is None and self._layout is not None:
            current, sight = self.currentIndex(), self._rows_in(self.viewport().rect())
            row = sight.start
            if self._current_in_sight and current.isValid():
                row = current.row()
            elif self._rect_of(row).top() < 0 and row + self.columns() in sight:
                row += self.columns()
            if row < self._layout.count:
                self._anchor = row, self._rect_of(row).top()
        return self._anchor

    def _relayout(self, anchor: tuple[int, int] | None) -> None:
        in_sight = self._current_in_sight
        self.updateGeometries()
        if anchor is not None:
            row, top = anchor
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._rect_of(row).top() - top)
        if in_sight:
            self.scrollTo(self.currentIndex())
        # Who scrolls on lets go of it.
        self._anchor = anchor
        self._look_for_current()
        self.viewport().update()

    def _look_for_current(self) -> None:
        place = self.visualRect(self.currentIndex())
        self._current_in_sight = self.viewport().rect().intersects(place)

    # Standing still

    def selected_rows(self) -> list[range]:
        """Return the chosen rows as runs, in order: never one by one."""
        selection = self.selectionModel().selection()
        ranges = (selection.at(number) for number in range(selection.count()))
        runs = (range(one.top(), one.bottom() + 1) for one in ranges)
        return sorted(runs, key=lambda run: run.start)

    def selected_photos(self) -> list[str]:
        """Return the ids of the chosen photographs, in order."""
        return [photo for run in self.selected_rows() for photo in self._photos.photo_ids(run)]

    def _hold(self) -> None:
        self._held = [
            (QPersistentModelIndex(self._photos.index(row)), self._rect_of(row).top())
            for row in self._rows_in(self.viewport().rect())
        ]
        # Qt would keep an index for every chosen row, and lose them all where all are chosen.
        self._chosen, self._answer = self.selected_rows(), self._photos.all_ids()
        self._select_quietly([])

    def _stand_still(self) -> None:
        self._select_quietly(self._photos.rows_now(self._answer, self._chosen))
        self._chosen, self._answer = [], ()
        self.updateGeometries()
        for index, top in self._held:
            if index.isValid():
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self._rect_of(index.row()).top() - top)
                break
        self._held = []
        self._look_for_current()
        self.viewport().update()

    def _select_quietly(self, runs: list[range]) -> None:
        chosen = self.selectionModel()
        with QSignalBlocker(chosen):
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            chosen.select(self._photos.selection(runs), how)


def _page() -> QWidget:
    """Return what the tiles are painted on, as Qt would make it.

    To find out which kind of widget one is that Qt has made, PySide6 makes all kinds known to
    Python: 9 ms, in each launch. One that was made here it knows.
    """
    page = QWidget()
    page.setBackgroundRole(QPalette.ColorRole.Base)
    page.setAutoFillBackground(True)
    return page
