"""What a launch has done when the window is painted for the first time, and what it has left."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The window is built and shown as the command line does it; then a key is pressed at once, before
# anything has been painted, and the paint is waited for.
PROGRAM = """
import sys
import PySide6.QtWidgets

# What PySide6 brings by itself depends on Python: from 3.14 on it has dataclasses come with it.
bare = set(sys.modules)
from gallery import app
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from gallery.qt import browser

# On a slow machine the search would be prepared before the window is there.
browser.AHEAD_MS = 600_000
program = app.Program(app.Options())

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and not self.painted:
            self.painted = True
            self.modules = sorted(sys.modules.keys() - bare)
            QTimer.singleShot(0, tell)
        return False

def tell():
    print("CURRENT", program.window.grid.current_photo() == program.window.browser.ids[1])
    print("MODULES", *watch.modules)
    program.application.quit()

watch = Watch()
watch.painted = False
program.window.grid.viewport().installEventFilter(watch)
QTimer.singleShot(0, lambda: QTest.keyClick(program.window.grid, Qt.Key.Key_Right))
program.run()
program.close()
"""

# For these a launch has no time: they come with what is wanted later, or on other threads.
LATE = {
    "PIL", "PySide6.QtNetwork", "PySide6.QtSvg", "anyascii", "calendar", "dataclasses", "exiv2",
    "gallery.answers", "gallery.check", "gallery.clerk", "gallery.library.people",
    "gallery.library.remembered", "gallery.qt.canvas", "gallery.qt.dialogs", "gallery.qt.file_view",
    "gallery.qt.offers", "gallery.qt.overlays", "gallery.qt.photo", "hashlib",
    "importlib.resources", "json", "rapidfuzz", "regex", "shibokensupport.signature.loader",
    "sqlite3", "ssl", "subprocess",
}  # fmt: skip


@pytest.fixture
def said(tmp_path: Path) -> dict[str, list[str]]:
    environment = {**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=environment, timeout=60
    )
    assert done.returncode == 0, done.stderr
    lines = (line.split() for line in done.stdout.splitlines())
    return {first: rest for first, *rest in lines}


def test_the_first_paint_waits_for_nothing_that_is_not_in_sight(
    said: dict[str, list[str]],
) -> None:
    assert LATE.intersection(said["MODULES"]) == set()


def test_a_key_that_is_pressed_before_the_first_paint_arrives(said: dict[str, list[str]]) -> None:
    assert said["CURRENT"] == ["True"]
