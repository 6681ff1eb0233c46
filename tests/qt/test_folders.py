"""Opening folders and pictures, and following what becomes of them."""

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gallery.library.remembered import Remembered
from gallery.qt import watch
from gallery.sources import blocking
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, draw
from tests.qt.house import House, Key, button, click, picture_of, plain, press, texts_in

Fill = Callable[..., Path]


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
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is looked at without the pauses that spare a disk."""
    monkeypatch.setattr(watch, "SETTLE_MS", 10)
    monkeypatch.setattr(watch, "LEAST_PAUSE_MS", 20)
    monkeypatch.setattr(watch, "LOST_PAUSE_MS", 50)


def files(house: House) -> list[str]:
    """Return the files of the photographs that are shown, in order."""
    return [house.library.photos[photo].file for photo in house.browser.ids]


def overwrite(path: Path, write: Callable[[Path], object]) -> None:
    """Write another picture into a file, which stays the same file."""
    other = path.parent.parent / "other.png"
    write(other)
    with path.open("r+b") as file:
        file.write(other.read_bytes())
        file.truncate()


def drop(house: House, urls: list[QUrl]) -> None:
    """Drag something onto the window, and let go of it there."""
    data = QMimeData()
    data.setUrls(urls)
    where, action = QPoint(50, 50), Qt.DropAction.CopyAction
    keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(house.window, QDragEnterEvent(where, action, data, *keys))
    QApplication.sendEvent(house.window, QDropEvent(QPointF(where), action, data, *keys))


def draw_large(path: Path) -> None:
    draw(path, 3, (96, 16))


def width_of(house: House, photo: str) -> int:
    picture = house.pictures.any(photo)
    return picture.full_size.width() if picture else 0


def open_(house: House, wait: Wait, *addresses: Path | str) -> None:
    house.window.opening.open(*map(str, addresses))
    wait(lambda: not house.loader.is_waiting())


class TestOpening:
    def test_a_folder_is_a_collection_in_the_order_of_file_managers(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        open_(house, wait, fill("IMG_10.png", "IMG_2.png", "img_1.png"))
        assert files(house) == ["img_1.png", "IMG_2.png", "IMG_10.png"]
        assert house.browser.title() == "holiday"
        assert house.window.grid.current_photo() == house.browser.ids[0]
        texts = texts_in(house.window.details)
        assert "No credit" in texts
        wait(house.window.is_settled)

    def test_a_picture_opens_in_the_photo_view_with_its_folder(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        open_(house, wait, fill("a.png", "b.png", "c.png") / "b.png")
        assert house.window.view.isVisible()
        assert house.library.photos[house.window.view.photo].file == "b.png"
        assert "2 of 3" in texts_in(house.window.view)
        assert "No credit" in texts_in(house.window.view)
        press(Key.Key_Right)
        assert house.library.photos[house.window.view.photo].file == "c.png"
        press(Key.Key_Escape)
        assert files(house) == ["a.png", "b.png", "c.png"]

    def test_the_picture_is_there_before_its_folder_is(
        self, house: House, fill: Fill, wait: Wait, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate = threading.Event()
        listing = blocking.Driver._list

        def slowly(driver: blocking.Driver, folder: Path) -> object:
            gate.wait()
            return listing(driver, folder)

        monkeypatch.setattr(blocking.Driver, "_list", slowly)
        house.window.opening.open(str(fill("a.png", "b.png") / "b.png"))
        wait(lambda: house.window.view.isVisible() and house.window.view.is_settled())
        assert "1 of 1" in texts_in(house.window.view)
        assert house.loader.is_waiting()
        gate.set()
        wait(lambda: "2 of 2" in texts_in(house.window.view))
        assert house.library.photos[house.window.view.photo].file == "b.png"

    def test_several_pictures_are_one_collection(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        place = fill("one/b.png", "two/a.png", "two/not-chosen.png")
        open_(house, wait, place / "one" / "b.png", place / "two" / "a.png")
        assert files(house) == ["one/b.png", "two/a.png"]
        assert house.browser.title() == "2 files of holiday"

    def test_a_folder_with_a_manifest_opens_as_the_manifest(
        self, house: House, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        source = write_manifest([{"id": "a", "credit_line": "Ada"}])
        draw(source / "not-told-of.png")
        open_(house, wait, source)
        assert house.browser.ids == ["a"]

    def test_what_is_open_already_is_shown_and_not_opened_twice(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        place = fill("a.png", "b.png")
        open_(house, wait, place)
        house.browser.choose_collection(None)
        open_(house, wait, place)
        assert files(house) == ["a.png", "b.png"]
        assert len(house.library.photos) == 16
        open_(house, wait, place / "b.png")
        assert house.window.view.isVisible()
        assert len(house.library.photos) == 16

    def test_two_folders_with_the_same_names_stay_apart(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        one, other = fill("a.png"), fill("a.png", folder="other/holiday")
        house.window.opening.open(str(one))
        house.window.opening.open(str(other))
        wait(lambda: not house.loader.is_waiting())
        paths = {house.library.picture(photo) for photo in house.library.photos}
        assert {one / "a.png", other / "a.png"} <= paths
        assert len(house.library.photos) == 16

    def test_a_folder_without_pictures_says_so(
        self, house: House, tmp_path: Path, wait: Wait
    ) -> None:
        (tmp_path / "empty").mkdir()
        open_(house, wait, tmp_path / "empty")
        assert house.window.nothing.isVisible()
        assert "There are no photographs here" in texts_in(house.window.nothing)

    def test_a_broken_file_is_a_tile_that_says_so(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        place = fill("a.png", "b.png")
        (place / "a.png").write_bytes(b"")
        open_(house, wait, place)
        wait(house.window.is_settled)
        assert house.pictures.fault("a.png")
        assert not house.pictures.fault("b.png")

    def test_folders_can_be_dropped(self, house: House, fill: Fill, wait: Wait) -> None:
        drop(house, [QUrl.fromLocalFile(str(fill("a.png", "b.png")))])
        wait(lambda: files(house) == ["a.png", "b.png"])

    def test_so_can_files_with_any_names_beside_what_is_no_file(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        names = [os.fsdecode(b"M\xfcnchen.png"), "🚀 100% #1?.png", "two\nlines.png"]
        place = fill("plain.png")
        for name in names:
            shutil.copy(place / "plain.png", place / name)
        uris = [(place / name).as_uri() for name in names]
        drop(house, [QUrl("https://example.org/a.png"), *map(QUrl, uris)])
        wait(lambda: sorted(files(house)) == sorted(names))
        wait(house.window.is_settled)
        assert not any(map(house.pictures.fault, house.browser.ids))

    def test_the_dialogs_open_what_was_chosen(
        self, house: House, fill: Fill, wait: Wait, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = fill("a.png", "b.png", "c.png")
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(place))
        house.window.actions_by_name["open_folder"].trigger()
        wait(lambda: len(files(house)) == 3)
        chosen = [str(place / "a.png"), str(place / "c.png")]
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: (chosen, ""))
        house.window.actions_by_name["open_files"].trigger()
        wait(lambda: files(house) == ["a.png", "c.png"])

    def test_what_was_opened_last_is_in_the_menu(
        self, open_house: OpenHouse, fill: Fill, wait: Wait, tmp_path: Path
    ) -> None:
        settings = tmp_path / "settings.ini"
        house = open_house(settings=settings)
        assert not house.window.recent.menu.isEnabled()
        for name in ("one", "two & three"):
            open_(house, wait, fill("a.png", folder=name))
        house.window.close()
        again = open_house(settings=settings)
        entries = [action.text() for action in again.window.recent.menu.actions()]
        assert [entry.rpartition("/")[2] for entry in entries[:2]] == ["two && three", "one"]
        again.window.recent.menu.actions()[1].trigger()
        wait(lambda: again.browser.title() == "one")

    def test_cancelled_it_keeps_what_has_come(
        self, house: House, fill: Fill, wait: Wait, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate = threading.Event()
        stamps = blocking._stamps

        def slowly(folder: Path, names: tuple[str, ...]) -> object:
            gate.wait()
            return stamps(folder, names)

        monkeypatch.setattr(blocking, "_stamps", slowly)
        place = fill("a.png", "b.png")
        house.window.opening.open(str(place / "a.png"), str(place / "b.png"))
        wait(lambda: files(house) == ["a.png", "b.png"])
        assert any("Opening" in text for text in texts_in(house.window.status))
        click(button(house.window.status, "Cancel"))
        assert not house.loader.is_waiting()
        gate.set()
        assert files(house) == ["a.png", "b.png"]


class TestClosing:
    def test_a_folder_that_is_closed_is_gone_and_not_followed(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        place = fill("a.png", "b.png")
        open_(house, wait, place)
        house.window.actions_by_name["close_collection"].trigger()
        assert len(house.library.photos) == len(house.browser.ids) == 14
        assert house.browser.title() == "All photographs"
        assert not house.window.actions_by_name["close_collection"].isEnabled()
        assert house.window.folders.followed() == []
        open_(house, wait, place)
        assert files(house) == ["a.png", "b.png"]

    def test_while_it_is_still_opening(
        self, house: House, fill: Fill, wait: Wait, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gate = threading.Event()
        stamps = blocking._stamps

        def slowly(folder: Path, names: tuple[str, ...]) -> object:
            gate.wait()
            return stamps(folder, names)

        monkeypatch.setattr(blocking, "_stamps", slowly)
        house.window.opening.open(str(fill("a.png", "b.png") / "a.png"))
        wait(lambda: house.window.view.isVisible())
        press(Key.Key_Escape)
        house.window.actions_by_name["close_collection"].trigger()
        gate.set()
        wait(lambda: not house.loader.is_waiting())
        assert len(house.library.photos) == 14


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
        assert house.browser.ids == []
        draw(place / "zeppelin.png", 5)
        wait(lambda: files(house) == ["zeppelin.png"])
        (place / "zeppelin.png").unlink()
        wait(lambda: files(house) == [])

    def test_a_folder_that_goes_is_told_and_what_was_shown_stays(
        self, house: House, place: Path, wait: Wait
    ) -> None:
        shutil.rmtree(place)
        wait(lambda: "holiday" in house.window.notice.text())
        assert "no such file or folder" in house.window.notice.text()
        assert files(house) == ["a.png", "b.png", "c.png"]

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


class TestRemembering:
    def test_the_second_opening_shows_what_was_there_at_once(
        self,
        open_house: OpenHouse,
        fill: Fill,
        wait: Wait,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        place = fill("a.png", "b.png")
        database = tmp_path / "remembered.sqlite"
        first = Remembered(database)
        open_(open_house(remembered=first), wait, place)
        first.close()
        (place / "b.png").unlink()
        draw(place / "c.png")
        gate = threading.Event()
        listing = blocking.Driver._list

        def slowly(driver: blocking.Driver, folder: Path) -> object:
            gate.wait()
            return listing(driver, folder)

        monkeypatch.setattr(blocking.Driver, "_list", slowly)
        second = Remembered(database)
        house = open_house(remembered=second)
        house.window.opening.open(str(place))
        wait(lambda: files(house) == ["a.png", "b.png"])
        gate.set()
        wait(lambda: files(house) == ["a.png", "c.png"])
        wait(lambda: not house.loader.is_waiting())
        second.close()

    def test_a_damaged_memory_is_told_and_the_folder_opens(
        self, open_house: OpenHouse, fill: Fill, wait: Wait, tmp_path: Path
    ) -> None:
        database = tmp_path / "remembered.sqlite"
        database.write_bytes(b"nonsense" * 1_000)
        memory = Remembered(database)
        house = open_house(remembered=memory)
        open_(house, wait, fill("a.png"))
        assert "set aside" in house.window.notice.text()
        assert files(house) == ["a.png"]
        memory.close()


def test_a_disk_that_answers_no_more_holds_neither_window_nor_end(
    open_house: OpenHouse, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_house()
    gate = threading.Event()
    monkeypatch.setattr(blocking.Driver, "_list", lambda *_: gate.wait())
    house.window.opening.open(str(fill("a.png")))
    assert house.loader.is_waiting()
    press(Key.Key_Right)
    assert house.window.grid.current_photo() == house.browser.ids[1]
    began = time.monotonic()
    house.loader.close()
    assert time.monotonic() - began < 5
    gate.set()


def test_many_openings_leave_no_thread(house: House, fill: Fill, wait: Wait, qtbot: QtBot) -> None:
    place = fill("a.png")
    for _ in range(5):
        open_(house, wait, place)
    house.loader.close()
    assert not [one for one in threading.enumerate() if one.name == "opening"]
