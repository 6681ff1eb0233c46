"""How fast the grid scrolls, follows the window's size and chooses, and what the window weighs.

A frame is the processor time that the window's own thread takes from the event that moves the page
until everything is painted again, of the real window with real pictures: what else the machine does
meanwhile does not count, and neither do the workers, which are other processes. Beside each stands
its floor, measured in turns with it: the same tiles' pictures and as many lines of text painted by
a bare QPainter into a bare widget of the same size.
"""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytest_benchmark.fixture import BenchmarkFixture

from gallery.manifest import Manifest
from gallery.qt import application
from gallery.qt.collector import Collector
from gallery.qt.decoder import Decoder
from gallery.qt.tidying import Tidying
from gallery.records import Collection, Photo
from gallery.sources.flow import Opened
from tests.qt.conftest import draw
from tests.qt.house import CTRL, SHIFT, House, Key, Plan, build
from tests.unit.metadata.writing import Value, write

FRAMES = 120
AIM_MS = 8.0
AIM_MB = 60
# One notch of the wheel moves the page by three steps.
STEP = 80
PICTURES = 48
FOLDER = 36_422
MILLION = 1_000_000
PATIENCE_SECONDS = 180
WORDS = (
    *("Leonov", "outside", "Voskhod", "above", "the", "Crimea", "with", "a", "camera"),
    *("in", "the", "hatch", "at", "dawn"),
)


def records(count: int) -> tuple[Photo, ...]:
    """Return made-up photographs, of as many files as there are pictures."""
    return tuple(
        Photo(
            id=f"p{row}",
            file=f"{row % PICTURES}.jpg",
            headline=f"{WORDS[row % 14]} {WORDS[row % 11]} {WORDS[row % 7]} {row}",
            credit_line=f"Photo archive {row % 97}, Roscosmos / Keystone, number {row}",
        )
        for row in range(count)
    )


@pytest.fixture(scope="module")
def pictures(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_pictures(tmp_path_factory.mktemp("many") / "pictures")


def draw_pictures(folder: Path) -> Path:
    """Draw pictures that tell of themselves into a new folder; return it."""
    folder.mkdir()
    for number in range(PICTURES):
        draw(folder / f"{number}.jpg", number, (900, 600))
        write(folder / f"{number}.jpg", xmp=said(number))
    return folder


def fill(folder: Path, pictures: Path) -> Path:
    """Fill a new folder with as many files as the Global Selfie had, of some pictures."""
    folder.mkdir()
    for number in range(FOLDER):
        (folder / f"IMG_{number:05}.jpg").hardlink_to(pictures / f"{number % PICTURES}.jpg")
    return folder


def said(number: int) -> dict[str, Value]:
    """Return what a picture says of itself, as much as those of agencies do."""
    words = " ".join(WORDS[(number * step) % len(WORDS)] for step in range(1, 30))
    return {
        "Xmp.dc.description": {"x-default": f"{words.capitalize()}."},
        "Xmp.dc.creator": [f"{WORDS[number % 9].capitalize()} Photographer"],
        "Xmp.dc.subject": [*WORDS[number % 7 : number % 7 + 4], "space"],
        "Xmp.photoshop.Headline": f"{words[:40]} {number}",
        "Xmp.photoshop.Credit": f"Agency {number % 5} / Keystone",
        "Xmp.photoshop.DateCreated": f"{1961 + number}-03-18",
        "Xmp.photoshop.City": "Baikonur",
        "Xmp.Iptc4xmpExt.PersonInImage": [f"Person {WORDS[number % 14].capitalize()} the First"],
    }


@pytest.fixture(scope="module", params=[FOLDER, MILLION], ids=["36,422", "1,000,000"])
def house(request: pytest.FixtureRequest, qapp: QApplication, pictures: Path) -> Iterator[House]:
    application.register_resources()
    decoder = Decoder()
    made = build(qapp, decoder, Plan(sources=(), size=(1440, 900)))
    Tidying(made.browser, made.searcher, made.window)
    manifest = Manifest(version=1, title="Many", photos=records(request.param))
    preparing: list[int] = []
    made.searcher.progressed.connect(lambda _, total: preparing.append(total))
    made.window.opening.add(Opened(folder=pictures, manifest=manifest), show=True)
    made.window.keeping.close()
    made.window.grid.setFocus()
    settle(made)
    # While the search of a million is being prepared, Python itself takes turns with that.
    wait(lambda: preparing[-1:] == [0], "the search was not prepared")
    # As the program has it: between two events, and not of what was there before.
    collector = Collector()
    collector.start()
    yield made
    shiboken6.delete(collector)
    gc.enable()
    made.close()
    decoder.close()


def settle(house: House) -> None:
    window = house.window
    wait(lambda: window.is_settled() and window.grid.schedule.is_resting(), "no pictures came")


def wait(is_so: Callable[[], bool], otherwise: str) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        QApplication.processEvents()
        assert time.monotonic() < until, otherwise


class Bare(QWidget):
    """Paints tiles without anything around them."""

    def __init__(self, house: House) -> None:
        super().__init__()
        grid = house.window.grid
        self.resize(grid.viewport().size())
        layout = grid.layout_now()
        side = layout.width
        self.pixmaps = []
        for number in range(12):
            image = QImage(side, side * 2 // 3, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0xFF000000 + number * 0x151515)
            self.pixmaps.append(QPixmap.fromImage(image))
        self.offset = 0
        self.layout_of_tiles = layout
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def move_by(self, step: int) -> None:
        self.offset += step
        self.scroll(0, -step)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), Qt.GlobalColor.black)
        painter.setPen(Qt.GlobalColor.white)
        tiles = self.layout_of_tiles
        area = event.rect()
        for row in tiles.rows(area.top() + self.offset, area.height()):
            at = tiles.place(row).translated(0, -self.offset)
            painter.drawPixmap(at.topLeft(), self.pixmaps[row % 12])
            for line in range(2):
                painter.drawText(at.bottomLeft() - QPoint(0, 10 + 18 * line), "A line of text")
        painter.end()


def frames(move: Callable[[int], None]) -> list[float]:
    """Return the milliseconds that each of many movements takes until all is painted."""
    taken = []
    for number in range(FRAMES):
        QApplication.processEvents()
        begin = time.thread_time()
        move(number)
        QApplication.processEvents()
        taken.append((time.thread_time() - begin) * 1e3)
    return taken


def tell(
    capsys: pytest.CaptureFixture[str],
    benchmark: BenchmarkFixture,
    what: str,
    taken: list[float],
    floor: list[float],
) -> None:
    mine, bare = statistics.median(taken), statistics.median(floor)
    benchmark.extra_info["ratio"] = mine / bare
    benchmark.extra_info["worst"] = max(taken)
    slow = sorted(taken)[int(len(taken) * 0.95)]
    # Each movement was measured once a round: what is slow in all of them is so by itself.
    always = max(min(taken[number::FRAMES]) for number in range(FRAMES))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{what}: {mine:.2f} ms a frame (95 of 100 below {slow:.2f}, worst {max(taken):.2f},"
            f" worst in every round {always:.2f}), bare tiles {bare:.2f} (worst {max(floor):.2f}),"
            f" ratio {mine / bare:.2f}; aim below {AIM_MS:.0f} ms\n"
        )


def test_scrolling(
    house: House, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    bar = house.window.grid.verticalScrollBar()
    bar.setValue(0)
    settle(house)
    bare = Bare(house)
    bare.show()
    floor: list[float] = []
    taken: list[float] = []

    def there_and_back(number: int) -> int:
        return STEP if number < FRAMES // 2 else -STEP

    def ours() -> None:
        taken.extend(frames(lambda number: bar.setValue(bar.value() + there_and_back(number))))

    def others() -> None:
        floor.extend(frames(lambda number: bare.move_by(there_and_back(number))))

    benchmark.pedantic(ours, setup=others, rounds=3)  # type: ignore[no-untyped-call]
    bare.close()
    tell(capsys, benchmark, f"scrolling {len(house.browser.ids):,}", taken, floor)


def test_jumping(
    house: House, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every frame shows other photographs: nothing can be moved, and no picture is there yet."""
    bar = house.window.grid.verticalScrollBar()
    bare = Bare(house)
    bare.show()
    floor: list[float] = []
    taken: list[float] = []
    far = bar.maximum() // (FRAMES + 1)

    def others() -> None:
        floor.extend(frames(lambda _: bare.move_by(5_000)))

    def ours() -> None:
        taken.extend(frames(lambda number: bar.setValue(far * (number + 1))))

    benchmark.pedantic(ours, setup=others, rounds=3)  # type: ignore[no-untyped-call]
    bare.close()
    tell(capsys, benchmark, f"jumping in {len(house.browser.ids):,}", taken, floor)


def test_resizing(
    house: House, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    house.window.grid.verticalScrollBar().setValue(0)
    settle(house)
    bare = Bare(house)
    bare.show()
    floor: list[float] = []
    taken: list[float] = []
    size, other = house.window.size(), bare.size()

    def width(number: int) -> int:
        return -4 * min(number, FRAMES - number)

    def others() -> None:
        floor.extend(
            frames(lambda number: bare.resize(other.width() + width(number), other.height()))
        )

    def ours() -> None:
        taken.extend(
            frames(lambda number: house.window.resize(size.width() + width(number), size.height()))
        )

    benchmark.pedantic(ours, setup=others, rounds=3)  # type: ignore[no-untyped-call]
    house.window.resize(size)
    bare.close()
    tell(capsys, benchmark, f"resizing at {len(house.browser.ids):,}", taken, floor)


def test_zooming(
    house: House, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """The five sizes of tiles, there and back, in the midst of all photographs."""
    grid = house.window.grid
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    settle(house)
    bare = Bare(house)
    bare.show()
    floor: list[float] = []
    taken: list[float] = []
    sizes = (3, 4, 3, 2, 1, 0, 1, 2)

    def ours() -> None:
        taken.extend(frames(lambda number: grid.set_tile_size(sizes[number % len(sizes)])))

    def others() -> None:
        floor.extend(frames(lambda _: bare.update()))

    benchmark.pedantic(ours, setup=others, rounds=3)  # type: ignore[no-untyped-call]
    bare.close()
    tell(capsys, benchmark, f"zooming in {len(house.browser.ids):,}", taken, floor)


def test_choosing_and_another_answer(
    house: House, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Photographs come and go as in a folder: which there are now is found on another thread."""
    grid, browser, library = house.window.grid, house.browser, house.library
    (collection,) = library.collections
    folder = Path(library.picture("p0") or "").parent
    said: list[str] = []

    def measured(what: str, do: Callable[[], object]) -> None:
        QApplication.processEvents()
        begin = time.thread_time()
        do()
        QApplication.processEvents()
        said.append(f"{what} {(time.thread_time() - begin) * 1e3:.1f}")

    def change(what: str, gone: str = "", come: str = "") -> None:
        kept = library.collections[collection]
        row = kept.photos.index(gone) if gone else len(kept.photos) // 2
        fresh = (
            {come: Photo(id=come, file="0.jpg", headline="Late", credit_line="A")} if come else {}
        )
        photos = (*kept.photos[:row], *fresh, *kept.photos[row + bool(gone) :])
        wanted = Collection(id=collection, title=kept.title, photos=photos)

        def put() -> None:
            library.put(wanted, folder, fresh, {gone} if gone else set())
            browser.reload()

        measured(what, put)

    def all_of_it() -> None:
        measured("another answer", lambda: browser.choose_collection(None))
        measured("and back", lambda: browser.choose_collection(collection))
        measured("Ctrl+A", lambda: QTest.keyClick(grid, Key.Key_A, CTRL))
        change("one less of which all are chosen", gone="p5")
        change("one more", come="late")
        measured("Home", lambda: QTest.keyClick(grid, Key.Key_Home))
        change("one less", gone="p3")
        change("one more", come="later")
        change("the current one less", gone="p0")
        measured("Shift+End", lambda: QTest.keyClick(grid, Key.Key_End, SHIFT))

    benchmark.pedantic(all_of_it, rounds=1)  # type: ignore[no-untyped-call]
    with capsys.disabled():
        sys.stdout.write(f"\n{len(browser.ids):,} photographs, in ms: {', '.join(said)}\n")


WEIGH = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from gallery import app
from gallery.qt import tidying

program = app.Program(app.Options())
window = program.window
browser = window.browser
window.show()
count, folder = int(sys.argv[1]), sys.argv[2]

def wait(so):
    until = time.monotonic() + 120
    while not so():
        QApplication.processEvents()
        time.sleep(0.001)
        assert time.monotonic() < until

def rest(seconds):
    begin = time.monotonic()
    wait(lambda: time.monotonic() > begin + seconds and window.is_settled())

rest(1)
# The folder's thumbnails would be made for minutes; nothing of them stays in the window.
window.keeping.close()
if count:
    window.opening.open(folder)
    wait(lambda: len(browser.ids) == count and window.is_settled())
for words in ("leonov", "spa", ""):
    browser.type_words(words)
    rest(0.5)
    wait(lambda: not browser.searching)
bar = window.grid.verticalScrollBar()
for page in range(40):
    bar.setValue(bar.value() + bar.pageStep())
    wait(window.is_settled)
rest(tidying.QUIET_MS / 1e3 + 1)
sys.stdout.write(Path("/proc/self/smaps_rollup").read_text())
sys.stdout.flush()
program.close()
"""


def weight(count: int, folder: Path, home: Path) -> dict[str, float]:
    """Return the MB in memory of a window on a folder: all, its share (PSS), its own (USS).

    Everything that the files say is read, the search is prepared and was used, forty pages were
    scrolled through.
    """
    done = subprocess.run(
        [sys.executable, "-c", WEIGH, str(count), str(folder)],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_CONFIG_HOME": str(home / "config"),
        },
    )
    lines = (line.split() for line in done.stdout.splitlines()[1:])
    told = {line[0]: int(line[1]) * 1_024 / 1e6 for line in lines}
    own = told["Private_Clean:"] + told["Private_Dirty:"]
    return {"RSS": told["Rss:"], "PSS": told["Pss:"], "USS": own}


def test_memory(
    pictures: Path, tmp_path: Path, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Twice: a folder of which nothing is remembered, and one that is opened again.

    PSS and USS count the pages of Qt less where another program has them too: RSS does not.
    """
    folder = fill(tmp_path / "folder", pictures)
    own: list[dict[str, float]] = []
    many: list[dict[str, float]] = []

    def both() -> None:
        own.append(weight(0, folder, tmp_path))
        many.append(weight(FOLDER, folder, tmp_path))

    benchmark.pedantic(both, rounds=2)  # type: ignore[no-untyped-call]
    with capsys.disabled():
        sys.stdout.write("\n")
        for when, one, other in zip(("first", "again"), own, many, strict=True):
            more = {kind: other[kind] - one[kind] for kind in one}
            benchmark.extra_info[f"more_{when}"] = more["PSS"]
            told = ", ".join(f"{kind} {more[kind]:+.0f}" for kind in more)
            sys.stdout.write(
                f"memory of the window, opened {when}: built-in gallery {one['PSS']:.0f} MB PSS,"
                f" {FOLDER:,} photographs {told} MB; aim {AIM_MB} MB more at most\n"
            )
