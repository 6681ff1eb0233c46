"""Requests: lines, and whether another one waits."""

import os
from collections.abc import Iterator
from threading import Timer

import pytest

from gallery.decode.requests import Requests


@pytest.fixture
def ends() -> Iterator[tuple[int, int]]:
    """A pipe: where requests are read, and where they are written."""
    here, there = os.pipe()
    yield here, there
    for number in (here, there):
        try:
            os.close(number)
        except OSError:
            continue


def test_lines_come_in_order_however_they_are_cut(ends: tuple[int, int]) -> None:
    here, there = ends
    os.write(there, b"one\ntwo\nthr")
    requests = iter(Requests(here))
    assert [next(requests), next(requests)] == [b"one", b"two"]
    os.write(there, b"ee\n")
    assert next(requests) == b"three"
    os.close(there)
    assert [*requests] == []


def test_whether_another_one_waits_is_known(ends: tuple[int, int]) -> None:
    here, there = ends
    requests = Requests(here)
    assert not requests.has_come(0)
    os.write(there, b"half a line")
    assert not requests.has_come(0)
    os.write(there, b"\none more\n")
    assert requests.has_come(0)
    lines = iter(requests)
    assert next(lines) == b"half a line"
    # It is read already, and waits all the same.
    assert requests.has_come(0)
    assert next(lines) == b"one more"
    assert not requests.has_come(0)


def test_what_comes_in_time_is_waited_for(ends: tuple[int, int]) -> None:
    here, there = ends
    timer = Timer(0.02, os.write, (there, b"late\n"))
    timer.start()
    assert Requests(here).has_come(30)
    timer.join()


def test_the_end_is_not_waited_for(ends: tuple[int, int]) -> None:
    here, there = ends
    os.close(there)
    requests = Requests(here)
    assert requests.has_come(30)
    assert requests.has_come(30)
    assert [*requests] == []
