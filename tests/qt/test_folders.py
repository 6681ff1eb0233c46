"""A folder that is open: how it is arranged, and following what becomes of it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gallery.qt import watch
from tests.qt.conftest import Fill, OpenHouse, Wait, draw, open_
from tests.qt.house import House, files, picture_of, plain, texts_in


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is looked at without the pauses that spare a disk."""
    monkeypatch.setattr(watch, "SETTLE_MS", 10)
    monkeypatch.setattr(watch, "LEAST_PAUSE_MS", 20)
    monkeypatch.setattr(watch, "LOST_PAUSE_MS", 50)


def overwrite(path: Path, write: Callable[[Path], object]) -> None:
    """Write another picture into a file, which stays the same file."""
    other = path.parent.parent / "other.png"
    write(other)
    with path.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()


def draw_large(path: Path) -> None:
    draw(path, 3, (96, 16))


def width_of(house: House, photo: str) -> int:
    picture = house.pictures.any(photo)
    return picture.full_size.width() if picture else 0


class TestArranging:
    def test_by_name_by_date_and_the_last_first(
        self, open_house: OpenHouse, fill: Fill, wait: Wait, tmp_path: Path
    ) -> None:
        settings = tmp_path / "settings.ini"
        house = open_house(settings=settings)
        place = fill("a.png", "b.png", "c.png")
        for name, when in (("a.png", 3_000), ("b.png", 1_000), ("c.png", 2_000)):
            os.utime(place / name, (when, when))
        open_(house, wait, place)
        action = house.window.actions_by_name
        assert action["sort_name"].isChecked()
        action["sort_date"].trigger()
        wait(lambda: files(house) == ["b.png", "c.png", "a.png"])
        action["descending"].trigger()
        wait(lambda: files(house) == ["a.png", "c.png", "b.png"])
        house.window.close()
        again = open_house(settings=settings)
        open_(again, wait, place)
        assert files(again) == ["a.png", "c.png", "b.png"]
        assert again.window.actions_by_name["descending"].isChecked()

    def test_the_current_photograph_stays_when_the_order_changes(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        open_(house, wait, fill("a.png", "b.png", "c.png"))
        house.window.grid.choose("b.png")
        house.window.actions_by_name["descending"].trigger()
        wait(lambda: files(house) == ["c.png", "b.png", "a.png"])
        assert house.window.grid.current_photo() == "b.png"

    def test_sub_folders_on_request(self, house: House, fill: Fill, wait: Wait) -> None:
        open_(house, wait, fill("b.png", "day 2/a.png", "day 10/a.png", ".hidden/a.png"))
        assert files(house) == ["b.png"]
        house.window.actions_by_name["subfolders"].trigger()
        wait(lambda: files(house) == ["b.png", "day 2/a.png", "day 10/a.png"])
        house.window.actions_by_name["subfolders"].trigger()
        wait(lambda: files(house) == ["b.png"])


@pytest.mark.usefixtures("soon")
class TestFollowing:
    @pytest.fixture
    def place(self, house: House, fill: Fill, wait: Wait) -> Path:
        place = fill("a.png", "b.png", "c.png")
        open_(house, wait, place)
        return place

    def test_a_file_that_comes(self, house: House, place: Path, wait: Wait) -> None:
        house.window.grid.choose("b.png")
        draw(place / "a2.png", 5)
        wait(lambda: files(house) == ["a.png", "a2.png", "b.png", "c.png"])
        assert house.window.grid.current_photo() == "b.png"

    def test_a_file_that_goes(self, house: House, place: Path, wait: Wait) -> None:
        house.window.grid.choose("b.png")
        (place / "b.png").unlink()
        wait(lambda: files(house) == ["a.png", "c.png"])
        assert house.window.grid.current_photo() in ("a.png", "c.png")
        assert "b.png" not in house.library.photos

    def test_a_file_that_is_renamed(self, house: House, place: Path, wait: Wait) -> None:
        (place / "a.png").rename(place / "d.png")
        wait(lambda: files(house) == ["b.png", "c.png", "d.png"])

    def test_a_file_that_goes_while_it_is_looked_at(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        house.window.show_photo("b.png")
        wait(house.window.is_settled)
        (place / "b.png").unlink()
        wait(lambda: house.window.view.photo == "c.png")
        assert "2 of 2" in texts_in(house.window.view)

    def test_the_last_file_goes_while_it_is_looked_at(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        house.window.show_photo("b.png")
        for name in ("a.png", "b.png", "c.png"):
            (place / name).unlink()
        wait(lambda: house.window.nothing.isVisible())
        assert not house.window.view.isVisible()

    def test_a_file_that_is_written_anew_is_drawn_anew(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        wait(house.window.is_settled)
        before = house.pictures.any("b.png")
        assert before is not None
        draw(place / "fresh.tmp.png", 9, (96, 16))
        (place / "fresh.tmp.png").replace(place / "b.png")

        def is_fresh() -> bool:
            picture = house.pictures.any("b.png")
            return picture is not None and picture.full_size.width() == 96

        wait(is_fresh)

    def test_what_is_found_is_searched_at_once(self, house: House, place: Path, wait: Wait) -> None:
        house.browser.type_words("zeppelin")
        assert house.browser.ids == ()
        draw(place / "zeppelin.png", 5)
        wait(lambda: files(house) == ["zeppelin.png"])
        (place / "zeppelin.png").unlink()
        wait(lambda: files(house) == [])

    def test_a_folder_that_goes_is_told_and_what_was_shown_stays(
        self, house: House, place: Path, wait: Wait, qapp: QApplication
    ) -> None:
        # At once: of a folder that goes file by file, some may be seen to go before it. Of one that
        # is renamed no system tells those who watch it: who comes back finds it looked at again.
        place.rename(place.with_name("elsewhere"))
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        wait(lambda: "holiday" in house.window.notice.text())
        assert "no such file or folder" in house.window.notice.text()
        assert files(house) == ["a.png", "b.png", "c.png"]

    def test_a_folder_that_is_renamed_is_told_when_a_picture_of_it_is_wanted(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        """Of the folder that he watches, no system tells anybody that it has another name now."""
        place.rename(place.with_name("elsewhere"))
        house.pictures.forget("b.png")
        wait(lambda: "holiday" in house.window.notice.text())
        place.with_name("elsewhere").rename(place)
        wait(lambda: "can be read again" in house.window.notice.text())
        wait(house.window.is_settled)
        assert house.pictures.fault("b.png") is None

    def test_a_folder_that_comes_back_is_found_again(
        self, house: House, place: Path, fill: Fill, wait: Wait
    ) -> None:
        shutil.rmtree(place)
        wait(lambda: "holiday" in house.window.notice.text())
        fill("a.png", "d.png")
        wait(lambda: files(house) == ["a.png", "d.png"])
        assert "can be read again" in house.window.notice.text()
        wait(house.window.is_settled)
        assert house.pictures.fault("a.png") is None
        draw(place / "e.png")
        wait(lambda: files(house) == ["a.png", "d.png", "e.png"])

    def test_a_folder_that_is_replaced_by_another_is_shown_as_that(
        self, house: House, place: Path, fill: Fill, wait: Wait
    ) -> None:
        place.rename(place.with_name("moved"))
        fill("z.png")
        wait(lambda: files(house) == ["z.png"])

    def test_a_file_in_sight_that_is_overwritten_is_renewed(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        wait(lambda: str(place / "b.png") in house.folders.watched())
        wait(house.window.is_settled)
        overwrite(place / "b.png", draw_large)
        wait(lambda: width_of(house, "b.png") == 96)
        # Once more: the system has not let go of it.
        wait(lambda: str(place / "b.png") in house.folders.watched())
        overwrite(place / "b.png", draw)
        wait(lambda: width_of(house, "b.png") == 48)

    def test_so_is_one_in_the_photo_view_with_what_its_file_says(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        house.window.show_photo("b.png")
        wait(lambda: str(place / "b.png") in house.folders.watched())
        wait(house.window.is_settled)
        overwrite(place / "b.png", draw_large)

        def is_fresh() -> bool:
            house.window.view.canvas.grab()
            image = picture_of(house.window.view.canvas)
            return image.pixelColor(image.width() // 2 - 40, image.height() // 2).value() > 100

        wait(is_fresh)
        wait(house.window.is_settled)
        house.window.show_gallery()
        technical = house.window.details.file.technical
        technical.head.setChecked(True)
        wait(lambda: any("96 × 16" in plain(one) for one in technical.paragraphs()))

    def test_no_more_files_are_watched_than_are_looked_at(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        place = fill(*(f"{number}.png" for number in range(60)), folder="many")
        open_(house, wait, place)
        wait(lambda: str(place / "0.png") in house.folders.watched())
        assert str(place / "59.png") not in house.folders.watched()
        house.window.grid.choose("59.png")
        wait(lambda: str(place / "59.png") in house.folders.watched())
        assert str(place / "0.png") not in house.folders.watched()
        assert str(place) in house.folders.watched()

    def test_sub_folders_that_are_shown_are_followed(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        house.window.actions_by_name["subfolders"].trigger()
        (place / "sub").mkdir()
        draw(place / "sub" / "new.png")
        wait(lambda: files(house)[-1] == "sub/new.png")
        draw(place / "sub" / "newer.png")
        wait(lambda: files(house)[-1] == "sub/newer.png")
