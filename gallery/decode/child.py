"""Asks a worker process for one thing after another, waiting for each: for the command line.

A picture that crashes its worker harms nothing else: the next picture gets a new process.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO, Self

import msgspec

from gallery.decode import job, spawn
from gallery.metadata.report import Gist, Reading

# A process that is killed is gone in a moment.
END_SECONDS = 2.0


class Child:
    """A worker process and a folder for its pixels; a context manager that ends both."""

    def __init__(self, time_out: float = job.TIME_OUT_SECONDS) -> None:
        self._time_out = time_out
        self._folder = tempfile.TemporaryDirectory(
            # A thread that is still decoding while this is closed may write into it.
            prefix="giant-leap-check-",
            ignore_cleanup_errors=True,
        )
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = Event()

    def fault(self, path: Path, box: tuple[int, int]) -> job.Fault | None:
        """Decode a picture and return why it can't be shown, None where it can."""
        pixels = Path(self._folder.name) / "pixels"
        fault = self._ask(job.Request(1, os.fsencode(path), str(pixels), box, anew=True)).fault
        pixels.unlink(missing_ok=True)
        return fault

    def gists(self, paths: Sequence[Path | bytes]) -> list[Gist]:
        """Return what files say about their photographs; unreadable ones have a problem."""
        gists: list[Gist] = []
        while left := paths[len(gists) : len(gists) + job.MOST_FILES]:
            gists += self._gists(tuple(map(os.fsencode, left)))
        return gists

    def reading(self, path: Path) -> Reading:
        """Return everything that a file says, with all sources."""
        reply = self._ask(job.Read(1, (os.fsencode(path),), whole=True))
        if isinstance(reply, job.ReadReply) and reply.readings:
            return reply.readings[0]
        return Reading(problems=(job.unread(reply.fault),))

    def _gists(self, paths: tuple[bytes, ...]) -> Sequence[Gist]:
        """Return what the first files say: as many as the worker has read."""
        reply = self._ask(job.Read(1, paths))
        if isinstance(reply, job.ReadReply) and reply.fault is None:
            return reply.gists
        if len(paths) > 1:
            # One of them crashed the worker: reading them one by one shows which.
            return [self._gists((path,))[0] for path in paths]
        return [Gist(problems=(job.unread(reply.fault),))]

    def _ask(self, request: job.AnyRequest) -> job.AnyReply:
        if self._killed.is_set():
            return job.failed(request, job.Fault.CRASHED)
        process = self._process = self._process or self._start()
        if self._killed.is_set():
            # Meanwhile, by a thread that could not know of this process yet.
            process.kill()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(self._time_out, process.kill)
        timer.start()
        try:
            process.stdin.write(job.to_line(request))
            process.stdin.flush()
            reply = _next_reply(process.stdout)
        except (OSError, ValueError):
            # It has ended, or was killed from another thread.
            reply = None
        finally:
            timed_out = not timer.is_alive()
            timer.cancel()
        if reply is not None:
            # One that was killed just behind its answer is not asked again.
            if reply.leaves or timed_out:
                self._end()
            return reply
        self._end()
        last_words = b""
        with suppress(FileNotFoundError):
            last_words = self._last_words.read_bytes()
        return job.failed(request, job.fault_of_end(last_words, timed_out=timed_out))

    def confined_by(self) -> str:
        """Start a worker and return what confines it, empty where nothing does."""
        process = self._process = self._process or self._start()
        assert process.stdout is not None
        message = job.message_from_line(process.stdout.readline())
        return message.confined_by if isinstance(message, job.Ready) else ""

    def kill(self) -> None:
        """End the process, whatever it is at, and start no other: from another thread."""
        self._killed.set()
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process, and remove the folder."""
        self._end()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._last_words.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, *spawn.WORKER, self._folder.name],
                env={**os.environ, **spawn.ENVIRONMENT},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    @property
    def _last_words(self) -> Path:
        return Path(self._folder.name) / "errors"

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            # The system itself may wait for a disk, and a process that is killed for the system.
            with suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=END_SECONDS)


def _next_reply(answers: IO[bytes]) -> job.AnyReply | None:
    """Return the next reply, None where the worker has ended without one."""
    for line in answers:
        with suppress(msgspec.DecodeError):
            message = job.message_from_line(line)
            # The first line of a new worker says that it is ready; others may report trouble.
            if isinstance(message, job.Reply | job.ReadReply):
                return message
    return None
