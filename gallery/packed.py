"""Photographs, packed: what is known of many, of which few are looked at.

A `Photo` takes a quarter of a kilobyte before it says anything, and each of its texts takes fifty
bytes more than it has letters: of a folder of 36,422 photographs that makes 25 MB, in objects that
are scattered over the memory of Python. In a pack the values of some photographs lie side by side,
field by field, and a record is made of them when it is asked for, which takes two millionths of a
second.
"""

from abc import abstractmethod
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, islice, pairwise
from typing import Any

from msgspec.structs import astuple

from gallery.records import Photo

# What is the same in most records has to be given to each; of the others, what is not.
_REQUIRED = ("id", "file", "headline")
_USUAL = {
    field: value
    for field, value in zip(
        Photo.__struct_fields__, astuple(Photo(id="", file="", headline="")), strict=True
    )
    if field not in _REQUIRED
}
_SHOWN = ("persons_shown", "craft_shown")
# Lists of words that stand in other lists too.
_WORDS = ("creator", "keywords")
# Stands for None among texts: no text has this byte in UTF-8.
_NONE = b"\xff"


class Pack(Mapping[str, Photo]):
    """Records of some photographs by id, each made whenever it is asked for; they never change.

    Attributes: `shows_names`, whether any of the photographs shows a person or craft.
    """

    __slots__ = ()
    shows_names: bool

    @abstractmethod
    def each(self) -> Iterator[Photo]:
        """Yield all records in order, each for half of what it takes to ask for it."""

    @abstractmethod
    def shown(self) -> Counter[str]:
        """Return how many of the photographs show each name."""


class _Few:
    """The values of a field of which few are different: each is there once."""

    __slots__ = ("_numbers", "different")

    def __init__(self, different: Iterable[Any], values: Iterable[Any]) -> None:
        self.different = tuple(different)
        numbers = {value: number for number, value in enumerate(self.different)}
        found = map(numbers.__getitem__, values)
        # Mostly a byte is enough.
        self._numbers = bytes(found) if len(numbers) <= 1 << 8 else array("I", found)

    def __getitem__(self, row: int) -> Any:
        return self.different[self._numbers[row]]

    def __iter__(self) -> Iterator[Any]:
        return map(self.different.__getitem__, self._numbers)

    def counted(self) -> Iterator[tuple[Any, int]]:
        """Yield each different value and how many photographs have it."""
        counts = Counter(self._numbers)
        return ((value, counts[number]) for number, value in enumerate(self.different))


class _Texts:
    """The texts of a field of which most are different, one behind the other in UTF-8."""

    __slots__ = ("_begins", "_letters")

    def __init__(self, texts: Iterable[str | None]) -> None:
        encoded = [
            _NONE if text is None else text.encode("utf-8", "surrogatepass") for text in texts
        ]
        self._letters = b"".join(encoded)
        # Where each text begins, and where the last one ends.
        self._begins = array("I", (0,))
        for text in encoded:
            self._begins.append(self._begins[-1] + len(text))

    def __getitem__(self, row: int) -> str | None:
        text = self._letters[self._begins[row] : self._begins[row + 1]]
        return None if text == _NONE else text.decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str | None]:
        return map(self.__getitem__, range(len(self._begins) - 1))


class _Lists:
    """The lists of words of a field of which most are different, though their words are not."""

    __slots__ = ("_begins", "_words")

    def __init__(self, lists: Sequence[tuple[str, ...]]) -> None:
        words = tuple(chain.from_iterable(lists))
        self._words = _repeated(dict.fromkeys(words), words)
        # Where each list begins, and where the last one ends.
        self._begins = array("I", accumulate(map(len, lists), initial=0))

    def __getitem__(self, row: int) -> tuple[Any, ...]:
        words = self._words
        return tuple([words[at] for at in range(self._begins[row], self._begins[row + 1])])

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        words = iter(self._words)
        for begin, end in pairwise(self._begins):
            yield tuple(islice(words, end - begin))


_Column = _Few | _Texts | _Lists | tuple[Any, ...]


class Packed(Pack):
    """Records that were there, packed. Some hundreds at a time are right: ids are searched for."""

    __slots__ = ("_columns", "_ids", "shows_names")

    def __init__(self, photos: Iterable[Photo] = ()) -> None:
        rows = list(map(astuple, photos))
        values_of = zip(*rows, strict=True)
        fields = dict(zip(Photo.__struct_fields__, values_of, strict=bool(rows)))
        self._ids: tuple[str, ...] = fields.pop("id", ())
        # Fields that say the usual in all of the photographs are left out.
        self._columns: dict[str, _Column] = {"id": self._ids}
        for field, values in fields.items():
            column = _column(field, values, self._ids)
            if column is not None:
                self._columns[field] = column
        self.shows_names = any(field in self._columns for field in _SHOWN)

    def __getitem__(self, photo: str) -> Photo:
        try:
            row = self._ids.index(photo)
        except ValueError:
            raise KeyError(photo) from None
        said: dict[str, Any] = {field: column[row] for field, column in self._columns.items()}
        return Photo(**said)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def each(self) -> Iterator[Photo]:
        """Yield all records in order."""
        fields = tuple(self._columns)
        for values in zip(*self._columns.values(), strict=True):
            yield Photo(**dict(zip(fields, values, strict=True)))

    def shown(self) -> Counter[str]:
        """Return how many of the photographs show each name."""
        persons, crafts = (self._columns.get(field) for field in _SHOWN)
        if isinstance(persons, _Few) and isinstance(crafts, _Few):
            return Counter(chain.from_iterable({*one.names_shown()} for one in self.each()))
        found: Counter[str] = Counter()
        for column in (persons, crafts):
            if isinstance(column, _Few):
                for names, count in column.counted():
                    found.update(dict.fromkeys(names, count))
        return found


def _column(field: str, values: tuple[Any, ...], ids: tuple[str, ...]) -> _Column | None:
    """Return the values of a field, packed; None where all of them are the usual one."""
    if field == "file":
        # The same texts are there already: in the listing, and mostly as the ids.
        return ids if values == ids else values
    different = dict.fromkeys(values)
    if len(different) == 1 and field in _USUAL and values[0] == _USUAL[field]:
        return None
    if field in _WORDS and _are_mostly(different, values):
        return _Lists(values)
    return _repeated(different, values)


def _repeated(different: Collection[Any], values: Sequence[Any]) -> _Few | _Texts:
    """Return values of which some may be there many times, packed."""
    if _are_mostly(different, values) and all(
        value is None or isinstance(value, str) for value in different
    ):
        return _Texts(values)
    return _Few(different, values)


def _are_mostly(different: Collection[Any], values: Collection[Any]) -> bool:
    return len(different) * 2 > len(values)
