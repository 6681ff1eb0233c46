"""Asks a worker process for pictures one after the other, waiting for each: for the command line.

What a picture does to its worker it does to the worker alone: the next one gets a new process.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Self

import msgspec

from gallery.decode import job


class Child:
    """A worker process and a folder for its pixels; a context manager that ends both."""

    def __init__(self, time_out: float = job.TIME_OUT_SECONDS) -> None:
        self._time_out = time_out
        self._folder = tempfile.TemporaryDirectory(prefix="giant-leap-check-")
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0

    def fault(self, path: Path, box: tuple[int, int]) -> job.Fault | None:
        """Decode a picture and return why it can't be shown, None where it can."""
        self._number += 1
        pixels = Path(self._folder.name) / "pixels"
        request = job.Request(self._number, os.fsencode(path), str(pixels), box)
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        timer = Timer(self._time_out, process.kill)
        timer.start()
        try:
            process.stdin.write(job.to_line(request))
            process.stdin.flush()
            reply = _next_reply(process.stdout)
        except BrokenPipeError:
            reply = None
        timed_out = not timer.is_alive()
        timer.cancel()
        pixels.unlink(missing_ok=True)
        if reply is not None:
            if reply.leaves:
                self._end()
            return reply.fault
        self._end()
        return job.fault_of_end(self._last_words.read_bytes(), timed_out=timed_out)

    def confined_by(self) -> str:
        """Start a worker and return what confines it, empty where nothing does."""
        process = self._process = self._process or self._start()
        assert process.stdout is not None
        message = job.message_from_line(process.stdout.readline())
        return message.confined_by if isinstance(message, job.Ready) else ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._folder.cleanup()

    def _start(self) -> subprocess.Popen[bytes]:
        with self._last_words.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, *job.WORKER, self._folder.name],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )

    @property
    def _last_words(self) -> Path:
        return Path(self._folder.name) / "errors"

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _next_reply(answers: IO[bytes]) -> job.Reply | None:
    """Return the next reply, None where the worker has ended without one."""
    for line in answers:
        with suppress(msgspec.DecodeError):
            message = job.message_from_line(line)
            # The first line of a new worker says that it is ready.
            if isinstance(message, job.Reply):
                return message
    return None
