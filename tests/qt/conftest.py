"""Windows to test, sources to open in them."""

import gc
import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery.decode import spawn
from gallery.qt import application
from gallery.qt import decoder as decoder_module
from gallery.qt.decoder import Decoder
from gallery.sources.builtin import photos_folder
from tests.conftest import PLATFORM_NOISE
from tests.qt.hearing import HANGING_WORKER, SHORT_MS, Heard, worker_processes
from tests.qt.house import House, Plan, build

OpenHouse = Callable[..., House]
WriteManifest = Callable[..., Path]
Wait = Callable[[Callable[[], object]], None]
Look = Callable[[House, str], None]
Fill = Callable[..., Path]
Hold = Callable[[object, str], threading.Event]


@pytest.fixture(scope="session", autouse=True)
def _resources(qapp: QApplication) -> None:
    application.register_resources()


@pytest.fixture(scope="module", autouse=True)
def _collected_on_this_thread() -> Iterator[None]:
    """Collect what is unreachable on the window's thread alone, as the program does."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _young_collected() -> Iterator[None]:
    yield
    gc.collect(1)


@pytest.fixture(scope="session")
def decoder(qapp: QApplication) -> Iterator[Decoder]:
    """The real decoder; starting its workers for each window anew would take half of the time."""
    before = threading.active_count()
    workers = Decoder()
    workers.warm_up()
    yield workers
    workers.close()
    assert not worker_processes()
    assert threading.active_count() <= before


@pytest.fixture
def heard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """A decoder of one worker, so that the order of its answers is certain."""
    monkeypatch.setattr(decoder_module, "MOST_WORKERS", 1)
    before = set(worker_processes())
    decoder = Decoder(time_out_ms=SHORT_MS)
    yield Heard(decoder)
    decoder.close()
    assert set(worker_processes()) <= before


@pytest.fixture
def good(tmp_path: Path) -> Path:
    draw(tmp_path / "good.png", size=(300, 200))
    return tmp_path / "good.png"


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture file at which a worker hangs."""
    monkeypatch.setattr(spawn, "WORKER", ("-P", "-c", HANGING_WORKER))
    return tmp_path / "hanging"


@pytest.fixture(scope="session")
def builtin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in gallery with small pictures, which decode in no time."""
    folder = tmp_path_factory.mktemp("builtin")
    data = (photos_folder() / "manifest.json").read_bytes()
    (folder / "manifest.json").write_bytes(data)
    for number, photo in enumerate(json.loads(data)["photos"]):
        draw(folder / photo["file"], number)
    return folder


@pytest.fixture
def open_house(qapp: QApplication, decoder: Decoder, builtin: Path) -> Iterator[OpenHouse]:
    """Build a window, by the fields of a Plan; without sources it shows the built-in gallery."""
    houses: list[House] = []

    def open_one(**wishes: Any) -> House:
        plan = replace(Plan(sources=(str(builtin),), ours=builtin), **wishes)
        houses.append(build(qapp, decoder, plan))
        return houses[-1]

    yield open_one
    with _NoMessages():
        for house in houses:
            house.close()


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    return open_house()


@pytest.fixture
def write_manifest(tmp_path: Path) -> WriteManifest:
    """Write a manifest of some photographs, with small pictures unless `pictures` is false."""

    def write(
        photos: Sequence[dict[str, Any]],
        *,
        folder: str = "source",
        pictures: bool = True,
        **more: Any,
    ) -> Path:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        whole = {
            "version": 1,
            "title": "A test",
            **more,
            "photos": [photo_of(**one) for one in photos],
        }
        (place / "manifest.json").write_text(json.dumps(whole))
        if pictures:
            for number, photo in enumerate(whole["photos"]):
                if not (place / photo["file"]).exists():
                    draw(place / photo["file"], number)
        return place

    return write


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Make a folder of small pictures."""

    def make(*names: str, folder: str = "holiday") -> Path:
        place = tmp_path / folder
        for number, name in enumerate(names):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            draw(place / name, number)
        return place

    return make


@pytest.fixture
def many(open_house: OpenHouse, write_manifest: WriteManifest) -> House:
    """A window on forty photographs of nothing, in three columns."""
    return open_house(sources=(str(write_manifest(numbered(40))),), size=(1440, 800))


def numbered(count: int) -> list[dict[str, Any]]:
    return [{"id": f"p{number}", "file": "one.png"} for number in range(count)]


def photo_of(**fields: Any) -> dict[str, Any]:
    """Return a photograph of a manifest; what is not said is made up."""
    name = fields.get("id", "one")
    return {"id": name, "file": f"{name}.png", "headline": f"Headline of {name}", **fields}


def draw(path: Path, number: int = 0, size: tuple[int, int] = (48, 32)) -> None:
    """Draw a picture of one colour."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(number * 47 % 360, 160, 200))
    assert image.save(str(path))


class _NoMessages:
    """Fails where Qt says anything unexpected; pytest-qt listens only while a test runs."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._before: object = None

    def __enter__(self) -> None:
        self._before = qInstallMessageHandler(self._take)

    def __exit__(self, *_: object) -> None:
        qInstallMessageHandler(self._before)  # type: ignore[arg-type]
        assert not self._said

    def _take(self, kind: QtMsgType, _: QMessageLogContext, message: str) -> None:
        noise = any(re.search(line, message) for line in PLATFORM_NOISE)
        if kind is not QtMsgType.QtDebugMsg and not noise:
            self._said.append(message)


# Who waits goes on as soon as it is so; only a test that fails takes as long.
PATIENCE_MS = 30_000


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    """Wait until something is so."""

    def until(so: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(so()), timeout=PATIENCE_MS)

    return until


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    """Hold a step of the program back until its gate is opened: a slow disk."""
    gates: list[threading.Event] = []

    def back(owner: object, name: str) -> threading.Event:
        gate = threading.Event()
        step = getattr(owner, name)

        def slowly(*given: object) -> object:
            gate.wait()
            return step(*given)

        monkeypatch.setattr(owner, name, slowly)
        gates.append(gate)
        return gate

    yield back
    for gate in gates:
        gate.set()


def open_(house: House, wait: Wait, *addresses: Path | str) -> None:
    """Open something, and wait until it is there."""
    house.window.opening.open(*map(str, addresses))
    wait(lambda: not house.loader.is_waiting())


@pytest.fixture
def look(wait: Wait) -> Look:
    """Open a photograph and wait until it is drawn."""

    def open_photo(house: House, photo: str) -> None:
        house.window.show_photo(photo)
        settle(house, wait)

    return open_photo


def settle(house: House, wait: Wait) -> None:
    """Wait until the photo view has drawn its photograph, or why it cannot be shown."""
    view = house.window.view

    def drawn() -> bool:
        view.canvas.grab()
        known = house.pictures.any(view.photo) or house.pictures.fault(view.photo)
        return bool(known) and view.is_settled()

    wait(drawn)
