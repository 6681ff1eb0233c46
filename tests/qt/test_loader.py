"""Opening sources behind the window, and what a person is told of it."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gallery.later import Later
from gallery.library.remembered import Remembered
from gallery.qt.dialogs import ProblemsDialog
from gallery.qt.loader import Loader
from gallery.sources import blocking
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, draw
from tests.qt.house import House, Key, button, click, drag_in, drop, press, texts_in


class Gate:
    """Holds a source back until it is let through: a slow disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
        self.path = path
        os.mkfifo(path)
        opening = blocking.sources_of

        def slowly(*addresses: Any, **more: Any) -> object:
            path.read_bytes()
            return opening(*addresses, **more)

        monkeypatch.setattr(blocking, "sources_of", slowly)

    def let_through(self) -> None:
        self.path.write_bytes(b"go")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, house: House) -> Gate:
    return Gate(monkeypatch, tmp_path / "gate")


def waiting(house: House) -> bool:
    return any("Opening" in text for text in texts_in(house.window.status))


class TestOpening:
    def test_a_manifest_is_added_and_shown(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest([{"id": "a"}, {"id": "b"}], title="Two more")
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source))
        assert house.browser.ids == ("a", "b")
        assert house.browser.title() == "Two more"
        assert house.window.grid.current_photo() == "a"
        assert len(house.library.photos) == 16
        assert house.window.notice.text() == ""
        titles = [
            house.window.sidebar.model().index(row, 0).data()
            for row in range(house.window.sidebar.model().rowCount())
        ]
        assert "Two more" in titles

    def test_its_photographs_are_found_at_once(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        house.browser.type_words("leonov")
        source = write_manifest([{"id": "a", "headline": "A zeppelin"}])
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source / "manifest.json"))
        house.browser.choose_collection(None)
        house.browser.type_words("zepp")
        assert house.browser.ids == ("a",)

    def test_the_same_source_twice_is_no_fault(
        self, house: House, builtin: Path, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(builtin))
        assert len(house.library.photos) == 28
        assert house.library.count("alexei-leonov") == 6

    def test_while_it_waits_it_says_so_and_the_window_goes_on(
        self, house: House, gate: Gate, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        source = write_manifest([{"id": "a"}])
        house.loader.open(str(source))
        assert waiting(house)
        assert button(house.window.status, "Cancel").isVisible()
        press(Key.Key_Right)
        assert house.window.grid.current_photo() == house.browser.ids[1]
        gate.let_through()
        wait(lambda: house.browser.ids == ("a",))
        assert not waiting(house)

    def test_an_empty_page_says_what_is_being_opened(
        self, house: House, gate: Gate, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        nothing = house.window.nothing
        for collection in list(house.library.collections):
            house.window.opening.close(collection)
        assert "There are no photographs here" in texts_in(nothing)
        house.window.opening.open(str(write_manifest([{"id": "a"}])))
        assert any(one.startswith("Opening ") for one in texts_in(nothing))
        assert "There are no photographs here" not in texts_in(nothing)
        with qtbot.waitSignal(house.loader.opened):
            gate.let_through()
        assert not nothing.isVisible()

    def test_cancelled_it_is_dropped(
        self, house: House, gate: Gate, write_manifest: WriteManifest
    ) -> None:
        source = write_manifest([{"id": "a"}])
        house.loader.open(str(source))
        click(button(house.window.status, "Cancel"))
        assert not waiting(house)
        assert not house.loader.is_waiting()
        gate.let_through()
        house.loader.close()
        QApplication.processEvents()
        assert "a" not in house.library.photos
        assert len(house.browser.ids) == 14

    def test_opened_while_a_photograph_is_looked_at_the_view_stays(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        house.window.show_photo("leonov-1960s")
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(write_manifest([{"id": "a"}])))
        press(Key.Key_Right)
        press(Key.Key_Left)
        assert house.window.view.isVisible()
        assert house.window.view.photo == "leonov-1960s"
        press(Key.Key_Escape)
        assert house.window.grid.isVisible()
        assert house.window.grid.current_photo()

    def test_a_source_with_several_collections(
        self, open_house: OpenHouse, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        house = open_house(sources=())
        source = write_manifest(
            [{"id": "a"}, {"id": "b"}],
            collections=[
                {"id": "one", "title": "One", "photos": ["b"]},
                {"id": "two", "title": "Two", "photos": ["a"]},
            ],
        )
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source))
        assert set(house.browser.ids) == {"a", "b"}

    def test_files_can_be_dropped(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest([{"id": "a"}])
        urls = [QUrl.fromLocalFile(str(source / "manifest.json"))]
        assert drag_in(house.window, urls)
        with qtbot.waitSignal(house.loader.opened):
            drop(house.window, urls)
        assert house.browser.ids == ("a",)

    def test_addresses_of_the_web_are_not_taken_for_files(self, house: House) -> None:
        assert not drag_in(house.window, [QUrl("https://example.org/manifest.json")])


class TestProblems:
    def test_one_is_told_in_the_bar(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest([{"id": "a"}, {"id": "b"}])
        (source / "b.png").unlink()
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source))
        assert "photo “b”: its picture “b.png” is missing" in house.window.notice.text()
        assert house.browser.ids == ("a", "b")
        assert house.window.notice.isVisible()
        click(button(house.window.notice, "Close this notice"))
        assert not house.window.notice.isVisible()

    def test_several_have_a_list(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest(
            [
                {"id": "good"},
                {"id": "bad", "date_created": "yesterday"},
                {"id": "worse", "persons_shown": ["nobody"]},
                {"id": "good"},
            ],
            title="Half good",
        )
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source))
        assert house.browser.ids == ("good",)
        assert house.window.notice.text() == "There are 3 problems in “Half good”."
        listed: list[str] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, ProblemsDialog)
            text = dialog.findChild(QPlainTextEdit)
            assert isinstance(text, QPlainTextEdit)
            assert text.isReadOnly()
            listed.extend(text.toPlainText().splitlines())
            dialog.reject()

        QTimer.singleShot(0, look)
        click(button(house.window.notice, "Show them"))
        assert len(listed) == 3
        assert any(line.startswith("$.photos[1].date_created:") for line in listed)
        assert any("there is no name “nobody”" in line for line in listed)
        assert any("$.photos[3].id" in line for line in listed)

    def test_they_are_gone_from_the_bar_when_something_good_is_opened(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        with qtbot.waitSignal(house.loader.failed):
            house.loader.open("/no/such/manifest.json")
        assert house.window.notice.isVisible()
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(write_manifest([{"id": "a"}])))
        assert not house.window.notice.isVisible()

    def test_markup_in_a_title_is_shown_as_written(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest([{"id": "a"}, {"id": "a"}], title="<h1>Huge</h1>")
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source))
        assert any("<h1>Huge</h1>" in text for text in texts_in(house.window.notice))


class TestBadSources:
    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("missing.json", None, "no such file"),
            ("nonsense.json", b"nonsense", "cannot be opened as a manifest"),
            ("empty.json", b"", "cannot be opened as a manifest"),
            ("list.json", b"[1, 2]", "cannot be opened as a manifest"),
            ("cut.json", b'{"version": 1, "ti', "cannot be opened as a manifest"),
            ("bytes.json", b"\xff\xfe\x00", "cannot be opened as a manifest"),
            ("deep.json", b"[" * 100_000, "cannot be opened as a manifest"),
            ("future.json", b'{"version": 9, "title": "x", "photos": []}', "version 9"),
        ],
    )
    def test_each_gives_one_sentence(
        self,
        house: House,
        tmp_path: Path,
        qtbot: QtBot,
        name: str,
        data: bytes | None,
        said: str,
    ) -> None:
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with qtbot.waitSignal(house.loader.failed) as failed:
            house.loader.open(str(path))
        (sentence,) = failed.args
        assert said in sentence
        assert str(path) in sentence
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert house.window.notice.text() == sentence
        assert not waiting(house)
        assert len(house.browser.ids) == 14

    @pytest.mark.parametrize(
        "address",
        ["~nobody-of-that-name/x.json", "a\0b", "x" * 5_000, "/dev/zero", "/proc/self/mem"],
    )
    def test_so_do_names_that_no_file_can_have(
        self, house: House, qtbot: QtBot, address: str
    ) -> None:
        with qtbot.waitSignal(house.loader.failed) as failed:
            house.loader.open(address)
        assert str(failed.args[0]).endswith(".")
        assert not house.loader.is_waiting()

    def test_markup_in_a_name_is_shown_as_written(self, house: House, qtbot: QtBot) -> None:
        with qtbot.waitSignal(house.loader.failed):
            house.loader.open("/nowhere/<b>x</b>.json")
        assert any("<b>x</b>" in text for text in texts_in(house.window.notice))

    def test_the_window_of_a_bad_source_shows_that_it_is_empty(
        self, open_house: OpenHouse, qtbot: QtBot
    ) -> None:
        house = open_house(sources=())
        with qtbot.waitSignal(house.loader.failed):
            house.loader.open("/no/such/manifest.json")
        assert house.window.notice.isVisible()
        assert house.window.nothing.isVisible()

    def test_a_picture_outside_the_folder_is_not_read(
        self, house: House, write_manifest: WriteManifest, qtbot: QtBot, tmp_path: Path
    ) -> None:
        """A link beside the manifest must not lead the viewer to a person's other files."""
        secret = tmp_path / "secret.png"
        draw(secret)
        source = write_manifest([{"id": "a"}, {"id": "linked"}], pictures=False)
        draw(source / "a.png")
        (source / "linked.png").symlink_to(secret)
        with qtbot.waitSignal(house.loader.opened):
            house.loader.open(str(source))
        assert "linked" in house.window.notice.text()
        house.window.show_photo("linked")
        qtbot.waitUntil(
            lambda: (
                house.pictures.fault("linked") is not None
                or house.pictures.any("linked") is not None
            )
        )
        assert house.pictures.any("linked") is None


def test_the_file_dialog_can_be_left(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    house.window.actions_by_name["open_folder"].trigger()
    house.window.actions_by_name["open_files"].trigger()
    assert not house.loader.is_waiting()


@pytest.mark.usefixtures("qapp")
def test_the_memory_is_never_made_on_the_windows_thread(tmp_path: Path, wait: Wait) -> None:
    made_on = []

    def make() -> Remembered:
        made_on.append(threading.current_thread())
        return Remembered(None)

    loader = Loader(Later(make))
    failed: list[str] = []
    loader.failed.connect(failed.append)
    loader.open(str(tmp_path / "gone"))
    wait(lambda: failed)
    assert made_on == []
    (tmp_path / "a.jpg").touch()
    loader.open(str(tmp_path))
    wait(lambda: not loader.is_waiting())
    assert len(made_on) == 1
    assert threading.main_thread() not in made_on
    loader.close()
