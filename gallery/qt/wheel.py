"""Full notches of a wheel: fine wheels and touchpads send many small turns."""

from PySide6.QtGui import QWheelEvent

# A notch of a usual wheel, in eighths of a degree.
NOTCH = 120


class Wheel:
    """Adds up the turns of a wheel."""

    def __init__(self) -> None:
        self._turned = 0

    def notches(self, event: QWheelEvent) -> int:
        """Return the full notches turned with this event; positive is away from the person."""
        delta = event.angleDelta()
        self._turned += delta.y() or delta.x()
        full = int(self._turned / NOTCH)
        self._turned -= full * NOTCH
        return full
