"""Tells a thread that opens sources, one after the other, to stop: all of it, or at one of them."""

import threading


class Halt:
    """What may be stopped. Sources are counted from 0.

    Attribute: `count`, how many sources there are; 0 before that is known.
    """

    def __init__(self) -> None:
        self.count = 0
        self._all = threading.Event()
        self._left: set[int] = set()

    def stop(self) -> None:
        """Stop everything."""
        self._all.set()

    def leave(self, source: int) -> None:
        """Let go of one source; the others are opened."""
        self._left.add(source)

    def is_stopped(self) -> bool:
        """Return whether nothing is wanted any more."""
        return self._all.is_set()

    def is_left(self, source: int) -> bool:
        """Return whether a source is not wanted any more."""
        return source in self._left or self._all.is_set()
