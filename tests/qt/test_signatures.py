"""What PySide6 says of wrong calls and in `help()`, though that is loaded when it is asked for."""

import os
import subprocess
import sys

import pytest

LOADED = "shibokensupport.signature.loader"

BEGIN = """
import sys
{}
from PySide6.QtCore import QObject, QRect, QTimer
"""
AS_THE_PROGRAM = "import gallery.qt"
UNKNOWN_VERSION = """
from gallery.qt import signatures
signatures.put_off((5, 15), (6, 0))
"""

ASKED = {
    "wrong arguments": "QObject().setObjectName(3)",
    "too many arguments": "QRect(1, 2, 3, 4, 5, 6)",
    "an unknown keyword": "QObject(colour=3)",
    "a static function": "QTimer.singleShot('soon')",
    "what a class says": "print(QRect.__doc__)",
    "help": "help(QRect.adjusted)",
}

EACH = """
for one in {}:
    try:
        exec(one)
    except Exception as error:
        print(type(error), error)
"""


def said(*lines: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("first", ASKED)
def test_whoever_asks_is_told_what_pyside_says_by_itself(first: str) -> None:
    asked = [ASKED[first], *ASKED.values()]
    late = said(BEGIN.format(AS_THE_PROGRAM), EACH.format(asked))
    assert late == said(BEGIN.format(""), EACH.format(asked))
    assert "QObject.setObjectName(name: str, /)" in late


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    tell = f"print({LOADED!r} in sys.modules)"
    wrong = f"try: {ASKED['wrong arguments']}\nexcept TypeError: pass"
    assert said(BEGIN.format(AS_THE_PROGRAM), tell, wrong, tell).split() == ["False", "True"]


def test_of_a_version_that_is_not_known_everything_is_loaded_as_always() -> None:
    tell = f"print({LOADED!r} in sys.modules)"
    assert said(BEGIN.format(UNKNOWN_VERSION), tell) == "True\n"
