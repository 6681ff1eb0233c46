"""How a worker process is started, also before Qt, or anything else, is loaded.

Nothing is imported here that takes time.
"""

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gallery.decode.job import Request

# One that is killed is gone within a moment; but for one that is held by its disk, which may take
# any time, and which the system buries (seconds).
PATIENCE_SECONDS = 1.0

# Behind the interpreter and before the folder for its pixels. -P: a file named like one of our
# modules in the folder of the moment is not imported.
WORKER: tuple[str, ...] = ("-P", "-m", "gallery.decode.worker")
# What its environment has besides: the last words of one that dies are not held back. And where a
# person has not set it otherwise, more memory is kept at hand: glibc keeps seven freed pieces of
# each size, and searches for all others; exiv2 takes and frees thousands for each photograph, whose
# metadata are so read in five sixths of the time.
ENVIRONMENT = {
    "PYTHONUNBUFFERED": "1",
    "GLIBC_TUNABLES": os.environ.get("GLIBC_TUNABLES") or "glibc.malloc.tcache_count=127",
}


class Running:
    """A worker process, our ends of its pipes, what it is at, and what of its words is unread.

    `is_ready` to be asked; or not yet, or, where it `leaves`, no more.
    """

    __slots__ = ("is_ready", "leaves", "process", "request", "stderr", "stdin", "stdout", "unread")

    def __init__(self, process: int, stdin: int, stdout: int, stderr: int) -> None:
        self.process = process
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self.is_ready = self.leaves = False
        self.request: Request | None = None
        self.unread = bytearray()


def start(folder: str) -> Running:
    """Start a worker that writes pixels into a folder. For a thread that stays to the end.

    Raises OSError.
    """
    requests, answers, errors = os.pipe(), os.pipe(), os.pipe()
    ends = (requests[0], answers[1], errors[1])
    try:
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, *WORKER, folder],
            {**os.environ, **ENVIRONMENT},
            file_actions=[(os.POSIX_SPAWN_DUP2, end, number) for number, end in enumerate(ends)],
            # Python has it ignored, which a new process would inherit.
            setsigdef=[signal.SIGPIPE],
        )
    except OSError:
        for pipe in (requests[1], answers[0], errors[0]):
            os.close(pipe)
        raise
    finally:
        for end in ends:
            os.close(end)
    return Running(process, requests[1], answers[0], errors[0])


def end(worker: Running) -> None:
    """End a worker that was started here, whatever it is at."""
    for pipe in (worker.stdin, worker.stdout, worker.stderr):
        with suppress(OSError):
            os.close(pipe)
    with suppress(ProcessLookupError):
        os.kill(worker.process, signal.SIGKILL)
    bury(worker.process)


def bury(process: int) -> None:
    """Wait for a process that was killed, but not for one that the disk does not let go."""
    import select

    try:
        end = os.pidfd_open(process)
    except OSError:
        # An older system, which can't wait for a time. Or it is gone already.
        with suppress(ChildProcessError):
            os.waitpid(process, 0)
        return
    select.select([end], [], [], PATIENCE_SECONDS)
    os.close(end)
    with suppress(ChildProcessError):
        os.waitpid(process, os.WNOHANG)
