"""A folder that is opened: captions, credits and people come out of the files, and stay known."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from gallery.decode import job
from gallery.library.remembered import Remembered
from gallery.metadata import record
from gallery.qt.decoder import Decoder
from gallery.records import NameKind, Photo
from gallery.sources import blocking
from gallery.sources.flow import Opened, SortBy, Wish
from tests.qt.conftest import OpenHouse, Wait
from tests.qt.house import House, plain
from tests.unit.metadata import writing

# Makes another answer of one, knowing what was asked for.
Change = Callable[[Sequence[bytes], job.ReadReply], job.ReadReply]
AnswerAs = Callable[[House, Change], None]


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


def test_the_dates_that_files_tell_put_a_folder_in_order(
    open_house: OpenHouse, tmp_path: Path, wait: Wait
) -> None:
    for name, year in (("a", 1969), ("b", 1961), ("c", 1965)):
        writing.write(tmp_path / f"{name}.jpg", xmp={"Xmp.photoshop.DateCreated": str(year)})
    house = open_house(sources=())
    house.folders.set_wish(Wish(by=SortBy.DATE))
    opened(house, tmp_path, wait)
    wait(lambda: house.browser.ids == ("b.jpg", "c.jpg", "a.jpg"))


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
    wait(lambda: house.browser.ids == ("2.jpg",))


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


@pytest.fixture
def answer_as(open_house: OpenHouse, decoder: Decoder) -> Iterator[AnswerAs]:
    """Have the workers' answers changed on their way, by the files that were asked for."""
    undo: list[Callable[[], object]] = []

    def change(house: House, changed: Change) -> None:
        asked: dict[int, Sequence[bytes]] = {}
        ask, read = decoder.request_reading, house.reader._read

        def noted(paths: Sequence[bytes], **more: Any) -> int:
            number = ask(paths, **more)
            if not more.get("whole"):
                asked[number] = paths
            return number

        def take(number: int, reply: job.ReadReply) -> None:
            read(number, changed(asked[number], reply) if number in asked else reply)

        decoder.request_reading = noted  # type: ignore[method-assign]
        decoder.read.disconnect(read)
        decoder.read.connect(take)
        undo.append(lambda: decoder.read.disconnect(take))
        undo.append(lambda: decoder.read.connect(read))
        undo.append(lambda: setattr(decoder, "request_reading", ask))

    yield change
    for step in undo:
        step()


def test_a_file_that_breaks_the_workers_costs_only_itself(
    open_house: OpenHouse, folder: Path, wait: Wait, answer_as: AnswerAs
) -> None:
    def as_if_it_had_died(paths: Sequence[bytes], reply: job.ReadReply) -> job.ReadReply:
        died = any(path.endswith(b"1.jpg") for path in paths)
        return job.ReadReply(reply.id, fault=job.Fault.CRASHED) if died else reply

    house = open_house(sources=())
    answer_as(house, as_if_it_had_died)
    opened(house, folder, wait)
    photos = house.library.photos
    assert [photos[f"{number}.jpg"].headline for number in range(3)] == [
        "Headline 0", "1", "Headline 2",
    ]  # fmt: skip


def test_files_that_a_worker_does_not_come_to_are_asked_for_again(
    open_house: OpenHouse, folder: Path, wait: Wait, answer_as: AnswerAs
) -> None:
    asked: list[int] = []

    def as_if_it_were_slow(paths: Sequence[bytes], reply: job.ReadReply) -> job.ReadReply:
        asked.append(len(paths))
        return job.ReadReply(reply.id, reply.gists[:1])

    house = open_house(sources=())
    answer_as(house, as_if_it_were_slow)
    opened(house, folder, wait)
    photos = house.library.photos
    assert [photos[f"{number}.jpg"].headline for number in range(3)] == [
        "Headline 0", "Headline 1", "Headline 2",
    ]  # fmt: skip
    assert sorted(asked, reverse=True) == [4, 3, 2, 1]


def test_of_a_folder_that_is_closed_no_more_is_read(
    open_house: OpenHouse, folder: Path, wait: Wait, answer_as: AnswerAs
) -> None:
    asked: list[Sequence[bytes]] = []
    house = open_house(sources=())

    def close_at_the_first(paths: Sequence[bytes], reply: job.ReadReply) -> job.ReadReply:
        asked.append(paths)
        house.window.actions_by_name["close_collection"].trigger()
        return job.ReadReply(reply.id, reply.gists[:1])

    answer_as(house, close_at_the_first)
    house.window.opening.open(str(folder))
    wait(lambda: asked and house.reader.is_settled())
    assert len(asked) == 1
    assert not house.reader.work.is_running
    assert "0.jpg" not in house.library.photos


@pytest.fixture
def one_cannot_be_taken_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have the clerk fail at one photograph, until the function is called."""
    make = record.photo

    def fail(base: Photo, *more: Any) -> Photo:
        if base.id == "1.jpg":
            raise RuntimeError("out of ink")
        return make(base, *more)

    monkeypatch.setattr(record, "photo", fail)
    return lambda: monkeypatch.setattr(record, "photo", make)


@pytest.mark.usefixtures("one_cannot_be_taken_in")
def test_what_the_clerk_cannot_do_costs_one_photograph_and_is_told(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = open_house(sources=())
    opened(house, folder, wait)
    photos = house.library.photos
    assert [photos[f"{number}.jpg"].headline for number in range(3)] == [
        "Headline 0", "1", "Headline 2",
    ]  # fmt: skip
    assert "“1.jpg”" in house.window.notice.text()
    assert "out of ink" in house.window.notice.text()
    # He goes on with what comes later.
    writing.write(folder / "later.jpg", xmp={"Xmp.photoshop.Headline": "It came later"})
    wait(lambda: "later.jpg" in photos and photos["later.jpg"].headline == "It came later")


def test_what_the_clerk_could_not_do_is_done_the_next_time(
    open_house: OpenHouse,
    folder: Path,
    wait: Wait,
    remembered: Remembered,
    one_cannot_be_taken_in: Callable[[], None],
) -> None:
    """What was read is remembered: it is the look into the memory that fails the next time."""
    opened(open_house(sources=(), remembered=remembered), folder, wait)
    house = open_house(sources=(), remembered=remembered)
    opened(house, folder, wait)
    assert house.library.photos["2.jpg"].headline == "Headline 2"
    assert house.library.photos["1.jpg"].headline == "1"
    one_cannot_be_taken_in()
    house.window.opening.open(str(folder))
    wait(lambda: house.library.photos["1.jpg"].headline == "Headline 1")


def test_names_that_cannot_be_looked_up_do_not_keep_photographs_from_speaking(
    open_house: OpenHouse, folder: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house(sources=())

    def unreadable(_: object) -> Opened:
        raise OSError("the disk has failed")

    monkeypatch.setattr(blocking, "open_address", unreadable)
    opened(house, folder, wait)
    assert house.library.photos["1.jpg"].headline == "Headline 1"
    assert "the disk has failed" in house.window.notice.text()


def test_reading_that_is_stopped_rests_until_the_folder_is_opened_again(
    open_house: OpenHouse, folder: Path, wait: Wait, answer_as: AnswerAs
) -> None:
    house = open_house(sources=())

    def stop_at_the_first(paths: Sequence[bytes], reply: job.ReadReply) -> job.ReadReply:
        house.reader.work.begin()
        house.reader.work.stop()
        return job.ReadReply(reply.id, reply.gists[:1])

    answer_as(house, stop_at_the_first)
    opened(house, folder, wait)
    photos = house.library.photos
    assert [photos[f"{number}.jpg"].credit_line for number in range(3)].count(None) == 2
    assert not house.reader.work.is_running
    # What comes into the folder is shown, but nothing is read for it.
    writing.write(folder / "later.jpg", xmp={"Xmp.photoshop.Credit": "Agency 4"})
    wait(lambda: "later.jpg" in photos and house.reader.is_settled())
    assert [photos[f"{number}.jpg"].credit_line for number in range(3)].count(None) == 2
    assert photos["later.jpg"].credit_line is None


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
