"""Finds photographs: keeps the index of a library, and answers queries with ids.

A finder is told what a library holds as changes (`gallery.library.change`), and owns all that it
reads: so it may stand on another thread than the library. The index is filled when the first search
is made, or when it is asked to `prepare`; later changes take old rows out and put new ones in. A
query is answered with ids in order, the best first, as many as are asked for.

A photograph keeps its row for as long as it is there; rows stand in the order in which photographs
were added, which is the order of all photographs. A collection may have another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from gallery import text
from gallery.library.change import Change
from gallery.library.fulltext import FullText
from gallery.library.index import COLLECTION, NAME_NUMBER, entries, named, row
from gallery.library.query import Query, Term
from gallery.library.ranking import Sought
from gallery.library.suggestions import NameList, Suggestion, has_each
from gallery.records import Collection, Name, Photo


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes: `query`, the one that was answered, without typing mistakes; `messages`, what has to
    be said about it; `ids`, best first, found as they are asked for.
    """

    query: Query
    messages: tuple[str, ...]
    ids: Iterator[str]


class Finder:
    """Answers queries about the photographs that it was told of.

    Not for sharing between threads: SQLite's connection belongs to the one that made it.
    """

    def __init__(self, change: Change | None = None) -> None:
        self._photos: dict[str, Photo] = {}
        self._names: dict[str, Name] = {}
        self._collections: dict[str, Collection] = {}
        # The id of each row of the index, empty for one that is gone: the photo at position n has
        # the rowid n + 1.
        self._rows: list[str] = []
        self._row_of: dict[str, int] = {}
        # What a chosen name and a collection are called in the index; never given to another.
        self._name_numbers: dict[str, int] = {}
        self._collection_numbers: dict[str, int] = {}
        self._index: FullText | None = None
        self._name_list: NameList | None = None
        self._counts: Counter[str] = Counter()
        # The places of the rows in collections that have an order of their own; else None.
        self._places: dict[str, dict[int, int] | None] = {}
        if change is not None:
            self.take(change)

    def take(self, change: Change) -> None:
        """Take in what has become different."""
        if not change:
            return
        changed = self._changed_by(change) if self._index is not None else set()
        out = list(self._rows_to_index(changed))
        self._apply(change)
        self._places.clear()
        self._name_list = None
        if self._index is not None:
            there = self._row_of.keys() & (changed | change.photos.keys())
            self._index.change(out, self._rows_to_index(there))

    def prepare(self) -> FullText:
        """Fill the index, if that has not been done."""
        if self._index is None:
            self._index = FullText()
            self._index.change(into=self._rows_to_index(self._row_of))
        return self._index

    def search(self, query: Query) -> list[str]:
        """Return the ids that answer a query: best first, ties in the collection's order."""
        return list(self.answer(query).ids)

    def answer(self, query: Query) -> Answer:
        """Answer a query: the ids one after another, and what has to be said about them.

        The first ids cost no more than they have to; an answer that is let go costs nothing more.
        Where nothing is found, words that stand nowhere are taken for typing mistakes.
        """
        if not query.is_search():
            scope = self._photos if query.collection is None else self._scope(query.collection)
            return Answer(query, query.messages, iter(tuple(scope)))
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

    def suggestions(self, typed: str, most: int) -> list[Suggestion]:
        """Return names that any photograph shows, of which one form has every typed word.

        Those with the most photographs come first, each with the form in the script typed.
        """
        if self._name_list is None:
            self._name_list = NameList(self._names.values())
            self._counts = Counter(
                chain.from_iterable(photo.names_shown() for photo in self._photos.values())
            )
        return self._name_list.suggestions(typed, self._names, self._counts)[:most]

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    # Taking in.

    def _changed_by(self, change: Change) -> set[str]:
        """Return the ids of those known photographs of which the index has to say another thing."""
        changed = self._row_of.keys() & change.photos.keys()
        names = {one for one in change.names if one in self._names}
        if names:
            changed |= {
                one for one, photo in self._photos.items() if not names.isdisjoint(photo.names())
            }
        for one, fresh in change.collections.items():
            old = self._collections.get(one)
            members = set(fresh.photos if fresh else ())
            changed |= members.symmetric_difference(old.photos if old else ()) & self._row_of.keys()
        return changed

    def _apply(self, change: Change) -> None:
        for one, photo in change.photos.items():
            if photo is None:
                self._photos.pop(one, None)
                row = self._row_of.pop(one, None)
                if row is not None:
                    self._rows[row - 1] = ""
                continue
            self._photos[one] = photo
            if one not in self._row_of:
                self._rows.append(one)
                self._row_of[one] = len(self._rows)
        self._names.update(change.names)
        for one in change.names:
            self._name_numbers.setdefault(one, len(self._name_numbers))
        for one, collection in change.collections.items():
            self._collection_numbers.setdefault(one, len(self._collection_numbers))
            if collection is None:
                self._collections.pop(one, None)
            else:
                self._collections[one] = collection

    def _rows_to_index(self, photos: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield what stands in the index for photographs, by their rows."""
        member_of: dict[str, list[str]] = {}
        for key, collection in self._collections.items():
            fact = COLLECTION + str(self._collection_numbers[key])
            for photo in collection.photos:
                member_of.setdefault(photo, []).append(fact)
        known: dict[str, str] = {}

        def words_of(letter: str, name: str) -> str:
            if letter + name not in known:
                known[letter + name] = named(self._names[name], letter)
            return known[letter + name]

        # FTS5 writes what it gathered whenever a row is not behind the one before it.
        for number in sorted(map(self._row_of.__getitem__, photos)):
            one = self._rows[number - 1]
            photo_there = self._photos[one]
            numbers = [
                NAME_NUMBER + str(self._name_numbers[name]) for name in photo_there.names_shown()
            ]
            facts = [*member_of.get(one, ()), *numbers]
            yield number, f"{row(photo_there, words_of)} {' '.join(facts)}"

    # Answering.

    def _scope(self, collection: str) -> tuple[str, ...]:
        """Return the photographs of a collection; of one that is gone, none."""
        there = self._collections.get(collection)
        return there.photos if there is not None else ()

    def _resolved(self, query: Query) -> tuple[Sought, tuple[str, ...]]:
        """Return what is sought, with the collections that are named looked up; and messages."""
        parsed = query.parsed
        messages = list(query.messages)

        def one(term: Term) -> Term:
            if not term.collection:
                return term
            meant = tuple(
                COLLECTION + str(self._collection_numbers[key])
                for key, collection in self._collections.items()
                if has_each(text.folded(f"{collection.title} {collection.id}"), term.words)
            )
            if meant:
                return Term(letters="", facts=meant, negated=term.negated)
            messages.append(f"in: there is no collection “{query.typed[term.start : term.end]}”")
            return Term(term.words, term.ways, negated=term.negated, finished=term.negated)

        groups = tuple(tuple(one(term) for term in group) for group in parsed.groups)
        without = tuple(one(term) for term in parsed.without)
        facts = [NAME_NUMBER + str(self._name_numbers.get(name, "none")) for name in query.names]
        if query.collection is not None:
            number = self._collection_numbers.get(query.collection, "none")
            facts.append(f"{COLLECTION}{number}")
        return Sought(groups, without, tuple(facts)), tuple(dict.fromkeys(messages))

    def _ids(self, query: Query, sought: Sought) -> Iterator[str]:
        """Yield the ids that answer, best first, each once, as they are asked for."""
        places = self._order_of(query.collection)
        seen: set[int] = set()
        for step in sought.steps(self._stands):
            rows: Iterable[int] = self.prepare().rows_of(step)
            if places is not None:
                # The collection is in an order of its own: each step's rows are put into it.
                rows = sorted(rows, key=places.__getitem__)
            for one in rows:
                if one not in seen:
                    seen.add(one)
                    yield self._rows[one - 1]

    def _order_of(self, collection: str | None) -> dict[int, int] | None:
        """Return the places of a collection's rows, None where they are the order of the rows."""
        if collection is None:
            return None
        if collection not in self._places:
            rows = [self._row_of[photo] for photo in self._scope(collection)]
            in_order = all(one < other for one, other in pairwise(rows))
            self._places[collection] = (
                None if in_order else {row: place for place, row in enumerate(rows)}
            )
        return self._places[collection]

    # Typing mistakes.

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
                near = self.prepare().vocabulary().nearest(term.words[0], term.letters)
                if near is None:
                    continue
                mendings.insert(0, (_bare(typed[term.start : term.end]), near))
                typed = typed[: term.start] + near + typed[term.end :]
        return (replace(query, typed=typed), mendings) if mendings else None

    def _stands(self, term: Term, letters: str) -> bool:
        """Return whether each word of a term begins any word under some of its letters.

        A look-up in the tree of the index: what stands nowhere need not be sought.
        """
        if term.facts:
            return True
        begins = self.prepare().begins
        under = [letter for letter in letters if letter in term.letters]
        return all(
            any(begins(letter + way) for letter in under for way in (word, *term.ways))
            for word in term.words
        )

    def _as_written(self, photo: str, word: str, typed: str) -> str:
        """Return a folded word as a photograph's texts have it, in the script of what was typed."""
        written = [
            entry.text[one.start : one.end]
            for entry in entries(self._photos[photo], self._names)
            for one in text.words(entry.text)
            if one.folded.startswith(word)
        ]
        in_script = [one for one in written if one.isascii() == typed.isascii()]
        return next(iter(in_script + written), word)


def _bare(typed: str) -> str:
    """Return a typed word without the signs around it."""
    found = text.words(typed)
    return typed[found[0].start : found[-1].end]
