"""The previews in raw files: all are found, in no maker's hiding place is one missed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.metadata import raw, tracks
from gallery.metadata.previews import raw_file
from tests.images import raw_files
from tests.images.raw_files import LARGE, SENSOR, SMALL


@pytest.mark.parametrize(
    ("make", "sizes"),
    [
        (raw_files.nef, [SMALL, LARGE]),
        (raw_files.dng, [(240, 160), LARGE]),
        (raw_files.arw, [SMALL, LARGE]),
        (raw_files.pef, [SMALL, LARGE]),
        (raw_files.cr2, [SMALL, (240, 160), LARGE]),
        (raw_files.raf, [LARGE]),
        (raw_files.orf, [LARGE]),
        (raw_files.rw2, [LARGE]),
        (raw_files.crw, [SMALL, LARGE]),
        (raw_files.cr3, [SMALL, (480, 320), LARGE]),
    ],
)
def test_each_makers_previews_are_found(
    make: Callable[[], bytes], sizes: list[tuple[int, int]]
) -> None:
    found = raw_file(make())
    assert found is not None
    assert [one.size for one in found.previews] == sizes
    assert all(found.read(one)[:2] in (b"\xff\xd8", b"II") for one in found.previews)


@pytest.mark.parametrize("data", [raw_files.scan(), raw_files.preview(SMALL), b"II*\0", b""])
def test_other_files_are_no_raw_files(data: bytes) -> None:
    assert raw_file(data) is None


@pytest.mark.parametrize("orientation", [1, 6])
def test_the_file_tells_how_large_its_preview_is_beside_what_the_sensor_saw(
    tmp_path: Path, orientation: int
) -> None:
    path = tmp_path / "a.nef"
    path.write_bytes(raw_files.nef(orientation=orientation))
    facts = raw.read(str(path)).technical
    (wide, high), (width, height) = SENSOR, LARGE
    if orientation == 6:
        wide, high, width, height = high, wide, height, width
    assert (facts.width, facts.height) == (wide, high)
    assert facts.preview == (width, height)


def test_adobe_rgb_is_told_as_cameras_say_it(tmp_path: Path) -> None:
    raw_files.adobe_jpeg(tmp_path / "a.jpg")
    (tmp_path / "a.nef").write_bytes(raw_files.nef(color_space=2))
    for name in ("a.jpg", "a.nef"):
        assert raw.read(str(tmp_path / name)).technical.profile == "Adobe RGB"


def test_a_file_that_is_not_raw_tells_of_no_preview(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(raw_files.scan())
    assert raw.read(str(path)).technical.preview is None


@given(st.data())
def test_no_track_makes_the_reader_stumble(data: st.DataObject) -> None:
    whole = bytearray(raw_files.cr3())
    end = whole.index(b"PRVW")
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, end))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    for width, height, place in tracks.pictures(cut):
        assert width > 0
        assert height > 0
        assert cut[place].startswith(b"\xff\xd8\xff")
