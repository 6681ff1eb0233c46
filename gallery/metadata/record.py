"""Makes a photograph's record of what its file says.

What is shown as the headline is the headline, else the title, else the first sentence of the
caption, else the name of the file. A record is stricter than files are: lines have no line breaks,
web addresses are such, and a person is the id of a name, which whoever keeps the names gives.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from gallery.records import Photo

_Value = TypeVar("_Value", bound=Hashable)
Values = Mapping[str, tuple[str, ...]]

_MOST_LINE = 2_000
_MOST_TEXT = 100_000
# A headline made of a caption is cut here, at a word.
_MOST_HEADLINE = 140
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
# A sentence ends before a blank and a capital; not behind an initial or a title (J. Young, Dr. X).
_SENTENCE_END = re.compile(r"[.!?…]+[”\"’)]?(?=\s+[^\sa-zа-яё])|[。！？]|(?=\n)")
_NO_END = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Dr|Mr|Mrs|Ms|Prof|Sr|Jr|St|Lt|Col|Maj|Gen|Capt|Cmdr|Sgt|Gov|Sen|Rep|Pres"
    r"|No|Nr|vs|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca|ft|Mt))\.$"
)

# Fields of a record that hold one line, one text, several lines.
_LINES = (
    "title", "credit_line", "source", "copyright_notice", "date_created", "description_writer",
    "job_id",
)  # fmt: skip
_TEXTS = ("caption", "alt_text", "extended_description", "usage_terms")
_LISTS = ("creator", "licensor", "keywords")
# The texts of a photograph that may exist in several languages, beside its headline.
_SPOKEN = {
    "title", "caption", "alt_text", "extended_description", "copyright_notice", "usage_terms",
}  # fmt: skip
# A place is given from the inside out, by the first of these groups that a file has.
_PLACES = (
    ("location_shown",),
    ("sublocation", "city", "state", "country"),
    ("location_created",),
)


def photo(
    base: Photo,
    values: Values,
    name_ids: Callable[[str], str],
    other_languages: Iterable[str] = (),
) -> Photo:
    """Return a record of what is known from elsewhere, and of what its file says.

    `base` has what the file does not say: id, file, and a headline for want of a better one. Its
    other fields stay where the file says nothing. `name_ids` returns the id of the name record for
    a person's name as it is written in the file.
    """
    said: dict[str, Any] = {}
    for field in _LINES:
        if line := as_line(_first(values, field)):
            said[field] = _shared(line)
    for field in _TEXTS:
        if text := _first(values, field)[:_MOST_TEXT].strip():
            said[field] = _shared(text) if field == "usage_terms" else text
    for field in _LISTS:
        if lines := tuple(filter(None, map(as_line, values.get(field, ())))):
            said[field] = _shared(tuple(map(_shared, lines)))
    if persons := list(filter(None, map(as_line, values.get("persons_shown", ())))):
        said["persons_shown"] = _shared(tuple(dict.fromkeys(map(name_ids, persons))))
    if others := tuple(filter(None, (text[:_MOST_TEXT].strip() for text in other_languages))):
        said["other_languages"] = others
    if place := _place(values):
        said["place"] = _shared(place)
    statement = _first(values, "web_statement").strip()
    if _ADDRESS.fullmatch(statement) and len(statement) <= _MOST_LINE:
        said["rights"] = _shared(statement)
    if headline := headline_of(values):
        said["headline"] = headline
    return msgspec.structs.replace(base, **said) if said else base


def in_language(plain: Photo, values: Values, texts: Mapping[str, str]) -> Photo:
    """Return a record with some of its texts in another language.

    `values` are those that the record was made of, `texts` those in the language, by field.
    """
    said = {field: (text,) for field, text in texts.items() if field in _SPOKEN}
    said["headline"] = (headline_of({**values, **said}),)
    return photo(plain, said, str)


@lru_cache(maxsize=4_096)
def _shared(value: _Value) -> _Value:
    """Return the same object for equal values: a credit stands under thousands of photographs."""
    return value


def headline_of(values: Values) -> str:
    """Return what stands for the headline: it, the title, the caption's first sentence, or ""."""
    return (
        as_line(_first(values, "headline"))
        or as_line(_first(values, "title"))
        or first_sentence(_first(values, "caption"))
    )


def first_sentence(text: str) -> str:
    """Return the first sentence of a text in one line, cut at a word where it is very long."""
    text = text.strip()
    for match in _SENTENCE_END.finditer(text):
        if not _NO_END.search(text[: match.end()]):
            text = text[: match.end()]
            break
    line = as_line(text)
    if len(line) <= _MOST_HEADLINE:
        return line.removesuffix(".") if not line.endswith("..") else line
    return f"{line[:_MOST_HEADLINE].rpartition(' ')[0] or line[:_MOST_HEADLINE]}…"


def as_line(text: str) -> str:
    """Return a text as one line of at most 2,000 characters."""
    line = " ".join("".join(max(one, " ") for one in text).split())
    return line if len(line) <= _MOST_LINE else f"{line[: _MOST_LINE - 1]}…"


def _place(values: Values) -> str:
    for group in _PLACES:
        parts: Iterable[str] = (one for field in group for one in values.get(field, ()))
        joint = "; " if group == ("location_shown",) else ", "
        if place := as_line(joint.join(dict.fromkeys(filter(None, map(as_line, parts))))):
            return place
    return ""


def _first(values: Values, field: str) -> str:
    found = values.get(field)
    return found[0] if found else ""
