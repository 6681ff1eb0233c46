"""What reading a file's metadata yields: for each field its value, why, and what else was said.

Everything here travels from the worker as JSON.
"""

from enum import StrEnum

from msgspec import Struct


class Origin(StrEnum):
    """The part of a file, or the file beside it, in which something was found."""

    SIDECAR = "sidecar"
    XMP = "XMP"
    IIM = "IIM"
    EXIF = "EXIF"
    COMMENT = "comment"


class Rule(StrEnum):
    """Why a value was chosen."""

    ONLY = "only"
    AGREED = "agreed"
    SIDECAR = "sidecar"
    XMP = "xmp"
    IIM = "iim"
    IIM_NEWER = "iim-newer"
    MENDED = "mended"
    UNITED = "united"
    BETTER_PLACE = "better-place"
    WRITTEN_DATE = "written-date"
    PRECISE = "precise"


IN_WORDS = {
    Rule.ONLY: "It stands in one place only.",
    Rule.AGREED: "All places say the same.",
    Rule.SIDECAR: "The sidecar takes precedence over the picture itself.",
    Rule.XMP: "XMP takes precedence over the older IIM and EXIF.",
    Rule.IIM: "IIM takes precedence over EXIF.",
    Rule.IIM_NEWER: "IIM was changed after XMP was written: its digest no longer fits.",
    Rule.MENDED: "One place cuts the text off at its limit; another has the whole of it.",
    Rule.UNITED: "Everything that any place names, each once.",
    Rule.BETTER_PLACE: "Of two places of the same kind, the one that is read first.",
    Rule.WRITTEN_DATE: "The date that somebody wrote takes precedence over the camera’s clock.",
    Rule.PRECISE: "The places agree as far as they go; the most precise is taken.",
}


class Aside(StrEnum):
    """Why a source is not believed, whatever the others say."""

    BOILERPLATE = "boilerplate"
    FILE_NAME = "file name"
    NO_DATE = "no date"
    SECOND = "second"


ASIDE_IN_WORDS = {
    Aside.BOILERPLATE: "written by a camera or a program, not by a person",
    Aside.FILE_NAME: "only the name of the file",
    Aside.NO_DATE: "not a date",
    Aside.SECOND: "looked at only where there is nothing in a better place",
}


class Source(Struct, frozen=True, omit_defaults=True):
    """What one place says about a field, as it is written there.

    `values` are repaired text; `raw` what stands there, where it differs; `languages` the
    alternatives by language tag, where there are any; `cut` whether the text fills its dataset to
    the limit; `differs` whether it contradicts what was chosen; `encoding` how bytes that are not
    plain ASCII were read, where nothing but the text itself tells (XMP is always UTF-8).
    """

    origin: Origin
    tag: str
    values: tuple[str, ...]
    raw: tuple[str, ...] = ()
    languages: dict[str, str] = {}
    aside: Aside | None = None
    cut: bool = False
    differs: bool = False
    encoding: str = ""


class Further(Struct, frozen=True, omit_defaults=True):
    """Something else that stands in a file: its place, its label and its values."""

    origin: Origin
    tag: str
    label: str
    values: tuple[str, ...]


class Found(Struct, frozen=True, omit_defaults=True):
    """A field: the chosen values (one, except in lists), the rule, every source.

    No values: all sources were set aside.
    """

    values: tuple[str, ...]
    rule: Rule
    sources: tuple[Source, ...]
    languages: dict[str, str] = {}

    @property
    def conflict(self) -> bool:
        """Whether a source contradicts what was chosen."""
        return any(source.differs for source in self.sources)


class Technical(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """How the photograph was made, as people read it; position in degrees, height in metres.

    `kind` is that of the file, by what is in it, and `bytes` its size. `preview` is the size of the
    picture that a camera stored in its raw file, where it is one.
    """

    kind: str | None = None
    bytes: int | None = None
    camera: str | None = None
    lens: str | None = None
    exposure: str | None = None
    aperture: str | None = None
    sensitivity: str | None = None
    focal_length: str | None = None
    width: int | None = None
    height: int | None = None
    preview: tuple[int, int] | None = None
    profile: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    altitude: float | None = None
    comment: str | None = None


# Increased when more is read, so that files that were read before are read again.
VERSION = 5


class Gist(Struct, frozen=True, omit_defaults=True):
    """What the library needs of a reading: the chosen values, by field, and what went wrong.

    `other_languages` are the texts that stand beside the chosen ones, to be found by. `passing`:
    the file could not be read, which does not lie in the file, and may be otherwise the next time.
    """

    values: dict[str, tuple[str, ...]] = {}
    problems: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()
    passing: bool = False


class Reading(Struct, frozen=True, omit_defaults=True):
    """Everything that was read from a file, by field, and what could not be (in sentences)."""

    fields: dict[str, Found] = {}
    further: tuple[Further, ...] = ()
    technical: Technical = Technical()
    problems: tuple[str, ...] = ()

    def gist(self) -> Gist:
        """Return the chosen values alone."""
        values = {name: found.values for name, found in self.fields.items() if found.values}
        return Gist(values, self.problems)
