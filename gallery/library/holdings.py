"""What a finder holds: photographs, names and collections, and their rows in the index.

A photograph keeps its row for as long as it is there; rows stand in the order in which photographs
were added, which is the order of all photographs. A collection may have another.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from gallery.library.change import Change
from gallery.library.facets import Facets
from gallery.library.held import Photos
from gallery.library.index import COLLECTION, FLAG, flags, named, row, with_flag
from gallery.records import Collection, Name

# This many rows are made for the index before others may interrupt.
PAUSE_EVERY = 500
# A collection that has one of so many rows, or more, has the places of its rows in an array: four
# bytes for every row, where a dictionary takes some sixty for each of its own.
_DENSE = 16

# By row, where it stands in a collection.
Places = Mapping[int, int] | Sequence[int]


class Holdings:
    """Records by id, rows by id and ids by row."""

    def __init__(self) -> None:
        self.photos = Photos()
        self.names: dict[str, Name] = {}
        self.collections: dict[str, Collection] = {}
        self.row_of: dict[str, int] = {}
        self.facets = Facets()
        # All combinations of flags that photographs ever had, as bits.
        self.flags: set[int] = set()
        # The id of each row, empty for one that is gone; rows are counted from 1.
        self.ids: list[str] = [""]
        # What a collection is called in the index; never given to another.
        self._collection_numbers: dict[str, int] = {}
        # The places of the rows in collections that have an order of their own; else None.
        self._places: dict[str, Places | None] = {}

    def apply(self, change: Change) -> None:
        """Take in what has changed."""
        self.photos.hold({one: held for one, held in change.photos.items() if held is not None})
        for one, held in change.photos.items():
            if held is None:
                self.photos.drop(one)
                gone = self.row_of.pop(one, None)
                if gone is not None:
                    self.ids[gone] = ""
            elif one not in self.row_of:
                self.row_of[one] = len(self.ids)
                self.ids.append(one)
        self.names.update(change.names)
        for one, collection in change.collections.items():
            self._collection_numbers.setdefault(one, len(self._collection_numbers))
            if collection is None:
                self.collections.pop(one, None)
            else:
                self.collections[one] = collection
        self._places.clear()

    def changed_by(self, change: Change) -> set[str]:
        """Return the ids of the known photographs whose rows in the index have to change."""
        changed = self.row_of.keys() & change.photos.keys()
        names = self.names.keys() & change.names.keys()
        if names:
            changed |= {
                photo.id
                for photo in self.photos.each(self.photos)
                if not names.isdisjoint(photo.names())
            }
        for one, fresh in change.collections.items():
            old = self.collections.get(one)
            members = set(fresh.photos if fresh else ())
            changed |= members.symmetric_difference(old.photos if old else ()) & self.row_of.keys()
        return changed

    def rows_to_index(
        self, photos: Iterable[str], pause: Callable[[int], None]
    ) -> Iterator[tuple[int, str]]:
        """Yield what stands in the index for photographs, by their rows.

        Calls `pause` with the number of rows that were made, now and then, and at the end.
        """
        member_of: dict[str, str] = {}
        for key, collection in self.collections.items():
            fact = self.collection_fact(key)
            for photo in collection.photos:
                member_of[photo] = f"{member_of[photo]} {fact}" if photo in member_of else fact
        known: dict[str, str] = {}

        def words_of(letter: str, name: str) -> str:
            if letter + name not in known:
                known[letter + name] = named(self.names[name], letter)
            return known[letter + name]

        # FTS5 writes what it gathered whenever a row is not behind the one before it.
        numbers = sorted(map(self.row_of.__getitem__, photos))
        records = self.photos.each(map(self.ids.__getitem__, numbers))
        for done, (number, record) in enumerate(zip(numbers, records, strict=True), 1):
            facts = self.facets.take(number, record)
            bits = flags(record)
            self.flags.add(bits)
            member = member_of.get(record.id, "")
            yield number, f"{FLAG}{bits} {facts} {member} {row(record, words_of)}"
            if done % PAUSE_EVERY == 0 or done == len(numbers):
                pause(done)

    def collection_fact(self, collection: str) -> str:
        """Return the word that stands in the index for a collection."""
        return f"{COLLECTION}{self._collection_numbers.get(collection, 'none')}"

    def flag_facts(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Return the words that stand in the index for what photographs have or are."""
        known = sorted(self.flags)
        names = (fact.removeprefix(FLAG) for fact in facts)
        return tuple(dict.fromkeys(one for name in names for one in with_flag(name, known)))

    def scope(self, collection: str | None) -> Iterable[str]:
        """Return the photographs of a collection (None: all); of one that is gone, none."""
        if collection is None:
            return self.photos
        there = self.collections.get(collection)
        return there.photos if there is not None else ()

    def order_of(self, collection: str | None) -> Places | None:
        """Return the places of a collection's rows, None where they are the order of the rows."""
        if collection is None:
            return None
        if collection not in self._places:
            rows = [self.row_of[photo] for photo in self.scope(collection) if photo in self.row_of]
            in_order = all(one < other for one, other in pairwise(rows))
            self._places[collection] = None if in_order else _places(rows)
        return self._places[collection]


def _places(rows: Sequence[int]) -> Places:
    """Return the place of each of some rows."""
    most = max(rows) + 1
    if len(rows) * _DENSE < most:
        return {one: place for place, one in enumerate(rows)}
    places = array("I", bytes(4 * most))
    for place, one in enumerate(rows):
        places[one] = place
    return places
