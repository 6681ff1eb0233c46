"""What is known about photographs: the records that every other room passes around.

A `Photo` describes the *photograph*: who made it, who is credited, whom it shows. When the picture
file beside the record is our own drawing, `illustration` says so, and every place that shows or
copies the picture has to say so too.

Field names are those of the IPTC Photo Metadata Standard 2021.1 in snake_case; dates are EDTF
(ISO 8601-2); rights are URIs of RightsStatements.org or Creative Commons. Records are frozen: a
change is a new record (`msgspec.structs.replace`). So none can lead back to itself, and Python's
collector, which looks for what does, need not look at a million of them.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

# A JSON Schema reader sees these constraints too: `gallery.manifest.schema` writes them out. In
# Python "$" also matches before a last line break, which "(?!\\n)" rules out in every dialect.
Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$(?!\n)")]
Text = Annotated[str, Meta(min_length=1, max_length=100_000)]
Line = Annotated[str, Meta(min_length=1, max_length=2_000, pattern=r"^[^\x00-\x1f]*$(?!\n)")]
WebAddress = Annotated[str, Meta(pattern=r"^https?://[^\s/]+\S*$(?!\n)", max_length=2_000)]


class NameKind(StrEnum):
    """What a name belongs to."""

    PERSON = "person"
    CRAFT = "craft"


class Part(StrEnum):
    """What part a companion has in a photograph, for those who are not its subject."""

    REFLECTED = "reflected"
    CREW = "crew"
    OUT_OF_FRAME = "out-of-frame"


class Name(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """One person or craft, with every way the name is written.

    `display_name` is what the interface shows; the others are there for searching.
    """

    id: Id
    kind: NameKind
    display_name: Line
    full_name: Line | None = None
    native_name: Line | None = None
    spellings: tuple[Line, ...] = ()
    nicknames: tuple[Line, ...] = ()
    agency: Line | None = None
    born: Line | None = None
    died: Line | None = None

    def written_forms(self) -> tuple[str, ...]:
        """Return every way this name is written, the display name first, each once."""
        forms = (self.display_name, self.full_name, self.native_name)
        return tuple(
            dict.fromkeys(form for form in (*forms, *self.spellings, *self.nicknames) if form)
        )


class Companion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Somebody who belongs to the moment but is not the subject of the photograph."""

    name: Id
    part: Part


class CatalogueId(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """The number of a photograph in somebody's catalogue, such as NASA S66-62926."""

    catalogue: Line
    value: Line


class Original(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """Where the photograph itself is kept, for records whose picture is an illustration.

    `page` can be read in a browser; `image` is the picture file itself, where its address is known.
    """

    provider: Line
    page: WebAddress
    image: WebAddress | None = None


class Photo(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """One photograph: its picture file, and what is known about it.

    `file` is relative to the manifest, with forward slashes. `persons_shown` and `craft_shown` hold
    ids of `Name` records, `companions` those of people who are not the subject. `note` says what
    the sources disagree on or leave open; `other_languages` holds headline, title and caption in
    other languages, so that a search finds them.
    """

    id: Id
    file: Line
    headline: Line
    title: Line | None = None
    illustration: bool = False
    caption: Text | None = None
    alt_text: Text | None = None
    extended_description: Text | None = None
    credit_line: Line | None = None
    creator: tuple[Line, ...] = ()
    source: Line | None = None
    copyright_notice: Line | None = None
    rights: WebAddress | None = None
    usage_terms: Text | None = None
    licensor: tuple[Line, ...] = ()
    persons_shown: tuple[Id, ...] = ()
    craft_shown: tuple[Id, ...] = ()
    companions: tuple[Companion, ...] = ()
    date_created: Line | None = None
    place: Line | None = None
    mission: Line | None = None
    agency: Line | None = None
    keywords: tuple[Line, ...] = ()
    image_ids: tuple[CatalogueId, ...] = ()
    job_id: Line | None = None
    description_writer: Line | None = None
    source_url: WebAddress | None = None
    original: Original | None = None
    note: Text | None = None
    other_languages: tuple[Text, ...] = ()

    def names_shown(self) -> tuple[str, ...]:
        """Return the ids of the persons and craft in the picture."""
        return self.persons_shown + self.craft_shown

    def names(self) -> tuple[str, ...]:
        """Return the ids of all names that belong to the photograph."""
        return self.names_shown() + tuple(companion.name for companion in self.companions)


class Collection(
    Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True, gc=False
):
    """Photographs that belong together, in the order in which they are to be seen."""

    id: Id
    title: Line
    photos: tuple[Id, ...]
    summary: Text | None = None
