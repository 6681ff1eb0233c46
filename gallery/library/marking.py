"""What is marked in the texts of a photograph: the words of the search, however they are written.

Leonow and Leonof find Leonov, by a record that has his name in every spelling; 星出 finds Hoshide.
So the other ways in which the same part of the same name is written are marked too. A year or a day
of the search is marked in the date, and nowhere else.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from gallery import edtf, text
from gallery.library.entries import forms, name_words
from gallery.library.index import DATE, FIELD_LETTERS, dates
from gallery.library.query import Query, Term
from gallery.records import Name, Photo

# The months and seasons as `gallery.edtf` writes them, folded, by their numbers in a date.
_MONTHS = {n: month.lower() for n, month in enumerate(edtf.MONTHS, 1)} | edtf.SEASONS
_YEAR, _MONTH, _DAY = 4, 6, 8
_KINDS = (
    ("persons_shown", lambda photo: photo.persons_shown),
    ("craft_shown", lambda photo: photo.craft_shown),
    ("companions", lambda photo: tuple(one.name for one in photo.companions)),
)


class Marks(Struct, frozen=True):
    """What to mark.

    Attributes: `sought`, for each word the beginnings that answer it, itself first; `names`, runs
    of whole words that stand for the same part of a name; `dates`, words that are marked in dates.
    All are folded.
    """

    sought: tuple[tuple[str, ...], ...] = ()
    names: frozenset[tuple[str, ...]] = frozenset()
    dates: frozenset[tuple[str, ...]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sought or self.names or self.dates)

    def spans(self, shown: str) -> tuple[tuple[int, int], ...]:
        """Return where a text is marked: whole characters, in order and apart."""
        begun = tuple(one for ways in self.sought for one in ways)
        return text.spans(shown, begun, self.names) if self else ()

    def in_date(self) -> "Marks":
        """Return what is to be marked in a date."""
        return replace(self, names=self.names | self.dates) if self.dates else self


NONE = Marks()


def marks(photo: Photo, names: Mapping[str, Name], query: Query) -> Marks:
    """Return what is to be marked in the texts of a photograph that answers a query."""
    terms = [term for term in query.parsed.terms() if not term.collection]
    if not terms:
        return NONE
    sought = dict.fromkeys((word, *term.ways) for term in terms for word in term.words)
    other: set[tuple[str, ...]] = set()
    for term in terms:
        for field, named in _KINDS:
            if FIELD_LETTERS[field] in term.letters:
                for name in named(photo):
                    for word in term.words:
                        other |= _other_ways(names[name], (word, *term.ways))
    return Marks(tuple(sought), frozenset(other), frozenset(_date_words(photo, terms)))


@lru_cache(maxsize=4_096)
def _other_ways(name: Name, sought: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return how else the part of a name is written that begins with one of the words sought."""
    written = [form.split() for form in forms(name)]
    shown = name.display_name.split()
    found: set[tuple[str, ...]] = set()
    for parts in written:
        for place, part in enumerate(parts):
            same = name_words(part)
            if not any(one.startswith(sought) for one in same):
                continue
            found |= {(one,) for one in same}
            for others in written:
                if len(others) == len(parts) > 1:
                    found |= {(one,) for one in name_words(_counterpart(parts, place, others))}
            if place in (0, len(parts) - 1) and len(parts) > len(shown) > 1:
                # Edwin Eugene Aldrin is Buzz Aldrin.
                found |= {(one,) for one in name_words(shown[0 if place == 0 else -1])}
    here = {(one,) for part in shown for one in name_words(part)}
    if found and not found & here:
        # A name in one word, such as Oppy or 星出彰彦, is another for all of it.
        found.add(tuple(text.folded(name.display_name)))
        found |= {(one,) for one in name_words(shown[-1])} if len(shown) > 1 else set()
    return frozenset(found)


def _counterpart(parts: list[str], place: int, others: list[str]) -> str:
    """Return the word that stands in another form of a name for that at a place."""
    turned = _family_first(parts) != _family_first(others)
    return others[-1 - place] if turned else others[place]


def _family_first(parts: list[str]) -> bool:
    """Return whether a name is written in a script that has the family's name go first."""
    return any("\u3040" <= one <= "\u9fff" or "\uac00" <= one <= "\ud7a3" for one in parts[0])


def _date_words(photo: Photo, terms: list[Term]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a photograph's date that answer the years and days asked for."""
    facts = {fact for term in terms for fact in term.facts if fact.startswith(DATE)}
    if not facts or not photo.date_created:
        return
    sought = {fact.removeprefix(DATE).rstrip("*") for fact in facts}
    for digits in dates(photo.date_created):
        if asked := max((len(one) for one in sought if digits.startswith(one)), default=0):
            year = digits[:_YEAR]
            yield (year.replace("x", "0") + "s",) if "x" in year else (year,)
            if len(digits) >= _MONTH and asked > _YEAR:
                yield (_MONTHS[int(digits[_YEAR:_MONTH])],)
            if len(digits) >= _DAY and asked > _MONTH:
                yield (digits[_MONTH:_DAY].lstrip("0"),)
