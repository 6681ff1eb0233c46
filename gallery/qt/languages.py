"""The languages of a photograph's texts, and the choice among them."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QPointF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from gallery.metadata.languages import X_DEFAULT, tags_of
from gallery.metadata.report import Reading

_WITHOUT_COUNTRY = {"en": "English", "es": "español"}
# The middle of the arrow (pixels).
_ARROW_FROM_EDGE = 15


class Languages(QWidget):
    """Offers the languages of a photograph's texts where there are several; hidden otherwise.

    Signals: `chosen(str)` with the tag of the language that the person wants.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        caption = QLabel("Language")
        caption.setObjectName("factTitle")
        # As the facts below.
        caption.setIndent(0)
        self.box = _Box()
        self.box.setAccessibleName("Language of headline and caption")
        self.box.activated.connect(lambda row: self.chosen.emit(self.box.itemData(row)))
        caption.setBuddy(self.box)
        row.addWidget(caption)
        row.addWidget(self.box, 1)
        self.hide()

    def offer(self, languages: Mapping[str, str], shown: str) -> None:
        """Offer languages by their tags, of which one is shown."""
        if [self.box.itemData(row) for row in range(self.box.count())] != [*languages]:
            self.box.clear()
            for tag, title in languages.items():
                self.box.addItem(title, tag)
        self.box.setCurrentIndex(max(self.box.findData(shown), 0))
        self.setVisible(len(languages) > 1)


class _Box(QComboBox):
    """A combo box that ignores the wheel, which scrolls the page instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # The style sheet, which gives the box its ground, knows no arrow in the colour of the text.
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().placeholderText().color(), 1.5))
        x, y = self.width() - _ARROW_FROM_EDGE, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
        painter.end()


def languages_of(reading: Reading) -> dict[str, str]:
    """Return the names of the languages of a reading's texts, by tag."""
    titles = {}
    for tag in tags_of(reading):
        if tag == X_DEFAULT:
            titles[tag] = "As written first"
            continue
        locale = QLocale(tag)
        known = locale.language() is not QLocale.Language.C
        # Qt takes a language without a country for that of its largest one.
        title = _WITHOUT_COUNTRY.get(tag.lower()) or locale.nativeLanguageName()
        titles[tag] = f"{title} ({tag})" if known else tag
    return titles
