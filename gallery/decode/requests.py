"""The requests that a worker is sent, line by line, and whether another one waits already."""

import os
import select
from collections.abc import Iterator
from time import monotonic

# More than a request of a hundred paths.
_MOST_AT_ONCE = 1 << 18


class Requests:
    """The lines that come from a file by its number; iterating ends when they do."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._unread = bytearray()
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        while self._has_line() or self._read():
            line, _, rest = self._unread.partition(b"\n")
            self._unread = rest
            yield bytes(line)

    def has_come(self, seconds: float) -> bool:
        """Return whether a line, or the end, is there now or comes within so many seconds.

        Where the system cannot tell (Windows, of pipes), nothing has come.
        """
        end = monotonic() + seconds
        while not self._has_line():
            try:
                readable, _, _ = select.select([self._number], [], [], max(0.0, end - monotonic()))
            except (OSError, ValueError):
                return False
            if not readable:
                return False
            if not self._read_some():
                return True
        return True

    def _has_line(self) -> bool:
        return b"\n" in self._unread

    def _read(self) -> bool:
        """Wait for a line; return whether one has come before the end."""
        while not self._has_line():
            if not self._read_some():
                return False
        return True

    def _read_some(self) -> bool:
        if not self._ended:
            some = os.read(self._number, _MOST_AT_ONCE)
            self._unread += some
            self._ended = not some
        return not self._ended
