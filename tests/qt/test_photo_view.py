"""The photo view: one photograph fills the window; its credit stays whatever is done."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from gallery.export import citation
from gallery.qt.canvas import WORDS
from tests.qt.conftest import Look, OpenHouse, WriteManifest
from tests.qt.house import (
    CTRL,
    SHIFT,
    House,
    Key,
    button,
    click,
    picture_of,
    press,
    spoken,
    texts_in,
    wheel,
)


class TestGoing:
    def test_it_fills_the_window_with_the_photograph_opened(self, house: House, look: Look) -> None:
        look(house, "rosetta-67p-2014")
        view = house.window.view
        assert view.isVisible()
        assert not house.window.grid.isVisible()
        assert not house.window.menuBar().isVisible()
        centre = house.window.centralWidget()
        assert centre is not None
        assert view.canvas.size() == view.size() == centre.size()
        record = house.library.photos["rosetta-67p-2014"]
        shown = texts_in(view)
        assert record.headline in shown
        assert record.caption in shown
        assert any(text.startswith(record.credit_line or "-") for text in shown)
        assert "Illustration: Giant Leap" in shown
        assert "12 of 14" in shown

    @pytest.mark.parametrize(
        ("forth", "back"),
        [
            (Key.Key_Right, Key.Key_Left),
            (Key.Key_Down, Key.Key_Up),
            (Key.Key_PageDown, Key.Key_PageUp),
            (Key.Key_Space, Key.Key_Left),
        ],
    )
    def test_keys(self, many: House, forth: Qt.Key, back: Qt.Key) -> None:
        many.window.show_photo("p3")
        press(forth)
        assert many.window.view.photo == "p4"
        press(back)
        assert many.window.view.photo == "p3"

    def test_the_ends_are_ends(self, many: House) -> None:
        many.window.show_photo("p0")
        press(Key.Key_Left)
        assert many.window.view.photo == "p0"
        press(Key.Key_End)
        assert many.window.view.photo == "p39"
        press(Key.Key_Right)
        assert many.window.view.photo == "p39"
        press(Key.Key_Home)
        assert many.window.view.photo == "p0"
        assert not button(many.window.view, "Previous photograph").isEnabled()
        assert button(many.window.view, "Next photograph").isEnabled()

    def test_buttons(self, many: House) -> None:
        many.window.show_photo("p3")
        click(button(many.window.view, "Next photograph"))
        assert many.window.view.photo == "p4"
        click(button(many.window.view, "Previous photograph"))
        assert many.window.view.photo == "p3"

    @pytest.mark.parametrize("modifier", [CTRL, SHIFT])
    def test_the_wheel_with_a_modifier(self, many: House, modifier: Qt.KeyboardModifier) -> None:
        many.window.show_photo("p3")
        canvas = many.window.view.canvas
        wheel(canvas, -1, modifier)
        assert many.window.view.photo == "p4"
        wheel(canvas, 2, modifier)
        assert many.window.view.photo == "p2"
        for _ in range(4):
            wheel(canvas, -1 / 4, modifier)
        assert many.window.view.photo == "p3"

    def test_the_neighbours_at_the_foot(self, many: House) -> None:
        many.window.show_photo("p10")
        assert many.window.view.photos_in_sight()[0] == "p10"
        assert set(many.window.view.photos_in_sight()) == {f"p{row}" for row in range(7, 14)}

    def test_it_goes_through_what_was_found(self, house: House) -> None:
        house.browser.type_words("1966")
        house.window.show_photo(house.browser.ids[0])
        press(Key.Key_Right, times=20)
        assert house.window.view.photo == house.browser.ids[-1]
        assert f"{len(house.browser.ids)} of {len(house.browser.ids)}" in texts_in(
            house.window.view
        )

    def test_the_gallery_follows(self, many: House) -> None:
        many.window.show_photo("p3")
        press(Key.Key_Right, times=30)
        assert many.window.grid.current_photo() == "p33"


class TestGoingBack:
    def test_escape_returns_to_the_same_place(self, many: House) -> None:
        grid = many.window.grid
        grid.choose("p20")
        bar = grid.verticalScrollBar()
        bar.setValue(bar.value() + 60)
        before = bar.value()
        many.window.show_photo("p20")
        press(Key.Key_Escape)
        assert grid.isVisible()
        assert grid.hasFocus()
        assert grid.current_photo() == "p20"
        assert bar.value() == before

    def test_to_the_photograph_looked_at_last(self, many: House) -> None:
        many.window.show_photo("p0")
        press(Key.Key_End)
        press(Key.Key_Escape)
        grid = many.window.grid
        assert grid.current_photo() == "p39"
        rect = grid.visualRect(grid.currentIndex())
        assert grid.viewport().rect().contains(rect)
        assert grid.selected_photos() == ["p39"]

    @pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter])
    def test_enter(self, many: House, key: Qt.Key) -> None:
        many.window.show_photo("p5")
        press(key)
        assert many.window.grid.isVisible()

    def test_the_button_and_a_double_click(self, many: House) -> None:
        many.window.show_photo("p5")
        click(button(many.window.view, "Back to the gallery"))
        assert many.window.grid.isVisible()
        many.window.show_photo("p5")
        QTest.mouseDClick(many.window.view.canvas, Qt.MouseButton.LeftButton)
        assert many.window.grid.isVisible()

    def test_the_menu_bar_comes_back(self, many: House) -> None:
        many.window.show_photo("p5")
        press(Key.Key_Escape)
        assert many.window.menuBar().isVisible()

    @pytest.mark.parametrize("key", ["/"])
    def test_searching_goes_back_to_the_field(self, house: House, key: str) -> None:
        house.window.show_photo("leonov-1960s")
        press(key)
        assert house.window.search.line.hasFocus()
        assert house.window.grid.isVisible()


class TestCredit:
    def test_it_stays_when_the_details_go(self, house: House) -> None:
        house.window.show_photo("aldrin-gemini12-1966")
        record = house.library.photos["aldrin-gemini12-1966"]
        press("i")
        shown = texts_in(house.window.view)
        assert record.headline not in shown
        assert record.caption not in shown
        assert any(text.startswith(citation.credit(record)) for text in shown)
        assert "Illustration: Giant Leap" in shown
        press("i")
        assert record.headline in texts_in(house.window.view)

    def test_it_is_inside_the_window_at_any_size(self, house: House) -> None:
        for size in ((640, 420), (900, 600), (2560, 1440)):
            house.window.resize(*size)
            for photo in house.browser.ids[:4]:
                house.window.show_photo(photo)
                QApplication.processEvents()
                view = house.window.view
                for name in ("overCredit", "overIllustration"):
                    line = view.findChild(QLabel, name)
                    assert isinstance(line, QLabel)
                    corner = line.mapTo(view, line.rect().bottomRight())
                    assert view.rect().contains(corner)
                    assert view.rect().contains(line.mapTo(view, QPoint(0, 0)))
                    assert line.height() >= line.heightForWidth(line.width())

    def test_a_photograph_is_not_called_an_illustration(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        source = write_manifest([{"id": "one", "credit_line": "Somebody"}])
        house = open_house(sources=(str(source),))
        house.window.show_photo("one")
        assert "llustration" not in " ".join(texts_in(house.window.view))
        assert "Somebody" in texts_in(house.window.view)

    def test_a_screen_reader_is_told_all_of_it(self, house: House) -> None:
        house.window.show_photo("aldrin-gemini12-1966")
        record = house.library.photos["aldrin-gemini12-1966"]
        for _ in range(2):
            name, description = spoken(house.window.view.canvas)
            assert name == record.alt_text
            assert record.headline in description
            assert record.caption
            assert record.caption.rstrip(".") in description
            assert "NASA" in description
            assert "Illustration: Giant Leap" in description
            press("i")

    def test_a_picture_that_cannot_be_shown_says_why(
        self, open_house: OpenHouse, write_manifest: WriteManifest, look: Look
    ) -> None:
        source = write_manifest([{"id": "one", "credit_line": "Somebody"}], pictures=False)
        house = open_house(sources=(str(source),))
        look(house, "one")
        image = picture_of(house.window.view.canvas)
        near = [
            QColor(image.pixel(x, y)) == WORDS
            for x in range(image.width())
            for y in range(image.height() // 2 - 20, image.height() // 2 + 20)
        ]
        assert sum(near) > 50
        assert "Somebody" in texts_in(house.window.view)

    def test_nor_is_it_told_how_large_it_is_shown(
        self, open_house: OpenHouse, write_manifest: WriteManifest, look: Look
    ) -> None:
        source = write_manifest([{"id": "here"}, {"id": "gone"}])
        (source / "gone.png").unlink()
        house = open_house(sources=(str(source),))
        look(house, "here")
        assert "100 %" in texts_in(house.window.view)
        look(house, "gone")
        assert not any("%" in text for text in texts_in(house.window.view))


def test_the_details_key_does_in_the_gallery_what_it_says_after_the_photo_view(
    house: House,
) -> None:
    action = house.window.actions_by_name["show_details"]
    house.window.show_photo("leonov-1960s")
    press("i")
    press(Key.Key_Escape)
    assert action.isChecked() == house.window.details.isVisible()
    before = house.window.details.isVisible()
    press("i")
    assert house.window.details.isVisible() is not before
