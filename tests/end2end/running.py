"""The real program, started as a person starts it, and the processes that it starts."""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

# A launch on a busy machine may take long; a program that hangs is caught all the same.
PATIENCE = 90

_Seen = TypeVar("_Seen")


def gallery(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gallery", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def children(process: int) -> list[int]:
    children: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, task.read_text().split())
    return children


def until(look: Callable[[], _Seen]) -> _Seen:
    """Look again and again until something is seen; a program that never shows it fails."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()):
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.02)
    return seen
