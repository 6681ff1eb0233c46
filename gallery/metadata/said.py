"""Gathers what the parts of a file say, by field, as mended text."""

from gallery.metadata import dates, mending
from gallery.metadata.fields import Field
from gallery.metadata.report import Aside, Origin, Source

# A file that has more values of one field than this is not to be believed.
MOST_VALUES = 1_000
# No caption is longer: what is, is cut.
MOST_CHARACTERS = 100_000

# The sources of each field, by its name.
Said = dict[str, list[Source]]


def add(
    field: Field, origin: Origin, tag: str, raw: list[str], said: Said, *, cut: bool = False
) -> None:
    """Add a source, if it says anything."""
    texts = tuple(dict.fromkeys(filter(None, map(mending.mend, raw[:MOST_VALUES]))))
    if not texts:
        return
    if any(len(text) > MOST_CHARACTERS for text in texts):
        texts = tuple(text[:MOST_CHARACTERS] for text in texts)
    kept = tuple(raw)
    kept = () if kept == texts else writable(kept)
    said[field.name].append(Source(origin, tag, texts, kept, cut=cut))


def add_date(
    field: Field,
    origin: Origin,
    tag: str,
    written: str,
    said: Said,
    *,
    time: str = "",
    zone: str = "",
) -> None:
    """Add a date, whose time and zone may stand apart; what is no date is kept, but set aside."""
    written = written.strip("\0 ")
    raw = " ".join(filter(None, (written, time, zone.strip("\0 "))))
    date = dates.to_edtf(written, time, zone)
    if date:
        said[field.name].append(Source(origin, tag, (date,), () if raw == date else (raw,)))
    elif any(sign in "123456789" for sign in written):
        said[field.name].append(Source(origin, tag, (written,), aside=Aside.NO_DATE))


def writable(raw: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts as they stand in the file; what is no character is written out by its number."""
    return tuple(
        text[:MOST_CHARACTERS].encode("utf-8", "backslashreplace").decode()
        for text in raw[:MOST_VALUES]
    )
