"""A folder with files that abort, hang and devour their workers: all others are shown."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery.decode.job import Fault, Kind
from gallery.qt.decoder import Decoder, Picture
from tests.images import wrecking
from tests.images.wrecking import TOLD, Wreck
from tests.qt.conftest import draw, worker_processes
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
    # Crashes and time-outs are no property of the file that can be relied on.
    assert not [*(tmp_path / "cache" / "thumbnails").rglob("fail/*/*.png")]


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
