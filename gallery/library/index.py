"""What stands in the full-text index: one row for each photograph.

In it each word stands behind a letter that says in which field it was found: `pleonov` is Leonov as
a person shown, `tleonov` the same word in the caption. So a search in a field, and the photographs
that show Leonov before those that mention him, are look-ups of their own in the index, which never
reads past the matches that it is asked for. What is not text (the years of a date, whether there is
a caption, the collection) stands in the same row, behind letters under which plain words are not
looked up.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from gallery import credit_lines, edtf, rights, text
from gallery.library.entries import (
    LABELS,
    NUMBERED,
    Weight,
    forms,
    kept_by_day,
    name_words,
    other_ways,
    written_in,
)
from gallery.records import Name, Photo

# The letter of each field that holds text, by weight. Fields that nobody searches alone share one.
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
# Plain words are looked up under all of these; under the next ones only on request.
PLAIN_LETTERS = "".join(WEIGHT_LETTERS)
FILE = "f"
RIGHTS = "v"
COLLECTION = "i"
VALUE = "n"
FLAG = "q"
DATE = "u"
# Finds every row: a search that only excludes needs something to exclude from.
EVERY = f"{FLAG}*"

# What a photograph may have, in the order in which `flags` asks; and what it may be.
HAS = (
    "caption", "credit", "creator", "person", "craft", "date", "place", "mission", "agency",
    "rights", "alt", "note", "original",
)  # fmt: skip
IS = ("illustration", "photograph")
_FLAGS = {name: 1 << place for place, name in enumerate((*HAS, *IS))}

# The signs for which alone most texts in English are not ASCII, and what `gallery.text` makes of
# them: replaced one by one, they cost a fifth of folding the whole text.
_TYPOGRAPHY = (("’", ""), ("‘", ""), ("–", " "), ("—", " "), ("“", " "), ("”", " "), ("…", " "))
# All ASCII signs, of which those that part words become spaces.
_SPACED = "".join(chr(one) if chr(one).isalnum() else " " for one in range(128))
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# The years between the ends of a longer interval are not meant one by one (`gallery.edtf`); so with
# the months and days.
_MOST_MONTHS = 36
_MOST_DAYS = 62
# The fields whose texts are a photograph's own.
_OWN = {"title", "caption", "other_languages", "alt_text", "note"}


def row(photo: Photo, named: Callable[[str, str], str]) -> str:
    """Return what stands in the index for a photograph, apart from its flags and values.

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
    parts += [_BEHIND[field](written) for field, written in written_in(photo)]
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
    others = [letter + word for word in other_ways(text.folded(written))]
    return " ".join([behind(letter, written), *others])


def _ways_behind() -> Iterator[tuple[str, Callable[[str], str]]]:
    """Yield how the texts of each field come to stand behind its letter.

    A credit, a place or a mission belongs to many photographs, and is worked out once.
    """
    for field in LABELS:
        way = partial(_numbers_behind if field in NUMBERED else behind, FIELD_LETTERS[field])
        yield field, way if field in _OWN else lru_cache(maxsize=32_768)(way)


_BEHIND = dict(_ways_behind())


def named(name: Name, letter: str) -> str:
    """Return all words of a name, each behind the letter of the field that it stands in."""
    return " ".join(letter + word for form in forms(name) for word in name_words(form))


def flags(photo: Photo) -> int:
    """Return what a photograph has and is, as bits."""
    there = (
        photo.caption is not None,
        bool(photo.credit_line and credit_lines.plain(photo.credit_line)),
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


@kept_by_day
def _dates_behind(date: str) -> str:
    """Return the words of the index for a date: years and months are looked up as beginnings."""
    digits = [one.rstrip("x") for one in dates(date)]
    whole = [
        one for one in digits if not any(other.startswith(one) and other != one for other in digits)
    ]
    return " ".join(DATE + one for one in dict.fromkeys(whole))


def dates(date: str) -> tuple[str, ...]:
    """Return all that a date certainly includes: decades, years, months and days, as digits.

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


@lru_cache(maxsize=1_024)
def _rights_words(uri: str) -> str:
    known = rights.describe(uri)
    words = text.folded(known.label)
    # Free without any condition is what people call public.
    if known.free:
        words += ["free"] if known.label.startswith("CC ") else ["public", "domain", "free"]
    return " ".join(RIGHTS + word for word in dict.fromkeys(words))
