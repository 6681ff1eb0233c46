"""What a photograph is found by: which of its texts stand in which field, in order of weight.

The same list answers two questions. The store asks what to index; whoever shows a result asks why
it matched, and is told the field and the text, as it is written there.

The full-text index holds one row for each photograph, and in it each word behind a letter that says
in which field it stands: `pleonov` is Leonov as a person shown, `tleonov` the same word in the
caption. So a search in a field, and the photographs that show Leonov before those that mention
him, are look-ups of their own in the index, which never reads past the matches that it is asked
for. What is no text (the years of a date, whether there is a caption, the collection) stands in the
same row, behind letters that plain words are not sought under.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache, partial
from itertools import pairwise

from msgspec import Struct

from gallery import edtf, rights, text
from gallery.library import romanisation
from gallery.records import Name, Part, Photo


class Weight(IntEnum):
    """Where a word was found, the best first."""

    PERSON = 0
    HEADLINE = 1
    NAME = 2
    CAPTION = 3
    CREDIT = 4
    REST = 5


# The letter of each field that holds text, by weight. Fields nobody seeks in alone share one.
LETTERS: dict[Weight, dict[str, str]] = {
    Weight.PERSON: {"persons_shown": "p"},
    Weight.HEADLINE: {"headline": "h", "title": "e"},
    Weight.NAME: {"craft_shown": "c", "companions": "k"},
    Weight.CAPTION: {"caption": "t", "other_languages": "t"},
    Weight.CREDIT: {"credit_line": "l", "creator": "r"},
    Weight.REST: {
        "mission": "m", "date_created": "d", "image_ids": "b", "place": "o", "agency": "g",
        "copyright_notice": "y", "rights": "s", "alt_text": "z", "note": "x", "keywords": "w",
        "source": "a", "job_id": "j", "description_writer": "j", "usage_terms": "y",
        "licensor": "y",
    },
}  # fmt: skip
FIELD_LETTERS = {field: letter for fields in LETTERS.values() for field, letter in fields.items()}
WEIGHT_LETTERS = tuple("".join(dict.fromkeys(LETTERS[weight].values())) for weight in Weight)
# Plain words are sought under all of these; under the following only where a person asks for them.
PLAIN_LETTERS = "".join(WEIGHT_LETTERS)
FILE = "f"
RIGHTS = "v"
COLLECTION = "i"
VALUE = "n"
FLAG = "q"
DATE = "u"
# Finds every row: a search that only leaves out has to begin with something.
EVERY = f"{FLAG}*"

# What a photograph may have, in the order in which `flags` asks; and what it may be.
HAS = (
    "caption", "credit", "creator", "person", "craft", "date", "place", "mission", "agency",
    "rights", "alt", "note", "original",
)  # fmt: skip

# The signs for which alone most texts in English are not ASCII, and what `gallery.text` makes of
# them: replaced one by one, they cost a fifth of folding the whole text.
_TYPOGRAPHY = (("’", ""), ("‘", ""), ("–", " "), ("—", " "), ("“", " "), ("”", " "), ("…", " "))
IS = ("illustration", "photograph")
_FLAGS = {name: 1 << place for place, name in enumerate((*HAS, *IS))}
# All ASCII signs, of which those that part words become spaces.
_SPACED = "".join(chr(one) if chr(one).isalnum() else " " for one in range(128))
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# The years between the ends of a longer interval are not meant one by one (`gallery.edtf`); so with
# the months and days.
_MOST_MONTHS = 36
_MOST_DAYS = 62


class Entry(Struct, frozen=True):
    """One text of a photograph: its weight, the field it stands in, and how to call it."""

    weight: Weight
    field: str
    label: str
    text: str

    def words(self) -> list[str]:
        """Return the folded words that the text is found by: those that are written first."""
        if self.field in _NAMED:
            return list(name_words(self.text))
        plain = text.folded(self.text)
        return plain + _numbers(plain) if self.field in _NUMBERED else plain


# The fields whose texts are a photograph's own.
_OWN = {"title", "caption", "other_languages", "alt_text", "note"}
# The fields that hold names, those that hold numbers, and what a number is made of.
_NAMED = {"persons_shown", "craft_shown", "companions"}
_NUMBERED = {"mission", "image_ids", "job_id"}
_PARTS_OF_NUMBERS = re.compile(r"[a-z]+|[0-9]+")

_PARTS = {
    Part.REFLECTED: "reflected in the picture",
    Part.CREW: "in the crew, not in the picture",
    Part.OUT_OF_FRAME: "there, but out of the frame",
}


@lru_cache(maxsize=32_768)
def name_words(form: str) -> tuple[str, ...]:
    """Return the folded words of one form of a name; of a Russian one, in every Latin spelling."""
    plain = text.folded(form)
    if form.isascii():
        return tuple(plain)
    russian = {
        spelling for word in form.split() for spelling in romanisation.spellings(word.strip("-"))
    }
    return (*plain, *sorted(russian.difference(plain)))


def entries(photo: Photo, names: Mapping[str, Name]) -> Iterator[Entry]:
    """Yield everything a photograph can be found by, the weightiest first."""
    for person in photo.persons_shown:
        yield from _written(names[person], Weight.PERSON, "persons_shown", "person shown")
    yield Entry(Weight.HEADLINE, "headline", "headline", photo.headline)
    if photo.title and photo.title != photo.headline:
        yield Entry(Weight.HEADLINE, "title", "title", photo.title)
    for craft in photo.craft_shown:
        yield from _written(names[craft], Weight.NAME, "craft_shown", "craft shown")
    for companion in photo.companions:
        label = _PARTS[companion.part]
        yield from _written(names[companion.name], Weight.NAME, "companions", label)
    yield from texts(photo)


def texts(photo: Photo) -> Iterator[Entry]:
    """Yield what is written about a photograph, its headline and the names in it aside."""
    numbers = iter(photo.image_ids)
    for field, written in _written_in(photo):
        weight, label = _LABELS[field]
        if field == "image_ids":
            label = f"{next(numbers).catalogue} number"
        yield Entry(weight, field, label, written)


# What is said of each text, the weightiest first.
_LABELS = {
    "caption": (Weight.CAPTION, "caption"),
    "other_languages": (Weight.CAPTION, "text in another language"),
    "credit_line": (Weight.CREDIT, "credit"),
    "creator": (Weight.CREDIT, "creator"),
    "mission": (Weight.REST, "mission"),
    "date_created": (Weight.REST, "date"),
    "image_ids": (Weight.REST, "number"),
    "keywords": (Weight.REST, "keyword"),
    "place": (Weight.REST, "place"),
    "agency": (Weight.REST, "agency"),
    "copyright_notice": (Weight.REST, "copyright"),
    "rights": (Weight.REST, "rights"),
    "alt_text": (Weight.REST, "description of the picture"),
    "source": (Weight.REST, "source"),
    "job_id": (Weight.REST, "job"),
    "description_writer": (Weight.REST, "described by"),
    "usage_terms": (Weight.REST, "usage terms"),
    "licensor": (Weight.REST, "licensor"),
    "note": (Weight.REST, "note"),
}


def _written_in(photo: Photo) -> list[tuple[str, str]]:
    """Return the fields of what is written about a photograph, each with a text."""
    found: list[tuple[str, str]] = []
    if photo.caption:
        found.append(("caption", photo.caption))
    found += [("other_languages", one) for one in photo.other_languages]
    if photo.credit_line:
        found.append(("credit_line", photo.credit_line))
    found += [("creator", one) for one in photo.creator]
    if photo.mission:
        found.append(("mission", photo.mission))
    if photo.date_created:
        found.append(("date_created", _date_in_words(photo.date_created)))
    found += [("image_ids", f"{one.catalogue} {one.value}") for one in photo.image_ids]
    found += [("keywords", one) for one in photo.keywords]
    if photo.place:
        found.append(("place", photo.place))
    if photo.agency:
        found.append(("agency", photo.agency))
    if photo.copyright_notice:
        found.append(("copyright_notice", photo.copyright_notice))
    if photo.rights:
        found.append(("rights", _rights_label(photo.rights)))
    if photo.alt_text:
        found.append(("alt_text", photo.alt_text))
    if photo.source:
        found.append(("source", photo.source))
    if photo.job_id:
        found.append(("job_id", photo.job_id))
    if photo.description_writer:
        found.append(("description_writer", photo.description_writer))
    if photo.usage_terms:
        found.append(("usage_terms", photo.usage_terms))
    found += [("licensor", one) for one in photo.licensor]
    if photo.note:
        found.append(("note", photo.note))
    return found


def row(photo: Photo, named: Callable[[str, str], str]) -> str:
    """Return what stands in the index for a photograph, its flags and values aside.

    `named` gives the words of a name, by its id, behind a letter: they are the same in every
    photograph, and many.
    """
    parts = [behind("h", photo.headline), behind(FILE, photo.file)]
    if photo.title and photo.title != photo.headline:
        parts.append(behind("e", photo.title))
    parts += [named("p", name) for name in photo.persons_shown]
    parts += [named("c", name) for name in photo.craft_shown]
    parts += [named("k", companion.name) for companion in photo.companions]
    if photo.rights:
        parts.append(_rights_words(photo.rights))
    if photo.date_created:
        parts.append(_dates_behind(photo.date_created))
    parts += [_BEHIND[field](written) for field, written in _written_in(photo)]
    return " ".join(parts)


def behind(letter: str, written: str) -> str:
    """Return the folded words of a text, each behind the letter of its field."""
    if not written.isascii():
        for sign, plain in _TYPOGRAPHY:
            written = written.replace(sign, plain)
    if written.isascii() and "'" not in written and "`" not in written:
        # The index makes letters small by itself. A letter with no word behind it is never sought.
        return letter + f" {letter}".join(written.translate(_SPACED).split())
    return " ".join([letter + word for word in text.folded(written)])


def _numbers_behind(letter: str, written: str) -> str:
    """Return the words of a number and the other ways in which people type it."""
    others = [letter + word for word in _numbers(text.folded(written))]
    return " ".join([behind(letter, written), *others])


def _ways_behind() -> Iterator[tuple[str, Callable[[str], str]]]:
    """Yield how the texts of each field come to stand behind its letter.

    A credit, a place, a mission are those of many photographs, and reckoned once.
    """
    for field in _LABELS:
        way = partial(_numbers_behind if field in _NUMBERED else behind, FIELD_LETTERS[field])
        yield field, way if field in _OWN else lru_cache(maxsize=32_768)(way)


_BEHIND = dict(_ways_behind())


def named(name: Name, letter: str) -> str:
    """Return all words of a name, each behind the letter of the field that it stands in."""
    return " ".join(letter + word for form in forms(name) for word in name_words(form))


def flags(photo: Photo) -> int:
    """Return what a photograph has and is, as bits."""
    there = (
        photo.caption is not None,
        photo.credit_line is not None,
        bool(photo.creator),
        bool(photo.persons_shown),
        bool(photo.craft_shown),
        photo.date_created is not None,
        photo.place is not None,
        photo.mission is not None,
        photo.agency is not None,
        photo.rights is not None,
        photo.alt_text is not None,
        photo.note is not None,
        photo.original is not None,
        photo.illustration,
        not photo.illustration,
    )
    return _bits(there)


def with_flag(flag: str, known: Iterable[int]) -> Iterator[str]:
    """Yield the words of the index for those of some flags, as bits, that have one of a name."""
    bit = _FLAGS[flag]
    return (f"{FLAG}{bits}" for bits in known if bits & bit)


@lru_cache(maxsize=4_096)
def _bits(there: tuple[bool, ...]) -> int:
    return sum(bit for bit, so in zip(_FLAGS.values(), there, strict=True) if so)


@lru_cache(maxsize=32_768)
def _dates_behind(date: str) -> str:
    """Return the words of the index for a date: a year or a month is sought as their beginning."""
    digits = [one.rstrip("x") for one in dates(date)]
    whole = [
        one for one in digits if not any(other.startswith(one) and other != one for other in digits)
    ]
    return " ".join(DATE + one for one in dict.fromkeys(whole))


def dates(date: str) -> tuple[str, ...]:
    """Return all that a date is sure to touch: decades and years, months and days, as digits.

    12 November 1966 gives 19xx, 196x, 1966, 196611 and 19661112.
    """
    if _ONE_DAY.fullmatch(date):
        year = date[:4]
        return f"{date[:2]}xx", f"{date[:3]}x", year, year + date[5:7], year + date[5:7] + date[8:]
    found: dict[str, None] = {}
    moments = [moment for moment in edtf.parse(date) if moment is not None]
    for moment in moments:
        year = moment.year.lower()
        months = [] if moment.month is None else [f"{year}{moment.month:02}"]
        days = [] if moment.day is None else [f"{months[0]}{moment.day:02}"]
        decades = [f"{year[:3]}x"] if not year.endswith("xx") else []
        found |= dict.fromkeys([f"{year[:2]}xx", *decades, year, *months, *days])
    for known in edtf.years(date):
        found |= dict.fromkeys([f"{known:04}"[:2] + "xx", f"{known:04}"[:3] + "x", f"{known:04}"])
    if len(moments) == 2:
        first, last = moments
        months = list(_months(first, last))
        if len(months) <= _MOST_MONTHS:
            found |= dict.fromkeys(months)
        if first.day and last.day:
            found |= dict.fromkeys(_days(first, last))
    return tuple(found)


def _months(first: edtf.Moment, last: edtf.Moment) -> Iterator[str]:
    if first.month is None or last.month is None or max(first.month, last.month) > 12:
        return
    begin = int(first.year) * 12 + first.month - 1
    end = int(last.year) * 12 + last.month - 1
    for month in range(begin, min(end, begin + _MOST_MONTHS) + 1):
        yield f"{month // 12:04}{month % 12 + 1:02}"


def _days(first: edtf.Moment, last: edtf.Moment) -> Iterator[str]:
    # Imported with the first interval of days.
    from datetime import date, timedelta

    try:
        begin, end = (date(int(one.year), one.month or 1, one.day or 1) for one in (first, last))
    except ValueError:
        return  # Python's calendar has no year 0.
    if (end - begin).days <= _MOST_DAYS:
        for after in range((end - begin).days + 1):
            yield (begin + timedelta(days=after)).strftime("%Y%m%d").zfill(8)


@lru_cache(maxsize=32_768)
def _date_in_words(date: str) -> str:
    written = edtf.in_words(date)
    if "/" not in date:
        return written
    missing = [str(year) for year in edtf.years(date) if str(year) not in written]
    return " ".join([written, *missing])


@lru_cache(maxsize=1_024)
def _rights_label(uri: str) -> str:
    return rights.describe(uri).label


@lru_cache(maxsize=1_024)
def _rights_words(uri: str) -> str:
    known = rights.describe(uri)
    words = text.folded(known.label)
    # Free without any condition is what people call public.
    if known.free:
        words += ["free"] if known.label.startswith("CC ") else ["public", "domain", "free"]
    return " ".join(RIGHTS + word for word in dict.fromkeys(words))


def forms(name: Name) -> Iterator[str]:
    """Yield every form that a name is found by."""
    yield from name.written_forms()
    if name.native_name and " " in name.native_name:
        # 星出 彰彦 is as often typed without the space.
        yield name.native_name.replace(" ", "")


def _written(name: Name, weight: Weight, field: str, label: str) -> Iterator[Entry]:
    joined = (name.native_name or "").replace(" ", "")
    for form in forms(name):
        native = form in (name.native_name, joined)
        yield Entry(weight, field, "native name" if native else label, form)


def _numbers(plain: list[str]) -> list[str]:
    """Return the other ways in which people type the words of a number.

    STS-114 is found as sts114, PIA18390 as PIA 18390.
    """
    joined = [first + second for first, second in pairwise(plain)]
    mixed = (word for word in plain if not word.isalpha() and not word.isdigit())
    return joined + [part for word in mixed for part in _PARTS_OF_NUMBERS.findall(word)]
