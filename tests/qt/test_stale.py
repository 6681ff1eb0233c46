"""Photographs that come under the id of one that is gone: they are themselves."""

import pytest

from gallery.decode.job import Fault
from gallery.qt import watch
from tests.qt.conftest import Fill, OpenHouse, Wait, draw, open_
from tests.qt.house import House, files


def width_of(house: House, photo: str) -> int:
    picture = house.pictures.any(photo)
    return picture.full_size.width() if picture else 0


def test_of_another_folder(open_house: OpenHouse, fill: Fill, wait: Wait) -> None:
    house = open_house(sources=())
    one, other = fill("a.png", folder="one"), fill("b.png", folder="other")
    draw(other / "a.png", 3, (96, 16))
    open_(house, wait, one)
    wait(lambda: width_of(house, "a.png") == 48)
    house.window.opening.close("one")
    open_(house, wait, other)
    wait(house.window.is_settled)
    assert width_of(house, "a.png") == 96


def test_of_a_broken_file(open_house: OpenHouse, fill: Fill, wait: Wait) -> None:
    house = open_house(sources=())
    one, other = fill("b.png", folder="one"), fill("a.png", folder="other")
    (one / "a.png").write_bytes(b"nothing")
    open_(house, wait, one)
    wait(lambda: house.pictures.fault("a.png") is Fault.UNSUPPORTED)
    house.window.opening.close("one")
    open_(house, wait, other)
    wait(house.window.is_settled)
    assert house.pictures.fault("a.png") is None
    assert width_of(house, "a.png") == 48


def test_of_a_file_that_comes_back(
    open_house: OpenHouse, fill: Fill, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SETTLE_MS", 10)
    monkeypatch.setattr(watch, "LEAST_PAUSE_MS", 20)
    house = open_house(sources=())
    place = fill("a.png", "b.png")
    open_(house, wait, place)
    wait(house.window.is_settled)
    (place / "a.png").unlink()
    wait(lambda: files(house) == ["b.png"])
    draw(place / "a.png", 3, (96, 16))
    wait(lambda: files(house) == ["a.png", "b.png"])
    wait(house.window.is_settled)
    wait(lambda: width_of(house, "a.png") == 96)
