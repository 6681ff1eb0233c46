"""What was decoded before there was a window: handed out when it is asked for, or thrown away."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal

from gallery.decode import job
from gallery.decode.vanguard import HandedOver

# What was not asked for by then was not in sight (ms).
KEEP_MS = 5_000

_Box = tuple[int, int]


class EarlyAnswers(QObject):
    """Answers that are there before their questions, by path and kind.

    `answered` is called with each request that was asked for and its reply, when the window's loop
    comes round to it: who asks knows the number of the request by then.
    """

    _asked = Signal()

    def __init__(
        self, answered: Callable[[job.AnyRequest, job.AnyReply], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._answered = answered
        self._requests: dict[tuple[bytes, job.Kind], job.Request] = {}
        # By the number of the request; those that workers are still at are not here.
        self._replies: dict[int, job.Reply] = {}
        self._boxes: dict[int, QSize] = {}
        self._due: list[job.Request] = []
        self._asked.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(KEEP_MS)
        self._end.timeout.connect(self.close)

    def keep(self, left: HandedOver) -> None:
        """Keep what was answered, and what workers are at, for a while."""
        for request, reply in left.answers:
            self._requests[request.path, request.kind] = request
            self._replies[request.id] = reply
        for running in left.workers:
            if running.request is not None:
                self._requests[running.request.path, running.request.kind] = running.request
        self._end.start()

    def came(self, request: job.AnyRequest, reply: job.AnyReply) -> bool:
        """Keep what a worker has answered now, if it was asked early, and by nobody since."""
        if not isinstance(request, job.Request) or not isinstance(reply, job.Reply):
            return False
        early = self._requests.get((request.path, request.kind))
        if early is None or early.id != request.id:
            return False
        self._replies[request.id] = reply
        return True

    def take(self, path: bytes, box: _Box | None, kind: job.Kind) -> int:
        """Return the number of an early request that answers this one, 0 where there is none."""
        request = self._requests.get((path, kind))
        if kind is job.Kind.GLANCE:
            whole = self._requests.get((path, job.Kind.THUMBNAIL))
            if whole is not None and whole.id in self._replies:
                # Better than any glance.
                request = whole
        if request is None or request.box is None or box is None:
            return 0
        if request.box != box:
            if request.box[0] < box[0] or request.box[1] < box[1]:
                # It would have to be enlarged.
                return 0
            # Scaled down here: some tenths of a millisecond, for a window of other tiles than was
            # thought.
            self._boxes[request.id] = QSize(*box)
        del self._requests[path, request.kind]
        if request.id in self._replies:
            self._due.append(request)
            self._asked.emit()
        return request.id

    def box_of(self, number: int) -> QSize | None:
        """Return into which box an early picture is to be fitted, None where it is as it should."""
        return self._boxes.pop(number, None)

    def close(self) -> None:
        """Throw away what nobody has asked for."""
        self._end.stop()
        for request in self._requests.values():
            if self._replies.pop(request.id, None) is not None:
                with suppress(OSError):
                    Path(request.pixels).unlink()
        self._requests.clear()

    def _deliver(self) -> None:
        due, self._due = self._due, []
        for request in due:
            self._answered(request, self._replies.pop(request.id))
