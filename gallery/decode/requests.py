"""The requests that a worker is sent, line by line, and whether another one waits already.

Whether there is something in a pipe, most systems can tell; Windows cannot. There a thread reads,
and whether it has read something is known.
"""

import os
import select
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from queue import SimpleQueue

# More than a request of a hundred paths.
_MOST_AT_ONCE = 1 << 18


class Requests:
    """The lines that come from a file by its number; iterating ends when they do."""

    def __init__(self, number: int, *, on_thread: bool = os.name == "nt") -> None:
        self._number = number
        self._unread = bytearray()
        self._ended = False
        self._came = _read_on_thread(number) if on_thread else None

    def __iter__(self) -> Iterator[bytes]:
        while self._has_line() or self._read():
            line, _, rest = self._unread.partition(b"\n")
            self._unread = rest
            yield bytes(line)

    def has_come(self, seconds: float) -> bool:
        """Return whether a line, or the end, is there now or comes within so many seconds."""
        end = monotonic() + seconds
        while not self._has_line() and not self._ended:
            if not self._read_some(max(0.0, end - monotonic())):
                return False
        return True

    def _has_line(self) -> bool:
        return b"\n" in self._unread

    def _read(self) -> bool:
        """Wait for a line; return whether one has come before the end."""
        while not self._has_line() and not self._ended:
            self._read_some()
        return self._has_line()

    def _read_some(self, seconds: float | None = None) -> bool:
        """Return whether something, or the end, has come within so many seconds; None waits."""
        if self._came is not None:
            some = _next(self._came, seconds)
        elif seconds is None or select.select([self._number], [], [], seconds)[0]:
            some = os.read(self._number, _MOST_AT_ONCE)
        else:
            some = None
        if some is not None:
            self._unread += some
            self._ended = not some
        return some is not None


def _read_on_thread(number: int) -> "SimpleQueue[bytes]":
    """Return what is filled with what comes, and with nothing at the end."""
    # Most systems do without.
    import queue
    import threading

    came: SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        some = b"-"
        while some:
            try:
                some = os.read(number, _MOST_AT_ONCE)
            except OSError:
                some = b""
            came.put(some)

    threading.Thread(target=read, daemon=True).start()
    return came


def _next(came: "SimpleQueue[bytes]", seconds: float | None) -> bytes | None:
    from queue import Empty

    try:
        return came.get(timeout=seconds)
    except Empty:
        return None
