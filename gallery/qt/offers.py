"""The list below the search field: names, fields and values that fit, and recent searches.

Each name has a small round portrait, cut from a photograph that shows the person, and the number of
photographs that do. The list never takes the focus: the field passes keys on to it.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gallery.library.completion import Kind, Offer
from gallery.library.query import Query
from gallery.qt.icons import Icons
from gallery.qt.labels import count_in_words
from gallery.qt.pictures import Pictures
from gallery.qt.theme import SMALL, TEXT, Theme

PORTRAIT = 26
# A portrait is asked for with room to spare, so that the part of it that is shown stays sharp.
_PORTRAIT_BOX = 4 * PORTRAIT
_LINE = 36
_PADDING = 6
FORGET = "Forget recent searches"


class OfferList(QListWidget):
    """Floats below the field.

    Signals: `chosen(object)` with the Query of an offer, `typed(str)` with a recent search,
    `forgotten()` when those are to be forgotten.
    """

    chosen = Signal(object)
    typed = Signal(str)
    forgotten = Signal()

    def __init__(self, pictures: Pictures, theme: Theme, icons: Icons, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_LineDelegate(pictures, theme, icons, self))
        self.itemClicked.connect(self._clicked)
        pictures.arrived.connect(lambda _: self.viewport().update())
        self.hide()

    def offer(self, offers: Sequence[Offer], recent: Sequence[str]) -> None:
        """Show offers and recent searches below the field, or nothing where there are none."""
        self.clear()
        for one in offers:
            self._add(_in_words(one), one)
        for search in recent:
            self._add(search, search)
        if recent:
            self._add(FORGET, None)
        self.setCurrentRow(-1)
        if not offers and not recent:
            self.hide()
            return
        # A child of the window, not a window of its own: the line keeps the keyboard.
        self.setParent(self._field.window())
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand below the field, within the window."""
        window = self._field.window()
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        wanted = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * _PADDING
        height = min(wanted, window.height() - corner.y() - 8)
        self.setGeometry(corner.x(), corner.y(), self._field.width(), height)

    def move_on(self, by: int) -> bool:
        """Move the choice; False where it leaves the list at its end."""
        row = self.currentRow() + by
        if row >= self.count():
            return False
        self.setCurrentRow(max(row, -1))
        return True

    def take(self) -> bool:
        """Choose what is marked; False where nothing is."""
        if self.currentRow() < 0:
            return False
        self._clicked(self.currentItem())
        return True

    def _add(self, words: str, data: object) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, data)
        self.addItem(item)

    def _clicked(self, item: QListWidgetItem) -> None:
        data = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        match data:
            case Offer(query=Query() as query):
                self.chosen.emit(query)
            case str():
                self.typed.emit(data)
            case _:
                self.forgotten.emit()


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, pictures: Pictures, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._icons = icons
        # Portraits by the picture that they were cut from, and the scale of the screen.
        self._portraits: dict[tuple[int, float], QImage] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = QFontMetrics(self._theme.sans(TEXT)).height() + 12
        return QSize(0, max(line, _LINE))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        colors = self._theme.colors
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        data = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors["chosen" if chosen else "control"])
            painter.drawRoundedRect(rect, 5, 5)
        text, quiet = ("on_chosen", "on_chosen") if chosen else ("text", "quiet")
        left = rect.left() + 8
        badge = QRect(left, rect.center().y() - PORTRAIT // 2 + 1, PORTRAIT, PORTRAIT)
        self._paint_badge(painter, badge, data)
        room = QRect(rect)
        room.setLeft(badge.right() + 11)
        room.setRight(rect.right() - 10)
        match data:
            case Offer(title=title, detail=detail, count=count):
                right = "" if count is None else f"{count:,}"
            case str():
                title, detail, right = data, "", ""
            case _:
                title, detail, right, text = FORGET, "", "", quiet
        small = self._theme.sans(SMALL)
        painter.setFont(small)
        painter.setPen(colors[quiet])
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), right)
        room.setRight(room.right() - QFontMetrics(small).horizontalAdvance(right) - 12)
        font = self._theme.sans(TEXT)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(colors[text])
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), shown)
        room.setLeft(room.left() + metrics.horizontalAdvance(shown) + 10)
        if detail and room.width() > 24:
            painter.setFont(small)
            painter.setPen(colors[quiet])
            told = QFontMetrics(small).elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), told)
        painter.restore()

    def _paint_badge(self, painter: QPainter, badge: QRect, data: object) -> None:
        """Paint the portrait of a name, or the sign of what else is offered."""
        ratio = painter.device().devicePixelRatio()
        if isinstance(data, Offer) and data.kind is Kind.NAME:
            round_path = QPainterPath()
            round_path.addEllipse(QRectF(badge))
            image = self._portrait(data.photo, ratio)
            if image is not None:
                painter.save()
                painter.setClipPath(round_path)
                painter.drawImage(badge, image)
                painter.restore()
                return
            painter.fillPath(round_path, self._theme.colors["control"])
        name = _sign(data)
        if name:
            sign = QRect(QPoint(), QSize(16, 16))
            sign.moveCenter(badge.center())
            color = self._theme.colors["quiet"]
            painter.drawImage(sign, self._icons.image(name, sign.size() * ratio, color))

    def _portrait(self, photo: str, ratio: float) -> QImage | None:
        if not photo:
            return None
        side = round(_PORTRAIT_BOX * ratio)
        image = self._pictures.thumbnail(photo, QSize(side, side))
        if image is None:
            return None
        key = (image.cacheKey(), ratio)
        if key not in self._portraits:
            size = round(PORTRAIT * ratio)
            self._portraits[key] = image.copy(_face(image)).scaled(
                size,
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._portraits[key]


def _sign(data: object) -> str:
    match data:
        case Offer(kind=Kind.NAME):
            return "person"
        case Offer():
            return "search"
        case str():
            return "recent"
    return ""


def _face(image: QImage) -> QRect:
    """Return the part of a picture that a face is most likely in: the middle, a little above."""
    side = max(round(min(image.width(), image.height()) * 0.72), 1)
    return QRect((image.width() - side) // 2, round((image.height() - side) * 0.3), side, side)


def _in_words(offer: Offer) -> str:
    """Return what is said of an offer."""
    shown = f"{offer.title}   {offer.detail}" if offer.detail else offer.title
    return shown if offer.count is None else f"{shown}   ·   {count_in_words(offer.count)}"
