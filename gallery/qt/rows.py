"""Paints the rows of the sidebar."""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gallery.qt.places import (
    BringBack,
    Heading,
    More,
    Place,
    PlacesModel,
    Saved,
    Section,
    Value,
    title_of,
)
from gallery.qt.theme import TEXT, Theme

WIDTH = 218


class RowDelegate(QStyledItemDelegate):
    """Paints headings, places and values, and lets saved searches be renamed in place."""

    def __init__(self, places: PlacesModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._places = places
        self._theme = theme

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("rowEditor")
        editor.setFrame(False)
        editor.setAccessibleName("Title of the saved search")
        return editor

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        sidebar = editor.parentWidget()
        if sidebar is not None:
            # A row may be wider than what is seen of it.
            rect = rect.intersected(sidebar.rect())
        editor.setGeometry(rect.adjusted(10, 1, -10, -1))

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
            case Saved(query=query):
                self._paint_line(painter, rect, state, title_of(row), "", quiet=query is None)
            case More() | BringBack():
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
