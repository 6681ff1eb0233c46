"""Which thumbnails are found in the cache: ours, those of other programs, those on a disk."""

import os
from pathlib import Path

import pytest
from PIL import Image

from gallery.decode.cache import Cache, Original
from gallery.decode.image import Shown, Size
from gallery.decode.job import Fault
from tests.unit.decode.caching import FULL, RED, shown, write_as_another_program

pytestmark = pytest.mark.usefixtures("prepared")


@pytest.mark.parametrize(
    ("size", "full", "box", "good"),
    [
        pytest.param((256, 171), (3000, 2000), (240, 160), True, id="a-little-larger"),
        pytest.param((256, 171), (3000, 2000), (256, 256), True, id="just-so"),
        pytest.param((256, 171), (3000, 2000), (260, 260), False, id="a-little-smaller"),
        pytest.param((171, 256), (2000, 3000), (240, 160), True, id="upright"),
        pytest.param((171, 256), (3000, 2000), (240, 160), True, id="size-told-as-stored"),
        pytest.param((200, 100), (200, 100), (800, 600), True, id="small-original"),
        pytest.param((256, 1), (100_000, 300), (200, 200), True, id="panorama"),
    ],
)
def test_a_thumbnail_is_good_where_it_need_not_be_enlarged(
    cache: Cache, original: Original, size: Size, full: Size, box: Size, good: bool
) -> None:
    cache.keep(original, 256, shown(size, full))
    found = cache.find(original, box)
    assert (found is not None) is good
    assert cache.has(original, box) is good
    smaller = cache.find(original, box, or_smaller=True)
    assert smaller is not None
    assert (smaller.good, smaller.image.size) == (good, size)
    # However it was told, the size of the original is that of the picture held upright.
    assert smaller.full is not None
    assert (smaller.full[0] > smaller.full[1]) is (size[0] > size[1])


def test_the_smallest_that_is_good_is_taken_else_the_largest_that_is_not(
    cache: Cache, original: Original
) -> None:
    for side in (128, 256, 512):
        cache.keep(original, side, shown((side, side), (4000, 4000)))
    sizes = [cache.find(original, (box, box), or_smaller=True) for box in (100, 200, 400, 800)]
    assert [found and found.image.width for found in sizes] == [128, 256, 512, 512]
    assert [found and found.good for found in sizes] == [True, True, True, False]


@pytest.mark.parametrize("step", [-1, 1, 86_400])
def test_a_file_that_was_changed_has_no_thumbnail(
    cache: Cache, original: Original, step: int
) -> None:
    """Also where it is older than before: a file may be replaced by an older one."""
    cache.keep(original, 128, shown((128, 85)))
    cache.keep_fault(original, Fault.DAMAGED)
    changed = original._replace(mtime=original.mtime + step)
    assert cache.find(changed, (100, 100)) is None
    assert cache.fault(changed) is None
    assert cache.find(original._replace(size=6), (100, 100)) is None
    assert cache.find(original, (100, 100)) is not None


def test_what_a_file_manager_made_is_used(cache: Cache, original: Original, tmp_path: Path) -> None:
    """Only the address and the time must be there; the time of change is in whole seconds."""
    root = tmp_path / "cache" / "thumbnails"
    write_as_another_program(
        root,
        "large",
        original.name,
        Image.new("RGBA", (256, 171), RED),
        Thumb__URI=original.uri,
        Thumb__MTime="1000000000",
        Software="GNOME::ThumbnailFactory",
    )
    found = cache.find(original, (240, 160))
    assert found is not None
    assert (found.full, found.good) == (None, True)
    assert cache.find(original, (512, 512)) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_among_those_that_came_with_the_pictures_is_not_waited_for(
    cache: Cache, original: Original, tmp_path: Path
) -> None:
    name = original.uri.rpartition("/")[2]
    known = original._replace(uri=name).name
    (tmp_path / ".sh_thumbnails" / "normal").mkdir(parents=True)
    os.mkfifo(tmp_path / ".sh_thumbnails" / "normal" / known)
    assert cache.find(original, (100, 100)) is None


def test_what_came_with_the_pictures_is_used_and_left_alone(cache: Cache, tmp_path: Path) -> None:
    """Shared repositories of the standard: named by the file alone, wherever the disk hangs."""
    disk = tmp_path / "CD 1"
    disk.mkdir()
    path = disk / "Зимa 1.jpg"
    path.write_bytes(b"12345")
    original = Original.of(os.fsencode(path), path.stat())
    name = original.uri.rpartition("/")[2]
    texts = {"Thumb__URI": name, "Thumb__MTime": str(original.mtime)}
    number = Original(name, 0, 0).name
    blue = Image.new("RGB", (128, 85), "blue")
    shared = write_as_another_program(disk / ".sh_thumbnails", "normal", number, blue, **texts)
    before = shared.read_bytes()
    found = cache.find(original, (100, 100))
    assert found is not None
    assert found.image.getpixel((0, 0)) == (0, 0, 255)
    assert cache.has(original, (100, 100))
    # The person's own goes before it.
    cache.keep(original, 128, shown((128, 85)))
    own = cache.find(original, (100, 100))
    assert own is not None
    assert own.image.getpixel((0, 0)) == RED
    changed = original._replace(mtime=original.mtime + 1)
    assert cache.find(changed, (100, 100)) is None
    assert shared.read_bytes() == before
    assert not cache.takes(os.fsencode(shared))


@pytest.mark.parametrize("texts", [{"Thumb__MTime": "1000000000"}, {"Thumb__URI": "file:///b"}])
def test_a_thumbnail_that_does_not_say_of_what_it_is_is_not_used(
    cache: Cache, original: Original, tmp_path: Path, texts: dict[str, str]
) -> None:
    root = tmp_path / "cache" / "thumbnails"
    image = Image.new("RGB", (128, 85))
    write_as_another_program(root, "normal", original.name, image, **texts)
    assert cache.find(original, (100, 100), or_smaller=True) is None


@pytest.mark.parametrize("damage", ["half", "empty", "nonsense", "too large", "folder"])
def test_a_broken_thumbnail_is_as_good_as_none(
    cache: Cache, original: Original, tmp_path: Path, damage: str
) -> None:
    noise = Image.effect_noise((128, 85), 80)
    cache.keep(original, 128, Shown(noise, FULL))
    file = tmp_path / "cache" / "thumbnails" / "normal" / original.name
    data = file.read_bytes()
    if damage == "too large":
        cache.keep(original, 128, shown((300, 200)))
    elif damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes({"half": data[: len(data) // 2], "empty": b""}.get(damage, b"x" * 999))
    assert cache.find(original, (100, 80), or_smaller=True) is None
