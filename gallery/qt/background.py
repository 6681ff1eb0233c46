"""Work in the background: what it is, how far it has come, how to stop it.

Whatever takes long makes a `BackgroundWork`, reports its beginning, progress and end there, and
listens for a person who stops it. The `BackgroundBar` in the status line shows them all, one at a
time.
"""

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QToolButton,
    QWidget,
)

# The display is updated no more often than this, however fast the work is.
_EVERY_MS = 100
# Work that ends sooner than this is not shown.
PATIENCE_MS = 600
_PROGRESS = QSize(90, 6)
_LEAST_WORDS = 60


class BackgroundWork(QObject):
    """One piece of work that a person can stop.

    Attributes: `title`, such as "Making thumbnails"; `done` of `total` (0: unknown); `is_running`;
    `stop_words`, the label of the button.
    Signals: `changed()` when any of them has changed, `stopped()` when a person has stopped it.
    """

    changed = Signal()
    stopped = Signal()

    def __init__(
        self, title: str, parent: QObject | None = None, *, stop_words: str = "Stop"
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.stop_words = stop_words
        self.done = 0
        self.total = 0
        self.is_running = False

    def begin(self, total: int = 0, title: str = "") -> None:
        """Report that the work begins, or begins again."""
        self.title = title or self.title
        self.done, self.total, self.is_running = 0, total, True
        self.changed.emit()

    def advance(self, done: int, total: int | None = None) -> None:
        """Report the progress of the work."""
        self.done = done
        self.total = self.total if total is None else total
        self.changed.emit()

    def end(self) -> None:
        """Report that the work is done, or has been abandoned."""
        if self.is_running:
            self.is_running = False
            self.changed.emit()

    def stop(self) -> None:
        """Stop the work, as its button does."""
        if self.is_running:
            self.end()
            self.stopped.emit()

    def in_words(self) -> str:
        """Return the title and the progress, in one line."""
        if not self.total:
            return f"{self.title}…"
        return f"{self.title} · {self.done:,} of {self.total:,}"


class BackgroundBar(QWidget):
    """Shows running work with a button to stop it; hidden where there is none.

    Of several, the one that began first is shown; another button goes through the others.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._works: list[BackgroundWork] = []
        self._shown: BackgroundWork | None = None
        self._words = _Elided()
        self._words.setObjectName("statusText")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(_PROGRESS)
        self._others = QToolButton()
        self._others.setObjectName("flat")
        self._others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._others.clicked.connect(self._show_next)
        self._stop = QPushButton()
        self._stop.setObjectName("small")
        self._stop.clicked.connect(self._stop_shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for widget in (self._words, self._progress, self._others, self._stop):
            row.addWidget(widget)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        self._show()

    def add(self, work: BackgroundWork, *, at_once: bool = False) -> None:
        """Show a piece of work from now on, whenever it goes on.

        `at_once` shows it as soon as it begins; else it is given a moment to be done.
        """
        work.changed.connect(lambda: self._renew(work, at_once=at_once))
        self._renew(work, at_once=at_once)

    def _renew(self, work: BackgroundWork, *, at_once: bool) -> None:
        if work.is_running and work not in self._works:
            self._works.append(work)
            delay = 0 if at_once else PATIENCE_MS
        elif not work.is_running and work in self._works:
            self._works.remove(work)
            delay = 0
        else:
            delay = _EVERY_MS
        if not delay:
            self._later.stop()
            self._show()
        elif not self._later.isActive():
            self._later.start(delay)

    def _show(self) -> None:
        if self._shown not in self._works:
            self._shown = self._works[0] if self._works else None
        work = self._shown
        # Qt would give the focus to the next widget: it belongs to the page.
        had_keyboard = self._stop.hasFocus() or self._others.hasFocus()
        self.setVisible(work is not None)
        if work is None:
            if had_keyboard:
                self.window().setFocus()
            return
        words = work.in_words()
        self._words.setText(words)
        self._words.setToolTip(words)
        self._progress.setRange(0, work.total)
        self._progress.setValue(work.done)
        self._progress.setAccessibleName(work.title)
        self._progress.setAccessibleDescription(words)
        self._stop.setText(work.stop_words)
        self._stop.setAccessibleName(f"{work.stop_words} {work.title[:1].lower()}{work.title[1:]}")
        several = len(self._works) > 1
        self._others.setVisible(several)
        if several:
            place = self._works.index(work) + 1
            self._others.setText(f"{place} of {len(self._works)}")
            self._others.setAccessibleName("Show other work")
            self._others.setToolTip("\n".join(one.in_words() for one in self._works))

    def _show_next(self) -> None:
        if self._shown in self._works:
            place = self._works.index(self._shown) + 1
            self._shown = self._works[place % len(self._works)]
        self._show()

    def _stop_shown(self) -> None:
        if self._shown is not None:
            self._shown.stop()


class _Elided(QLabel):
    """A line that is cut with dots where the window is too narrow for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WORDS, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignRight)
        self.style().drawItemText(
            painter,
            self.rect(),
            flags,
            self.palette(),
            True,
            shown,
            self.foregroundRole(),
        )
        painter.end()
