"""A line that tells how far something is that goes on behind everything else, and can stop it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

# What is over sooner is not told of: a bar that flashes up says nothing.
PATIENCE_MS = 700


class Progress(QWidget):
    """Says what is going on, how far it is, and offers to stop it; hidden where nothing is.

    Signals: `stopped()`.
    """

    stopped = Signal()

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        """Tell of `what` goes on, as it begins a sentence: "Reading captions"."""
        super().__init__(parent)
        self._what = what
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._text = QLabel()
        self._text.setObjectName("statusText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(90, 6)
        self._bar.setAccessibleName(what)
        stop = QPushButton("Stop")
        stop.setObjectName("small")
        stop.setAccessibleName(f"Stop {what.lower()}")
        stop.clicked.connect(self.stopped)
        for widget in (self._text, self._bar, stop):
            row.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Tell that `done` of `total` are done; 0 of 0: nothing goes on."""
        if not total:
            self._patience.stop()
            self.hide()
            return
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(f"{self._what}: {done:,} of {total:,}")
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()
