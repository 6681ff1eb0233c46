"""Runs Python's collector of unreachable objects, on the window's thread alone.

Left to itself, the collector runs on whichever thread makes the next object, and destroys there
what it finds. Of Qt's objects (a timer, a widget) that is forbidden on any thread but their own: Qt
warns ("Timers cannot be stopped from another thread"), or crashes. So it is switched off, and asked
for here, under the same conditions, between two events.
"""

import gc

from PySide6.QtCore import QObject, QTimer

# What is unreachable waits no longer than this. Oftener would wake a program that does nothing.
EVERY_MS = 1_000


class Collector(QObject):
    """Collects what is unreachable, from `start` on."""

    def __init__(self, parent: QObject | None = None, *, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(collect_due)

    def start(self) -> None:
        """Begin; what there is by now stays for good, and is not looked at again and again."""
        gc.disable()
        gc.freeze()
        self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation of which more has come than Python's thresholds allow."""
    counted = list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    for generation, (count, most) in reversed(counted):
        if count > most:
            gc.collect(generation)
            return
