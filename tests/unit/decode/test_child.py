"""The worker as the command line uses it: whatever a picture does, the next one is looked at."""

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from gallery.decode import spawn
from gallery.decode.child import Child
from gallery.decode.job import Fault
from tests.unit import making

BOX = (64, 64)
STUBBORN = ("-c", "import sys, time; sys.stdin.readline(); time.sleep(600)")
DYING = ("-c", f"import os, sys; sys.stdin.readline(); os.kill(os.getpid(), {int(signal.SIGKILL)})")


def test_good_and_bad_pictures_one_after_the_other(tmp_path: Path) -> None:
    good = making.draw(tmp_path / "good.png")
    bad = tmp_path / "bad.png"
    bad.write_bytes(good.read_bytes()[:40])
    with Child() as child:
        faults = [child.fault(path, BOX) for path in (good, bad, tmp_path / "gone.png", good)]
    assert faults == [None, Fault.DAMAGED, Fault.GONE, None]


@pytest.mark.skipif(os.name != "posix", reason="ends a process as POSIX does")
@pytest.mark.parametrize(
    ("command", "fault"), [(DYING, Fault.CRASHED), (STUBBORN, Fault.TIMED_OUT)]
)
def test_a_worker_that_dies_or_hangs_is_told_and_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], fault: Fault
) -> None:
    good = making.draw(tmp_path / "good.png")
    with Child(time_out=0.2 if fault is Fault.TIMED_OUT else 30) as child:
        monkeypatch.setattr(spawn, "WORKER", command)
        assert child.fault(good, BOX) is fault
    monkeypatch.undo()
    with Child() as child:
        assert child.fault(good, BOX) is None


def test_one_that_is_ended_while_it_starts_does_nothing_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = making.draw(tmp_path / "good.png")
    start = subprocess.Popen
    with Child() as child:

        def ended_meanwhile(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
            child.kill()
            return start(*words, **options)

        monkeypatch.setattr(subprocess, "Popen", ended_meanwhile)
        assert child.fault(good, BOX) is Fault.CRASHED
