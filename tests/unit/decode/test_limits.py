"""Limits of a worker, each in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gallery.decode import job, limits
from gallery.decode.job import Fault
from tests.unit.patience import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits are set as Linux has them")


def run(program: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-P", "-c", program], capture_output=True, check=False, timeout=60
    )


def test_a_process_gets_no_more_memory_than_its_limit() -> None:
    done = run(
        "from gallery.decode import limits\n"
        "limits.limit_memory()\n"
        "bytearray(limits.memory_limit() // 2)\n"
        "bytearray(limits.memory_limit())\n"
    )
    assert done.returncode == 1
    assert done.stderr.strip().endswith(b"MemoryError")


def test_a_limit_that_is_there_already_is_not_raised() -> None:
    done = run(
        "import resource\n"
        "from gallery.decode import limits\n"
        "resource.setrlimit(resource.RLIMIT_AS, (3 << 28, 3 << 28))\n"
        "limits.limit_memory()\n"
        "assert resource.getrlimit(resource.RLIMIT_AS) == (3 << 28, 3 << 28)\n"
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_limit_leaves_room_for_the_machine() -> None:
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = limits.memory_limit()
    assert limits.LEAST_MEMORY <= limit <= limits.MOST_MEMORY
    assert limit <= max(whole // 2, limits.LEAST_MEMORY)


@pytest.mark.parametrize(
    ("last_words", "timed_out", "fault"),
    [
        (b"terminate called after throwing an instance of 'std::bad_alloc'", False, "memory"),
        (b"memory allocation of 53687091200 bytes failed", False, "memory"),
        (b"libfoo: out of memory", False, "memory"),
        (b"double free or corruption (out)", False, "crash"),
        (b"", False, "crash"),
        (b"memory allocation of 1 bytes failed", True, "time"),
    ],
)
def test_why_a_worker_ended_is_read_from_its_last_words(
    last_words: bytes, timed_out: bool, fault: str
) -> None:
    faults = {"memory": Fault.OUT_OF_MEMORY, "crash": Fault.CRASHED, "time": Fault.TIMED_OUT}
    assert job.fault_of_end(last_words, timed_out=timed_out) is faults[fault]


def test_a_worker_that_hangs_dies_with_the_process_that_started_it() -> None:
    """Standard input is kept open by another process, as by one that the window has started."""
    hanging = (
        "import time\nfrom gallery.decode import limits\n"
        "limits.die_with_parent()\nprint(flush=True)\ntime.sleep(600)"
    )
    starting = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-P', '-c', {hanging!r}], "
        "stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\nprint(child.pid, flush=True)\ntime.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-P", "-c", starting], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    until(lambda: not _lives(child))


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_process_that_has_grown_knows_it() -> None:
    done = run(
        "from gallery.decode import limits\n"
        "assert not limits.has_grown()\n"
        "much = bytearray(limits.MOST_LEFT_OVER)\n"
        "for page in range(0, len(much), 4096): much[page] = 1\n"
        "assert limits.has_grown()\n"
    )
    assert (done.returncode, done.stderr) == (0, b"")
