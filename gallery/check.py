"""Checks the photographs of a source: whether each picture can be opened, and what is not told.

Several worker processes open pictures at the same time; the results come in the order of the
photographs.
"""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from gallery.credit_lines import credits_nobody
from gallery.decode.child import Child
from gallery.decode.children import Children
from gallery.decode.job import IN_WORDS, Fault
from gallery.records import Photo
from gallery.sources.flow import Opened

OK = "ok"
# What is expected to be told of every photograph.
EXPECTED = ("caption", "credit_line", "alt_text")
# Large enough to need most of what is in a file, small enough to be quick.
BOX = (256, 256)


class Checked(Struct, frozen=True):
    """What was found of one photograph.

    Attributes: `outcome`, "ok" or the `Fault` of its picture; `missing`, the fields that have
    nothing in them.
    """

    id: str
    file: str
    outcome: str
    missing: tuple[str, ...]

    def is_well(self) -> bool:
        """Return whether nothing has to be told."""
        return self.outcome == OK and not self.missing

    def in_words(self) -> str:
        """Return what has to be told, in one line."""
        words = [f"no {field.replace('_line', '').replace('_', ' ')}" for field in self.missing]
        if self.outcome != OK:
            words.insert(0, IN_WORDS[Fault(self.outcome)].rstrip(".").lower())
        return ", ".join(words)


def check(opened: Opened, children: Children) -> Iterator[Checked]:
    """Check every photograph that a source holds, in its order."""
    photos = opened.manifest.photos
    outcomes = children.each(partial(_outcome, opened, photo) for photo in photos)
    for photo, outcome in zip(photos, outcomes, strict=True):
        missing = tuple(field for field in EXPECTED if not _is_told(photo, field))
        yield Checked(photo.id, photo.file, outcome, missing)


def _outcome(opened: Opened, photo: Photo, child: Child) -> str:
    if photo.file in opened.missing:
        return Fault.GONE.value
    return child.fault(opened.folder / photo.file, box=BOX) or OK


def _is_told(photo: Photo, field: str) -> bool:
    told = getattr(photo, field)
    return bool(told) and not (field == "credit_line" and credits_nobody(told))
