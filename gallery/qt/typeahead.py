"""Going to a photograph by typing the beginning of its headline.

Letters typed one after another belong together; after a second without one, the next starts again.
Repeating one letter goes from one headline to the next that begins with it. Case, accents and
scripts do not matter: "leo" goes to Леонов. Headlines are read for a few milliseconds at a time, so
that the window stays responsive while a million of them are searched.
"""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from gallery import text

# What is typed within this time of the letter before belongs to it.
TOGETHER_MS = 1_000
# Looking through headlines holds up the window no longer than this at a time.
SLICE_SECONDS = 0.004
# The clock is looked at after so many headlines.
_GLANCE = 64
# A folded beginning comes out of no more than so many characters beyond those typed.
_SLACK = 24


class TypeAhead(QObject):
    """Collects letters and looks for the headline that they begin.

    Signals: `found(int)` with a row, `typed(str)` with the letters so far, `missed(str)` where no
    headline begins with them.
    """

    found = Signal(int)
    typed = Signal(str)
    missed = Signal(str)

    def __init__(
        self,
        headline: Callable[[int], str],
        count: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headline = headline
        self._count = count
        self._letters = ""
        self._sought = ""
        self._next = 0
        self._left = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TOGETHER_MS)
        self._pause.timeout.connect(self._forget)
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._look)

    def is_running(self) -> bool:
        """Return whether the next letter belongs to those typed before."""
        return bool(self._letters)

    def type(self, letters: str, current: int) -> None:
        """Add what was typed, and look from the current row on (-1: from the first)."""
        begun = bool(self._letters)
        self._letters += letters
        self._begin(current, onwards=not begun)

    def erase(self, current: int) -> None:
        """Take back the last letter."""
        self._letters = self._letters[:-1]
        if self._letters:
            self._begin(current, onwards=False)
        else:
            self.end()

    def end(self) -> None:
        """Forget what was typed, and look no further."""
        self._pause.stop()
        self._slices.stop()
        self._forget()

    def _begin(self, current: int, *, onwards: bool) -> None:
        self._pause.start()
        folded = text.fold(self._letters)
        if len(folded) > 1 and len(set(folded)) == 1:
            folded, onwards = folded[0], True
        self._sought = folded
        count = self._count()
        self._next = max(current, 0) + (1 if onwards and current >= 0 else 0)
        self._left = count if folded else 0
        self.typed.emit(self._letters)
        self._slices.stop()
        self._look()

    def _look(self) -> None:
        """Read some headlines, once around the page."""
        until = perf_counter() + SLICE_SECONDS
        count = self._count()
        while self._left > 0 and count:
            for _ in range(min(_GLANCE, self._left)):
                row = self._next % count
                self._next = row + 1
                self._left -= 1
                if begins(self._headline(row), self._sought):
                    self._slices.stop()
                    self._left = 0
                    self.found.emit(row)
                    return
            if perf_counter() > until and self._left > 0:
                self._slices.start(0)
                return
        self._slices.stop()
        if self._sought:
            self.missed.emit(self._letters or self._sought)

    def _forget(self) -> None:
        if self._letters:
            self._letters = ""
            self.typed.emit("")


def begins(headline: str, sought: str) -> bool:
    """Return whether a headline, folded, begins with something folded."""
    first = headline[:1]
    # Most headlines are told apart by their first letter, without folding anything.
    if first.isascii() and first.isalnum() and first.lower() != sought[:1]:
        return False
    return text.fold(headline[: len(sought) + _SLACK]).startswith(sought)
