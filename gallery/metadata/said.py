"""What the parts of a file say, by field, before it is reconciled."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from gallery.metadata import dates, mending
from gallery.metadata.report import Aside, Origin, Source

# Values of one field beyond this number are not believed.
MOST_VALUES = 1_000
# Longer captions are cut, as are all values of a field together.
MOST_CHARACTERS = 100_000


class Raw(Struct, frozen=True, gc=False):
    """What one place says about a field: texts that are decoded, and nothing else yet.

    `languages` are alternatives, by language tag, where there are several; of a date, `values` is
    EDTF, and `written` as it stands in the file. `cut` and `encoding` as in `Source`.
    """

    origin: Origin
    tag: str
    values: tuple[str, ...]
    languages: Mapping[str, str] | None = None
    cut: bool = False
    written: str = ""
    aside: Aside | None = None
    encoding: str = ""


# The sources of each field, by its name.
Said = defaultdict[str, list[Raw]]


def date(origin: Origin, tag: str, written: str, time: str = "", zone: str = "") -> Raw | None:
    """Return what a place says of a date, None where it says nothing."""
    written = written.strip("\0 ")
    edtf = dates.to_edtf(written, time, zone)
    if edtf:
        # Time and zone may not have been used; they are kept as they stand.
        stands = f"{written} {time}{zone}".strip("\0 ")
        return Raw(origin, tag, (edtf,), written="" if stands == edtf else stands)
    if any(sign in "123456789" for sign in written):
        return Raw(origin, tag, (written,), aside=Aside.NO_DATE)
    return None


def mended(values: Sequence[str]) -> tuple[str, ...]:
    """Return texts as people wrote them, each once, without empty ones."""
    if len(values) == 1:
        text = mending.mend(values[0])
        if len(text) > MOST_CHARACTERS:
            text = text[:MOST_CHARACTERS]
        return (text,) if text else ()
    texts = dict.fromkeys(map(mending.mend, values[:MOST_VALUES]))
    texts.pop("", None)
    if sum(map(len, texts)) <= MOST_CHARACTERS:
        return tuple(texts)
    room = MOST_CHARACTERS
    kept = []
    for text in texts:
        kept.append(text[:room])
        room -= len(text)
        if room <= 0:
            break
    return tuple(kept)


def as_source(raw: Raw) -> Source | None:
    """Return what a place says, mended, with what stands there; None where it says nothing."""
    stands: Sequence[str] = raw.values
    languages: dict[str, str] = {}
    if raw.languages:
        stands = tuple(raw.languages.values())
        texts = ((tag, mending.mend(text)[:MOST_CHARACTERS]) for tag, text in raw.languages.items())
        languages = {tag: text for tag, text in texts if text}
        values = tuple(languages.values())[:1]
        unchanged = tuple(languages.values()) == stands
    else:
        values = mended(raw.values)
        unchanged = values == tuple(stands)
    if not values:
        return None
    if raw.written:
        stands, unchanged = (raw.written,), False
    kept = () if unchanged else _writable(stands)
    return Source(
        raw.origin, raw.tag, values, kept, languages, raw.aside, raw.cut, encoding=raw.encoding
    )


def _writable(raw: Sequence[str]) -> tuple[str, ...]:
    """Return texts as they stand in the file, with surrogates written out as escapes."""
    return tuple(
        text[:MOST_CHARACTERS].encode("utf-8", "backslashreplace").decode()
        for text in raw[:MOST_VALUES]
    )
