"""A folder that is opened: captions, credits and people come out of the files, and stay known."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from gallery.decode import job
from gallery.library.remembered import Remembered
from gallery.qt.decoder import Decoder
from gallery.records import NameKind
from gallery.sources.flow import SortBy, Wish
from tests.qt.conftest import OpenHouse, Wait
from tests.qt.house import House
from tests.qt.test_file_view import plain
from tests.unit.metadata import writing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "press"
    place.mkdir()
    for number, person in enumerate(("Alexei Leonov", "Леонов, Алексей", "Ada Lovelace")):
        writing.write(
            place / f"{number}.jpg",
            xmp={
                "Xmp.photoshop.Headline": f"Headline {number}",
                "Xmp.photoshop.Credit": f"Agency {number}",
                "Xmp.dc.description": {"x-default": f"Caption of {person}"},
                "Xmp.dc.subject": ["spacewalk" if number else "portrait"],
                "Xmp.iptcExt.PersonInImage": [person],
            },
        )
    writing.write(place / "plain.jpg")
    return place


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Remembered]:
    one = Remembered(tmp_path / "memory" / "remembered.sqlite")
    yield one
    one.close()


def opened(house: House, folder: Path, wait: Wait) -> None:
    house.window.opening.open(str(folder))
    wait(lambda: any(c.title == folder.name for c in house.library.collections.values()))
    wait(lambda: not house.loader.is_waiting())
    wait(house.reader.is_settled)


def test_photographs_speak(open_house: OpenHouse, folder: Path, wait: Wait) -> None:
    house = open_house(sources=())
    opened(house, folder, wait)
    photos = house.library.photos
    assert [photos[one].headline for one in house.browser.ids] == [
        "Headline 0", "Headline 1", "Headline 2", "plain",
    ]  # fmt: skip
    assert photos["1.jpg"].credit_line == "Agency 1"
    assert photos["plain.jpg"].credit_line is None


def test_the_details_follow_what_is_read(open_house: OpenHouse, folder: Path, wait: Wait) -> None:
    house = open_house(sources=())
    opened(house, folder, wait)
    assert house.window.grid.current_photo() == "0.jpg"
    labels = house.window.details.findChildren(QLabel, "headline")
    wait(lambda: [plain(one) for one in labels] == ["Headline 0"])


def test_the_photo_view_follows_what_is_read(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = open_house(sources=())
    house.window.opening.open(str(folder / "1.jpg"))
    wait(lambda: house.window.view.photo == "1.jpg")
    wait(lambda: house.window.view.canvas.accessibleName() == "Headline 1")
    assert "Agency 1" in house.window.view.canvas.accessibleDescription()
    assert house.window.windowTitle().startswith("Headline 1")


def test_a_long_caption_does_not_cover_the_photograph(
    open_house: OpenHouse, tmp_path: Path, wait: Wait
) -> None:
    long = "A very long caption tells of everything that can be seen. " * 40
    for name, caption in (("long", long), ("short", "A short one.")):
        writing.write(
            tmp_path / f"{name}.jpg",
            xmp={"Xmp.dc.description": {"x-default": caption}, "Xmp.photoshop.Credit": "NASA"},
        )
    house = open_house(sources=())
    opened(house, tmp_path, wait)
    view = house.window.view
    house.window.show_photo("long.jpg")
    wait(view.is_settled)
    (over,) = view.findChildren(QLabel, "overCaption")
    (credit,) = view.findChildren(QLabel, "overCredit")
    assert over.text().endswith(" …")
    assert long.startswith(over.text().removesuffix(" …"))
    assert over.height() < view.height() * 0.4
    assert credit.visibleRegion().boundingRect().height() == credit.height()
    assert long.strip().rstrip(".") in view.canvas.accessibleDescription()
    shown = len(over.text())
    house.window.resize(1600, 1400)
    wait(lambda: len(over.text()) > shown)
    view.go_to("short.jpg")
    assert over.text() == "A short one."


def test_the_dates_that_files_tell_put_a_folder_in_order(
    open_house: OpenHouse, tmp_path: Path, wait: Wait
) -> None:
    for name, year in (("a", 1969), ("b", 1961), ("c", 1965)):
        writing.write(tmp_path / f"{name}.jpg", xmp={"Xmp.photoshop.DateCreated": str(year)})
    house = open_house(sources=())
    house.folders.set_wish(Wish(by=SortBy.DATE))
    opened(house, tmp_path, wait)
    wait(lambda: house.browser.ids == ["b.jpg", "c.jpg", "a.jpg"])


def test_people_stand_at_the_left_and_are_one_in_every_script(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = open_house()
    before = house.library.count("alexei-leonov")
    opened(house, folder, wait)
    people = {name.id: count for name, count in house.library.shown(NameKind.PERSON)}
    assert people["alexei-leonov"] == before + 2
    assert people["ada-lovelace"] == 1
    house.browser.choose_name("ada-lovelace")
    wait(lambda: house.browser.ids == ["2.jpg"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("леонов", ["0.jpg", "1.jpg"]),
        ("credit:agency", ["0.jpg", "1.jpg", "2.jpg"]),
        ("keyword:spacewalk", ["1.jpg", "2.jpg"]),
        ('"caption of ada"', ["2.jpg"]),
    ],
)
def test_search_finds_what_files_say(
    open_house: OpenHouse, folder: Path, wait: Wait, typed: str, found: list[str]
) -> None:
    house = open_house(sources=())
    opened(house, folder, wait)
    house.browser.type_words(typed)
    wait(lambda: sorted(house.browser.ids) == found)


def test_a_folder_that_is_opened_again_reads_nothing(
    open_house: OpenHouse,
    folder: Path,
    wait: Wait,
    remembered: Remembered,
    decoder: Decoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened(open_house(sources=(), remembered=remembered), folder, wait)
    asked: list[object] = []
    ask = decoder.request_reading

    def noted(paths: list[bytes], **more: Any) -> int:
        # The photograph that is looked at is read whole, which nothing remembers.
        if not more.get("whole"):
            asked.append(paths)
        return ask(paths, **more)

    monkeypatch.setattr(decoder, "request_reading", noted)
    house = open_house(sources=(), remembered=remembered)
    opened(house, folder, wait)
    assert house.library.photos["2.jpg"].credit_line == "Agency 2"
    assert asked == []


def test_a_file_that_was_changed_is_read_again(
    open_house: OpenHouse, folder: Path, wait: Wait, remembered: Remembered
) -> None:
    house = open_house(sources=(), remembered=remembered)
    opened(house, folder, wait)
    writing.write(folder / "1.jpg", xmp={"Xmp.photoshop.Credit": "Another agency"})
    os.utime(folder / "1.jpg", ns=(1, 1))
    house.window.opening.open(str(folder))
    wait(lambda: house.library.photos["1.jpg"].credit_line == "Another agency")
    assert house.library.photos["2.jpg"].credit_line == "Agency 2"


def test_a_sidecar_that_comes_is_read(
    open_house: OpenHouse, folder: Path, wait: Wait, remembered: Remembered
) -> None:
    house = open_house(sources=(), remembered=remembered)
    opened(house, folder, wait)
    writing.write_sidecar(folder / "plain.xmp", {"Xmp.photoshop.Headline": "From the sidecar"})
    house.window.opening.open(str(folder))
    wait(lambda: house.library.photos["plain.jpg"].headline == "From the sidecar")


def test_a_file_that_breaks_the_workers_costs_only_itself(
    open_house: OpenHouse,
    folder: Path,
    wait: Wait,
    decoder: Decoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask = decoder.request_reading

    def broken(paths: list[bytes], **more: Any) -> int:
        number = ask(paths, **more)
        if any(path.endswith(b"1.jpg") for path in paths):
            broken_numbers.add(number)
        return number

    broken_numbers: set[int] = set()
    monkeypatch.setattr(decoder, "request_reading", broken)
    house = open_house(sources=())
    read = house.reader._read

    def as_if_it_had_died(number: int, reply: job.ReadReply) -> None:
        if number in broken_numbers:
            reply = job.ReadReply(number, fault=job.Fault.CRASHED)
        read(number, reply)

    decoder.read.disconnect(house.reader._read)
    decoder.read.connect(as_if_it_had_died)
    opened(house, folder, wait)
    decoder.read.disconnect(as_if_it_had_died)
    decoder.read.connect(house.reader._read)
    photos = house.library.photos
    assert [photos[f"{number}.jpg"].headline for number in range(3)] == [
        "Headline 0", "1", "Headline 2",
    ]  # fmt: skip


def test_reading_can_be_stopped_and_goes_on_when_the_folder_is_opened_again(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = open_house(sources=())
    ask = house.reader._ask

    def begin_and_stop() -> None:
        """Begin to read, and be stopped by a person before any answer is there."""
        house.reader._tell()
        house.reader.work.stop()

    house.reader._ask = begin_and_stop  # type: ignore[method-assign]
    opened(house, folder, wait)
    assert house.library.photos["0.jpg"].credit_line is None
    assert not house.reader.work.is_running
    house.reader._ask = ask  # type: ignore[method-assign]
    house.window.opening.open(str(folder))
    wait(lambda: house.library.photos["0.jpg"].credit_line == "Agency 0")
