"""Keeps Python's collector away from permanent objects, and returns unused memory.

Listing a folder and preparing its search leaves two things behind: lists of all its photographs,
which the collector of unreachable objects would examine again and again (30 ms for a million, in
the midst of a frame), and memory that is unused but not returned to the system (30 MB for 36,422
photographs).
"""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

from gallery.qt.browser import Browser
from gallery.qt.searcher import Searcher

# Photographs come in batches: memory is returned when no more have come for a while.
QUIET_MS = 1_000


class Tidying(QObject):
    """Tidies up after photographs were added to a browser, and after the search was prepared."""

    def __init__(self, browser: Browser, searcher: Searcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(give_back)
        browser.sources_changed.connect(self._added)
        searcher.progressed.connect(self._prepared)

    def _added(self) -> None:
        # The code that added them is still at work: after that.
        QTimer.singleShot(0, gc.freeze)
        self._quiet.start()

    def _prepared(self, done: int, total: int) -> None:
        if not total:
            self._added()


def give_back() -> None:
    """Return unused memory to the system, where its C library can be asked to (glibc)."""
    if sys.platform == "linux":
        # Not needed for a launch, which has no time for it.
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
