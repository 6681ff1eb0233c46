"""What a folder contains, packed: a listing is kept for as long as its folder is open.

Of each file the name and the id of its photograph are there once, for all who name it; its stamp
takes sixteen bytes here, where an `Entry` with a `Stamp` takes a hundred and forty. The record of a
file that was not read yet says no more than its name does, and is made of that when it is wanted.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from gallery.packed import Pack
from gallery.records import Photo
from gallery.sources.flow import Entry, Stamp

# Stands for the size of a file whose stamp is not known; no file is so large.
_UNKNOWN = -2


class Entries(Sequence[Entry]):
    """Entries in order, each made when it is asked for.

    Attributes: `names`, `ids`, what they are called and those of their photographs, in order.
    """

    __slots__ = ("_mtimes_ns", "_sizes", "ids", "names")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        there = entries if isinstance(entries, Sequence) else tuple(entries)
        stamps = [entry.stamp or Stamp(0, _UNKNOWN) for entry in there]
        self.names = tuple(entry.name for entry in there)
        self.ids = tuple(entry.id for entry in there)
        self._sizes = array("q", [stamp.size for stamp in stamps])
        mtimes_ns = [stamp.mtime_ns for stamp in stamps]
        self._mtimes_ns: Sequence[int]
        try:
            self._mtimes_ns = array("q", mtimes_ns)
        except OverflowError:
            # A disk may hold dates that no clock will ever show.
            self._mtimes_ns = mtimes_ns

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> Entry: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(place, slice):
            return tuple(map(self._entry, range(len(self))[place]))
        return self._entry(place)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self)))

    def _entry(self, place: int) -> Entry:
        size = self._sizes[place]
        stamp = None if size == _UNKNOWN else Stamp(self._mtimes_ns[place], size)
        return Entry(self.names[place], self.ids[place], stamp)


class Bare(Pack):
    """The records of files about which nothing is known but their names, by `record`."""

    shows_names = False

    def __init__(self, entries: Iterable[Entry], record: Callable[[Entry], Photo]) -> None:
        self._names = {entry.id: entry.name for entry in entries}
        self._record = record

    def __getitem__(self, photo: str) -> Photo:
        return self._record(Entry(self._names[photo], photo))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def each(self) -> Iterator[Photo]:
        """Yield all records in order."""
        return map(self.__getitem__, self._names)

    def shown(self) -> Counter[str]:
        """Return that nobody is shown."""
        return Counter()
