"""Asks worker processes for pictures, newest request first, and hands over what they answer.

The window's side of the contract in `gallery.decode.job`. A worker has one request at a time; what
waits can be withdrawn. A worker that dies or takes too long costs only the picture it was at: that
request is answered with a fault, and the next request gets a new worker.
"""

import mmap
import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import msgspec
from PySide6.QtCore import (
    QDir,
    QObject,
    QProcess,
    QProcessEnvironment,
    QSize,
    QTemporaryDir,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage

from gallery.decode import job

# Two pictures at a time keep two cores busy and leave the others to the person.
MOST_WORKERS = 2
TIME_OUT_MS = job.TIME_OUT_SECONDS * 1_000
# How long a worker may take to leave when the window closes, before it is killed.
LEAVE_MS = 1_000
# Files here live in memory on Linux; elsewhere the system's folder for temporary files serves.
_IN_MEMORY = "/dev/shm"  # noqa: S108 (a private folder is made in it)
_FOLDER = "giant-leap-"


@dataclass(frozen=True, slots=True)
class Picture:
    """A decoded picture and the size of the whole one it was made from."""

    image: QImage
    full_size: QSize


class Decoder(QObject):
    """Decodes picture files in other processes.

    Signals: `decoded(int, Picture)` and `failed(int, Fault)`, each with the number that `request`
    returned, each at most once for a request and never for one that was withdrawn.
    """

    decoded = Signal(int, object)
    failed = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, time_out_ms: int = TIME_OUT_MS) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        self._waiting: dict[int, job.Request] = {}
        self._withdrawn: set[int] = set()
        self._time_out_ms = time_out_ms
        place = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else QDir.tempPath()
        _remove_leftovers(Path(place))
        self._folder = QTemporaryDir(f"{place}/{_FOLDER}{os.getpid()}-XXXXXX")
        self._workers: list[_Worker] = []

    def warm_up(self) -> None:
        """Start a worker before the first request, so that it is ready when the window is."""
        if not self._workers:
            self._add_worker()

    def request(self, path: Path, box: QSize | None = None) -> int:
        """Ask for a picture fitted into `box` (in pixels; None: whole) and return its number."""
        number = next(self._numbers)
        size = (box.width(), box.height()) if box is not None else None
        pixels = self._folder.filePath(str(number))
        self._waiting[number] = job.Request(number, os.fsencode(path), pixels, size)
        self._hand_out()
        return number

    def withdraw(self, number: int) -> None:
        """Give up a request: nothing will be heard of it."""
        if self._waiting.pop(number, None) is None and any(
            worker.is_at(number) for worker in self._workers
        ):
            self._withdrawn.add(number)

    def close(self) -> None:
        """End all workers and wait until they are gone."""
        self._waiting.clear()
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.close()
        self._workers.clear()
        self._folder.remove()

    def _add_worker(self) -> "_Worker":
        worker = _Worker(self._time_out_ms, self._answered, self._hand_out, self)
        self._workers.append(worker)
        return worker

    def _hand_out(self) -> None:
        while self._waiting:
            idle = next((worker for worker in self._workers if worker.is_idle), None)
            if idle is None:
                if len(self._workers) >= MOST_WORKERS:
                    return
                idle = self._add_worker()
            # The newest first: it is what the person is looking at now.
            number = next(reversed(self._waiting))
            idle.start(self._waiting.pop(number))

    def _answered(self, request: job.Request, reply: job.Reply) -> None:
        pixels = Path(request.pixels)
        withdrawn = request.id in self._withdrawn
        self._withdrawn.discard(request.id)
        image = None
        if not withdrawn and reply.fault is None:
            image = _image_over(pixels, reply.width, reply.height)
        # Where a mapped file can't be removed it goes with the folder, at the end.
        with suppress(OSError):
            pixels.unlink()
        if withdrawn:
            return
        if image is not None:
            full = QSize(reply.full_width, reply.full_height)
            self.decoded.emit(request.id, Picture(image, full))
        else:
            self.failed.emit(request.id, reply.fault or job.Fault.OUT_OF_MEMORY)


class _Worker:
    """One worker process and the request it is at."""

    def __init__(
        self,
        time_out_ms: int,
        answered: Callable[[job.Request, job.Reply], None],
        idle: Callable[[], None],
        parent: QObject,
    ) -> None:
        self._answered = answered
        self._idle = idle
        self._request: job.Request | None = None
        self._unread = bytearray()
        self._timed_out = False
        self._timer = QTimer(parent)
        self._timer.setSingleShot(True)
        self._timer.setInterval(time_out_ms)
        self._timer.timeout.connect(self._kill)
        self._process = QProcess(parent)
        self._process.setProgram(sys.executable)
        self._process.setArguments(job.WORKER)
        self._process.setProcessEnvironment(_environment())
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._process.start()

    @property
    def is_idle(self) -> bool:
        return self._request is None

    def is_at(self, number: int) -> bool:
        return self._request is not None and self._request.id == number

    def start(self, request: job.Request) -> None:
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._unread.clear()
            self._process.start()
        self._request = request
        self._process.write(job.to_line(request))
        self._timer.start()

    def dismiss(self) -> None:
        """Tell the process that nothing more will be asked."""
        self._request = None
        self._timer.stop()
        self._process.finished.disconnect(self._ended)
        self._process.errorOccurred.disconnect(self._failed)
        self._process.closeWriteChannel()

    def close(self) -> None:
        """Wait until the process has left, and make it leave if it does not."""
        if not self._process.waitForFinished(LEAVE_MS):
            self._process.kill()
            self._process.waitForFinished(LEAVE_MS)
        self._process.deleteLater()

    def _read(self) -> None:
        self._unread += self._process.readAllStandardOutput().data()
        while (end := self._unread.find(b"\n")) >= 0:
            line = bytes(self._unread[:end])
            del self._unread[: end + 1]
            try:
                reply = job.reply_from_line(line)
            except msgspec.DecodeError:
                # A native library printed something of its own into the answers.
                continue
            self._finish(reply)

    def _finish(self, reply: job.Reply) -> None:
        request = self._request
        if request is None or request.id != reply.id:
            return
        self._timer.stop()
        self._request = None
        self._answered(request, reply)
        self._idle()

    def _kill(self) -> None:
        self._timed_out = True
        self._process.kill()

    def _ended(self) -> None:
        fault = job.Fault.TIMED_OUT if self._timed_out else job.Fault.CRASHED
        self._timed_out = False
        if self._request is not None:
            self._finish(job.Reply(self._request.id, fault=fault))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._request is not None:
            self._finish(job.Reply(self._request.id, fault=job.Fault.CRASHED))


def _remove_leftovers(place: Path) -> None:
    """Remove the folders of programs like this one that were killed, and could not do it."""
    for folder in place.glob(f"{_FOLDER}*"):
        process = folder.name.removeprefix(_FOLDER).partition("-")[0]
        if process.isdecimal() and not _runs(int(process)):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONUNBUFFERED", "1")
    return environment


def _image_over(pixels: Path, width: int, height: int) -> QImage | None:
    """Return an image over the bytes of a file, or None where they are not there."""
    try:
        with pixels.open("rb") as file:
            memory = mmap.mmap(file.fileno(), width * height * 4, access=mmap.ACCESS_COPY)
    except (OSError, ValueError):
        return None
    return _MappedImage(memory, width, height)


class _MappedImage(QImage):
    """An image that keeps the memory it lies in; who needs it for longer takes a `copy()`."""

    def __init__(self, memory: mmap.mmap, width: int, height: int) -> None:
        super().__init__(
            memoryview(memory), width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied
        )
        self._memory = memory
