"""One tile of the grid: the picture, its headline, its credit, and why it was found.

The credit is always there, in two lines where one does not hold it; where an illustration stands in
for the photograph, the word stands beside it. A picture is shown whole, never cropped, with its
lower edge on the headline.
"""

from collections import OrderedDict

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
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gallery.decode import job
from gallery.qt.browser import Browser
from gallery.qt.decoder import Picture
from gallery.qt.icons import Icons
from gallery.qt.models import Role
from gallery.qt.pictures import Pictures
from gallery.qt.theme import DARK, Theme
from gallery.qt.tile_text import GAP_UNDER_PICTURE, ILLUSTRATION, MARK_ICON, TileTexts
from gallery.records import Photo

RADIUS = 5
RING = 4
# Pictures are three wide and two high in the built-in gallery, and in most others.
ASPECT = 2 / 3
# The ground of words over a picture.
_OVER_PICTURE = QColor(5, 6, 8, 215)
# So many tiles are kept ready to be shown: a screen full of small ones, and a band beyond it.
_MOST_PREPARED = 300


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
        self._texts = TileTexts(theme)
        self._prepared = Prepared()

    def height(self, width: int) -> int:
        """Return the height of a tile of `width`: one text line more while words are sought."""
        texts = self._texts.height(searching=self._searching())
        return round(width * ASPECT) + GAP_UNDER_PICTURE + texts

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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._paint_picture(painter, area, photo)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            self._paint_ring(painter, shown, state)
        words = self._browser.answered.words
        self._texts.draw(painter, area, photo, words, lambda: index.data(Role.MATCHED))
        if photo.illustration:
            self._paint_mark(painter, self._texts.credit_line(area))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        rect: QRect = option.rect
        return QSize(rect.width(), self.height(rect.width()))

    def _paint_picture(self, painter: QPainter, area: QRect, photo: Photo) -> QRectF:
        ratio = painter.device().devicePixelRatio()
        picture = self._pictures.at_hand(photo.id, self.picture_box(area.width(), ratio))
        fault = self._pictures.fault(photo.id)
        if picture is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colors["control"])
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            if fault is not None:
                self._paint_fault(painter, area, fault)
            return QRectF(area)
        image, place = self._prepared.get(photo.id, picture, area.size(), ratio)
        shown = place.translated(area.topLeft())
        painter.drawImage(shown.topLeft(), image)
        if fault is not None:
            self._paint_blemish(painter, shown, fault)
        return shown

    def _paint_fault(self, painter: QPainter, area: QRect, fault: job.Fault) -> None:
        quiet = self._theme.colors["quiet"]
        icon = QSize(20, 20)
        image = self._icons.image("warning", icon * painter.device().devicePixelRatio(), quiet)
        top = area.center() - QPoint(10, 24)
        painter.drawImage(QRect(top, icon), image)
        painter.setPen(quiet)
        painter.setFont(self._texts.small)
        words = area.adjusted(12, area.height() // 2 + 2, -12, -4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, int(flags) | int(Qt.TextFlag.TextWordWrap), job.IN_WORDS[fault])

    def _paint_blemish(self, painter: QPainter, shown: QRectF, fault: job.Fault) -> None:
        """Say over the foot of a picture what is wrong with its file, of which it is a part."""
        words, font = job.IN_WORDS[fault], self._texts.small
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
        painter.setFont(font)
        room = shown.adjusted(8, 5, -8, -5)
        needed = painter.boundingRect(room, flags, words)
        foot = QRectF(shown)
        foot.setTop(max(shown.bottom() - needed.height() - 10, shown.top()))
        path = QPainterPath()
        path.addRoundedRect(shown, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(path)
        # Over a picture everything stands on a dark ground, in either scheme.
        painter.fillRect(foot, _OVER_PICTURE)
        painter.setPen(DARK["text"])
        painter.drawText(foot.adjusted(8, 5, -8, -5), flags, words)
        painter.restore()

    def _paint_ring(self, painter: QPainter, shown: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
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

    def _paint_mark(self, painter: QPainter, line: QRect) -> None:
        """Paint the mark of an illustration at the end of the credit's line."""
        quiet = self._theme.colors["quiet"]
        painter.setPen(quiet)
        painter.setFont(self._texts.small)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), ILLUSTRATION)
        left = line.right() - self._texts.mark_width + 10
        icon = QRect(left, line.top() + 2, MARK_ICON, MARK_ICON)
        size = icon.size() * painter.device().devicePixelRatio()
        painter.drawImage(icon, self._icons.image("illustration", size, quiet))

    def _searching(self) -> bool:
        return bool(self._browser.answered.words)


class Prepared:
    """Pictures as tiles show them: scaled to the pixels of the screen, with rounded corners.

    Made once for each, then only copied to the screen.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Picture, QSize, float, QImage, QRectF]] = OrderedDict()

    def get(self, photo: str, picture: Picture, size: QSize, ratio: float) -> tuple[QImage, QRectF]:
        """Return a picture as it is shown in an area of `size`, and where it stands in that."""
        kept = self._kept.get(photo)
        if kept is None or kept[0] is not picture or kept[1] != size or kept[2] != ratio:
            place = fitted(picture.image, QRect(QPoint(), size))
            image = rounded(picture.image, place.size().toSize(), ratio)
            # On whole pixels, so that nothing is smoothed again at each paint.
            left, top = (round(one * ratio) / ratio for one in (place.left(), place.top()))
            place = QRectF(QPointF(left, top), image.deviceIndependentSize())
            kept = self._kept[photo] = (picture, size, ratio, image, place)
            if len(self._kept) > _MOST_PREPARED:
                self._kept.popitem(last=False)
        self._kept.move_to_end(photo)
        return kept[3], kept[4]


def rounded(image: QImage, size: QSize, ratio: float) -> QImage:
    """Return an image scaled to a size of the layout at a device's ratio, with rounded corners."""
    pixels = size * ratio
    scaled = image
    if image.size() != pixels:
        scaled = image.scaled(
            pixels,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    result = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(scaled))
    painter.drawRoundedRect(result.rect(), RADIUS * ratio, RADIUS * ratio)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result


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
