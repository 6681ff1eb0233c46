"""Opens sources on another thread; the window goes on, and the person can stop waiting."""

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from gallery.sources import blocking
from gallery.sources.flow import SourceError


class Loader(QObject):
    """Opens manifests one after the other.

    Signals: `opened(Opened)`, `failed(str)` with a sentence, `waiting_changed(str)` with what is
    being opened (empty: nothing).
    """

    opened = Signal(object)
    failed = Signal(str)
    waiting_changed = Signal(str)
    _done = Signal(int, object)

    def __init__(self, threads: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = threads
        self._number = 0
        self._waiting: dict[int, str] = {}
        self._done.connect(self._finished)

    def open(self, address: str) -> None:
        """Begin to open what a person named."""
        self._number += 1
        self._waiting[self._number] = address
        self._threads.start(_Opening(self, self._number, address))
        self.waiting_changed.emit(address)

    def is_waiting(self) -> bool:
        """Return whether anything is being opened."""
        return bool(self._waiting)

    def cancel(self) -> None:
        """Wait no longer: what is opened in the end is dropped."""
        self._waiting.clear()
        self.waiting_changed.emit("")

    @Slot(int, object)
    def _finished(self, number: int, result: object) -> None:
        if self._waiting.pop(number, None) is None:
            return
        self.waiting_changed.emit(next(iter(self._waiting.values()), ""))
        if isinstance(result, SourceError):
            self.failed.emit(str(result))
        else:
            self.opened.emit(result)


class _Opening(QRunnable):
    def __init__(self, loader: Loader, number: int, address: str) -> None:
        super().__init__()
        self._loader = loader
        self._number = number
        self._address = address

    def run(self) -> None:
        result: object
        try:
            result = blocking.open_address(self._address)
        except SourceError as error:
            result = error
        except MemoryError:
            result = SourceError(f"There is not enough memory to open “{self._address}”.")
        except Exception as error:
            # Whatever happens here, whoever waits is told.
            result = SourceError(f"“{self._address}” cannot be opened: {error!r}.")
        self._loader._done.emit(self._number, result)
