"""One tile of the grid: the picture, its headline, its credit, and why it was found.

The credit is always there, in two lines where one does not hold it; where an illustration stands in
for the photograph, or its file is raw, a word beside it says so. A picture is shown whole, never
cropped, with its lower edge on the headline.
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
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gallery.decode import job
from gallery.qt.browser import Browser
from gallery.qt.icons import Icons
from gallery.qt.models import Role
from gallery.qt.pictures import Pictures
from gallery.qt.theme import DARK, Theme
from gallery.qt.tile_text import GAP_UNDER_PICTURE, MARK_ICON, TileTexts, mark_of
from gallery.records import Photo

RADIUS = 5
RING = 4
# Pictures are three wide and two high in the built-in gallery, and in most others.
ASPECT = 2 / 3
# The ground of words over a picture.
_OVER_PICTURE = QColor(5, 6, 8, 215)


class TileDelegate(QStyledItemDelegate):
    """Paints tiles and says how high they are.

    Attributes: `is_moving`, whether tiles take another size in each frame: until they rest, their
    pictures are scaled in the quickest way.
    """

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
        self.is_moving = False
        self._texts = TileTexts(theme)
        self._corners = Corners(RADIUS)

    def height(self, width: int) -> int:
        """Return the height of a tile of `width`: one text line more while reasons are told."""
        texts = self._texts.height(searching=self._searching())
        return round(width * ASPECT) + GAP_UNDER_PICTURE + texts

    def make_room(self, tiles: int) -> None:
        """Keep what is needed to paint at least so many tiles again."""
        self._texts.make_room(tiles)

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
        marks = self._browser.marks(photo)
        self._texts.draw(painter, area, photo, marks, lambda: index.data(Role.MATCHED))
        if mark := mark_of(photo):
            self._paint_mark(painter, self._texts.credit_line(area), photo, mark)

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
        shown = fitted(picture.image, area, ratio)
        # What was asked for has this size already, and is merely copied, though not with the hint.
        # What stands in for it is scaled, smoothly where that has its time.
        scaled = picture.image.size() != (shown.size() * ratio).toSize()
        smooth = scaled and not self.is_moving
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(shown, picture.image)
        self._corners.paint(painter, shown, self._theme.colors["window"])
        if fault is not None:
            self._paint_blemish(painter, shown, fault)
        return shown

    def _paint_fault(self, painter: QPainter, area: QRect, fault: job.Fault) -> None:
        quiet = self._theme.colors["quiet"]
        draw_warning(painter, self._icons, area.center() - QPoint(0, 14), 20, quiet)
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

    def _paint_mark(self, painter: QPainter, line: QRect, photo: Photo, mark: str) -> None:
        """Paint what a picture is at the end of the credit's line."""
        quiet = self._theme.colors["quiet"]
        painter.setPen(quiet)
        painter.setFont(self._texts.small)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), mark)
        if not photo.illustration:
            return
        left = line.right() - self._texts.mark_width(photo) + 10
        icon = QRect(left, line.top() + 2, MARK_ICON, MARK_ICON)
        size = icon.size() * painter.device().devicePixelRatio()
        painter.drawImage(icon, self._icons.image("illustration", size, quiet))

    def _searching(self) -> bool:
        return self._browser.answered.has_reasons()


class Corners:
    """Rounds off what is painted, by painting the ground over its corners.

    To cut each picture to its rounded shape would take ten times as long.
    """

    def __init__(self, radius: int) -> None:
        self._radius = radius
        self._images: dict[tuple[str, float], list[QImage]] = {}

    def paint(self, painter: QPainter, shown: QRectF, ground: QColor) -> None:
        """Round off the corners of a place, on a ground of one colour."""
        ratio = painter.device().devicePixelRatio()
        key = (ground.name(), ratio)
        if key not in self._images:
            self._images[key] = self._draw(ground, ratio)
        right, bottom = shown.right() - self._radius, shown.bottom() - self._radius
        places = (
            *((shown.left(), shown.top()), (right, shown.top())),
            *((shown.left(), bottom), (right, bottom)),
        )
        for (left, top), image in zip(places, self._images[key], strict=True):
            painter.drawImage(QPointF(left, top), image)

    def _draw(self, ground: QColor, ratio: float) -> list[QImage]:
        """Return the ground with a round hole in it, cut into four."""
        side = round(self._radius * ratio)
        image = QImage(2 * side, 2 * side, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(ground)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        painter.setBrush(Qt.GlobalColor.black)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(image.rect())
        painter.end()
        parts = [image.copy(x, y, side, side) for y in (0, side) for x in (0, side)]
        for part in parts:
            part.setDevicePixelRatio(ratio)
        return parts


def fitted(image: QImage, area: QRect, ratio: float = 1.0) -> QRectF:
    """Return where an image stands in an area: whole, centred, its foot on the area's foot.

    It stands on whole pixels of a device with `ratio` of them for one of the layout.
    """
    room = area.size() * ratio
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    # An image that fits but for the rounding of a pixel fills the area.
    width = room.width() if abs(size.width() - room.width()) <= 1 else size.width()
    height = room.height() if abs(size.height() - room.height()) <= 1 else size.height()
    left = (room.width() - width) // 2
    return QRectF(
        area.left() + left / ratio,
        area.top() + (room.height() - height) / ratio,
        width / ratio,
        height / ratio,
    )


def draw_warning(painter: QPainter, icons: Icons, centre: QPoint, side: int, color: QColor) -> None:
    """Draw the sign for a picture that cannot be shown."""
    size = QSize(side, side)
    image = icons.image("warning", size * painter.device().devicePixelRatio(), color)
    painter.drawImage(QRect(centre - QPoint(side // 2, side // 2), size), image)


def draw_rounded(painter: QPainter, image: QImage, where: QRectF, radius: float) -> None:
    """Draw an image with rounded corners, smoothly scaled."""
    path = QPainterPath()
    path.addRoundedRect(where, radius, radius)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    painter.drawImage(where, image)
    painter.restore()
