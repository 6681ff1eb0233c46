"""Files and folders that change under an open window: each tile tells the truth, and heals."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallery.decode.job import Fault
from gallery.qt import watch
from tests.qt.conftest import Fill, OpenHouse, Wait, draw, open_
from tests.qt.house import House, files
from tests.unit.metadata import writing

NAMES = ("a.png", "b.png", "c.png")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is looked at without the pauses that spare a disk."""
    monkeypatch.setattr(watch, "SETTLE_MS", 10)
    monkeypatch.setattr(watch, "LEAST_PAUSE_MS", 20)
    monkeypatch.setattr(watch, "LOST_PAUSE_MS", 50)


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    return open_house(sources=())


@pytest.fixture
def place(house: House, fill: Fill, wait: Wait) -> Iterator[Path]:
    """A folder of three pictures, which is open."""
    folder = fill(*NAMES)
    open_(house, wait, folder)
    wait(house.window.is_settled)
    yield folder
    if folder.exists():
        folder.chmod(0o700)


def width_of(house: House, photo: str) -> int:
    picture = house.pictures.any(photo)
    return picture.full_size.width() if picture else 0


def shut(path: Path) -> None:
    """Take all permissions away; skips the test where this user has them all the same."""
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o700)
        pytest.skip("this user may read everything")


def test_a_file_that_is_gone_before_it_is_decoded(
    house: House, fill: Fill, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody has noticed yet.
    monkeypatch.setattr(watch, "SETTLE_MS", 600_000)
    place = fill(*NAMES)
    house.window.opening.open(str(place))
    (place / "b.png").unlink()
    wait(lambda: house.pictures.fault("b.png") is Fault.GONE or files(house) == ["a.png", "c.png"])
    monkeypatch.setattr(watch, "SETTLE_MS", 10)
    draw(place / "b.png", 3, (96, 16))
    house.window.opening.open(str(place))
    wait(lambda: width_of(house, "b.png") == 96)
    assert house.pictures.fault("b.png") is None


def test_a_folder_that_is_renamed_and_back(house: House, place: Path, wait: Wait) -> None:
    place.rename(place.with_name("moved"))
    wait(lambda: "holiday" in house.window.notice.text())
    assert files(house) == [*NAMES]
    place.with_name("moved").rename(place)
    wait(lambda: "can be read again" in house.window.notice.text())
    draw(place / "d.png")
    wait(lambda: files(house) == [*NAMES, "d.png"])
    wait(house.window.is_settled)
    assert not any(map(house.pictures.fault, house.browser.ids))


def test_a_file_that_is_replaced_by_a_folder_and_back(
    house: House, place: Path, wait: Wait
) -> None:
    (place / "b.png").unlink()
    (place / "b.png").mkdir()
    wait(lambda: files(house) == ["a.png", "c.png"])
    (place / "b.png").rmdir()
    draw(place / "b.png", 3, (96, 16))
    wait(lambda: files(house) == [*NAMES])
    wait(lambda: width_of(house, "b.png") == 96)


@pytest.mark.parametrize("name", ["b.jpg", "z.jpg"])
def test_a_file_that_is_being_copied_in(
    house: House, place: Path, wait: Wait, tmp_path: Path, name: str
) -> None:
    """What is there of it is shown, and then all of it, whenever the rest comes."""
    draw(tmp_path / "whole.jpg", 3, (1_200, 800))
    whole = (tmp_path / "whole.jpg").read_bytes()
    with (place / name).open("wb") as file:
        file.write(whole[:20])
        file.flush()
        wait(lambda: house.pictures.fault(name) is not None)
        file.write(whole[20 : len(whole) // 2])
        file.flush()
        wait(lambda: house.pictures.fault(name) is Fault.DAMAGED and house.pictures.any(name))
        file.write(whole[len(whole) // 2 :])
    wait(lambda: house.pictures.fault(name) is None and width_of(house, name) == 1_200)


def test_a_folder_that_cannot_be_read_for_a_while(house: House, place: Path, wait: Wait) -> None:
    shut(place)
    wait(lambda: "no permission" in house.window.notice.text())
    assert files(house) == [*NAMES]
    place.chmod(0o700)
    wait(lambda: "can be read again" in house.window.notice.text())
    wait(house.window.is_settled)
    assert not any(map(house.pictures.fault, house.browser.ids))


def test_a_sub_folder_that_cannot_be_read_for_a_while(
    house: House, place: Path, wait: Wait
) -> None:
    (place / "sub").mkdir()
    draw(place / "sub" / "d.png", 3)
    house.window.actions_by_name["subfolders"].trigger()
    wait(lambda: files(house) == [*NAMES, "sub/d.png"])
    (deep,) = [one for one in house.browser.ids if one not in NAMES]
    wait(lambda: width_of(house, deep) == 48)
    shut(place / "sub")
    try:
        wait(lambda: house.pictures.fault(deep) is Fault.NO_PERMISSION)
        assert files(house) == [*NAMES, "sub/d.png"]
    finally:
        (place / "sub").chmod(0o700)
    wait(lambda: house.pictures.fault(deep) is None and width_of(house, deep) == 48)


def test_a_file_that_cannot_be_read_for_a_while(house: House, place: Path, wait: Wait) -> None:
    """Neither its date nor its size tell of it."""
    path = place / "d.jpg"
    writing.write(place.parent / "d.jpg", xmp={"Xmp.photoshop.Credit": "Archive"})
    (place.parent / "d.jpg").chmod(0)
    if os.access(place.parent / "d.jpg", os.R_OK):
        pytest.skip("this user may read everything")
    shutil.move(place.parent / "d.jpg", path)
    wait(lambda: house.pictures.fault("d.jpg") is Fault.NO_PERMISSION)
    wait(house.window.is_settled)
    path.chmod(0o600)
    wait(lambda: house.pictures.fault("d.jpg") is None and width_of(house, "d.jpg"))
    wait(lambda: house.library.photos["d.jpg"].credit_line == "Archive")
