"""How the real program ends: when it is told to, whatever holds it, and without a trace."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end2end.running import PATIENCE, children, until
from tests.end2end.stalling import stalled
from tests.images import wrecking
from tests.images.wrecking import Wreck

# A shell has what it starts in the background ignore Ctrl+C, and so all that is started by that.
OBEYING_CTRL_C = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from gallery.cli import run
run()
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_check_is_interrupted_without_a_trace(environment: dict[str, str], folder: Path) -> None:
    for number in range(2_000):
        os.link(folder / "IMG_7.png", folder / f"again-{number}.png")
    process = subprocess.Popen(
        [sys.executable, "-c", OBEYING_CTRL_C, "check", str(folder), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    workers = children(process.pid)
    assert workers
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + signal.SIGINT
    assert errors.strip().splitlines() == ["gallery: interrupted."]
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@pytest.mark.skipif(sys.platform != "linux", reason="needs FUSE")
@pytest.mark.parametrize("command", [["check"], ["search", "moon", "--in"], ["show"]])
def test_a_disk_that_stalls_can_be_left_with_ctrl_c(
    tmp_path: Path, environment: dict[str, str], command: list[str]
) -> None:
    place = tmp_path / "network"
    place.mkdir()
    with stalled(place):
        process = _obeying(environment, *command, str(place / "a.png"))
        try:
            # The thread that asks the disk: it is the first that the program begins.
            until(lambda: len(list(Path(f"/proc/{process.pid}/task").iterdir())) > 1)
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
    assert process.returncode == 128 + signal.SIGINT
    assert errors.strip() == "gallery: interrupted."


@pytest.mark.skipif(sys.platform != "linux", reason="needs FUSE")
def test_a_link_into_a_disk_that_stalls_holds_up_nothing_else(
    tmp_path: Path, environment: dict[str, str], folder: Path
) -> None:
    """All others are told; Ctrl+C leaves the one, and its worker, alone."""
    place = tmp_path / "network"
    place.mkdir()
    (folder / "z.png").symlink_to(place / "z.png")
    environment["TMPDIR"] = str(tmp_path / "temporary")
    (tmp_path / "temporary").mkdir()
    with stalled(place):
        process = _obeying(environment, "check", str(folder), "--json")
        try:
            assert process.stdout is not None
            told = [json.loads(process.stdout.readline()) for _ in range(7)]
            workers = children(process.pid)
            # As a terminal does: all processes of the command hear of it.
            os.killpg(process.pid, signal.SIGINT)
            output, errors = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
        until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert [one["file"] for one in told if one["outcome"] == "ok"] == [
        f"IMG_{number}.png" for number in range(7, 13)
    ]
    assert (output, errors.strip()) == ("", "gallery: interrupted.")
    assert process.returncode == 128 + signal.SIGINT
    assert not list((tmp_path / "temporary").iterdir())


def _obeying(environment: dict[str, str], *words: str) -> subprocess.Popen[str]:
    """Start the program as a terminal does, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", OBEYING_CTRL_C, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture
def running(environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "gallery"], env=environment)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_is_left_when_it_ends(
    running: subprocess.Popen[bytes], how: signal.Signals
) -> None:
    workers = until(lambda: children(running.pid))
    running.send_signal(how)
    running.wait(PATIENCE)
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


@pytest.mark.skipif(sys.platform != "linux", reason="needs FUSE")
@pytest.mark.parametrize(
    "names", [["."], [f"{number}.jpg" for number in range(200)]], ids=["folder", "many-files"]
)
def test_a_disk_that_stalls_holds_neither_the_window_nor_its_end(
    tmp_path: Path, environment: dict[str, str], names: list[str]
) -> None:
    place = tmp_path / "network"
    place.mkdir()
    with stalled(place):
        sources = [str(place / name) for name in names]
        process = subprocess.Popen(
            [sys.executable, "-c", OBEYING_CTRL_C, *sources], env=environment
        )
        try:
            # Qt has opened the way to its screen: the window comes, whatever the disk does.
            maps = Path(f"/proc/{process.pid}/maps")
            until(lambda: "/platforms/lib" in maps.read_text())
            process.send_signal(signal.SIGINT)
            # It may come before there is a window to be closed, and then ends the program too.
            assert process.wait(PATIENCE) in (0, 128 + signal.SIGINT)
        finally:
            process.kill()
            process.wait(PATIENCE)


@pytest.mark.skipif(sys.platform != "linux", reason="workers die with their parent on Linux")
def test_no_worker_is_left_at_a_file_that_hangs(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """It is not listening when its standard input ends."""
    (tmp_path / "folder").mkdir()
    wrecking.write(tmp_path / "folder" / "hangs.jpg", Wreck.HANG)
    environment["PYTHONPATH"] = wrecking.install(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "gallery", str(tmp_path / "folder")], env=environment
    )
    try:
        # One at its thumbnail, another at what the file says, if it comes to that.
        workers = until(lambda: [one for one in children(process.pid) if wrecking.is_hanging(one)])
    finally:
        process.kill()
        process.wait(PATIENCE)
    until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
