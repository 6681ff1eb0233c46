"""One tile of the grid: the picture, its headline, its credit, and why it was found.

The credit is always there, in two lines where one does not hold it; where an illustration stands in
for the photograph, the word stands beside it. A picture is shown whole, never cropped, with its
lower edge on the headline.
"""

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gallery import text
from gallery.decode import job
from gallery.export import citation
from gallery.library.index import Entry
from gallery.qt import highlight
from gallery.qt.browser import Browser
from gallery.qt.icons import Icons
from gallery.qt.models import Role
from gallery.qt.pictures import Pictures
from gallery.qt.theme import SMALL, Theme
from gallery.records import Photo

ILLUSTRATION = "Illustration"
HEADLINE_SIZE = 15
RADIUS = 5
RING = 4
# Pictures are three wide and two high in the built-in gallery, and in most others.
ASPECT = 2 / 3
GAP_UNDER_PICTURE = 9
_MARK_ICON = 13
# How many characters of a long text stand before the word that was found in it.
_BEFORE = 18


class TileDelegate(QStyledItemDelegate):
    """Paints tiles and says how high they are."""

    def __init__(
        self,
        browser: Browser,
        pictures: Pictures,
        theme: Theme,
        icons: Icons,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._pictures = pictures
        self._theme = theme
        self._icons = icons
        # The size of the text is settled at the launch: what every paint needs is reckoned here.
        self._small_font = theme.sans(SMALL)
        self._headline_font = theme.serif(HEADLINE_SIZE, bold=True)
        self._headline_height = QFontMetrics(self._headline_font).height()
        self._line_height = QFontMetrics(self._small_font).height() + 1

    def height(self, width: int) -> int:
        """Return the height of a tile of `width`: one text line more while words are sought."""
        lines = self._headline_height + self._line_height * (3 if self._searching() else 2)
        return round(width * ASPECT) + GAP_UNDER_PICTURE + lines

    def picture_box(self, width: int, ratio: float) -> QSize:
        """Return the pixels that a picture may take in a tile of `width`."""
        return QSize(round(width * ratio), round(width * ASPECT * ratio))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        photo: Photo = index.data(Role.PHOTO)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        area = QRect(rect.left(), rect.top(), rect.width(), round(rect.width() * ASPECT))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._paint_picture(painter, area, photo)
        self._paint_ring(painter, shown, state)
        self._paint_texts(painter, rect, area, photo, index)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        rect: QRect = option.rect
        return QSize(rect.width(), self.height(rect.width()))

    def _paint_picture(self, painter: QPainter, area: QRect, photo: Photo) -> QRectF:
        ratio = painter.device().devicePixelRatio()
        image = self._pictures.thumbnail(photo.id, self.picture_box(area.width(), ratio))
        fault = self._pictures.fault(photo.id)
        if image is None:
            colors = self._theme.colors
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors["control"])
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            if fault is not None:
                self._paint_fault(painter, area, fault)
            return QRectF(area)
        shown = fitted(image, area)
        draw_rounded(painter, image, shown, RADIUS)
        return shown

    def _paint_fault(self, painter: QPainter, area: QRect, fault: job.Fault) -> None:
        quiet = self._theme.colors["quiet"]
        icon = QSize(20, 20)
        image = self._icons.image("warning", icon * painter.device().devicePixelRatio(), quiet)
        top = area.center() - QPoint(10, 24)
        painter.drawImage(QRect(top, icon), image)
        painter.setPen(quiet)
        painter.setFont(self._small_font)
        words = area.adjusted(12, area.height() // 2 + 2, -12, -4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, int(flags) | int(Qt.TextFlag.TextWordWrap), job.IN_WORDS[fault])

    def _paint_ring(self, painter: QPainter, shown: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if not chosen and not focused:
            return
        color = self._theme.colors["ring" if focused else "accent"]
        if not state & QStyle.StateFlag.State_Active:
            color.setAlphaF(0.55)
        pen = QPen(color, 2)
        if focused and not chosen:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(
            shown.adjusted(-RING, -RING, RING, RING), RADIUS + RING - 1, RADIUS + RING - 1
        )

    def _paint_texts(
        self,
        painter: QPainter,
        rect: QRect,
        area: QRect,
        photo: Photo,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        words = self._browser.answered.words
        colors = self._theme.colors
        line = QRect(
            rect.left(),
            area.bottom() + GAP_UNDER_PICTURE,
            rect.width(),
            self._headline_height,
        )
        painter.setPen(colors["text"])
        self._paint_line(painter, line, photo.headline, self._headline_font, words)
        line = QRect(rect.left(), line.bottom() + 1, rect.width(), self._line_height)
        painter.setPen(colors["quiet"])
        room = line.adjusted(0, 0, -self._paint_mark(painter, line, photo), 0)
        font = self._small_font
        first, rest = broken(citation.credit(photo), font, room.width())
        self._paint_line(painter, room, first, font, words)
        if rest:
            line = QRect(rect.left(), line.bottom() + 1, rect.width(), self._line_height)
            self._paint_line(painter, line, rest, font, words)
        if words and (why := reason(photo, index.data(Role.MATCHED), words)):
            line = QRect(rect.left(), line.bottom() + 1, rect.width(), self._line_height)
            painter.setPen(colors["link"])
            self._paint_line(painter, line, why, self._small_font, words)

    def _paint_mark(self, painter: QPainter, line: QRect, photo: Photo) -> int:
        """Paint the mark of an illustration at the end of the credit's line; return its width."""
        if not photo.illustration:
            return 0
        font = self._small_font
        width = QFontMetrics(font).horizontalAdvance(ILLUSTRATION)
        painter.setFont(font)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), ILLUSTRATION)
        icon = QRect(line.right() - width - _MARK_ICON - 4, line.top() + 2, _MARK_ICON, _MARK_ICON)
        size = icon.size() * painter.device().devicePixelRatio()
        painter.drawImage(icon, self._icons.image("illustration", size, painter.pen().color()))
        return width + _MARK_ICON + 14

    def _paint_line(
        self, painter: QPainter, line: QRect, shown: str, font: QFont, words: tuple[str, ...]
    ) -> None:
        elided = QFontMetrics(font).elidedText(shown, Qt.TextElideMode.ElideRight, line.width())
        marks = highlight.formats(elided, words, self._theme.colors) if words else []
        if not marks:
            painter.setFont(font)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), elided)
            return
        layout = QTextLayout(elided, font)
        layout.setFormats(marks)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        layout.draw(painter, QPointF(line.topLeft()))

    def _searching(self) -> bool:
        return bool(self._browser.answered.words)


def reason(photo: Photo, matched: list[Entry], words: tuple[str, ...]) -> str:
    """Return why a photograph was found, where headline and credit do not show it already."""
    visible = text.fold(f"{photo.headline} {citation.credit(photo)}")
    unseen = tuple(word for word in words if f" {word}" not in f" {visible}")
    hidden = [entry for entry in matched if any(word.startswith(unseen) for word in entry.words())]
    return " · ".join(f"{entry.label}: {excerpt(entry.text, unseen)}" for entry in hidden)


def broken(line: str, font: QFont, width: int) -> tuple[str, str]:
    """Return what of a text stands in a first line of `width`, and what is left for a second."""
    if QFontMetrics(font).horizontalAdvance(line) <= width:
        return line, ""
    layout = QTextLayout(line, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    # Qt counts in UTF-16.
    units = line.encode("utf-16-le", "surrogatepass")
    end = 2 * first.textLength()
    head, rest = (
        part.decode("utf-16-le", "surrogatepass").strip() for part in (units[:end], units[end:])
    )
    return head, rest


def excerpt(whole: str, words: tuple[str, ...]) -> str:
    """Return a text from shortly before the first word sought, so that one line shows the word."""
    first = next((start for start, _ in text.spans(whole, words)), 0)
    if first <= _BEFORE:
        return whole
    begin = whole.find(" ", first - _BEFORE, first)
    return f"…{whole[begin + 1 if begin >= 0 else first :]}"


def fitted(image: QImage, area: QRect) -> QRectF:
    """Return where an image stands in an area: whole, centred, its foot on the area's foot."""
    size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    # An image that fits but for the rounding of a pixel fills the area.
    width = area.width() if abs(size.width() - area.width()) <= 1 else size.width()
    height = area.height() if abs(size.height() - area.height()) <= 1 else size.height()
    left = area.left() + (area.width() - width) / 2
    return QRectF(left, area.top() + area.height() - height, width, height)


def draw_rounded(painter: QPainter, image: QImage, where: QRectF, radius: float) -> None:
    """Draw an image with rounded corners, smoothly scaled."""
    path = QPainterPath()
    path.addRoundedRect(where, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    painter.drawImage(where, image)
    painter.restore()
