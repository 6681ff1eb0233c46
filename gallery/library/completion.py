"""What the words that are being typed may become: names, fields, and the values of fields.

Only the last piece of what is typed is completed. `per` may become the field `person:`, and
`person:leo` the person; a value that is chosen is no longer text but a choice of its own
(`gallery.library.facets`), and a field that has been typed to its end is set apart from the line
(`split`), so that both can be shown as chips.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from gallery import text
from gallery.library import facets
from gallery.library.facets import Choice, Facet
from gallery.library.index import HAS, IS
from gallery.library.query import Query, parse, written
from gallery.library.suggestions import NameList, has_each
from gallery.records import Collection, Name, NameKind, Photo

MOST_NAMES = 6
MOST_FIELDS = 3
MOST_VALUES = 8
# With at least this many letters, what is typed may be the name of a field.
_TELLING = 2

# What can be completed, and the hint that is shown with it.
HINTS = {
    "person": "who is in the picture or its crew",
    "craft": "spacecraft, rovers, stations",
    "mission": "a flight or an expedition",
    "year": "1965, 1961..1975, 196X",
    "date": "1966-11, 1966-11-12",
    "agency": "who flew it",
    "place": "where it was taken",
    "credit": "the credit line",
    "creator": "who made the photograph",
    "rights": "public, free, copyright…",
    "has": "caption, credit, place…",
    "is": "illustration, photograph",
    "in": "a collection",
    "file": "the name of the file",
}
_FACETS = {
    "mission": Facet.MISSION,
    "year": Facet.YEAR,
    "agency": Facet.AGENCY,
    "credit": Facet.CREDIT,
    "rights": Facet.RIGHTS,
}
_KINDS = {"person": NameKind.PERSON, "craft": NameKind.CRAFT}
_LAST = re.compile(r'(?:^|\s)(?P<piece>(?:[a-zA-Z]+:)?(?:"[^"]*|[^\s"]*))$')
# A field with its value, behind which somebody went on.
_FINISHED = re.compile(r'(?:^|(?<=\s))-?([a-zA-Z]+):(?:"[^"]*"|[^\s"]+)(?=\s)')


class Kind(Enum):
    """What an offer is."""

    NAME = auto()
    FIELD = auto()
    VALUE = auto()


class Offer(Struct, frozen=True):
    """A completion of what is being typed.

    Attributes: `title` and `detail`, its name and more about it; `count`, how many photographs it
    stands for, None where a number makes no sense; `query`, the search once it is chosen; `photo`,
    the id of a photograph that shows the person or craft.
    """

    kind: Kind
    title: str
    detail: str
    count: int | None
    query: Query
    photo: str = ""


class Known:
    """What can be offered of some photographs: names, values of facets and of fields, collections.

    `counts` tells how many of the photographs have each value of a facet, `photos` yields them, and
    `shown_in` whom each of them shows, by its id. They are gone through when that is first needed.
    Attributes: `shown`, in how many of the photographs each name is shown.
    """

    def __init__(
        self,
        name_list: NameList,
        names: Mapping[str, Name],
        counts: Mapping[Choice, int],
        photos: Callable[[], Iterable[Photo]],
        shown_in: Callable[[], Iterable[tuple[str, Sequence[str]]]],
        collections: Sequence[Collection],
    ) -> None:
        self.name_list = name_list
        self.names = names
        self.shown = {one.value: n for one, n in counts.items() if one.facet in facets.NAMES}
        self.collections = collections
        self._counts = counts
        self._photos = photos
        self._shown_in = shown_in
        self._portraits: dict[str, str] | None = None
        self._texts: dict[str, Counter[str]] = {}

    def values(self, facet: Facet) -> dict[Choice, int]:
        """Return the values of a facet with their counts."""
        return {one: count for one, count in self._counts.items() if one.facet is facet}

    def portrait(self, name: str) -> str:
        """Return the id of the photograph that shows a name best: alone, or else the first."""
        if self._portraits is None:
            alone: dict[str, str] = {}
            among: dict[str, str] = {}
            for photo, names in self._shown_in():
                for one in names:
                    (alone if len(names) == 1 else among).setdefault(one, photo)
            self._portraits = among | alone
        return self._portraits.get(name, "")

    def texts(self, field: str) -> Counter[str]:
        """Return the texts of a field that are worth offering, with their counts."""
        if field not in self._texts:
            found: Iterable[str] = ()
            if field == "place":
                found = (photo.place for photo in self._photos() if photo.place)
            elif field == "creator":
                found = chain.from_iterable(photo.creator for photo in self._photos())
            self._texts[field] = Counter(found)
        return self._texts[field]


def split(typed: str) -> tuple[tuple[str, ...], str]:
    """Return the finished fields in what is typed, and what stays in the line.

    A field that is not understood stays, and so does one that is joined to something by an OR.
    """
    finished: list[str] = []

    def take(match: re.Match[str]) -> str:
        before = typed[: match.start()].rstrip()
        behind = typed[match.end() :].lstrip()
        parsed = parse(match[0])
        joined = before.endswith("OR") or behind.startswith("OR")
        if (
            joined
            or match[1].lower() not in HINTS
            or parsed.messages
            or not (parsed.groups or parsed.without)
        ):
            return match[0]
        finished.append(match[0])
        return ""

    rest = _FINISHED.sub(take, typed)
    return tuple(finished), rest.lstrip() if finished else typed


def offers(query: Query, known: Known) -> list[Offer]:
    """Return the completions of the last piece that is typed, the likeliest first."""
    match = _LAST.search(query.typed)
    piece = match["piece"] if match else ""
    kept = query.typed[: match.start("piece")] if match else query.typed
    field, colon, begun = piece.partition(":")
    if colon and field.lower() in HINTS:
        without = _Rest(query, kept)
        return list(_values(field.lower(), begun.strip('"'), without, known))
    found = list(_names(query.typed, _Rest(query, ""), known))
    if not found and kept.strip():
        found = list(_names(piece, _Rest(query, kept), known))
    return found + list(_fields(piece, query, kept))


class _Rest:
    """Builds the query that follows from a choice: the same without its last piece, plus that."""

    def __init__(self, query: Query, kept: str) -> None:
        self._query = replace(query, typed=kept.lstrip())

    def with_name(self, name: str) -> Query:
        others = tuple(one for one in self._query.names if one != name)
        return replace(self._query, names=(*others, name))

    def with_choice(self, choice: Choice) -> Query:
        others = tuple(one for one in self._query.facets if one != choice)
        return replace(self._query, facets=(*others, choice))

    def with_field(self, field: str, value: str) -> Query:
        piece = written(field, value)
        others = tuple(one for one in self._query.fields if one != piece)
        return replace(self._query, fields=(*others, piece))


def _names(typed: str, rest: _Rest, known: Known, kind: NameKind | None = None) -> Iterator[Offer]:
    suggested = known.name_list.suggestions(typed, known.names, known.shown)
    fitting = (one for one in suggested if kind is None or one.name.kind is kind)
    for one in islice(fitting, MOST_NAMES):
        shown = one.name.display_name
        form = one.form if one.form != shown else ""
        name = one.name.id
        fresh = rest.with_name(name)
        yield Offer(Kind.NAME, shown, form, one.count, fresh, known.portrait(name))


def _fields(piece: str, query: Query, kept: str) -> Iterator[Offer]:
    small = piece.lower()
    if len(small) < _TELLING:
        return
    for field in islice((one for one in HINTS if one.startswith(small)), MOST_FIELDS):
        fresh = replace(query, typed=f"{kept}{field}:")
        yield Offer(Kind.FIELD, f"{field}:", HINTS[field], None, fresh)


def _values(field: str, begun: str, rest: _Rest, known: Known) -> Iterator[Offer]:
    words = text.folded(begun)
    if kind := _KINDS.get(field):
        if words:
            yield from _names(begun, rest, known, kind)
            return
        frequent = (one for one in known.shown if known.names[one].kind is kind)
        for name in sorted(frequent, key=lambda one: -known.shown[one])[:MOST_NAMES]:
            title, count = known.names[name].display_name, known.shown[name]
            yield Offer(Kind.NAME, title, "", count, rest.with_name(name), known.portrait(name))
    elif facet := _FACETS.get(field):
        values = known.values(facet)
        fitting = [choice for choice in values if has_each(text.folded(choice.value), words)]
        for choice in sorted(fitting, key=lambda one: (-values[one], one.value))[:MOST_VALUES]:
            fresh = rest.with_choice(choice)
            yield Offer(Kind.VALUE, choice.value, f"{field}:", values[choice], fresh)
    else:
        plain = _plain_values(field, known)
        begun_so = (one for one in plain if has_each(text.folded(one[0]), words))
        for value, number in islice(begun_so, MOST_VALUES):
            yield Offer(Kind.VALUE, value, f"{field}:", number, rest.with_field(field, value))


def _plain_values(field: str, known: Known) -> list[tuple[str, int | None]]:
    """Return the values of a field that is typed, rather than chosen."""
    if field == "has":
        return [(one, None) for one in HAS]
    if field == "is":
        return [(one, None) for one in IS]
    if field == "in":
        return [(one.title, len(one.photos)) for one in known.collections]
    counted = known.texts(field)
    # The words of one place may occur in others: its own count is not what a search would find.
    return [(value, None) for value, _ in counted.most_common()]


def nearest(query: Query, known: Known, most: int) -> list[Offer]:
    """Return the names that come nearest to the words of a query that found nothing."""
    words = [word for word in query.words if word.isalpha()]
    return [
        Offer(
            Kind.NAME,
            known.names[name].display_name,
            "",
            known.shown[name],
            Query(names=(name,)),
            known.portrait(name),
        )
        for name in known.name_list.nearest(words)
        if known.shown.get(name)
    ][:most]
