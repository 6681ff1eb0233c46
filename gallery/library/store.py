"""The library: every photograph that is open, in order, and the index that finds it.

Records are kept by id. A full-text index (SQLite FTS5, in memory) is filled when the first search
is made: a launch that only shows the gallery pays nothing for it. A query is answered with an
ordered list of ids; why one of them matched is asked separately, for those that are shown.
"""

from collections import Counter
from collections.abc import Collection as Words
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from gallery import text
from gallery.library.index import Entry, Weight, entries
from gallery.library.query import Query, full_text_expression
from gallery.manifest import Manifest
from gallery.records import Collection, Name, NameKind, Photo

if TYPE_CHECKING:
    import sqlite3

# So many results are put in order of weight; a longer list keeps the order of its collection,
# because who finds thousands is still typing.
RANKED_AT_MOST = 2_000


class Suggestion(Struct, frozen=True):
    """A name that what is being typed may mean, the form of it that fits, and how many photos."""

    name: Name
    form: str
    count: int


class Library:
    """All open photographs, collections and names; answers queries with ids.

    Not for sharing between threads: SQLite's connection belongs to the one that made it.
    """

    def __init__(self) -> None:
        self.photos: dict[str, Photo] = {}
        self.names: dict[str, Name] = {}
        self.collections: dict[str, Collection] = {}
        self._pictures: dict[str, Path | None] = {}
        self._picture_credits: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = {}
        self._connection: sqlite3.Connection | None = None
        # The id of each row of the index: the photo at position n has the rowid n + 1.
        self._rows: list[str] = []

    def add(
        self, folder: Path, manifest: Manifest, missing: frozenset[str] = frozenset()
    ) -> tuple[Collection, ...]:
        """Add a manifest whose pictures lie in `folder`; return its collections.

        `missing` are files that are not to be had, or that a link leads out of the folder. An id
        that is already taken by something else gets a number behind it.
        """
        names = self._take_in_names(manifest.names)
        new_ids: dict[str, str] = {}
        for photo in manifest.photos:
            fresh = _free(photo.id, self.photos)
            new_ids[photo.id] = fresh
            self.photos[fresh] = _renamed(photo, fresh, names)
            self._pictures[fresh] = None if photo.file in missing else folder / photo.file
            if photo.illustration and manifest.picture_credit:
                self._picture_credits[fresh] = manifest.picture_credit
            for name in self.named_in(fresh):
                self._by_name.setdefault(name, set()).add(fresh)
        added = []
        for collection in manifest.collections or (
            Collection(id=folder.name or "opened", title=manifest.title, photos=tuple(new_ids)),
        ):
            renamed = msgspec.structs.replace(
                collection,
                id=_free(collection.id, self.collections),
                photos=tuple(new_ids[photo] for photo in collection.photos),
            )
            self.collections[renamed.id] = renamed
            added.append(renamed)
        return tuple(added)

    def picture(self, photo: str) -> Path | None:
        """Return the picture file of a photograph, None where it is missing. Raises KeyError."""
        return self._pictures[photo]

    def picture_credit(self, photo: str) -> str | None:
        """Return who made the picture, where it is an illustration and this is known."""
        return self._picture_credits.get(photo)

    def named_in(self, photo: str) -> tuple[str, ...]:
        """Return the ids of the persons and craft that a photograph shows."""
        record = self.photos[photo]
        return record.persons_shown + record.craft_shown

    def shown(self, kind: NameKind) -> list[tuple[Name, int]]:
        """Return the names of one kind that any photograph shows, each with its count.

        Those with the most photographs come first, then in order of their last word.
        """
        counts = Counter({name: len(photos) for name, photos in self._by_name.items()})
        listed = [
            (self.names[name], count)
            for name, count in counts.items()
            if self.names[name].kind is kind
        ]
        return sorted(listed, key=lambda pair: (-pair[1], _surname_first(pair[0].display_name)))

    def count(self, name: str) -> int:
        """Return how many photographs show a person or craft."""
        return len(self._by_name.get(name, ()))

    def search(self, query: Query) -> list[str]:
        """Return the ids that answer a query: best first, ties in the collection's order."""
        scope: Iterable[str] = (
            self.photos if query.collection is None else self.collections[query.collection].photos
        )
        chosen = [self._by_name.get(name, set()) for name in query.names]
        if not query.words:
            return [photo for photo in scope if all(photo in photos for photos in chosen)]
        found = self._found(query.words)
        ids = [
            photo for photo in scope if photo in found and all(photo in photos for photos in chosen)
        ]
        if len(ids) <= RANKED_AT_MOST:
            ids.sort(key=lambda photo: _weight(self._columns(found[photo]), query.words))
        return ids

    def matched(self, photo: str, query: Query) -> list[Entry]:
        """Return why a photograph answers a query: for each word the weightiest text that has it.

        Of equal weight, the text that has more of the words goes first, then one in the script
        that was typed. Empty without words; a text that covers several words stands once.
        """
        remaining = list(query.words)
        because: list[Entry] = []
        if not remaining:
            return because
        typed = query.as_typed()
        hits = [(entry, _hit(entry.words(), remaining)) for entry in self._entries(photo)]

        def order(hit: tuple[Entry, set[str]]) -> tuple[int, int, int]:
            entry, words = hit
            return entry.weight, -len(words), -_in_script(entry.text, typed)

        for entry, words in sorted(hits, key=order):
            if words.intersection(remaining):
                because.append(entry)
                remaining = [word for word in remaining if word not in words]
        return because

    def suggestions(self, typed: str, most: int) -> list[Suggestion]:
        """Return names that any photograph shows, of which one form has every typed word.

        Those with the most photographs come first, each with the form in the script typed.
        """
        query = Query(typed)
        sought, as_typed = query.words, query.as_typed()
        if not sought:
            return []
        found = []
        for name in self.names.values():
            forms = [
                form
                for form in name.written_forms()
                if len(_hit([word.folded for word in text.words(form)], sought)) == len(sought)
            ]
            if forms and (count := self.count(name.id)):
                best = max(forms, key=lambda form: _in_script(form, as_typed))
                found.append(Suggestion(name, best, count))
        found.sort(key=lambda one: (-one.count, _surname_first(one.name.display_name)))
        return found[:most]

    def close(self) -> None:
        """Let go of the index."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._rows.clear()

    def _take_in_names(self, names: tuple[Name, ...]) -> dict[str, str]:
        new_ids = {}
        for name in names:
            known = self.names.get(name.id)
            fresh = name.id if known == name else _free(name.id, self.names)
            self.names[fresh] = msgspec.structs.replace(name, id=fresh)
            new_ids[name.id] = fresh
        return new_ids

    def _index(self) -> "sqlite3.Connection":
        # SQLite is imported with the first search: the first paint does not wait for it.
        import sqlite3

        if self._connection is None:
            self._connection = sqlite3.connect(":memory:")
            columns = ", ".join(weight.name.lower() for weight in Weight)
            self._connection.execute(
                f"CREATE VIRTUAL TABLE texts USING fts5({columns}, tokenize='ascii', prefix='2 3')"
            )
        if len(self._rows) < len(self.photos):
            new = list(self.photos)[len(self._rows) :]
            marks = ", ".join("?" * len(Weight))
            with self._connection:
                self._connection.executemany(
                    f"INSERT INTO texts VALUES ({marks})",  # noqa: S608 (only question marks)
                    (self._row(photo) for photo in new),
                )
            self._rows += new
        return self._connection

    def _entries(self, photo: str) -> Iterator[Entry]:
        return entries(self.photos[photo], self.names)

    def _row(self, photo: str) -> tuple[str, ...]:
        columns: list[list[str]] = [[] for _ in Weight]
        for entry in self._entries(photo):
            columns[entry.weight].extend(entry.words())
        return tuple(" ".join(column) for column in columns)

    def _found(self, words: tuple[str, ...]) -> dict[str, int]:
        """Return the ids of all photographs that have every word, with their rowids."""
        rows = self._index().execute(
            "SELECT rowid FROM texts WHERE texts MATCH ?", (full_text_expression(words),)
        )
        return {self._rows[row - 1]: row for (row,) in rows}

    def _columns(self, row: int) -> tuple[str, ...]:
        columns: tuple[str, ...] = (
            self._index().execute("SELECT * FROM texts WHERE rowid = ?", (row,)).fetchone()
        )
        return columns


def _weight(columns: tuple[str, ...], words: tuple[str, ...]) -> int:
    """Return how far down the words were found, added up: 0 is best."""
    return sum(
        next((weight for weight, folded in enumerate(columns) if f" {word}" in f" {folded}"), 0)
        for word in words
    )


def _hit(there: Words[str], sought: Words[str]) -> set[str]:
    """Return which of the words sought begin one of the words that are there."""
    return {word for word in sought if any(one.startswith(word) for one in there)}


def _in_script(written: str, typed: tuple[str, ...]) -> int:
    """Return how many of the words stand in a text just as they were typed."""
    small = written.casefold()
    return sum(word in small for word in typed)


def _surname_first(display_name: str) -> str:
    return text.fold(display_name.rpartition(" ")[2] + " " + display_name)


def _free(wanted: str, taken: dict[str, Photo] | dict[str, Name] | dict[str, Collection]) -> str:
    fresh, number = wanted, 2
    while fresh in taken:
        fresh, number = f"{wanted}-{number}", number + 1
    return fresh


def _renamed(photo: Photo, fresh: str, names: dict[str, str]) -> Photo:
    return msgspec.structs.replace(
        photo,
        id=fresh,
        persons_shown=tuple(names[name] for name in photo.persons_shown),
        craft_shown=tuple(names[name] for name in photo.craft_shown),
        companions=tuple(
            msgspec.structs.replace(companion, name=names[companion.name])
            for companion in photo.companions
        ),
    )
