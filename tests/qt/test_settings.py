"""What is remembered between two runs, and what a spoilt memory does: nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint
from PySide6.QtWidgets import QApplication, QSplitterHandle

from gallery.qt.layout import USUAL_SIZE
from gallery.qt.settings import Settings
from gallery.qt.theme import LIGHT, Scheme
from tests.qt.conftest import OpenHouse
from tests.qt.house import House, Key, drag, press


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "gallery.ini"


def again(open_house: OpenHouse, path: Path, **wishes: object) -> House:
    """Open a window as the next run of the program would."""
    return open_house(settings=path, scheme=None, size=None, **wishes)


class TestRemembering:
    def test_the_size_of_the_window(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        first.window.resize(733, 511)
        first.window.close()
        second = again(open_house, path)
        assert (second.window.width(), second.window.height()) == (733, 511)

    def test_the_place_of_the_window(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        first.window.setGeometry(40, 60, 700, 500)
        first.window.close()
        assert again(open_house, path).window.geometry() == first.window.geometry()

    def test_that_it_was_maximized(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        first.window.showMaximized()
        first.window.close()
        assert again(open_house, path).window.isMaximized()

    def test_panes_that_were_hidden(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        press("i")
        press(Key.Key_F9)
        first.window.close()
        second = again(open_house, path).window
        assert not second.details.isVisible()
        assert not second.sidebar.isVisible()
        assert not second.actions_by_name["show_details"].isChecked()
        assert not second.actions_by_name["show_sidebar"].isChecked()

    def test_panes_that_were_moved(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        first.window.resize(1200, 700)
        QApplication.processEvents()
        before = first.window.sidebar.width()
        handle = next(one for one in first.window.findChildren(QSplitterHandle) if one.isVisible())
        drag(handle, QPoint(70, 0))
        QApplication.processEvents()
        moved = first.window.sidebar.width()
        assert moved > before + 30
        first.window.close()
        second = again(open_house, path).window
        second.resize(1200, 700)
        QApplication.processEvents()
        assert abs(second.sidebar.width() - moved) <= 2

    def test_the_collection(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        first.browser.choose_collection("space-selfies")
        first.window.close()
        second = again(open_house, path)
        assert second.browser.query.collection == "space-selfies"
        assert second.window.grid.current_photo() == "aldrin-gemini12-1966"
        assert second.window.grid.hasFocus()

    def test_the_size_of_the_tiles(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        press("+")
        first.window.close()
        assert again(open_house, path).window.grid.tile_size == USUAL_SIZE + 1

    def test_the_scheme(self, open_house: OpenHouse, path: Path) -> None:
        first = again(open_house, path)
        first.window.actions_by_name["scheme_light"].trigger()
        first.window.close()
        second = again(open_house, path)
        assert second.theme.scheme is Scheme.LIGHT
        assert second.window.actions_by_name["scheme_light"].isChecked()
        assert second.theme.colors is LIGHT

    def test_a_window_that_was_closed_in_full_screen_can_be_brought_out_of_it(
        self, open_house: OpenHouse, path: Path
    ) -> None:
        first = again(open_house, path)
        press("f")
        assert first.window.isFullScreen()
        first.window.close()
        second = again(open_house, path)
        action = second.window.actions_by_name["full_screen"]
        assert action.isChecked() == second.window.isFullScreen()
        if second.window.isFullScreen():
            press("f")
            assert not second.window.isFullScreen()

    def test_closing_in_the_photo_view_keeps_the_panes(
        self, open_house: OpenHouse, path: Path
    ) -> None:
        first = again(open_house, path)
        first.window.show_photo("leonov-1960s")
        first.window.close()
        second = again(open_house, path).window
        assert second.details.isVisible()
        assert second.sidebar.isVisible()
        assert second.grid.isVisible()

    def test_without_a_path_nothing_is_written(self, open_house: OpenHouse, tmp_path: Path) -> None:
        house = open_house(settings=None)
        before = sorted(tmp_path.rglob("*"))
        house.window.close()
        assert sorted(tmp_path.rglob("*")) == before


GARBAGE = [
    "look/scheme=purple",
    "look/scheme=@Variant(\\0\\0\\0\\x7f)",
    "look/scheme=dark, light",
    "look/tileSize=-4",
    "look/tileSize=5",
    "look/tileSize=99999999999999999999999",
    "look/tileSize=1.5",
    "look/tileSize=@Invalid()",
    "place/collection=nowhere",
    "place/collection=@Variant(\\0\\0\\0\\b)",
    "panes/sidebar=17",
    "window/geometry=hello",
    "window/geometry=@ByteArray(hello)",
    "window/geometry=@Variant(\\x7f\\xff\\xff\\xff)",
    "window/panes=@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\x1)",
    "window/panes=@Rect(1 2 3 4)",
]


def is_as_usual(house: House) -> None:
    window = house.window
    assert house.browser.query.collection is None
    assert window.grid.tile_size == USUAL_SIZE
    assert window.sidebar.isVisible()
    assert window.details.isVisible()
    assert window.grid.isVisible()
    assert house.theme.scheme is Scheme.SYSTEM
    assert window.width() >= 640
    assert window.height() >= 420
    assert window.notice.text() == ""


class TestSpoilt:
    # What Qt itself says of bytes that are no value of any type; the window says nothing.
    @pytest.mark.qt_log_ignore(
        r"QVariant::load: unknown user type", r"instance of an invalid type, type id"
    )
    @pytest.mark.parametrize("line", GARBAGE)
    def test_a_value_that_makes_no_sense_is_the_usual_one(
        self, open_house: OpenHouse, path: Path, line: str
    ) -> None:
        key, _, value = line.partition("=")
        group, _, name = key.partition("/")
        path.parent.mkdir()
        path.write_text(f"[{group}]\n{name}={value}\n", encoding="latin-1")
        house = again(open_house, path)
        is_as_usual(house)
        house.window.close()

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\0" * 5_000,
            b"\xff\xfe\x00garbage" * 100,
            b"no settings at all\n" * 50,
            b"[unclosed\nlook/scheme",
            bytes(range(256)) * 40,
        ],
    )
    def test_a_file_that_is_none_is_as_good_as_missing(
        self, open_house: OpenHouse, path: Path, data: bytes
    ) -> None:
        path.parent.mkdir()
        path.write_bytes(data)
        house = again(open_house, path)
        is_as_usual(house)
        # And the run after remembers again.
        house.window.actions_by_name["scheme_light"].trigger()
        house.window.close()
        assert again(open_house, path).theme.scheme is Scheme.LIGHT

    def test_a_folder_in_its_place(self, open_house: OpenHouse, path: Path) -> None:
        path.mkdir(parents=True)
        (path / "something of the person's").write_text("keep")
        house = again(open_house, path)
        is_as_usual(house)
        house.window.close()
        assert [one.read_text() for one in path.parent.rglob("something*")] == ["keep"]

    def test_a_place_that_cannot_be_written_to(self, open_house: OpenHouse) -> None:
        house = again(open_house, Path("/proc/no/such/place.ini"))
        is_as_usual(house)
        house.window.close()

    def test_a_window_larger_than_the_screen_still_has_its_edges_on_it(
        self, open_house: OpenHouse, path: Path
    ) -> None:
        first = again(open_house, path)
        first.window.setGeometry(-9_000, -9_000, 5_000, 5_000)
        first.window.close()
        second = again(open_house, path).window
        screen = second.screen().geometry()
        assert screen.intersects(second.geometry())


class TestTyped:
    def test_states_of_widgets_come_back_as_bytes(self, path: Path) -> None:
        settings = Settings(path)
        settings.set_state("geometry", QByteArray(b"\x00\xff bytes"))
        settings.save()
        assert Settings(path).state("geometry") == QByteArray(b"\x00\xff bytes")
        assert Settings(path).state("nothing").isEmpty()

    def test_the_usual_place_is_under_the_configuration_folder(self) -> None:
        usual = Settings.usual_path()
        assert usual.is_absolute()
        assert "giant-leap" in usual.parts
