"""What symbolic links lead to, asked so that a disk that answers no more holds up no listing.

A link may lead to a network drive that is gone, in a folder that is all there. Links are asked by a
process of their own, which ends itself where it gets no answer. A thread could not be ended, and
whoever else asked for the same file would wait behind it: on Linux even a worker that is killed.
"""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct

# Who gets no answer for so long gets none.
PATIENCE_SECONDS = 1.0
# Where so many places give no answer, no further link is asked.
MOST_DEAD = 5
# So often it is looked whether anybody still waits.
_LOOK_SECONDS = 0.1

# Told how long to be patient; reads paths that end in zeros, and writes a line for each: mode, time
# of change (ns) and size; an empty one where there is nothing. An alarm that goes off ends it.
_ASKER = """
import os, signal, sys
for one in ("SIGINT", "SIGALRM"):
    if hasattr(signal, one):
        signal.signal(getattr(signal, one), signal.SIG_DFL)
within = getattr(signal, "setitimer", lambda *_: None)
real = getattr(signal, "ITIMER_REAL", None)
for path in sys.stdin.buffer.read().split(b"\\0")[:-1]:
    within(real, float(sys.argv[1]))
    try:
        status = os.stat(os.fsdecode(path))
        line = b"%d %d %d" % (status.st_mode, status.st_mtime_ns, status.st_size)
    except OSError:
        line = b""
    within(real, 0)
    sys.stdout.buffer.write(line + b"\\n")
    sys.stdout.buffer.flush()
"""


class Status(Struct, frozen=True):
    """What a link leads to, as `os.stat` has it."""

    st_mode: int
    st_mtime_ns: int
    st_size: int


class Links:
    """Asks links; those that lead beside one that got no answer are asked no more."""

    def __init__(self) -> None:
        self._dead: set[str] = set()

    def ask(self, paths: Sequence[str], stopped: Callable[[], bool]) -> dict[str, Status | None]:
        """Return what links lead to; None for nothing, and where there is no answer.

        Those are left out that it did not come to before it was `stopped`.
        """
        led: dict[str, Status | None] = {}
        waiting = self._living(paths, led)
        while waiting and not stopped():
            answers = self._ask(waiting, stopped)
            led.update(zip(waiting, answers, strict=False))
            waiting = waiting[len(answers) :]
            if waiting and not stopped():
                self._dead.add(_place(waiting[0]))
                waiting = self._living(waiting, led)
        return led

    def _ask(self, paths: Sequence[str], stopped: Callable[[], bool]) -> list[Status | None]:
        """Return as many answers as come one after the other."""
        # Takes its time to be loaded, and few folders have links.
        import subprocess

        with subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _ASKER, str(PATIENCE_SECONDS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as asker:
            asked: bytes | None = b"".join(os.fsencode(path) + b"\0" for path in paths)
            while True:
                try:
                    answers, _ = asker.communicate(asked, timeout=_LOOK_SECONDS)
                    break
                except subprocess.TimeoutExpired:
                    asked = None
                    if stopped():
                        asker.kill()
        return [_status(line) for line in answers.split(b"\n")[:-1]]

    def _living(self, paths: Sequence[str], led: dict[str, Status | None]) -> list[str]:
        """Return those paths that are worth being asked, and take note of no answer for others."""
        dead = [path for path in paths if self._is_dead(path)] if self._dead else []
        led.update(dict.fromkeys(dead))
        return [path for path in paths if path not in led]

    def _is_dead(self, path: str) -> bool:
        return len(self._dead) >= MOST_DEAD or _place(path) in self._dead


def _status(line: bytes) -> Status | None:
    return Status(*map(int, line.split())) if line else None


def _place(path: str) -> str:
    """Return the folder that a link leads into, without asking for it."""
    with suppress(OSError):
        return os.path.dirname(os.path.join(os.path.dirname(path), os.readlink(path)))  # noqa: PTH115, PTH118, PTH120
    return path
