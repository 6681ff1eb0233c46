"""In which order pictures are asked for: what is in sight, what lies beyond, and what is left."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import shiboken6
from msgspec.structs import replace
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from gallery.decode.job import Fault, Kind
from gallery.library.store import Library
from gallery.manifest import Manifest
from gallery.qt.decoder import Decoder, Urgency
from gallery.qt.pictures import Pictures
from gallery.qt.schedule import Schedule
from gallery.records import Photo
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, draw, numbered
from tests.qt.house import Key, press
from tests.unit.decode import photographs

BOX = QSize(120, 80)


@dataclass
class Desk:
    """Pictures on a real decoder, of which every request is written down."""

    folder: Path
    library: Library
    decoder: Decoder
    pictures: Pictures
    schedule: Schedule
    asked: list[tuple[str, Kind, Urgency]] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)

    def kinds(self, kind: Kind) -> list[str]:
        return [photo for photo, one, _ in self.asked if one is kind]


@pytest.fixture
def desk(qapp: QApplication, decoder: Decoder, tmp_path: Path) -> Iterator[Desk]:
    library = Library()
    photos = tuple(
        Photo(id=f"p{number}", file=f"p{number}.png", headline="x") for number in range(12)
    )
    for number, photo in enumerate(photos):
        draw(tmp_path / photo.file, number, (300, 200))
    library.add(tmp_path, Manifest(version=1, title="A test", photos=photos))
    pictures = Pictures(library, decoder)
    schedule = Schedule(pictures)
    made = Desk(tmp_path, library, decoder, pictures, schedule)
    written_down(made, decoder)
    yield made
    schedule.look_away()
    pictures.keep_only(set())
    shiboken6.delete(schedule)
    shiboken6.delete(pictures)
    del decoder.request
    del decoder.withdraw


def written_down(desk: Desk, decoder: Decoder) -> None:
    """Let a decoder write down what it is asked, before it does it."""
    numbers: dict[int, str] = {}
    request: Callable[..., int] = decoder.request
    withdraw = decoder.withdraw

    def asked(
        path: Path, box: QSize | None = None, *, kind: Kind, urgency: Urgency, anew: bool
    ) -> int:
        desk.asked.append((path.stem, kind, urgency))
        number = request(path, box, kind=kind, urgency=urgency, anew=anew)
        numbers[number] = path.stem
        return number

    def taken_back(number: int) -> None:
        desk.withdrawn.append(numbers[number])
        withdraw(number)

    decoder.request = asked  # type: ignore[method-assign,assignment]
    decoder.withdraw = taken_back  # type: ignore[method-assign]


def names(*numbers: int) -> list[str]:
    return [f"p{number}" for number in numbers]


class TestOrder:
    def test_all_in_sight_get_a_glance_before_any_gets_more(self, desk: Desk, wait: Wait) -> None:
        desk.schedule.look_at(names(0, 1, 2, 3, 4), names(5, 6), BOX)
        # The decoder takes the newest first: the first in reading order is asked for last.
        assert desk.asked == [(photo, Kind.GLANCE, Urgency.QUICK) for photo in names(4, 3, 2, 1, 0)]
        wait(desk.schedule.is_settled)
        first_made = next(n for n, one in enumerate(desk.asked) if one[1] is Kind.THUMBNAIL)
        assert first_made == 5
        assert all(desk.pictures.has_tile(photo, (120, 80)) for photo in names(0, 1, 2, 3, 4))

    def test_the_band_comes_when_everything_in_sight_is_there(self, desk: Desk, wait: Wait) -> None:
        desk.schedule.look_at(names(0, 1, 2), names(3, 4), BOX)
        wait(desk.schedule.is_resting)
        order = [photo for photo, _, _ in desk.asked]
        assert max(order.index(photo) for photo in names(0, 1, 2)) < order.index("p3")
        beyond = [urgency for photo, _, urgency in desk.asked if photo in names(3, 4)]
        assert set(beyond) == {Urgency.BAND}
        assert desk.pictures.has_tile("p4", (120, 80))

    def test_what_is_there_and_would_be_sharper_waits_for_what_is_not_there(
        self, desk: Desk, wait: Wait
    ) -> None:
        desk.schedule.look_at(names(0), [], BOX)
        wait(desk.schedule.is_settled)
        for photo in names(0, 1):
            desk.pictures.thumbnail(photo, QSize(240, 160))
        assert desk.asked[-2:] == [
            ("p0", Kind.THUMBNAIL, Urgency.FINER),
            ("p1", Kind.THUMBNAIL, Urgency.SIGHT),
        ]
        wait(lambda: all(desk.pictures.is_settled(photo) for photo in names(0, 1)))

    def test_nothing_is_asked_for_twice(self, desk: Desk, wait: Wait) -> None:
        for _ in range(3):
            desk.schedule.look_at(names(0, 1), names(2), BOX)
        wait(desk.schedule.is_resting)
        desk.schedule.look_at(names(1, 2), names(0), BOX)
        assert desk.schedule.is_resting()
        assert len(desk.kinds(Kind.THUMBNAIL)) == 3

    def test_a_jump_withdraws_what_was_left_behind(self, desk: Desk, wait: Wait) -> None:
        desk.schedule.look_at(names(0, 1, 2, 3), [], BOX)
        desk.schedule.look_at(names(3, 9, 10), [], BOX)
        assert sorted(desk.withdrawn) == names(0, 1, 2)
        wait(desk.schedule.is_settled)
        assert desk.pictures.any("p10") is not None
        assert desk.pictures.any("p0") is None

    def test_another_size_is_asked_for_when_it_rests(self, desk: Desk, wait: Wait) -> None:
        desk.schedule.look_at(names(0), [], BOX)
        wait(desk.schedule.is_settled)
        before = len(desk.asked)
        for width in range(121, 140):
            desk.schedule.look_at(names(0), [], QSize(width, 80))
            assert not desk.schedule.is_settled()
        assert len(desk.asked) == before
        wait(desk.schedule.is_settled)
        assert desk.schedule.box == (139, 80)
        # What is at hand stands in: no glance is needed.
        assert desk.asked[before:] == [("p0", Kind.THUMBNAIL, Urgency.SIGHT)]

    def test_another_page_is_asked_for_at_once_whatever_its_size(
        self, desk: Desk, wait: Wait
    ) -> None:
        desk.schedule.look_at(names(0), [], BOX)
        desk.schedule.look_at(names(0, 1, 2, 3), [], QSize(140, 80))
        assert {photo for photo, _, _ in desk.asked} == set(names(0, 1, 2, 3))
        wait(desk.schedule.is_settled)
        assert desk.schedule.box == (140, 80)

    def test_what_has_gone_is_withdrawn_though_the_size_is_another(
        self, desk: Desk, wait: Wait
    ) -> None:
        desk.schedule.look_at(names(0, 1, 2), names(3), BOX)
        desk.schedule.look_at(names(0, 1), [], QSize(140, 80))
        assert desk.withdrawn == ["p2"]
        (everything,) = desk.library.collections.values()
        rest = replace(everything, photos=tuple(one for one in everything.photos if one != "p2"))
        desk.library.put(rest, desk.folder, {}, {"p2"})
        assert "p2" not in desk.library.photos
        wait(desk.schedule.is_settled)
        assert desk.pictures.any("p2") is None

    def test_what_is_missing_holds_nobody_up(self, desk: Desk, wait: Wait) -> None:
        (desk.folder / "p1.png").unlink()
        (desk.folder / "p2.png").write_bytes(b"no picture")
        desk.schedule.look_at(names(0, 1, 2, 3), [], BOX)
        wait(desk.schedule.is_settled)
        assert desk.pictures.fault("p1")
        assert desk.pictures.fault("p2")
        assert desk.pictures.any("p3") is not None

    def test_a_picture_that_is_forgotten_is_asked_for_again(self, desk: Desk, wait: Wait) -> None:
        desk.schedule.look_at(names(0, 1), [], BOX)
        wait(desk.schedule.is_settled)
        before = desk.pictures.any("p0")
        assert before is not None
        draw(desk.folder / "p0.png", 5, (100, 300))
        desk.pictures.forget("p0")
        assert not desk.schedule.is_settled()
        wait(desk.schedule.is_settled)
        after = desk.pictures.any("p0")
        assert after is not None
        assert after.full_size == QSize(100, 300)

    def test_forgetting_what_is_under_way_holds_nobody_up(self, desk: Desk, wait: Wait) -> None:
        desk.schedule.look_at(names(0, 1), [], BOX)
        desk.pictures.forget("p0")
        wait(desk.schedule.is_settled)
        assert desk.pictures.any("p0") is not None


class TestWhoAsks:
    def test_a_tile_that_is_also_looked_at_alone_is_withdrawn_for_the_tile_only(
        self, desk: Desk, wait: Wait
    ) -> None:
        desk.pictures.thumbnail("p0", BOX)
        desk.schedule.look_at(names(0), [], BOX)
        desk.schedule.look_away()
        wait(lambda: desk.pictures.is_settled("p0"))
        assert desk.pictures.any("p0") is not None

    def test_a_picture_nobody_looks_at_is_withdrawn(self, desk: Desk) -> None:
        desk.pictures.thumbnail("p0", BOX)
        desk.pictures.thumbnail("p1", BOX)
        desk.pictures.keep_only({"p1"})
        assert desk.withdrawn == ["p0"]
        assert not desk.pictures.is_settled("p1")

    def test_what_is_looked_at_now_becomes_urgent(self, desk: Desk, wait: Wait) -> None:
        desk.pictures.fitted("p0", QSize(200, 200), Urgency.BAND)
        desk.pictures.fitted("p0", QSize(200, 200))
        assert len(desk.asked) == 1
        wait(lambda: desk.pictures.is_settled("p0"))
        assert desk.pictures.fitted("p0", QSize(200, 200)) is not None


class TestInTheWindow:
    def test_a_screen_ahead_is_there_before_it_is_scrolled_to(
        self, open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        house = open_house(sources=(str(write_manifest(numbered(60))),), size=(1440, 800))
        grid = house.window.grid
        wait(grid.schedule.is_resting)
        sight = len(grid.photos_in_sight())
        assert house.pictures.any(f"p{2 * sight - 1}") is not None
        assert house.pictures.any(f"p{3 * sight}") is None
        press(Key.Key_End)
        wait(grid.schedule.is_resting)
        assert house.pictures.any("p59") is not None

    def test_in_the_photo_view_no_tile_is_asked_for(
        self, open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        house = open_house(sources=(str(write_manifest(numbered(60))),), size=(1440, 800))
        house.window.show_photo("p0")
        house.window.grid.verticalScrollBar().setValue(3_000)
        wait(house.window.is_settled)
        assert house.pictures.any("p40") is None
        press(Key.Key_Escape)
        wait(house.window.is_settled)
        assert house.window.grid.is_settled()


class TestStandIns:
    def test_the_picture_inside_a_file_is_shown_until_the_real_one_is_there(
        self, desk: Desk, wait: Wait
    ) -> None:
        small = Image.new("RGB", (60, 40), (0, 160, 0))
        photographs.photo(desk.folder, name="p0.jpg", data=photographs.exif(small))
        (desk.folder / "p0.jpg").replace(desk.folder / "p0.png")
        shown: list[bool] = []

        def arrived(name: str) -> None:
            picture = desk.pictures.at_hand(name, BOX)
            assert picture is not None
            shown.append(picture.final)

        desk.pictures.arrived.connect(arrived)
        desk.schedule.look_at(names(0), [], BOX)
        wait(desk.schedule.is_settled)
        assert shown == [False, True]
        # Another look finds it in the cache: one glance is enough.
        desk.asked.clear()
        other = Pictures(desk.library, desk.decoder)
        schedule = Schedule(other)
        schedule.look_at(names(0), [], BOX)
        wait(schedule.is_settled)
        assert [kind for _, kind, _ in desk.asked] == [Kind.GLANCE]
        shiboken6.delete(schedule)
        shiboken6.delete(other)

    def test_the_readable_part_of_a_damaged_file_is_shown_and_its_fault_said(
        self, desk: Desk, wait: Wait
    ) -> None:
        path = Path(os.fsdecode(photographs.photo(desk.folder, name="p0.jpg")))
        data = path.read_bytes()
        (desk.folder / "p0.png").write_bytes(data[: len(data) // 2])
        desk.schedule.look_at(names(0), [], BOX)
        wait(desk.schedule.is_settled)
        assert desk.pictures.at_hand("p0", BOX) is not None
        assert desk.pictures.fault("p0") is Fault.DAMAGED
        desk.pictures.fitted("p0", QSize(300, 300))
        wait(lambda: desk.pictures.is_settled("p0"))
        assert desk.pictures.fitted("p0", QSize(300, 300)) is not None
