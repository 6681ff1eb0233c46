"""Searching: the field, its chips and suggestions, the sidebar, and what is said of nothing."""

from html import escape
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QListWidget, QToolButton

from gallery.qt.places import Place, PlacesModel, Row, Value, title_of
from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import (
    CTRL,
    LEFT_BUTTON,
    NO_MODIFIER,
    House,
    Key,
    button,
    click,
    compose,
    press,
    spoken,
    texts_in,
)

LEONOV = ["leonov-portrait-2015", "leonov-spacewalk-1965", "leonov-1960s"]


def typed(house: House, text: str) -> None:
    house.window.search.begin()
    press(text)


def offered(house: House) -> list[str]:
    """Return the suggestions in sight."""
    listed = house.window.search.suggestions
    if not listed.isVisible():
        return []
    return [listed.item(row).text() for row in range(listed.count())]


def chips(house: House) -> list[QToolButton]:
    QApplication.processEvents()
    found = house.window.search.findChildren(QToolButton, "searchChip")
    return [chip for chip in found if chip.isVisible()]


def chosen(house: House) -> list[str]:
    """Return the titles of the rows that the sidebar shows as chosen."""
    sidebar = house.window.sidebar
    return [str(index.data()) for index in sorted(sidebar.selectionModel().selectedIndexes())]


def listed(house: House, title: str) -> dict[str, int]:
    """Return the values in sight below the title of a section, with their counts."""
    rows = rows_of(house)
    begin = next(n for n, row in enumerate(rows) if title_of(row) == title) + 1
    values = takewhile(lambda row: isinstance(row, Value), rows[begin:])
    return {row.counted.title: row.counted.count for row in values if isinstance(row, Value)}


def rows_of(house: House) -> list[Row]:
    model = house.window.sidebar.model()
    assert isinstance(model, PlacesModel)
    return model.rows


def titles(house: House) -> list[str]:
    return [title_of(row) for row in rows_of(house)]


def choose_place(house: House, title: str, modifiers: Any = NO_MODIFIER) -> None:
    sidebar = house.window.sidebar
    for row in range(sidebar.model().rowCount()):
        index = sidebar.model().index(row, 0)
        if index.data() == title:
            sidebar.scrollTo(index)
            click(sidebar.viewport(), sidebar.visualRect(index).center(), modifiers)
            return
    raise AssertionError(f"there is no place “{title}”")


class TestTyping:
    def test_each_keystroke_narrows(self, house: House) -> None:
        house.window.search.begin()
        counts = []
        for letter in "collins 1966":
            press(letter)
            counts.append(len(house.browser.ids))
        assert counts[0] <= 14
        assert counts == sorted(counts, reverse=True)
        assert house.browser.ids == ["collins-gemini10-1966"]
        assert house.window.grid.model().rowCount() == 1

    @pytest.mark.parametrize("text", ["leonov", "LEONOV", "leonow", "Aleksei Leonov"])
    def test_a_name_in_every_spelling(self, house: House, text: str) -> None:
        typed(house, text)
        assert set(LEONOV) <= set(house.browser.ids)
        assert house.browser.ids[:3] == LEONOV

    @pytest.mark.parametrize(
        ("text", "photo"),
        [
            ("Леонов", "leonov-portrait-2015"),
            ("星出", "hoshide-iss-2012"),
            ("星", "hoshide-iss-2012"),
        ],
    )
    def test_a_name_in_every_script(self, house: House, text: str, photo: str) -> None:
        house.window.search.begin()
        compose(text)
        assert house.browser.ids[0] == photo
        assert house.window.search.line.text() == text

    @pytest.mark.parametrize(
        ("text", "photo"),
        [
            ("aldrin", "aldrin-gemini12-1966"),
            ("buzz", "aldrin-gemini12-1966"),
            ("Edwin Aldrin", "aldrin-gemini12-1966"),
            ("hoshide", "hoshide-iss-2012"),
            ("curiosity", "curiosity-windjana-2014"),
        ],
    )
    def test_what_a_person_expects(self, house: House, text: str, photo: str) -> None:
        typed(house, text)
        assert house.browser.ids[0] == photo

    def test_taking_letters_away_widens_again(self, house: House) -> None:
        typed(house, "leonovxyz")
        assert not house.browser.ids
        press(Key.Key_Backspace, times=3)
        assert house.browser.ids[:3] == LEONOV
        press(Key.Key_Backspace, times=6)
        assert len(house.browser.ids) == 14

    def test_a_typing_mistake_is_mended_and_told(self, house: House) -> None:
        typed(house, "leonv")
        assert house.browser.ids[:3] == LEONOV
        assert "leonv: showing Leonov" in " ".join(texts_in(house.window.status))
        press(Key.Key_Backspace)
        assert "showing" not in " ".join(texts_in(house.window.status))

    def test_what_is_not_understood_is_told_where_nothing_is_found(self, house: House) -> None:
        typed(house, "year:soon")
        assert house.window.nothing.isVisible()
        assert "year: nothing understood" in " ".join(texts_in(house.window.nothing))

    @pytest.mark.parametrize("key", ["/", "f", "1", "0", "i", "r", "R", "+", "-", "=", "?", "F"])
    def test_letters_that_are_keys_elsewhere_are_typed_here(self, house: House, key: str) -> None:
        house.window.search.begin()
        press(key)
        assert house.window.search.line.text() == key
        assert house.window.grid.isVisible() or house.window.nothing.isVisible()
        assert not house.window.isFullScreen()
        assert house.window.details.isVisible()

    @pytest.mark.parametrize("text", ['"', "*", "leonov AND", "a" * 5_000, "\u202e", "<b>x"])
    def test_nothing_that_is_typed_breaks_the_search(self, house: House, text: str) -> None:
        house.window.search.begin()
        compose(text)
        assert house.window.isVisible()

    def test_begin_selects_what_is_typed(self, house: House) -> None:
        typed(house, "leonov")
        press(Key.Key_Down, times=2)
        assert house.window.grid.hasFocus()
        press("/")
        assert house.window.search.line.hasFocus()
        assert house.window.search.line.selectedText() == "leonov"

    def test_opening_photographs_meanwhile_leaves_what_is_typed(self, house: House) -> None:
        typed(house, "leo")
        house.browser.reload()
        assert house.window.search.line.text() == "leo"
        assert house.window.search.line.hasFocus()


class TestSuggestions:
    def test_they_show_the_form_that_fits(self, house: House) -> None:
        typed(house, "leon")
        assert offered(house) == ["Alexei Leonov   ·   3 photographs"]
        typed(house, "edwin")
        assert len(offered(house)) == 1
        assert offered(house)[0].startswith("Buzz Aldrin   Edwin")

    def test_a_native_name_is_shown_where_it_fits(self, house: House) -> None:
        house.window.search.begin()
        compose("星出")
        assert len(offered(house)) == 1
        assert "星出 彰彦" in offered(house)[0]
        assert "Aki Hoshide" in offered(house)[0]

    def test_they_stand_below_the_field_and_within_the_window(self, house: House) -> None:
        typed(house, "a")
        listed = house.window.search.suggestions
        assert len(offered(house)) > 1
        field = house.window.search
        assert (
            listed.mapTo(house.window, listed.rect().topLeft()).y()
            >= field.mapTo(house.window, field.rect().bottomLeft()).y()
        )
        last = listed.visualItemRect(listed.item(listed.count() - 1))
        assert listed.viewport().rect().contains(last)
        assert listed.geometry().right() <= house.window.width()

    def test_down_and_enter_choose(self, house: House) -> None:
        typed(house, "leon")
        press(Key.Key_Down)
        assert house.window.search.suggestions.currentRow() == 0
        press(Key.Key_Return)
        assert house.browser.query.names == ("alexei-leonov",)
        assert house.browser.query.typed == ""
        assert not offered(house)
        assert house.window.search.line.hasFocus()
        assert house.browser.ids == LEONOV

    def test_up_leaves_them_again(self, house: House) -> None:
        typed(house, "leon")
        press(Key.Key_Down)
        press(Key.Key_Up)
        press(Key.Key_Return)
        assert house.browser.query.names == ()
        assert house.window.grid.hasFocus()

    def test_a_click_chooses(self, house: House) -> None:
        typed(house, "leon")
        listed = house.window.search.suggestions
        click(listed.viewport(), listed.visualItemRect(listed.item(0)).center())
        assert house.browser.query.names == ("alexei-leonov",)

    def test_enter_without_a_choice_goes_to_the_results(self, house: House) -> None:
        typed(house, "leon")
        press(Key.Key_Return)
        assert house.window.grid.hasFocus()
        assert house.browser.query.typed == "leon"

    def test_down_behind_the_last_goes_to_the_results(self, house: House) -> None:
        typed(house, "leon")
        press(Key.Key_Down, times=2)
        assert house.window.grid.hasFocus()
        assert not offered(house)

    def test_they_go_when_the_keyboard_goes(self, house: House) -> None:
        typed(house, "leon")
        assert offered(house)
        house.window.grid.setFocus()
        assert not offered(house)

    def test_they_are_told_to_a_screen_reader(self, house: House) -> None:
        typed(house, "leon")
        assert spoken(house.window.search.suggestions)[0] == "Suggestions"

    def test_they_keep_their_place_when_the_window_is_resized(self, house: House) -> None:
        typed(house, "a")
        listed, field = house.window.search.suggestions, house.window.search
        house.window.resize(900, 700)
        QApplication.processEvents()
        if listed.isVisible():
            assert listed.x() == field.mapTo(house.window, field.rect().topLeft()).x()
            assert listed.width() == field.width()


class TestChips:
    def test_a_chip_names_the_person_and_says_what_it_does(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        (chip,) = chips(house)
        assert chip.text() == "Alexei Leonov"
        assert spoken(chip)[0] == "Look for Alexei Leonov no longer"

    def test_a_click_takes_it_away(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        click(chips(house)[0])
        assert house.browser.query.names == ()
        assert not chips(house)
        assert len(house.browser.ids) == 14

    def test_backspace_in_the_empty_line_takes_it_away(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        typed(house, "x")
        press(Key.Key_Backspace)
        assert len(chips(house)) == 1
        press(Key.Key_Backspace)
        assert house.browser.query.names == ()
        assert house.window.search.line.hasFocus()

    def test_words_narrow_within_the_person(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        typed(house, "voskhod tether")
        assert house.browser.ids == ["leonov-spacewalk-1965"]
        assert len(chips(house)) == 1

    def test_taken_away_with_the_keyboard_the_keyboard_stays_in_the_field(
        self, house: House
    ) -> None:
        house.browser.choose_name("alexei-leonov")
        chips(house)[0].setFocus()
        press(Key.Key_Space)
        assert not chips(house)
        focused = QApplication.focusWidget()
        assert focused is house.window.search.line

    def test_an_ampersand_in_a_name_is_shown(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        names = [{"id": "both", "kind": "person", "display_name": "Tom & Jerry"}]
        source = write_manifest([{"id": "one", "persons_shown": ["both"]}], names=names)
        house = open_house(sources=(str(source),))
        house.browser.choose_name("both")
        assert shown(chips(house)[0]) == "Tom & Jerry"
        chip = house.window.details.findChild(QAbstractButton, "chip")
        assert isinstance(chip, QAbstractButton)
        assert shown(chip).startswith("Tom & Jerry")


def shown(one: QAbstractButton) -> str:
    """Return a button's text as it is painted: a single ampersand only underlines."""
    return one.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


class TestEscape:
    def test_suggestions_then_search_then_the_grid(self, house: House) -> None:
        typed(house, "leon")
        assert offered(house)
        press(Key.Key_Escape)
        assert not offered(house)
        assert house.browser.query.typed == "leon"
        press(Key.Key_Escape)
        assert house.browser.query.typed == ""
        assert house.window.search.line.text() == ""
        press(Key.Key_Escape)
        assert house.window.grid.hasFocus()

    def test_the_photo_view_goes_before_the_search(self, house: House) -> None:
        typed(house, "leon")
        press(Key.Key_Return)
        press(Key.Key_Return)
        assert house.window.view.isVisible()
        press(Key.Key_Escape)
        assert house.window.grid.isVisible()
        assert house.browser.query.typed == "leon"
        press(Key.Key_Escape)
        assert house.browser.query.typed == ""

    def test_the_collection_stays_when_the_search_is_cleared(self, house: House) -> None:
        house.browser.choose_collection("space-selfies")
        typed(house, "1966")
        assert len(house.browser.ids) == 2
        press(Key.Key_Escape)
        assert house.browser.query.collection == "space-selfies"
        assert len(house.browser.ids) == 10


class TestClearing:
    def test_the_button_is_there_only_while_there_is_something_to_clear(self, house: House) -> None:
        search = house.window.search
        assert "Clear the search" not in [
            one.accessibleName() for one in search.findChildren(QToolButton) if one.isVisible()
        ]
        typed(house, "leon")
        click(button(search, "Clear the search"))
        assert house.browser.query.typed == ""
        assert len(house.browser.ids) == 14
        assert not offered(house)


class TestSidebar:
    def test_a_collection_tells_what_it_is(self, house: House) -> None:
        model = house.window.sidebar.model()
        tips = {
            model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
            for row in range(model.rowCount())
        }
        for collection in house.browser.library.collections.values():
            assert collection.summary
            assert escape(collection.summary) in tips[collection.title]
        assert "Alexei Leonov<br>" in tips["Alexei Leonov"]

    def test_it_lists_collections_people_and_craft_with_counts(self, house: House) -> None:
        rows = rows_of(house)
        places = [(row.title, row.count) for row in rows if isinstance(row, Place)]
        assert places == [
            ("All photographs", 14),
            ("The other giant leap", 4),
            ("The ten best space selfies", 10),
        ]
        assert listed(house, "People")["Alexei Leonov"] == 3
        assert listed(house, "Craft")["Rosetta"] == 1
        # A crew mate whom no photograph shows is no place to go to.
        assert not any("Belyayev" in title for title in titles(house))

    def test_it_says_its_counts(self, house: House) -> None:
        model = house.window.sidebar.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        told = [model.index(row, 0).data(role) for row in range(model.rowCount())]
        assert "All photographs, 14 photographs" in told
        assert "Buzz Aldrin, 1 photograph" in told

    def test_a_click_on_a_collection_goes_there_and_ends_the_search(self, house: House) -> None:
        typed(house, "nasa")
        choose_place(house, "The other giant leap")
        assert len(house.browser.ids) == 4
        assert house.window.search.line.text() == ""
        assert chosen(house) == ["The other giant leap"]

    def test_a_click_on_a_person_narrows_and_another_lets_go(self, house: House) -> None:
        typed(house, "1966")
        choose_place(house, "Buzz Aldrin")
        assert house.browser.ids == ["aldrin-gemini12-1966"]
        assert house.browser.query.typed == "1966"
        assert len(chips(house)) == 1
        choose_place(house, "Buzz Aldrin")
        assert len(house.browser.ids) == 2
        assert not chips(house)

    def test_a_click_on_the_place_where_one_is_ends_the_search(self, house: House) -> None:
        typed(house, "leonov")
        choose_place(house, "All photographs")
        assert len(house.browser.ids) == 14

    def test_arrows_walk_and_enter_chooses(self, house: House) -> None:
        house.window.sidebar.setFocus()
        seen = []
        for _ in range(4):
            press(Key.Key_Down)
            seen.append(house.window.sidebar.currentIndex().data())
        assert seen == [
            "The other giant leap",
            "The ten best space selfies",
            "People",
            "Alexei Leonov",
        ]
        assert not house.browser.query.is_search()
        press(Key.Key_Return)
        assert house.browser.ids == LEONOV
        # The keyboard stays on the row, wherever that is now.
        assert house.window.sidebar.currentIndex().data() == "Alexei Leonov"
        press(Key.Key_Space)
        assert len(house.browser.ids) == 14

    def test_it_follows_what_is_chosen_elsewhere(self, house: House) -> None:
        assert chosen(house) == ["All photographs"]
        house.browser.choose_name("alexei-leonov")
        assert chosen(house) == ["All photographs", "Alexei Leonov"]
        house.browser.clear_search()
        assert chosen(house) == ["All photographs"]
        house.browser.choose_collection("space-selfies")
        assert chosen(house) == ["The ten best space selfies"]

    def test_the_counts_below_follow_the_answer(self, house: House) -> None:
        assert "14 photographs · 1 selected" in texts_in(house.window.status)
        typed(house, "curiosity")
        assert any(
            text.startswith(f"{len(house.browser.ids)} photograph")
            for text in texts_in(house.window.status)
        )


class TestFacets:
    def test_the_counts_are_those_within_the_answer(self, house: House) -> None:
        typed(house, "1966")
        assert listed(house, "People") == {"Buzz Aldrin": 1, "Mike Collins": 1}
        choose_place(house, "Mission")
        assert listed(house, "Mission") == {"Gemini 10": 1, "Gemini 12": 1}

    def test_most_sections_are_folded_at_first_and_stay_as_they_are_left(
        self, open_house: OpenHouse, tmp_path: Path
    ) -> None:
        settings = tmp_path / "gallery.ini"
        house = open_house(settings=settings)
        assert listed(house, "Agency") == {}
        choose_place(house, "Agency")
        assert listed(house, "Agency") == {
            "NASA": 7,
            "Soviet space programme": 3,
            "ESA": 2,
            "JAXA": 1,
        }
        choose_place(house, "People")
        assert listed(house, "People") == {}
        house.window.close()
        again = open_house(settings=settings)
        assert listed(again, "Agency")["JAXA"] == 1
        assert listed(again, "People") == {}

    def test_arrows_open_and_fold_a_section(self, house: House) -> None:
        sidebar = house.window.sidebar
        sidebar.setFocus()
        sidebar.setCurrentIndex(sidebar.model().index(titles(house).index("Year"), 0))
        press(Key.Key_Right)
        years = listed(house, "Year")
        assert list(years) == sorted(years)
        assert years["2014"] == 5
        press(Key.Key_Left)
        assert listed(house, "Year") == {}

    def test_with_ctrl_several_are_chosen_of_which_one_is_enough(self, house: House) -> None:
        choose_place(house, "Agency")
        choose_place(house, "ESA")
        assert len(house.browser.ids) == 2
        choose_place(house, "JAXA")
        assert len(house.browser.ids) == 1
        choose_place(house, "ESA", CTRL)
        assert len(house.browser.ids) == 3
        assert chosen(house) == ["All photographs", "ESA", "JAXA"]

    def test_of_different_kinds_all_have_to_be_there(self, house: House) -> None:
        choose_place(house, "Agency")
        choose_place(house, "Year")
        choose_place(house, "NASA")
        choose_place(house, "2014")
        assert set(house.browser.ids) == {
            "curiosity-windjana-2014",
            "opportunity-2014",
            "global-selfie-2014",
        }
        assert listed(house, "Craft").keys() == {"Curiosity", "Opportunity"}

    def test_several_people_are_to_be_in_one_picture(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        names = [
            {"id": one, "kind": "person", "display_name": one.title()} for one in ("ada", "bo")
        ]
        photos = [
            {"id": "both", "persons_shown": ["ada", "bo"]},
            {"id": "one", "persons_shown": ["ada"]},
        ]
        house = open_house(sources=(str(write_manifest(photos, names=names)),))
        choose_place(house, "Ada")
        choose_place(house, "Bo", CTRL)
        assert house.browser.ids == ["both"]

    def test_what_is_chosen_stays_in_sight_in_a_folded_section(self, house: House) -> None:
        choose_place(house, "Agency")
        choose_place(house, "ESA")
        choose_place(house, "Agency")
        assert listed(house, "Agency") == {"ESA": 2}

    def test_what_nothing_can_be_narrowed_by_is_not_shown(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        photos = [{"id": one, "agency": "ESA", "mission": one} for one in "ab"]
        house = open_house(sources=(str(write_manifest(photos)),))
        assert "Mission" in titles(house)
        assert not {"People", "Craft", "Year", "Agency", "Rights"} & set(titles(house))

    def test_one_value_that_some_have_is_shown(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        photos = [{"id": "a", "credit_line": "NASA"}, {"id": "b", "credit_line": "Credit: NASA"}]
        house = open_house(sources=(str(write_manifest([*photos, {"id": "c"}])),))
        choose_place(house, "Credit")
        assert listed(house, "Credit") == {"NASA": 2}
        choose_place(house, "NASA")
        assert house.browser.ids == ["a", "b"]
        assert listed(house, "Credit") == {"NASA": 2}

    def test_a_long_section_shows_its_first_dozen_and_more_when_asked(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        photos = [{"id": f"p{n}", "credit_line": f"Archive {n % 20}"} for n in range(30)]
        house = open_house(sources=(str(write_manifest(photos)),))
        choose_place(house, "Credit")
        assert len(listed(house, "Credit")) == 12
        choose_place(house, "8 more…")
        assert len(listed(house, "Credit")) == 20
        choose_place(house, "Fewer")
        assert len(listed(house, "Credit")) == 12

    def test_a_screen_reader_is_told_what_a_section_is(self, house: House) -> None:
        model = house.window.sidebar.model()
        role = Qt.ItemDataRole.AccessibleTextRole
        told = [model.index(row, 0).data(role) for row in range(model.rowCount())]
        assert "Agency, 4 values, folded" in told
        assert "People, 7 values, open" in told


class TestNothingFound:
    def test_it_says_so_and_offers_to_clear(self, house: House) -> None:
        typed(house, "zzzz")
        assert not house.window.grid.isVisible()
        assert any("“zzzz”" in text for text in texts_in(house.window.nothing))
        click(button(house.window.nothing, "Clear the search"))
        assert house.window.grid.isVisible()
        assert len(house.browser.ids) == 14

    def test_within_a_collection_it_offers_to_search_everywhere(self, house: House) -> None:
        house.browser.choose_collection("the-other-giant-leap")
        typed(house, "aldrin")
        assert not house.browser.ids
        click(button(house.window.nothing, "Search everything that is open"))
        assert house.browser.ids == ["aldrin-gemini12-1966"]
        assert house.window.search.line.text() == "aldrin"

    def test_among_all_photographs_it_does_not(self, house: House) -> None:
        typed(house, "zzzz")
        buttons = house.window.nothing.findChildren(QAbstractButton)
        assert [one.text() for one in buttons if one.isVisible()] == ["Clear the search"]

    def test_the_nearest_names_are_offered(self, house: House) -> None:
        typed(house, "leonid zzzz")
        QApplication.processEvents()
        click(button(house.window.nothing, "Look for Alexei Leonov, 3 photographs"))
        assert house.browser.ids == LEONOV
        assert house.window.grid.isVisible()

    def test_down_reaches_the_button_and_enter_clears(self, house: House) -> None:
        typed(house, "zzzz")
        press(Key.Key_Down)
        assert house.window.nothing.clear.hasFocus()
        press(Key.Key_Space)
        assert len(house.browser.ids) == 14
        assert QApplication.focusWidget() in (house.window.grid, house.window.search.line)

    def test_the_pane_is_empty_meanwhile(self, house: House) -> None:
        typed(house, "zzzz")
        assert texts_in(house.window.details) == []
        assert house.window.grid.current_photo() == ""

    def test_without_photographs_it_says_that(self, open_house: OpenHouse) -> None:
        house = open_house(sources=())
        assert house.window.nothing.isVisible()
        assert any("no photographs" in text for text in texts_in(house.window.nothing))

    def test_markup_that_is_typed_is_shown_as_typed(self, house: House) -> None:
        house.window.search.begin()
        compose("<b>zz</b>")
        assert any("<b>zz</b>" in text for text in texts_in(house.window.nothing))


def test_a_double_click_on_a_suggestion_is_no_open(house: House) -> None:
    typed(house, "leon")
    listed: QListWidget = house.window.search.suggestions
    point = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseDClick(listed.viewport(), LEFT_BUTTON, NO_MODIFIER, point)
    assert not house.window.view.isVisible()
