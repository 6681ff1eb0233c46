"""Finds the blocks of metadata in a file by their own marks, where exiv2 gave up on one of them.

For one dataset with a wrong length exiv2 drops all of IIM, and for an invalid EXIF block it drops
everything. Here each block is looked for by itself, and every intact dataset of IIM is kept.

Two things are read here that exiv2 does not give: the digest of the IIM block that programs store
beside it (Photoshop image resource 1061), and the bytes that it is made from.

Sources: ISO/IEC 10918-1 annex B (segments of JPEG); IPTC-NAA IIM 4.2, chapter 3 (datasets); Adobe
Photoshop File Formats Specification (image resource blocks).
"""

import hashlib
import mmap
import re
from collections.abc import Iterator
from typing import NamedTuple

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_IIM_RESOURCE = 0x0404
_DIGEST_RESOURCE = 0x0425
_PACKET = re.compile(rb"<(x:xmpmeta|rdf:RDF)[\s>].*?</\1\s*>", re.DOTALL)
# A larger XMP packet is data that a program stores there, not what a person wrote.
MOST_PACKET = 16 << 20


class Blocks(NamedTuple):
    """The blocks of a file, empty where there is none."""

    exif: bytes = b""
    xmp: bytes = b""
    photoshop: bytes = b""


def blocks(data: mmap.mmap | bytes) -> Blocks:
    """Return the blocks of a JPEG; of any other file only its XMP packet."""
    found = _jpeg_blocks(data) if data[:2] == b"\xff\xd8" else Blocks(photoshop=_psd(data))
    return found if found.xmp else found._replace(xmp=_packet(data))


def datasets(photoshop: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the IIM datasets that are whole (`2:105`, its bytes), whatever stands between them."""
    data = resource(photoshop, _IIM_RESOURCE) or b""
    place = data.find(b"\x1c")
    while 0 <= place <= len(data) - 5:
        length = int.from_bytes(data[place + 3 : place + 5], "big")
        end = place + 5 + length
        # Where the next one begins tells whether the length is right.
        if length < 0x8000 and end <= len(data) and data[end : end + 1] in (b"\x1c", b"\0", b""):
            yield f"{data[place + 1]}:{data[place + 2]}", data[place + 5 : end]
            place = data.find(b"\x1c", end)
        else:
            place = data.find(b"\x1c", place + 1)


def iim_is_newer(photoshop: bytes) -> bool:
    """Return whether the IIM block has changed since its digest was made.

    False without a digest, or with one of zeros, which stands for none.
    """
    digest = resource(photoshop, _DIGEST_RESOURCE)
    data = resource(photoshop, _IIM_RESOURCE)
    if not digest or not data or len(digest) != 16 or not any(digest):
        return False
    # MD5 is what the standard asks for; nothing is kept safe by it.
    return hashlib.md5(data, usedforsecurity=False).digest() != digest


def resource(photoshop: bytes, number: int) -> bytes | None:
    """Return one of Photoshop's image resources."""
    place = 0
    while (place := photoshop.find(b"8BIM", place)) >= 0:
        name = place + 6
        if name >= len(photoshop):
            return None
        # A name begins with its length, and takes an even number of bytes with it.
        start = name + (photoshop[name] + 2) // 2 * 2
        end = start + 4 + int.from_bytes(photoshop[start : start + 4], "big")
        if int.from_bytes(photoshop[place + 4 : name], "big") == number:
            return photoshop[start + 4 : end]
        # A resource that claims to go on behind the end hides none of those in it.
        place = end if end <= len(photoshop) else place + 4
    return None


class Segment(NamedTuple):
    """A segment of a JPEG: its mark, and where in the file its content lies."""

    mark: int
    start: int
    end: int


def segments(data: mmap.mmap | bytes) -> Iterator[Segment]:
    """Yield the segments of a JPEG that come before its pixels, none for any other file."""
    if data[:2] != b"\xff\xd8":
        return
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            # Out of step: go on at the next marker of a segment that may hold metadata.
            ahead = [data.find(mark, place) for mark in (b"\xff\xe1", b"\xff\xed")]
            place = min((one for one in ahead if one >= 0), default=len(data))
            continue
        mark = data[place + 1]
        if mark in (0xD9, 0xDA):
            break
        if mark in (0x00, 0x01, 0xFF) or 0xD0 <= mark <= 0xD8:
            place += 1 if mark == 0xFF else 2
            continue
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        yield Segment(mark, place + 4, min(place + 2 + length, len(data)))
        place += 2 + max(length, 2)


def _jpeg_blocks(data: mmap.mmap | bytes) -> Blocks:
    exif, xmp, photoshop = b"", b"", b""
    for mark, start, end in segments(data):
        content = data[start:end] if mark in (0xE1, 0xED) else b""
        if mark == 0xE1 and content.startswith(_EXIF):
            exif = exif or content[len(_EXIF) :]
        elif mark == 0xE1 and content.startswith(_XMP):
            xmp = xmp or content[len(_XMP) :]
        elif mark == 0xED and content.startswith(_PHOTOSHOP):
            # Long ones go on in the next segment.
            photoshop += content[len(_PHOTOSHOP) :]
    return Blocks(exif, xmp, photoshop)


def _psd(data: mmap.mmap | bytes) -> bytes:
    """Return the image resources of a PSD file, which stand behind its header and colour table."""
    if data[:4] != b"8BPS":
        return b""
    start = 30 + int.from_bytes(data[26:30], "big")
    return data[start + 4 : start + 4 + int.from_bytes(data[start : start + 4], "big")]


def _packet(data: mmap.mmap | bytes) -> bytes:
    for mark in (b"<x:xmpmeta", b"<rdf:RDF"):
        if (start := data.find(mark)) >= 0:
            match = _PACKET.match(data[start : start + MOST_PACKET])
            return match[0] if match else b""
    return b""
