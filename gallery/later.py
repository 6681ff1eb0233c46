"""Something that is made when it is wanted for the first time, on whichever thread that is."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Calls `make` when it is first called itself, and returns the result then and ever after.

    Attribute: `made`, the result; None until then.
    """

    def __init__(self, make: Callable[[], T], made: T | None = None) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made = made

    def __call__(self) -> T:
        """Return the result of `make`."""
        with self._lock:
            if self.made is None:
                self.made = self._make()
            return self.made
