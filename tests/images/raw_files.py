"""Writes raw files as cameras lay them out, small: what is around the pixels, and the previews.

Of the pixels that a sensor has seen there are only a few bytes: nobody here reads them. Sources:
TIFF 6.0; TIFF/EP (ISO 12234-2) for the tags of raw TIFFs; Adobe DNG 1.6; exiftool's tables of tags
for the makers' own containers.
"""

import io
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from tests.images import drawing
from tests.images.drawing import Write, quarters

# What the sensor has seen, by its own word; the previews are smaller.
SENSOR = (6000, 4000)
LARGE, SMALL = (960, 640), (160, 120)

# Tags of TIFF that stand here by their names.
SUBFILE, WIDTH, LENGTH, BITS, COMPRESSION, PHOTOMETRIC = 254, 256, 257, 258, 259, 262
MAKE, MODEL, STRIPS, ORIENTATION, SAMPLES, ROWS, COUNTS = 271, 272, 273, 274, 277, 278, 279
SUB_IFDS, JPEG, JPEG_LENGTH, EXIF, DNG_VERSION = 330, 513, 514, 34665, 50706
COLOR_SPACE, INTEROPERABILITY = 0xA001, 0xA005
CFA, RGB, YCBCR = 32803, 2, 6
# In Adobe RGB.
ADOBE_GREEN = (100, 150, 100)

Ifd = Mapping[int, Any]


class Placed(NamedTuple):
    """Bytes that lie elsewhere in the file; the tag has their place, or one that is not true."""

    data: bytes
    place: int | None = None


def preview(size: tuple[int, int], picture: Image.Image | None = None, **options: Any) -> bytes:
    """Return the quarters, or another picture, as JPEG."""
    file = io.BytesIO()
    (picture or quarters(size)).save(file, "JPEG", quality=95, subsampling=0, **options)
    return file.getvalue()


def barred() -> bytes:
    """Return a small preview as many cameras have it: 3:2 within 4:3, with black bars."""
    picture = Image.new("RGB", SMALL)
    picture.paste(quarters((160, 106)), (0, 7))
    return preview(SMALL, picture)


def tiff(
    *chain: Ifd, order: str = "<", magic: int = 42, header: bytes = b"", closed: bool = False
) -> bytes:
    """Return a TIFF of these IFDs, one behind the other; `closed`: the last leads to the first."""
    out = bytearray((b"II" if order == "<" else b"MM") + struct.pack(order + "HI", magic, 0))
    out += header
    link, first = 4, 0
    for ifd in chain:
        place, end = _write(out, ifd, order)
        out[link : link + 4] = struct.pack(order + "I", place)
        first, link = first or place, end
    if closed:
        out[link : link + 4] = struct.pack(order + "I", first)
    return bytes(out)


def _write(out: bytearray, ifd: Ifd, order: str) -> tuple[int, int]:
    """Write an IFD; return its place, and the place of the link to the next."""
    out += bytes(len(out) % 2)
    place = len(out)
    out += struct.pack(order + "H", len(ifd)) + bytes(12 * len(ifd) + 4)
    for number, (tag, value) in enumerate(sorted(ifd.items())):
        kind, count, data = _packed(out, value, order)
        if len(data) > 4:
            out += bytes(len(out) % 2)
            at, data = len(out), data
            out += data
            data = struct.pack(order + "I", at)
        entry = struct.pack(order + "HHI", tag, kind, count) + data.ljust(4, b"\0")
        out[place + 2 + 12 * number : place + 14 + 12 * number] = entry
    return place, place + 2 + 12 * len(ifd)


def _packed(out: bytearray, value: Any, order: str) -> tuple[int, int, bytes]:
    """Return the type of a value by TIFF's number, its count and bytes."""
    if isinstance(value, Placed):
        at = len(out) if value.place is None else value.place
        out += value.data
        return 4, 1, struct.pack(order + "I", at)
    if isinstance(value, Mapping):
        return 4, 1, struct.pack(order + "I", _write(out, value, order)[0])
    if isinstance(value, list):
        places = [_write(out, one, order)[0] for one in value]
        return 4, len(places), struct.pack(f"{order}{len(places)}I", *places)
    if isinstance(value, str):
        return 2, len(value) + 1, value.encode() + b"\0"
    if isinstance(value, bytes):
        return 7, len(value), value
    if isinstance(value, tuple):
        return 3, len(value), struct.pack(f"{order}{len(value)}H", *value)
    if value < 1 << 16:
        return 3, 1, struct.pack(order + "H", value)
    return 4, 1, struct.pack(order + "I", value)


def bomb() -> bytes:
    """Return a JPEG that says it has four gigapixels (ISO 10918-1, B.2.2)."""
    data = bytearray(preview(SMALL))
    frame = data.find(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(data)


def adobe_green() -> bytes:
    """Return a JPEG of one green that has other numbers in sRGB; nothing in it says so."""
    return preview(LARGE, Image.new("RGB", LARGE, ADOBE_GREEN))


def adobe_jpeg(path: Path) -> None:
    """Write a JPEG as cameras do in Adobe RGB: they say so as DCF 2.0 has it, with no profile."""
    exif = Image.Exif()
    exif.get_ifd(EXIF)[COLOR_SPACE] = 0xFFFF
    exif.get_ifd(EXIF)[INTEROPERABILITY] = {1: "R03", 2: b"0100"}
    Image.new("RGB", drawing.SIZE, ADOBE_GREEN).save(path, "JPEG", quality=95, exif=exif)


def scan() -> bytes:
    """Return a TIFF that is no raw file, though a smaller picture of it is in a sub-IFD."""
    return tiff({**rgb(drawing.SIZE), SUBFILE: 0, SUB_IFDS: [rgb((24, 16))]})


def jpeg_at(data: bytes, place: int | None = None, length: int | None = None) -> Ifd:
    """Return the tags of a preview in JPEG; its place and length may be lies."""
    return {
        SUBFILE: 1,
        COMPRESSION: 6,
        JPEG: Placed(data, place),
        JPEG_LENGTH: len(data) if length is None else length,
    }


def rgb(size: tuple[int, int]) -> Ifd:
    """Return the tags of a small picture that is not compressed."""
    data = quarters(size).tobytes()
    return {
        SUBFILE: 1,
        WIDTH: size[0],
        LENGTH: size[1],
        BITS: (8, 8, 8),
        COMPRESSION: 1,
        PHOTOMETRIC: RGB,
        STRIPS: Placed(data),
        SAMPLES: 3,
        ROWS: size[1],
        COUNTS: len(data),
    }


def sensor(compression: int) -> Ifd:
    """Return the tags of what the sensor has seen."""
    return {
        SUBFILE: 0,
        WIDTH: SENSOR[0],
        LENGTH: SENSOR[1],
        BITS: (14,),
        PHOTOMETRIC: CFA,
        COMPRESSION: compression,
        STRIPS: Placed(bytes(64)),
        SAMPLES: 1,
        ROWS: SENSOR[1],
        COUNTS: 64,
    }


def camera(make: str, model: str, orientation: int = 1, color_space: int = 1) -> Ifd:
    """Return what a camera says of itself, how it was held, and of the colours (2: Adobe RGB)."""
    return {
        MAKE: make,
        MODEL: model,
        ORIENTATION: orientation,
        EXIF: {COLOR_SPACE: color_space},
    }


def nef(large: bytes | Ifd | None = None, *, orientation: int = 1, color_space: int = 1) -> bytes:
    """Return a Nikon: the first picture of the TIFF is tiny, the preview is in a sub-IFD."""
    if not isinstance(large, Mapping):
        large = jpeg_at(preview(LARGE) if large is None else large)
    said = camera("NIKON CORPORATION", "NIKON D850", orientation, color_space)
    return tiff({**rgb(SMALL), **said, SUB_IFDS: [large, sensor(34713)]}, order=">")


def dng(large: bytes | None = None) -> bytes:
    """Return a DNG: the preview is a strip of a reduced picture, compressed as JPEG."""
    data = preview(LARGE) if large is None else large
    reduced = {
        SUBFILE: 1,
        WIDTH: LARGE[0],
        LENGTH: LARGE[1],
        BITS: (8, 8, 8),
        COMPRESSION: 7,
        PHOTOMETRIC: YCBCR,
        STRIPS: Placed(data),
        SAMPLES: 3,
        ROWS: LARGE[1],
        COUNTS: len(data),
    }
    said = {**camera("Leica Camera AG", "LEICA M10"), DNG_VERSION: b"\1\4\0\0"}
    return tiff({**rgb((240, 160)), **said, SUB_IFDS: [sensor(7), reduced]})


def arw(large: bytes | None = None) -> bytes:
    """Return a Sony: the preview belongs to the first IFD, a thumbnail to the second."""
    first = {**jpeg_at(preview(LARGE) if large is None else large), **camera("SONY", "ILCE-7M4")}
    return tiff({**first, SUB_IFDS: [sensor(32767)]}, jpeg_at(barred()))


def pef(*, closed: bool = False) -> bytes:
    """Return a Pentax: the sensor's pixels come first, then a thumbnail, then the preview."""
    first = {**sensor(65535), **camera("PENTAX", "PENTAX K-3")}
    pictures = (jpeg_at(barred()), jpeg_at(preview(LARGE)))
    return tiff(first, *pictures, order=">", closed=closed)


def cr2() -> bytes:
    """Return a Canon: the preview is the strip of the first IFD, the sensor's comes fourth."""
    data = preview(LARGE)
    first = {
        WIDTH: SENSOR[0],
        LENGTH: SENSOR[1],
        BITS: (8, 8, 8),
        COMPRESSION: 6,
        STRIPS: Placed(data),
        COUNTS: len(data),
        **camera("Canon", "Canon EOS 5D Mark III"),
    }
    thumbnail = {JPEG: Placed(barred()), JPEG_LENGTH: len(barred())}
    raw = {COMPRESSION: 6, STRIPS: Placed(bytes(64)), COUNTS: 64}
    small = {key: value for key, value in rgb((240, 160)).items() if key != SUBFILE}
    return tiff(first, thumbnail, small, raw, header=b"CR\2\0" + bytes(4))


def crw() -> bytes:
    """Return a Canon of before 2004: a heap, whose directory is at its end."""
    made = b"Canon\0Canon EOS 300D DIGITAL\0"
    parts = {0x2005: bytes(64), 0x2007: preview(LARGE), 0x2008: barred(), 0x080A: made}
    heap, entries = bytearray(), b""
    for tag, data in parts.items():
        entries += struct.pack("<HII", tag, len(data), len(heap))
        heap += data + bytes(len(data) % 2)
    directory = struct.pack("<H", len(parts)) + entries + struct.pack("<I", len(heap))
    head = b"II" + struct.pack("<I", 26) + b"HEAPCCDR" + struct.pack("<III", 0x10002, 0, 0)
    return head + bytes(heap) + directory


def raf(orientation: int = 1, place: int = 160) -> bytes:
    """Return a Fujifilm: a JPEG with EXIF of its own; `place` may be a lie about where it is."""
    exif = Image.Exif()
    exif[MAKE], exif[MODEL], exif[ORIENTATION] = "FUJIFILM", "X-T4", orientation
    data = preview(LARGE, exif=exif)
    head = b"FUJIFILMCCD-RAW 0201FF179502" + b"X-T4".ljust(32, b"\0") + b"0100" + bytes(20)
    behind = 160 + len(data)
    places = struct.pack(">6I", place, len(data), behind, 4, behind + 4, 64)
    return (head + places).ljust(160, b"\0") + data + bytes(68)


def orf() -> bytes:
    """Return an Olympus: the preview is told of in the settings among the maker's notes."""
    data = preview(LARGE)
    # The places in the notes count from their own beginning.
    start = b"OLYMPUS\0II\3\0"
    settings_at = len(start) + 2 + 12 + 4
    settings = struct.pack("<HHHIIHHIII", 2, 0x101, 4, 1, 0, 0x102, 4, 1, len(data), 0)
    notes = start + struct.pack("<HHHIII", 1, 0x2020, 13, 1, settings_at, 0) + settings
    first = {
        WIDTH: SENSOR[0],
        LENGTH: SENSOR[1],
        BITS: (16,),
        COMPRESSION: 1,
        PHOTOMETRIC: CFA,
        STRIPS: Placed(bytes(64)),
        COUNTS: 64,
        **camera("OLYMPUS CORPORATION", "E-M1MarkII"),
    }
    first[EXIF] = {0x927C: notes}
    out = bytearray(tiff(first, magic=0x4F52))
    begins = out.find(start)
    tag = out.find(struct.pack("<HHI", 0x101, 4, 1))
    out += bytes(len(out) % 2)
    out[tag + 8 : tag + 12] = struct.pack("<I", len(out) - begins)
    return bytes(out) + data


def rw2(orientation: int = 1) -> bytes:
    """Return a Panasonic: the preview with EXIF of its own is the value of a tag."""
    exif = Image.Exif()
    exif[MAKE], exif[MODEL], exif[ORIENTATION] = "Panasonic", "DC-GH5", orientation
    first = {
        1: b"0310",
        2: SENSOR[0],
        3: SENSOR[1],
        4: 0,
        5: 0,
        6: SENSOR[1],
        7: SENSOR[0],
        0x2E: preview(LARGE, exif=exif),
        MAKE: "Panasonic",
        MODEL: "DC-GH5",
        ORIENTATION: orientation,
        STRIPS: Placed(bytes(64)),
        COUNTS: 64,
    }
    return tiff(first, magic=0x55)


def cr3(*, orientation: int = 1, full: bytes | None = None) -> bytes:
    """Return a Canon of today: boxes, with a preview in one and a larger picture as a track.

    `full` is that picture; where it is empty there is no track.
    """
    full = preview(LARGE) if full is None else full

    def box(kind: bytes, *parts: bytes) -> bytes:
        data = b"".join(parts)
        return struct.pack(">I", 8 + len(data)) + kind + data

    def uuid(text: str, *parts: bytes) -> bytes:
        return box(b"uuid", bytes.fromhex(text), *parts)

    said = {**camera("Canon", "Canon EOS R6", orientation), WIDTH: SENSOR[0], LENGTH: SENSOR[1]}
    small, large = barred(), preview((480, 320))
    thumbnail = box(b"THMB", struct.pack(">IHHIHH", 0, *SMALL, len(small), 1, 0), small)
    canon = uuid(
        "85c0b687820f11e08111f4ce462b6a48",
        box(b"CMT1", tiff({key: said[key] for key in said if key != EXIF})),
        box(b"CMT2", tiff({0xA001: 1, 0xA002: SENSOR[0], 0xA003: SENSOR[1]})),
        thumbnail,
    )
    shown = uuid(
        "eaf42b5e1c984b88b9fbb7dc406e4d16",
        struct.pack(">Q", 1),
        box(b"PRVW", struct.pack(">IHHHHI", 0, 1, 480, 320, 1, len(large)), large),
    )
    begin = box(b"ftyp", b"crx ", struct.pack(">I", 1), b"crx isom")
    if not full:
        return begin + box(b"moov", canon) + shown + box(b"mdat", bytes(64))

    def movie(place: int) -> bytes:
        entry = box(
            b"CRAW", bytes(24), struct.pack(">HH", *LARGE), bytes(50), box(b"JPEG", bytes(4))
        )
        table = box(
            b"stbl",
            box(b"stsd", struct.pack(">II", 0, 1), entry),
            box(b"stsz", struct.pack(">III", 0, len(full), 1)),
            box(b"co64", struct.pack(">IIQ", 0, 1, place)),
        )
        return box(b"moov", canon, box(b"trak", box(b"mdia", box(b"minf", table))))

    before = len(begin + movie(0) + shown) + 8
    return begin + movie(before) + shown + box(b"mdat", full, bytes(64))


def written(make: Callable[..., bytes], *given: Any, **options: Any) -> Write:
    return lambda path: path.write_bytes(make(*given, **options))
