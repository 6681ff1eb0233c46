"""Several workers of the command line: at work at the same time, and gone when they are let go."""

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from functools import partial
from pathlib import Path

import pytest

from gallery.decode import job
from gallery.decode.child import Child
from gallery.decode.children import AHEAD, Children
from tests.images import wrecking
from tests.images.wrecking import Wreck
from tests.unit import making
from tests.unit.patience import until

BOX = (64, 64)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> Iterator[Children]:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    before = threading.active_count()
    with Children() as children:
        yield children
    assert threading.active_count() == before


def test_they_work_at_the_same_time(two: Children) -> None:
    # Whoever comes first waits for the other.
    meeting = threading.Barrier(2, timeout=30)
    list(two.each([lambda _: meeting.wait()] * 2))


def test_results_come_in_the_order_of_the_work(two: Children, tmp_path: Path) -> None:
    good, bad = making.draw(tmp_path / "a.png"), tmp_path / "b.png"
    bad.write_bytes(b"nothing")
    paths = [good if number % 3 else bad for number in range(20)]
    faults = two.each(partial(_fault, path) for path in paths)
    assert [fault is None for fault in faults] == [path is good for path in paths]


def test_work_is_fetched_as_it_is_needed(two: Children) -> None:
    """A million photographs are not lined up in memory."""
    fetched = 0

    def work() -> Iterator[partial[int]]:
        nonlocal fetched
        for number in range(10 * AHEAD):
            fetched += 1
            yield partial(_itself, number)

    results = two.each(work())
    assert next(results) == 0
    assert fetched == AHEAD + 1
    assert list(results) == list(range(1, 10 * AHEAD))


def test_what_fails_fails_for_whoever_waits(two: Children) -> None:
    with pytest.raises(ZeroDivisionError):
        list(two.each([lambda _: 1 // 0]))
    assert list(two.each([partial(_itself, 1)])) == [1]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
def test_one_that_hangs_is_ended(
    tmp_path: Path, two: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", wrecking.install(tmp_path))
    path = wrecking.write(tmp_path / "a.jxl", Wreck.HANG)
    faults: list[job.Fault | None] = []
    waiting = threading.Thread(target=lambda: faults.extend(two.each([partial(_fault, path)])))
    waiting.start()
    until(_hanging)
    (process,) = _hanging()
    begun = time.monotonic()
    two.__exit__(None, None, None)
    waiting.join()
    # Not by its time-out.
    assert time.monotonic() - begun < job.TIME_OUT_SECONDS / 2
    assert faults == [job.Fault.CRASHED]
    assert not Path(f"/proc/{process}").exists()


def test_who_has_ended_takes_no_more_work(two: Children) -> None:
    two.__exit__(None, None, None)
    with pytest.raises(CancelledError):
        list(two.each([partial(_itself, 1)]))


def _fault(path: Path, child: Child) -> job.Fault | None:
    return child.fault(path, BOX)


def _itself(number: int, _: Child) -> int:
    return number


def _hanging() -> list[int]:
    lists = [path.read_text() for path in Path("/proc/self/task").glob("*/children")]
    return [int(one) for line in lists for one in line.split() if wrecking.is_hanging(int(one))]
