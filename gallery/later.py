"""Something that is made when it is wanted for the first time, on whichever thread that is."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Calls `make` with the first call of its own, and returns what that made with every call.

    Attribute: `made`, None until then; or what there is already.
    """

    def __init__(self, make: Callable[[], T], made: T | None = None) -> None:
        self._make = make
        self._lock = threading.Lock()
        self.made = made

    def __call__(self) -> T:
        """Return what is wanted."""
        with self._lock:
            if self.made is None:
                self.made = self._make()
            return self.made
