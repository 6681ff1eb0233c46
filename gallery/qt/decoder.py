"""Asks worker processes for pictures, the most urgent first, and passes on their answers.

The window's side of the contract in `gallery.decode.job`. A worker has one request at a time; a
waiting request can be made more or less urgent, or be withdrawn. A worker that dies or takes too
long costs only its picture: that request is answered with a fault, and the next one gets a new
worker.
"""

import mmap
import os
from collections.abc import Sequence
from contextlib import suppress
from enum import IntEnum
from itertools import count
from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from gallery.decode import job, pixels
from gallery.decode.job import Kind
from gallery.decode.spawn import Running
from gallery.decode.vanguard import Vanguard
from gallery.qt.early import EarlyAnswers
from gallery.qt.worker import Worker
from gallery.qt.wrecks import Wrecks

# Two pictures at a time keep two cores busy and leave the others to the person.
MOST_WORKERS = 2
TIME_OUT_MS = job.TIME_OUT_SECONDS * 1_000
# A worker that has been idle for this long ends, and returns its memory (some 25 MB). One stays, so
# that the next picture need not wait for an interpreter to start.
RETIRE_MS = 60_000


class Urgency(IntEnum):
    """The order of requests; of two with the same urgency, the newer one comes first."""

    # Work for when nobody waits: it never delays anything else.
    IDLE = 0
    # What files say about their photographs: nobody waits for it, but it takes only a moment.
    READING = 1
    # What lies just beyond what is in sight.
    BAND = 2
    # What files in sight say about their photographs, once their pictures are there.
    WORDS = 3
    # What is in sight, and would be sharper.
    FINER = 4
    SIGHT = 5
    # What takes only a moment, and is shown until something better is there.
    QUICK = 6


class Picture(Struct, frozen=True):
    """A decoded picture and the size of the whole one it was made from.

    `final` is False for a stand-in that is smaller than was asked for. `fault` says what is wrong
    with a file of which this is the readable part.
    """

    image: QImage
    full_size: QSize
    final: bool = True
    fault: job.Fault | None = None


class Decoder(QObject):
    """Decodes picture files in other processes.

    Signals, each with the number that `request` returned; exactly one of them for a request, and
    none for one that was withdrawn:

    - `decoded(int, Picture)`: the picture, or what stands in for it;
    - `failed(int, Fault)`: there is nothing to show, and why;
    - `kept(int)`: the thumbnail cache holds what a request of kind KEEP asked for;
    - `unseen(int)`: a glance found nothing that could be shown at once;
    - `read(int, ReadReply)`: what files say about their photographs, or a fault.

    `cache_unusable(str)` says once, in a sentence, that no thumbnails can be saved.
    """

    decoded = Signal(int, object)
    failed = Signal(int, object)
    kept = Signal(int)
    unseen = Signal(int)
    read = Signal(int, object)
    cache_unusable = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        vanguard: Vanguard | None = None,
        time_out_ms: int = TIME_OUT_MS,
        retire_ms: int = RETIRE_MS,
    ) -> None:
        """Without a `vanguard`, whose workers are taken over, the first is started when needed."""
        super().__init__(parent)
        self._numbers = count(1)
        self._waiting: dict[Urgency, dict[int, job.AnyRequest]] = {one: {} for one in Urgency}
        # Of all requests that wait or are under way.
        self._urgencies: dict[int, Urgency] = {}
        self._withdrawn: set[int] = set()
        self._cache_is_usable = True
        self._time_out_ms = time_out_ms
        self._folder = vanguard.folder if vanguard else pixels.make_folder()
        self._vanguard = vanguard
        self._early = EarlyAnswers(self._answered, self)
        self._wrecks = Wrecks(self._folder, lambda: next(self._numbers), self._line_up_last)
        self._workers: list[Worker] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(retire_ms)
        self._rest.timeout.connect(self._retire)

    def warm_up(self) -> None:
        """Start a worker before the first request, so that it is ready when the window is."""
        if not self._workers and not self._vanguard:
            self._start_worker()

    def request(
        self,
        path: Path,
        box: QSize | None = None,
        *,
        kind: Kind = Kind.PHOTOGRAPH,
        urgency: Urgency = Urgency.SIGHT,
        anew: bool = False,
    ) -> int:
        """Ask for a picture fitted into `box` (in pixels; None: whole) and return its number.

        All kinds but PHOTOGRAPH need a box. `anew` as in `job.Request`.
        """
        self._take_over()
        size = (box.width(), box.height()) if box is not None else None
        name = os.fsencode(path)
        early = 0 if anew else self._early.take(name, size, kind)
        if early:
            self._withdrawn.discard(early)
            self._urgencies[early] = urgency
            return early
        number = next(self._numbers)
        request = job.Request(number, name, str(self._folder / str(number)), size, kind, anew)
        return self._line_up(request, urgency)

    def request_reading(
        self, paths: Sequence[bytes], *, whole: bool = False, urgency: Urgency = Urgency.SIGHT
    ) -> int:
        """Ask what files say about their photographs and return the number of the request."""
        self._take_over()
        request = job.Read(next(self._numbers), tuple(paths), whole=whole)
        return self._line_up(request, urgency)

    def set_urgency(self, number: int, urgency: Urgency) -> None:
        """Give a waiting request an urgency, and put it before all others that have the same."""
        before = self._urgencies.get(number)
        if before is None:
            return
        self._urgencies[number] = urgency
        request = self._waiting[before].pop(number, None)
        if request is not None:
            self._waiting[urgency][number] = request
            self._hand_out()

    def withdraw(self, number: int) -> None:
        """Give up a request: no signal will come for it."""
        urgency = self._urgencies.get(number)
        if urgency is None:
            return
        if self._waiting[urgency].pop(number, None) is not None:
            del self._urgencies[number]
        else:
            self._withdrawn.add(number)

    def close(self) -> None:
        """End all workers and wait until they are gone."""
        self._take_over()
        self._rest.stop()
        self._early.close()
        for waiting in self._waiting.values():
            waiting.clear()
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.close()
        self._workers.clear()
        pixels.remove_folder(self._folder)

    def _line_up(self, request: job.AnyRequest, urgency: Urgency) -> int:
        self._waiting[urgency][request.id] = request
        self._urgencies[request.id] = urgency
        self._hand_out()
        return request.id

    def _line_up_last(self, request: job.AnyRequest) -> None:
        """Queue a request for when there is nothing else to do; no signal will come for it."""
        idle = self._waiting[Urgency.IDLE]
        self._waiting[Urgency.IDLE] = {request.id: request, **idle}
        self._urgencies[request.id] = Urgency.IDLE
        self._withdrawn.add(request.id)
        self._hand_out()

    def _take_over(self) -> None:
        """Take over the workers that were started before the window, and their answers."""
        if self._vanguard is None:
            return
        left, self._vanguard = self._vanguard.hand_over(), None
        self._numbers = count(left.next_number)
        self._early.keep(left)
        for running in left.workers:
            if running.request is not None:
                # Nobody has asked for it yet, but most likely somebody is about to.
                self._urgencies[running.request.id] = Urgency.SIGHT
                self._withdrawn.add(running.request.id)
            self._workers.append(self._worker(running))
        if left.trouble:
            self._tell_of_cache(left.trouble)

    def _start_worker(self) -> None:
        for worker in self._workers:
            if not worker.is_running:
                worker.start()
                return
        self._workers.append(self._worker())

    def _worker(self, running: Running | None = None) -> Worker:
        return Worker(
            str(self._folder),
            self._time_out_ms,
            self._answered,
            self._hand_out,
            self._broke,
            self._tell_of_cache,
            self._wrecks.add,
            self,
            running,
        )

    def _hand_out(self) -> None:
        self._rest.start()
        self._take_back()
        while (urgency := self._most_urgent()) is not None:
            most = self._most_workers(urgency)
            at_work = sum(worker.request is not None for worker in self._workers)
            if at_work >= most:
                if self._ask_ahead(urgency):
                    continue
                return
            idle = next((worker for worker in self._workers if worker.is_idle), None)
            if idle is None:
                waiting = sum(map(len, self._waiting.values()))
                running = sum(worker.is_running for worker in self._workers)
                for _ in range(running, min(most, at_work + waiting)):
                    self._start_worker()
                return
            # The newest first: it is what the person is looking at now.
            _, request = self._waiting[urgency].popitem()
            idle.ask(request)

    def _ask_ahead(self, urgency: Urgency) -> bool:
        """Give a worker that reads more to read, where nothing that is waited for waits.

        It goes on while the window takes in its last answer.
        """
        worker = next((worker for worker in self._workers if worker.takes_ahead), None)
        request = next(reversed(self._waiting[urgency].values()))
        if worker is None or urgency > Urgency.READING or not isinstance(request, job.Read):
            return False
        worker.ask(self._waiting[urgency].pop(request.id))
        return True

    def _take_back(self) -> None:
        """Queue again what workers that have ended did not come to."""
        for request in [request for worker in self._workers for request in worker.left()]:
            if request.id in self._withdrawn:
                self._withdrawn.discard(request.id)
                del self._urgencies[request.id]
            else:
                self._waiting[self._urgencies[request.id]][request.id] = request

    def _most_urgent(self) -> Urgency | None:
        return next((one for one in reversed(Urgency) if self._waiting[one]), None)

    def _most_workers(self, urgency: Urgency) -> int:
        """Return how many workers may be busy, including one for a request this urgent.

        Where some are busy with idle work, one more is allowed for what somebody waits to see.
        """
        if urgency <= Urgency.READING:
            return MOST_WORKERS
        is_idle_work = any(
            worker.request and self._urgencies[worker.request.id] <= Urgency.READING
            for worker in self._workers
        )
        return MOST_WORKERS + is_idle_work

    def _answered(self, request: job.AnyRequest, reply: job.AnyReply) -> None:
        number = request.id
        if self._early.came(request, reply):
            del self._urgencies[number]
            self._withdrawn.discard(number)
            return
        withdrawn = number in self._withdrawn
        self._withdrawn.discard(number)
        del self._urgencies[number]
        if isinstance(request, job.Request) and isinstance(reply, job.Reply):
            self._answered_with_picture(request, reply, withdrawn=withdrawn)
        elif not withdrawn:
            self.read.emit(number, reply)

    def _answered_with_picture(
        self, request: job.Request, reply: job.Reply, *, withdrawn: bool
    ) -> None:
        number = request.id
        image = None
        if not withdrawn and reply.width:
            image = _image_over(Path(request.pixels), reply.width, reply.height)
            box = self._early.box_of(number)
            if image is not None and box is not None:
                image = _fitted(image, QSize(reply.full_width, reply.full_height), box)
        # Where a mapped file can't be removed it goes with the folder, at the end.
        with suppress(OSError):
            Path(request.pixels).unlink()
        if withdrawn:
            return
        if image is not None:
            full = QSize(reply.full_width, reply.full_height)
            self.decoded.emit(number, Picture(image, full, reply.final, reply.fault))
        elif reply.fault is not None or reply.width:
            self.failed.emit(number, reply.fault or job.Fault.OUT_OF_MEMORY)
        elif request.kind is Kind.KEEP:
            self.kept.emit(number)
        else:
            self.unseen.emit(number)

    def _tell_of_cache(self, sentence: str) -> None:
        if self._cache_is_usable:
            self._cache_is_usable = False
            self.cache_unusable.emit(sentence)

    def _broke(self, fault: job.Fault) -> None:
        """Answer a request for which no worker can be started, so that nobody waits for ever."""
        urgency = self._most_urgent()
        if urgency is not None:
            _, request = self._waiting[urgency].popitem()
            self._answered(request, job.failed(request, fault))
        self._hand_out()

    def _retire(self) -> None:
        """End all idle workers but one."""
        for worker in [one for one in self._workers if one.is_idle][1:]:
            worker.retire()


def _image_over(pixels: Path, width: int, height: int) -> QImage | None:
    """Return an image over the bytes of a file, or None where they are not there."""
    try:
        with pixels.open("rb") as file:
            memory = mmap.mmap(file.fileno(), width * height * 4, access=mmap.ACCESS_COPY)
    except (OSError, ValueError):
        return None
    return _MappedImage(memory, width, height)


def _fitted(image: QImage, full: QSize, box: QSize) -> QImage:
    """Scale an image down to the size that the whole picture has in a box."""
    size = full.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(image.size())
    ignoring = Qt.AspectRatioMode.IgnoreAspectRatio
    return image.scaled(size, ignoring, Qt.TransformationMode.SmoothTransformation)


class _MappedImage(QImage):
    """An image that keeps its mapped memory alive."""

    def __init__(self, memory: mmap.mmap, width: int, height: int) -> None:
        super().__init__(
            memoryview(memory), width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        self._memory = memory
