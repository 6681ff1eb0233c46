"""What is done for memory once photographs were added."""

import gc

import pytest

from gallery.qt import tidying
from gallery.qt.tidying import Tidying
from tests.qt.conftest import Wait
from tests.qt.house import House


def test_what_was_added_is_left_alone_by_the_collector(
    house: House, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[bool] = []
    monkeypatch.setattr(tidying, "QUIET_MS", 1)
    monkeypatch.setattr(tidying, "give_back", lambda: given_back.append(True))
    before = gc.get_freeze_count()
    tidy = Tidying(house.browser, house.searcher)
    house.browser.sources_changed.emit()
    house.searcher.progressed.emit(0, 0)
    try:
        wait(lambda: given_back)
        assert gc.get_freeze_count() > before
        assert len(given_back) == 1
    finally:
        gc.unfreeze()
    tidy.deleteLater()


def test_memory_can_be_given_back_anywhere() -> None:
    tidying.give_back()
