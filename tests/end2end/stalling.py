"""A disk that stalls: a file system that is mounted, and never answers."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Of umount2(2): whoever uses it may go on to do so.
_DETACH = 2


@contextmanager
def stalled(place: Path) -> Iterator[None]:
    """Mount it on a folder for a while; skips the test where that may not be done."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        fuse = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        pytest.skip("needs /dev/fuse")
    try:
        options = f"fd={fuse},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
        mounted = libc.mount(b"stalled", os.fsencode(place), b"fuse.stalled", 0, options.encode())
        if mounted != 0:
            pytest.skip("may not mount anything here")
        try:
            yield
        finally:
            libc.umount2(os.fsencode(place), _DETACH)
    finally:
        # Whoever still waits for an answer gets one now.
        os.close(fuse)
