"""Takes from XMP what the fields ask for, structures and lists of structures included."""

import re
from typing import Any

from msgspec import Struct

from gallery.metadata import mending
from gallery.metadata.fields import BY_NAME, FACE_TYPES, FACES, FIELDS, Field, Kind
from gallery.metadata.reconcile import X_DEFAULT
from gallery.metadata.report import Origin
from gallery.metadata.said import MOST_VALUES, Raw, Said, date

# Parsed keys are cached, which saves most of the work on them; hostile files may have many.
_MOST_KEYS = 20_000
# exiv2's own short names of namespaces; all others are as everybody writes them.
PREFIXES = {"iptc": "Iptc4xmpCore", "iptcExt": "Iptc4xmpExt"}
_INDEX = re.compile(r"\[(\d+)\]")
# What exiv2 calls its kinds of values; all others are lists.
_TEXT, _LANGUAGES = "XmpText", "LangAlt"
# Names the MD5 of what there is besides, in other segments of a JPEG.
_EXTENDED = "xmpNote:HasExtendedXMP"
# The beginning of a structure or of a list of structures.
_OPENING = frozenset(f'type="{kind}"' for kind in ("Bag", "Seq", "Alt", "Struct"))
# A text, several, or one in several languages.
_Value = str | list[str] | dict[str, str]


class _Place(Struct, frozen=True, gc=False):
    """Where a value of XMP belongs: its path in the table of fields, and its indexes in lists.

    `field` is set for a value that is all of its field by itself, None for parts of one.
    """

    path: str
    items: tuple[int, ...]
    field: str | None


class _Places(dict[str, _Place | None]):
    """The place of each of exiv2's keys, worked out when it is first met."""

    def __missing__(self, key: str) -> _Place | None:
        place = None
        _, prefix, rest = key.split(".", 2)
        items = tuple(map(int, _INDEX.findall(rest)))
        pattern = f"{PREFIXES.get(prefix, prefix)}:{_INDEX.sub('[]', rest)}"
        for path in (pattern, pattern.removesuffix("[]")):
            if path in _PATHS:
                field = _PATHS[path]
                alone = not items and field.kind in (Kind.TEXT, Kind.LINE, Kind.LIST)
                place = _Place(path, items, field.name if alone else None)
                break
        if pattern == _EXTENDED:
            place = _Place(pattern, items, None)
        if len(self) < _MOST_KEYS:
            self[key] = place
        return place


_PATHS: dict[str, Field] = {path: field for field in FIELDS for path in field.xmp}
_PATHS[FACE_TYPES] = BY_NAME["persons_shown"]
_places = _Places()


def take(data: Any, origin: Origin, said: Said) -> str:
    """Add what XMP says; return the MD5 of the extended XMP, empty where there is none.

    Values that may be items of lists are first gathered by path.
    """
    gathered: dict[str, list[tuple[tuple[int, ...], _Value]]] = {}
    places = _places
    for datum in data:
        place = places[datum.key()]
        if place is None:
            continue
        field = place.field
        if field is None:
            if value := _value(datum):
                gathered.setdefault(place.path, []).append((place.items, value))
        elif datum.typeName() != _TEXT:
            if raw := _several(datum, origin, place.path):
                said[field].append(raw)
        elif (text := datum.toString()) and text not in _OPENING:
            said[field].append(Raw(origin, place.path, (text,)))
    if not gathered:
        return ""
    extended = gathered.pop(_EXTENDED, None)
    _take_gathered(gathered, origin, said)
    return _one_text(extended[0][1]) if extended else ""


def _take_gathered(
    gathered: dict[str, list[tuple[tuple[int, ...], _Value]]], origin: Origin, said: Said
) -> None:
    if FACE_TYPES in gathered:
        kinds = dict(gathered.pop(FACE_TYPES))
        # Other regions are pets, bar codes and focus areas.
        faces = [one for one in gathered.get(FACES, ()) if kinds.get(one[0], "Face") == "Face"]
        gathered[FACES] = faces
    structures: dict[str, dict[int, dict[str, str]]] = {}
    for path, values in gathered.items():
        field = _PATHS[path]
        if field.kind is Kind.STRUCTURES:
            items = structures.setdefault(field.name, {})
            for indexes, value in values:
                items.setdefault(indexes[0] if indexes else 0, {})[path] = _one_text(value)
        elif field.kind is Kind.DATE:
            if raw := date(origin, path, _one_text(values[0][1])):
                said[field.name].append(raw)
        elif values:
            said[field.name].append(_listed(origin, path, [value for _, value in values]))
    for name, items in structures.items():
        said[name].append(_joined(BY_NAME[name], origin, items))


def _several(datum: Any, origin: Origin, path: str) -> Raw | None:
    """Return the texts that stand at a path which is no item of a list."""
    count = datum.count()
    if count > 1 and datum.typeName() == _LANGUAGES:
        # Which one is shown is for the interface's language to say.
        languages = _languages(datum)
        first = languages.get(X_DEFAULT) or next(iter(languages.values()))
        return Raw(origin, path, (first,), languages)
    texts = tuple(map(datum.toString, range(min(count, MOST_VALUES))))
    return Raw(origin, path, texts) if texts else None


def _joined(field: Field, origin: Origin, items: dict[int, dict[str, str]]) -> Raw:
    """Return one text for each structure of a list, made of its parts."""
    texts = [
        ", ".join(dict.fromkeys(parts[path] for path in field.xmp if parts.get(path)))
        for _, parts in sorted(items.items())
    ]
    return Raw(origin, field.xmp[0].partition("[]")[0], tuple(texts))


def _value(datum: Any) -> _Value | None:
    """Return a text, several, or one by language; nothing for what only holds others."""
    kind = datum.typeName()
    if kind == _TEXT:
        text: str = datum.toString()
        return None if text in _OPENING else text
    if kind == _LANGUAGES:
        return _languages(datum)
    return [datum.toString(number) for number in range(min(datum.count(), MOST_VALUES))]


def _languages(datum: Any) -> dict[str, str]:
    # A copy, and all its items at once: many times faster than any other way.
    return dict(datum.getValue().items())


def _one_text(value: _Value) -> str:
    if isinstance(value, dict):
        value = value.get(X_DEFAULT) or next(iter(value.values()))
    return mending.mend(value if isinstance(value, str) else "; ".join(value))


def _listed(origin: Origin, path: str, values: list[_Value]) -> Raw:
    texts: list[str] = []
    for value in values:
        texts += value if isinstance(value, list) else [_one_text(value)]
    return Raw(origin, path, tuple(texts))
