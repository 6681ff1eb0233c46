"""Finds the JPEG in the tracks of a Canon CR3, the camera's picture with all its pixels.

exiv2 finds only the smaller ones. Source: ISO/IEC 14496-12 (boxes: 4.2; stsd, stsz, stco, co64:
8.5.2, 8.7.3, 8.7.5; the description of a picture track: 12.1.3).
"""

import mmap
import struct
from collections.abc import Iterator
from contextlib import suppress

Data = mmap.mmap | bytes

# No camera writes more boxes beside each other.
_MOST_BOXES = 256
_TABLE = (b"mdia", b"minf", b"stbl")
_JPEG = b"\xff\xd8\xff"


def pictures(data: Data) -> Iterator[tuple[int, int, slice]]:
    """Yield width, height and place of each track that is a JPEG. Raises nothing."""
    for kind, movie in _boxes(data, 0, len(data)):
        if kind != b"moov":
            continue
        for kind, track in _boxes(data, *movie):
            if kind == b"trak":
                with suppress(struct.error, KeyError):
                    found = _picture(data, track)
                    if found is not None:
                        yield found


def _picture(data: Data, track: tuple[int, int]) -> tuple[int, int, slice] | None:
    """Return the first sample of a track; raises struct.error, KeyError where a part is missing."""
    inside = track
    for kind in _TABLE:
        inside = dict(_boxes(data, *inside))[kind]
    table = dict(_boxes(data, *inside))
    # Behind version, flags and count: a box whose contents have width and height at 24.
    width, height = struct.unpack_from(">HH", data, table[b"stsd"][0] + 8 + 8 + 24)
    each, _, first = struct.unpack_from(">III", data, table[b"stsz"][0] + 4)
    length = each or first
    if b"co64" in table:
        (place,) = struct.unpack_from(">Q", data, table[b"co64"][0] + 8)
    else:
        (place,) = struct.unpack_from(">I", data, table[b"stco"][0] + 8)
    if place + length > len(data) or data[place : place + len(_JPEG)] != _JPEG:
        return None
    return (width, height, slice(place, place + length)) if width and height else None


def _boxes(data: Data, begin: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield the kind of each box between two places, and where its contents begin and end."""
    for _ in range(_MOST_BOXES):
        if end - begin < 8:
            return
        length, kind = struct.unpack_from(">I4s", data, begin)
        head = 8
        if length == 1 and end - begin >= 16:
            (length,) = struct.unpack_from(">Q", data, begin + 8)
            head = 16
        elif length == 0:
            length = end - begin
        if not head <= length <= end - begin:
            return
        yield kind, (begin + head, begin + length)
        begin += length
