"""Choosing in the grid: with a band, by typing, by the million; and keeping what is chosen."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery.manifest import Manifest
from gallery.qt import typeahead
from gallery.qt.models import PhotoModel
from gallery.qt.typeahead import begins
from gallery.records import Photo
from gallery.sources.flow import Opened
from tests.qt.conftest import OpenHouse, Wait, WriteManifest
from tests.qt.house import (
    CTRL,
    LEFT_BUTTON,
    NO_MODIFIER,
    SHIFT,
    House,
    Key,
    click,
    picture_of,
    press,
    texts_in,
)
from tests.qt.test_grid import names, point_on, rect_of

MILLION = 1_000_000


def draw_band(
    house: House,
    begin: QPoint,
    end: QPoint,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    *,
    let_go: bool = True,
) -> None:
    """Draw a band over the grid."""
    view = house.window.grid.viewport()
    QTest.mousePress(view, LEFT_BUTTON, modifiers, begin)
    QTest.mouseMove(view, (begin + end) / 2)
    QTest.mouseMove(view, end)
    if let_go:
        QTest.mouseRelease(view, LEFT_BUTTON, modifiers, end)


def left_of(house: House, row: int) -> QPoint:
    """Return a point on empty ground, at the left of a tile's middle."""
    place = rect_of(house.window.grid, row)
    return QPoint(place.left() - 9, place.center().y())


class TestBand:
    def test_it_chooses_what_it_touches(self, many: House) -> None:
        grid = many.window.grid
        assert grid.columns() == 3
        draw_band(many, left_of(many, 0), point_on(grid, 4))
        assert grid.selected_photos() == names(0, 1, 3, 4)
        assert grid.current_photo() == "p0"

    def test_backwards_too(self, many: House) -> None:
        grid = many.window.grid
        draw_band(many, left_of(many, 5), point_on(grid, 1))
        assert grid.selected_photos() == names(1, 4)
        assert grid.current_photo() == "p1"

    def test_it_follows_the_pointer_back(self, many: House) -> None:
        grid = many.window.grid
        draw_band(many, left_of(many, 0), point_on(grid, 5), let_go=False)
        assert grid.selected_count() == 6
        QTest.mouseMove(grid.viewport(), point_on(grid, 0))
        assert grid.selected_photos() == names(0)

    def test_with_ctrl_it_adds(self, many: House) -> None:
        grid = many.window.grid
        grid.choose("p2")
        draw_band(many, left_of(many, 3), point_on(grid, 3), CTRL)
        assert grid.selected_photos() == names(2, 3)

    def test_with_shift_it_takes_all_from_the_current_photograph_on(self, many: House) -> None:
        grid = many.window.grid
        grid.choose("p1")
        draw_band(many, left_of(many, 5), point_on(grid, 5), SHIFT)
        assert grid.selected_photos() == names(1, 2, 3, 4, 5)

    def test_it_is_seen_while_it_is_drawn(self, many: House, wait: Wait) -> None:
        grid = many.window.grid
        wait(many.window.is_settled)
        gap = left_of(many, 1)
        before = QColor(picture_of(grid.viewport()).pixel(gap))
        draw_band(many, left_of(many, 0), point_on(grid, 4), let_go=False)
        during = QColor(picture_of(grid.viewport()).pixel(gap))
        QTest.mouseRelease(grid.viewport(), LEFT_BUTTON, NO_MODIFIER, point_on(grid, 4))
        assert during != before
        assert QColor(picture_of(grid.viewport()).pixel(gap)) == before

    def test_escape_puts_back_what_was_chosen(self, many: House) -> None:
        grid = many.window.grid
        grid.choose("p2")
        draw_band(many, left_of(many, 3), point_on(grid, 3), CTRL, let_go=False)
        press(Key.Key_Escape)
        assert grid.selected_photos() == names(2)
        QTest.mouseMove(grid.viewport(), point_on(grid, 5))
        assert grid.selected_photos() == names(2)

    def test_the_page_scrolls_while_it_is_held_beyond_the_edge(
        self, many: House, qtbot: QtBot
    ) -> None:
        grid = many.window.grid
        below = QPoint(point_on(grid, 1).x(), grid.viewport().height() + 300)
        draw_band(many, left_of(many, 0), below, let_go=False)
        bar = grid.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.value() == bar.maximum(), timeout=10_000)
        assert grid.selected_photos() == [f"p{row}" for row in range(40) if row % 3 < 2]
        QTest.mouseRelease(grid.viewport(), LEFT_BUTTON, NO_MODIFIER, below)
        assert grid.selected_count() == 27

    def test_a_click_beside_the_tiles_chooses_nothing(self, many: House) -> None:
        grid = many.window.grid
        press(Key.Key_A, CTRL)
        click(grid.viewport(), left_of(many, 1))
        assert grid.selected_count() == 0
        assert grid.current_photo() == "p0"


@pytest.fixture
def headlines(open_house: OpenHouse, write_manifest: WriteManifest) -> House:
    texts = ["Aldrin", "Леонов in orbit", "Leonov at home", "Lévesque", "1966", "Le Mans", "A last"]
    photos = [
        {"id": f"p{row}", "file": "one.png", "headline": text} for row, text in enumerate(texts)
    ]
    return open_house(sources=(str(write_manifest(photos)),), size=(1440, 800))


def type_letters(house: House, letters: str) -> None:
    """Type letters of any script, which QTest cannot."""
    for letter in letters:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, NO_MODIFIER, letter)
            QApplication.sendEvent(house.window.grid, event)


class TestTyping:
    @pytest.mark.parametrize(
        ("typed", "goes_to"),
        [
            ("l", "p1"),
            ("leo", "p1"),
            ("Лео", "p1"),
            ("LEONOV A", "p2"),
            ("lev", "p3"),
            ("Lé", "p1"),
            ("le m", "p5"),
            ("1", "p4"),
            ("ll", "p2"),
            ("a", "p6"),
            ("al", "p0"),
        ],
    )
    def test_letters_go_to_the_headline_they_begin(
        self, headlines: House, typed: str, goes_to: str, wait: Wait
    ) -> None:
        type_letters(headlines, typed)
        wait(lambda: headlines.window.grid.current_photo() == goes_to)
        assert headlines.window.grid.selected_photos() == [goes_to]

    def test_letters_of_the_window_belong_to_what_is_being_typed(self, headlines: House) -> None:
        details = headlines.window.details
        press("levi")
        assert details.isVisible()
        press(Key.Key_Escape)
        press("i")
        assert not details.isVisible()

    def test_escape_and_a_pause_begin_anew(self, headlines: House, qtbot: QtBot) -> None:
        grid = headlines.window.grid
        press("le")
        assert grid.current_photo() == "p1"
        press(Key.Key_Escape)
        # The message that says what is typed is taken away.
        with qtbot.waitSignal(grid.said, check_params_cb=lambda said: not said):
            press("a")
            assert grid.current_photo() == "p6"
        press("l")
        assert grid.current_photo() == "p1"

    def test_backspace_takes_a_letter_back(self, headlines: House) -> None:
        press("lex")
        press(Key.Key_Backspace)
        press("v")
        assert headlines.window.grid.current_photo() == "p3"

    def test_space_opens_only_while_nothing_is_typed(self, headlines: House) -> None:
        press("le")
        press(" ")
        assert headlines.window.grid.isVisible()
        press(Key.Key_Escape)
        press(" ")
        assert headlines.window.view.isVisible()

    def test_what_is_typed_is_said_and_so_is_that_nothing_begins_so(self, headlines: House) -> None:
        grid = headlines.window.grid
        press("le")
        assert any("le" in text.split() for text in texts_in(headlines.window.status))
        press("q")
        assert any("“leq”" in text for text in texts_in(headlines.window.status))
        assert grid.current_photo() == "p1"

    @pytest.mark.parametrize(
        ("headline", "sought", "so"),
        [
            ("“Leonov”", "leo", True),
            ("Terëshkova", "teresh", True),
            ("星出", "xing", True),
            ("On Leonov", "leo", False),
            ("", "a", False),
        ],
    )
    def test_a_beginning(self, headline: str, sought: str, so: bool) -> None:
        assert begins(headline, sought) is so


def test_the_choice_goes_on_from_the_photograph_gone_to(headlines: House, wait: Wait) -> None:
    grid = headlines.window.grid
    click(grid.viewport(), point_on(grid, 0))
    press("lev")
    wait(lambda: grid.current_photo() == "p3")
    press(Key.Key_Right, SHIFT)
    assert grid.selected_photos() == names(3, 4)


class TestTheSameQuestion:
    """A folder that is still being listed: the page stands still."""

    def show(self, house: House, rows: list[int]) -> None:
        house.browser.ids = tuple(names(*rows))
        house.browser.changed.emit()

    def test_photographs_that_come_behind_change_nothing(self, many: House) -> None:
        grid = many.window.grid
        self.show(many, list(range(30)))
        grid.choose("p14")
        press(Key.Key_Right, SHIFT)
        grid.verticalScrollBar().setValue(417)
        self.show(many, list(range(40)))
        assert grid.verticalScrollBar().value() == 417
        assert grid.current_photo() == "p15"
        assert grid.selected_photos() == names(14, 15)
        press(Key.Key_End)
        assert grid.current_photo() == "p39"

    def test_photographs_that_come_before_leave_the_page_where_it_is(self, many: House) -> None:
        grid = many.window.grid
        self.show(many, list(range(10, 40)))
        grid.choose("p22")
        press(Key.Key_Right, SHIFT)
        grid.verticalScrollBar().setValue(500)
        top = grid.photos_in_sight()[0]
        place = rect_of(grid, many.browser.ids.index(top)).top()
        self.show(many, list(range(40)))
        assert rect_of(grid, many.browser.ids.index(top)).top() == place
        assert grid.current_photo() == "p23"
        assert grid.selected_photos() == names(22, 23)

    def test_a_photograph_that_goes_leaves_the_keyboard_to_its_neighbour(
        self, many: House, qtbot: QtBot
    ) -> None:
        grid = many.window.grid
        grid.choose("p20")
        with qtbot.waitSignal(grid.current_changed) as told:
            self.show(many, [row for row in range(40) if row != 20])
        assert told.args == ["p21"]
        assert grid.current_photo() == "p21"

    def test_everything_chosen_stays_chosen(self, many: House) -> None:
        grid = many.window.grid
        press(Key.Key_A, CTRL)
        self.show(many, [row for row in range(40) if row not in (3, 17)])
        assert grid.selected_count() == 38

    def test_another_question_begins_at_the_top(self, many: House) -> None:
        grid = many.window.grid
        grid.verticalScrollBar().setValue(600)
        many.browser.type_words("headline of p1")
        assert grid.verticalScrollBar().value() == 0


@pytest.fixture(scope="module")
def photos() -> tuple[Photo, ...]:
    return tuple(
        Photo(id=f"p{row}", file="none.png", headline=f"Number {row}") for row in range(MILLION)
    )


class TestAMillion:
    def test_choosing_asks_for_no_row_by_itself(
        self,
        open_house: OpenHouse,
        photos: tuple[Photo, ...],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        house = open_house(sources=(), size=(1440, 800))
        manifest = Manifest(version=1, title="Many", photos=photos)
        house.window.opening.add(Opened(folder=tmp_path, manifest=manifest), show=True)
        grid = house.window.grid
        grid.setFocus()
        asked: list[int] = []
        flags = PhotoModel.flags

        def counted(model: PhotoModel, index: QModelIndex) -> Qt.ItemFlag:
            asked.append(index.row())
            return flags(model, index)

        monkeypatch.setattr(PhotoModel, "flags", counted)
        QAccessible.setActive(True)
        try:
            press(Key.Key_A, CTRL)
            assert grid.selected_count() == MILLION
            press(Key.Key_Home)
            press(Key.Key_End, SHIFT)
            assert grid.selected_count() == MILLION
            assert grid.current_photo() == f"p{MILLION - 1}"
            grid.grab()
        finally:
            QAccessible.setActive(False)
        assert len(asked) < 1_000

    def test_typing_leaves_the_window_answering(
        self,
        open_house: OpenHouse,
        photos: tuple[Photo, ...],
        tmp_path: Path,
        wait: Wait,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(typeahead, "SLICE_SECONDS", 0.0)
        house = open_house(sources=(), size=(1440, 800))
        manifest = Manifest(version=1, title="Many", photos=photos[:5_000])
        house.window.opening.add(Opened(folder=tmp_path, manifest=manifest), show=True)
        grid = house.window.grid
        grid.setFocus()
        press("number 4999")
        assert grid.current_photo() != "p4999"
        wait(lambda: grid.current_photo() == "p4999")
