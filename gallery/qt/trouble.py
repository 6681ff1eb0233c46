"""Says in the details what is wrong with a picture file, and what can be done about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gallery.decode.advice import ADVICE, PASSING
from gallery.decode.job import IN_WORDS, Fault
from gallery.qt.icons import Icons
from gallery.qt.labels import label
from gallery.qt.theme import Theme

_ICON = QSize(18, 18)


class Trouble(QFrame):
    """Shows the fault it is given; hidden where there is none.

    Signals: `retry_wanted()` when the file is to be opened once more.
    """

    retry_wanted = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self.setObjectName("trouble")
        self._sign = QLabel()
        self._sign.setFixedSize(_ICON)
        self._words = label("troubleWords")
        self._advice = label("troubleAdvice")
        self.retry = QPushButton("Try again")
        self.retry.setToolTip("Open the file once more")
        self.retry.clicked.connect(self.retry_wanted)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self._words)
        texts.addWidget(self._advice)
        texts.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        self.hide()

    def show_fault(self, fault: Fault | None, *, may_pass: bool = True) -> None:
        """Say what is wrong; None hides it. Trying again is offered only if it `may_pass`."""
        if fault is not None:
            words, advice = IN_WORDS[fault], ADVICE[fault]
            ratio = self.devicePixelRatioF()
            icon = self._icons.icon("warning", self._theme.colors.link)
            self._sign.setPixmap(icon.pixmap(_ICON, ratio))
            self._words.setText(words)
            self._advice.setText(advice)
            self.setAccessibleName(words)
            self.setAccessibleDescription(advice)
            self.retry.setVisible(may_pass and fault in PASSING)
        self.setVisible(fault is not None)
