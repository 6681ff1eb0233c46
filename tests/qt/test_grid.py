"""The grid: moving, choosing, opening, where tiles lie, and what a screen reader is told."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider
from pytestqt.qtbot import QtBot

from gallery.manifest import Manifest
from gallery.qt.grid import PhotoGrid
from gallery.qt.tile import TileDelegate
from gallery.records import Photo
from gallery.sources.flow import Opened
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, numbered
from tests.qt.house import (
    CTRL,
    LEFT_BUTTON,
    NO_MODIFIER,
    SHIFT,
    House,
    Key,
    click,
    press,
    texts_in,
    wheel,
)


def rect_of(grid: PhotoGrid, row: int) -> QRect:
    return grid.visualRect(grid.model().index(row, 0))


def point_on(grid: PhotoGrid, row: int) -> QPoint:
    return rect_of(grid, row).center()


def names(*rows: int) -> list[str]:
    return [f"p{row}" for row in rows]


class TestMoving:
    def test_the_first_photograph_is_current_and_has_the_keyboard(self, many: House) -> None:
        assert many.window.grid.current_photo() == "p0"
        assert many.window.grid.hasFocus()

    def test_arrows(self, many: House) -> None:
        grid = many.window.grid
        columns = grid.columns()
        assert columns > 1
        press(Key.Key_Right)
        assert grid.current_photo() == "p1"
        press(Key.Key_Down)
        assert grid.current_photo() == f"p{columns + 1}"
        press(Key.Key_Left)
        assert grid.current_photo() == f"p{columns}"
        press(Key.Key_Up)
        assert grid.current_photo() == "p0"

    def test_arrows_go_on_in_the_next_line_and_stop_at_the_ends(self, many: House) -> None:
        grid = many.window.grid
        columns = grid.columns()
        press(Key.Key_Right, times=columns)
        assert grid.current_photo() == f"p{columns}"
        press(Key.Key_Left)
        assert grid.current_photo() == f"p{columns - 1}"
        press(Key.Key_Home)
        for key in (Key.Key_Left, Key.Key_Up, Key.Key_PageUp):
            press(key)
            assert grid.current_photo() == "p0"
        press(Key.Key_End)
        for key in (Key.Key_Right, Key.Key_Down, Key.Key_PageDown):
            press(key)
            assert grid.current_photo() == "p39"

    def test_down_into_a_shorter_last_line_reaches_its_end(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        source = str(write_manifest(numbered(4)))
        grid = open_house(sources=(source,), size=(1440, 800)).window.grid
        assert grid.columns() == 3
        grid.choose("p2")
        press(Key.Key_Down)
        assert grid.current_photo() == "p3"

    def test_home_and_end_bring_the_photograph_into_sight(self, many: House) -> None:
        grid = many.window.grid
        press(Key.Key_End)
        assert grid.current_photo() == "p39"
        assert "p39" in grid.photos_in_sight()
        assert grid.viewport().rect().contains(rect_of(grid, 39))
        press(Key.Key_Home)
        assert grid.current_photo() == "p0"
        assert grid.viewport().rect().contains(rect_of(grid, 0))

    def test_page_keys_move_about_a_page_within_the_column(self, many: House) -> None:
        grid = many.window.grid
        press(Key.Key_Right)
        press(Key.Key_PageDown)
        row = int(grid.current_photo()[1:])
        assert row > 1
        assert row % grid.columns() == 1
        assert grid.viewport().rect().contains(rect_of(grid, row))
        press(Key.Key_PageUp)
        assert grid.current_photo() == "p1"

    def test_right_to_left(self, many: House) -> None:
        grid = many.window.grid
        many.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert rect_of(grid, 0).left() > rect_of(grid, 1).right()
        assert grid.viewport().rect().contains(rect_of(grid, 0))
        press(Key.Key_Left)
        assert grid.current_photo() == "p1"
        press(Key.Key_Right)
        assert grid.current_photo() == "p0"
        click(grid.viewport(), point_on(grid, 2))
        assert grid.current_photo() == "p2"


class TestOpening:
    @pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
    def test_keys(self, many: House, qtbot: QtBot, key: Qt.Key) -> None:
        press(Key.Key_Right)
        with qtbot.waitSignal(many.window.grid.opened) as opened:
            press(key)
        assert opened.args == ["p1"]
        assert many.window.view.isVisible()
        assert many.window.view.photo == "p1"

    def test_double_click(self, many: House, qtbot: QtBot) -> None:
        grid = many.window.grid
        click(grid.viewport(), point_on(grid, 2))
        with qtbot.waitSignal(grid.opened) as opened:
            QTest.mouseDClick(grid.viewport(), LEFT_BUTTON, NO_MODIFIER, point_on(grid, 2))
        assert opened.args == ["p2"]

    def test_a_click_only_chooses(self, many: House) -> None:
        grid = many.window.grid
        click(grid.viewport(), point_on(grid, 3))
        assert grid.current_photo() == "p3"
        assert grid.isVisible()


class TestKeepingThePlace:
    def test_the_current_photograph_stays_when_the_answer_still_has_it(self, house: House) -> None:
        grid = house.window.grid
        grid.choose("collins-gemini10-1966")
        house.browser.type_words("1966")
        assert grid.current_photo() == "collins-gemini10-1966"
        house.browser.clear_search()
        assert grid.current_photo() == "collins-gemini10-1966"
        assert "collins-gemini10-1966" in grid.photos_in_sight()

    def test_else_the_first_is_taken(self, house: House) -> None:
        grid = house.window.grid
        grid.choose("collins-gemini10-1966")
        house.browser.type_words("leonov")
        assert grid.current_photo() == house.browser.ids[0]

    def test_after_an_answer_without_photographs_the_place_is_found_again(
        self, house: House
    ) -> None:
        grid = house.window.grid
        grid.choose("collins-gemini10-1966")
        house.browser.type_words("zzzz")
        assert grid.current_photo() == ""
        house.browser.clear_search()
        assert grid.current_photo() == "collins-gemini10-1966"


class TestChoosingSeveral:
    def test_ctrl_click_adds_and_takes_away(self, many: House) -> None:
        grid = many.window.grid
        click(grid.viewport(), point_on(grid, 0))
        click(grid.viewport(), point_on(grid, 2), CTRL)
        assert grid.selected_photos() == names(0, 2)
        click(grid.viewport(), point_on(grid, 0), CTRL)
        assert grid.selected_photos() == names(2)

    def test_shift_click_takes_all_between_in_reading_order(self, many: House) -> None:
        grid = many.window.grid
        assert grid.columns() == 3
        click(grid.viewport(), point_on(grid, 2))
        click(grid.viewport(), point_on(grid, 4), SHIFT)
        assert grid.selected_photos() == names(2, 3, 4)

    def test_shift_click_above_the_first_click(self, many: House) -> None:
        grid = many.window.grid
        click(grid.viewport(), point_on(grid, 6))
        click(grid.viewport(), point_on(grid, 0), SHIFT)
        assert grid.selected_photos() == names(0, 1, 2, 3, 4, 5, 6)

    def test_shift_and_an_arrow_over_the_end_of_a_line(self, many: House) -> None:
        grid = many.window.grid
        assert grid.columns() == 3
        click(grid.viewport(), point_on(grid, 2))
        press(Key.Key_Right, SHIFT)
        assert grid.selected_photos() == names(2, 3)
        press(Key.Key_Right, SHIFT)
        assert grid.selected_photos() == names(2, 3, 4)

    def test_shift_and_arrows_within_a_line(self, many: House) -> None:
        press(Key.Key_Right, SHIFT)
        assert many.window.grid.selected_photos() == names(0, 1)

    def test_select_all_and_the_count_in_the_status_line(self, many: House) -> None:
        press(Key.Key_A, CTRL)
        assert len(many.window.grid.selected_photos()) == 40
        assert any("40 selected" in text for text in texts_in(many.window.status))


class TestLayout:
    @pytest.mark.parametrize("width", [640, 800, 1100, 1440, 2560])
    def test_tiles_stand_apart_and_within_the_view(self, many: House, width: int) -> None:
        grid = many.window.grid
        many.window.resize(width, 800)
        for size in range(5):
            grid.set_tile_size(size)
            rects = [rect_of(grid, row) for row in range(40)]
            view = grid.viewport().rect()
            assert all(view.left() <= one.left() and one.right() <= view.right() for one in rects)
            assert len({one.top() for one in rects[: grid.columns()]}) == 1
            assert all(not one.intersects(other) for one, other in pairwise(rects))
            lines = [rects[row] for row in range(0, 40, grid.columns())]
            assert all(upper.bottom() < lower.top() for upper, lower in pairwise(lines))

    def test_a_wider_window_has_more_columns(self, many: House) -> None:
        grid = many.window.grid
        seen = []
        for width in (640, 1200, 1800, 2560):
            many.window.resize(width, 800)
            seen.append(grid.columns())
        assert seen == sorted(set(seen))

    def test_what_fits_only_beside_the_scroll_bar_rests(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        """Without the bar tiles are larger, and need it; with it they are smaller, and do not."""
        house = open_house(sources=(str(write_manifest(numbered(4))),), size=(1440, 800))
        grid, window = house.window.grid, house.window
        whole = grid.layout_now().total_height
        assert grid.verticalScrollBar().maximum() == 0
        others = window.height() - grid.viewport().height()
        seen = set()
        for height in range(whole - 12, whole + 2):
            window.resize(window.width(), height + others)
            for _ in range(4):
                QApplication.processEvents()
                seen.add((height, grid.viewport().width(), grid.layout_now().width))
            beyond = grid.layout_now().total_height - height
            assert grid.verticalScrollBar().maximum() == max(beyond, 0)
        assert len(seen) == 14

    def test_every_tile_is_found_under_its_own_middle(self, many: House) -> None:
        grid = many.window.grid
        for row in range(grid.columns() * 2):
            assert grid.indexAt(point_on(grid, row)).row() == row
        assert not grid.indexAt(QPoint(2, 2)).isValid()

    def test_a_hundred_thousand_photographs_cost_no_more_than_those_in_sight(
        self, open_house: OpenHouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        painted: list[object] = []
        measured: list[object] = []
        paint = TileDelegate.paint

        def counted(self: TileDelegate, *arguments: Any) -> None:
            painted.append(self)
            paint(self, *arguments)

        house = open_house(sources=(), size=(1440, 800))
        grid = house.window.grid
        monkeypatch.setattr(TileDelegate, "paint", counted)
        monkeypatch.setattr(TileDelegate, "sizeHint", lambda *_: measured.append(_))
        photos = tuple(
            Photo(id=f"p{row}", file="none.png", headline="One of many") for row in range(100_000)
        )
        manifest = Manifest(version=1, title="Many", photos=photos)
        house.window.opening.add(Opened(folder=tmp_path, manifest=manifest), show=True)
        grid.setFocus()
        grid.grab()
        press(Key.Key_End)
        grid.grab()
        assert grid.current_photo() == "p99999"
        assert grid.viewport().rect().contains(rect_of(grid, 99_999))
        assert not measured
        assert 0 < len(painted) < 200

    def test_the_current_photograph_stays_in_sight_when_the_window_changes(
        self, many: House
    ) -> None:
        grid = many.window.grid
        grid.choose("p25")
        for width in (640, 2000, 900, 1440):
            many.window.resize(width, 600)
            assert "p25" in grid.photos_in_sight()


class TestTileSize:
    def test_keys_and_ctrl_with_the_wheel(self, many: House) -> None:
        grid = many.window.grid
        usual = grid.tile_size
        press("+")
        assert grid.tile_size == usual + 1
        press("-")
        press("-")
        assert grid.tile_size == usual - 1
        press("0")
        assert grid.tile_size == usual
        wheel(grid.viewport(), 1, CTRL)
        assert grid.tile_size == usual + 1
        wheel(grid.viewport(), -1, CTRL)
        assert grid.tile_size == usual

    def test_the_slider_moves_with_it_and_moves_it(self, many: House) -> None:
        grid = many.window.grid
        slider = many.window.status.findChild(QSlider)
        assert isinstance(slider, QSlider)
        press("+")
        assert slider.value() == grid.tile_size
        slider.setValue(0)
        assert grid.tile_size == 0

    def test_there_are_ends(self, many: House) -> None:
        press("+", times=9)
        assert many.window.grid.tile_size == 4
        press("-", times=9)
        assert many.window.grid.tile_size == 0

    def test_the_current_photograph_stays_in_sight(self, many: House) -> None:
        grid = many.window.grid
        grid.choose("p25")
        for key in ("+", "+", "-", "-", "-", "-"):
            press(key)
            assert "p25" in grid.photos_in_sight()

    def test_a_fine_wheel_goes_one_size_for_a_notch(self, many: House) -> None:
        grid = many.window.grid
        grid.set_tile_size(0)
        for _ in range(8):
            wheel(grid.viewport(), 1 / 8, CTRL)
        assert grid.tile_size == 1


class TestScreenReader:
    def test_every_tile_tells_alternative_text_then_caption_and_credit(self, house: House) -> None:
        interface = QAccessible.queryAccessibleInterface(house.window.grid)
        assert interface.role() is QAccessible.Role.List
        assert interface.text(QAccessible.Text.Name) == "Photographs"
        assert interface.childCount() == 14
        for row, photo in enumerate(house.browser.ids):
            record = house.library.photos[photo]
            tile = interface.child(row)
            assert tile.text(QAccessible.Text.Name) == record.alt_text
            description = tile.text(QAccessible.Text.Description)
            assert record.caption
            assert record.credit_line
            assert record.caption in description
            assert record.credit_line in description
            assert "llustration" in description

    def test_tiles_are_where_they_are_seen(self, house: House) -> None:
        interface = QAccessible.queryAccessibleInterface(house.window.grid)
        tile = interface.child(1)
        seen = rect_of(house.window.grid, 1)
        assert tile.rect().size() == seen.size()

    def test_a_photograph_without_an_alternative_text_has_its_headline(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        house = open_house(sources=(str(write_manifest([{"id": "bare"}])),))
        tile = QAccessible.queryAccessibleInterface(house.window.grid).child(0)
        assert tile.text(QAccessible.Text.Name) == "Headline of bare"
        assert "No credit" in tile.text(QAccessible.Text.Description)


class TestStaying:
    """What is looked at stays in sight, where the current photograph is elsewhere."""

    @pytest.fixture
    def looked_at(self, many: House) -> House:
        many.window.grid.set_tile_size(0)
        press(Key.Key_Home)
        many.window.grid.set_tile_size(2)
        many.window.grid.verticalScrollBar().setValue(900)
        assert "p0" not in many.window.grid.photos_in_sight()
        return many

    @pytest.mark.parametrize("sizes", [(3, 4), (1, 0), (4, 0, 2)])
    def test_in_all_sizes_of_tiles(self, looked_at: House, sizes: tuple[int, ...]) -> None:
        grid = looked_at.window.grid
        first = grid.photos_in_sight()[grid.columns()]
        for size in sizes:
            grid.set_tile_size(size)
            assert first in grid.photos_in_sight()

    def test_there_and_back(self, looked_at: House, wait: Wait) -> None:
        grid = looked_at.window.grid
        wait(looked_at.window.is_settled)
        before = grid.verticalScrollBar().value()
        for tiles in (3, 4, 3, 2, 1, 2):
            grid.set_tile_size(tiles)
        assert grid.verticalScrollBar().value() == before
        size = looked_at.window.size()
        for less in (*range(0, 400, 40), *range(400, -1, -40)):
            looked_at.window.resize(size.width() - less, size.height())
        assert grid.verticalScrollBar().value() == before

    def test_who_scrolls_meanwhile_goes_on_from_there(self, looked_at: House) -> None:
        grid = looked_at.window.grid
        grid.set_tile_size(3)
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().value() - 500)
        first = grid.photos_in_sight()[grid.columns()]
        grid.set_tile_size(2)
        assert first in grid.photos_in_sight()


def test_what_is_in_sight_is_decoded_and_what_is_far_is_not(many: House, wait: Wait) -> None:
    wait(many.window.is_settled)
    assert many.pictures.any("p0") is not None
    assert many.pictures.any("p39") is None


def test_two_places_of_one_photograph_never_become_one(many: House) -> None:
    """Qt lets go of both with one of them, and crashes at the end over the other."""
    model, browser = many.window.grid.model(), many.browser
    one, two, *others = browser.ids
    browser.ids = (one, two, one, *others)
    browser.changed.emit()
    places = [QPersistentModelIndex(model.index(row, 0)) for row in (0, 2)]
    browser.ids = (two, one, *others)
    browser.changed.emit()
    assert [place.row() for place in places if place.isValid()] == [1]
