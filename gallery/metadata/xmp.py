"""Takes from XMP what the fields ask for, structures and lists of structures included."""

import re
from typing import Any, NamedTuple

import exiv2

from gallery.metadata import mending
from gallery.metadata.fields import BY_NAME, FACE_TYPES, FACES, FIELDS, Field, Kind
from gallery.metadata.reconcile import X_DEFAULT
from gallery.metadata.report import Origin, Source
from gallery.metadata.said import MOST_CHARACTERS, MOST_VALUES, Said, add, add_date, writable

# Names of keys are remembered, which saves most of the work on them; hostile files have many.
_MOST_KEYS = 20_000
# exiv2's own short names of namespaces; all others are as everybody writes them.
_PREFIXES = {"iptc": "Iptc4xmpCore", "iptcExt": "Iptc4xmpExt"}
_INDEX = re.compile(r"\[(\d+)\]")


class _Place(NamedTuple):
    """Where a value of XMP belongs: its field, which of the field's paths, which items of lists."""

    field: Field
    path: int
    items: tuple[int, ...]


class _Places(dict[str, _Place | None]):
    """Which place each key of exiv2 has; found out when it is first met."""

    def __missing__(self, key: str) -> _Place | None:
        _, prefix, path = key.split(".", 2)
        pattern = f"{_PREFIXES.get(prefix, prefix)}:{_INDEX.sub('[]', path)}"
        place = None
        if found := _PATHS.get(pattern) or _PATHS.get(pattern.removesuffix("[]")):
            place = _Place(*found, tuple(map(int, _INDEX.findall(path))))
        if len(self) < _MOST_KEYS:
            self[key] = place
        return place


_PATHS = {path: (field, number) for field in FIELDS for number, path in enumerate(field.xmp)}
_PATHS[FACE_TYPES] = (BY_NAME["persons_shown"], -1)
_FACES = BY_NAME["persons_shown"].xmp.index(FACES)
_places = _Places()


def take(data: Any, origin: Origin, said: Said) -> None:
    """Add what XMP says, gathered by field and path first: values may be items of lists."""
    gathered: dict[tuple[Field, int], list[tuple[tuple[int, ...], Any]]] = {}
    for datum in data:
        if (place := _places[datum.key()]) is not None:
            value = _xmp_value(datum)
            if value:
                gathered.setdefault(place[:2], []).append((place.items, value))
    if not gathered:
        return
    persons = BY_NAME["persons_shown"]
    kinds = dict(gathered.pop((persons, -1), ()))
    if faces := gathered.get((persons, _FACES)):
        # Other regions are pets, bar codes and what was in focus.
        faces[:] = [one for one in faces if kinds.get(one[0], "Face") == "Face"]
    structures: dict[Field, dict[int, dict[int, str]]] = {}
    for (field, path), values in gathered.items():
        if field.kind is Kind.STRUCTURES:
            items = structures.setdefault(field, {})
            for indexes, value in values:
                items.setdefault(indexes[0] if indexes else 0, {})[path] = _one_text(value)
        elif field.kind is Kind.DATE:
            add_date(field, origin, field.xmp[path], _one_text(values[0][1]), said)
        elif values:
            _add_xmp(field, field.xmp[path], [value for _, value in values], origin, said)
    for field, items in structures.items():
        joined = [
            ", ".join(dict.fromkeys(parts[path] for path in sorted(parts)))
            for _, parts in sorted(items.items())
        ]
        add(field, origin, field.xmp[0].partition("[]")[0], joined, said)


def _xmp_value(datum: Any) -> Any:
    """Return a text, a list of texts, or texts by language; nothing for what only holds others."""
    kind = datum.typeId()
    if kind == exiv2.TypeId.langAlt:
        return dict(datum.value())
    if kind == exiv2.TypeId.xmpText:
        text = datum.toString()
        # The beginning of a structure or of a list of structures.
        return None if text in _OPENING else text
    return list(datum.value())[:MOST_VALUES]


_OPENING = frozenset(f'type="{kind}"' for kind in ("Bag", "Seq", "Alt", "Struct"))


def _one_text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get(X_DEFAULT) or next(iter(value.values()))
    return mending.mend(value if isinstance(value, str) else "; ".join(value))


def _add_xmp(field: Field, tag: str, values: list[Any], origin: Origin, said: Said) -> None:
    if field.kind is not Kind.UNION and len(values) == 1 and isinstance(values[0], dict):
        languages = {tag: mending.mend(text) for tag, text in values[0].items()}
        languages = {tag: text[:MOST_CHARACTERS] for tag, text in languages.items() if text}
        if languages:
            text = languages.get(X_DEFAULT) or next(iter(languages.values()))
            raw = tuple(values[0].values())
            said[field.name].append(
                Source(
                    origin,
                    tag,
                    (text,),
                    raw=() if raw == tuple(languages.values()) else writable(raw),
                    languages=languages,
                )
            )
        return
    texts: list[str] = []
    for value in values:
        if isinstance(value, list):
            texts += value
        else:
            texts.append(value if isinstance(value, str) else _one_text(value))
    add(field, origin, tag, texts, said)
