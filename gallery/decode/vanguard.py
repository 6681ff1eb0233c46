"""Workers that are at work before there is a window.

Qt takes two tenths of a second to be loaded, in which all cores but one have nothing to do. Until
then workers are started by the plainest means there are, are asked for the pictures that will most
likely be in sight, and then are handed over to the window's decoder, with all that they have
answered. Everything here is a guess: what nobody asks for in the end is thrown away.
"""

import os
import select
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import msgspec
from msgspec import Struct

from gallery.decode import job, pixels, spawn
from gallery.decode.job import Kind
from gallery.decode.spawn import Running

_MOST_READ = 1 << 16


class HandedOver(Struct, frozen=True):
    """The workers that are left, what was answered, the number of the next request.

    `trouble` as in `job.Trouble`, empty where there is none.
    """

    workers: list[Running]
    answers: list[tuple[job.Request, job.Reply]]
    next_number: int
    trouble: str


class Vanguard:
    """Some workers, and a thread that asks them, once it is told what for.

    Attributes: `folder`, where the pixels are; `answers`, what was answered so far.
    """

    def __init__(
        self, folder: Path, workers: Sequence[Running], *, cores: int | None = None
    ) -> None:
        """Take charge of workers that write their pixels into `folder`.

        One of the `cores` (None: of all there are) is for the window: pictures that will not be in
        sight are left to the others.
        """
        self.folder = folder
        self._spare = max(1, (cores or len(os.sched_getaffinity(0))) - 1)
        self._last_in_sight = 0
        self._workers = [*workers]
        self._numbers = count(1)
        self._waiting: deque[job.Request] = deque()
        self.answers: list[tuple[job.Request, job.Reply]] = []
        # Those that a glance has found as they will be, or not to be had at all.
        self._done: set[bytes] = set()
        self._trouble = ""
        self._bell, self._rope = os.pipe()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_over = False

    def ask(self, paths: Sequence[bytes], box: tuple[int, int], in_sight: int) -> None:
        """Ask for what is to be seen in tiles of this size, once, on any thread.

        Of so many as will be `in_sight` at a time, there is a glance at all of them first.
        """
        # A manifest may show one file twice; it is decoded once.
        files = [*dict.fromkeys(paths)]
        for start in range(0, len(files), in_sight):
            for kind in (Kind.GLANCE, Kind.THUMBNAIL):
                for path in files[start : start + in_sight]:
                    number = next(self._numbers)
                    pixels = str(self.folder / str(number))
                    self._waiting.append(job.Request(number, path, pixels, box, kind))
                    if start == 0:
                        self._last_in_sight = number
        with self._lock:
            if self._thread is None and not self._is_over:
                self._thread = threading.Thread(target=self._work, name="vanguard", daemon=True)
                self._thread.start()

    def hand_over(self) -> HandedOver:
        """Ask no more, and return the workers with what they are at; whoever has them ends them."""
        with self._lock:
            self._is_over = True
        if self._thread is not None:
            os.write(self._rope, b"\n")
            self._thread.join()
        os.close(self._bell)
        os.close(self._rope)
        workers, self._workers = self._workers, []
        return HandedOver(workers, self.answers, next(self._numbers), self._trouble)

    def close(self) -> None:
        """End the workers, where nobody has taken them over."""
        if not self._is_over:
            for worker in self.hand_over().workers:
                spawn.end(worker)
            pixels.remove_folder(self.folder)

    # On the thread

    def _work(self) -> None:
        while not self._is_over and self._workers:
            for worker in self._workers:
                if worker.is_ready and worker.request is None:
                    self._ask_next(worker)
            ends = {worker.stdout: worker for worker in self._workers}
            readable, _, _ = select.select([*ends, self._bell], [], [])
            for end in readable:
                if end in ends and not self._hear(ends[end]):
                    self._workers.remove(ends[end])
                    spawn.end(ends[end])

    def _ask_next(self, worker: Running) -> None:
        at_work = sum(one.request is not None for one in self._workers)
        while self._waiting:
            if self._waiting[0].id > self._last_in_sight and at_work >= self._spare:
                return
            request = self._waiting.popleft()
            if request.path not in self._done:
                worker.request = request
                with suppress(BrokenPipeError):
                    os.write(worker.stdin, job.to_line(request))
                return

    def _hear(self, worker: Running) -> bool:
        """Take in what a worker says; return whether it is still there."""
        said = os.read(worker.stdout, _MOST_READ)
        worker.unread += said
        while (end := worker.unread.find(b"\n")) >= 0:
            line = bytes(worker.unread[:end])
            del worker.unread[: end + 1]
            with suppress(msgspec.DecodeError):
                self._take(worker, job.message_from_line(line))
        return bool(said)

    def _take(self, worker: Running, message: job.Message) -> None:
        match message:
            case job.Ready():
                worker.is_ready = True
            case job.Trouble(sentence):
                self._trouble = sentence
            case job.Reply() if worker.request is not None and message.id == worker.request.id:
                request, worker.request = worker.request, None
                worker.is_ready, worker.leaves = not message.leaves, message.leaves
                self.answers.append((request, message))
                if message.fault is not None or (message.width and message.final):
                    self._done.add(request.path)
