"""Opens files with exiv2: the only place where strangers' bytes reach native code.

exiv2 reports in its log what goes wrong: it goes on after most faults, and says what it left out.
This module may not be imported by the window's process.
"""

import logging
import mmap
import os
from typing import Any, NamedTuple

import exiv2

# What exiv2 raises: its own errors, and those of C++ that its Python package makes Python's.
FAULTS = (exiv2.Exiv2Error, OSError, ValueError, ArithmeticError, IndexError, RuntimeError)
# How exiv2 begins when it leaves out a whole block; all its other complaints lose single tags.
GAVE_UP = "Failed to decode"


class Block(NamedTuple):
    """Bytes that are to be opened as if they were a file."""

    data: bytes | mmap.mmap


class _Log(logging.Handler):
    """Keeps what exiv2 says while it reads."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


_log = _Log()
_logger = logging.getLogger("exiv2")
_logger.addHandler(_log)
_logger.propagate = False


def opened(path: str | bytes | Block) -> tuple[Any, tuple[str, ...]]:
    """Return exiv2's image, None for an unknown kind of file, and the lines of its log."""
    _log.lines.clear()
    image = None
    try:
        image = exiv2.ImageFactory.open(_to_open(path))
        image.readMetadata()
    except FAULTS as error:
        _log.lines.append(f"{GAVE_UP}: {error}")
    return image, tuple(_log.lines)


def mapped(path: str | bytes) -> mmap.mmap:
    """Return the bytes of a file, read as they are needed. Raises OSError, if empty ValueError."""
    with open(path, "rb") as file:  # noqa: PTH123 (a path may be bytes)
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _to_open(path: str | bytes | Block) -> Any:
    """Return a path as exiv2 takes it: what is no text is opened here."""
    if isinstance(path, Block):
        return path.data
    name = os.fsdecode(path)
    if name.isascii():
        return name
    try:
        name.encode()
    except UnicodeEncodeError:
        return mapped(path)
    return name
