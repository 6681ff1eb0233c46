"""Why a photograph answers a query: the texts that have the words of the search."""

from collections.abc import Mapping

from gallery.library.entries import Entry, entries
from gallery.library.index import FIELD_LETTERS
from gallery.library.query import Query, Term, is_date
from gallery.records import Name, Photo


def matched(photo: Photo, names: Mapping[str, Name], query: Query) -> list[Entry]:
    """Return why a photograph answers a query: the texts that have the words of the search.

    The text with most of the words comes first; among equals the one that has them whole, then the
    weightiest, then one in the script that was typed. Each text adds a word. Empty without words;
    the date comes last, where a year or a date was asked for.
    """
    terms = [term for term in query.parsed.terms() if term.words and not term.collection]
    because: list[Entry] = []
    typed = query.as_typed()
    hits = [
        (entry, words, _hits(words, FIELD_LETTERS[entry.field], terms))
        for entry in entries(photo, names)
        for words in (entry.words(),)
    ]
    remaining = {(term.letters, word) for term in terms for word in term.words}

    def order(hit: tuple[Entry, list[str], set[tuple[str, str]]]) -> tuple[int, int, int, int]:
        entry, words, covered = hit
        new = covered & remaining
        whole = sum(word in words for _, word in new)
        return -len(new), -whole, entry.weight, -in_script(entry.text, typed)

    while hits:
        best = min(hits, key=order)
        if not best[2] & remaining:
            break
        because.append(best[0])
        remaining -= best[2]
        hits.remove(best)
    if any(is_date(term) for term in query.parsed.terms()):
        because += [one for one, _, _ in hits if one.field == "date_created"]
    return because


def in_script(written: str, typed: tuple[str, ...]) -> int:
    """Return how many of the words stand in a text just as they were typed."""
    small = written.casefold()
    return sum(word in small for word in typed)


def _hits(there: list[str], letter: str, terms: list[Term]) -> set[tuple[str, str]]:
    """Return the words of all terms that one text answers."""
    return {
        (term.letters, word)
        for term in terms
        if letter in term.letters
        for word in term.words
        if any(one.startswith((word, *term.ways)) for one in there)
    }
