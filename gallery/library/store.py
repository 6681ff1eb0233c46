"""The library: every photograph that is open, in order, and the index that finds it.

Records are kept by id. A full-text index (SQLite FTS5, in memory) is filled when the first search
is made: a launch that only shows the gallery pays nothing for it. A query is answered with ids in
order, the best first, as many as are asked for; why one of them matched is asked separately, for
those that are shown.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from gallery import text
from gallery.library.index import (
    COLLECTION,
    DATE,
    FIELD_LETTERS,
    NAME_NUMBER,
    Entry,
    entries,
    name_words,
    named,
    row,
)
from gallery.library.query import Query, Term
from gallery.library.ranking import Sought
from gallery.library.vocabulary import Vocabulary
from gallery.manifest import Manifest
from gallery.records import Collection, Name, NameKind, Photo

if TYPE_CHECKING:
    import sqlite3

# The index gathers so many bytes before it writes them into its tree: with the usual million, half
# the time of filling it would go into merging what was written.
GATHERED = 64 << 20
# So many beginnings of words are remembered as standing in the index or not.
MOST_BEGINNINGS = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes: `query`, the one that was answered, without typing mistakes; `messages`, what has to
    be said about it; `ids`, best first, found as they are asked for.
    """

    query: Query
    messages: tuple[str, ...]
    ids: Iterator[str]


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
        # What a chosen name is called in the index.
        self._name_numbers: dict[str, int] = {}
        # Every word of the names, in order, with the id of the name; made when first asked for.
        self._name_words: list[tuple[str, str]] | None = None
        self._known_beginnings: dict[str, bool] = {}
        # The words of the index; read when the first typing mistake is made.
        self._vocabulary: Vocabulary | None = None
        # The places of the photographs in those collections that have an order of their own.
        self._places: dict[str, dict[str, int]] = {}

    def add(
        self, folder: Path, manifest: Manifest, missing: frozenset[str] = frozenset()
    ) -> tuple[Collection, ...]:
        """Add a manifest whose pictures lie in `folder`; return its collections.

        `missing` are files that are not to be had, or that a link leads out of the folder. An id
        that is already taken by something else gets a number behind it.
        """
        names = self._take_in_names(manifest.names)
        self._name_words = None
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
            self._note_order(renamed, new_ids.values())
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
        return list(self.answer(query).ids)

    def answer(self, query: Query) -> Answer:
        """Answer a query: the ids one after another, and what has to be said about them.

        The first ids cost no more than they have to; an answer that is let go costs nothing more.
        Where nothing is found, words that stand nowhere are taken for typing mistakes.
        """
        sought, messages = self._resolved(query)
        ids = self._ids(query, sought)
        first = next(ids, None)
        if first is not None:
            return Answer(query, messages, chain((first,), ids))
        mended = self._mended(query, sought)
        if mended is None:
            return Answer(query, messages, iter(()))
        mended_query, mendings = mended
        ids = self._ids(mended_query, self._resolved(mended_query)[0])
        first = next(ids, None)
        if first is None:
            return Answer(query, messages, iter(()))
        told = tuple(
            f"{typed}: showing {self._as_written(first, word, typed)}" for typed, word in mendings
        )
        return Answer(mended_query, told + messages, chain((first,), ids))

    def matched(self, photo: str, query: Query) -> list[Entry]:
        """Return why a photograph answers a query: the texts that have the words sought.

        The text that has most of the words goes first; of equal ones that which has them whole,
        then the weightiest, then one in the script that was typed. Each text brings a word more.
        Empty without words; a year or a date that was asked for is told last.
        """
        terms = [term for term in query.parsed.terms() if term.words and not term.collection]
        because: list[Entry] = []
        typed = query.as_typed()
        hits = [
            (entry, words, _hits(words, FIELD_LETTERS[entry.field], terms))
            for entry in self._entries(photo)
            for words in (entry.words(),)
        ]
        remaining = {(term.letters, word) for term in terms for word in term.words}

        def order(hit: tuple[Entry, list[str], set[tuple[str, str]]]) -> tuple[int, int, int, int]:
            entry, words, covered = hit
            new = covered & remaining
            whole = sum(word in words for _, word in new)
            return -len(new), -whole, entry.weight, -_in_script(entry.text, typed)

        while hits:
            best = min(hits, key=order)
            if not best[2] & remaining:
                break
            because.append(best[0])
            remaining -= best[2]
            hits.remove(best)
        if any(fact.startswith(DATE) for term in query.parsed.terms() for fact in term.facts):
            dated = [one for one, _, _ in hits if one.field == "date_created"]
            because += dated
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
        for known in self._names_with(sought[0]):
            name = self.names[known]
            fitting = [form for form in name.written_forms() if _has_each(name_words(form), sought)]
            if fitting and (count := self.count(known)):
                best = max(fitting, key=lambda form: _in_script(form, as_typed))
                found.append(Suggestion(name, best, count))
        found.sort(key=lambda one: (-one.count, _surname_first(one.name.display_name)))
        return found[:most]

    def close(self) -> None:
        """Let go of the index."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._rows.clear()
            self._vocabulary = None

    def _note_order(self, collection: Collection, added: Iterable[str]) -> None:
        """Remember the places of a collection's photographs where they are not in added order."""
        members = set(collection.photos)
        if tuple(photo for photo in added if photo in members) != collection.photos:
            self._places[collection.id] = {
                photo: place for place, photo in enumerate(collection.photos)
            }

    def _take_in_names(self, names: tuple[Name, ...]) -> dict[str, str]:
        new_ids = {}
        for name in names:
            known = self.names.get(name.id)
            fresh = name.id if known == name else _free(name.id, self.names)
            self.names[fresh] = msgspec.structs.replace(name, id=fresh)
            self._name_numbers.setdefault(fresh, len(self._name_numbers))
            new_ids[name.id] = fresh
        return new_ids

    def _names_with(self, begun: str) -> list[str]:
        """Return the ids of the names that have a word with this beginning, in no order."""
        if self._name_words is None:
            self._name_words = sorted(
                {
                    (word, name.id)
                    for name in self.names.values()
                    for form in name.written_forms()
                    for word in name_words(form)
                }
            )
        first = bisect_left(self._name_words, (begun,))
        fitting = takewhile(
            lambda pair: pair[0].startswith(begun), islice(self._name_words, first, None)
        )
        return list(dict.fromkeys(name for _, name in fitting))

    def _resolved(self, query: Query) -> tuple[Sought, tuple[str, ...]]:
        """Return what is sought, with the collections that are named looked up; and messages."""
        parsed = query.parsed
        messages = list(query.messages)

        def one(term: Term) -> Term:
            if not term.collection:
                return term
            meant = tuple(
                COLLECTION + str(number)
                for number, collection in enumerate(self.collections.values())
                if _has_each(text.folded(f"{collection.title} {collection.id}"), term.words)
            )
            if meant:
                return Term(letters="", facts=meant, negated=term.negated)
            messages.append(f"in: there is no collection “{query.typed[term.start : term.end]}”")
            return Term(term.words, term.ways, negated=term.negated, finished=term.negated)

        groups = tuple(tuple(one(term) for term in group) for group in parsed.groups)
        without = tuple(one(term) for term in parsed.without)
        facts = [NAME_NUMBER + str(self._name_numbers.get(name, "none")) for name in query.names]
        if query.collection is not None:
            position = list(self.collections).index(query.collection)
            facts.append(COLLECTION + str(position))
        return Sought(groups, without, tuple(facts)), tuple(dict.fromkeys(messages))

    def _ids(self, query: Query, sought: Sought) -> Iterator[str]:
        """Yield the ids that answer, best first, each once, as they are asked for."""
        if not sought.groups and not sought.without:
            # Nothing was typed: the records know the answer, and no index is needed.
            scope: Iterable[str] = (
                self.photos
                if query.collection is None
                else self.collections[query.collection].photos
            )
            chosen = [self._by_name.get(name, set()) for name in query.names]
            yield from (photo for photo in scope if all(photo in photos for photos in chosen))
            return
        place = self._places.get(query.collection or "")
        if place is None:
            yield from (self._rows[row - 1] for row in self._found(sought))
            return
        # The collection is in an order of its own: each step's photographs are put into it.
        seen: set[int] = set()
        for step in sought.steps(self._stands):
            rows = [row for row in self._rows_of(step) if row not in seen]
            seen.update(rows)
            yield from sorted((self._rows[row - 1] for row in rows), key=place.__getitem__)

    def _found(self, sought: Sought) -> Iterator[int]:
        seen: set[int] = set()
        for step in sought.steps(self._stands):
            for one in self._rows_of(step):
                if one not in seen:
                    seen.add(one)
                    yield one

    def _rows_of(self, expression: str) -> Iterator[int]:
        found = self._index().execute("SELECT rowid FROM texts WHERE texts MATCH ?", (expression,))
        return (row for (row,) in found)

    def _mended(self, query: Query, sought: Sought) -> tuple[Query, list[tuple[str, str]]] | None:
        """Return a query without its typing mistakes, and the words that were put in their place.

        Only a word that begins no word of the index is a mistake. None where there is none, or no
        word is near.
        """
        typed = query.typed
        mendings: list[tuple[str, str]] = []
        for group in reversed(sought.groups):
            for term in reversed(group):
                if len(term.words) != 1 or not term.end or self._stands(term, term.letters):
                    continue
                near = self._words_known().nearest(term.words[0], term.letters)
                if near is None:
                    continue
                mendings.insert(0, (_bare(typed[term.start : term.end]), near))
                typed = typed[: term.start] + near + typed[term.end :]
        return (replace(query, typed=typed), mendings) if mendings else None

    def _words_known(self) -> Vocabulary:
        if self._vocabulary is None:
            terms = self._index().execute("SELECT term FROM vocabulary")
            self._vocabulary = Vocabulary(term for (term,) in terms)
        return self._vocabulary

    def _stands(self, term: Term, letters: str) -> bool:
        """Return whether each word of a term begins any word under some of its letters.

        A look-up in the tree of the index: what stands nowhere need not be sought.
        """
        if term.facts:
            return True
        self._index()  # What is remembered of an older index is forgotten here.
        under = [letter for letter in letters if letter in term.letters]
        return all(
            any(self._begins(letter + way) for letter in under for way in (word, *term.ways))
            for word in term.words
        )

    def _begins(self, beginning: str) -> bool:
        """Return whether a word of the index begins so. Keystrokes ask for the same again."""
        known = self._known_beginnings.get(beginning)
        if known is None:
            found = self._index().execute(
                "SELECT 1 FROM instances WHERE term >= ? AND term < ? LIMIT 1",
                (beginning, f"{beginning}\x7f"),
            )
            known = found.fetchone() is not None
            if len(self._known_beginnings) >= MOST_BEGINNINGS:
                self._known_beginnings.clear()
            self._known_beginnings[beginning] = known
        return known

    def _as_written(self, photo: str, word: str, typed: str) -> str:
        """Return a folded word as a photograph's texts have it, in the script of what was typed."""
        written = [
            entry.text[one.start : one.end]
            for entry in self._entries(photo)
            for one in text.words(entry.text)
            if one.folded.startswith(word)
        ]
        in_script = [one for one in written if one.isascii() == typed.isascii()]
        return next(iter(in_script + written), word)

    def _index(self) -> "sqlite3.Connection":
        # SQLite is imported with the first search: the first paint does not wait for it.
        import sqlite3

        if self._connection is None:
            self._connection = sqlite3.connect(":memory:")
            # Each word has the letter of its field before it: beginnings of two and three letters
            # are three and four long. The texts themselves are in the records.
            self._connection.execute(
                "CREATE VIRTUAL TABLE texts USING"
                " fts5(words, content='', columnsize=0, tokenize='ascii', prefix='3 4')"
            )
            self._connection.execute(
                "INSERT INTO texts(texts, rank) VALUES ('hashsize', ?)", (GATHERED,)
            )
            self._connection.execute(
                "CREATE VIRTUAL TABLE instances USING fts5vocab(texts, instance)"
            )
            self._connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, row)")
        if len(self._rows) < len(self.photos):
            new = list(self.photos)[len(self._rows) :]
            with self._connection:
                self._connection.executemany(
                    "INSERT INTO texts(rowid, words) VALUES (?, ?)",
                    enumerate(self._rows_to_index(new), len(self._rows) + 1),
                )
            # WORKAROUND: what was gathered leaves a large empty table behind, which every search
            # for the beginning of a word would walk through. A new schema version makes SQLite
            # close and open the index again, without it.
            ((version,),) = self._connection.execute("PRAGMA schema_version").fetchall()
            self._connection.execute(f"PRAGMA schema_version = {version + 1}")
            self._rows += new
            self._vocabulary = None
            self._known_beginnings.clear()
        return self._connection

    def _entries(self, photo: str) -> Iterator[Entry]:
        return entries(self.photos[photo], self.names)

    def _rows_to_index(self, photos: Iterable[str]) -> Iterator[str]:
        member_of: dict[str, list[str]] = {}
        for number, collection in enumerate(self.collections.values()):
            for photo in collection.photos:
                member_of.setdefault(photo, []).append(COLLECTION + str(number))
        known: dict[str, str] = {}

        def words_of(letter: str, name: str) -> str:
            if letter + name not in known:
                known[letter + name] = named(self.names[name], letter)
            return known[letter + name]

        for photo in photos:
            numbers = [NAME_NUMBER + str(self._name_numbers[name]) for name in self.named_in(photo)]
            facts = [*member_of.get(photo, ()), *numbers]
            yield f"{row(self.photos[photo], words_of)} {' '.join(facts)}"


def _bare(typed: str) -> str:
    """Return a typed word without the signs around it."""
    found = text.words(typed)
    return typed[found[0].start : found[-1].end]


def _hits(there: list[str], letter: str, terms: list[Term]) -> set[tuple[str, str]]:
    """Return the words of all terms that one text answers."""
    return {
        (term.letters, word)
        for term in terms
        if letter in term.letters
        for word in term.words
        if any(one.startswith((word, *term.ways)) for one in there)
    }


def _begun(there: Iterable[str], sought: Iterable[str]) -> list[str]:
    """Return which of the words sought begin one of the words that are there."""
    return [word for word in sought if any(one.startswith(word) for one in there)]


def _has_each(there: Sequence[str], sought: Sequence[str]) -> bool:
    return len(_begun(there, sought)) == len(sought)


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
