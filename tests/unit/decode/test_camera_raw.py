"""Raw files: which preview is shown, which way up, in which colours, and how little is read."""

import errno
import mmap
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from gallery.decode import embedded, image
from gallery.decode.formats import DecodeError
from gallery.decode.job import IN_WORDS, Fault
from tests.images import raw_files
from tests.images.drawing import BLUE, GREEN, RED, WHITE, Colour
from tests.unit.decode.pictures import UPRIGHT, exif

pytestmark = pytest.mark.usefixtures("prepared")

MEDIUM, FULL = (300, 200), (960, 640)
NEAR = 16


def one_colour(size: tuple[int, int], colour: Colour) -> raw_files.Ifd:
    plain = Image.new("RGB", size, colour)
    return raw_files.jpeg_at(raw_files.preview(size, plain))


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Return a raw file with previews of 150, 300 and 960 pixels: red, green and blue."""
    path = tmp_path / "several.dng"
    small = one_colour((150, 100), RED)
    larger = [one_colour(MEDIUM, GREEN), one_colour(FULL, BLUE), raw_files.sensor(1)]
    path.write_bytes(raw_files.tiff({**small, raw_files.SUB_IFDS: larger}))
    return path


def colour_of(picture: Image.Image) -> Colour:
    found = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
    assert isinstance(found, tuple)
    return next(
        one
        for one in (RED, GREEN, BLUE, WHITE)
        if all(abs(a - b) <= NEAR for a, b in zip(one, found, strict=True))
    )


def corners(picture: Image.Image) -> list[Colour]:
    width, height = picture.size
    return [
        colour_of(picture.crop((left, top, left + width // 2, top + height // 2)))
        for top in (0, height // 2)
        for left in (0, width // 2)
    ]


@pytest.mark.parametrize(
    ("box", "size", "colour"),
    [
        (None, FULL, BLUE),
        ((2000, 2000), FULL, BLUE),
        ((512, 512), (512, 341), BLUE),
        ((300, 300), MEDIUM, GREEN),
        ((256, 256), (256, 171), GREEN),
        ((128, 128), (128, 85), RED),
    ],
)
def test_the_smallest_preview_that_fills_the_box_is_taken(
    several: Path, box: tuple[int, int] | None, size: tuple[int, int], colour: Colour
) -> None:
    shown = image.decode(str(several), box)
    assert shown.image.size == size
    assert colour_of(shown.image) == colour
    # Whichever stands in: what can be seen is as large as the largest.
    assert shown.full == FULL


def test_a_glance_is_the_smallest(several: Path) -> None:
    with several.open("rb") as file:
        seen = embedded.thumbnail(file)
    assert seen is not None
    assert (seen.image.size, seen.full) == ((150, 100), FULL)
    assert colour_of(seen.image) == RED


@pytest.mark.parametrize("make", [raw_files.arw, raw_files.cr2, raw_files.pef, raw_files.cr3])
def test_the_black_bars_of_a_thumbnail_are_never_seen(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "barred"
    path.write_bytes(make())
    with path.open("rb") as file:
        seen = embedded.thumbnail(file)
    assert seen is not None
    width, height = seen.image.size
    assert width / height == pytest.approx(3 / 2, rel=0.03)
    assert colour_of(seen.image.crop((width // 4, 0, width // 4 + 2, 2))) == RED
    # A thumbnail of its size is made of another preview.
    small = image.decode(str(path), (120, 120)).image
    assert corners(small) == [RED, GREEN, BLUE, WHITE]


def test_where_there_is_nothing_small_a_glance_sees_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.orf"
    path.write_bytes(raw_files.orf())
    with path.open("rb") as file:
        assert embedded.thumbnail(file) is None


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_preview_that_says_nothing_is_turned_as_its_raw_file_says(
    tmp_path: Path, orientation: int
) -> None:
    path = tmp_path / "a.nef"
    path.write_bytes(raw_files.nef(orientation=orientation))
    whole = image.decode(str(path))
    assert corners(whole.image) == list(UPRIGHT[orientation])
    assert image.decode(str(path), (100, 100)).full == whole.full == whole.image.size


@pytest.mark.parametrize(
    ("size", "own", "whole", "expected"),
    [
        pytest.param((960, 640), 6, 6, 6, id="both-say-it"),
        pytest.param((960, 640), 8, 1, 8, id="only-the-preview-says-it"),
        pytest.param((640, 960), 1, 6, 1, id="turned-and-says-so"),
        pytest.param((640, 960), None, 8, 1, id="turned-and-says-nothing"),
        pytest.param((960, 640), 1, 6, 6, id="says-upright-but-lies-as-the-sensor"),
        pytest.param((960, 640), 1, 3, 1, id="says-upright-and-may-be"),
    ],
)
def test_a_preview_is_never_turned_twice_or_not_at_all(
    tmp_path: Path, size: tuple[int, int], own: int | None, whole: int, expected: int
) -> None:
    options: dict[str, Any] = {} if own is None else {"exif": exif(own)}
    path = tmp_path / "a.nef"
    path.write_bytes(raw_files.nef(raw_files.preview(size, **options), orientation=whole))
    assert corners(image.decode(str(path)).image) == list(UPRIGHT[expected])


def test_a_drive_that_maps_no_files_is_read_from(
    several: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refused(mmap.mmap):
        def __new__(cls, *_: Any, **__: Any) -> "Refused":
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))

    # As some network drives do, which cannot be had here.
    monkeypatch.setattr(mmap, "mmap", Refused)
    shown = image.decode(str(several), MEDIUM)
    assert (shown.image.size, colour_of(shown.image)) == (MEDIUM, GREEN)


def test_a_raw_file_without_a_preview_says_so_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    path.write_bytes(raw_files.tiff(raw_files.sensor(1)))
    with pytest.raises(DecodeError) as refusal:
        image.decode(str(path))
    assert refusal.value.fault is Fault.NO_PREVIEW
    assert "no preview" in IN_WORDS[Fault.NO_PREVIEW]
