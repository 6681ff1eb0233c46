"""Listening to what the system tells of files and folders."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gallery.qt import system_watch
from gallery.qt.system_watch import SystemWatch
from tests.qt.conftest import Wait


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch, qapp: object) -> Iterator[SystemWatch]:
    monkeypatch.setattr(system_watch, "RECENT_SECONDS", 0.0)
    made = SystemWatch()
    yield made
    made.close()


def test_a_file_that_is_overwritten_is_heard_of(
    listener: SystemWatch, tmp_path: Path, wait: Wait, qtbot: QtBot
) -> None:
    path = tmp_path / "a"
    path.write_text("one")
    listener.listen([], [str(path)])
    wait(lambda: listener.watched == {str(path)})
    with qtbot.waitSignal(listener.heard):
        path.write_text("two")


def test_only_what_is_wanted_now_is_listened_to(
    listener: SystemWatch, tmp_path: Path, wait: Wait
) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    for path in paths:
        Path(path).touch()
    listener.listen([str(tmp_path)], paths)
    wait(lambda: listener.watched == {*paths, str(tmp_path)})
    listener.listen([], paths[:1])
    wait(lambda: listener.watched == {paths[0]})


def test_what_changed_before_it_was_listened_to_is_told(
    listener: SystemWatch, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_watch, "RECENT_SECONDS", 60.0)
    with qtbot.waitSignal(listener.heard):
        listener.listen([str(tmp_path)])


def test_a_file_that_is_not_there_is_never_told_of(
    listener: SystemWatch,
    tmp_path: Path,
    wait: Wait,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(system_watch, "RECENT_SECONDS", 60.0)
    (tmp_path / "there").touch()
    with qtbot.waitSignal(listener.heard):
        listener.listen([], [str(tmp_path / "there"), str(tmp_path / "gone")])
    with qtbot.assertNotEmitted(listener.heard, wait=50):
        listener.listen([], [str(tmp_path / name) for name in ("there", "gone", "also")])
    assert listener.watched == {str(tmp_path / "there")}


def test_a_folder_that_went_before_it_was_listened_to_is_told_of_once(
    listener: SystemWatch, tmp_path: Path, qtbot: QtBot
) -> None:
    gone, there = str(tmp_path / "gone"), str(tmp_path)
    with qtbot.waitSignal(listener.heard):
        listener.listen([there, gone])
    with qtbot.assertNotEmitted(listener.heard, wait=50):
        listener.listen([there, gone], [str(tmp_path / "file")])


@pytest.mark.skipif(sys.platform != "linux", reason="on Linux Qt says so on standard error")
def test_a_link_to_itself_is_listened_to_without_a_word(
    listener: SystemWatch, tmp_path: Path, wait: Wait, capfd: pytest.CaptureFixture[str]
) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    listener.listen([str(tmp_path)], [str(loop)])
    wait(lambda: listener.watched == {str(tmp_path)})
    assert capfd.readouterr().err == ""


def test_closed_it_leaves_no_thread_and_hears_nothing(tmp_path: Path, wait: Wait) -> None:
    made = SystemWatch()
    made.listen([str(tmp_path)])
    wait(lambda: made.watched)
    thread = made._thread
    made.close()
    assert thread is not None
    assert not thread.is_alive()
    never = SystemWatch()
    never.close()
    never.listen([str(tmp_path)])
    assert never._thread is None
