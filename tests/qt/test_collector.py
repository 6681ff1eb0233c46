"""What nobody can reach any more is destroyed, on the window's thread alone."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer

from gallery.qt.collector import Collector, collect_due
from tests.qt.conftest import Wait


class Ring(QObject):
    """Has a timer that runs, and keeps itself until it is collected."""

    def __init__(self, ended_on: list[threading.Thread]) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.start(60_000)
        self._itself = self
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread())


@pytest.fixture
def collector() -> Iterator[Collector]:
    one = Collector(every_ms=1)
    yield one
    gc.unfreeze()
    one.deleteLater()


def test_what_cannot_be_reached_goes_on_the_windows_thread(
    collector: Collector, wait: Wait
) -> None:
    ended_on: list[threading.Thread] = []
    kept: list[list[int]] = []
    collector.start()
    Ring(ended_on)

    def work() -> None:
        # Python's own collector would run a dozen times.
        kept.extend([number] for number in range(10_000))

    busy = threading.Thread(target=work)
    busy.start()
    busy.join()
    assert not ended_on
    wait(lambda: ended_on)
    assert ended_on == [threading.main_thread()]


def test_little_is_not_looked_through() -> None:
    gc.collect()
    before = gc.get_stats()
    collect_due()
    assert gc.get_stats() == before
