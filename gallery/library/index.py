"""What a photograph is found by: which of its texts stand in which field, in order of weight.

The same list answers two questions. The store asks what to index; whoever shows a result asks why
it matched, and is told the field and the text, as it is written there.
"""

import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from itertools import pairwise

from msgspec import Struct

from gallery import edtf, rights, text
from gallery.records import Name, Part, Photo


class Weight(IntEnum):
    """Where a word was found, the best first: the columns of the full-text index."""

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

    def words(self) -> tuple[str, ...]:
        """Return the folded words that the text is found by.

        Numbers of missions and catalogues are typed with and without their hyphens and spaces:
        STS-114 is found as sts114, PIA18390 as PIA 18390.
        """
        plain = [word.folded for word in text.words(self.text)]
        if self.field in _NUMBERED:
            plain += [first + second for first, second in pairwise(plain)]
            plain += [part for word in plain for part in _PARTS_OF_NUMBERS.findall(word)]
        return tuple(dict.fromkeys(plain))


# The fields that hold numbers, and what a number is made of.
_NUMBERED = {"mission", "image_ids"}
_PARTS_OF_NUMBERS = re.compile(r"[a-z]+|[0-9]+")

_PARTS = {
    Part.REFLECTED: "reflected in the picture",
    Part.CREW: "in the crew, not in the picture",
    Part.OUT_OF_FRAME: "there, but out of the frame",
}


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
    if photo.caption:
        yield Entry(Weight.CAPTION, "caption", "caption", photo.caption)
    if photo.credit_line:
        yield Entry(Weight.CREDIT, "credit_line", "credit", photo.credit_line)
    for creator in photo.creator:
        yield Entry(Weight.CREDIT, "creator", "creator", creator)
    yield from _rest(photo)


def _rest(photo: Photo) -> Iterator[Entry]:
    if photo.mission:
        yield Entry(Weight.REST, "mission", "mission", photo.mission)
    if photo.date_created:
        written = edtf.in_words(photo.date_created)
        missing = [str(year) for year in edtf.years(photo.date_created) if str(year) not in written]
        yield Entry(Weight.REST, "date_created", "date", " ".join([written, *missing]))
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


def _written(name: Name, weight: Weight, field: str, label: str) -> Iterator[Entry]:
    for form in name.written_forms():
        kind = "native name" if form == name.native_name else label
        yield Entry(weight, field, kind, form)
    if name.native_name and " " in name.native_name:
        # 星出 彰彦 is as often typed without the space.
        yield Entry(weight, field, "native name", name.native_name.replace(" ", ""))
