"""Thumbnails as the worker makes them: through the cache, kept later, and what wrecks workers."""

import os
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gallery.decode.cache import Cache, Original
from gallery.decode.formats import DecodeError
from gallery.decode.job import Fault
from gallery.decode.thumbnail import Thumbnails
from tests.unit.decode.photographs import BOX, THREE_BY_TWO, exif, photo

pytestmark = pytest.mark.usefixtures("prepared")


def entries(cache: Cache, path: bytes) -> list[str]:
    """Return the folders in which a file has a thumbnail."""
    original = Original.of(path, Path(os.fsdecode(path)).stat())
    found = cache.root.rglob(original.name)
    return sorted(str(one.parent.relative_to(cache.root)) for one in found)


def spoil(path: bytes) -> None:
    """Leave nothing of a file but its time and its size: decoded again, it is found damaged."""
    place = Path(os.fsdecode(path))
    status = place.stat()
    place.write_bytes(b"x" * status.st_size)
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))


# By way of the cache.


def test_a_thumbnail_is_kept_and_read_the_next_time(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    made = thumbnails.get(path, BOX)
    assert (made.shown.image.size, made.shown.full, made.final) == (BOX, THREE_BY_TWO, True)
    assert entries(cache, path) == ["large"]
    spoil(path)
    again = thumbnails.get(path, BOX)
    assert again.shown.full == THREE_BY_TWO
    assert again.shown.image.tobytes() == made.shown.image.tobytes()
    assert thumbnails.glance(path, BOX) is not None


def test_a_larger_thumbnail_serves_a_smaller_box(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    thumbnails.get(path, (500, 500))
    assert thumbnails.get(path, (60, 60)).shown.image.size == (60, 40)
    assert entries(cache, path) == ["x-large"]


def test_a_smaller_thumbnail_stands_in_for_a_glance_alone(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    thumbnails.get(path, (100, 100))
    seen = thumbnails.glance(path, BOX)
    assert seen is not None
    assert (seen.final, seen.shown.image.size, seen.shown.full) == (False, (128, 85), THREE_BY_TWO)
    made = thumbnails.get(path, BOX)
    assert (made.final, made.shown.image.size) == (True, BOX)
    assert entries(cache, path) == ["large", "normal"]


def test_keeping_makes_what_is_missing_once(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    thumbnails.keep(path, BOX)
    assert entries(cache, path) == ["large"]
    (file,) = (tmp_path / "cache" / "thumbnails" / "large").iterdir()
    before = file.stat().st_ino
    thumbnails.keep(path, BOX)
    assert file.stat().st_ino == before
    seen = thumbnails.glance(path, BOX)
    assert seen is not None
    assert seen.final


def test_what_a_file_manager_made_without_a_size_has_the_originals(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = photo(tmp_path, data=exif(None, orientation=6))
    thumbnails.get(path, BOX)
    (file,) = (tmp_path / "cache" / "thumbnails").rglob("*.png")
    with Image.open(file) as image:
        info = image.info | {}
        image.load()
    texts = PngInfo()
    for key in ("Thumb::URI", "Thumb::MTime"):
        texts.add_text(key, info[key])
    image.save(file, pnginfo=texts)
    assert thumbnails.get(path, BOX).shown.full == (400, 600)


def test_a_changed_file_gets_a_new_thumbnail(thumbnails: Thumbnails, tmp_path: Path) -> None:
    path = photo(tmp_path)
    thumbnails.get(path, BOX)
    photo(tmp_path, (300, 600))
    os.utime(path, (1, 1))
    assert thumbnails.get(path, BOX).shown.full == (300, 600)


def test_small_pictures_large_boxes_and_thumbnails_are_not_kept(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    small = photo(tmp_path, (120, 90), name="small.png")
    assert thumbnails.get(small, BOX).shown.image.size == (120, 90)
    large = photo(tmp_path, (2000, 1000))
    assert thumbnails.get(large, (1500, 1500)).shown.image.size == (1500, 750)
    thumbnails.get(large, (500, 500))
    (kept,) = (tmp_path / "cache" / "thumbnails").rglob("*.png")
    assert thumbnails.get(bytes(kept), (100, 100)).shown.image.size == (100, 50)
    thumbnails.keep(bytes(kept), (100, 100))
    assert [*(tmp_path / "cache" / "thumbnails").rglob("*.png")] == [kept]


def test_half_a_picture_is_shown_but_not_kept(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = tmp_path / "half.jpg"
    photo(tmp_path)
    path.write_bytes((tmp_path / "a.jpg").read_bytes()[:-2_000])
    made = thumbnails.get(bytes(path), BOX)
    assert made.shown.fault is Fault.DAMAGED
    assert entries(cache, bytes(path)) == []


def test_a_file_that_cannot_be_read_is_not_tried_again(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = tmp_path / "a.jpg"
    path.write_text("no picture at all, but some text")
    os.utime(path, (5, 5))
    assert thumbnails.glance(bytes(path), BOX) is None
    for look in (thumbnails.get, thumbnails.glance, thumbnails.keep):
        with pytest.raises(DecodeError) as refusal:
            look(bytes(path), BOX)
        assert refusal.value.fault is Fault.UNSUPPORTED
    assert len(entries(cache, bytes(path))) == 1
    photo(tmp_path)
    assert thumbnails.get(bytes(path), BOX).shown.full == THREE_BY_TWO


def test_a_file_that_is_gone_is_told_as_gone_although_it_has_a_thumbnail(
    thumbnails: Thumbnails, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    thumbnails.get(path, BOX)
    (tmp_path / "a.jpg").unlink()
    for look in (thumbnails.get, thumbnails.glance, thumbnails.keep):
        with pytest.raises(DecodeError) as refusal:
            look(path, BOX)
        assert refusal.value.fault is Fault.GONE


def test_without_a_cache_everything_works(tmp_path: Path) -> None:
    path = photo(tmp_path)
    thumbnails = Thumbnails(None)
    assert thumbnails.get(path, BOX).shown.image.size == BOX
    assert thumbnails.glance(path, BOX) is None
    thumbnails.keep(path, BOX)


def test_with_a_cache_that_takes_nothing_everything_works_and_it_is_told(tmp_path: Path) -> None:
    path = photo(tmp_path)
    (tmp_path / "thumbnails").write_text("in the way")
    thumbnails = Thumbnails(Cache(tmp_path / "thumbnails"))
    made = thumbnails.get(path, BOX)
    assert (made.shown.image.size, made.final) == (BOX, True)
    assert thumbnails.trouble() == ""
    assert thumbnails.write_one()
    told = thumbnails.trouble()
    assert str(tmp_path / "thumbnails") in told
    assert thumbnails.trouble() == ""
    thumbnails.keep(path, BOX)
    assert thumbnails.trouble() == told


# Kept later.


def test_what_is_looked_at_is_kept_when_there_is_time(cache: Cache, tmp_path: Path) -> None:
    thumbnails = Thumbnails(cache)
    paths = [photo(tmp_path, name=name) for name in ("a.jpg", "b.jpg")]
    for path in paths:
        thumbnails.get(path, BOX)
    assert [entries(cache, path) for path in paths] == [[], []]
    assert thumbnails.write_one()
    assert [entries(cache, path) for path in paths] == [["large"], []]
    assert thumbnails.write_one()
    assert [entries(cache, path) for path in paths] == [["large"], ["large"]]
    assert not thumbnails.write_one()


def test_what_waits_to_be_kept_is_not_decoded_again(cache: Cache, tmp_path: Path) -> None:
    thumbnails = Thumbnails(cache)
    path = photo(tmp_path)
    made = thumbnails.get(path, BOX)
    spoil(path)
    assert thumbnails.get(path, BOX).shown.image.tobytes() == made.shown.image.tobytes()
    smaller = thumbnails.glance(path, (60, 60))
    assert smaller is not None
    assert (smaller.shown.image.size, smaller.shown.full) == ((60, 40), THREE_BY_TWO)
    thumbnails.keep(path, BOX)
    assert entries(cache, path) == []
    # For a larger box it does not do.
    with pytest.raises(DecodeError):
        thumbnails.get(path, (400, 400))


def test_only_so_many_wait_to_be_kept(cache: Cache, tmp_path: Path) -> None:
    one = 256 * 171 * 3
    thumbnails = Thumbnails(cache, most_bytes=2 * one)
    paths = [photo(tmp_path, name=f"{number}.jpg") for number in range(4)]
    for path in paths:
        thumbnails.get(path, BOX)
    assert [entries(cache, path) for path in paths] == [["large"], ["large"], [], []]


# What wrecks workers.


@pytest.mark.parametrize("fault", [Fault.CRASHED, Fault.TIMED_OUT])
def test_a_file_that_is_to_blame_is_not_tried_again(
    thumbnails: Thumbnails, tmp_path: Path, fault: Fault
) -> None:
    path = photo(tmp_path)
    thumbnails.blame(path, fault)
    for look in (thumbnails.get, thumbnails.glance, thumbnails.keep, thumbnails.photograph):
        with pytest.raises(DecodeError) as refusal:
            look(path, BOX)
        assert refusal.value.fault is fault


def test_who_wants_it_tried_anew_has_it_tried(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    path = photo(tmp_path)
    thumbnails.blame(path, Fault.CRASHED)
    assert thumbnails.glance(path, BOX, anew=True) is None
    with pytest.raises(DecodeError):
        thumbnails.get(path, BOX)
    assert thumbnails.get(path, BOX, anew=True).shown.image.size == BOX
    # It could be read: there is nothing to blame it for any more.
    assert entries(cache, path) == ["large"]
    thumbnails.blame(path, Fault.TIMED_OUT)
    assert thumbnails.photograph(path, BOX, anew=True).shown.full == THREE_BY_TWO
    assert thumbnails.photograph(path, BOX).shown.full == THREE_BY_TWO


def test_a_file_that_has_changed_is_tried(thumbnails: Thumbnails, tmp_path: Path) -> None:
    path = photo(tmp_path)
    thumbnails.blame(path, Fault.CRASHED)
    photo(tmp_path, (300, 600))
    os.utime(path, (1, 1))
    assert thumbnails.photograph(path, BOX).shown.full == (300, 600)


def test_what_is_damaged_is_shown_as_far_as_it_can_be_whatever_is_remembered(
    thumbnails: Thumbnails, cache: Cache, tmp_path: Path
) -> None:
    """Only a thumbnail is refused for it: it would be taken for the whole."""
    path = photo(tmp_path)
    cache.keep_fault(Original.of(path, (tmp_path / "a.jpg").stat()), Fault.DAMAGED)
    assert thumbnails.photograph(path, BOX).shown.full == THREE_BY_TWO


def test_nobody_is_blamed_without_a_cache(tmp_path: Path) -> None:
    path = photo(tmp_path)
    thumbnails = Thumbnails(None)
    thumbnails.blame(path, Fault.CRASHED)
    assert thumbnails.photograph(path, BOX).shown.full == THREE_BY_TWO
