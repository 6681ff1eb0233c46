"""Saved searches at the left: kept, named, chosen, renamed, removed and brought back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from gallery.library.facets import Choice, Facet
from gallery.qt.saved import FILE
from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import CTRL, House, Key, button, click, press
from tests.qt.searching import choose_place, chosen, titles, told, typed


def editor(house: House) -> QLineEdit | None:
    """Return the line in which a title is being written."""
    found = house.window.sidebar.findChildren(QLineEdit)
    return next((one for one in found if one.isVisible()), None)


def saved(house: House) -> list[str]:
    """Return the titles of the saved searches in sight."""
    shown = titles(house)
    if "Saved searches" not in shown:
        return []
    begin = shown.index("Saved searches") + 1
    return shown[begin : shown.index("People") if "People" in shown else None]


def enter(title: str = "") -> None:
    """Write a title where one is being written, and end with Enter."""
    if title:
        press(title)
    press(Key.Key_Return)
    QApplication.processEvents()  # Qt ends the writing when it has time.


def leave() -> None:
    press(Key.Key_Escape)
    QApplication.processEvents()


@pytest.fixture
def kept(house: House) -> House:
    """A window with one saved search, “Gold”, of what is typed and a year."""
    house.browser.choose(Choice(Facet.YEAR, "2015"))
    typed(house, "gold stars")
    press(Key.Key_S, CTRL)
    enter("Gold")
    house.browser.choose_collection(None)
    return house


def test_it_is_named_by_the_person(house: House) -> None:
    typed(house, "gold stars")
    press(Key.Key_S, CTRL)
    line = editor(house)
    assert line is not None
    assert line.text() == line.selectedText() == "gold stars"
    enter("Gold")
    assert editor(house) is None
    assert saved(house) == ["Gold"]
    assert "Gold" in chosen(house)


@pytest.mark.parametrize("width", [900, 1440])
def test_the_line_for_its_name_fits_into_the_sidebar(open_house: OpenHouse, width: int) -> None:
    house = open_house(size=(width, 700))
    typed(house, "gold stars")
    press(Key.Key_S, CTRL)
    line = editor(house)
    assert line is not None
    assert house.window.sidebar.viewport().rect().contains(line.geometry())


def test_without_a_name_it_is_called_what_was_sought(house: House) -> None:
    house.browser.choose_name("alexei-leonov")
    typed(house, "moscow")
    press(Key.Key_S, CTRL)
    leave()
    assert saved(house) == ['person:"Alexei Leonov" moscow']


def test_the_button_in_the_field_saves_too(house: House) -> None:
    typed(house, "gold stars")
    click(button(house.window.search, "Save this search"))
    assert editor(house) is not None
    assert saved(house) == ["gold stars"]


def test_a_hidden_sidebar_comes_back_for_it(house: House) -> None:
    press(Key.Key_F9)
    typed(house, "gold stars")
    press(Key.Key_S, CTRL)
    assert house.window.sidebar.isVisible()
    assert editor(house) is not None


def test_without_a_search_there_is_nothing_to_save(house: House) -> None:
    assert not house.window.actions_by_name["save_search"].isEnabled()
    assert saved(house) == []


def test_choosing_it_searches_again(kept: House) -> None:
    assert len(kept.browser.ids) == 14
    choose_place(kept, "Gold")
    assert kept.browser.ids == ("leonov-portrait-2015",)
    assert kept.window.search.line.text() == "gold stars"
    assert chosen(kept) == ["All photographs", "Gold", "2015"]


def test_saved_again_it_is_the_same_one(kept: House) -> None:
    choose_place(kept, "Gold")
    press(Key.Key_S, CTRL)
    leave()
    assert saved(kept) == ["Gold"]


def test_f2_renames_it(kept: House) -> None:
    choose_place(kept, "Gold")
    kept.window.sidebar.setFocus()
    press(Key.Key_F2)
    enter("Stars of gold")
    assert saved(kept) == ["Stars of gold"]
    press(Key.Key_F2)
    press(Key.Key_Backspace)
    enter()
    assert saved(kept) == ["Stars of gold"]


def test_delete_removes_it_and_it_can_be_brought_back(kept: House) -> None:
    choose_place(kept, "Gold")
    kept.window.sidebar.setFocus()
    press(Key.Key_Delete)
    assert saved(kept) == ["Bring it back"]
    choose_place(kept, "Bring it back")
    assert saved(kept) == ["Gold"]
    kept.window.sidebar.setFocus()
    choose_place(kept, "Gold")
    press(Key.Key_Delete)
    kept.browser.choose_collection("space-selfies")
    assert saved(kept) == []


def test_the_menu_offers_the_same(kept: House) -> None:
    sidebar = kept.window.sidebar
    sidebar.setCurrentIndex(sidebar.model().index(titles(kept).index("Gold"), 0))
    QApplication.sendEvent(
        sidebar.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()),
    )
    (menu,) = (one for one in sidebar.findChildren(QMenu) if one.isVisible())
    names = [action.text().replace("&", "").partition("\t")[0] for action in menu.actions()]
    assert names == ["Show", "Rename", "Remove"]
    menu.actions()[2].trigger()
    menu.close()
    assert saved(kept) == ["Bring it back"]


def test_they_are_kept_between_runs(open_house: OpenHouse, tmp_path: Path) -> None:
    settings = tmp_path / "gallery.ini"
    house = open_house(settings=settings)
    house.browser.choose_collection("space-selfies")
    typed(house, "1966")
    press(Key.Key_S, CTRL)
    enter()
    house.window.close()
    again = open_house(settings=settings)
    choose_place(again, "1966")
    assert again.browser.query.collection == "space-selfies"
    assert len(again.browser.ids) == 2


def test_where_its_collection_is_not_open_that_is_said(
    open_house: OpenHouse, write_manifest: WriteManifest, tmp_path: Path
) -> None:
    settings = tmp_path / "gallery.ini"
    house = open_house(settings=settings)
    house.browser.choose_collection("space-selfies")
    typed(house, "1966")
    press(Key.Key_S, CTRL)
    enter()
    house.window.close()
    other = open_house(sources=(str(write_manifest([{"id": "one"}])),), settings=settings)
    choose_place(other, "1966")
    assert "“The ten best space selfies”" in other.window.notice.text()
    assert other.browser.ids == ("one",)
    assert told(other)[titles(other).index("1966")] == "1966, saved search, not open"


def test_a_broken_file_is_told_and_set_aside(open_house: OpenHouse, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")
    house = open_house(settings=tmp_path / "gallery.ini")
    assert "were kept as" in house.window.notice.text()
    assert (tmp_path / f"{FILE}.broken").read_text() == "{"
