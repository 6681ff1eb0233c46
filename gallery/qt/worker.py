"""One worker process as the window sees it: started, asked, timed, killed, dismissed.

A worker does one request at a time. It gets none before it has said that it is ready, so that no
request waits for an interpreter to start while another worker is idle. Where it reads what files
say, the next such request may lie in its pipe already: it need not wait until the window has taken
in the last answer. When a worker dies or takes too long, its request is answered with a fault, and
others do the rest; it is started again when there is something to do.
"""

from collections import deque
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, QTimer

from gallery.decode import job
from gallery.decode.spawn import Running
from gallery.qt.process import AdoptedProcess, OwnProcess, Process

# A worker is ready after some tenths of a second, on a machine that is busy after some seconds.
START_MS = 30_000
# How long a worker may take to leave when the window closes, before it is killed.
LEAVE_MS = 1_000
# How much of a worker's standard error is kept (bytes), to tell why it ended. The rest are
# complaints of libraries about pictures, which nobody in front of the window can do anything about.
LAST_WORDS = 4_096


class Worker:
    """One worker process, the request it is at, and the one behind that.

    `answered` is called with each request and its reply, `free` whenever there is something new to
    hand out: when the worker is ready, and behind each answer. `broke` is called where the process
    ended before it was ready, `told` with a sentence where no thumbnails can be kept,
    `wrecked` with the request at which it ended, before that is answered. One that is `adopted`
    runs already, and is replaced by one of our own when it has ended.
    """

    def __init__(
        self,
        folder: str,
        time_out_ms: int,
        answered: Callable[[job.AnyRequest, job.AnyReply], None],
        free: Callable[[], None],
        broke: Callable[[job.Fault], None],
        told: Callable[[str], None],
        wrecked: Callable[[job.AnyRequest, job.Fault], None],
        parent: QObject,
        adopted: Running | None = None,
    ) -> None:
        self._time_out_ms = time_out_ms
        self._answered = answered
        self._free = free
        self._broke = broke
        self._told = told
        self._wrecked = wrecked
        self._requests: deque[job.AnyRequest] = deque()
        self._ready = False
        self._retires = False
        self._unread = bytearray()
        self._last_words = b""
        self._timed_out = False
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._kill)
        self._own = OwnProcess(folder, parent)
        self._process: Process = self._own
        if adopted is None:
            self._connect()
            self.start()
            return
        self._process = AdoptedProcess(adopted, parent)
        self._connect()
        self._ready, self._retires = adopted.is_ready, adopted.leaves
        if adopted.request is not None:
            self._requests.append(adopted.request)
        self._unread += adopted.unread
        if not self._ready:
            self._timer.start(START_MS)
        elif self._requests:
            self._timer.start(time_out_ms)

    @property
    def request(self) -> job.AnyRequest | None:
        """The request that it is working on."""
        return self._requests[0] if self._requests else None

    @property
    def is_running(self) -> bool:
        """Whether there is a process, ready or not yet."""
        return self._process.is_running()

    @property
    def is_idle(self) -> bool:
        """Whether it is ready and has nothing to do."""
        return self._ready and not self._requests

    @property
    def takes_ahead(self) -> bool:
        """Whether it reads metadata, and can be given one more such request."""
        return self._ready and len(self._requests) == 1 and isinstance(self.request, job.Read)

    def start(self) -> None:
        """Start the process, where it has not begun or has ended."""
        self._unread.clear()
        self._last_words = b""
        self._timer.start(START_MS)
        if self._process is not self._own:
            self._process.deleteLater()
            self._process = self._own
            self._connect()
        self._own.start()

    def ask(self, request: job.AnyRequest) -> None:
        """Send a request to a worker that is idle, or `takes_ahead`."""
        self._requests.append(request)
        self._process.write(job.to_line(request))
        if len(self._requests) == 1:
            self._timer.start(self._time_out_ms)

    def left(self) -> list[job.AnyRequest]:
        """Return, once, the requests that it was given and will not come to."""
        left = [] if self._ready else list(self._requests)
        if left:
            self._requests.clear()
        return left

    def retire(self) -> None:
        """End an idle worker; it can be started again."""
        self._ready = False
        self._retires = True
        self._process.close_input()

    def dismiss(self) -> None:
        """Let the process end: nothing more will be asked."""
        self._ready = False
        self._requests.clear()
        self._timer.stop()
        self._process.said.disconnect(self._read)
        self._process.ended.disconnect(self._ended)
        self._process.close_input()

    def close(self) -> None:
        """Wait until the process has ended, and kill it if it does not."""
        if not self._process.wait(LEAVE_MS):
            self._process.kill()
            self._process.wait(LEAVE_MS)
        self._process.deleteLater()
        self._own.deleteLater()
        self._timer.deleteLater()

    def _connect(self) -> None:
        self._process.said.connect(self._read)
        self._process.complained.connect(self._listen)
        self._process.ended.connect(self._ended)

    def _read(self, said: bytes) -> None:
        self._unread += said
        while (end := self._unread.find(b"\n")) >= 0:
            line = bytes(self._unread[:end])
            del self._unread[: end + 1]
            try:
                message = job.message_from_line(line)
            except msgspec.DecodeError:
                # A native library printed something of its own into the answers.
                continue
            if isinstance(message, job.Ready):
                self._timer.stop()
                self._ready = True
                self._free()
            elif isinstance(message, job.Trouble):
                self._told(message.sentence)
            else:
                self._finish(message)

    def _listen(self, complaint: bytes) -> None:
        self._last_words = (self._last_words + complaint)[-LAST_WORDS:]

    def _finish(self, reply: job.AnyReply) -> None:
        if self.request is None or self.request.id != reply.id:
            return
        self._timer.stop()
        request = self._requests.popleft()
        if reply.leaves:
            self._ready, self._retires = False, True
        elif self._requests:
            self._timer.start(self._time_out_ms)
        self._answered(request, reply)
        self._free()

    def _kill(self) -> None:
        self._timed_out = True
        self._process.kill()

    def _ended(self) -> None:
        self._timer.stop()
        fault = job.fault_of_end(self._last_words, timed_out=self._timed_out)
        was_ready = self._ready or self._retires
        self._ready = self._retires = self._timed_out = False
        if self._requests:
            request = self._requests.popleft()
            self._wrecked(request, fault)
            self._answered(request, job.failed(request, fault))
            self._free()
        elif was_ready:
            self._free()
        else:
            self._broke(fault)
