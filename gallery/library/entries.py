"""What a photograph is found by: which of its texts stand in which field, in order of weight.

The same list answers two questions: what to index, and, for a result that is shown, which field and
which text matched, as it is written there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct

from gallery import edtf, rights, text
from gallery.library import romanisation
from gallery.records import Name, Part, Photo

# The fields that hold names, those that hold numbers, and what a number is made of.
_NAMED = {"persons_shown", "craft_shown", "companions"}
NUMBERED = {"mission", "image_ids", "job_id"}
_PARTS_OF_NUMBERS = re.compile(r"[a-z]+|[0-9]+")
# What is reckoned of a day is kept for so many days, which many photographs share; of a day with
# its time, mostly one photograph's own, for few: it would only take room (a third of a kB each).
_DAYS = 32_768
_MOMENTS = 256
_Reckoned = TypeVar("_Reckoned")


class Weight(IntEnum):
    """Where a word was found, the best first."""

    PERSON = 0
    HEADLINE = 1
    NAME = 2
    CAPTION = 3
    CREDIT = 4
    REST = 5


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
        return plain + other_ways(plain) if self.field in NUMBERED else plain


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
    """Yield what is written about a photograph, apart from its headline and names."""
    numbers = iter(photo.image_ids)
    for field, written in written_in(photo):
        weight, label = LABELS[field]
        if field == "image_ids":
            label = f"{next(numbers).catalogue} number"
        yield Entry(weight, field, label, written)


# What is said of each text, the weightiest first.
LABELS = {
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


def written_in(photo: Photo) -> list[tuple[str, str]]:
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


def kept_by_day(reckon: Callable[[str], _Reckoned]) -> Callable[[str], _Reckoned]:
    """Keep what is reckoned of an EDTF date, as long as others may have the same."""
    days, moments = lru_cache(maxsize=_DAYS)(reckon), lru_cache(maxsize=_MOMENTS)(reckon)
    return lambda date: moments(date) if "T" in date else days(date)


@kept_by_day
def _date_in_words(date: str) -> str:
    written = edtf.in_words(date)
    if "/" not in date:
        return written
    missing = [str(year) for year in edtf.years(date) if str(year) not in written]
    return " ".join([written, *missing])


@lru_cache(maxsize=1_024)
def _rights_label(uri: str) -> str:
    return rights.describe(uri).label


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


def other_ways(plain: list[str]) -> list[str]:
    """Return the other ways in which people type the words of a number.

    STS-114 is found as sts114, PIA18390 as PIA 18390.
    """
    joined = [first + second for first, second in pairwise(plain)]
    mixed = (word for word in plain if not word.isalpha() and not word.isdigit())
    return joined + [part for word in mixed for part in _PARTS_OF_NUMBERS.findall(word)]
