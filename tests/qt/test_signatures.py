"""PySide6 starts without the words for its errors, and has them when there is one."""

import subprocess
import sys

# What makes PySide6 say a signature, in an error and when asked for it.
PROGRAM = """
from PySide6.QtCore import QTimer
try:
    QTimer("no parent")
except TypeError as error:
    print(error)
print(QTimer.setInterval.__doc__)
from PySide6.support.signature import get_signature
print(get_signature(QTimer.start))
"""
# How many of its modules are still waiting to be compiled.
WAITING = """
import gallery.qt.signatures
from PySide6 import QtWidgets
print(len(gallery.qt.signatures._sources))
"""


def run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_pyside_says_of_an_error_what_it_always_says() -> None:
    assert run(f"import gallery.qt\n{PROGRAM}") == run(PROGRAM)


def test_a_launch_compiles_no_signatures() -> None:
    assert run(WAITING) == "4\n"
