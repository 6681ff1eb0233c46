"""What lies over a photograph in the photo view: its texts, and a strip of its neighbours."""

from bisect import bisect_right

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout, QWidget

from gallery.export import citation
from gallery.library.store import Library
from gallery.qt.labels import label
from gallery.qt.pictures import Pictures
from gallery.qt.theme import DARK
from gallery.qt.tile import draw_rounded, fitted
from gallery.records import Photo

# Captions are set no wider than a line can be read.
_WIDEST_TEXT = 900
# All texts together cover no more of the view, but for so many words of a caption.
_MOST_HEIGHT = 0.3
_LEAST_WORDS = 4
_STRIP_TILE = QSize(64, 43)
_STRIP_GAP = 8
_MOST_IN_STRIP = 7


class Caption(QWidget):
    """Headline, caption and credit over the lower edge of the picture, on a shade of their own."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._whole_caption = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._texts = QWidget(self)
        column = QVBoxLayout(self._texts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._headline = label("overHeadline")
        self._caption = label("overCaption")
        self._credit = QFrame()
        self._credit.setObjectName("overCreditFrame")
        row = QVBoxLayout(self._credit)
        row.setContentsMargins(11, 1, 0, 1)
        row.setSpacing(0)
        self._line = label("overCredit")
        self._illustration = label("overIllustration")
        row.addWidget(self._line)
        row.addWidget(self._illustration)
        column.addWidget(self._headline)
        column.addWidget(self._caption)
        column.addSpacing(5)
        column.addWidget(self._credit)

    def show_photo(self, photo: Photo, *, details: bool) -> None:
        """Show the texts of a photograph; without details only the credit."""
        self._headline.setText(photo.headline)
        self._whole_caption = photo.caption or ""
        self._caption.setText(self._whole_caption)
        self._headline.setVisible(details)
        self._caption.setVisible(details and bool(photo.caption))
        credit, byline = citation.credit(photo), citation.byline(photo)
        self._line.setText(f"{credit} · {byline}" if byline else credit)
        self._illustration.setVisible(photo.illustration)
        illustrator = self._library.picture_credit(photo.id)
        self._illustration.setText(citation.picture_credit(photo, illustrator))

    def spoken(self) -> str:
        """Return all texts for a screen reader, the caption even where it is hidden."""
        illustration = "" if self._illustration.isHidden() else self._illustration.text()
        texts = (self._headline.text(), self._whole_caption, self._line.text(), illustration)
        return ". ".join(one.rstrip(".") for one in texts if one)

    def fit_into(self, area: QRect, right: int) -> None:
        """Stand at the foot of an area, leaving room at the right."""
        left = 56 if area.width() > 1000 else 28
        width = min(area.width() - left - right, _WIDEST_TEXT)
        self._texts.setFixedWidth(max(width, 200))
        # What was hidden until now is not counted before its own layout looks again.
        credit, layout = self._credit.layout(), self._texts.layout()
        assert credit is not None
        assert layout is not None
        most = round(area.height() * _MOST_HEIGHT)
        height = self._fitted_height((credit, layout), max(width, 200), most)
        shade = 70
        self.setGeometry(0, area.height() - height - shade - 24, area.width(), height + shade + 24)
        self._texts.setGeometry(left, shade, max(width, 200), height)

    def _fitted_height(self, layouts: tuple[QLayout, QLayout], width: int, most: int) -> int:
        """Return how high the texts are, after so much of the caption is left out as has to be."""

        def height(caption: str) -> int:
            self._caption.setText(caption)
            for one in layouts:
                one.invalidate()
                one.activate()
            return layouts[-1].heightForWidth(width)

        words = self._whole_caption.split(" ")
        whole = height(self._whole_caption)
        if whole <= most or self._caption.isHidden():
            return whole
        # The most words that fit, at least some: the whole caption stands in the details.
        kept = bisect_right(
            range(_LEAST_WORDS, len(words)),
            most,
            key=lambda count: height(f"{' '.join(words[:count])} …"),
        )
        return height(f"{' '.join(words[: _LEAST_WORDS + max(kept - 1, 0)])} …")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        gradient = QLinearGradient(0, 0, 0, self.height())
        for where, alpha in ((0.0, 0), (0.35, 150), (1.0, 225)):
            gradient.setColorAt(where, QColor(5, 6, 8, alpha))
        painter.fillRect(self.rect(), gradient)
        painter.end()


class Strip(QWidget):
    """A few neighbours of the photograph, to be gone to with the pointer."""

    chosen = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._ids: list[str] = []
        self._current = ""
        self.setAccessibleName("Neighbouring photographs")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        pictures.arrived.connect(lambda photo: self.update() if photo in self._ids else None)

    def photos(self) -> list[str]:
        """Return the ids of the photographs in sight."""
        return self._ids if self.isVisible() else []

    def show_around(self, ids: list[str], row: int) -> None:
        """Show a photograph of a list between those before and behind it."""
        first = max(0, min(row - _MOST_IN_STRIP // 2, len(ids) - _MOST_IN_STRIP))
        self._ids = ids[first : first + _MOST_IN_STRIP]
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
                painter.fillRect(area, DARK["control"])
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
