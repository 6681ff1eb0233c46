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
from collections.abc import Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
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


# The letter of each field that holds text, by weight.
LETTERS: dict[Weight, dict[str, str]] = {
    Weight.PERSON: {"persons_shown": "p"},
    Weight.HEADLINE: {"headline": "h"},
    Weight.NAME: {"craft_shown": "c", "companions": "k"},
    Weight.CAPTION: {"caption": "t"},
    Weight.CREDIT: {"credit_line": "l", "creator": "r"},
    Weight.REST: {
        "mission": "m", "date_created": "d", "image_ids": "b", "place": "o", "agency": "g",
        "copyright_notice": "y", "rights": "s", "alt_text": "z", "note": "x",
    },
}  # fmt: skip
FIELD_LETTERS = {field: letter for fields in LETTERS.values() for field, letter in fields.items()}
WEIGHT_LETTERS = tuple("".join(LETTERS[weight].values()) for weight in Weight)
# Plain words are sought under all of these; under the following only where a person asks for them.
PLAIN_LETTERS = "".join(WEIGHT_LETTERS)
FILE = "f"
RIGHTS = "v"
COLLECTION = "i"
NAME_NUMBER = "n"
FLAG = "q"
DATE = "u"
# Stands in every row: a search that only leaves out has to begin with something.
EVERY = f"{FLAG}photograph0"

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

    @property
    def letter(self) -> str:
        """The letter that the text's words stand behind in the index."""
        return FIELD_LETTERS[self.field]

    def words(self) -> list[str]:
        """Return the folded words that the text is found by: those that are written first."""
        if self.field in _NAMED:
            return list(name_words(self.text))
        plain = text.folded(self.text)
        return plain + _numbers(plain) if self.field in _NUMBERED else plain


# The fields that hold names, those that hold numbers, and what a number is made of.
_NAMED = {"persons_shown", "craft_shown", "companions"}
_NUMBERED = {"mission", "image_ids"}
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
    for craft in photo.craft_shown:
        yield from _written(names[craft], Weight.NAME, "craft_shown", "craft shown")
    for companion in photo.companions:
        label = _PARTS[companion.part]
        yield from _written(names[companion.name], Weight.NAME, "companions", label)
    yield from texts(photo)


def texts(photo: Photo) -> Iterator[Entry]:
    """Yield what is written about a photograph, its headline and the names in it aside."""
    if photo.caption:
        yield Entry(Weight.CAPTION, "caption", "caption", photo.caption)
    if photo.credit_line:
        yield Entry(Weight.CREDIT, "credit_line", "credit", photo.credit_line)
    for creator in photo.creator:
        yield Entry(Weight.CREDIT, "creator", "creator", creator)
    if photo.mission:
        yield Entry(Weight.REST, "mission", "mission", photo.mission)
    if photo.date_created:
        yield Entry(Weight.REST, "date_created", "date", _date_in_words(photo.date_created))
    for number in photo.image_ids:
        label = f"{number.catalogue} number"
        yield Entry(Weight.REST, "image_ids", label, f"{number.catalogue} {number.value}")
    for field, label, value in (
        ("place", "place", photo.place),
        ("agency", "agency", photo.agency),
        ("copyright_notice", "copyright", photo.copyright_notice),
        ("rights", "rights", rights.describe(photo.rights).label if photo.rights else None),
        ("alt_text", "description of the picture", photo.alt_text),
        ("note", "note", photo.note),
    ):
        if value:
            yield Entry(Weight.REST, field, label, value)


def words_of(photo: Photo, names: Mapping[str, Name]) -> dict[str, list[str]]:
    """Return the words of a photograph's texts, by the letter that they stand behind."""
    found: dict[str, list[str]] = {"h": text.folded(photo.headline)}
    for letter, shown in (
        ("p", photo.persons_shown),
        ("c", photo.craft_shown),
        ("k", tuple(companion.name for companion in photo.companions)),
    ):
        if shown:
            found[letter] = [
                word for name in shown for form in forms(names[name]) for word in name_words(form)
            ]
    for entry in texts(photo):
        found.setdefault(entry.letter, []).extend(entry.words())
    found[FILE] = text.folded(photo.file)
    return found


def facts(photo: Photo) -> list[str]:
    """Return what is known of a photograph besides its texts, as words of the index."""
    flags = [
        name
        for name, there in (
            ("caption", photo.caption),
            ("credit", photo.credit_line),
            ("creator", photo.creator),
            ("person", photo.persons_shown),
            ("craft", photo.craft_shown),
            ("date", photo.date_created),
            ("place", photo.place),
            ("mission", photo.mission),
            ("agency", photo.agency),
            ("rights", photo.rights),
            ("alt", photo.alt_text),
            ("note", photo.note),
            ("original", photo.original),
        )
        if there
    ]
    flags.append("illustration" if photo.illustration else "photograph")
    found = [EVERY, *(FLAG + flag for flag in flags)]
    if photo.rights:
        found += [RIGHTS + word for word in _rights_words(photo.rights)]
    if photo.date_created:
        found += [DATE + part for part in dates(photo.date_created)]
    return found


@lru_cache(maxsize=4_096)
def dates(date: str) -> tuple[str, ...]:
    """Return all that a date is sure to touch: decades and years, months and days, as digits.

    12 November 1966 gives 19xx, 196x, 1966, 196611 and 19661112.
    """
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


@lru_cache(maxsize=4_096)
def _date_in_words(date: str) -> str:
    written = edtf.in_words(date)
    missing = [str(year) for year in edtf.years(date) if str(year) not in written]
    return " ".join([written, *missing])


@lru_cache(maxsize=1_024)
def _rights_words(uri: str) -> tuple[str, ...]:
    known = rights.describe(uri)
    words = text.folded(known.label)
    # Free without any condition is what people call public.
    if known.free and not known.label.startswith("CC "):
        words += ["public", "domain", "free"]
    elif known.free:
        words += ["free"]
    return tuple(dict.fromkeys(words))


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
    return joined + [part for word in plain for part in _PARTS_OF_NUMBERS.findall(word)]
