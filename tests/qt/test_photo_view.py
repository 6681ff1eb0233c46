"""The photo view: one photograph fills the window; its credit stays whatever is done."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QColor, QImage, QLinearGradient, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from gallery.export import citation
from gallery.qt import photo as photo_module
from gallery.qt import slideshow as slideshow_module
from gallery.qt.canvas import WORDS, Canvas
from tests.qt.conftest import OpenHouse, Wait, WriteManifest
from tests.qt.house import (
    CTRL,
    SHIFT,
    House,
    Key,
    button,
    click,
    drag,
    picture_of,
    press,
    spoken,
    texts_in,
    wheel,
)

FULL = (2000, 1500)
HIDE_MS = 20
Open = Callable[[House, str], None]


@pytest.fixture
def look(wait: Wait) -> Open:
    """Open a photograph and wait until it is drawn."""

    def open_photo(house: House, photo: str) -> None:
        house.window.show_photo(photo)
        settle(house, wait)

    return open_photo


@pytest.fixture
def quick_to_hide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_module, "HIDE_AFTER_MS", HIDE_MS)


@pytest.fixture
def large(open_house: OpenHouse, write_manifest: WriteManifest, look: Open) -> House:
    """A window on a photograph that tells each place by its colour: red grows to the right,
    green downwards.
    """
    source = write_manifest([{"id": "large", "credit_line": "Someone"}, {"id": "other"}])
    draw_places(source / "large.png")
    house = open_house(sources=(str(source),), size=(1000, 700))
    look(house, "large")
    return house


def draw_places(path: Path) -> None:
    image = QImage(*FULL, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for end, color in ((QPointF(FULL[0], 0), "#ff0000"), (QPointF(0, FULL[1]), "#00ff00")):
        gradient = QLinearGradient(QPointF(), end)
        gradient.setColorAt(0, QColor("#000000"))
        gradient.setColorAt(1, QColor(color))
        painter.fillRect(image.rect(), gradient)
    painter.end()
    assert image.save(str(path))


def settle(house: House, wait: Wait) -> None:
    view = house.window.view

    def drawn() -> bool:
        view.canvas.grab()
        known = house.pictures.any(view.photo) or house.pictures.fault(view.photo)
        return bool(known) and view.is_settled()

    wait(drawn)


def place_under(canvas: Canvas, at: QPoint) -> tuple[float, float]:
    """Return which place of the photograph is seen at a point, from 0 to 1 each way."""
    color = QColor(picture_of(canvas).pixel(at))
    return color.red() / 255, color.green() / 255


class TestGoing:
    def test_it_fills_the_window_with_the_photograph_opened(self, house: House, look: Open) -> None:
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


class TestZoom:
    def test_it_fits_when_opened(self, large: House) -> None:
        canvas = large.window.view.canvas
        assert canvas.fits
        fit = min(canvas.width() / FULL[0], canvas.height() / FULL[1])
        assert canvas.zoom == pytest.approx(fit)
        assert f"{fit * 100:.0f} %" in texts_in(large.window.view)

    def test_one_to_one_and_fit_again(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("1")
        assert canvas.zoom == 1.0
        settle(large, wait)
        assert large.pictures.whole("large") is not None
        assert "100 %" in texts_in(large.window.view)
        assert place_under(canvas, canvas.rect().center()) == pytest.approx((0.5, 0.5), abs=0.01)
        press("0")
        assert canvas.fits
        assert canvas.zoom == pytest.approx(min(canvas.width() / 2000, canvas.height() / 1500))

    def test_keys_zoom_by_steps(self, large: House) -> None:
        canvas = large.window.view.canvas
        fitted = canvas.zoom
        press("+")
        press("+")
        assert canvas.zoom == pytest.approx(fitted * 2)
        press("-")
        press("-")
        assert canvas.zoom == pytest.approx(fitted)
        assert canvas.fits

    def test_there_are_ends(self, large: House) -> None:
        canvas = large.window.view.canvas
        press("+", times=40)
        largest = canvas.zoom
        press("+")
        assert canvas.zoom == largest <= 32
        press("-", times=60)
        assert canvas.zoom > 0

    def test_the_pixel_under_the_pointer_stays_there(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("1")
        settle(large, wait)
        at = QPoint(700, 250)
        before = place_under(canvas, at)
        for notches in (1, 1, 2, -1, 0.5, -2):
            wheel(canvas, notches, at=QPointF(at))
            settle(large, wait)
            assert place_under(canvas, at) == pytest.approx(before, abs=0.012)

    def test_also_in_a_turned_photograph(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("1")
        press("r")
        settle(large, wait)
        at = QPoint(300, 200)
        before = place_under(canvas, at)
        wheel(canvas, 3, at=QPointF(at))
        settle(large, wait)
        assert place_under(canvas, at) == pytest.approx(before, abs=0.012)

    def test_a_small_picture_is_not_blown_up(
        self, open_house: OpenHouse, write_manifest: WriteManifest, look: Open
    ) -> None:
        house = open_house(sources=(str(write_manifest([{"id": "small"}])),))
        look(house, "small")
        assert house.window.view.canvas.zoom == 1.0

    def test_the_next_photograph_is_fitted_again(self, large: House) -> None:
        press("1")
        press(Key.Key_Right)
        press(Key.Key_Left)
        assert large.window.view.canvas.fits

    def test_a_fitted_photograph_follows_the_window(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        large.window.resize(700, 900)
        settle(large, wait)
        assert canvas.fits
        assert canvas.zoom == pytest.approx(canvas.width() / 2000)

    def test_a_zoomed_one_keeps_its_zoom(self, large: House, wait: Wait) -> None:
        press("1")
        large.window.resize(700, 900)
        settle(large, wait)
        assert large.window.view.canvas.zoom == 1.0


class TestMoving:
    def test_dragging_takes_the_photograph_along(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("1")
        settle(large, wait)
        before = place_under(canvas, QPoint(500, 300))
        drag(canvas, QPoint(-100, 60), start=QPoint(500, 300))
        assert place_under(canvas, QPoint(400, 360)) == pytest.approx(before, abs=0.012)

    def test_no_edge_leaves_its_side(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("1")
        settle(large, wait)
        for _ in range(3):
            drag(canvas, QPoint(900, 600), start=QPoint(10, 60))
        assert place_under(canvas, QPoint(0, 0)) == pytest.approx((0, 0), abs=0.012)
        for _ in range(6):
            drag(canvas, QPoint(-900, -600), start=QPoint(950, 650))
        right, foot = canvas.width() - 1, canvas.height() - 1
        assert place_under(canvas, QPoint(right, foot)) == pytest.approx((1, 1), abs=0.012)

    def test_shift_and_arrows(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("1")
        settle(large, wait)
        before = place_under(canvas, QPoint(500, 300))
        press(Key.Key_Right, SHIFT)
        press(Key.Key_Down, SHIFT)
        after = place_under(canvas, QPoint(500, 300))
        assert after[0] > before[0] + 0.02
        assert after[1] > before[1] + 0.02
        assert large.window.view.photo == "large"

    def test_a_fitted_photograph_stays_where_it_is(self, large: House) -> None:
        canvas = large.window.view.canvas
        before = picture_of(canvas)
        drag(canvas, QPoint(200, 100))
        press(Key.Key_Left, SHIFT)
        assert picture_of(canvas) == before


class TestTurning:
    def test_to_the_right_and_to_the_left(self, large: House, wait: Wait) -> None:
        canvas = large.window.view.canvas
        press("r")
        settle(large, wait)
        width = round(1500 * canvas.zoom)
        left = (canvas.width() - width) // 2
        corner = QPoint(left + 3, 3)
        # Clockwise: what was at the foot of the left edge is at the head of it now.
        assert place_under(canvas, corner) == pytest.approx((0, 1), abs=0.02)
        press("R", SHIFT)
        press("R", SHIFT)
        settle(large, wait)
        assert place_under(canvas, corner) == pytest.approx((1, 0), abs=0.02)
        assert canvas.zoom == pytest.approx(canvas.height() / 2000)

    def test_four_times_is_as_before(self, large: House, wait: Wait) -> None:
        before = picture_of(large.window.view.canvas)
        press("r", times=4)
        settle(large, wait)
        assert picture_of(large.window.view.canvas) == before


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

    @pytest.mark.usefixtures("quick_to_hide")
    def test_it_stays_in_full_screen_when_the_controls_have_gone(
        self, house: House, wait: Wait
    ) -> None:
        view = house.window.view
        house.window.show_photo("aldrin-gemini12-1966")
        press("f")
        rest_the_pointer(house)
        wait(lambda: not controls(house))
        assert any(text.startswith("NASA") for text in texts_in(view))
        assert "Illustration: Giant Leap" in texts_in(view)

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
        self, open_house: OpenHouse, write_manifest: WriteManifest, look: Open
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
