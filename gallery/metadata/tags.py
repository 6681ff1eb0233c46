"""Takes from IIM and EXIF what the fields ask for, and decodes their bytes to text."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import exiv2

from gallery.metadata import mending
from gallery.metadata.fields import CHARACTER_SET, FIELDS, OFFSET, TIME_CREATED, Kind
from gallery.metadata.report import Origin
from gallery.metadata.said import MOST_VALUES, Raw, Said, date

_MOST_KEYS = 20_000
# IIM cuts between characters, or inside one: this many bytes may be free below the limit.
_FREE = 3
# Several names in one text, as EXIF's Artist and Windows' tags have them.
_SEPARATED = {"Exif.Image.Artist", "Exif.Image.XPAuthor", "Exif.Image.XPKeywords"}

# The field of each dataset, whether it is a date, how many bytes nearly fill it.
_DATASETS = {
    field.iim: (field.name, field.kind is Kind.DATE, field.iim_bytes - _FREE)
    for field in FIELDS
    if field.iim
}
_WANTED_DATASETS = frozenset((*_DATASETS, CHARACTER_SET, TIME_CREATED))


class _Numbers(dict[str, str]):
    """The standard's numbers for exiv2's keys: `2:105` for `Iptc.Application2.Headline`.

    Empty for keys that no field asks for.
    """

    def __missing__(self, key: str) -> str:
        number = ""
        with suppress(exiv2.Exiv2Error):
            parsed = exiv2.IptcKey(key)
            number = f"{parsed.record()}:{parsed.tag()}"
        if number not in _WANTED_DATASETS:
            number = ""
        if len(self) < _MOST_KEYS:
            self[key] = number
        return number


_numbers = _Numbers()


def datasets(data: Any) -> dict[str, list[str]]:
    """Return the wanted datasets of exiv2's IIM: their texts by number (`2:105`).

    Bytes that are not UTF-8 come as surrogates (`surrogateescape`).
    """
    gathered: dict[str, list[str]] = {}
    numbers = _numbers
    for datum in data:
        if number := numbers[datum.key()]:
            if number not in gathered:
                gathered[number] = [datum.toString()]
            elif len(gathered[number]) < MOST_VALUES:
                gathered[number].append(datum.toString())
    return gathered


def take_iim(datasets: Mapping[str, Sequence[str]], said: Said) -> None:
    """Add what IIM says: the texts of each dataset, by its number."""
    declared = datasets.get(CHARACTER_SET)
    encoding = mending.iim_encoding(_as_bytes(declared[0])) if declared else None
    origin = Origin.IIM
    for number, texts in datasets.items():
        field = _DATASETS.get(number)
        if field is None:
            continue
        name, is_date, full = field
        if is_date:
            time = datasets.get(TIME_CREATED, ("",))[0]
            if raw := date(origin, number, texts[0], time):
                said[name].append(raw)
            continue
        if len(texts) == 1 and texts[0].isascii():
            said[name].append(Raw(origin, number, (texts[0],), None, len(texts[0]) >= full))
            continue
        values = list(texts)
        cut, read_as = False, ""
        for place, text in enumerate(values):
            if text.isascii():
                cut = cut or len(text) >= full
                continue
            data = _as_bytes(text)
            cut = cut or len(data) >= full
            values[place] = mending.decode(data, encoding, cut=len(data) >= full)
            read_as = mending.encoding_of(data, values[place], encoding)
        said[name].append(Raw(origin, number, tuple(values), None, cut, "", None, read_as))


def _as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


_TAGS = {tag: field for field in FIELDS for tag in field.exif}
_WANTED_TAGS = frozenset((*_TAGS, OFFSET))


def take_exif(image: Any, said: Said) -> None:
    """Add what the EXIF of one of exiv2's images says."""
    found = {}
    for datum in image.exifData():
        key = datum.key()
        if key in _WANTED_TAGS:
            is_text = datum.typeName() == "Ascii"
            found[key] = datum.toString() if is_text else bytes(datum.value().data())
    if not found:
        return
    offset = found.pop(OFFSET, "")
    for tag, field in _TAGS.items():
        if tag not in found:
            continue
        text = _exif_text(tag, found[tag])
        if field.kind is Kind.DATE:
            zone = offset if isinstance(offset, str) else ""
            if raw := date(Origin.EXIF, tag, text, zone=zone):
                said[field.name].append(raw)
            continue
        separated = tag in _SEPARATED and ";" in text
        texts = tuple(text.split(";")) if separated else (text,)
        read_as = "" if text.isascii() else _encoding_of(tag, found[tag], text)
        said[field.name].append(Raw(Origin.EXIF, tag, texts, encoding=read_as))


def _encoding_of(tag: str, value: str | bytes, text: str) -> str:
    if tag.startswith("Exif.Image.XP"):
        return "UTF-16"
    data = _as_bytes(value) if isinstance(value, str) else value
    return mending.encoding_of(data.strip(b"\0 "), text.partition("; ")[0])


def _exif_text(tag: str, value: str | bytes) -> str:
    if isinstance(value, str):
        text = value if value.isascii() else mending.decode(_as_bytes(value))
        # In Copyright, the photographer's, a NUL, the editor's.
        return text.strip(" \0").replace("\0", "; ") if "\0" in text else text
    if tag.startswith("Exif.Image.XP"):
        return mending.decode_utf_16(value, big_endian=False)
    return mending.decode(value)
