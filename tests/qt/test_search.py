"""Searching: the field and its chips, the way out of a search, and what is said of nothing."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolButton

from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import House, Key, button, click, compose, press, spoken, texts_in
from tests.qt.searching import LEONOV, chips, offered, typed


class TestTyping:
    def test_each_keystroke_narrows(self, house: House) -> None:
        house.window.search.begin()
        counts = []
        for letter in "collins 1966":
            press(letter)
            counts.append(len(house.browser.ids))
        assert counts[0] <= 14
        assert counts == sorted(counts, reverse=True)
        assert house.browser.ids == ("collins-gemini10-1966",)
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
        assert "“year:” has no value that is understood" in " ".join(texts_in(house.window.nothing))

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


class TestChips:
    def test_a_chip_names_the_person_and_says_what_it_does(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        (chip,) = chips(house)
        assert chip.text() == "Alexei Leonov"
        assert spoken(chip)[0] == "Remove Alexei Leonov from the search"

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
        assert house.browser.ids == ("leonov-spacewalk-1965",)
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
        click(button(house.window.nothing, "Search everywhere"))
        assert house.browser.ids == ("aldrin-gemini12-1966",)
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
