"""Selecting with a rubber band that is drawn over the grid with the mouse.

It begins on empty ground and selects what it touches: with Ctrl in addition to the selection, with
Shift everything in reading order from where the selection began. Beyond the edge the page scrolls
along, faster with the distance; Esc restores the selection from before.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication

from gallery.qt.layout import Layout
from gallery.qt.models import PhotoModel

# How often the page moves while the pointer is held beyond the edge: about once a frame …
_SCROLL_EVERY_MS = 16
# … by this part of the distance to the edge, and by no more than a page in a second or so.
_SCROLL_SHARE = 0.25
_MOST_SCROLL = 60
_FILL_ALPHA = 46


class RubberBand(QObject):
    """The band of one grid; idle until it is begun."""

    def __init__(self, view: QAbstractItemView, model: PhotoModel) -> None:
        super().__init__(view)
        self._view = view
        self._photos = model
        self._pressed = False
        self._given_up = False
        self._drawn = False
        self._start = QPoint()
        self._pointer = QPoint()
        self._before = QItemSelection()
        self._anchor: int | None = None
        self._keeps = False
        self._touched: list[range] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_SCROLL_EVERY_MS)
        self._timer.timeout.connect(self._scroll)

    def is_pressed(self) -> bool:
        """Return whether the button is held that began a band."""
        return self._pressed

    def can_be_cancelled(self) -> bool:
        """Return whether a band is being drawn, or may be."""
        return self._pressed and not self._given_up

    def is_drawn(self) -> bool:
        """Return whether the pointer has moved far enough for a band to be meant."""
        return self._drawn

    def begin(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """Begin at a point of the viewport; without a modifier the selection is cleared."""
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        chosen = self._view.selectionModel()
        self._pressed, self._drawn, self._given_up = True, False, False
        self._start = self._on_page(at)
        self._pointer = at
        self._before = QItemSelection(chosen.selection())
        self._keeps = shift or bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        current = self._view.currentIndex()
        self._anchor = current.row() if shift and current.isValid() else None
        self._touched = []
        if not self._keeps:
            chosen.clearSelection()

    def move(self, at: QPoint, layout: Layout) -> None:
        """Draw the band to a point of the viewport."""
        if self._given_up:
            return
        self._pointer = at
        far = (self._on_page(at) - self._start).manhattanLength()
        if not self._drawn and far < QApplication.startDragDistance():
            return
        self._drawn = True
        if self._beyond():
            self._timer.start()
        else:
            self._timer.stop()
        self.follow(layout)

    def follow(self, layout: Layout) -> None:
        """Choose what the band touches now that the pointer or the page has moved."""
        self._view.viewport().update()
        touched = layout.touched(self._area())
        if self._anchor is not None and touched:
            rows = (self._anchor, touched[0].start, touched[-1].stop - 1)
            touched = [range(min(rows), max(rows) + 1)]
        if touched == self._touched:
            return
        self._touched = touched
        chosen = QItemSelection(self._before) if self._keeps else QItemSelection()
        chosen.merge(self._photos.selection(touched), QItemSelectionModel.SelectionFlag.Select)
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._view.selectionModel().select(chosen, how)

    def end(self) -> None:
        """End the band: the selection stays, and the current photograph is in it."""
        touched = self._touched if self._drawn else []
        self._stop()
        self._pressed = False
        model = self._view.selectionModel()
        if touched and not model.isSelected(self._view.currentIndex()):
            index = self._photos.index(touched[0].start)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def cancel(self, *, put_back: bool = True) -> None:
        """Abandon the band; `put_back` restores the selection from before."""
        before = self._before
        self._stop()
        # The button is still held: movements mean nothing until it is released.
        self._given_up = True
        if put_back:
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._view.selectionModel().select(before, how)

    def paint(self, painter: QPainter) -> None:
        """Paint the band over the viewport."""
        color = self._view.palette().color(QPalette.ColorRole.Accent)
        painter.setPen(color)
        color.setAlpha(_FILL_ALPHA)
        painter.setBrush(color)
        up = QPoint(0, self._view.verticalScrollBar().value())
        painter.drawRect(self._area().translated(-up).adjusted(0, 0, -1, -1))

    def _stop(self) -> None:
        self._drawn = False
        self._before = QItemSelection()
        self._touched = []
        self._timer.stop()
        self._view.viewport().update()

    def _area(self) -> QRect:
        return QRect(self._start, self._on_page(self._pointer)).normalized()

    def _on_page(self, at: QPoint) -> QPoint:
        return at + QPoint(0, self._view.verticalScrollBar().value())

    def _beyond(self) -> int:
        """Return how far above (negative) or below the viewport the pointer is."""
        y, height = self._pointer.y(), self._view.viewport().height()
        return min(y, 0) + max(y - height + 1, 0)

    def _scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        by = round(self._beyond() * _SCROLL_SHARE) or (1 if self._beyond() > 0 else -1)
        bar.setValue(bar.value() + min(max(by, -_MOST_SCROLL), _MOST_SCROLL))
