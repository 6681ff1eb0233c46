"""Takes from IIM and EXIF what the fields ask for, and makes text of their bytes."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import exiv2

from gallery.metadata import mending
from gallery.metadata.fields import CHARACTER_SET, FIELDS, OFFSET, TIME_CREATED, Kind
from gallery.metadata.report import Origin
from gallery.metadata.said import MOST_VALUES, Said, add, add_date

_MOST_KEYS = 20_000
# IIM cuts between characters, or inside one: so many bytes may be free below the limit.
_FREE = 3
# Several names in one text, as EXIF's Artist and Windows' tags have them.
_SEPARATED = {"Exif.Image.Artist", "Exif.Image.XPAuthor", "Exif.Image.XPKeywords"}

_DATASETS = {field.iim: field for field in FIELDS if field.iim}


class _Numbers(dict[str, str]):
    """What exiv2's keys are called in the standard: `Iptc.Application2.Headline`, `2:105`."""

    def __missing__(self, key: str) -> str:
        number = ""
        with suppress(exiv2.Exiv2Error):
            parsed = exiv2.IptcKey(key)
            number = f"{parsed.record()}:{parsed.tag()}"
        if len(self) < _MOST_KEYS:
            self[key] = number
        return number


_numbers = _Numbers()


def datasets(data: Any) -> Iterable[tuple[str, bytes]]:
    """Yield what is wanted of exiv2's IIM: the number of each dataset (`2:105`) and its bytes."""
    for datum in data:
        number = _numbers[datum.key()]
        if number in _DATASETS or number in (CHARACTER_SET, TIME_CREATED):
            # Bytes that are no UTF-8 come as halves of characters, and go back the same way.
            yield number, datum.toString().encode("utf-8", "surrogateescape")


def take_iim(datasets: Iterable[tuple[str, bytes]], said: Said) -> None:
    """Add what IIM says: datasets by number, which may come several times."""
    gathered: dict[str, list[bytes]] = {}
    for number, data in datasets:
        values = gathered.setdefault(number, [])
        if len(values) < MOST_VALUES:
            values.append(data)
    declared = gathered.pop(CHARACTER_SET, [b""])[0]
    encoding = mending.iim_encoding(declared)
    time = gathered.pop(TIME_CREATED, [b""])[0].decode("ascii", "replace")
    for number, values in gathered.items():
        field = _DATASETS.get(number)
        if field is None:
            continue
        if field.kind is Kind.DATE:
            date = values[0].decode("ascii", "replace")
            add_date(field, Origin.IIM, number, date, said, time=time)
            continue
        cut = any(len(value) >= field.iim_bytes - _FREE for value in values)
        texts = [
            mending.decode(value, encoding, cut=len(value) >= field.iim_bytes - _FREE)
            for value in values
        ]
        add(field, Origin.IIM, number, texts, said, cut=cut)


_TAGS = {tag: field for field in FIELDS for tag in field.exif}
_WANTED_TAGS = frozenset((*_TAGS, OFFSET))
_COMMENT = "Exif.Photo.UserComment"


def take_exif(image: Any, said: Said) -> None:
    """Add what the EXIF of an image of exiv2 says."""
    found: dict[str, bytes] = {}
    for datum in image.exifData():
        key = datum.key()
        if key in _WANTED_TAGS:
            value = datum.value()
            found[key] = (
                datum.toString().encode("utf-8", "surrogateescape")
                if datum.typeId() == exiv2.TypeId.asciiString
                else bytes(value.data())
            )
    if not found:
        return
    big_endian = image.byteOrder() == exiv2.ByteOrder.bigEndian
    offset = found.pop(OFFSET, b"").decode("ascii", "replace")
    for field in FIELDS:
        for tag in field.exif:
            if tag not in found:
                continue
            text = _exif_text(tag, found[tag], big_endian=big_endian)
            if field.kind is Kind.DATE:
                add_date(field, Origin.EXIF, tag, text, said, zone=offset)
            elif tag in _SEPARATED:
                add(field, Origin.EXIF, tag, text.split(";"), said)
            elif tag == "Exif.Image.Copyright":
                # The photographer's, a NUL, the editor's.
                add(field, Origin.EXIF, tag, [text.strip(" \0").replace("\0", "; ")], said)
            else:
                add(field, Origin.EXIF, tag, [text], said)


def _exif_text(tag: str, data: bytes, *, big_endian: bool) -> str:
    if tag == _COMMENT:
        return mending.decode_comment(data, big_endian=big_endian)
    if tag.startswith("Exif.Image.XP"):
        return mending.decode_utf_16(data, big_endian=False)
    return mending.decode(data)
