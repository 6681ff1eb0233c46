"""The slideshow: goes on by itself, but only when the next photograph has been drawn."""

from PySide6.QtCore import QObject, QTimer, Signal

from gallery.qt.pages import Pages

# Long enough to read a caption of three sentences.
SECONDS = 8
# How soon to look again where the photograph has not been drawn yet.
_RETRY_MS = 200


class Slideshow(QObject):
    """Steps the photo view on, and begins again after the last photograph.

    Signals: `running_changed(bool)`.
    """

    running_changed = Signal(bool)

    def __init__(self, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        # Whoever steps by hand gets the full time for that photograph.
        pages.photo_changed.connect(self._restart)

    def is_running(self) -> bool:
        """Return whether it goes on by itself."""
        return self._timer.isActive()

    def start(self) -> None:
        """Go on from the photograph that is shown."""
        self._timer.start(SECONDS * 1_000)
        self.running_changed.emit(True)

    def stop(self) -> None:
        """Stay at the photograph that is shown."""
        if self.is_running():
            self._timer.stop()
            self.running_changed.emit(False)

    def _restart(self) -> None:
        if self.is_running():
            self._timer.start(SECONDS * 1_000)

    def _go_on(self) -> None:
        view = self._pages.view
        if not view.is_settled():
            self._timer.start(_RETRY_MS)
            return
        if view.has_next():
            view.step(1)
        else:
            view.go_to_end(first=True)
