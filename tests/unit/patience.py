"""Waiting for what another thread or process does."""

import time
from collections.abc import Callable

_SECONDS = 30


def until(look: Callable[[], object]) -> None:
    """Look again and again until something is so; what never is fails."""
    end = time.monotonic() + _SECONDS
    while not look():
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.005)
