"""A long caption in the photo view: it scrolls, can be selected, and never covers the picture."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from gallery.qt.canvas import GROUND
from gallery.qt.labels import apart, selected_text
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, draw
from tests.qt.house import CTRL, LEFT_BUTTON, NO_MODIFIER, House, Key, picture_of, press, wheel

LINE = "A very long caption tells of everything that can be seen. "
CAPTIONS = {
    "long": LINE * 60,
    "without-blanks": "宇宙飛行士は青い地球の上を漂いながら、" * 200,
    "many-lines": "\n".join(f"Line {number}" for number in range(80)),
    "arabic": "كان أول إنسان يمشي في الفضاء. " * 90,
    "short": "A short one.",
}
LONG = [name for name in CAPTIONS if name != "short"]
# Of a picture that is fitted, edges fall between pixels.
ROUNDED = 2


@pytest.fixture
def source(write_manifest: WriteManifest) -> Path:
    place = write_manifest(
        [
            {"id": name, "caption": caption, "credit_line": "Agency"}
            for name, caption in CAPTIONS.items()
        ],
        pictures=False,
    )
    for number, name in enumerate(CAPTIONS):
        draw(place / f"{name}.png", number, (1600, 1200))
    return place


@pytest.fixture
def look(open_house: OpenHouse, source: Path, wait: Wait) -> House:
    house = open_house(sources=(str(source),), size=(900, 600))
    show(house, "long", wait)
    return house


def show(house: House, photo: str, wait: Wait) -> None:
    house.window.show_photo(photo)
    wait(lambda: house.pictures.any(photo) is not None and house.window.view.is_settled())


def parts(house: House) -> tuple[QScrollArea, QLabel, QLabel]:
    """Return the place of the caption, the caption, the credit."""
    view = house.window.view
    (scroll,) = view.findChildren(QScrollArea, "overScroll")
    (caption,) = view.findChildren(QLabel, "overCaption")
    (credit,) = view.findChildren(QLabel, "overCredit")
    return scroll, caption, credit


def foot_of_picture(house: House) -> int:
    """Return the lowest row in which the middle of the view shows the picture."""
    image = picture_of(house.window.view.canvas)
    x = image.width() // 2
    rows = [y for y in range(image.height()) if QColor(image.pixel(x, y)) != GROUND]
    return round(max(rows) / image.devicePixelRatio())


@pytest.mark.parametrize("size", [(900, 600), (1440, 900), (640, 480)])
@pytest.mark.parametrize("photo", LONG)
def test_the_picture_ends_above_it(
    look: House, photo: str, size: tuple[int, int], wait: Wait
) -> None:
    look.window.resize(*size)
    show(look, photo, wait)
    scroll, caption, credit = parts(look)
    view = look.window.view
    assert scroll.verticalScrollBar().maximum() > 0
    assert caption.text() == CAPTIONS[photo].strip() or caption.text() == CAPTIONS[photo]
    assert foot_of_picture(look) <= view._caption.texts.y() + ROUNDED
    # The credit stands whole below it.
    assert credit.visibleRegion().boundingRect().height() == credit.height()
    assert view.rect().contains(credit.mapTo(view, credit.rect().bottomRight()))
    assert scroll.mapTo(view, scroll.rect().bottomLeft()).y() < credit.mapTo(view, QPoint()).y()


def test_a_short_caption_lies_over_the_picture(look: House, wait: Wait) -> None:
    show(look, "short", wait)
    scroll, _, _ = parts(look)
    assert scroll.verticalScrollBar().maximum() == 0
    assert foot_of_picture(look) == pytest.approx(look.window.view.height() - 1, abs=ROUNDED)


def test_without_the_details_the_picture_has_all_the_room(look: House, wait: Wait) -> None:
    before = foot_of_picture(look)
    press("i")
    wait(lambda: foot_of_picture(look) > before)
    assert not parts(look)[0].isVisible()
    assert parts(look)[2].isVisible()
    press("i")
    wait(lambda: foot_of_picture(look) == before)


def test_in_full_screen_and_slideshow_too(look: House, wait: Wait) -> None:
    press(Key.Key_F11)
    wait(look.window.isFullScreen)
    wait(look.window.view.is_settled)
    assert foot_of_picture(look) <= look.window.view._caption.texts.y() + ROUNDED
    press(Key.Key_F5)
    assert parts(look)[2].isVisible()
    assert foot_of_picture(look) <= look.window.view._caption.texts.y() + ROUNDED
    press(Key.Key_Escape)


def test_the_wheel_scrolls_it_and_zooms_beside_it(look: House) -> None:
    scroll, _, _ = parts(look)
    canvas, bar = look.window.view.canvas, scroll.verticalScrollBar()
    zoom = canvas.zoom
    wheel(scroll.viewport(), -1)
    assert bar.value() > 0
    wheel(scroll.viewport(), 40)
    assert bar.value() == 0
    # At its end the caption keeps the wheel: nobody means to zoom there.
    wheel(scroll.viewport(), 1)
    assert canvas.zoom == zoom
    wheel(canvas, 1)
    assert canvas.zoom > zoom


def test_the_wheel_zooms_over_a_short_one(look: House, wait: Wait) -> None:
    show(look, "short", wait)
    _, caption, _ = parts(look)
    canvas = look.window.view.canvas
    zoom = canvas.zoom
    # Through the window, as from the system: what nobody takes goes to the widget above.
    at = caption.mapTo(look.window, caption.rect().center())
    QTest.wheelEvent(look.window.windowHandle(), QPointF(at), QPoint(0, 120))
    wait(lambda: canvas.zoom > zoom)


def test_the_keyboard_scrolls_it_and_goes_on_from_it(look: House, wait: Wait) -> None:
    scroll, _, _ = parts(look)
    for _ in range(20):
        press(Key.Key_Tab)
        if scroll.hasFocus():
            break
    assert scroll.hasFocus()
    assert scroll.accessibleName() == "Caption"
    press(Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > 0
    press(Key.Key_Right)
    wait(lambda: look.window.view.photo != "long")
    assert scroll.verticalScrollBar().value() == 0


def test_a_short_one_is_no_stop_of_the_tab_key(look: House, wait: Wait) -> None:
    show(look, "short", wait)
    scroll, _, _ = parts(look)
    for _ in range(20):
        press(Key.Key_Tab)
        assert not scroll.hasFocus()


def test_it_can_be_selected_and_copied(look: House, wait: Wait) -> None:
    show(look, "many-lines", wait)
    _, caption, _ = parts(look)
    metrics = caption.fontMetrics()
    start, end = QPoint(1, 3), QPoint(metrics.horizontalAdvance("Line 1") + 2, metrics.height() + 6)
    QTest.mousePress(caption, LEFT_BUTTON, NO_MODIFIER, start)
    QTest.mouseMove(caption, end)
    QTest.mouseRelease(caption, LEFT_BUTTON, NO_MODIFIER, end)
    assert selected_text(caption) == "Line 0\nLine 1"
    press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Line 0\nLine 1"


def test_a_photograph_that_is_zoomed_is_dragged_through_it(look: House) -> None:
    canvas = look.window.view.canvas
    scroll, _, _ = parts(look)
    view = look.window.view
    at = scroll.mapTo(view, scroll.rect().center())
    assert view.childAt(at) is not canvas
    canvas.zoom_by(8)
    QApplication.processEvents()
    assert view.childAt(at) is canvas
    canvas.fit()
    assert view.childAt(at) is not canvas


def test_what_stands_behind_a_name_in_arabic_is_not_drawn_into_its_direction() -> None:
    assert apart("NASA") == "NASA"
    assert apart("وكالة") == "\u2068وكالة\u2069"
