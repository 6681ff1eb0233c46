"""Names that are offered while something is typed: which, where, and how one is chosen."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from tests.qt.house import LEFT_BUTTON, NO_MODIFIER, House, Key, click, compose, press, spoken
from tests.qt.searching import LEONOV, offered, typed


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


def test_a_double_click_on_a_suggestion_is_no_open(house: House) -> None:
    typed(house, "leon")
    listed: QListWidget = house.window.search.suggestions
    point = listed.visualItemRect(listed.item(0)).center()
    QTest.mouseDClick(listed.viewport(), LEFT_BUTTON, NO_MODIFIER, point)
    assert not house.window.view.isVisible()
