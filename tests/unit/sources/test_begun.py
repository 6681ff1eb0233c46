"""A source that is opened before there is a window: seen at once, done later."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallery.sources.begun import NEXT, Begun
from gallery.sources.flow import Opened, SourceError, Wish
from tests.unit.patience import until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(300):
        (tmp_path / f"{number}.jpg").touch()
    return tmp_path


class Opening:
    """A source that is begun, and what came of it."""

    def __init__(self, *addresses: str, wish: Wish | None = None) -> None:
        self.first: list[Opened] = []
        self.came: list[object] = []
        self.begun = Begun(addresses, wish or Wish(), None, self.first.append)
        self.begun.wait(30)

    def take(self) -> None:
        self.begun.hand_over(self.came.append)


@pytest.fixture
def opening(folder: Path) -> Iterator[Opening]:
    one = Opening(str(folder))
    yield one
    one.begun.stop()
    one.begun.thread.join(30)
    assert not one.begun.thread.is_alive()


def test_what_is_to_be_seen_first_is_there_in_order(opening: Opening) -> None:
    (first,) = opening.first
    assert first.listing is not None
    assert [entry.name for entry in first.listing.entries[:3]] == ["0.jpg", "1.jpg", "2.jpg"]
    assert not first.listing.complete
    opening.take()
    assert opening.came == [first]


def test_the_rest_waits_until_it_is_wanted(opening: Opening) -> None:
    opening.take()
    assert len(opening.came) == 1
    opening.begun.go_on()
    until(lambda: len(opening.came) == 4)
    _, whole, behind, end = opening.came
    assert isinstance(whole, Opened)
    assert whole.listing is not None
    assert whole.listing.complete
    assert (behind, end) == (NEXT, None)
    assert len(opening.first) == 1


def test_whoever_wants_something_else_has_it_stopped(opening: Opening, folder: Path) -> None:
    assert opening.begun.is_for((str(folder),), Wish())
    assert not opening.begun.is_for((str(folder),), Wish(descending=True))
    opening.begun.thread.join(30)
    assert not opening.begun.thread.is_alive()
    assert len(opening.first) == 1


def test_why_nothing_can_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    opening = Opening(str(tmp_path / "broken.json"))
    opening.take()
    (error,) = opening.came
    assert isinstance(error, SourceError)
    assert "broken.json" in str(error)
    assert opening.first == []


def test_several_sources_have_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.jpg").touch()
    opening = Opening(str(tmp_path / "one"), str(tmp_path / "two"))
    opening.take()
    opening.begun.go_on()
    until(lambda: opening.came[-1] is None)
    opened = [one for one in opening.came if isinstance(one, Opened)]
    fresh = [photo for one in opened if one.listing for photo in one.listing.fresh]
    assert fresh == ["a.jpg", "a.jpg-2"]
    assert opening.came.count(NEXT) == 2
    assert threading.current_thread() is not opening.begun.thread
