"""Decoding: upright, in sRGB and in the box."""

import struct
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from tests.images.drawing import BLUE, GREEN, RED, WHITE, quarters
from tests.unit.decode.pictures import (
    FORMATS,
    ORIENTATION,
    UPRIGHT,
    corners,
    decode,
    exif,
    near,
    pixel,
    saved,
)

pytestmark = pytest.mark.usefixtures("prepared")


def raw_exif(*entries: tuple[int, int, int, bytes]) -> bytes:
    """Return EXIF with these entries (tag, type, count, value), as odd as a camera may write it."""
    packed = b"".join(struct.pack("<HHI4s", *entry) for entry in entries)
    header = b"II*\0" + struct.pack("<IH", 8, len(entries))
    return b"Exif\0\0" + header + packed + b"\0\0\0\0"


# Upright.


@pytest.mark.parametrize("box", [None, (24, 24)], ids=["whole", "in-a-box"])
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("extension", FORMATS)
def test_every_orientation_is_turned_upright(
    tmp_path: Path, extension: str, orientation: int, box: tuple[int, int] | None
) -> None:
    path = tmp_path / f"turned.{extension}"
    saved(path, quarters(), exif=exif(orientation), **FORMATS[extension])
    decoded = decode(str(path), box)
    upright = (32, 48) if orientation >= 5 else (48, 32)
    assert decoded.full == upright
    shown = upright if box is None else (upright[0] // 2, upright[1] // 2)
    assert (decoded.width, decoded.height) == shown
    found = corners(decoded)
    expected = UPRIGHT[orientation]
    assert all(map(near, found, expected)), (found, expected)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_is_none_is_ignored(tmp_path: Path, orientation: int) -> None:
    path = saved(tmp_path / "a.png", quarters(), exif=exif(orientation))
    assert corners(decode(path)) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param((0x011A, 7, 4, b"abcd"), id="resolution-without-type"),
        pytest.param((0x0100, 2, 4, b"abc\0"), id="width-in-letters"),
        pytest.param((0x0201, 2, 4, b"abc\0"), id="thumbnail-in-letters"),
        pytest.param((0x8769, 9, 1, b"\xff\xff\xff\xff"), id="details-before-the-beginning"),
    ],
)
def test_odd_metadata_is_no_reason_to_refuse_a_picture(
    tmp_path: Path, odd: tuple[int, int, int, bytes]
) -> None:
    turned = (ORIENTATION, 3, 1, struct.pack("<HH", 6, 0))
    path = saved(tmp_path / "a.jpg", quarters(), exif=raw_exif(turned, odd), quality=95)
    decoded = decode(path)
    assert (decoded.width, decoded.height) == (32, 48)


# In the box.


@pytest.mark.parametrize(
    ("box", "size"),
    [
        (None, (48, 32)),
        ((24, 24), (24, 16)),
        ((24, 8), (12, 8)),
        ((48, 32), (48, 32)),
        ((480, 320), (48, 32)),
        ((480, 16), (24, 16)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("extension", FORMATS)
def test_a_picture_fits_its_box_and_is_never_enlarged(
    tmp_path: Path, extension: str, box: tuple[int, int] | None, size: tuple[int, int]
) -> None:
    path = saved(tmp_path / f"a.{extension}", quarters(), **FORMATS[extension])
    decoded = decode(path, box)
    assert (decoded.width, decoded.height) == size
    assert decoded.full == (48, 32)
    assert len(decoded.pixels) == size[0] * size[1] * 4


def test_the_box_is_that_of_the_upright_picture(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", quarters(), exif=exif(6))
    standing = decode(path, (100, 12))
    assert (standing.width, standing.height) == (8, 12)


def test_a_strip_keeps_at_least_one_pixel(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGB", (2_000, 1), RED))
    decoded = decode(path, (20, 20))
    assert (decoded.width, decoded.height) == (20, 1)


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "1"])
def test_fine_detail_becomes_its_mean(tmp_path: Path, mode: str) -> None:
    picture = Image.new("L", (64, 64))
    picture.putdata([255 * ((x + y) % 2) for y in range(64) for x in range(64)])
    path = saved(tmp_path / "a.png", picture.convert(mode))
    assert near(pixel(decode(path, (8, 8)), 4, 4), (128, 128, 128, 255))


# Colours.


def test_the_bytes_of_a_pixel_are_blue_green_red_alpha(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGB", (1, 1), (10, 20, 30)))
    assert decode(path).pixels == bytes([30, 20, 10, 255])


@pytest.mark.parametrize("box", [None, (2, 2)], ids=["whole", "in-a-box"])
@pytest.mark.parametrize(
    ("mode", "colour", "extension", "seen"),
    [
        pytest.param("RGBA", (200, 100, 50, 128), "png", (100, 50, 25, 128), id="half-clear"),
        pytest.param("RGBA", (200, 100, 50, 0), "png", (0, 0, 0, 0), id="clear"),
        pytest.param("LA", (200, 128), "png", (100, 100, 100, 128), id="grey-with-alpha"),
        pytest.param("L", 128, "jpg", (128, 128, 128, 255), id="grey"),
        pytest.param("1", 1, "png", (255, 255, 255, 255), id="black-and-white"),
        pytest.param("CMYK", (0, 255, 255, 0), "jpg", (255, 0, 0, 255), id="cmyk-jpeg"),
        pytest.param("CMYK", (0, 255, 255, 0), "tif", (255, 0, 0, 255), id="cmyk-tiff"),
        pytest.param("YCbCr", (128, 128, 128), "tif", (128, 128, 128, 255), id="ycbcr"),
        pytest.param("LAB", (128, 128, 128), "tif", (119, 119, 119, 255), id="lab"),
        pytest.param("I;16", 0x8000, "png", (128, 128, 128, 255), id="grey-16-bit-png"),
        pytest.param("I;16", 0x8000, "tif", (128, 128, 128, 255), id="grey-16-bit-tiff"),
    ],
)
def test_every_kind_of_colour_is_shown_as_it_is(
    tmp_path: Path,
    mode: str,
    colour: Any,
    extension: str,
    seen: tuple[int, ...],
    box: tuple[int, int] | None,
) -> None:
    path = saved(tmp_path / f"a.{extension}", Image.new(mode, (8, 8), colour))
    assert near(pixel(decode(path, box), 0, 0), seen, by=2)


@pytest.mark.parametrize("clear", [None, 1], ids=["opaque", "one-colour-clear"])
def test_palettes_have_their_colours(tmp_path: Path, clear: int | None) -> None:
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([*RED, *BLUE])
    picture.paste(0, (0, 0, 4, 8))
    options = {} if clear is None else {"transparency": clear}
    decoded = decode(saved(tmp_path / "a.png", picture, **options))
    assert pixel(decoded, 0, 0) == (*RED, 255)
    assert pixel(decoded, 7, 0) == ((*BLUE, 255) if clear is None else (0, 0, 0, 0))


def profile(gamma: float) -> bytes:
    """Return an RGB profile with sRGB's colours whose curves have another gamma."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = int.from_bytes(data[128:132], "big")
    for number in range(count):
        entry = 132 + 12 * number
        offset = int.from_bytes(data[entry + 4 : entry + 8], "big")
        if bytes(data[entry : entry + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            # A parametric curve of type 0 is a gamma alone.
            fixed = round(gamma * 65536)
            data[offset : offset + 16] = struct.pack(">4sIHHI", b"para", 0, 0, 0, fixed)
    return bytes(data)


@pytest.mark.parametrize("extension", FORMATS)
def test_an_embedded_profile_is_followed(tmp_path: Path, extension: str) -> None:
    """A mid grey under gamma 1.0 is a light one in sRGB: linear ½ is 188."""
    grey = Image.new("RGB", (8, 8), (128, 128, 128))
    path = tmp_path / f"a.{extension}"
    saved(path, grey, icc_profile=profile(1.0), **FORMATS[extension])
    assert near(pixel(decode(str(path)), 4, 4), (188, 188, 188, 255), by=3)


def test_a_profile_leaves_alpha_alone(tmp_path: Path) -> None:
    grey = Image.new("RGBA", (8, 8), (128, 128, 128, 128))
    path = saved(tmp_path / "a.png", grey, icc_profile=profile(1.0))
    assert near(pixel(decode(path), 4, 4), (94, 94, 94, 128), by=3)


def test_a_profile_is_followed_in_a_palette_too(tmp_path: Path) -> None:
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([128, 128, 128])
    path = saved(tmp_path / "a.png", picture, icc_profile=profile(1.0))
    assert near(pixel(decode(path), 4, 4), (188, 188, 188, 255), by=3)


@pytest.mark.parametrize("junk", [b"junk", b"\0" * 200, profile(1.0)[:100]])
def test_a_profile_that_is_none_is_ignored(tmp_path: Path, junk: bytes) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGB", (8, 8), RED), icc_profile=junk)
    assert pixel(decode(path), 4, 4) == (*RED, 255)


def test_a_profile_for_other_colours_is_ignored(tmp_path: Path) -> None:
    grey = Image.new("L", (8, 8), 128)
    path = saved(tmp_path / "a.png", grey, icc_profile=profile(1.0))
    assert near(pixel(decode(path), 4, 4), (128, 128, 128, 255), by=1)
