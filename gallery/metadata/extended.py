"""Finds the XMP of a JPEG that does not fit into one segment.

A segment of JPEG holds 64 kB. XMP that goes beyond that stands in further segments, in portions,
each with the MD5 of the whole and its offset in it; the first packet names that MD5. exiv2 reads
only the first packet.

Portions of another whole, duplicates and those that lie outside are skipped; where one is missing
there is no whole. No more memory is used than for any packet (`salvage.MOST_PACKET`).

Source: ISO 16684-3 (Adobe's XMP Specification Part 3, storage in files, 1.1.3).
"""

import hashlib
import mmap
from typing import NamedTuple

from gallery.metadata.salvage import MOST_PACKET, segments

_MARK = b"http://ns.adobe.com/xmp/extension/\0"
_APP1 = 0xE1
# Behind the mark: an MD5 in hexadecimal digits, how long the whole is, where this portion begins.
_DIGEST, _NUMBER = 32, 4
_HEAD = len(_MARK) + _DIGEST + 2 * _NUMBER
# Where captions and people stand. Phones store whole pictures in extended XMP, such as depth maps:
# those need not be parsed.
_NAMESPACES = (
    b"http://purl.org/dc/", b"http://ns.adobe.com/photoshop/", b"http://iptc.org/std/",
    b"http://ns.adobe.com/xap/1.0/rights/", b"http://ns.useplus.org/", b"/schemas/regions/",
    b"http://ns.microsoft.com/photo/", b"http://ns.adobe.com/exif/",
)  # fmt: skip
# exiv2 takes XML for XMP that begins so, or with Adobe's own element.
_BEGINNING = b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'


class Extended(NamedTuple):
    """XMP to be read like a packet, empty where it has none of the namespaces read here.

    `is_whole` is False where portions are missing or do not match the MD5.
    """

    packet: bytes = b""
    is_whole: bool = True


def find(data: mmap.mmap | bytes, digest: str) -> Extended:
    """Return the further XMP of a JPEG, by the MD5 that its first packet names."""
    wanted = digest.strip().upper().encode("ascii", "replace")
    whole = 0
    # Where each portion lies in the file, by its place in the whole.
    portions: dict[int, slice] = {}
    for segment in segments(data):
        start = segment.start + len(_MARK)
        if segment.mark != _APP1 or segment.end - segment.start < _HEAD:
            continue
        if data[segment.start : start] != _MARK or data[start : start + _DIGEST].upper() != wanted:
            continue
        numbers = start + _DIGEST
        length = int.from_bytes(data[numbers : numbers + _NUMBER], "big")
        place = int.from_bytes(data[numbers + _NUMBER : numbers + 2 * _NUMBER], "big")
        whole = whole or length
        if length == whole <= MOST_PACKET and place < whole:
            portions.setdefault(place, slice(segment.start + _HEAD, segment.end))
    packet = bytearray()
    while (portion := portions.get(len(packet))) is not None:
        packet += data[portion]
    if not packet or len(packet) != whole:
        return Extended(is_whole=False)
    if not any(namespace in packet for namespace in _NAMESPACES):
        return Extended()
    # MD5 is what the standard asks for; it is not used for security.
    found = hashlib.md5(packet, usedforsecurity=False).hexdigest().upper().encode()
    return Extended(_BEGINNING + packet, is_whole=found == wanted)
