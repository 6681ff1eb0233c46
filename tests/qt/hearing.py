"""A decoder that is listened to, and the processes that work for it."""

from pathlib import Path

from gallery.decode.job import Fault
from gallery.qt.decoder import Decoder, Picture

# A new worker needs most of this to start, on a machine that is busy with other things.
SHORT_MS = 1_500

# The real worker, but for one file that never comes to an end in it.
HANGING_WORKER = """
import time
from gallery.decode import worker
answer = worker.answer
def hang_or_answer(request, *more):
    while request.path.endswith(b"hanging"):
        time.sleep(600)
    return answer(request, *more)
worker.answer = hang_or_answer
worker.main()  # gallery.decode.worker
"""


def worker_processes() -> list[int]:
    """Return the process ids of the decoding workers that this process has started."""
    tasks = Path("/proc/self/task").glob("*/children")
    children = [int(word) for task in tasks for word in task.read_text().split()]
    return [child for child in children if "gallery.decode.worker" in _command(child)]


def _command(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text()
    except OSError:
        return ""


class Heard:
    """What a decoder has answered, in order."""

    def __init__(self, decoder: Decoder) -> None:
        self.decoder = decoder
        self._others = set(worker_processes())
        self.pictures: dict[int, Picture] = {}
        self.faults: dict[int, Fault] = {}
        self.order: list[int] = []
        self.kept: list[int] = []
        self.unseen: list[int] = []
        self.told: list[str] = []
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._failed)
        for told, heard in ((decoder.kept, self.kept), (decoder.unseen, self.unseen)):
            told.connect(heard.append)
            told.connect(self.order.append)
        decoder.cache_unusable.connect(self.told.append)

    def worker(self) -> int:
        """Return the process id of this decoder's own worker."""
        (own,) = set(worker_processes()) - self._others
        return own

    def is_at(self, number: int) -> bool:
        """Return whether a worker is at a request."""
        requests = [worker.request for worker in self.decoder._workers]
        return any(request and request.id == number for request in requests)

    def _decoded(self, number: int, picture: Picture) -> None:
        assert number not in self.order
        self.order.append(number)
        self.pictures[number] = picture

    def _failed(self, number: int, fault: Fault) -> None:
        assert number not in self.order
        self.order.append(number)
        self.faults[number] = fault
