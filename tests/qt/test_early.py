"""What was begun before there was a window is taken over by it: workers, pictures, a source."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from gallery import ahead
from gallery.decode import job, pixels, spawn
from gallery.decode.job import Fault, Kind
from gallery.decode.vanguard import Vanguard
from gallery.qt.decoder import Decoder
from gallery.qt.loader import Loader
from gallery.qt.settings import Settings
from gallery.sources.begun import Begun
from gallery.sources.flow import Opened, SortBy, Wish
from tests.qt.conftest import OpenHouse, Wait, draw
from tests.qt.hearing import Heard, worker_processes
from tests.unit.patience import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="begins ahead on Linux alone")

BOX = (200, 200)


class Early:
    """A vanguard of one worker that has decoded some pictures, and the decoder that it is for."""

    def __init__(self, files: list[Path], answers: int) -> None:
        folder = pixels.make_folder()
        self.worker = spawn.start(str(folder))
        vanguard = Vanguard(folder, [self.worker])
        vanguard.ask([os.fsencode(file) for file in files], BOX, in_sight=len(files))
        until(lambda: len(vanguard.answers) == answers)
        self.decoder = Decoder(vanguard=vanguard)
        self.decoder.warm_up()
        self.heard = Heard(self.decoder)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    places = [tmp_path / f"{number}.png" for number in range(3)]
    for number, place in enumerate(places):
        draw(place, number, size=(300, 200))
    return places


@pytest.fixture
def early(qapp: QApplication, files: list[Path]) -> Iterator[Early]:
    before = set(worker_processes())
    one = Early(files, 6)
    yield one
    one.decoder.close()
    assert set(worker_processes()) <= before
    assert not one.decoder._folder.exists()


def test_what_was_decoded_early_is_handed_out_when_it_is_asked_for(
    early: Early, files: list[Path], wait: Wait
) -> None:
    # They would be damaged now, or have another size.
    for file in files:
        file.write_bytes(b"")
    asked = [
        early.decoder.request(file, QSize(*BOX), kind=kind)
        for file, kind in zip(files, (Kind.THUMBNAIL, Kind.GLANCE, Kind.THUMBNAIL), strict=True)
    ]
    # Who asks hears nothing before the number of the request is known.
    assert early.heard.order == []
    wait(lambda: len(early.heard.order) == 3)
    assert sorted(early.heard.order) == asked
    for number in asked:
        picture = early.heard.pictures[number]
        assert (picture.image.size(), picture.final) == (QSize(200, 133), True)
        assert picture.full_size == QSize(300, 200)
    # Nobody asks for the same thing twice unless it was lost.
    again = early.decoder.request(files[0], QSize(*BOX), kind=Kind.PHOTOGRAPH)
    wait(lambda: again in early.heard.faults)


def test_tiles_of_another_size_have_it_scaled_down_or_made_anew(
    early: Early, files: list[Path], wait: Wait
) -> None:
    smaller = early.decoder.request(files[0], QSize(90, 90), kind=Kind.THUMBNAIL)
    larger = early.decoder.request(files[1], QSize(240, 240), kind=Kind.THUMBNAIL)
    wait(lambda: len(early.heard.order) == 2)
    assert early.heard.pictures[smaller].image.size() == QSize(90, 60)
    assert early.heard.pictures[larger].image.size() == QSize(240, 160)
    assert early.heard.pictures[smaller].full_size == QSize(300, 200)


def test_what_was_withdrawn_is_not_heard_of(early: Early, files: list[Path], wait: Wait) -> None:
    withdrawn = early.decoder.request(files[0], QSize(*BOX), kind=Kind.THUMBNAIL)
    early.decoder.withdraw(withdrawn)
    heard = early.decoder.request(files[1], QSize(*BOX), kind=Kind.THUMBNAIL)
    wait(lambda: heard in early.heard.order)
    assert early.heard.order == [heard]


def test_its_worker_serves_the_window(early: Early, files: list[Path], wait: Wait) -> None:
    numbers = [early.decoder.request(file) for file in files]
    wait(lambda: len(early.heard.order) == 3)
    assert set(numbers) == set(early.heard.pictures)
    assert early.worker.process in worker_processes()


def test_a_worker_that_listens_to_nothing_does_not_hold_the_window(
    early: Early, files: list[Path], tmp_path: Path, wait: Wait
) -> None:
    replies: list[job.ReadReply] = []
    early.decoder.read.connect(lambda _, reply: replies.append(reply))
    first = early.decoder.request(files[0])
    wait(lambda: first in early.heard.pictures)
    os.kill(early.worker.process, signal.SIGSTOP)
    # More than a pipe holds.
    paths = [
        os.fsencode(tmp_path / f"{number}-{'x' * 200}.png") for number in range(job.MOST_FILES)
    ]
    early.decoder.request_reading(paths)
    assert replies == []
    os.kill(early.worker.process, signal.SIGCONT)
    wait(lambda: replies)
    (reply,) = replies
    assert reply.fault is None
    assert reply.gists


def test_its_worker_that_leaves_costs_nobody_an_answer(
    qapp: QApplication,
    files: list[Path],
    tmp_path: Path,
    wait: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = tmp_path / "go"
    script = f"""
import time
from pathlib import Path
from gallery.decode import limits, worker
from gallery.decode.thumbnail import Thumbnails
limits.MOST_LEFT_OVER = 0
worker._CHECK_MEMORY = 2
def write_one(self):
    while not Path({str(go)!r}).exists():
        time.sleep(0.01)
    return False
Thumbnails.write_one = write_one
worker.main()  # gallery.decode.worker
"""
    monkeypatch.setattr(spawn, "WORKER", ("-P", "-c", script))
    early = Early(files[:1], 2)
    # It has said that it leaves, and is still there when the window takes it over.
    number = early.decoder.request(files[1])
    go.touch()
    wait(lambda: early.heard.order)
    assert number in early.heard.pictures
    early.decoder.close()


def test_its_worker_is_replaced_when_it_dies(early: Early, files: list[Path], wait: Wait) -> None:
    first = early.decoder.request(files[0])
    wait(lambda: first in early.heard.pictures)
    os.kill(early.worker.process, signal.SIGKILL)
    wait(lambda: not Path(f"/proc/{early.worker.process}").exists())
    second = early.decoder.request(files[1])
    wait(lambda: second in early.heard.order)
    assert second in early.heard.pictures


@pytest.mark.parametrize("is_asked", [True, False])
def test_what_it_was_at_is_answered_whenever_it_is_asked_for(
    qapp: QApplication, tmp_path: Path, wait: Wait, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = tmp_path / "slow.png"
    draw(slow, size=(300, 200))
    go = tmp_path / "go"
    script = f"""
import time
from pathlib import Path
from gallery.decode import worker
answer = worker.answer
def slowly(request, *more):
    while request.kind == "thumbnail" and not Path({str(go)!r}).exists():
        time.sleep(0.01)
    return answer(request, *more)
worker.answer = slowly
worker.main()  # gallery.decode.worker
"""
    monkeypatch.setattr(spawn, "WORKER", ("-P", "-c", script))
    early = Early([slow], 1)
    other = tmp_path / "other.png"
    draw(other, 1, size=(300, 200))
    if not is_asked:
        # With the first request the worker is taken over.
        early.decoder.request(other)
        go.touch()
        wait(lambda: not any(worker.request for worker in early.decoder._workers))
    number = early.decoder.request(slow, QSize(*BOX), kind=Kind.THUMBNAIL)
    go.touch()
    wait(lambda: number in early.heard.pictures)
    assert early.heard.pictures[number].image.size() == QSize(200, 133)
    early.decoder.close()


def test_a_file_that_cannot_be_read_is_told(qapp: QApplication, tmp_path: Path, wait: Wait) -> None:
    early = Early([tmp_path / "gone.png"], 1)
    number = early.decoder.request(tmp_path / "gone.png", QSize(*BOX), kind=Kind.GLANCE)
    wait(lambda: early.heard.order)
    assert early.heard.faults == {number: Fault.GONE}
    early.decoder.close()


def test_what_nobody_asks_for_takes_no_room_for_long(
    qapp: QApplication, files: list[Path], wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gallery.qt.early.KEEP_MS", 0)
    early = Early(files, 6)
    number = early.decoder.request(files[0], QSize(*BOX), kind=Kind.THUMBNAIL)
    wait(lambda: number in early.heard.pictures)
    wait(lambda: not [*early.decoder._folder.iterdir()])
    early.decoder.close()


@pytest.mark.usefixtures("qapp")
class TestSource:
    """What was named on the command line is being opened when the window comes."""

    def test_it_is_there_at_once(self, files: list[Path], tmp_path: Path, wait: Wait) -> None:
        begun = Begun((str(tmp_path),), Wish(), None, lambda _: None)
        begun.wait(30)
        loader = Loader(None, begun)
        opened: list[Opened] = []
        loader.opened.connect(opened.append)
        loader.open(str(tmp_path))
        (first,) = opened
        assert first.listing is not None
        assert list(first.listing.fresh) == [file.name for file in files]
        loader.go_on()
        wait(lambda: not loader.is_waiting())
        assert len(opened) == 1
        loader.close()

    def test_who_closes_before_the_first_pictures_are_there_waits_for_nobody(
        self, tmp_path: Path
    ) -> None:
        begun = Begun((str(tmp_path),), Wish(), None, lambda _: None)
        begun.wait(30)
        loader = Loader(None, begun)
        loader.open(str(tmp_path))
        loader.close()
        assert not begun.thread.is_alive()

    def test_another_wish_is_granted(self, files: list[Path], tmp_path: Path, wait: Wait) -> None:
        begun = Begun((str(tmp_path),), Wish(), None, lambda _: None)
        loader = Loader(None, begun)
        loader.wish = Wish(descending=True)
        opened: list[Opened] = []
        loader.opened.connect(opened.append)
        loader.open(str(tmp_path))
        wait(lambda: opened and not loader.is_waiting())
        listing = opened[0].listing
        assert listing is not None
        assert list(listing.fresh) == [file.name for file in reversed(files)]
        loader.close()
        begun.thread.join(30)
        assert not begun.thread.is_alive()


class TestGuess:
    """What is known of the window before it is there."""

    def test_settings_are_read_as_they_were_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        wish = Wish(by=SortBy.DATE, descending=True, deep=True)
        settings = Settings(tmp_path / "giant-leap" / "gallery.ini")
        settings.wish = wish
        settings.tile_box = (155, 103)
        settings.set_state("geometry", b"\x00=[other]\n")  # type: ignore[arg-type]
        settings.save()
        kept = ahead.Kept()
        assert kept.wish() == wish
        assert kept.tile_box() == (155, 103)

    def test_without_settings_it_is_what_is_usual(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        kept = ahead.Kept()
        assert kept.wish() == Wish()
        assert kept.tile_box() == ahead.USUAL_BOX

    @pytest.mark.parametrize("box", ["0x163", "244", "100000x163", "-1x163", "9" * 5_000 + "x1"])
    def test_a_size_that_no_tile_has_is_not_asked_for(
        self, box: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = tmp_path / "giant-leap" / "gallery.ini"
        place.parent.mkdir()
        place.write_text(f"[look]\ntileBox={box}\n")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        assert ahead.Kept().tile_box() == ahead.USUAL_BOX

    def test_without_processes_there_is_a_source_all_the_same(
        self, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name))
        open_before = len([*Path("/proc/self/fd").iterdir()])
        monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
        begun = ahead.begin((str(files[0].parent),), deep=False)
        assert begun is not None
        assert begun.begun.wait(30)
        begun.close()
        begun.begun.thread.join(30)
        begun.remembered.close()
        assert not begun.vanguard.folder.exists()
        assert len([*Path("/proc/self/fd").iterdir()]) == open_before

    def test_a_new_window_has_tiles_of_the_usual_size(self, open_house: OpenHouse) -> None:
        house = open_house(size=None)
        house.window.show()
        grid = house.window.grid
        # As good as any guess: a picture that is a little too large is scaled down.
        assert grid.schedule.box == pytest.approx(ahead.USUAL_BOX, abs=8)
        assert len(grid.photos_in_sight()) == pytest.approx(ahead.USUAL_SIGHT, abs=4)

    def test_the_size_of_tiles_is_remembered(self, open_house: OpenHouse, tmp_path: Path) -> None:
        place = tmp_path / "settings.ini"
        house = open_house(settings=place)
        box = house.window.grid.schedule.box
        house.window.close()
        assert Settings(place).tile_box == box
