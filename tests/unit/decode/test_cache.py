"""The thumbnail cache, beside what the standard says and what other programs do with it."""

import hashlib
import os
import stat
import time
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gallery import __version__
from gallery.decode import cache as cache_module
from gallery.decode.cache import Cache, Original, uri_of
from gallery.decode.image import Shown, Size
from gallery.decode.job import Fault

pytestmark = pytest.mark.usefixtures("prepared")

RED = (255, 0, 0)
FULL = (3000, 2000)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "thumbnails")


@pytest.fixture
def path(tmp_path: Path) -> bytes:
    """A file to have thumbnails of; the cache itself does not look into it."""
    place = tmp_path / "a photo.jpg"
    place.write_bytes(b"12345")
    os.utime(place, (1_000_000_000.75, 1_000_000_000.75))
    return bytes(place)


@pytest.fixture
def original(path: bytes) -> Original:
    return Original.of(path, Path(os.fsdecode(path)).stat())


def shown(size: Size, full: Size = FULL, mode: str = "RGB") -> Shown:
    return Shown(Image.new(mode, size, RED), full, "image/jpeg")


def texts_of(path: Path) -> dict[str, str]:
    with Image.open(path) as image:
        return dict(image.text)  # type: ignore[attr-defined]


def write_as_another_program(
    root: Path, folder: str, name: str, image: Image.Image, **texts: str
) -> Path:
    """Write a thumbnail as some file manager might: Thumb__URI stands for Thumb::URI."""
    info = PngInfo()
    for key, value in texts.items():
        info.add_text(key.replace("__", "::"), value)
    (root / folder).mkdir(parents=True, exist_ok=True)
    image.save(root / folder / name, pnginfo=info)
    return root / folder / name


# Names.


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        # What g_filename_to_uri of GLib 2.74 answers.
        (b"/home/jens/photos/me.png", "file:///home/jens/photos/me.png"),
        (b"/a b", "file:///a%20b"),
        (b"/it's", "file:///it's"),
        (b"/a;b", "file:///a%3Bb"),
        (b"/100% #1?.jpg", "file:///100%25%20%231%3F.jpg"),
        (b"/[a]{b}^|`\\", "file:///%5Ba%5D%7Bb%7D%5E%7C%60%5C"),
        (b"/~!$&()*+,-./:=@_", "file:///~!$&()*+,-./:=@_"),
        (b'/"<>', "file:///%22%3C%3E"),
        ("/Зимa/🚀.jpg".encode(), "file:///%D0%97%D0%B8%D0%BCa/%F0%9F%9A%80.jpg"),
        (b"/M\xfcnchen", "file:///M%FCnchen"),
        (b"/line\nbreak\t\x7f", "file:///line%0Abreak%09%7F"),
        # An address is canonical.
        (b"/a/../b/./c", "file:///b/c"),
        (b"//a", "file:///a"),
    ],
)
def test_addresses_are_those_of_glib(path: bytes, uri: str) -> None:
    assert uri_of(path) == uri


def test_a_thumbnail_is_named_by_the_address_of_its_original() -> None:
    """The example of the standard."""
    name = Original("file:///home/jens/photos/me.png", 0, 0).name
    assert name == "c6ee772d9e49320e97ec29a7eb5b1697.png"


@pytest.mark.parametrize(
    ("given", "home", "root"),
    [
        ("/somewhere", "/home/ada", "/somewhere/thumbnails"),
        ("", "/home/ada", "/home/ada/.cache/thumbnails"),
        ("relative", "/home/ada", "/home/ada/.cache/thumbnails"),
    ],
)
def test_where_the_cache_lies(
    monkeypatch: pytest.MonkeyPatch, given: str, home: str, root: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setenv("HOME", home)
    assert cache_module.usual_root() == Path(root)


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


# What is found.


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


@pytest.mark.parametrize(
    ("ns", "seconds"),
    [(1_700_000_000_999_999_999, 1_700_000_000), (-1_500_000_000, -2), (0, 0)],
)
def test_the_time_of_change_is_in_whole_seconds_as_others_write_it(
    tmp_path: Path, ns: int, seconds: int
) -> None:
    path = tmp_path / "a.png"
    path.touch()
    os.utime(path, ns=(ns, ns))
    status = path.stat()
    if status.st_mtime_ns != ns:
        pytest.skip("this disk keeps no such times")
    assert Original.of(os.fsencode(path), status).mtime == seconds


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
