"""What a worker can't do, tried in one: write elsewhere, reach a network, run a program."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gallery.decode.child import Child

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are confined on Linux")

# Does as worker.main does, then all that a worker must not, and tells how each went.
ATTEMPTS = """
import ctypes, json, os, socket, subprocess, sys
from pathlib import Path
from gallery.decode import confine

LEAVE_OUT = {leave_out!r}
for name in LEAVE_OUT:
    setattr(confine, name, lambda *_: "")
inside, outside, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
by = confine.confine([inside])

def attempt(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__
    return "done"

def rename():
    (inside / "new").write_bytes(b"new")
    (inside / "new").replace(inside / "renamed")

print(json.dumps({{"by": by, **{{name: attempt(what) for name, what in {{
    "read": lambda: (outside / "original").read_bytes(),
    "list": lambda: list(outside.iterdir()),
    "write inside": lambda: (inside / "pixels").write_bytes(b"pixels"),
    "make a folder inside": lambda: (inside / "folder").mkdir(),
    "rename inside": rename,
    "remove inside": (inside / "old").unlink,
    "write": lambda: (outside / "original").write_bytes(b"changed"),
    "append": lambda: (outside / "original").open("ab"),
    "create": lambda: (outside / "new").touch(),
    "make a folder": lambda: (outside / "folder").mkdir(),
    "remove": lambda: (outside / "original").unlink(),
    "rename": lambda: (outside / "original").rename(outside / "renamed"),
    "move out": lambda: (inside / "renamed").rename(outside / "renamed"),
    "link": lambda: (outside / "link").symlink_to("original"),
    "permissions": lambda: (outside / "original").chmod(0o777),
    "time": lambda: os.utime(outside / "original", (1, 1)),
    "tcp": lambda: socket.create_connection(("127.0.0.1", port), 5),
    "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "local": lambda: socket.socket(socket.AF_UNIX),
    "program": lambda: subprocess.run(["/bin/true"], check=True),
}}.items()}}}}))
"""
ALLOWED = {
    "read", "list", "write inside", "make a folder inside", "rename inside", "remove inside",
}  # fmt: skip


def outcome(tmp_path: Path, *leave_out: str) -> dict[str, Any]:
    """Try everything in a process that is confined, but for what is left out."""
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (inside / "old").touch()
    (outside / "original").write_bytes(b"original")
    with socket.create_server(("127.0.0.1", 0)) as server:
        words = [str(inside), str(outside), str(server.getsockname()[1])]
        program = ATTEMPTS.format(leave_out=leave_out)
        done = subprocess.run(
            [sys.executable, "-P", "-c", program, *words], capture_output=True, check=True
        )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def refused(tried: dict[str, Any]) -> set[str]:
    return {name for name, how in tried.items() if name != "by" and how != "done"}


def test_landlock_and_seccomp_leave_reading_alone(tmp_path: Path) -> None:
    tried = outcome(tmp_path, "_by_bubblewrap")
    if "Landlock" not in tried["by"] or "seccomp" not in tried["by"]:
        pytest.skip(f"this kernel confines by {tried['by'] or 'nothing'}")
    assert refused(tried) == set(tried) - {"by"} - ALLOWED


def test_landlock_alone_keeps_files_as_they_are(tmp_path: Path) -> None:
    tried = outcome(tmp_path, "_by_bubblewrap", "_by_seccomp")
    if not tried["by"]:
        pytest.skip("this kernel has no Landlock")
    changes = {"write", "append", "create", "make a folder", "remove", "rename", "link", "program"}
    assert changes | {"move out"} <= refused(tried)
    assert not ALLOWED & refused(tried)


def test_bubblewrap_does_it_where_landlock_is_missing(tmp_path: Path) -> None:
    if not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    tried = outcome(tmp_path, "_by_landlock")
    if "bubblewrap" not in tried["by"]:
        pytest.skip("bubblewrap is not allowed to do its work here")
    assert refused(tried) == set(tried) - {"by"} - ALLOWED


def test_with_none_of_them_nothing_is_refused_and_nothing_claimed(tmp_path: Path) -> None:
    """The attempts above fail for no other reason."""
    tried = outcome(tmp_path, "_by_landlock", "_by_bubblewrap", "_by_seccomp")
    assert tried["by"] == ""
    # One attempt takes away what a later one wants.
    assert refused(tried) <= {"rename", "move out", "permissions", "time"}


def test_a_worker_tells_what_confines_it(tmp_path: Path) -> None:
    tried = outcome(tmp_path)
    with Child() as child:
        assert child.confined_by() == tried["by"]
