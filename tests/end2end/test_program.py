"""The window of the real program, started as a person starts it: its pictures, and refusals."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from gallery.qt.theme import DARK, LIGHT
from gallery.sources.builtin import photos_folder
from tests.end2end.running import PATIENCE, gallery
from tests.unit.metadata import writing


def picture(
    tmp_path: Path, environment: dict[str, str], *words: str, name: str = "window.png"
) -> QImage:
    target = tmp_path / name
    done = gallery("--screenshot", str(target), *words, environment=environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    image = QImage(str(target))
    assert not image.isNull()
    return image


def colours(image: QImage, step: int = 7) -> int:
    return len(
        {
            image.pixel(x, y)
            for x in range(0, image.width(), step)
            for y in range(0, image.height(), step)
        }
    )


@pytest.mark.parametrize(("theme", "ground"), [("dark", DARK), ("light", LIGHT)])
def test_a_picture_of_the_gallery(
    tmp_path: Path, environment: dict[str, str], theme: str, ground: object
) -> None:
    image = picture(tmp_path, environment, "--theme", theme)
    assert (image.width(), image.height()) == (1440, 900)
    # Between the tiles the page shows; in the tiles there are pictures.
    assert image.pixelColor(225, 500) == QColor(DARK.window if ground is DARK else LIGHT.window)
    assert colours(image.copy(240, 100, 760, 700)) > 1_000


def test_a_picture_of_a_small_window(tmp_path: Path, environment: dict[str, str]) -> None:
    image = picture(tmp_path, environment, "--size", "900x600")
    assert (image.width(), image.height()) == (900, 600)


def test_a_picture_of_the_photo_view(tmp_path: Path, environment: dict[str, str]) -> None:
    grid = picture(tmp_path, environment, name="grid.png")
    photo = picture(
        tmp_path, environment, "--view", "photo", "--select", "gerst-iss-2014", name="photo.png"
    )
    assert photo != grid
    assert colours(photo) > 2_000


def test_a_picture_of_a_search_shows_what_was_found(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    everything = picture(tmp_path, environment, name="all.png")
    found = picture(tmp_path, environment, "--search", "leonow", name="found.png")
    nothing = picture(tmp_path, environment, "--search", "zzzz", name="nothing.png")
    second_row = (240, 345, 740, 150)
    assert found.copy(*second_row) != everything.copy(*second_row)
    tiles = (240, 105, 740, 380)
    assert colours(nothing.copy(*tiles)) < 100 < colours(found.copy(*tiles))


def test_a_thumbnail_cache_that_takes_nothing_is_told_and_all_is_shown(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(photos_folder() / "leonov-1960s.jpg", folder)
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    usual = picture(tmp_path, environment, str(folder))
    assert [*(tmp_path / "cache" / "thumbnails").rglob("*.png")]
    (tmp_path / "file").touch()
    environment["XDG_CACHE_HOME"] = str(tmp_path / "file")
    without = picture(tmp_path, environment, str(folder), name="without.png")
    # The notice lies above the page, which is a little lower.
    above, page = (240, 60, 740, 60), (240, 200, 740, 300)
    assert without.copy(*above) != usual.copy(*above)
    assert colours(without.copy(*page)) > 100


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--nonsense"], "--nonsense"),
        (["no-such-file.json"], "no-such-file.json"),
        (["--select", "nobody", "--screenshot", "x.png"], "nobody"),
        (["--screenshot", "no-such-folder/x.png"], "no-such-folder"),
        (["--screenshot", "x.nonsense"], "x.nonsense"),
        (["--screenshot", "x.png", "broken.json"], "byte 14"),
        (["--size", "wide", "--screenshot", "x.png"], "wide"),
        (["--theme", "pink"], "pink"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    tmp_path: Path, environment: dict[str, str], words: list[str], said: str
) -> None:
    (tmp_path / "broken.json").write_text('{"version": 1 oops')
    done = subprocess.run(
        [sys.executable, "-P", "-m", "gallery", *words],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("gallery: ")
    assert said in done.stderr
    assert list(tmp_path.glob("x*")) == []


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["show", "leonov-1960s"], 0),
        (["show", "nobody"], 2),
        (["--version"], 0),
        (["--screenshot", "x.png", "--size", "640x420"], 0),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_closed_streams_are_no_error(
    tmp_path: Path, environment: dict[str, str], words: list[str], status: int, closed: str
) -> None:
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            f'exec "$@" {closed}',
            "sh",
            sys.executable,
            "-P",
            "-m",
            "gallery",
            *words,
        ],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == status
    assert "Traceback" not in done.stderr
    assert [*tmp_path.glob("x*")] == ([tmp_path / "x.png"] if "x.png" in words else [])


@pytest.mark.skipif(sys.platform != "linux", reason="displays are named by the environment there")
@pytest.mark.parametrize(
    "display",
    [{}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "nonsense"}],
    ids=["none", "unreachable", "no such platform"],
)
def test_without_a_display_it_says_so(environment: dict[str, str], display: dict[str, str]) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environment.pop(name, None)
    done = gallery(environment=environment | display)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("gallery: ")


def test_a_picture_of_a_folder(tmp_path: Path, environment: dict[str, str], folder: Path) -> None:
    image = picture(tmp_path, environment, str(folder), "--select", "IMG_8.png")
    for number in range(6):
        assert _shows(image, QColor.fromHsv(number * 60, 255, 200))


# What the picture of a window with two folders shows of the second one's photograph.
_TWO_FOLDERS = """
import sys
from pathlib import Path
from gallery import app

*sources, picture = sys.argv[1:]
program = app.Program(app.Options(sources=tuple(sources), screenshot=Path(picture)))
program.run()
photos = program.library.photos
print(*(f"{program.library.picture(one).parent.name}: {photos[one].headline}" for one in photos))
program.close()
"""


def test_a_picture_of_two_folders_tells_of_each_file_what_it_says(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    for name in ("one", "two"):
        place = tmp_path / name
        place.mkdir()
        writing.write(place / "a.jpg", xmp={"Xmp.photoshop.Headline": f"Headline of {name}"})
    words = [str(tmp_path / name) for name in ("one", "two", "x.png")]
    done = subprocess.run(
        [sys.executable, "-c", _TWO_FOLDERS, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stdout == "one: Headline of one two: Headline of two\n"


def test_a_picture_of_one_file_is_the_photo_view(
    tmp_path: Path, environment: dict[str, str], folder: Path
) -> None:
    image = picture(tmp_path, environment, str(folder / "IMG_9.png"))
    wanted = QColor.fromHsv(120, 255, 200)
    assert image.pixel(image.width() // 2, image.height() // 2) == wanted.rgb()
    grid = picture(tmp_path, environment, str(folder / "IMG_9.png"), "--view", "grid", name="g.png")
    assert _shows(grid, QColor.fromHsv(0, 255, 200))


def _shows(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixel(x, y) == colour.rgb()
        for x in range(0, image.width(), 20)
        for y in range(0, image.height(), 20)
    )
