"""What lies over a photograph in the photo view: its texts, and a strip of its neighbours."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gallery.export import citation
from gallery.library.store import Library
from gallery.qt.breaking import breakable
from gallery.qt.icons import Icons
from gallery.qt.labels import apart, in_our_direction, label, read_out, stand_left, stress
from gallery.qt.pictures import Pictures
from gallery.qt.theme import DARK
from gallery.qt.tile import draw_rounded, draw_warning, fitted
from gallery.records import Photo

# Captions are set no wider than a line can be read.
_WIDEST_TEXT = 900
# A caption of so many lines may lie over the picture; a longer one scrolls below it. All texts
# together then take no more of the view, but for so many lines of the caption.
_LINES_OVER_PICTURE = 4
_MOST_HEIGHT = 0.3
_LEAST_LINES = 2
# Around the caption a frame tells that the keyboard is there.
_FRAME = 1
# Below the texts; above them, and the shade that fades into the picture (pixels).
_BELOW = 24
_GAP = 16
_SHADE = 70
_STRIP_TILE = QSize(64, 43)
_STRIP_GAP = 8
_MOST_IN_STRIP = 7
_SIGN = 16


class Caption(QWidget):
    """Headline, caption and credit at the foot of the view, on a shade of their own.

    A short caption lies over the lower edge of the picture. A longer one scrolls, and has ground of
    its own: `foot` is how much of the view's height the picture has to leave to it.
    """

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self.foot = 0
        # The texts can be selected; the shade is nothing to the pointer.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.texts = QWidget(parent)
        column = QVBoxLayout(self.texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._headline = label("overHeadline")
        self._caption = label("overCaption")
        self._scroll = _Scroll(self._caption)
        self._credit = QFrame()
        self._credit.setObjectName("overCreditFrame")
        row = QVBoxLayout(self._credit)
        row.setContentsMargins(11, 1, 0, 1)
        row.setSpacing(0)
        self._line = label("overCredit")
        # At its rule, in whatever script it is.
        stand_left(self._line)
        self._illustration = label("overIllustration")
        row.addWidget(self._line)
        row.addWidget(self._illustration)
        column.addWidget(self._headline)
        column.addWidget(self._scroll)
        column.addSpacing(5)
        column.addWidget(self._credit)

    def show_photo(self, photo: Photo, *, details: bool) -> None:
        """Show the texts of a photograph; without details only the credit."""
        self._headline.setText(breakable(photo.headline))
        caption = breakable(photo.caption or "")
        if self._caption.text() != caption:
            self._caption.setText(caption)
            self._scroll.verticalScrollBar().setValue(0)
        self._headline.setVisible(details)
        self._scroll.setVisible(details and bool(photo.caption))
        credit, byline = citation.credit(photo), citation.byline(photo)
        line = f"{apart(credit)} · {byline}" if byline else credit
        self._line.setText(in_our_direction(breakable(line)))
        stress(self._line, stressed=credit == citation.NO_CREDIT)
        self._illustration.setVisible(photo.illustration)
        illustrator = self._library.picture_credit(photo.id)
        self._illustration.setText(citation.picture_credit(photo, illustrator))

    def spoken(self) -> str:
        """Return all texts for a screen reader, the caption even where it is hidden."""
        illustration = "" if self._illustration.isHidden() else self._illustration.text()
        texts = (self._headline.text(), self._caption.text(), self._line.text(), illustration)
        return ". ".join(read_out(one).rstrip(".") for one in texts if one)

    def let_through(self, *, through: bool) -> None:
        """Leave the pointer to the picture below, or let it select and scroll the texts."""
        self.texts.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, through)

    def fit_into(self, area: QRect, right: int) -> None:
        """Stand at the foot of an area, leaving room at the right."""
        left = 56 if area.width() > 1000 else 28
        width = max(min(area.width() - left - right, _WIDEST_TEXT), 200)
        self.texts.setFixedWidth(width)
        line = self._caption.fontMetrics().lineSpacing()
        whole = self._caption.heightForWidth(width - 2 * _FRAME)
        is_long = whole > line * _LINES_OVER_PICTURE and not self._scroll.isHidden()
        if is_long:
            self._scroll.setFixedHeight(0)
            most = round(area.height() * _MOST_HEIGHT) - self._height(width)
            whole = min(whole, max(most // line, _LEAST_LINES) * line)
        self._scroll.setFixedHeight(max(whole, 0) + 2 * _FRAME)
        height = self._height(width)
        self.foot = height + _BELOW + _GAP if is_long else 0
        shade = _GAP if is_long else _SHADE
        top = area.height() - height - shade - _BELOW
        self.setGeometry(0, top, area.width(), area.height() - top)
        self.texts.setGeometry(left, top + shade, width, height)

    def _height(self, width: int) -> int:
        # What was hidden until now is not counted before its own layout looks again.
        layout = self.texts.layout()
        assert layout is not None
        for one in (self._credit.layout(), layout):
            assert one is not None
            one.invalidate()
            one.activate()
        return layout.heightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.foot:
            # There is no picture behind, unless it is zoomed: then the words need a firm ground.
            painter.fillRect(self.rect(), QColor(5, 6, 8, 225))
        else:
            gradient = QLinearGradient(0, 0, 0, self.height())
            for where, alpha in ((0.0, 0), (0.35, 150), (1.0, 225)):
                gradient.setColorAt(where, QColor(5, 6, 8, alpha))
            painter.fillRect(self.rect(), gradient)
        painter.end()


class _Scroll(QScrollArea):
    """Scrolls a caption that is longer than its place, with the wheel and the keyboard."""

    def __init__(self, caption: QLabel) -> None:
        super().__init__()
        self.setObjectName("overScroll")
        self.setAccessibleName("Caption")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # As high as its lines are, and no higher.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        caption.setSizePolicy(policy)
        caption.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(caption)
        for ground in (caption, self.viewport()):
            ground.setAutoFillBackground(False)
        # Only what can be scrolled is a stop of the Tab key.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._range_changed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._is_long() and not event.modifiers():
            super().wheelEvent(event)
            # At its end the caption does not hand the wheel on to the picture, which would zoom.
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if self._is_long() and not sideways:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _is_long(self) -> bool:
        return self.verticalScrollBar().maximum() > 0

    def _range_changed(self) -> None:
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if self._is_long() else policy.NoFocus)


class Strip(QWidget):
    """A few neighbours of the photograph, to be gone to with the pointer."""

    chosen = Signal(str)

    def __init__(self, pictures: Pictures, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._icons = icons
        self._ids: list[str] = []
        self._current = ""
        self.setAccessibleName("Neighbouring photographs")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures.arrived.connect(lambda photo: self.update() if photo in self._ids else None)

    def photos(self) -> list[str]:
        """Return the ids of the photographs in sight."""
        return self._ids if self.isVisible() else []

    def show_around(self, ids: Sequence[str], row: int) -> None:
        """Show a photograph of a list between those before and behind it."""
        first = max(0, min(row - _MOST_IN_STRIP // 2, len(ids) - _MOST_IN_STRIP))
        self._ids = list(ids[first : first + _MOST_IN_STRIP])
        self._current = ids[row]
        self.update()

    def sizeHint(self) -> QSize:
        count = max(len(self._ids), 1)
        width = count * (_STRIP_TILE.width() + _STRIP_GAP) - _STRIP_GAP
        return QSize(width + 6, _STRIP_TILE.height() + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, photo in enumerate(self._ids):
            area = self._area(place)
            box = area.size() * self.devicePixelRatio()
            picture = self._pictures.at_hand(photo, box)
            # The tile of the grid is at hand, mostly, and large enough.
            if picture is not None and picture.image.width() >= box.width() // 2:
                image: QImage | None = picture.image
            else:
                image = self._pictures.thumbnail(photo, box)
            painter.setOpacity(1.0 if photo == self._current else 0.72)
            if image is None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(DARK["control"])
                painter.drawRoundedRect(area, 3, 3)
                if self._pictures.fault(photo) is not None:
                    draw_warning(painter, self._icons, area.center(), _SIGN, DARK["quiet"])
            else:
                draw_rounded(painter, image, fitted(image, area), 3)
            if photo == self._current:
                painter.setPen(QPen(DARK["accent"], 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 5, 5)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for place, photo in enumerate(self._ids):
            if self._area(place).contains(event.position().toPoint()):
                self.chosen.emit(photo)
                return

    @staticmethod
    def _area(place: int) -> QRect:
        left = 3 + place * (_STRIP_TILE.width() + _STRIP_GAP)
        return QRect(left, 3, _STRIP_TILE.width(), _STRIP_TILE.height())
