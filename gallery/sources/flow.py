"""What a source asks for, what it is given, and what it returns in the end."""

from collections.abc import Generator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from gallery.manifest import Manifest, Problem
from gallery.records import Photo

# A manifest of a million photographs takes about 1 GB; beyond that something else was meant.
MOST_BYTES = 1 << 30


class SourceError(Exception):
    """A source that can't be opened, in one sentence for people."""


class SortBy(StrEnum):
    """What the photographs of a folder are sorted by."""

    NAME = "name"
    DATE = "date"


class Wish(Struct, frozen=True):
    """How a folder is to be shown: in which order, and whether with its sub-folders."""

    by: SortBy = SortBy.NAME
    descending: bool = False
    deep: bool = False


class Stamp(Struct, frozen=True, gc=False):
    """Modification time (ns) and size of a file: while they stay the same, so does the file."""

    mtime_ns: int
    size: int


# For a file of which only the name is known.
NO_STAMP = Stamp(0, -1)


class Entry(Struct, frozen=True, gc=False):
    """One picture file of a folder: its relative name, the id of its record.

    The name has forward slashes; bytes that are not text stand in it as `os.fsdecode` has them.
    `stamp` is None until it is known.
    """

    name: str
    id: str
    stamp: Stamp | None = None


class Listing(Struct, frozen=True, kw_only=True):
    """What a folder contains, in the order wished for.

    Attributes: `entries`; `wish`, how it was listed; `changed`, the ids of those entries whose
    files are not as they were known to be; `gone`, the ids of those that were known and are not
    here any more; `complete`, whether this is all; `folders`, the sub-folders that were listed too,
    and the folder itself, which is ""; `picked`, whether single files were asked for, and no
    folder; `newest_ns`, when the newest of the entries that are new or changed was written (0:
    there are none); `fresh`, the photographs of new entries by id, made when they are asked for;
    `device`, on which disk the folder lies (0: nobody knows).
    """

    entries: Sequence[Entry]
    wish: Wish = Wish()
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    complete: bool = True
    folders: tuple[str, ...] = ()
    picked: bool = False
    newest_ns: int = 0
    fresh: Mapping[str, Photo] = {}
    device: int = 0


class Opened(Struct, frozen=True, kw_only=True):
    """What a source holds: its records, the folder of their pictures, and what is wrong with it.

    `missing` are the picture files that do not exist; the problems list them too. Of a folder
    there is a `listing`, which has the records of those of its entries that were not known
    before; the manifest has them where all of it is opened at once. `chosen` is the file that was
    asked for, empty where it was all of them; `address` what is to be named to open it again, empty
    where that can't be done.
    """

    folder: Path
    manifest: Manifest
    problems: tuple[Problem, ...] = ()
    missing: frozenset[str] = frozenset()
    listing: Listing | None = None
    chosen: str = ""
    address: str = ""


class ReadFile(Struct, frozen=True):
    """Asks for the bytes of a file. Answered by a SourceError where it can't be read."""

    path: Path
    most_bytes: int = MOST_BYTES


class FindMissing(Struct, frozen=True):
    """Asks which of some files do not exist inside a folder, by their relative paths."""

    folder: Path
    files: tuple[str, ...]


class ListFolder(Struct, frozen=True):
    """Asks what lies in a folder, or in a folder under it; asked again, for more of it."""

    folder: Path
    under: str = ""


class Found(Struct, frozen=True):
    """Answers `ListFolder`: the names of files and folders that have come since the last answer.

    Attributes: `identity`, the folder's device and inode, whichever way led to it; `complete`,
    whether that is all; `due`, whether it is time to show what has come; `fault`, why the rest
    cannot be listed.
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    identity: tuple[int, int] = (0, 0)
    complete: bool = True
    due: bool = False
    fault: str = ""


class ReadStamps(Struct, frozen=True):
    """Asks when files were changed and how large they are. Answered by a `Stamps`."""

    folder: Path
    files: tuple[str, ...]


# For each file its stamp; None where it is gone, or is no file.
Stamps = tuple[Stamp | None, ...]


class Recall(Struct, frozen=True):
    """Asks what a folder contained when it was last listed. Answered by stamps by name, or None."""

    folder: Path
    deep: bool


Recalled = Mapping[str, Stamp]


class Remember(Struct, frozen=True):
    """Asks to remember what a folder contains now. Answered by None."""

    folder: Path
    deep: bool
    entries: Sequence[Entry]


class Show(Struct, frozen=True):
    """Hands over what is there already, while the rest is still to come. Answered by None."""

    opened: Opened


Request = ReadFile | FindMissing | ListFolder | ReadStamps | Recall | Remember | Show
Answer = bytes | frozenset[str] | Found | Stamps | Recalled | None
Source = Generator[Request, Answer, Opened]
