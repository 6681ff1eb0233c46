"""Finds photographs: keeps the index of a library, and answers queries with ids.

A finder receives the contents of a library as changes (`gallery.library.change`) and owns all that
it reads, so it can live on another thread than the library. The index is filled by the first
search, or by `prepare`; later changes take old rows out and put new ones in. A query is answered
with ids, the best first, found as they are asked for; what they can be narrowed by is counted on
request.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from gallery import text
from gallery.library import completion, facets
from gallery.library.change import Change
from gallery.library.completion import Known, Offer
from gallery.library.entries import entries
from gallery.library.facets import Choice, Counts, Facet
from gallery.library.fulltext import FullText, NoRoomError, SupersededError
from gallery.library.holdings import Holdings
from gallery.library.index import FLAG
from gallery.library.query import Query, Term
from gallery.library.ranking import Sought
from gallery.library.suggestions import NameList, has_each

# Where more than this part of all rows has to be changed, the index is filled again.
_MOST = 0.5


class Answer(Struct, frozen=True):
    """The answer to a query.

    Attributes: `query`, the one that was answered, with typing mistakes corrected; `messages`, what
    to say about it; `ids`, best first, found as they are asked for.
    """

    query: Query
    messages: tuple[str, ...]
    ids: Iterator[str]


class Finder:
    """Answers queries about the photographs that it has taken in.

    Not for sharing between threads: SQLite's connection belongs to the one that made it. Once
    `superseded` returns True, nobody waits for the answer, and it ends with a SupersededError.
    """

    def __init__(
        self, change: Change | None = None, superseded: Callable[[], bool] = lambda: False
    ) -> None:
        self._held = Holdings()
        self._superseded = superseded
        self._index: FullText | None = None
        # What can be offered of all photographs, and of the collections that were searched.
        self._offered: dict[str | None, Known] = {}
        if change is not None:
            self.take(change)

    def take(self, change: Change, pause: Callable[[int], None] = lambda _: None) -> None:
        """Take in what has changed.

        Calls `pause` now and then with the number of rows put into the index. What `pause` raises
        ends the work, and the index is made again when it is needed.
        """
        if not change:
            return
        held, index = self._held, self._index
        changed = held.changed_by(change) if index is not None else set()
        if index is not None and len(changed | change.photos.keys()) > len(held.row_of) * _MOST:
            # Filling it again is faster then, and leaves no holes in it.
            self.close()
            index = None
        out = list(held.rows_to_index(changed, lambda _: None)) if index is not None else []
        held.apply(change)
        self._offered.clear()
        if index is not None:
            # Until it agrees with the holdings there is no index.
            self._index = None
            there = held.row_of.keys() & (changed | change.photos.keys())
            with suppress(NoRoomError):  # It is made again then, when it is needed.
                self._index = _changed(index, out, held.rows_to_index(there, pause))

    def prepare(self, pause: Callable[[int], None] = lambda _: None) -> FullText:
        """Fill the index, if that has not been done. Calls `pause` as `take` does."""
        if self._index is None:
            try:
                self._index = self._filled(FullText(self._superseded), pause)
            except NoRoomError:
                self._index = self._filled(FullText(self._superseded, in_memory=True), pause)
        return self._index

    def _filled(self, index: FullText, pause: Callable[[int], None]) -> FullText:
        return _changed(index, (), self._held.rows_to_index(self._held.row_of, pause))

    def warm_up(self) -> None:
        """Make ready what the first keystroke would have to wait for."""
        self.prepare().list_words()
        self._known(None)

    def to_index(self) -> int:
        """Return how many photographs have to be put into the index before the first search."""
        return len(self._held.row_of) if self._index is None else 0

    def search(self, query: Query) -> list[str]:
        """Return the ids that answer a query: best first, ties in the collection's order."""
        return list(self.answer(query).ids)

    def answer(self, query: Query) -> Answer:
        """Answer a query: the ids one after another, and what to say about them.

        The ids are found as they are asked for, so the first ones cost little. Where nothing is
        found, words that are not in the index are taken for typing mistakes.
        """
        if not query.is_search():
            return Answer(query, query.messages, iter(tuple(self._held.scope(query.collection))))
        self.prepare()  # The values of photographs have their numbers from here.
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

    def offers(self, query: Query) -> list[Offer]:
        """Return completions of the words that are being typed."""
        return completion.offers(query, self._known(query.collection))

    def nearest(self, query: Query, most: int) -> list[Offer]:
        """Return the names most like those of a search that found nothing."""
        return completion.nearest(query, self._known(None), most)

    def counts(self, answered: Query, ids: Iterable[str]) -> Counts:
        """Return what the photographs of an answer can be narrowed by, each with its count.

        What is chosen of a facet is left out where that facet is counted: the counts say what
        another choice would find. Chosen values are always included, even with a count of 0.
        """
        self.prepare()
        counted = self._counted(ids)
        own = [
            (choice, self._without(answered, choice.facet)) for choice in self._choices(answered)
        ]
        for facet, others in {choice.facet: others for choice, others in own}.items():
            fresh = self._counted(self.answer(others).ids)
            counted = Counter({one: n for one, n in counted.items() if one.facet is not facet})
            counted.update({one: n for one, n in fresh.items() if one.facet is facet})
        return facets.listed(counted, self._held.names, [choice for choice, _ in own])

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    # Answering.

    def _resolved(self, query: Query) -> tuple[Sought, tuple[str, ...]]:
        """Return what is searched for, with named collections looked up; and messages."""
        parsed = query.parsed
        messages = list(query.messages)

        def one(term: Term) -> Term:
            if term.facts and term.facts[0].startswith(FLAG):
                return replace(term, facts=self._held.flag_facts(term.facts) or (f"{FLAG}none",))
            if not term.collection:
                return term
            meant = tuple(
                self._held.collection_fact(key)
                for key, collection in self._held.collections.items()
                if has_each(text.folded(f"{collection.title} {collection.id}"), term.words)
            )
            if meant:
                return Term(letters="", facts=meant, negated=term.negated)
            messages.append(f"in: there is no collection “{query.text[term.start : term.end]}”")
            return Term(term.words, term.ways, negated=term.negated, finished=term.negated)

        groups = tuple(tuple(one(term) for term in group) for group in parsed.groups)
        without = tuple(one(term) for term in parsed.without)
        groups += tuple(self._chosen(query))
        facts = [] if query.collection is None else [self._held.collection_fact(query.collection)]
        return Sought(groups, without, tuple(facts)), tuple(dict.fromkeys(messages))

    def _chosen(self, query: Query) -> Iterator[tuple[Term, ...]]:
        """Yield what has to be there for the chosen values."""
        fact = self._held.facets.word
        for name in query.names:
            # Whether it is a person or a craft, the photographs say.
            yield (Term(letters="", facts=tuple(fact(Choice(one, name)) for one in facets.NAMES)),)
        of_facet: dict[Facet, list[str]] = {}
        for choice in query.facets:
            of_facet.setdefault(choice.facet, []).append(fact(choice))
        for facts in of_facet.values():
            yield (Term(letters="", facts=tuple(facts)),)

    def _ids(self, query: Query, sought: Sought) -> Iterator[str]:
        """Yield the ids that answer, best first, each once, as they are asked for."""
        places = self._held.order_of(query.collection)
        seen: set[int] = set()
        for step in sought.steps(self._stands):
            rows: Iterable[int] = self.prepare().rows_of(step)
            if places is not None:
                # The collection is in an order of its own: each step's rows are put into it.
                rows = sorted(rows, key=places.__getitem__)
            for one in rows:
                if one not in seen:
                    seen.add(one)
                    yield self._held.ids[one]

    # Offering and counting.

    def _known(self, collection: str | None) -> Known:
        """Return what can be offered of a collection; made when it is first asked for."""
        if collection not in self._offered:
            self.prepare()  # The values of photographs have their numbers from here.
            held = self._held
            every = self._offered.get(None)

            def ids() -> Iterator[str]:
                return filter(held.photos.keys().__contains__, held.scope(collection))

            def shown_in() -> Iterator[tuple[str, Sequence[str]]]:
                return zip(
                    ids(), held.facets.names_of(map(held.row_of.__getitem__, ids())), strict=True
                )

            self._offered[collection] = Known(
                every.name_list if every else NameList(held.names.values()),
                held.names,
                self._counted(ids()),
                lambda: held.photos.each(ids()),
                shown_in,
                tuple(held.collections.values()),
            )
        return self._offered[collection]

    def _counted(self, ids: Iterable[str]) -> Counter[Choice]:
        def pause() -> None:
            if self._superseded():
                raise SupersededError

        return self._held.facets.count(map(self._held.row_of.__getitem__, ids), pause)

    def _choices(self, query: Query) -> list[Choice]:
        """Return all chosen values."""
        names = (
            Choice(facet, name)
            for name in query.names
            for facet in facets.NAMES
            if self._held.facets.number(Choice(facet, name)) is not None
        )
        return [*names, *query.facets]

    def _without(self, query: Query, facet: Facet) -> Query:
        """Return a query without what is chosen of a facet."""
        names, number = query.names, self._held.facets.number
        if facet in facets.NAMES:
            names = tuple(name for name in names if number(Choice(facet, name)) is None)
        others = tuple(one for one in query.facets if one.facet is not facet)
        return replace(query, names=names, facets=others)

    # Typing mistakes.

    def _mended(self, query: Query, sought: Sought) -> tuple[Query, list[tuple[str, str]]] | None:
        """Return a query with typing mistakes corrected, and each mistake with its correction.

        Only a word that begins no word of the index is a mistake. None where there is none, or
        where no word is similar.
        """
        typed = query.text
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
        return (replace(query, typed=typed, fields=()), mendings) if mendings else None

    def _stands(self, term: Term, letters: str) -> bool:
        """Return whether each word of a term begins any word under some of its letters.

        A look-up in the tree of the index: words that are not in it need no search.
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
            for entry in entries(self._held.photos[photo], self._held.names)
            for one in text.words(entry.text)
            if one.folded.startswith(word)
        ]
        in_script = [one for one in written if one.isascii() == typed.isascii()]
        return next(iter(in_script + written), word)


def _changed(
    index: FullText, out: Iterable[tuple[int, str]], into: Iterable[tuple[int, str]]
) -> FullText:
    """Change an index, or close it where that can't be done."""
    try:
        index.change(out, into)
    except BaseException:
        index.close()
        raise
    return index


def _bare(typed: str) -> str:
    """Return a typed word without the signs around it."""
    found = text.words(typed)
    return typed[found[0].start : found[-1].end]
