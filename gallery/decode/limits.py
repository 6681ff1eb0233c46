"""Limits of a worker: its memory, its growth, and that it does not outlive the window.

As far as the system supports it: memory everywhere but on Windows, the rest on Linux. On every
system a worker also ends when its standard input ends.
"""

import ctypes
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

GIB = 1 << 30
# Two workers at their limits leave the machine as much memory as it has: it gets slow, but neither
# the window nor anything else is ended for them.
MEMORY_SHARE = 2
# Python, Pillow and its libraries take 60 MB of address space. The most is what a photograph
# of 500 megapixels takes: 2 GiB as Pillow has it, two more copies on its way to the screen, and one
# for what its format needs besides.
LEAST_MEMORY, MOST_MEMORY = 1 * GIB, 8 * GIB
# A worker that has no picture in memory takes some 25 MB, and no more after a thousand of them. One
# that takes ten times as much has lost memory somewhere in a library, or can't give it back, and
# leaves for a new one.
MOST_LEFT_OVER = 256 << 20

# From glibc's malloc.h; other libraries do not have it.
_MOST_ARENAS, _ARENAS = -8, 2
# From linux/prctl.h.
_DEATH_SIGNAL = 1


def limit_memory() -> None:
    """Make allocations fail beyond the limit, without a core file if that ends the process."""
    if sys.platform == "win32":
        return
    import resource

    # Each thread of a decoder would otherwise set aside 64 MB of address space for what it
    # allocates: on a machine of many cores the limit would be reached with nothing in memory.
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_MOST_ARENAS, _ARENAS)
    for kind, most in ((resource.RLIMIT_AS, memory_limit()), (resource.RLIMIT_CORE, 0)):
        _, allowed = resource.getrlimit(kind)
        limit = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (limit, allowed))


def memory_limit() -> int:
    """Return how many bytes of address space a worker may have."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return MOST_MEMORY
    return max(LEAST_MEMORY, min(whole // MEMORY_SHARE, MOST_MEMORY))


def die_with_parent() -> None:
    """End when the window's process does, even where it is killed while a picture hangs.

    To Linux, the parent is the thread that started this process: it must be one that stays.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)


def has_grown() -> bool:
    """Return whether this process holds more memory than one without a picture should."""
    try:
        resident = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return False
    return resident * os.sysconf("SC_PAGE_SIZE") > MOST_LEFT_OVER
