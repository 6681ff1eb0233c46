"""Full screen and the slideshow: the controls go away by themselves, the credit stays."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from gallery.qt import photo as photo_module
from gallery.qt import slideshow as slideshow_module
from tests.qt.conftest import OpenHouse, Wait, WriteManifest
from tests.qt.house import House, Key, press, texts_in

HIDE_MS = 20


@pytest.fixture
def quick_to_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_module, "HIDE_AFTER_MS", HIDE_MS)


def rest_the_pointer(house: House) -> None:
    """Move the pointer, and let it count as resting soon."""
    canvas = house.window.view.canvas
    QTest.mouseMove(canvas, QPoint(200, 200))
    QTest.mouseMove(canvas, QPoint(210, 210))


def controls(house: House) -> list[str]:
    """Return the names of the buttons in sight over the photograph."""
    return [
        one.accessibleName()
        for one in house.window.view.findChildren(QToolButton)
        if one.isVisible()
    ]


@pytest.mark.usefixtures("quick_to_hide")
class TestFullScreen:
    @pytest.mark.parametrize("key", ["f", Key.Key_F11])
    def test_keys_toggle_it(self, house: House, key: Qt.Key | str) -> None:
        house.window.show_photo("leonov-1960s")
        press(key)
        assert house.window.isFullScreen()
        assert house.window.actions_by_name["full_screen"].isChecked()
        press(key)
        assert not house.window.isFullScreen()

    def test_escape_leaves_it_in_the_gallery(self, house: House) -> None:
        press("f")
        assert house.window.isFullScreen()
        press(Key.Key_Escape)
        assert not house.window.isFullScreen()
        assert not house.window.actions_by_name["full_screen"].isChecked()

    def test_when_the_system_ends_it_the_action_knows(self, house: House) -> None:
        press("f")
        house.window.showNormal()
        QApplication.processEvents()
        assert not house.window.actions_by_name["full_screen"].isChecked()

    def test_controls_that_were_hidden_come_back_when_it_ends(
        self, house: House, wait: Wait
    ) -> None:
        house.window.show_photo("leonov-1960s")
        press("f")
        rest_the_pointer(house)
        wait(lambda: not controls(house))
        house.window.actions_by_name["full_screen"].trigger()
        assert controls(house)

    def test_controls_do_not_go_in_a_window(self, house: House) -> None:
        house.window.show_photo("leonov-1960s")
        press("f")
        rest_the_pointer(house)
        house.window.actions_by_name["full_screen"].trigger()
        QTest.qWait(3 * HIDE_MS)
        assert controls(house)

    def test_controls_go_though_nothing_was_moved(self, house: House) -> None:
        house.window.show_photo("leonov-1960s")
        press(Key.Key_F11)
        QTest.qWait(5 * HIDE_MS)
        assert not controls(house)

    def test_a_step_of_the_slideshow_brings_no_control_back(
        self, many: House, wait: Wait, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Full screen without a screen is 800 wide; the neighbours usually want more.
        monkeypatch.setattr(photo_module, "_LEAST_FOR_STRIP", 500)
        view = many.window.view
        many.window.show_photo("p10")
        press("f")
        assert len(view.photos_in_sight()) > 1
        rest_the_pointer(many)
        wait(lambda: not controls(many))
        assert len(view.photos_in_sight()) == 1
        view.step(1)
        assert len(view.photos_in_sight()) == 1

    def test_the_texts_stay_as_they_are_when_controls_come_and_go(
        self, many: House, wait: Wait, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(photo_module, "_LEAST_FOR_STRIP", 500)
        view = many.window.view
        many.window.show_photo("p10")
        press("f")
        headline = view.findChild(QLabel, "overHeadline")
        assert isinstance(headline, QLabel)
        QApplication.processEvents()
        before = headline.width()
        rest_the_pointer(many)
        wait(lambda: not controls(many))
        view.step(1)
        assert headline.width() == before

    def test_the_credit_stays_when_the_controls_have_gone(self, house: House, wait: Wait) -> None:
        view = house.window.view
        house.window.show_photo("aldrin-gemini12-1966")
        press("f")
        rest_the_pointer(house)
        wait(lambda: not controls(house))
        assert any(text.startswith("NASA") for text in texts_in(view))
        assert "Illustration: Giant Leap" in texts_in(view)


class TestSlideshow:
    @pytest.fixture(autouse=True)
    def _quick(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(slideshow_module, "SECONDS", 0)

    def test_it_goes_on_and_begins_again_behind_the_last(
        self, open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        source = write_manifest([{"id": "a"}, {"id": "b"}, {"id": "c"}])
        house = open_house(sources=(str(source),))
        seen: list[str] = []
        house.window.view.photo_changed.connect(seen.append)
        press(Key.Key_F5)
        assert house.window.slideshow.is_running()
        assert house.window.isFullScreen()
        wait(lambda: len(seen) > 5)
        assert seen[:5] == ["a", "b", "c", "a", "b"]

    def test_f5_stops_it_where_it_is(self, house: House, wait: Wait) -> None:
        press(Key.Key_F5)
        wait(lambda: house.window.view.photo == house.browser.ids[2])
        press(Key.Key_F5)
        assert not house.window.slideshow.is_running()
        assert house.window.view.isVisible()

    def test_escape_stops_it_and_goes_back(self, house: House, wait: Wait) -> None:
        press(Key.Key_F5)
        wait(lambda: house.window.view.photo != house.browser.ids[0])
        press(Key.Key_Escape)
        assert not house.window.slideshow.is_running()
        assert house.window.grid.isVisible()
        assert not house.window.isFullScreen()

    def test_its_action_says_what_it_does(self, house: House) -> None:
        action: QAction = house.window.actions_by_name["slideshow"]
        press(Key.Key_F5)
        assert "Stop" in action.text()
        assert "Stop the slideshow" in controls(house)
        press(Key.Key_F5)
        assert "Stop" not in action.text()

    def test_a_picture_that_cannot_be_shown_does_not_hold_it_up(
        self, open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        source = write_manifest([{"id": "a"}, {"id": "b"}, {"id": "c"}])
        (source / "b.png").write_bytes(b"nonsense")
        house = open_house(sources=(str(source),))
        press(Key.Key_F5)
        wait(lambda: house.window.view.photo == "c")

    def test_without_photographs_it_does_not_begin(self, open_house: OpenHouse) -> None:
        house = open_house(sources=())
        press(Key.Key_F5)
        assert not house.window.slideshow.is_running()
        assert not house.window.isFullScreen()
