"""Keeps the records of a folder's photographs: made of what their files say, and remembered.

The clerk is asked about the files of a folder. What was read from a file before, when it and its
sidecars were as they are now, is remembered on disk. The clerk returns the other files; reading
those is the work of others (the worker processes, by way of `gallery.qt.reader` or the command
line), and what they read is brought back to be made into records.

Used by one thread at a time, never by that of the window: it accesses the disk.
"""

import os
from array import array
from collections.abc import Callable, Iterable, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from gallery.library.people import People
from gallery.library.remembered import FileState, Kind, Remembered
from gallery.manifest import Problem
from gallery.metadata import record
from gallery.metadata.report import VERSION, Gist
from gallery.metadata.sidecars import Sidecars
from gallery.packed import Packed
from gallery.records import Name, Photo
from gallery.sources.entries import Entries
from gallery.sources.flow import NO_STAMP, Entry, Opened, Stamp
from gallery.sources.folder import photo, shown

if TYPE_CHECKING:
    from gallery.decode.child import Child
    from gallery.decode.children import Children

# A file's state is told by numbers of 63 bits; so many bytes of them tell of its sidecars.
_STATE_BYTES = 7
# So many files are read by a worker one after the other: a twentieth of a second of work.
MANY = 32
GISTS = Kind(f"metadata-{VERSION}", Gist)


class File(Struct, frozen=True, gc=False):
    """A picture file of a photograph, and in which state it and its sidecars are."""

    entry: Entry
    state: FileState


class Made(Struct, frozen=True):
    """Records of photographs, and those of all people whom they name."""

    photos: Packed = msgspec.field(default_factory=Packed)
    names: tuple[Name, ...] = ()


class _States:
    """In which states some files were, packed: of each there is what tells it from others.

    Attributes: `photos`, the ids of their photographs.
    """

    __slots__ = ("_hashes", "photos")

    def __init__(self, files: Sequence[File]) -> None:
        self.photos = tuple(file.entry.id for file in files)
        self._hashes = array("q", [hash(file.state) for file in files])

    def of(self, photo: str) -> int:
        """Return what tells the state of a photograph's file from others."""
        return self._hashes[self.photos.index(photo)]


class Lot:
    """Files that are to be read, packed: those of a large folder wait for as long as it is read.

    Attributes: `folder`, in which they lie.
    """

    __slots__ = ("_entries", "_next", "_states", "folder")

    def __init__(self, folder: Path, files: Sequence[File]) -> None:
        self.folder = folder
        self._entries = Entries(file.entry for file in files)
        self._states = Entries(
            Entry(file.entry.name, file.entry.id, Stamp(file.state.mtime_ns, file.state.size))
            for file in files
        )
        self._next = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def photos(self) -> Sequence[str]:
        """The ids of the photographs."""
        return self._entries.ids

    def file(self, photo: str) -> File:
        """Return the file of a photograph. Raises ValueError."""
        ids = self._entries.ids
        # They are mostly asked for in order.
        row = self._next if ids[self._next] == photo else ids.index(photo)
        self._next = (row + 1) % len(ids)
        entry, state = self._entries[row], self._states[row].stamp
        assert state is not None
        return File(entry, FileState(_path(self.folder, entry), state.mtime_ns, state.size))


class Clerk:
    """Makes and remembers records; knows in which state each file was when it was read."""

    def __init__(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._people = People()
        self._sidecars = Sidecars()
        # By the id of the photograph.
        self._read: dict[str, _States] = {}

    def know(self, names: Iterable[Name]) -> None:
        """Learn the names of others, so that people in files are joined with them."""
        self._people.know(names)

    def look_up(
        self, folder: Path, entries: Sequence[Entry], bare: Set[str]
    ) -> tuple[Made, list[File]]:
        """Return the records of the files that are remembered, and the files that are to be read.

        Files that were read already, and are as they were, are passed over; but not those of which
        the library has a `bare` record, by the ids of their photographs.
        """
        self._sidecars.look_again()
        # Of what is not there, or does not answer, there is nothing to be read.
        there = (entry for entry in entries if entry.stamp not in (None, NO_STAMP))
        files = [self._file(folder, entry) for entry in there]
        files = [file for file in files if file.entry.id in bare or not self._was_read(file)]
        known = self._remembered.get_many((file.state for file in files), GISTS)
        read = [(file, known[file.state.path]) for file in files if file.state.path in known]
        return self._make(read), [file for file in files if file.state.path not in known]

    def take(self, files: Sequence[File], gists: Sequence[Gist], *, keep: bool = True) -> Made:
        """Return the records of files that were read, and remember what was read if wanted."""
        read = list(zip(files, gists, strict=True))
        if keep:
            lasting = {file.state: gist for file, gist in read if not gist.passing}
            self._remembered.put_many(lasting, GISTS)
        return self._make(read)

    def _file(self, folder: Path, entry: Entry) -> File:
        assert entry.stamp is not None
        path = _path(folder, entry)
        mtime_ns, size = entry.stamp.mtime_ns, entry.stamp.size
        for sidecar in self._sidecars.beside(path):
            # A sidecar that was changed, came or went makes another state.
            try:
                status = os.stat(sidecar)  # noqa: PTH116 (a path in bytes)
            except OSError:
                continue
            # Few folders have sidecars; with it OpenSSL comes, which takes 3 MB.
            from hashlib import blake2b

            told = b"%d %d %s" % (status.st_mtime_ns, status.st_size, sidecar)
            mtime_ns ^= int.from_bytes(blake2b(told, digest_size=_STATE_BYTES).digest(), "big")
            size += status.st_size + 1
        return File(entry, FileState(path, mtime_ns, size))

    def _was_read(self, file: File) -> bool:
        """Return whether a file was read as it is now."""
        states = self._read.get(file.entry.id)
        return states is not None and states.of(file.entry.id) == hash(file.state)

    def _make(self, read: Sequence[tuple[File, Gist]]) -> Made:
        photos = []
        for file, gist in read:
            base = photo(file.entry)
            others = gist.other_languages
            photos.append(record.photo(base, gist.values, self._people.id_of, others))
        # Not before there are all of them: whatever fails is asked for again, file by file. What
        # could not be read is asked for at the next look.
        states = _States([file for file, gist in read if not gist.passing])
        self._read.update(dict.fromkeys(states.photos, states))
        packed = Packed(photos)
        named = dict.fromkeys(packed.shown())
        # People in other photographs may have got another spelling.
        named.update((name.id, None) for name in self._people.news())
        return Made(packed, self._people.names(named))


def _path(folder: Path, entry: Entry) -> bytes:
    # A Path would keep each name for good.
    return os.path.join(os.fsencode(folder), os.fsencode(entry.name))  # noqa: PTH118


def fill(
    opened: Opened,
    children: "Children",
    remembered: Remembered,
    names: Iterable[Name],
    *,
    only: str = "",
    tell: Callable[[int], None] | None = None,
) -> Opened:
    """Return a folder with what its files say: for the command line.

    `names` are known names, `only` the id or the file of the one photograph that is wanted; `tell`
    is called with the number of files read. What could not be read is in the problems.
    """
    assert opened.listing is not None
    entries = [
        entry
        for entry in opened.listing.entries
        if not only or only == entry.id or f"/{entry.name}".endswith(f"/{only}")
    ]
    clerk = Clerk(remembered)
    clerk.know(names)
    made, files = clerk.look_up(opened.folder, entries, frozenset())
    photos: dict[str, Photo] = {photo.id: photo for photo in made.photos.each()}
    named = {name.id: name for name in made.names}
    problems = list(opened.problems)
    portions = [files[start : start + MANY] for start in range(0, len(files), MANY)]
    read = 0
    for some, gists in zip(portions, children.each(map(_reading, portions)), strict=True):
        made = clerk.take(some, gists)
        photos.update((photo.id, photo) for photo in made.photos.each())
        # Names that got another spelling meanwhile are replaced.
        named.update((name.id, name) for name in made.names)
        problems += [
            Problem(f"file “{shown(file.entry.name)}”", sentence.rstrip("."))
            for file, gist in zip(some, gists, strict=True)
            for sentence in gist.problems
        ]
        read += len(some)
        if tell is not None:
            tell(len(entries) - len(files) + read)
    manifest = replace(
        opened.manifest,
        photos=tuple(photos.get(one.id, one) for one in opened.manifest.photos),
        names=tuple(named.values()),
    )
    return replace(opened, manifest=manifest, problems=tuple(problems))


def _reading(files: Sequence[File]) -> "Callable[[Child], list[Gist]]":
    paths = [file.state.path for file in files]
    return lambda child: child.gists(paths)
