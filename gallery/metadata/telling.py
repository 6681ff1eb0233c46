"""A reading for other programs: the same keys in every file, each value with its rule in words."""

from typing import Any

import msgspec

from gallery.metadata.fields import BY_NAME
from gallery.metadata.report import ASIDE_IN_WORDS, IN_WORDS, Found, Reading, Source

_NOTHING = "Captions cannot be read from this kind of file."


def told(reading: Reading) -> dict[str, Any]:
    """Return a reading as values that JSON can hold.

    `fields` has a key for each field about which any place says something; a field and its sources
    always have all keys. `raw` is what stands in the file, even where the values are the same.
    """
    return {
        "fields": {name: _field(name, found) for name, found in reading.fields.items()},
        "further": [msgspec.structs.asdict(one) for one in reading.further],
        "technical": msgspec.structs.asdict(reading.technical),
        "problems": [_NOTHING] if reading == Reading() else list(reading.problems),
    }


def _field(name: str, found: Found) -> dict[str, Any]:
    return {
        "label": BY_NAME[name].label,
        "values": found.values,
        "rule": found.rule if found.values else None,
        "why": IN_WORDS[found.rule] if found.values else None,
        "conflict": found.conflict,
        "languages": found.languages,
        "sources": [_source(source) for source in found.sources],
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        **msgspec.structs.asdict(source),
        "raw": source.raw or tuple(source.languages.values()) or source.values,
        "encoding": source.encoding or None,
        "aside": ASIDE_IN_WORDS[source.aside] if source.aside else None,
    }
