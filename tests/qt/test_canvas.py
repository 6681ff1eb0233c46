"""What can be done with a photograph that fills the window: zooming, moving, turning."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from gallery.qt.canvas import Canvas
from tests.qt.conftest import Look, OpenHouse, Wait, WriteManifest, settle
from tests.qt.house import SHIFT, House, Key, drag, picture_of, press, texts_in, wheel

FULL = (2000, 1500)


@pytest.fixture
def large(open_house: OpenHouse, write_manifest: WriteManifest, look: Look) -> House:
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


def place_under(canvas: Canvas, at: QPoint) -> tuple[float, float]:
    """Return which place of the photograph is seen at a point, from 0 to 1 each way."""
    color = QColor(picture_of(canvas).pixel(at))
    return color.red() / 255, color.green() / 255


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
        self, open_house: OpenHouse, write_manifest: WriteManifest, look: Look
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
