"""The real program, started as a person starts it: pictures of its window, refusals, its end."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QColor, QImage

from gallery.qt.theme import DARK, LIGHT
from gallery.sources.builtin import photos_folder
from tests.end2end.stalling import stalled
from tests.images import wrecking
from tests.images.wrecking import TOLD, Wreck
from tests.unit.metadata import writing

# A launch on a busy machine may take long; a program that hangs is caught all the same.
PATIENCE = 90

_Seen = TypeVar("_Seen")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


def gallery(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gallery", *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


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


def test_search_prints_one_object_a_line(environment: dict[str, str]) -> None:
    done = gallery("search", "leonow", "--json", environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == [
        "leonov-portrait-2015",
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert all(
        set(one) == {"id", "headline", "credit_line", "matched"} and one["matched"] for one in found
    )


def test_check_finds_nothing_missing_in_the_built_in_gallery(environment: dict[str, str]) -> None:
    done = gallery("check", environment=environment)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_reader_who_leaves_early_is_no_error(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gallery", "search", "nasa"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(PATIENCE) == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six pictures of six colours, and a file that is none."""
    place = tmp_path / "photos"
    place.mkdir()
    for number in range(6):
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 60, 255, 200))
        assert image.save(str(place / f"IMG_{number + 7}.png"))
    (place / "broken.jpg").write_bytes(b"nothing")
    return place


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


def test_check_tells_the_outcome_of_every_file(environment: dict[str, str], folder: Path) -> None:
    done = gallery("check", str(folder), "--json", environment=environment)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {one["file"]: one["outcome"] for one in told}
    assert done.returncode == 1
    assert list(outcomes)[:3] == ["broken.jpg", "IMG_7.png", "IMG_8.png"]
    assert [file for file, outcome in outcomes.items() if outcome != "ok"] == ["broken.jpg"]


# A shell has what it starts in the background ignore Ctrl+C, and so all that is started by that.
OBEYING_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from gallery.cli import run
run()
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_check_is_interrupted_without_a_trace(environment: dict[str, str], folder: Path) -> None:
    for number in range(2_000):
        os.link(folder / "IMG_7.png", folder / f"again-{number}.png")
    process = subprocess.Popen(
        [sys.executable, "-c", OBEYING_CTRL_C, "check", str(folder), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    workers = _children(process.pid)
    assert workers
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + signal.SIGINT
    assert errors.strip().splitlines() == ["gallery: interrupted."]
    _until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def _shows(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixel(x, y) == colour.rgb()
        for x in range(0, image.width(), 20)
        for y in range(0, image.height(), 20)
    )


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "gallery"], env=environment)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_is_left_when_it_ends(
    running: subprocess.Popen[bytes], how: signal.Signals
) -> None:
    workers = _until(lambda: _children(running.pid))
    running.send_signal(how)
    running.wait(PATIENCE)
    _until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@pytest.mark.skipif(sys.platform != "linux", reason="needs FUSE")
@pytest.mark.parametrize(
    "names", [["."], [f"{number}.jpg" for number in range(200)]], ids=["folder", "many-files"]
)
def test_a_disk_that_stalls_holds_neither_the_window_nor_its_end(
    tmp_path: Path, environment: dict[str, str], names: list[str]
) -> None:
    place = tmp_path / "network"
    place.mkdir()
    with stalled(place):
        sources = [str(place / name) for name in names]
        process = subprocess.Popen([sys.executable, "-m", "gallery", *sources], env=environment)
        try:
            # Qt has opened the way to its screen: the window comes, whatever the disk does.
            maps = Path(f"/proc/{process.pid}/maps")
            _until(lambda: "/platforms/lib" in maps.read_text())
            process.send_signal(signal.SIGINT)
            # It may come before there is a window to be closed, and then ends the program too.
            assert process.wait(PATIENCE) in (0, 128 + signal.SIGINT)
        finally:
            process.kill()
            process.wait(PATIENCE)


@pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parent on Linux")
def test_no_worker_is_left_at_a_file_that_hangs(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """It is not listening when its standard input ends."""
    (tmp_path / "folder").mkdir()
    wrecking.write(tmp_path / "folder" / "hangs.jpg", Wreck.HANG)
    environment["PYTHONPATH"] = wrecking.install(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "gallery", str(tmp_path / "folder")], env=environment
    )
    try:
        # One at its thumbnail, another at what the file says, if it comes to that.
        workers = _until(
            lambda: [one for one in _children(process.pid) if wrecking.is_hanging(one)]
        )
    finally:
        process.kill()
        process.wait(PATIENCE)
    _until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def test_check_tells_of_every_file_that_cannot_be_shown(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    environment["PYTHONPATH"] = wrecking.install(tmp_path)
    QImage(str(photos_folder() / "leonov-1960s.jpg")).save(str(folder / "good.png"))
    wrecks = [Wreck.ABORT, Wreck.HOARD, Wreck.HOARD_NATIVELY]
    for does in wrecks:
        wrecking.write(folder / f"{does}.png", does)
    done = gallery("check", str(folder), "--json", environment=environment)
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {line["file"]: line["outcome"] for line in lines if "file" in line}
    assert outcomes == {"good.png": "ok", **{f"{does}.png": TOLD[does].value for does in wrecks}}


def _children(process: int) -> list[int]:
    children: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            children += map(int, task.read_text().split())
    return children


def _until(look: Callable[[], _Seen]) -> _Seen:
    """Look again and again until something is seen; a program that never shows it fails."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()):
        assert time.monotonic() < end, "what was waited for did not come"
        time.sleep(0.02)
    return seen
