"""Opening folders and pictures, closing them, and what is remembered of them."""

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gallery.library.remembered import Remembered
from gallery.sources import blocking
from gallery.sources.listing import Lister
from tests.qt.conftest import Fill, Hold, OpenHouse, Wait, WriteManifest, draw, open_
from tests.qt.house import House, Key, button, click, drop, files, press, texts_in


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
        self, house: House, fill: Fill, wait: Wait, hold: Hold
    ) -> None:
        gate = hold(blocking.Driver, "_list")
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
        assert house.browser.ids == ("a",)

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
        drop(house.window, [QUrl.fromLocalFile(str(fill("a.png", "b.png")))])
        wait(lambda: files(house) == ["a.png", "b.png"])

    def test_so_can_files_with_any_names_beside_what_is_no_file(
        self, house: House, fill: Fill, wait: Wait
    ) -> None:
        names = [os.fsdecode(b"M\xfcnchen.png"), "🚀 100% #1?.png", "two\nlines.png"]
        place = fill("plain.png")
        for name in names:
            shutil.copy(place / "plain.png", place / name)
        uris = [(place / name).as_uri() for name in names]
        drop(house.window, [QUrl("https://example.org/a.png"), *map(QUrl, uris)])
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

    def test_so_it_is_where_the_system_knows_no_home_folder(
        self,
        open_house: OpenHouse,
        fill: Fill,
        wait: Wait,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(os.path, "expanduser", lambda path: path)
        house = open_house(settings=tmp_path / "settings.ini")
        open_(house, wait, fill("a.png"))
        assert house.window.recent.menu.actions()[0].text().endswith("holiday")

    def test_cancelled_it_keeps_what_has_come(
        self, house: House, fill: Fill, wait: Wait, hold: Hold
    ) -> None:
        gate = hold(Lister, "stamps")
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
        self, house: House, fill: Fill, wait: Wait, hold: Hold
    ) -> None:
        gate = hold(Lister, "stamps")
        house.window.opening.open(str(fill("a.png", "b.png") / "a.png"))
        wait(lambda: house.window.view.isVisible())
        press(Key.Key_Escape)
        house.window.actions_by_name["close_collection"].trigger()
        gate.set()
        wait(lambda: not house.loader.is_waiting())
        assert len(house.library.photos) == 14


class TestRemembering:
    def test_the_second_opening_shows_what_was_there_at_once(
        self,
        open_house: OpenHouse,
        fill: Fill,
        wait: Wait,
        hold: Hold,
        tmp_path: Path,
    ) -> None:
        place = fill("a.png", "b.png")
        database = tmp_path / "remembered.sqlite"
        first = Remembered(database)
        open_(open_house(remembered=first), wait, place)
        first.close()
        (place / "b.png").unlink()
        draw(place / "c.png")
        gate = hold(blocking.Driver, "_list")
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
    open_house: OpenHouse, fill: Fill, hold: Hold
) -> None:
    house = open_house()
    gate = hold(blocking.Driver, "_list")
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
