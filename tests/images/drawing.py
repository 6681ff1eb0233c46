"""Writes the files of the samples; where no library writes such a file, byte by byte."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pillow_heif
import pillow_jxl  # noqa: F401 (tells Pillow of itself)
from PIL import Image, ImageCms
from PIL.TiffImagePlugin import ImageFileDirectory_v2

pillow_heif.register_heif_opener()

Colour = tuple[int, ...]
Write = Callable[[Path], object]

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
BLACK = (0, 0, 0)
SIZE = (48, 32)
LARGE = (480, 320)
# The greys of a picture without colours, as quarters.
LEVELS = (0, 85, 170, 255)


def quarters(size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a picture whose quarters are red and green above blue and white."""
    picture = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for number, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        left, top = number % 2 * width, number // 2 * height
        picture.paste(colour, (left, top, left + width, top + height))
    return picture


def save(
    kind: str, *more: Image.Image, mode: str = "RGB", size: tuple[int, int] = SIZE, **options: Any
) -> Write:
    """Write the quarters in a format that Pillow or a plug-in of it knows."""

    def write(path: Path) -> None:
        picture = quarters(size)
        if mode == "LAB":
            srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
            picture = ImageCms.profileToProfile(picture, srgb, lab, outputMode="LAB") or picture
        elif mode == "P":
            picture = picture.quantize(4)
        several = {"save_all": True, "append_images": [*more]} if more else {}
        picture.convert(mode).save(path, kind, **options, **several)

    return write


def turned(orientation: int) -> Write:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return save("JPEG", quality=95, subsampling=0, exif=exif)


def black() -> Image.Image:
    return Image.new("RGB", SIZE, BLACK)


def followed_by_black(kind: str, **options: Any) -> Write:
    return save(kind, black(), **options)


def grey(mode: str, kind: str) -> Write:
    """Write quarters of the four levels; the lightest is the most that the mode can tell."""
    scale = {"L": 1, "I;16": 257, "F": 1 / 255}[mode]

    def write(path: Path) -> None:
        picture = Image.new(mode, SIZE)
        width, height = SIZE[0] // 2, SIZE[1] // 2
        for number, level in enumerate(LEVELS):
            left, top = number % 2 * width, number // 2 * height
            picture.paste(level * scale, (left, top, left + width, top + height))
        picture.save(path, kind)

    return write


def half_clear(kind: str) -> Write:
    options = {"lossless": True, "exact": True} if kind == "WEBP" else {}
    return lambda path: Image.new("RGBA", SIZE, (*RED, 128)).save(path, kind, **options)


def linear_profile() -> bytes:
    """Return a profile with sRGB's colours, whose numbers go with the light itself."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for number in range(int.from_bytes(data[128:132], "big")):
        entry = 132 + 12 * number
        offset = int.from_bytes(data[entry + 4 : entry + 8], "big")
        if bytes(data[entry : entry + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            # A parametric curve of type 0 is a gamma alone, in 1/65536.
            data[offset : offset + 16] = struct.pack(">4sIHHI", b"para", 0, 0, 0, 1 << 16)
    return bytes(data)


def profiled(kind: str) -> Write:
    """Write a grey of half the light, which sRGB calls 188."""
    options: dict[str, Any] = {"HEIF": {"quality": 100}}.get(kind, {})
    grey = Image.new("RGB", SIZE, (128, 128, 128))
    return lambda path: grey.save(path, kind, icc_profile=linear_profile(), **options)


# Byte by byte.


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(size: tuple[int, int], depth: int, rows: bytes, *, interlaced: bool = False) -> bytes:
    header = struct.pack(">IIBBBBB", *size, depth, 2, 0, 0, int(interlaced))
    data = _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def interlaced_png(path: Path) -> None:
    """Write a PNG in the seven passes of Adam7 (PNG specification, 8.2)."""
    picture = quarters()
    rows = bytearray()
    for left, top, right, down in (
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
        (0, 1, 1, 2),
    ):  # fmt: skip
        for y in range(top, SIZE[1], down):
            rows.append(0)
            for x in range(left, SIZE[0], right):
                colour = picture.getpixel((x, y))
                assert isinstance(colour, tuple)
                rows += bytes(colour)
    path.write_bytes(_png(SIZE, 8, bytes(rows), interlaced=True))


def _of_16_bits(order: str) -> bytes:
    """Return the quarters with each number twice as long."""
    return b"".join(struct.pack(f"{order}H", one * 257) for one in quarters().tobytes())


def png_of_16_bits(path: Path) -> None:
    data, row = _of_16_bits(">"), SIZE[0] * 6
    rows = b"".join(b"\0" + data[at : at + row] for at in range(0, len(data), row))
    path.write_bytes(_png(SIZE, 16, rows))


def tiff_of_16_bits(path: Path) -> None:
    """Write TIFF 6.0's tags: size, bits, no compression, RGB, one strip, three samples."""
    data = _of_16_bits("<")
    tags = ImageFileDirectory_v2()
    for tag, value in {
        256: SIZE[0], 257: SIZE[1], 258: (16, 16, 16), 259: 1, 262: 2, 277: 3, 278: SIZE[1],
        279: len(data),
    }.items():  # fmt: skip
        tags[tag] = value
    # Where the strip is, from the end of the tags: Pillow adds where that is in the file.
    tags[273] = 0
    path.write_bytes(b"II*\0" + struct.pack("<I", 8) + tags.tobytes(8) + data)


def _psd(depth: int, data: bytes) -> bytes:
    """Return a Photoshop file with no layers but their composite, not compressed."""
    header = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 3, SIZE[1], SIZE[0], depth, 3)
    return header + struct.pack(">IIIH", 0, 0, 0, 0) + data


def psd(path: Path) -> None:
    path.write_bytes(_psd(8, b"".join(band.tobytes() for band in quarters().split())))


def psd_of_16_bits(path: Path) -> None:
    path.write_bytes(_psd(16, b"\0\0" * SIZE[0] * SIZE[1] * 3))


def png_that_claims(width: int, height: int) -> Write:
    """Write a PNG of another size than it says."""
    return lambda path: path.write_bytes(_png((width, height), 8, b"\0" * 10))


def gif_that_claims(width: int, height: int) -> Write:
    def write(path: Path) -> None:
        data = bytearray(_bytes("GIF"))
        data[6:10] = struct.pack("<HH", width, height)
        path.write_bytes(data)

    return write


# Damage.


def _bytes(kind: str, size: tuple[int, int] = SIZE, **options: Any) -> bytes:
    file = io.BytesIO()
    quarters(size).save(file, kind, **options)
    return file.getvalue()


def half(kind: str, **options: Any) -> Write:
    """Write the quarters, larger, without the last third of what is behind the header."""

    def write(path: Path) -> None:
        data = _bytes(kind, LARGE, **options)
        header = {"JPEG": data.find(b"\xff\xda"), "PNG": data.find(b"IDAT")}.get(kind, 0)
        path.write_bytes(data[: header + (len(data) - header) * 2 // 3])

    return write


def beginning(kind: str, length: int) -> Write:
    return lambda path: path.write_bytes(_bytes(kind)[:length])


def wrong_checksum(path: Path) -> None:
    data = bytearray(_bytes("PNG"))
    # The checksum of the header: 8 bytes of signature, 8 of the chunk, 13 of the header before.
    data[29] ^= 0xFF
    path.write_bytes(data)


def nothing(path: Path) -> None:
    """Write no file."""


def text(contents: str) -> Write:
    return lambda path: path.write_text(contents)


def unreadable(path: Path) -> None:
    path.write_bytes(_bytes("PNG"))
    path.chmod(0)


def linked(write: Write) -> Write:
    def link(path: Path) -> None:
        write(path.with_suffix(".original"))
        path.symlink_to(path.with_suffix(".original").name)

    return link
