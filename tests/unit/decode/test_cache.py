"""What is kept in the thumbnail cache, beside what the standard says."""

import hashlib
import os
import stat
import time
from pathlib import Path

import pytest
from PIL import Image

from gallery import __version__
from gallery.decode import cache as cache_module
from gallery.decode.cache import Cache, Original
from gallery.decode.image import Size
from gallery.decode.job import Fault
from tests.unit.decode.caching import shown, texts_of

pytestmark = pytest.mark.usefixtures("prepared")

# What is written.


def test_what_is_kept_is_as_the_standard_has_it(
    cache: Cache, original: Original, tmp_path: Path
) -> None:
    before = os.umask(0o077 ^ 0o055)
    try:
        cache.keep(original, 256, shown((256, 171)))
    finally:
        os.umask(before)
    root = tmp_path / "cache" / "thumbnails"
    digest = hashlib.md5(original.uri.encode()).hexdigest()  # noqa: S324 (the standard's)
    file = root / "large" / f"{digest}.png"
    assert [*root.rglob("*.png")] == [file]
    assert texts_of(file) == {
        "Thumb::URI": f"file://{tmp_path}/a%20photo.jpg",
        "Thumb::MTime": "1000000000",
        "Thumb::Size": "5",
        "Thumb::Image::Width": "3000",
        "Thumb::Image::Height": "2000",
        "Thumb::Mimetype": "image/jpeg",
        "Software": f"Giant Leap {__version__}",
    }
    with Image.open(file) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "RGB", (256, 171))
        assert not image.info.get("interlace")


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_nobody_else_may_look_into_it(cache: Cache, original: Original, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        cache.keep(original, 128, shown((128, 85)))
        cache.keep_fault(original, Fault.DAMAGED)
    finally:
        os.umask(before)
    root = tmp_path / "cache" / "thumbnails"
    for place in (root, *root.rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) == (0o700 if place.is_dir() else 0o600), place


def test_a_thumbnail_replaces_an_older_one_and_leaves_nothing_beside(
    cache: Cache, original: Original, tmp_path: Path
) -> None:
    cache.keep(original, 128, shown((128, 85)))
    cache.keep(original, 128, shown((128, 85), (300, 200)))
    (file,) = (path for path in (tmp_path / "cache").rglob("*") if path.is_file())
    assert texts_of(file)["Thumb::Image::Width"] == "300"


def test_what_cannot_be_written_leaves_nothing_behind(
    cache: Cache, original: Original, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="mode"):
        # PNG has no such pixels: as a full disk, it ends the writing half-way.
        cache.keep(
            original, 128, shown((8, 8), mode="RGB")._replace(image=Image.new("LAB", (8, 8)))
        )
    assert not [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def test_a_place_that_is_a_file_is_told(tmp_path: Path, original: Original) -> None:
    (tmp_path / "thumbnails").write_text("no folder")
    cache = Cache(tmp_path / "thumbnails")
    assert cache.find(original, (100, 100)) is None
    with pytest.raises(OSError, match=r"exists|ory") as refusal:
        cache.keep(original, 128, shown((128, 85)))
    assert str(tmp_path / "thumbnails") in cache.in_words(refusal.value)
    with pytest.raises(OSError, match=r"exists|ory"):
        cache.check()


# What is not kept.


@pytest.mark.parametrize(
    ("full", "box", "side"),
    [
        ((3000, 2000), (240, 160), 256),
        ((3000, 2000), (256, 256), 256),
        ((3000, 2000), (257, 257), 512),
        ((3000, 2000), (60, 60), 128),
        ((3000, 2000), (1024, 1024), 1024),
        # A tall picture in a wide box is small.
        ((2000, 3000), (600, 200), 256),
        pytest.param((3000, 2000), (1100, 1100), None, id="larger-than-any-thumbnail"),
        pytest.param((128, 100), (500, 500), None, id="as-small-as-a-thumbnail"),
        pytest.param((129, 100), (500, 500), 256, id="a-little-larger-than-the-smallest"),
    ],
)
def test_which_size_is_kept(cache: Cache, full: Size, box: Size, side: int | None) -> None:
    assert cache.side_for(full, box) == side


def test_thumbnails_have_no_thumbnails(cache: Cache, tmp_path: Path) -> None:
    root = bytes(tmp_path / "cache" / "thumbnails")
    assert not cache.takes(root + b"/large/a.png")
    assert not cache.takes(root + b"/normal/../large/a.png")
    assert cache.takes(root + b"-of-mine/a.png")
    assert cache.takes(bytes(tmp_path / "a.png"))


# Failures.


@pytest.mark.parametrize("fault", [Fault.DAMAGED, Fault.UNSUPPORTED, Fault.TOO_LARGE])
def test_a_failure_is_known_the_next_time(
    cache: Cache, original: Original, tmp_path: Path, fault: Fault
) -> None:
    assert cache.fault(original) is None
    cache.keep_fault(original, fault)
    assert cache.fault(original) is fault
    (file,) = (tmp_path / "cache" / "thumbnails" / "fail").rglob("*.png")
    assert file.parent.name == f"giant-leap-{__version__}"
    texts = texts_of(file)
    assert (texts["Thumb::URI"], texts["Thumb::MTime"]) == (original.uri, "1000000000")
    # It is nobody's thumbnail.
    assert cache.find(original, (1, 1), or_smaller=True) is None


@pytest.mark.parametrize(
    "fault", [Fault.GONE, Fault.NO_PERMISSION, Fault.OUT_OF_MEMORY, Fault.NO_JPEG_XL]
)
def test_what_may_be_otherwise_the_next_time_is_not_remembered(
    cache: Cache, original: Original, tmp_path: Path, fault: Fault
) -> None:
    cache.keep_fault(original, fault)
    assert cache.fault(original) is None
    assert not [*(tmp_path / "cache").rglob("*.png")]


def test_another_reader_may_succeed_where_one_has_failed(
    cache: Cache, original: Original, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.keep_fault(original, Fault.UNSUPPORTED)
    monkeypatch.setattr(cache_module, "_readers", lambda: "Pillow 99.0")
    assert cache.fault(original) is None


def test_what_killed_writers_left_behind_is_removed_when_it_is_old(
    cache: Cache, original: Original, tmp_path: Path
) -> None:
    cache.keep(original, 256, shown((256, 171)))
    folder = tmp_path / "cache" / "thumbnails" / "large"
    (kept,) = folder.iterdir()
    left, at_work = (folder / f".giant-leap-{number}-{original.name}" for number in (1, 2))
    others = [folder / name for name in (f".other-1-{original.name}", ".giant-leap-1-notes.txt")]
    for file in (left, at_work, *others):
        file.write_bytes(b"half")
    long_ago = time.time() - 86_400
    for file in (left, kept, *others):
        os.utime(file, (long_ago, long_ago))
    cache.tidy()
    assert sorted(folder.iterdir()) == sorted((kept, at_work, *others))


def test_a_cache_that_is_not_there_is_tidy(cache: Cache, tmp_path: Path) -> None:
    cache.tidy()
    assert not (tmp_path / "cache").exists()
