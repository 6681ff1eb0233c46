"""How long a launch takes, next to a bare PySide6 window that is launched in the same run.

Both are measured from the start of the process to the end of the first paint; "all in sight" until
every picture in sight has been drawn. Launches take turns, so that a busy machine slows both.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

ROUNDS = 12
AIM = 1.6

BARE = """
import os
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        os._exit(0)

application = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""

# The command line begins like this too.
WITHOUT_COLLECTOR = "import gc; gc.disable()"

BEGUN = f"""
{WITHOUT_COLLECTOR}
import os
from gallery import ahead
begun = ahead.begin((), deep=False)
from gallery import app
"""

FIRST_PAINT = f"""
{BEGUN}
from PySide6.QtCore import QEvent, QObject, QTimer

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            # Behind the paint, not before it.
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

program = app.Program(app.Options(ahead=begun))
watch = Watch()
program.window.grid.viewport().installEventFilter(watch)
program.run()
"""

ALL_IN_SIGHT = f"""
{BEGUN}
from PySide6.QtCore import QTimer

program = app.Program(app.Options(ahead=begun))
timer = QTimer()
timer.timeout.connect(lambda: os._exit(0) if program.window.is_settled() else None)
timer.start(1)
program.run()
"""


def as_users_have_it(home: Path) -> dict[str, str]:
    """Return an environment in which a launch finds what it finds where a user has installed it."""
    # What only developers have installed, msgspec would load.
    hidden = home / "hidden"
    hidden.mkdir(parents=True, exist_ok=True)
    (hidden / "typing_extensions.py").write_text("raise ImportError", "utf-8")
    return {
        **os.environ,
        "HOME": str(home),
        "PYTHONPATH": str(hidden),
        # Users have compiled modules; a machine that keeps none would measure the compiler.
        "PYTHONDONTWRITEBYTECODE": "",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }


def launch(script: str, home: Path) -> float:
    """Run a script in a process of its own and return the seconds it took."""
    environment = as_users_have_it(home)
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], check=True, env=environment, capture_output=True)
    return time.perf_counter() - begin


@pytest.mark.parametrize(
    ("what", "script"), [("first paint", FIRST_PAINT), ("all in sight drawn", ALL_IN_SIGHT)]
)
def test_launch(
    what: str,
    script: str,
    tmp_path: Path,
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    floors: list[float] = []

    def floor() -> None:
        floors.append(launch(BARE, tmp_path))

    launch(script, tmp_path)
    taken: list[float] = []

    def ours() -> None:
        taken.append(launch(script, tmp_path))

    benchmark.pedantic(ours, setup=floor, rounds=ROUNDS)  # type: ignore[no-untyped-call]
    mine, bare = statistics.median(taken), statistics.median(floors)
    least = min(taken) / min(floors)
    benchmark.extra_info["ratio"] = mine / bare
    with capsys.disabled():
        sys.stdout.write(
            f"\nlaunch to {what}: {mine * 1e3:.0f} ms, a bare window {bare * 1e3:.0f} ms,"
            f" ratio {mine / bare:.2f}, of the shortest {least:.2f}"
            f" (aim for the first paint: {AIM})\n"
        )
