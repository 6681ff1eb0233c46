"""What a source asks for, what it is given, and what it hands over in the end."""

from collections.abc import Generator
from pathlib import Path

from msgspec import Struct

from gallery.manifest import Manifest, Problem

# A manifest of a million photographs takes about 1 GB; beyond that something else was meant.
MOST_BYTES = 1 << 30


class SourceError(Exception):
    """A source that can't be opened, in one sentence for people."""


class ReadFile(Struct, frozen=True):
    """Asks for the bytes of a file. Answered by a SourceError where they can't be had."""

    path: Path
    most_bytes: int = MOST_BYTES


class FindMissing(Struct, frozen=True):
    """Asks which of some files are not to be had inside a folder, by their relative paths."""

    folder: Path
    files: tuple[str, ...]


class Opened(Struct, frozen=True, kw_only=True):
    """What a source holds: its records, the folder of their pictures, and what is wrong with it.

    `missing` are the picture files that are not to be had; the problems tell of them too.
    """

    folder: Path
    manifest: Manifest
    problems: tuple[Problem, ...] = ()
    missing: frozenset[str] = frozenset()


Request = ReadFile | FindMissing
Source = Generator[Request, bytes | frozenset[str], Opened]
