"""Small pictures to decode, and what is seen of them."""

from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from gallery.decode import image
from gallery.decode.job import Fault
from tests.images.drawing import BLUE, GREEN, RED, WHITE

ORIENTATION = 0x0112
# How a camera's orientation is undone: where the upright picture's corner is in the stored one, as
# (top-left, top-right, bottom-left, bottom-right) of red, green, blue, white.
UPRIGHT = {
    1: (RED, GREEN, BLUE, WHITE),
    2: (GREEN, RED, WHITE, BLUE),
    3: (WHITE, BLUE, GREEN, RED),
    4: (BLUE, WHITE, RED, GREEN),
    5: (RED, BLUE, GREEN, WHITE),
    6: (BLUE, RED, WHITE, GREEN),
    7: (WHITE, GREEN, BLUE, RED),
    8: (GREEN, WHITE, RED, BLUE),
}
FORMATS: dict[str, dict[str, Any]] = {
    "jpg": {"quality": 95, "subsampling": 0},
    "png": {},
    "tif": {},
    "webp": {"lossless": True},
    "avif": {"quality": 95, "subsampling": "4:4:4"},
}


class Decoded(NamedTuple):
    """What the window gets of a picture, as bytes."""

    pixels: bytes
    width: int
    height: int
    full: tuple[int, int]
    fault: Fault | None


def decode(path: str, box: tuple[int, int] | None = None) -> Decoded:
    shown = image.decode(path, box)
    image.write_pixels(shown.image, f"{path}.pixels")
    pixels = Path(f"{path}.pixels").read_bytes()
    return Decoded(pixels, *shown.image.size, shown.full, shown.fault)


def pixel(decoded: Decoded, x: int, y: int) -> tuple[int, int, int, int]:
    """Return one pixel as R, G, B, A."""
    place = (y * decoded.width + x) * 4
    blue, green, red, alpha = decoded.pixels[place : place + 4]
    return red, green, blue, alpha


def corners(decoded: Decoded) -> list[tuple[int, int, int]]:
    """Return the colours a quarter inside from each corner."""
    left, top = decoded.width // 4, decoded.height // 4
    right, bottom = decoded.width - 1 - left, decoded.height - 1 - top
    return [pixel(decoded, x, y)[:3] for y in (top, bottom) for x in (left, right)]


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 12) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def saved(path: Path, picture: Image.Image, **options: Any) -> str:
    picture.save(path, **options)
    return str(path)


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    return data
