"""What photographs can be narrowed by: people, craft, mission, year, agency, credit and rights.

Each value that a photograph has gets a number, which stands in the full-text index as a fact, so
that a chosen value is a look-up there; and the numbers of each photograph are kept, so that the
values of an answer are counted without asking the index again.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice

from msgspec import Struct

from gallery import credit_lines, edtf, rights, text
from gallery.library.entries import kept_by_day
from gallery.library.index import VALUE
from gallery.records import Name, Photo


class Facet(StrEnum):
    """A kind of value, in the order in which they are shown."""

    PERSON = "person"
    CRAFT = "craft"
    MISSION = "mission"
    YEAR = "year"
    AGENCY = "agency"
    CREDIT = "credit"
    RIGHTS = "rights"


# Of these a photograph may have several, and what is chosen has to be there together.
NAMES = (Facet.PERSON, Facet.CRAFT)
# This many photographs are counted before others may interrupt.
_AT_ONCE = 20_000


class Choice(Struct, frozen=True, order=True, gc=False):
    """A value of a facet: the id of a name, a year, the words of a mission."""

    facet: Facet
    value: str


class Counted(Struct, frozen=True, gc=False):
    """A value, what it is called, and how many photographs have it."""

    choice: Choice
    title: str
    count: int


Counts = Mapping[Facet, tuple[Counted, ...]]


def values(photo: Photo) -> Iterator[Choice]:
    """Yield the values that a photograph has."""
    for person in photo.persons_shown:
        yield Choice(Facet.PERSON, person)
    for craft in photo.craft_shown:
        yield Choice(Facet.CRAFT, craft)
    if photo.mission:
        yield Choice(Facet.MISSION, photo.mission)
    if photo.date_created:
        for year in _years(photo.date_created):
            yield Choice(Facet.YEAR, year)
    if photo.agency:
        yield Choice(Facet.AGENCY, photo.agency)
    if photo.credit_line and (credit := credit_lines.plain(photo.credit_line)):
        yield Choice(Facet.CREDIT, credit)
    if photo.rights:
        yield Choice(Facet.RIGHTS, _label(photo.rights))


def title(choice: Choice, names: Mapping[str, Name]) -> str:
    """Return what a value is called: its id where the name is not known any more."""
    name = names.get(choice.value) if choice.facet in NAMES else None
    return name.display_name if name is not None else choice.value


class Facets:
    """The numbers of all values, and which of them each row of the index has."""

    def __init__(self) -> None:
        self._numbers: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
        self._choices: list[Choice] = []
        self._words: list[str] = []
        # By row, from 1.
        self._rows: list[tuple[int, ...]] = [()]

    def number(self, choice: Choice) -> int | None:
        """Return the number of a value, None where no photograph ever had it."""
        return self._numbers[choice.facet].get(_key(choice.facet, choice.value))

    def take(self, row: int, photo: Photo) -> str:
        """Note the values of a row's photograph; return them as words of the index."""
        number = self._number_of
        found = [number(Facet.PERSON, one) for one in photo.persons_shown]
        found += [number(Facet.CRAFT, one) for one in photo.craft_shown]
        if photo.mission:
            found.append(number(Facet.MISSION, photo.mission))
        if photo.date_created:
            found += [number(Facet.YEAR, one) for one in _years(photo.date_created)]
        if photo.agency:
            found.append(number(Facet.AGENCY, photo.agency))
        if photo.credit_line and (credit := credit_lines.plain(photo.credit_line)):
            found.append(number(Facet.CREDIT, credit))
        if photo.rights:
            found.append(number(Facet.RIGHTS, _label(photo.rights)))
        numbers = tuple(dict.fromkeys(found))
        missing = row + 1 - len(self._rows)
        if missing > 0:
            self._rows.extend([()] * missing)
        self._rows[row] = _shared(numbers)
        words = self._words
        return " ".join([words[one] for one in numbers])

    def word(self, choice: Choice) -> str:
        """Return the word of the index for a value."""
        number = self.number(choice)
        return f"{VALUE}none" if number is None else self._words[number]

    def count(self, rows: Iterable[int], pause: Callable[[], None]) -> Counter[Choice]:
        """Return how many of some rows have each value. Calls `pause` now and then."""
        counted: Counter[int] = Counter()
        remaining = iter(rows)
        while some := tuple(islice(remaining, _AT_ONCE)):
            counted.update(chain.from_iterable(map(self._rows.__getitem__, some)))
            pause()
        return Counter({self._choices[number]: count for number, count in counted.items()})

    def names_of(self, rows: Iterable[int]) -> Iterator[tuple[str, ...]]:
        """Yield the ids of the persons and craft that some rows' photographs show."""
        names = {number: one for facet in NAMES for one, number in self._numbers[facet].items()}
        for row in rows:
            yield tuple([names[number] for number in self._rows[row] if number in names])

    def _number_of(self, facet: Facet, value: str) -> int:
        known, key = self._numbers[facet], _key(facet, value)
        number = known.get(key)
        if number is None:
            number = known[key] = len(self._choices)
            self._choices.append(Choice(facet, value))
            self._words.append(f"{VALUE}{number}")
        return number


def counted(photos: Iterable[Photo]) -> Counter[Choice]:
    """Return how many photographs have each value, for few photographs that have no numbers."""
    counted: Counter[Choice] = Counter()
    as_first: dict[str, Choice] = {}
    for photo in photos:
        for choice in dict.fromkeys(values(photo)):
            if choice.facet is Facet.CREDIT:
                choice = as_first.setdefault(credit_lines.key(choice.value), choice)
            counted[choice] += 1
    return counted


def listed(
    found_in: Mapping[Choice, int], names: Mapping[str, Name], chosen: Iterable[Choice] = ()
) -> Counts:
    """Return the values of each facet: years in order, the others with the most frequent first.

    Chosen values are always included, written as they were when they were chosen.
    """
    found: dict[Facet, list[Counted]] = {facet: [] for facet in Facet}
    counts = dict.fromkeys(chosen, 0)
    as_chosen = {(one.facet, _key(one.facet, one.value)): one for one in counts}
    for one, count in found_in.items():
        counts[as_chosen.get((one.facet, _key(one.facet, one.value)), one)] = count
    for choice, count in counts.items():
        found[choice.facet].append(Counted(choice, title(choice, names), count))
    for facet, some in found.items():
        some.sort(key=_ORDERS.get(facet, _by_count))
    return {facet: tuple(some) for facet, some in found.items() if some}


def surname_first(display_name: str) -> str:
    """Return what a name is sorted by: its last word, then the whole."""
    return text.fold(display_name.rpartition(" ")[2] + " " + display_name)


def _by_count(one: Counted) -> tuple[int, str]:
    return -one.count, one.title.casefold()


def _by_count_and_surname(one: Counted) -> tuple[int, str]:
    return -one.count, surname_first(one.title)


def _key(facet: Facet, value: str) -> str:
    """Return the key by which values are the same: one credit is written in many ways."""
    return credit_lines.key(value) if facet is Facet.CREDIT else value


_ORDERS: dict[Facet, Callable[[Counted], tuple[int, str]]] = {
    Facet.PERSON: _by_count_and_surname,
    Facet.CRAFT: _by_count_and_surname,
    Facet.YEAR: lambda one: (int(one.choice.value), ""),
}


@lru_cache(maxsize=4_096)
def _shared(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the same object for the same numbers: neighbours mostly have the same values."""
    return numbers


@kept_by_day
def _years(date: str) -> tuple[str, ...]:
    return tuple(f"{year:04}" for year in edtf.years(date))


@lru_cache(maxsize=1_024)
def _label(uri: str) -> str:
    return rights.describe(uri).label
