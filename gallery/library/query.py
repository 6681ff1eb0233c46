"""Typed words and chosen values become a query.

Plain words match the beginnings of words, in any order and in any field. Beyond that a person may
write

- `"gold stars"`: words that stand side by side;
- `-leonov`: photographs without that word (the whole word: `-mars` keeps Marshburn);
- `leonov OR aldrin`: one or the other, together with the words around them;
- `person:leonov`, `credit:keystone`, `in:"space selfies"`: a word in one field;
- `year:1965`, `year:1961..1975`, `year:196X`, `date:1966-11`, `has:caption`, `is:illustration`:
  what is known of a photograph.

No query is an error. What is unfinished or not understood is searched for as plain words, and
`Query.messages` says so. Every typed word is folded (`gallery.text`): it consists of a-z and 0-9
only and goes into the full-text expression in quotes, so no typed text reaches the database as
syntax.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from gallery import text
from gallery.library import index, romanisation
from gallery.library.facets import Choice
from gallery.records import Name

# Longer queries only take longer; nobody types that much on purpose.
MOST_CHARACTERS = 4_000
MOST_WORDS = 24
LONGEST_WORD = 64
_SHORTEST_RUSSIAN = 4

# Where the words of a field are looked up, by the letters of the index.
FIELDS = {
    "person": "pk",
    "craft": "c",
    "credit": "l",
    "creator": "r",
    "mission": "m",
    "agency": "g",
    "place": "o",
    "rights": index.RIGHTS,
    "keyword": "w",
    "source": "a",
    "file": index.FILE,
}

_QUOTES = str.maketrans("“”„«»", '"""""')
_TERM = re.compile(
    r"""(?P<minus>-)?
    (?:(?P<field>[a-zA-Z]+):)?
    (?:"(?P<phrase>[^"]*)(?P<end>"|$) | (?P<word>[^\s"]+))?""",
    re.VERBOSE,
)
_YEAR = re.compile(r"\d{4}|\d{3}x|\d\dxx|\d{3}0s", re.ASCII)
_YEARS = re.compile(r"(\d{4})?\.\.?(\d{0,4})|(\d{4})[-–/](\d{4})", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?-?", re.ASCII)


class Term(Struct, frozen=True):
    """One thing to search for: words under the letters of some fields, or a fact.

    Attributes: `words`, folded, all of which have to match; `ways`, how else a single Russian word
    is written in Latin letters, each as good as the word itself; `letters`, the fields to look in;
    `phrase`, whether the words stand side by side; `finished`, whether the last one is whole;
    `facts`, words of the index of which one has to match, where a final * stands for any ending;
    `collection`, whether the words are those of a collection's title; `start` and `end`, where the
    words stand in what is typed.
    """

    words: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    letters: str = index.PLAIN_LETTERS
    phrase: bool = False
    finished: bool = False
    facts: tuple[str, ...] = ()
    collection: bool = False
    negated: bool = False
    start: int = 0
    end: int = 0


class Parsed(Struct, frozen=True):
    """What typed text means: one term of each group has to match, and none of `without`.

    Attribute: `messages`, what was not understood.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    messages: tuple[str, ...] = ()

    def terms(self) -> Iterator[Term]:
        """Yield all terms that are to be found, not those to be left out."""
        for group in self.groups:
            yield from group


class Query(Struct, frozen=True):
    """A search: words that are typed, values that are chosen, and where to look.

    Attributes: `typed`, what stands in the line; `names`, people and craft, all of which have to be
    in the picture; `collection`, where to look; `facets`, chosen values, of which one of each facet
    has to match; `fields`, fields that have been typed to their end, such as `year:1961..1975`.
    """

    typed: str = ""
    names: tuple[str, ...] = ()
    collection: str | None = None
    facets: tuple[Choice, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that has been typed, finished fields first."""
        return " ".join((*self.fields, self.typed)) if self.fields else self.typed

    @property
    def parsed(self) -> Parsed:
        """What the typed text means."""
        return parse(self.text)

    @property
    def words(self) -> tuple[str, ...]:
        """The words to be found in texts, folded, each once, without those to be left out."""
        return _words(self.parsed)

    @property
    def messages(self) -> tuple[str, ...]:
        """What was not understood of the typed text, in sentences for the person who typed it."""
        return self.parsed.messages

    def as_typed(self) -> tuple[str, ...]:
        """Return the typed words in their own script, without case."""
        return tuple(
            self.text[word.start : word.end].casefold()
            for word in text.words(self.text[:MOST_CHARACTERS])
        )

    def in_words(self, names: Mapping[str, Name]) -> str:
        """Return the query as it could be typed: what was chosen is written as fields."""
        parts = []
        for one in self.names:
            name = names.get(one)
            kind = name.kind.value if name is not None else "person"
            parts.append(written(kind, name.display_name if name is not None else one))
        parts += [written(choice.facet.value, choice.value) for choice in self.facets]
        return " ".join([*parts, *self.fields, self.typed.strip()]).strip()

    def has_reasons(self) -> bool:
        """Return whether the search has words or dates, so that a text can be the reason."""
        return any(
            (term.words and not term.collection) or is_date(term) for term in self.parsed.terms()
        )

    def is_search(self) -> bool:
        """Return whether anything narrows the collection."""
        return bool(self.names or self.facets or self.parsed.groups or self.parsed.without)


def written(field: str, value: str) -> str:
    """Return a field and its value as they are typed."""
    plain = value.replace('"', " ").strip()
    return f'{field}:"{plain}"' if re.search(r"\s", plain) else f"{field}:{plain}"


@lru_cache(maxsize=256)
def parse(typed: str) -> Parsed:
    """Return what typed text means; no text is an error."""
    typed = typed[:MOST_CHARACTERS].translate(_QUOTES)
    groups: list[tuple[Term, ...]] = []
    without: dict[Term, None] = {}
    messages: dict[str, None] = {}
    joining = False
    left = MOST_WORDS
    for match in _pieces(typed):
        if match[0] in ("OR", "AND"):
            # Unfinished or out of place they mean nothing: more is about to be typed.
            joining = match[0] == "OR" and bool(groups)
            continue
        for term in _terms(match, messages):
            if left <= 0:
                break
            left -= max(len(term.words), 1)
            if term.negated:
                without[term] = None
            elif joining:
                groups[-1] += (term,)
            else:
                groups.append((term,))
            joining = False
    return Parsed(_each_once(groups), tuple(without), tuple(messages))


@lru_cache(maxsize=256)
def _words(parsed: Parsed) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(word for term in parsed.terms() if not term.collection for word in term.words)
    )


def _pieces(typed: str) -> Iterator[re.Match[str]]:
    place = 0
    while place < len(typed):
        match = _TERM.match(typed, place)
        if match is None or not match[0]:
            place += 1
            continue
        yield match
        place = match.end()


def _each_once(groups: list[tuple[Term, ...]]) -> tuple[tuple[Term, ...], ...]:
    once = {
        tuple((term.words, term.letters, term.phrase, term.facts) for term in group): group
        for group in reversed(groups)
    }
    return tuple(reversed(once.values()))


def _terms(match: re.Match[str], messages: dict[str, None]) -> Iterator[Term]:
    """Yield the terms that one piece of typed text stands for."""
    field = (match["field"] or "").lower()
    given = match["phrase"] if match["phrase"] is not None else match["word"] or ""
    begin = match.start("phrase" if match["phrase"] is not None else "word")
    plain = _term(match, given, begin)
    if not field:
        if plain.words:
            yield plain
        return
    special = _special(field, given, plain)
    if special is not None:
        yield special
        return
    known = field in FIELDS or field in ("in", "year", "date", "has", "is")
    if known:
        # While the value is still to come there is nothing to search for; the message is shown
        # once typing stops.
        messages[f"“{field}:” has no value that is understood"] = None
    elif given and not given.startswith("//"):
        messages[f"“{field}:” is not a field; searched for as words"] = None
    # The name of a field without a value is not a word to search for either.
    if not known:
        words = tuple(text.folded(field))
        yield _term(match, field, match.start("field")) if words else plain
    if plain.words:
        yield plain


def _special(field: str, given: str, plain: Term) -> Term | None:
    """Return the term of a field, None where it is not understood."""
    if field in FIELDS and plain.words:
        return replace(plain, letters=FIELDS[field])
    bare = Term(letters="", negated=plain.negated, start=plain.start, end=plain.end)
    if field == "in" and plain.words:
        return replace(bare, words=plain.words, collection=True)
    small = given.strip().lower()
    facts: tuple[str, ...] = ()
    if field in ("has", "is") and small:
        known = index.HAS if field == "has" else index.IS
        # One that is whole, or else all that it may become.
        meant = [small] if small in known else [one for one in known if one.startswith(small)]
        facts = tuple(index.FLAG + one for one in meant)
    elif field in ("year", "date"):
        # A day begins with its year: every date is looked up as a beginning.
        sought = (one.rstrip("*x") for one in (_years(small) or _date(small)))
        facts = tuple(f"{index.DATE}{one}*" for one in sought)
    return replace(bare, facts=facts) if facts else None


def _term(match: re.Match[str], given: str, begin: int) -> Term:
    words = tuple(word[:LONGEST_WORD] for word in text.folded(given))
    # A word may consist of several (S66-62926): each has to match, in any order.
    quoted = match["phrase"] is not None
    return Term(
        words if quoted else tuple(dict.fromkeys(words)),
        _ways(given, words[0]) if len(words) == 1 else (),
        phrase=quoted and len(words) > 1,
        finished=bool(match["minus"]) or (quoted and match["end"] == '"'),
        negated=bool(match["minus"]),
        start=begin,
        end=begin + len(given),
    )


def _ways(given: str, folded: str) -> tuple[str, ...]:
    """Return how else a Russian word is spelt; nothing for a short one, which could be any."""
    if len(given) < _SHORTEST_RUSSIAN:
        return ()
    return tuple(sorted(romanisation.spellings(given) - {folded}))


def _years(small: str) -> tuple[str, ...]:
    """Return the facts that a year, a decade, or a run of years stands for."""
    if _YEAR.fullmatch(small):
        return (small.replace("0s", "x"),)
    match = _YEARS.fullmatch(small)
    if match is None:
        return ()
    first, last = match[1] or match[3], match[2] or match[4] or ""
    # An end of fewer digits is still being typed: until then the run is open.
    whole = len(last) == 4
    if not first and not whole:
        return ()
    return tuple(_covering(int(first or 0), int(last) if whole else 9999))


def _covering(first: int, last: int) -> Iterator[str]:
    """Yield the fewest centuries, decades and years that cover a run of years."""
    year = first
    while year <= last:
        if year % 100 == 0 and year + 99 <= last:
            yield f"{year // 100:02}xx"
            year += 100
        elif year % 10 == 0 and year + 9 <= last:
            yield f"{year // 10:03}x"
            year += 10
        else:
            yield f"{year:04}"
            year += 1


def _date(small: str) -> tuple[str, ...]:
    """Return the facts that a date stands for; its last digit may be still to come."""
    if re.fullmatch(r"\d{1,3}", small, re.ASCII):
        return (f"{small}*",)
    match = _DATE.fullmatch(small)
    if match is None:
        return ()
    year, *others = (part for part in match.groups() if part)
    *whole, last = [year, *others]
    digits = "".join(part.zfill(2) for part in whole)
    # November is typed 11, and 1 on the way there; a whole date is no beginning of another.
    return (digits + last if len(last) > 1 else f"{digits}{last}*",)


def expression(term: Term, letters: str, *, whole: bool = False) -> str:
    """Return the full-text expression that finds a term under some of its letters.

    `whole` finds whole words only. Empty where the term is not looked up under these letters.
    """
    if term.facts:
        return " OR ".join(quoted(fact) for fact in term.facts)
    sought = [letter for letter in letters if letter in term.letters]
    if not sought or not term.words:
        return ""
    star = "" if whole or term.finished else "*"
    if term.phrase:
        return " OR ".join(
            f'"{" ".join(letter + word for word in term.words)}"{star}' for letter in sought
        )
    each = [
        [f'"{letter}{way}"{star}' for letter in sought for way in (word, *term.ways)]
        for word in term.words
    ]
    return " AND ".join(f"({' OR '.join(forms)})" for forms in each)


def is_date(term: Term) -> bool:
    """Return whether a term asks for a year or a day."""
    return any(fact.startswith(index.DATE) for fact in term.facts)


def quoted(fact: str) -> str:
    """Return a fact as an expression; one that ends in a star is the beginning of a word."""
    return f'"{fact[:-1]}"*' if fact.endswith("*") else f'"{fact}"'
