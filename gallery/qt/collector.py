"""Runs Python's collector of unreachable objects, on the window's thread alone.

Left to itself, the collector runs on whichever thread makes the next object, and destroys what it
finds there. Qt's objects (a timer, a widget) may be destroyed only on their own thread: otherwise
Qt warns ("Timers cannot be stopped from another thread"), or crashes. So automatic collection is
switched off, and done here between two events, under the same conditions.
"""

import gc

from PySide6.QtCore import QObject, QTimer

# Unreachable objects wait no longer than this. A shorter time would wake an idle program too often.
EVERY_MS = 1_000


class Collector(QObject):
    """Collects what is unreachable, from `start` on."""

    def __init__(self, parent: QObject | None = None, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(collect_due)

    def start(self) -> None:
        """Begin; the objects that exist now stay, and are not examined again and again."""
        gc.disable()
        gc.freeze()
        self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation that exceeds Python's threshold for it."""
    counted = list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    for generation, (count, most) in reversed(counted):
        if count > most:
            gc.collect(generation)
            return
