"""What is done with files and collections by the right button, the menu key and Delete."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QStandardPaths
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QPushButton, QWidget

from tests.qt.conftest import Fill, OpenHouse, Wait, open_
from tests.qt.house import CTRL, House, Key, button, click, files, press, texts_in
from tests.qt.searching import choose_place, titles

ALT = CTRL.AltModifier


@pytest.fixture
def folder(fill: Fill) -> Path:
    return fill("a.png", "two\nlines.png", folder="trip")


@pytest.fixture
def house(open_house: OpenHouse, folder: Path, wait: Wait) -> House:
    """A window with the built-in gallery and a folder, which is looked at."""
    made = open_house()
    open_(made, wait, folder)
    wait(made.window.is_settled)
    return made


def menu_of(widget: QWidget, by: QContextMenuEvent.Reason, at: QPoint) -> QMenu:
    where = widget.mapToGlobal(at)
    QApplication.sendEvent(widget, QContextMenuEvent(by, at, where))
    (menu,) = (one for one in widget.window().findChildren(QMenu) if one.isVisible())
    return menu


def names_in(menu: QMenu) -> list[str]:
    return [one.text().replace("&", "").partition("\t")[0] for one in menu.actions()]


class TestClosing:
    def test_delete_on_its_row_closes_a_collection(self, house: House, folder: Path) -> None:
        choose_place(house, "trip")
        house.window.sidebar.setFocus()
        press(Key.Key_Delete)
        assert "trip" not in titles(house)
        assert house.folders.followed() == []
        assert len(house.browser.ids) == 14
        assert sorted(one.name for one in folder.iterdir()) == ["a.png", "two\nlines.png"]
        assert house.window.sidebar.hasFocus()
        assert house.window.sidebar.currentIndex().data() == "The ten best space selfies"

    def test_delete_on_all_photographs_closes_nothing(self, house: House) -> None:
        choose_place(house, "All photographs")
        house.window.sidebar.setFocus()
        press(Key.Key_Delete)
        assert len(house.browser.ids) == 16

    @pytest.mark.parametrize("by", ["Mouse", "Keyboard"])
    def test_so_does_its_menu(self, house: House, by: str) -> None:
        sidebar = house.window.sidebar
        index = sidebar.model().index(titles(house).index("trip"), 0)
        sidebar.setCurrentIndex(index)
        place = sidebar.visualRect(index).center()
        menu = menu_of(sidebar.viewport(), QContextMenuEvent.Reason[by], place)
        assert names_in(menu) == ["Show", "Close"]
        assert menu.geometry().intersects(house.window.geometry())
        menu.actions()[1].trigger()
        menu.close()
        assert "trip" not in titles(house)

    def test_another_collection_than_the_one_looked_at_can_be_closed(self, house: House) -> None:
        sidebar = house.window.sidebar
        sidebar.setCurrentIndex(
            sidebar.model().index(titles(house).index("The ten best space selfies"), 0)
        )
        sidebar.setFocus()
        press(Key.Key_Delete)
        assert "The ten best space selfies" not in titles(house)
        assert house.browser.title() == "trip"

    def test_a_page_without_photographs_says_what_can_be_done(
        self, house: House, tmp_path: Path, wait: Wait
    ) -> None:
        (tmp_path / "empty").mkdir()
        house.window.opening.open(str(tmp_path / "empty"))
        wait(lambda: house.browser.title() == "empty")
        nothing = house.window.nothing
        assert "Ctrl+O" in " ".join(texts_in(nothing))
        assert button(nothing, "Open a folder…").isVisible()
        # No search has brought this about.
        assert not nothing.clear.isVisible()

    def test_its_sub_folders_are_one_click_away(self, house: House, fill: Fill, wait: Wait) -> None:
        year = fill("spring/a.png", "summer/b.png", folder="year")
        house.window.opening.open(str(year))
        wait(lambda: house.browser.title() == "year")
        click(button(house.window.nothing, "Show its sub-folders too"))
        wait(lambda: files(house) == ["spring/a.png", "summer/b.png"])
        assert house.window.grid.isVisible()
        assert house.window.grid.hasFocus()

    def test_nor_are_there_any_in_its_sub_folders(
        self, house: House, tmp_path: Path, wait: Wait
    ) -> None:
        house.window.actions_by_name["subfolders"].trigger()
        (tmp_path / "empty").mkdir()
        house.window.opening.open(str(tmp_path / "empty"))
        wait(lambda: house.browser.title() == "empty")
        nothing = house.window.nothing
        assert any("none in its sub-folders either" in one for one in texts_in(nothing))
        assert not [
            one
            for one in nothing.findChildren(QPushButton)
            if one.isVisible() and "sub-folders" in one.text()
        ]

    def test_a_folder_is_sought_beside_the_one_that_is_looked_at(
        self, house: House, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The dialog belongs to the desktop: only where it begins is ours."""
        begun: list[str] = []

        def ask(_parent: QWidget, title: str, start: str, *_: object, **__: object) -> Any:
            begun.append(start)
            return "" if "folder" in title else ([], "")

        monkeypatch.setattr(QFileDialog, "getExistingDirectory", ask)
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
        action = house.window.actions_by_name
        action["open_folder"].trigger()
        action["open_files"].trigger()
        house.browser.choose_collection(None)
        action["open_files"].trigger()
        pictures = QStandardPaths.StandardLocation.PicturesLocation
        usual = QStandardPaths.writableLocation(pictures)
        assert begun == [str(folder.parent), str(folder), usual]


class TestFiles:
    def test_the_path_is_copied(self, house: House, folder: Path) -> None:
        house.window.grid.setFocus()
        press(Key.Key_Home)
        press(Key.Key_C, CTRL | ALT)
        assert QApplication.clipboard().text() == str(folder / "a.png")
        assert any("Path copied" in one for one in texts_in(house.window.status))

    def test_of_all_that_are_chosen_and_of_names_that_are_no_line(
        self, house: House, folder: Path
    ) -> None:
        house.window.grid.setFocus()
        press(Key.Key_A, CTRL)
        press(Key.Key_C, CTRL | ALT)
        first, second = QApplication.clipboard().text().splitlines()
        assert first == str(folder / "a.png")
        assert second == (folder / "two\nlines.png").as_uri()

    def test_the_file_is_shown_in_the_file_manager(self, house: House, folder: Path) -> None:
        house.window.grid.choose(house.browser.ids[0])
        house.window.actions_by_name["show_file"].trigger()
        assert house.shown == [folder / "a.png"]
        house.window.show_photo(house.browser.ids[1])
        house.window.actions_by_name["show_file"].trigger()
        assert house.shown[1:] == [folder / "two\nlines.png"]

    def test_neither_is_offered_where_there_is_no_photograph(self, house: House) -> None:
        click(house.window.grid.viewport())
        house.browser.type_words("nothing of this name")
        action = house.window.actions_by_name
        assert not action["copy_path"].isEnabled()
        assert not action["show_file"].isEnabled()

    def test_both_stand_in_the_menu_of_a_photograph(self, house: House) -> None:
        menu = QMenu(house.window)
        house.window.actions_by_name.context_menu(menu)
        named = {one.objectName() for one in menu.actions()}
        assert {"copy_path", "show_file"} <= named
        menu.deleteLater()
