"""What is offered below the search field, recent searches, and chips of fields and values."""

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMenu

from gallery.library.facets import Choice, Facet
from gallery.qt.chips import LEAST_LINE
from gallery.qt.offers import FORGET, PORTRAIT
from gallery.qt.searched import RecentSearches
from gallery.qt.settings import Settings
from tests.qt.conftest import OpenHouse, Wait
from tests.qt.house import House, Key, click, picture_of, press
from tests.qt.searching import chips, offered, typed


class TestOffers:
    def test_a_field_is_offered_and_then_its_values(self, house: House) -> None:
        typed(house, "age")
        assert offered(house) == ["agency:   who flew it"]
        press(Key.Key_Down)
        press(Key.Key_Return)
        assert house.window.search.line.text() == "agency:"
        assert offered(house)[0].startswith("NASA")
        press(Key.Key_Down, times=3)
        press(Key.Key_Return)
        assert house.browser.query.facets == (Choice(Facet.AGENCY, "ESA"),)
        assert len(house.browser.ids) == 2
        assert [chip.text() for chip in chips(house)] == ["ESA"]
        assert house.window.search.line.text() == ""

    def test_on_the_way_to_a_field_the_page_is_not_emptied(self, house: House) -> None:
        house.window.search.begin()
        for letter in "per":
            press(letter)
            assert house.browser.ids
        assert offered(house) == ["person:   who is in the picture or its crew"]
        assert len(house.browser.ids) == 14

    def test_a_name_behind_other_words_leaves_them(self, house: House) -> None:
        typed(house, "moscow leon")
        press(Key.Key_Down)
        press(Key.Key_Return)
        assert house.browser.query.names == ("alexei-leonov",)
        assert house.browser.query.typed.strip() == "moscow"
        assert house.browser.ids == ("leonov-portrait-2015",)

    def test_esc_closes_them_and_the_next_letter_opens_them(self, house: House) -> None:
        typed(house, "leo")
        press(Key.Key_Escape)
        assert not offered(house)
        press("n")
        assert offered(house)

    def test_portraits_are_asked_for_and_painted(self, house: House, wait: Wait) -> None:
        typed(house, "leon")
        wait(lambda: house.pictures.is_settled("leonov-portrait-2015"))
        listed = house.window.search.suggestions
        row = listed.visualItemRect(listed.item(0))
        badge = QRect(row.left() + 8, row.top(), PORTRAIT, row.height())
        painted = picture_of(listed.viewport()).copy(badge)
        seen = {painted.pixel(x, painted.height() // 2) for x in range(4, 22)}
        assert house.theme.colors["control"].rgb() not in seen


class TestRecentSearches:
    def test_what_was_looked_at_is_offered_again(
        self, open_house: OpenHouse, tmp_path: Path
    ) -> None:
        settings = tmp_path / "gallery.ini"
        house = open_house(settings=settings)
        typed(house, "gold stars")
        press(Key.Key_Return)
        house.browser.choose_name("buzz-aldrin")
        house.window.search.begin()
        house.window.grid.setFocus()
        house.window.close()
        again = open_house(settings=settings)
        again.window.search.begin()
        assert offered(again) == ['person:"Buzz Aldrin"', "gold stars", FORGET]
        press(Key.Key_Down)
        press(Key.Key_Return)
        assert again.browser.ids == ("aldrin-gemini12-1966",)
        assert len(chips(again)) == 1

    def test_they_can_be_forgotten(self, house: House) -> None:
        typed(house, "gold stars")
        press(Key.Key_Return)
        press(Key.Key_Escape)
        house.window.search.begin()
        assert len(offered(house)) == 2
        press(Key.Key_Down, times=2)
        press(Key.Key_Return)
        house.window.search.begin()
        assert not offered(house)

    def test_they_are_ten_the_last_one_first_each_once(self) -> None:
        recent = RecentSearches(Settings(None))
        for number in (*range(12), 5):
            recent.note(f"apollo {number}")
        assert len(recent.searches) == 10
        assert recent.searches[:2] == ("apollo 5", "apollo 11")
        assert recent.fitting("apo 1", 3) == ("apollo 11", "apollo 10")

    def test_what_found_nothing_is_not_remembered(self, house: House) -> None:
        typed(house, "zzzz")
        house.window.grid.setFocus()
        house.browser.clear_search()
        house.window.search.begin()
        assert not offered(house)


class TestFieldChips:
    def test_a_field_becomes_a_chip_when_somebody_goes_on(self, house: House) -> None:
        typed(house, "year:196X")
        assert not chips(house)
        press(" ")
        assert [chip.text() for chip in chips(house)] == ["year:196X"]
        assert house.window.search.line.text() == ""
        press("collins")
        assert house.browser.ids == ("collins-gemini10-1966",)
        click(chips(house)[0])
        assert house.browser.query.fields == ()
        assert house.window.search.line.hasFocus()

    def test_backspace_takes_the_last_chip(self, house: House) -> None:
        house.browser.choose_name("buzz-aldrin")
        house.browser.choose(Choice(Facet.YEAR, "1966"))
        typed(house, "has:caption ")
        assert [chip.text() for chip in chips(house)] == ["Buzz Aldrin", "1966", "has:caption"]
        press(Key.Key_Backspace)
        press(Key.Key_Backspace)
        assert [chip.text() for chip in chips(house)] == ["Buzz Aldrin"]

    def test_chips_without_room_are_gathered_in_a_list(self, house: House) -> None:
        for year in ("1965", "1966", "2005", "2012", "2013", "2014", "2015"):
            house.browser.choose(Choice(Facet.YEAR, year), beside=True)
        shown = chips(house)
        assert len(shown) < 7
        field = house.window.search
        assert field.line.width() >= LEAST_LINE - 10
        (gathering,) = [chip for chip in shown if chip.text().startswith("+")]
        menu = gathering.menu()
        assert isinstance(menu, QMenu)
        menu.actions()[0].trigger()
        assert Choice(Facet.YEAR, "1965") not in house.browser.query.facets

    def test_delete_on_a_chip_takes_it_away(self, house: House) -> None:
        house.browser.choose(Choice(Facet.YEAR, "1966"))
        chips(house)[0].setFocus()
        press(Key.Key_Delete)
        assert not chips(house)
        assert house.window.search.line.hasFocus()
