"""The side at the left: collections, and what the answer can be narrowed by, each with its count.

A click, or Enter, on a collection looks at it. On a person, a craft, a mission… it narrows the
answer; once more, it lets go. With Ctrl it adds to what is chosen of the same kind.
"""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gallery.qt.browser import Browser
from gallery.qt.places import (
    Heading,
    More,
    Place,
    PlacesModel,
    Row,
    Section,
    Value,
    title_of,
)
from gallery.qt.settings import Settings
from gallery.qt.theme import TEXT, Theme

WIDTH = 218
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Sidebar(QListView):
    """Lists the rows; choosing one looks at it, or narrows the answer to it."""

    def __init__(
        self, browser: Browser, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._places = PlacesModel(browser, settings, self)
        self._current: object = None
        self.setObjectName("sidebar")
        self.setAccessibleName("Collections, people, craft and more")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # What is marked is what is chosen in the browser, not what was pressed here.
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setItemDelegate(_RowDelegate(self._places, theme, self))
        self.setModel(self._places)
        self.setMinimumWidth(150)
        browser.asked.connect(self._mark)
        self._places.modelAboutToBeReset.connect(self._remember)
        self._places.modelReset.connect(self._recall)
        self._place_before = 0
        self._mark()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row(self.currentIndex())
        if event.key() in _ENTER and row is not None:
            self._activate(row, beside=bool(event.modifiers() & _CONTROL))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(row, Section):
            self._places.fold(row.facet, folded=event.key() == Qt.Key.Key_Left)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._row(index)
        if event.button() is Qt.MouseButton.LeftButton and row is not None:
            self._activate(row, beside=bool(event.modifiers() & _CONTROL))

    def _row(self, index: QModelIndex) -> Row | None:
        return self._places.rows[index.row()] if index.isValid() else None

    def _activate(self, row: Row, *, beside: bool) -> None:
        match row:
            case Place(collection=collection):
                self._browser.choose_collection(collection)
            case Value(counted):
                self._browser.choose(counted.choice, beside=beside)
            case Section(facet, folded=folded):
                self._places.fold(facet, folded=not folded)
            case More(facet):
                self._places.show_more(facet)

    def _mark(self) -> None:
        """Show as chosen what is being looked at, however that came about."""
        selection = QItemSelection()
        chosen = self._places.chosen_rows()
        if chosen and not self.currentIndex().isValid():
            self._stand_on(chosen[0])
        for number in chosen:
            index = self._places.index(number)
            selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _remember(self) -> None:
        row = self._row(self.currentIndex())
        self._current = row and (type(row), title_of(row))
        self._place_before = self.verticalScrollBar().value()

    def _recall(self) -> None:
        """Stay where the keyboard and the eye were, as far as there still is such a row."""
        for number, row in enumerate(self._places.rows):
            if (type(row), title_of(row)) == self._current:
                self._stand_on(number)
                break
        self._mark()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._place_before)

    def _stand_on(self, row: int) -> None:
        """Put the keyboard on a row, without choosing it."""
        self.selectionModel().setCurrentIndex(
            self._places.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
        )


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, places: PlacesModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._places = places
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = QFontMetrics(self._theme.sans(TEXT)).height()
        row = self._places.rows[index.row()]
        if not isinstance(row, Heading | Section):
            return QSize(WIDTH, line + 12)
        # Sections that are folded away stand closer together.
        before = self._places.rows[index.row() - 1] if index.row() else None
        together = isinstance(before, Section) and before.folded
        return QSize(WIDTH, line + (14 if together else 24))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._places.rows[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match row:
            case Heading() | Section():
                self._paint_heading(painter, rect, state, row)
            case Place(title, count):
                self._paint_line(painter, rect, state, title, f"{count:,}")
            case Value(counted):
                self._paint_line(painter, rect, state, counted.title, f"{counted.count:,}")
            case More():
                self._paint_line(painter, rect, state, title_of(row), "", quiet=True)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: Heading | Section
    ) -> None:
        font = self._theme.sans(11.5, bold=True)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.8)
        painter.setFont(font)
        over = bool(state & QStyle.StateFlag.State_MouseOver) and isinstance(row, Section)
        color = self._theme.colors["text" if over else "quiet"]
        painter.setPen(color)
        room = rect.adjusted(18, 0, -18, -5)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignBottom)
        painter.drawText(room, flags, row.title.upper())
        height = QFontMetrics(font).height()
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colors["ring"], 1.5))
            ring = QRect(
                rect.left() + 11, room.bottom() - height - 2, rect.width() - 22, height + 6
            )
            painter.drawRoundedRect(ring, 5, 5)
        if isinstance(row, Section):
            middle = QPointF(room.right() - 3, room.bottom() - height / 2 + 0.5)
            painter.setPen(QPen(color, 1.4))
            painter.drawPolyline(_chevron(middle, folded=row.folded))

    def _paint_line(
        self,
        painter: QPainter,
        rect: QRect,
        state: QStyle.StateFlag,
        title: str,
        count: str,
        *,
        quiet: bool = False,
    ) -> None:
        colors = self._theme.colors
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pill = rect.adjusted(10, 1, -10, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colors["chosen" if chosen else "control"])
            painter.drawRoundedRect(pill, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colors["ring"], 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(1, 1, -1, -1), 5, 5)
        font = self._theme.sans(TEXT)
        painter.setFont(font)
        room = pill.adjusted(8, 0, -8, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(colors["on_chosen" if chosen else "quiet"])
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), count)
        metrics = QFontMetrics(font)
        left = room.adjusted(0, 0, -metrics.horizontalAdvance(count) - 10, 0)
        if not quiet:
            painter.setPen(colors["on_chosen" if chosen else "text"])
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | int(Qt.AlignmentFlag.AlignLeft), shown)


def _chevron(middle: QPointF, *, folded: bool) -> QPolygonF:
    """Return an angle that points to the right where something is folded, down where it is open."""
    points = ((-2, -4), (2, 0), (-2, 4)) if folded else ((-4, -2), (0, 2), (4, -2))
    return QPolygonF([middle + QPointF(*point) for point in points])
