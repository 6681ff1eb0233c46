"""Workers that are started by the plainest means there are, and how they end."""

import os
import sys
from pathlib import Path

import pytest

from gallery.decode import spawn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="begins ahead on Linux alone")


def test_a_worker_that_is_ended_is_gone(tmp_path: Path) -> None:
    worker = spawn.start(str(tmp_path))
    spawn.end(worker)
    assert not Path(f"/proc/{worker.process}").exists()
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(worker.stdout)


def test_nobody_waits_for_one_that_does_not_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "WORKER", ("-c", "import time; time.sleep(600)"))
    monkeypatch.setattr(spawn, "PATIENCE_SECONDS", 0.01)
    worker = spawn.start(str(tmp_path))
    kill = os.kill
    # One that its disk holds does not hear of it.
    monkeypatch.setattr(os, "kill", lambda *_: None)
    spawn.end(worker)
    assert Path(f"/proc/{worker.process}").exists()
    kill(worker.process, 9)
    os.waitpid(worker.process, 0)


@pytest.mark.parametrize("has_pidfd", [True, False])
def test_one_that_somebody_else_has_buried_is_no_error(
    has_pidfd: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: int) -> int:
        raise OSError

    if not has_pidfd:
        monkeypatch.setattr(os, "pidfd_open", refuse)
    worker = spawn.start(str(tmp_path))
    os.close(worker.stdin)
    os.waitpid(worker.process, 0)
    spawn.bury(worker.process)
    worker.stdin = os.open(os.devnull, os.O_WRONLY)
    spawn.end(worker)


def test_the_window_goes_before_it(tmp_path: Path) -> None:
    worker = spawn.start(str(tmp_path))
    with open(worker.stdout, "rb", closefd=False) as said:
        said.readline()
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, worker.process) == min(19, ours + 5)
    spawn.end(worker)
