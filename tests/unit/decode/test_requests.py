"""Requests: lines, and whether another one waits; as most systems read, and as Windows does."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from threading import Timer

import pytest

from gallery.decode.requests import Requests

Read = Callable[[int], Requests]


@pytest.fixture(params=[False, True], ids=["asked", "on-thread"])
def read(request: pytest.FixtureRequest) -> Read:
    if os.name == "nt" and not request.param:
        pytest.skip("pipes cannot be asked here")
    return partial(Requests, on_thread=request.param)


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A pipe: where requests are read, and where they are written."""
    here, there = os.pipe()
    yield here, there
    for number in (there, here):
        try:
            os.close(number)
        except OSError:
            continue


def test_lines_come_in_order_however_they_are_cut(ends: tuple[int, int], read: Read) -> None:
    here, there = ends
    os.write(there, b"one\ntwo\nthr")
    requests = iter(read(here))
    assert [next(requests), next(requests)] == [b"one", b"two"]
    os.write(there, b"ee\n")
    assert next(requests) == b"three"
    os.close(there)
    assert [*requests] == []


def test_whether_another_one_waits_is_known(ends: tuple[int, int], read: Read) -> None:
    here, there = ends
    requests = read(here)
    assert not requests.has_come(0)
    os.write(there, b"half a line")
    assert not requests.has_come(0.05)
    os.write(there, b"\none more\n")
    assert requests.has_come(30)
    lines = iter(requests)
    assert next(lines) == b"half a line"
    # It is read already, and waits all the same.
    assert requests.has_come(0)
    assert next(lines) == b"one more"
    assert not requests.has_come(0)


def test_what_comes_in_time_is_waited_for(ends: tuple[int, int], read: Read) -> None:
    here, there = ends
    timer = Timer(0.02, os.write, (there, b"late\n"))
    timer.start()
    assert read(here).has_come(30)
    timer.join()


def test_the_end_is_not_waited_for(ends: tuple[int, int], read: Read) -> None:
    here, there = ends
    os.close(there)
    requests = read(here)
    assert requests.has_come(30)
    assert requests.has_come(30)
    assert [*requests] == []
