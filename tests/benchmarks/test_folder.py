"""Large folders: how soon they are seen, what they cost the window, and in memory.

The real program is launched without a screen, with an empty cache each time. 10,000 photographs of
12 megapixels are a few files under many names. What is measured is compared with a floor that is
measured in the same run.
"""

import io
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import exiv2
import pytest
from PIL import Image
from pytest_benchmark.fixture import BenchmarkFixture

from tests.benchmarks.test_launch import (
    ALL_IN_SIGHT,
    BARE,
    WITHOUT_COLLECTOR,
    as_users_have_it,
)

ROUNDS = 5
MANY, MOST = 10_000, 36_422
SIZE = (4000, 3000)
PLAIN_PROCESSES = 2
DISTINCT = 4
# A window has come to rest after so long.
IDLE_SECONDS = 3
# A launch that takes longer hangs.
PATIENCE_SECONDS = 120
EMBEDDED_AIM, DECODED_AIM, MEMORY_AIM_MB = 1.3, 1.25, 60

# Leaves when every photograph in sight has been drawn, whatever else is still going on. Begins as
# the command line does, and looks seldom enough to take no time from what it measures.
FOLDER_IN_SIGHT = f"""
{WITHOUT_COLLECTOR}
import os, sys
from gallery import ahead
sources = (sys.argv[1],)
begun = ahead.begin(sources, deep=False)
from gallery import app
from PySide6.QtCore import QTimer

program = app.Program(app.Options(sources=sources, ahead=begun))
window = program.window
if "large" in sys.argv:
    window.resize(2560, 1440)
    window.grid.set_tile_size(0)

def look():
    sight = window.grid.photos_in_sight()
    if sight and all(window._pictures.any(photo) for photo in sight):
        print(*(window.browser.library.picture(photo) for photo in sight), sep="\\n", flush=True)
        os._exit(0)

timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
program.run()
"""

PLAIN = """
import sys
from PIL import Image

for path in sys.argv[1:]:
    with Image.open(path) as image:
        image.draft(None, (512, 512))
        image.thumbnail((256, 256))
"""

# Opens a folder in a window that is there, and prints when its first and all its photographs were
# shown (s), the longest time for which the window did not answer, the same in its own processor
# time, and the memory that it holds in the end. Without a folder: the memory alone.
WATCHED = f"""
{WITHOUT_COLLECTOR}
import os, sys, time
from gallery import app
from PySide6.QtCore import QTimer

program = app.Program(app.Options())
window, count = program.window, int(sys.argv[1])
begin = last = time.perf_counter()
last_own = time.thread_time()
opened = longest = longest_own = first = whole = 0.0

def tick():
    global last, last_own, opened, longest, longest_own, first, whole
    now, own = time.perf_counter(), time.thread_time()
    shown = len(window.browser.ids)
    if opened:
        longest, longest_own = max(longest, now - last), max(longest_own, own - last_own)
        if shown != 14 and not first:
            first = now - opened
        if shown == count and not whole:
            whole = now - opened
    elif now - begin > {IDLE_SECONDS} and window.is_settled():
        opened = now
        window.opening.open(*sys.argv[2:])
    last, last_own = now, own
    if whole and now - opened > whole + {IDLE_SECONDS} and window.is_settled():
        memory = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
        print(first, whole, longest, longest_own, memory.split()[1], flush=True)
        program.application.quit()

timer = QTimer()
timer.timeout.connect(tick)
timer.start(0)
program.run()
program.close()
"""


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of many large photographs: without thumbnails in the files, and with."""
    place = tmp_path_factory.mktemp("photographs")
    folders = place / "plain", place / "embedded"
    chance = random.Random(1)  # noqa: S311 (the same pictures in every run)
    for folder in folders:
        folder.mkdir()
    for number in range(DISTINCT):
        coarse = Image.frombytes("RGB", (500, 375), chance.randbytes(500 * 375 * 3))
        plain = folders[0] / f"IMG_{number}.jpg"
        coarse.resize(SIZE, Image.Resampling.BICUBIC).save(plain, quality=85)
        embedded = folders[1] / plain.name
        shutil.copy(plain, embedded)
        _embed(embedded, coarse.resize((160, 120)))
    for folder in folders:
        for number in range(DISTINCT, MANY):
            os.link(folder / f"IMG_{number % DISTINCT}.jpg", folder / f"IMG_{number}.jpg")
    return folders


def _embed(path: Path, thumbnail: Image.Image) -> None:
    data = io.BytesIO()
    thumbnail.save(data, "JPEG")
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    exif = image.exifData()
    exiv2.ExifThumb(exif).setJpegThumbnail(data.getvalue())
    image.setExifData(exif)
    image.writeMetadata()


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of as many small photographs as the Global Selfie was made of."""
    folder = tmp_path_factory.mktemp("names")
    Image.new("RGB", (64, 48), "#336699").save(folder / "IMG_0.jpg")
    for number in range(1, MOST):
        os.link(folder / "IMG_0.jpg", folder / f"IMG_{number}.jpg")
    return folder


class Home:
    """Where programs are launched: nothing is cached there, unless it is kept."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def launch(self, script: str, *words: str, keep: bool = False) -> tuple[float, str]:
        """Return the seconds that a script took in a process of its own, and what it printed."""
        if not keep:
            shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(exist_ok=True)
        environment = {
            **as_users_have_it(self.place),
            "XDG_CACHE_HOME": str(self.place / "cache"),
            "XDG_CONFIG_HOME": str(self.place / "config"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", script, *words],
            check=True,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_SECONDS,
        )
        return time.perf_counter() - begin, done.stdout


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


Tell = Callable[[str], None]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    def write(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return write


def test_embedded_thumbnails(
    pictures: tuple[Path, Path], home: Home, benchmark: BenchmarkFixture, tell: Tell
) -> None:
    folder = str(pictures[1])
    floors: list[float] = []
    taken: list[float] = []
    home.launch(FOLDER_IN_SIGHT, folder)
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: taken.append(home.launch(FOLDER_IN_SIGHT, folder)[0]),
        setup=lambda: floors.append(home.launch(ALL_IN_SIGHT)[0]),
        rounds=ROUNDS,
    )
    mine, floor = statistics.median(taken), statistics.median(floors)
    benchmark.extra_info["ratio"] = mine / floor
    tell(
        f"{MANY:,} photographs with embedded thumbnails: all in sight after {mine * 1e3:.0f} ms,"
        f" the built-in gallery {floor * 1e3:.0f} ms, ratio {mine / floor:.2f}"
        f" (aim {EMBEDDED_AIM})"
    )


@pytest.mark.parametrize("window", ["usual", "large"])
def test_without_thumbnails(
    pictures: tuple[Path, Path], home: Home, benchmark: BenchmarkFixture, tell: Tell, window: str
) -> None:
    """In the usual window, and in a large one with the smallest tiles.

    Beside the decoding there is a window to be loaded and built. What would be possible is told by
    the processor time of a bare window and of the plain processes, shared out perfectly.
    """
    folder = str(pictures[0])
    _, printed = home.launch(FOLDER_IN_SIGHT, folder, window)
    sight = printed.split("\n")[:-1]
    floors: list[float] = []
    bounds: list[float] = []
    taken: list[float] = []

    def floor_and_bound() -> None:
        before = _processor_time_of_children()
        floors.append(_two_processes(sight))
        home.launch(BARE)
        bounds.append((_processor_time_of_children() - before) / PLAIN_PROCESSES)

    benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: taken.append(home.launch(FOLDER_IN_SIGHT, folder, window)[0]),
        setup=floor_and_bound,
        rounds=ROUNDS,
    )
    mine, floor, bound = map(statistics.median, (taken, floors, bounds))
    benchmark.extra_info["ratio"] = mine / floor
    tell(
        f"{MANY:,} photographs without thumbnails, {window} window: all {len(sight)} in sight after"
        f" {mine * 1e3:.0f} ms, two plain processes decode them in {floor * 1e3:.0f} ms,"
        f" ratio {mine / floor:.2f} (aim {DECODED_AIM}); a bare window and the plain decodes,"
        f" shared out perfectly, would take {bound * 1e3:.0f} ms, ratio {mine / bound:.2f}"
    )


def _two_processes(paths: list[str]) -> float:
    begin = time.perf_counter()
    shares = [paths[start::PLAIN_PROCESSES] for start in range(PLAIN_PROCESSES)]
    processes = [subprocess.Popen([sys.executable, "-c", PLAIN, *share]) for share in shares]
    assert [process.wait() for process in processes] == [0] * PLAIN_PROCESSES
    return time.perf_counter() - begin


def _processor_time_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_names(names: Path, home: Home, benchmark: BenchmarkFixture, tell: Tell) -> None:
    def watched(*words: str, keep: bool = False) -> list[float]:
        return [float(word) for word in home.launch(WATCHED, *words, keep=keep)[1].split()]

    begin = time.perf_counter()
    plain = sorted(entry.name for entry in os.scandir(names))
    floor = time.perf_counter() - begin
    assert len(plain) == MOST
    builtin = watched("14")
    runs: list[list[float]] = []
    benchmark.pedantic(  # type: ignore[no-untyped-call]
        lambda: runs.append(watched(str(MOST), str(names))), rounds=1
    )
    (first,) = runs
    second = watched(str(MOST), str(names), keep=True)
    benchmark.extra_info["memory_mb"] = (first[4] - builtin[4]) / 1024
    for which, run in (("first", first), ("second", second)):
        tell(
            f"{MOST:,} names, {which} opening: first shown after {run[0] * 1e3:.0f} ms, all after"
            f" {run[1] * 1e3:.0f} ms (a plain sorted listing {floor * 1e3:.0f} ms); the window"
            f" answered after {run[2] * 1e3:.0f} ms at most, of which {run[3] * 1e3:.0f} ms its own"
            f" work; {(run[4] - builtin[4]) / 1024:.0f} MB above the built-in gallery (aim"
            f" {MEMORY_AIM_MB})"
        )
