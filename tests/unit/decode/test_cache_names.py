"""By what the cache knows a file, beside the standard and what GLib does."""

import os
from pathlib import Path

import pytest

from gallery.decode import cache as cache_module
from gallery.decode.cache import Original, uri_of


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
