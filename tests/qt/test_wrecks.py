"""A folder with files that abort, hang and devour their workers: all others are shown."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery.decode import formats, job
from gallery.decode.cache import Cache
from gallery.decode.job import Fault, Kind
from gallery.decode.thumbnail import Thumbnails
from gallery.qt.decoder import Decoder, Picture
from gallery.qt.wrecks import Wrecks
from tests.images import wrecking
from tests.images.wrecking import TOLD, Wreck
from tests.qt.conftest import draw
from tests.qt.hearing import worker_processes
from tests.qt.house import Plan, build

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are limited on Linux")

# Enough for a picture on a machine that is busy, and not too long to wait for one that hangs.
TIME_OUT_MS = 2_000
PATIENCE_MS = 60_000
GOOD = 30


@pytest.fixture
def decoder(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Decoder]:
    monkeypatch.setenv("PYTHONPATH", wrecking.install(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = set(worker_processes())
    decoder = Decoder(time_out_ms=TIME_OUT_MS)
    yield decoder
    decoder.close()
    assert set(worker_processes()) <= before


def write_folder(folder: Path) -> dict[str, Wreck]:
    """Write thirty pictures and the wrecks among them; return the wrecks by name."""
    folder.mkdir(exist_ok=True)
    for number in range(GOOD):
        draw(folder / f"good-{number}.png", number, (300, 200))
    wrecks = {f"wreck-{number}.png": does for number, does in enumerate(Wreck)}
    for name, does in wrecks.items():
        wrecking.write(folder / name, does)
    return wrecks


@pytest.mark.parametrize("kind", [Kind.PHOTOGRAPH, Kind.THUMBNAIL])
def test_each_wreck_is_told_and_all_others_are_decoded(
    decoder: Decoder, tmp_path: Path, qtbot: QtBot, kind: Kind
) -> None:
    wrecks = write_folder(tmp_path / "folder")
    pictures: dict[int, Picture] = {}
    faults: dict[int, Fault] = {}
    decoder.decoded.connect(pictures.__setitem__)
    decoder.failed.connect(faults.__setitem__)
    paths = sorted((tmp_path / "folder").iterdir())
    asked = {decoder.request(path, QSize(200, 200), kind=kind): path.name for path in paths}
    qtbot.waitUntil(lambda: len(pictures) + len(faults) == len(asked), timeout=PATIENCE_MS)
    told = {asked[number]: fault for number, fault in faults.items()}
    assert told == {name: TOLD[does] for name, does in wrecks.items()}
    assert {asked[number] for number in pictures} == {path.name for path in paths} - set(wrecks)


def fails(folder: Path) -> list[Path]:
    """Return what is remembered of files that cannot be read."""
    return [*(folder / "cache" / "thumbnails").rglob("fail/*/*.png")]


@pytest.mark.parametrize("does", [Wreck.ABORT, Wreck.HANG])
def test_what_wrecks_a_worker_twice_is_told_at_once_from_then_on(
    decoder: Decoder, tmp_path: Path, qtbot: QtBot, does: Wreck
) -> None:
    path = wrecking.write(tmp_path / "wreck.png", does)
    draw(tmp_path / "good.png", 0, (300, 200))
    faults: dict[int, Fault] = {}
    pictures: dict[int, Picture] = {}
    decoder.failed.connect(faults.__setitem__)
    decoder.decoded.connect(pictures.__setitem__)
    box = QSize(200, 200)
    first = decoder.request(path, box, kind=Kind.THUMBNAIL)
    qtbot.waitUntil(lambda: first in faults, timeout=PATIENCE_MS)
    # The second time, last of all, nobody hears of but the cache.
    qtbot.waitUntil(lambda: bool(fails(tmp_path)), timeout=PATIENCE_MS)
    assert faults == {first: TOLD[does]}
    good = decoder.request(tmp_path / "good.png", box)
    qtbot.waitUntil(lambda: good in pictures, timeout=PATIENCE_MS)
    workers = worker_processes()
    told = [decoder.request(path, box, kind=kind) for kind in (Kind.GLANCE, Kind.PHOTOGRAPH)]
    qtbot.waitUntil(lambda: faults.keys() >= {*told}, timeout=PATIENCE_MS)
    assert {faults[number] for number in told} == {TOLD[does]}
    # Nobody has tried it.
    assert set(worker_processes()) >= set(workers)
    anew = decoder.request(path, box, kind=Kind.THUMBNAIL, anew=True)
    qtbot.waitUntil(lambda: anew in faults, timeout=PATIENCE_MS)
    assert faults[anew] is TOLD[does]
    assert not set(worker_processes()) >= set(workers)


@pytest.mark.parametrize("does", [Wreck.HOARD, Wreck.HOARD_NATIVELY])
def test_what_there_was_no_memory_for_is_tried_the_next_time(
    decoder: Decoder, tmp_path: Path, qtbot: QtBot, does: Wreck
) -> None:
    path = wrecking.write(tmp_path / "wreck.png", does)
    faults: dict[int, Fault] = {}
    decoder.failed.connect(faults.__setitem__)
    for tries in (1, 2, 3):
        decoder.request(path, QSize(200, 200), kind=Kind.THUMBNAIL)
        qtbot.waitUntil(lambda: len(faults) == tries, timeout=PATIENCE_MS)  # noqa: B023
    assert fails(tmp_path) == []


def test_who_tries_again_does_not_believe_what_is_remembered(
    decoder: Decoder, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "folder").mkdir()
    path = tmp_path / "folder" / "good.png"
    draw(path, 0, (300, 200))
    formats.prepare()
    Thumbnails(Cache(tmp_path / "cache" / "thumbnails")).blame(bytes(path), Fault.CRASHED)
    house = build(qapp, decoder, Plan(sources=(str(tmp_path / "folder"),)))
    try:
        (photo,) = house.library.photos
        qtbot.waitUntil(lambda: house.pictures.fault(photo) is Fault.CRASHED)
        assert house.pictures.any(photo) is None
        house.window.details.trouble.retry.click()
        qtbot.waitUntil(lambda: house.pictures.any(photo) is not None)
        assert house.pictures.fault(photo) is None
        qtbot.waitUntil(lambda: fails(tmp_path) == [])
    finally:
        house.close()


class TestSecondTry:
    """What is lined up for files at which workers have ended."""

    @pytest.fixture
    def lined_up(self) -> list[job.AnyRequest]:
        return []

    @pytest.fixture
    def wrecks(self, lined_up: list[job.AnyRequest]) -> Wrecks:
        return Wrecks(Path("/pixels"), count(100).__next__, lined_up.append)

    def test_it_comes_once_and_then_the_file_is_to_blame(
        self, wrecks: Wrecks, lined_up: list[job.AnyRequest]
    ) -> None:
        request = job.Request(1, b"/a", "/pixels/1", (99, 99), Kind.GLANCE)
        wrecks.add(request, Fault.CRASHED)
        (again,) = lined_up
        assert isinstance(again, job.Request)
        assert (again.path, again.kind, again.box, again.anew) == (b"/a", Kind.KEEP, (99, 99), True)
        wrecks.add(job.Request(2, b"/a", "/pixels/2"), Fault.CRASHED)
        assert lined_up == [again]
        wrecks.add(again, Fault.TIMED_OUT)
        assert [(type(one), one.id) for one in lined_up[1:]] == [(job.Blame, 101)]
        blame = lined_up[1]
        assert isinstance(blame, job.Blame)
        assert (blame.path, blame.fault) == (b"/a", Fault.TIMED_OUT)
        # A disk that holds even this up is no fault of the file.
        wrecks.add(blame, Fault.TIMED_OUT)
        assert len(lined_up) == 2

    def test_other_faults_and_other_work_are_not_tried_again(
        self, wrecks: Wrecks, lined_up: list[job.AnyRequest]
    ) -> None:
        wrecks.add(job.Request(1, b"/a", "/pixels/1"), Fault.OUT_OF_MEMORY)
        wrecks.add(job.Read(2, (b"/a",)), Fault.CRASHED)
        assert lined_up == []


def test_the_window_shows_thirty_pictures_and_says_of_each_wreck_why(
    decoder: Decoder, qapp: QApplication, tmp_path: Path, qtbot: QtBot
) -> None:
    wrecks = write_folder(tmp_path / "folder")
    # High enough that all tiles are in sight at once.
    plan = Plan(sources=(str(tmp_path / "folder"),), size=(1400, 2600))
    house = build(qapp, decoder, plan)
    try:
        ids = {photo.file: number for number, photo in house.library.photos.items()}
        assert len(ids) == GOOD + len(wrecks)
        wrecked = {ids[name]: TOLD[does] for name, does in wrecks.items()}
        good = set(ids.values()) - set(wrecked)
        pictures = house.pictures
        qtbot.waitUntil(
            lambda: all(map(pictures.fault, wrecked)) and all(map(pictures.any, good)),
            timeout=PATIENCE_MS,
        )
        assert {photo: pictures.fault(photo) for photo in wrecked} == wrecked
        assert not any(map(pictures.fault, good))
        qtbot.waitUntil(house.window.is_settled, timeout=PATIENCE_MS)
    finally:
        house.close()
