"""One photograph on a dark ground: fitted or zoomed, moved with the pointer, turned.

The picture is shown fitted to the window, decoded to just that size; when a person zooms beyond it,
the whole photograph is asked for and takes its place, pixel by pixel where it was.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gallery.decode.advice import in_full
from gallery.qt.decoder import Urgency
from gallery.qt.pictures import Pictures
from gallery.qt.theme import Theme
from gallery.qt.wheel import NOTCH, Wheel

GROUND = QColor("#050608")
WORDS = QColor("#b9bcc3")
# One step of the wheel or of a key: two steps double the size.
ZOOM_STEP = 2**0.5
MOST_ZOOM = 16.0
LEAST_ZOOM = 0.02
# What is wrong with a file is said below the tools, where a part of it can be shown.
_FAULT_TOP = 72
# It is broken into lines of this width, and keeps off the arrows at the sides.
_FAULT_WIDTH = 560
_FAULT_MARGIN = 80
# While a window is being resized, a picture is asked for only when it rests.
REST_MS = 120


class Canvas(QWidget):
    """Paints a photograph and is zoomed and moved.

    Attributes: `fits`, whether the picture follows the size of the window.
    Signals: `zoom_changed(float)`, in screen pixels for one of the photograph's, 0 while its size
    is not known; `stepped(int)` with the number of photographs to go on or back, asked for by the
    wheel with a modifier; `activated()` on a double click.
    """

    zoom_changed = Signal(float)
    stepped = Signal(int)
    activated = Signal()

    def __init__(self, pictures: Pictures, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._theme = theme
        self._photo = ""
        self._full = QSizeF()
        self._turns = 0
        self._zoom = 1.0
        self._centre = QPointF()
        self._grabbed: QPointF | None = None
        self._wheel = Wheel()
        self._box = QSize()
        # How much of the height, from below, a picture that fits leaves to others.
        self._foot = 0
        self.fits = True
        self.setObjectName("canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)
        pictures.arrived.connect(self._arrived)
        pictures.forgotten.connect(self._forgotten)

    @property
    def zoom(self) -> float:
        """Screen pixels for one pixel of the photograph."""
        return self._zoom

    def show_photo(self, photo: str) -> None:
        """Show a photograph fitted and upright; empty lets go of the one shown."""
        self._photo = photo
        self._turns = 0
        self._full = QSizeF()
        self.fits = True
        self._box = self._fit_box()
        if photo:
            self._pictures.fitted(photo, self._box)
        self._take_size()
        self.update()

    def keep_clear(self, foot: int) -> None:
        """Fit photographs into what is above the lowest `foot` pixels; zoomed, they go below."""
        if foot != self._foot:
            self._foot = foot
            if self.fits:
                self._take_size()

    def fetch(self, photo: str) -> None:
        """Ask for a photograph as it will be shown first, without showing it."""
        self._pictures.fitted(photo, self._box, Urgency.BAND)

    def is_settled(self) -> bool:
        """Return whether everything in sight is drawn as sharply as it will be."""
        return not self._photo or (
            not self._rest.isActive() and self._pictures.is_settled(self._photo)
        )

    def fit(self) -> None:
        """Fit the photograph into the window."""
        self.fits = True
        self._take_size()

    def one_to_one(self) -> None:
        """Show one pixel of the photograph on one of the screen, around the middle."""
        self._zoom_to(1.0, self._middle())

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor around a point of the widget (its middle)."""
        self._zoom_to(self._zoom * factor, at if at is not None else self._middle())

    def zoom_in_steps(self, steps: int) -> None:
        """Zoom by some steps of the wheel around the middle; negative zooms out."""
        self.zoom_by(ZOOM_STEP**steps)

    def turn(self, quarter_turns: int) -> None:
        """Turn the photograph clockwise on the screen; the file stays as it is."""
        self._turns = (self._turns + quarter_turns) % 4
        if self.fits:
            self._take_size()
        self._keep_in_sight()
        self.update()

    def pan(self, by: QPointF) -> None:
        """Move the photograph on the screen, as far as it goes."""
        # A movement on the screen is another one in a photograph that is turned.
        self._centre -= (
            QTransform().rotate(-90.0 * self._turns).map(by) * self._ratio() / self._zoom
        )
        self._keep_in_sight()
        self.update()

    def changes_on_drag(self) -> bool:
        """Return whether the photograph is larger than the window, and so can be moved."""
        shown = self._shown_size()
        return shown.width() > self.width() + 1 or shown.height() > self.height() + 1

    # Sizes. The photograph's own pixels are "full"; the widget's are logical pixels.

    def _ratio(self) -> float:
        return self.devicePixelRatio()

    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, (self.height() - self._foot * self.fits) / 2)

    def _fit_box(self) -> QSize:
        return QSize(
            max(1, round(self.width() * self._ratio())),
            max(1, round(self.height() * self._ratio())),
        )

    def _turned_full(self) -> QSizeF:
        return self._full.transposed() if self._turns % 2 else self._full

    def _fit_zoom(self) -> float:
        full = self._turned_full()
        if full.isEmpty():
            return 1.0
        box = self._fit_box()
        height = max(box.height() - self._foot * self._ratio(), 1.0)
        # A small picture is not blown up: it is shown as it is.
        return min(box.width() / full.width(), height / full.height(), 1.0)

    def _shown_size(self) -> QSizeF:
        return self._turned_full() * self._zoom / self._ratio()

    def _take_size(self) -> None:
        """Learn the photograph's size from what is at hand, and fit it if it is to fit."""
        picture = self._pictures.any(self._photo) if self._photo else None
        # A stand-in does not always know the size of the photograph.
        if picture is not None and self._full.isEmpty() and not picture.full_size.isEmpty():
            self._full = QSizeF(picture.full_size)
            self._centre = QPointF(self._full.width() / 2, self._full.height() / 2)
        if self.fits and not self._full.isEmpty():
            self._zoom = self._fit_zoom()
            self._centre = QPointF(self._full.width() / 2, self._full.height() / 2)
        self.zoom_changed.emit(0.0 if self._full.isEmpty() else self._zoom)
        self._set_cursor()
        self.update()

    def _zoom_to(self, zoom: float, at: QPointF) -> None:
        if self._full.isEmpty():
            return
        least = min(self._fit_zoom(), LEAST_ZOOM)
        zoom = min(max(zoom, least), MOST_ZOOM)
        here = self._to_photo(at)
        self._zoom = zoom
        self.fits = abs(zoom - self._fit_zoom()) < 1e-6
        # The pixel under the pointer stays under the pointer.
        moved = self._to_photo(at)
        self._centre += here - moved
        self._keep_in_sight()
        self._set_cursor()
        self.zoom_changed.emit(self._zoom)
        self.update()

    def _transform(self) -> QTransform:
        """Return what takes the photograph's pixels to the widget's."""
        transform = QTransform()
        middle = self._middle()
        transform.translate(middle.x(), middle.y())
        transform.rotate(90.0 * self._turns)
        scale = self._zoom / self._ratio()
        transform.scale(scale, scale)
        transform.translate(-self._centre.x(), -self._centre.y())
        return transform

    def _to_photo(self, at: QPointF) -> QPointF:
        inverted, _ = self._transform().inverted()
        return inverted.map(at)

    def _keep_in_sight(self) -> None:
        """Centre what is smaller than the window; let no edge of the larger leave its own."""
        scale = self._zoom / self._ratio()
        turned = self._turns % 2
        half_width = (self.height() if turned else self.width()) / 2 / scale
        half_height = (self.width() if turned else self.height()) / 2 / scale
        self._centre = QPointF(
            _kept(self._centre.x(), half_width, self._full.width()),
            _kept(self._centre.y(), half_height, self._full.height()),
        )

    # Painting and events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), GROUND)
        if self._photo:
            image = self._best_image()
            if image is not None and not self._full.isEmpty():
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._zoom < 2.0)
                painter.setTransform(self._transform())
                painter.drawImage(QRectF(QPointF(), self._full), image)
            self._paint_fault(painter, nothing=image is None)
        painter.end()

    def _paint_fault(self, painter: QPainter, *, nothing: bool) -> None:
        """Say what is wrong with the file: in the middle, or at the top where a part is shown."""
        fault = self._pictures.fault(self._photo)
        if fault is None:
            return
        painter.resetTransform()
        painter.setFont(self._theme.sans(15))
        words = in_full(fault)
        wraps = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignHCenter)
        margin = max(_FAULT_MARGIN, (self.width() - _FAULT_WIDTH) // 2)
        if not nothing:
            place = QRectF(self.rect().adjusted(margin, _FAULT_TOP, -margin, 0))
            flags = wraps | int(Qt.AlignmentFlag.AlignTop)
            ground = painter.boundingRect(place, flags, words).adjusted(-14, -7, 14, 7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(5, 6, 8, 200))
            painter.drawRoundedRect(ground, 8, 8)
            painter.setPen(WORDS)
            painter.drawText(place, flags, words)
        else:
            painter.setPen(WORDS)
            place = QRectF(self.rect().adjusted(margin, 0, -margin, 0))
            painter.drawText(place, wraps | int(Qt.AlignmentFlag.AlignVCenter), words)

    def _best_image(self) -> QImage | None:
        """Return the sharpest image at hand, and ask for a sharper one where it would show."""
        fitted = self._pictures.fitted(self._photo, self._box)
        if self._zoom > self._fit_zoom() * 1.01 or self._turns % 2:
            whole = self._pictures.whole(self._photo)
            if whole is not None:
                return whole.image
        return fitted

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._rest.start()
        self._take_size()
        if not self.fits:
            self._keep_in_sight()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.changes_on_drag():
            self._grabbed = event.position()
            self._set_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self.pan(event.position() - self._grabbed)
            self._grabbed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed = None
        self._set_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.activated.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        modified = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.ShiftModifier
            | Qt.KeyboardModifier.AltModifier
        )
        if modified:
            if notches := self._wheel.notches(event):
                self.stepped.emit(-notches)
        else:
            self.zoom_by(ZOOM_STEP ** (turned / NOTCH), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.zoom_by(1 + event.value(), event.position())
            return True
        return super().event(event)

    def _rested(self) -> None:
        self._box = self._fit_box()
        self.update()

    def _arrived(self, photo: str) -> None:
        if photo == self._photo:
            self._take_size()

    def _forgotten(self, photo: str) -> None:
        if photo == self._photo:
            # The file is another now, and may be of another size.
            self._full = QSizeF()
            self.fits = True

    def _set_cursor(self) -> None:
        if self._grabbed is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self.changes_on_drag():
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()


def _kept(centre: float, half: float, full: float) -> float:
    return full / 2 if half * 2 >= full else min(max(centre, half), full - half)
