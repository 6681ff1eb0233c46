"""Decoding: upright, in sRGB, in the box, and faults told apart."""

import errno
import io
import os
import struct
import sys
import zlib
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from gallery.decode import formats, image
from gallery.decode.formats import DecodeError
from gallery.decode.job import IN_WORDS, Fault

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
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


@pytest.fixture(autouse=True)
def _prepared() -> None:
    formats.prepare()


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


def quarters(size: tuple[int, int] = (48, 32)) -> Image.Image:
    """Return a picture whose quarters are red and green above blue and white."""
    width, height = size[0] // 2, size[1] // 2
    picture = Image.new("RGB", size, WHITE)
    picture.paste(RED, (0, 0, width, height))
    picture.paste(GREEN, (width, 0, *(size[0], height)))
    picture.paste(BLUE, (0, height, width, size[1]))
    return picture


def exif(orientation: int) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    return data


def raw_exif(*entries: tuple[int, int, int, bytes]) -> bytes:
    """Return EXIF with these entries (tag, type, count, value), as odd as a camera may write it."""
    packed = b"".join(struct.pack("<HHI4s", *entry) for entry in entries)
    header = b"II*\0" + struct.pack("<IH", 8, len(entries))
    return b"Exif\0\0" + header + packed + b"\0\0\0\0"


def fault_of(path: Path | str) -> Fault:
    with pytest.raises(DecodeError) as refusal:
        decode(str(path))
    return refusal.value.fault


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


# Faults.


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "nothing.jpg") is Fault.GONE
    assert fault_of(tmp_path / "nowhere" / "nothing.jpg") is Fault.GONE


def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    saved(path, quarters())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert fault_of(path) is Fault.NO_PERMISSION


def test_a_refusal_of_the_system_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.png"
    Image.new("RGB", (2, 2)).save(path)
    monkeypatch.setattr(Image, "open", refuse)
    assert fault_of(path) is Fault.NO_PERMISSION


@pytest.mark.parametrize(
    "contents",
    [
        pytest.param(b"Dear diary, today I saw the Moon.\n" * 40, id="text"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="pdf"),
        pytest.param(b"\x1a\x45\xdf\xa3" + b"\0" * 400, id="video"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
    ],
)
def test_a_file_that_is_no_picture(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(contents)
    assert fault_of(path) is Fault.UNSUPPORTED


def test_an_empty_file_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.touch()
    assert fault_of(path) in {Fault.UNSUPPORTED, Fault.DAMAGED}


@pytest.mark.parametrize("length", [1, 2, 3, 4, 8, 15])
def test_a_file_of_a_few_bytes_is_no_picture(tmp_path: Path, length: int) -> None:
    for name, data in NOISE.items():
        path = tmp_path / f"a.{name}"
        path.write_bytes(data[:length])
        assert fault_of(path) in {Fault.UNSUPPORTED, Fault.DAMAGED}


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    assert fault_of(tmp_path) in {Fault.UNSUPPORTED, Fault.DAMAGED}


def noise(extension: str) -> bytes:
    """Return a turned picture of noise, which has data to damage."""
    file = io.BytesIO()
    name = {"jpg": "JPEG", "tif": "TIFF"}.get(extension, extension.upper())
    options = {"exif": exif(6)} if extension in FORMATS else {}
    Image.effect_noise((64, 48), 80).convert("RGB").save(file, name, **options)
    return file.getvalue()


@pytest.mark.parametrize("box", [None, (16, 16)], ids=["whole", "in-a-box"])
@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "gif", "bmp"])
def test_of_a_picture_that_breaks_off_the_readable_part_is_shown(
    tmp_path: Path, extension: str, box: tuple[int, int] | None
) -> None:
    path = tmp_path / f"a.{extension}"
    path.write_bytes(NOISE[extension])
    whole = decode(str(path), box)
    path.write_bytes(NOISE[extension][: len(NOISE[extension]) * 2 // 3])
    part = decode(str(path), box)
    assert part.fault is Fault.DAMAGED
    assert (part.width, part.height, part.full) == (whole.width, whole.height, whole.full)
    # What is missing may be at the side or at the foot; GIF leaves out every other row.
    same = sum(one == other for one, other in zip(part.pixels, whole.pixels, strict=True))
    assert len(whole.pixels) // (5 if extension == "gif" else 3) < same < len(whole.pixels)


@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "gif", "bmp", "webp", "avif"])
def test_a_picture_of_which_nothing_can_be_read_is_damaged(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    data = noise(extension)
    path.write_bytes(data[: {"jpg": 500, "gif": 700}.get(extension, 160)])
    with pytest.raises(DecodeError) as refusal:
        decode(str(path))
    assert refusal.value.fault in {Fault.DAMAGED, Fault.UNSUPPORTED}


@pytest.mark.parametrize("box", [None, (16, 16)], ids=["whole", "in-a-box"])
def test_a_damaged_avif_is_told_as_such(tmp_path: Path, box: tuple[int, int] | None) -> None:
    data = bytearray(noise("avif"))
    begin = data.index(b"mdat") + 4
    data[begin : begin + 40] = b"\xff" * 40
    path = tmp_path / "a.avif"
    path.write_bytes(data)
    with pytest.raises(DecodeError) as refusal:
        decode(str(path), box)
    assert refusal.value.fault is Fault.DAMAGED


def test_jpeg_xl_without_its_plug_in_is_told_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_loaded", {})
    # How Python marks a module that is not to be had.
    monkeypatch.setitem(sys.modules, "pillow_jxl", None)
    path = tmp_path / "a.jxl"
    for beginning in (b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n"):
        path.write_bytes(beginning + b"\0" * 40)
        fault = fault_of(path)
        assert fault is Fault.NO_JPEG_XL
        assert "giant-leap[jxl]" in IN_WORDS[fault]


def test_a_disk_that_fails_is_told_from_a_damaged_file(tmp_path: Path) -> None:
    """Its error goes away with the disk's; damage is remembered."""
    for number in (errno.EIO, errno.ESTALE, errno.ENOTCONN):
        with pytest.raises(DecodeError) as refusal, image.faults():
            raise OSError(number, os.strerror(number))
        assert refusal.value.fault is Fault.UNREADABLE


def test_a_picture_beyond_all_measure_is_refused_before_it_is_read(tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b""))
    assert fault_of(path) is Fault.TOO_LARGE


NOISE = {extension: noise(extension) for extension in ("jpg", "png", "tif", "webp", "gif", "bmp")}
NOISE["avif"] = noise("avif")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch")


@pytest.mark.parametrize("extension", NOISE)
@given(data=st.data())
def test_any_damage_is_shown_or_told(scratch: Path, extension: str, data: st.DataObject) -> None:
    damaged = bytearray(NOISE[extension])
    places = st.integers(0, min(len(damaged), 600) - 1) | st.integers(0, len(damaged) - 1)
    for place, byte in data.draw(
        st.lists(st.tuples(places, st.sampled_from([0, 1, 127, 255])), min_size=1, max_size=8)
    ):
        damaged[place] = byte
    path = scratch / f"a.{extension}"
    path.write_bytes(damaged)
    try:
        decoded = decode(str(path), (16, 16))
    except DecodeError:
        return
    assert len(decoded.pixels) == decoded.width * decoded.height * 4
