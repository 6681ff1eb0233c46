"""Photographs as cameras write them, with a small one of itself inside."""

import io
import struct
from pathlib import Path

from PIL import Image

from gallery.decode.image import Size

BOX = (240, 160)
THREE_BY_TWO = (600, 400)


def photo(
    folder: Path, size: Size = THREE_BY_TWO, *, name: str = "a.jpg", data: bytes = b""
) -> bytes:
    """Write a picture that is not of one colour, with this EXIF."""
    path = folder / name
    image = Image.linear_gradient("L").resize(size).convert("RGB")
    image.save(path, quality=90, exif=data)
    return bytes(path)


def exif(small: Image.Image | None, orientation: int = 1) -> bytes:
    """Return EXIF as cameras write it, with a JPEG thumbnail in its second directory."""
    file = io.BytesIO()
    if small is not None:
        small.save(file, "JPEG", quality=90, subsampling=0)
    data = file.getvalue()
    first = struct.pack("<HHHIHH", 1, 0x0112, 3, 1, orientation, 0)
    second_at = 8 + len(first) + 4
    begin = second_at + 2 + 2 * 12 + 4
    second = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, begin, 0x0202, 4, 1, len(data), 0)
    return (
        b"Exif\0\0II*\0"
        + struct.pack("<I", 8)
        + first
        + struct.pack("<I", second_at)
        + second
        + data
    )
