"""Opening what a person names, on a real disk."""

import os
import sys
from pathlib import Path

import pytest

from gallery.sources import blocking
from gallery.sources.flow import MOST_BYTES, SourceError
from tests.unit import making


def refusal(address: Path | str) -> str:
    with pytest.raises(SourceError) as refused:
        blocking.open_address(str(address))
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


def test_a_folder_and_its_manifest_open_alike(tmp_path: Path) -> None:
    folder = making.write_gallery(tmp_path / "g", [making.photo(file="sub/moon.png")])
    opened = blocking.open_address(str(folder))
    assert opened.folder == folder
    assert opened.problems == ()
    assert blocking.open_address(str(folder / "manifest.json")) == opened


def test_a_manifest_may_have_any_name(tmp_path: Path) -> None:
    folder = making.write_gallery(tmp_path, [making.photo()])
    path = (folder / "manifest.json").rename(folder / "Луна.json")
    assert blocking.open_address(str(path)).manifest.photos[0].id == "moon"


def test_an_address_from_here_and_from_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = making.write_gallery(tmp_path / "g", [making.photo()])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert blocking.open_address("g").folder == folder
    assert blocking.open_address("~/g").folder == folder


@pytest.mark.parametrize("name", ["nothing.json", "nowhere/manifest.json", "n" * 300])
def test_what_is_not_there_is_refused_by_name(tmp_path: Path, name: str) -> None:
    assert name in refusal(tmp_path / name)


def test_a_home_that_is_not_there_is_refused() -> None:
    assert "~nobody-of-this-name" in refusal("~nobody-of-this-name/gallery")


def test_a_folder_without_a_manifest_opens_with_its_pictures(tmp_path: Path) -> None:
    making.draw(tmp_path / "moon.png")
    (tmp_path / "notes.txt").touch()
    opened = blocking.open_address(str(tmp_path))
    assert [photo.file for photo in opened.manifest.photos] == ["moon.png"]


def test_a_folder_may_be_empty(tmp_path: Path) -> None:
    opened = blocking.open_address(str(tmp_path))
    assert opened.manifest.photos == ()
    assert opened.problems == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert "not a file" in refusal(tmp_path / "pipe.json")


def test_a_device_that_never_ends_is_refused() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("needs /dev/zero")
    assert "not a file" in refusal("/dev/zero")


def test_a_file_beyond_all_measure_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    path.touch()
    os.truncate(path, MOST_BYTES + 1)
    assert "too large" in refusal(path)


def test_no_permission_is_told(tmp_path: Path) -> None:
    path = making.write_gallery(tmp_path, [making.photo()]) / "manifest.json"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "no permission" in refusal(path)


@pytest.mark.parametrize(
    "kind", ["gone", "folder", "link-out", "link-out-of-a-folder", "link-to-itself", "link-to-gone"]
)
def test_a_picture_that_is_not_in_the_folder_is_told(tmp_path: Path, kind: str) -> None:
    outside = making.draw(tmp_path / "outside" / "secret.png")
    folder = tmp_path / "g"
    folder.mkdir()
    file = "bad.png"
    match kind:
        case "folder":
            (folder / file).mkdir()
        case "link-out":
            (folder / file).symlink_to(outside)
        case "link-out-of-a-folder":
            (folder / "sub").symlink_to(outside.parent)
            file = "sub/secret.png"
        case "link-to-itself":
            (folder / file).symlink_to(folder / file)
        case "link-to-gone":
            (folder / file).symlink_to(folder / "gone.png")
    making.draw(folder / "good.png")
    whole = making.gallery([making.photo(id="good"), making.photo(id="bad", file=file)])
    (folder / "manifest.json").write_bytes(making.as_bytes(whole))
    opened = blocking.open_address(str(folder))
    assert len(opened.manifest.photos) == 2
    (problem,) = opened.problems
    assert file in str(problem)


def test_a_link_that_stays_in_the_folder_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "g"
    making.draw(folder / "kept" / "moon.png")
    (folder / "moon.png").symlink_to(folder / "kept" / "moon.png")
    (tmp_path / "also").symlink_to(folder)
    making.write_gallery(folder, [making.photo()])
    assert blocking.open_address(str(folder)).problems == ()
    assert blocking.open_address(str(tmp_path / "also")).problems == ()


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_uri_of_a_desktop_is_the_file_it_names(tmp_path: Path) -> None:
    for name in (b"100% #1?.png", b"M\xfcnchen.png", "🚀\n.png".encode()):
        path = tmp_path / os.fsdecode(name)
        making.draw(tmp_path / "plain.png").rename(path)
        assert blocking.path_of(path.as_uri()) == path
        assert blocking.open_address(path.as_uri()).chosen == path.name


def test_the_same_folder_is_the_same_however_it_is_written(tmp_path: Path) -> None:
    making.draw(tmp_path / "trip" / "a.png")
    (tmp_path / "elsewhere" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "deep")
    plain = blocking.open_address(str(tmp_path / "trip"))
    assert blocking.open_address(f"{tmp_path}/elsewhere/../trip").folder == plain.folder
    # Two dots behind a link lead to where the system says.
    assert blocking.path_of(f"{tmp_path}/link/..") == (tmp_path / "elsewhere").resolve()
