"""The picture at the head of the details: a click or Enter opens it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gallery.decode.advice import in_full
from gallery.qt.icons import Icons
from gallery.qt.labels import read_out
from gallery.qt.pictures import Pictures
from gallery.qt.theme import Theme
from gallery.qt.tile import ASPECT, draw_rounded, draw_warning, fitted
from gallery.records import Photo

# As wide as the pane that it stands in usually is.
WIDTH = 400
_SIGN = 28


class PictureButton(QAbstractButton):
    """Shows the picture of the photograph it is given.

    Signals: `activated(str)` with the id of the photograph that is to be opened.
    """

    activated = Signal(str)

    def __init__(self, pictures: Pictures, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._icons = icons
        self._photo: Photo | None = None
        # What was drawn last, of which picture and how large.
        self._drawn: tuple[tuple[int, QSize], QPixmap] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._clicked)
        pictures.arrived.connect(self._arrived)

    def show_photo(self, photo: Photo | None) -> None:
        self._photo = photo
        if photo is not None:
            self.setAccessibleName(read_out(photo.alt_text or photo.headline))
            self.setToolTip("Open (Enter)")
            self._describe(photo)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * ASPECT)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, round(WIDTH * ASPECT))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._photo is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(self.rect())
        box = area.size() * self.devicePixelRatio()
        image = self._pictures.thumbnail(self._photo.id, box)
        if image is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().button())
            painter.drawRoundedRect(area, 6, 6)
            if self._pictures.fault(self._photo.id) is not None:
                quiet = self.palette().placeholderText().color()
                draw_warning(painter, self._icons, area.center(), _SIGN, quiet)
        else:
            painter.drawPixmap(0, 0, self._rounded(image))
        if self.hasFocus():
            self._paint_focus(painter, QRectF(area))
        painter.end()

    def _rounded(self, image: QImage) -> QPixmap:
        """Return the whole button with a picture, drawn once: to round it takes a millisecond."""
        ratio = self.devicePixelRatio()
        key = (image.cacheKey(), self.size() * ratio)
        if self._drawn is None or self._drawn[0] != key:
            drawn = QPixmap(self.size() * ratio)
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_rounded(painter, image, fitted(image, self.rect()), 6)
            painter.end()
            self._drawn = key, drawn
        return self._drawn[1]

    def _paint_focus(self, painter: QPainter, area: QRectF) -> None:
        """Paint a ring, and within it the ground: it stands out whatever the picture is."""
        colors = self._theme.colors
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inside, color in ((3, colors["panel"]), (1, colors["ring"])):
            painter.setPen(QPen(color, 2))
            painter.drawRoundedRect(area.adjusted(inside, inside, -inside, -inside), 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        if self._photo:
            self.activated.emit(self._photo.id)

    def _arrived(self, photo: str) -> None:
        if self._photo and self._photo.id == photo:
            self._describe(self._photo)
            self.update()

    def _describe(self, photo: Photo) -> None:
        fault = self._pictures.fault(photo.id)
        remark = f"{in_full(fault)} " if fault is not None else ""
        self.setAccessibleDescription(f"{remark}Opens {read_out(photo.headline)}")
