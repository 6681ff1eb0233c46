"""Closing a folder while it is being listed: it alone is listed no longer."""

import threading
from pathlib import Path

import pytest

from gallery.sources import folder
from gallery.sources.listing import Lister
from tests.qt.conftest import Fill, Hold, OpenHouse, Wait
from tests.qt.house import House, files

NAMES = ["a.png", "b.png", "c.png"]


@pytest.fixture
def places(fill: Fill) -> list[Path]:
    return [fill(*NAMES, folder=name) for name in ("slow", "other")]


@pytest.fixture
def disk(hold: Hold, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A disk that tells names, and nothing more before it is let go on."""
    monkeypatch.setattr(folder, "STAMPS_AT_ONCE", 1)
    return hold(Lister, "stamps")


@pytest.fixture
def house(open_house: OpenHouse, disk: threading.Event) -> House:
    return open_house(sources=())


def is_followed(house: House, place: Path) -> bool:
    """Return whether a folder is listed to its end: then the system watches it."""
    return str(place) in house.folders.watched()


def test_another_that_is_being_listed_is_listed_to_its_end(
    house: House, disk: threading.Event, places: list[Path], wait: Wait
) -> None:
    other = places[1]
    for number, place in enumerate(places, start=1):
        house.window.opening.open(str(place))
        wait(lambda: len(house.folders.followed()) == number)  # noqa: B023 (waited for at once)
    house.window.opening.close("slow")
    assert house.folders.followed() == [other]
    assert house.loader.is_waiting()
    disk.set()
    wait(lambda: is_followed(house, other))
    assert not house.loader.is_waiting()
    assert [*house.library.collections] == ["other"]
    assert sorted(files(house)) == NAMES


def test_another_that_was_named_with_it_is_opened(
    house: House, disk: threading.Event, places: list[Path], wait: Wait
) -> None:
    slow, other = places
    house.window.opening.open(*map(str, places))
    wait(lambda: house.folders.followed() == [slow])
    house.window.opening.close("slow")
    disk.set()
    wait(lambda: is_followed(house, other))
    wait(lambda: not house.loader.is_waiting())
    assert [*house.library.collections] == ["other"]
    assert sorted(files(house)) == NAMES


def test_a_disk_that_answers_no_more_is_not_waited_for(
    house: House, places: list[Path], wait: Wait
) -> None:
    house.window.opening.open(str(places[0]))
    wait(lambda: house.folders.followed() == places[:1])
    house.window.opening.close("slow")
    assert not house.loader.is_waiting()


def test_it_can_be_opened_again(
    house: House, disk: threading.Event, places: list[Path], wait: Wait
) -> None:
    for _ in range(2):
        house.window.opening.open(str(places[0]))
        wait(lambda: house.folders.followed() == places[:1])
        house.window.opening.close("slow")
    house.window.opening.open(str(places[0]))
    disk.set()
    wait(lambda: is_followed(house, places[0]))
    assert files(house) == NAMES
