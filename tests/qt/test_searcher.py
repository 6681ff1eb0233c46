"""The thread that searches: how its index is filled, stopped, put off; what fails is told."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from gallery import cli
from gallery.library.change import Change
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.qt import browser as browsing
from gallery.qt.browser import SMALL, Browser
from gallery.qt.models import Role
from gallery.qt.preparing import Preparing
from gallery.qt.searcher import STOPPED, Found, Part, Searcher
from gallery.records import Photo
from tests.qt.house import House
from tests.unit import making

MANY = 3 * SMALL
SOON_S = 10.0


@pytest.fixture
def searcher(qtbot: QtBot) -> Iterator[Searcher]:
    one = Searcher()
    yield one
    one.close()


@pytest.fixture
def parts(searcher: Searcher) -> list[Part]:
    """The parts of answers, as they come."""
    came: list[Part] = []
    searcher.came.connect(came.append)
    return came


def many(count: int = MANY) -> Library:
    library = Library()
    photos = [making.photo(id=f"p{number}", file="moon.png") for number in range(count)]
    library.add(Path("folder"), making.records(making.gallery(photos)))
    return library


def ask(searcher: Searcher, typed: str) -> None:
    searcher.ask(Query(typed), patience_s=SOON_S, whole=True)


def test_how_far_the_index_is_filled_is_shown(searcher: Searcher, qtbot: QtBot) -> None:
    preparing = Preparing(searcher, searcher)
    shown: list[str] = []
    preparing.changed.connect(lambda: shown.append(preparing.in_words()))
    searcher.tell(many().news())
    searcher.prepare()
    qtbot.waitUntil(lambda: bool(shown) and not preparing.is_running)
    assert "Preparing the search · 500 of 3,000" in shown
    assert "Preparing the search · 3,000 of 3,000" in shown


def test_what_has_changed_many_times_is_put_into_the_index_once(
    searcher: Searcher, qtbot: QtBot
) -> None:
    library = many()
    searcher.tell(library.news())
    for caption in ("the first", "the second"):
        library.update(
            [replace(photo, caption=caption) for photo in library.photos.values()],
        )
        searcher.tell(library.news())
    progress: list[int] = []
    searcher.progressed.connect(lambda done, _: progress.append(done))
    searcher.prepare()
    qtbot.waitUntil(lambda: bool(progress) and progress[-1] == 0)
    assert progress[:-1] == sorted(set(progress[:-1]))
    assert progress[-2] == MANY


def test_filling_that_is_stopped_is_done_by_the_next_search(
    searcher: Searcher, parts: list[Part], qtbot: QtBot
) -> None:
    preparing = Preparing(searcher, searcher)
    # Stopped before it has begun, so that nobody depends on how fast it is.
    preparing.begin(MANY)
    preparing.stop()
    progress: list[tuple[int, int]] = []
    searcher.progressed.connect(lambda done, total: progress.append((done, total)))
    searcher.tell(many().news())
    searcher.prepare()
    qtbot.waitUntil(lambda: (0, 0) in progress)
    assert progress == [(0, 0)]
    ask(searcher, "headline p12")
    found = parts[0]
    assert isinstance(found, Found)
    assert found.ids
    assert found.messages == ()
    qtbot.waitUntil(lambda: (MANY, MANY) in progress)


def test_who_stops_what_their_search_waits_for_is_told_so(
    searcher: Searcher, parts: list[Part], qtbot: QtBot
) -> None:
    library = many(20_000)
    searcher.tell(library.news())
    progress: list[int] = []
    searcher.progressed.connect(lambda done, _: progress.append(done))
    searcher.ask(Query("headline"), patience_s=0)
    qtbot.waitUntil(lambda: bool(progress))
    searcher.stop()
    qtbot.waitUntil(lambda: bool(parts))
    (found,) = parts
    assert isinstance(found, Found)
    assert (found.messages, found.ids) == ((STOPPED,), ())
    parts.clear()
    ask(searcher, "headline p12")
    found = parts[0]
    assert isinstance(found, Found)
    assert "p12" in found.ids


def test_a_search_that_fails_says_so_and_the_next_one_works(
    searcher: Searcher, parts: list[Part]
) -> None:
    library = many(3)
    searcher.tell(library.news())
    # A photograph of somebody of whom there is no record: no library holds one.
    searcher.tell(Change({"odd": Photo(id="odd", file="", headline="", persons_shown=("nobody",))}))
    ask(searcher, "headline")
    (found,) = parts
    assert isinstance(found, Found)
    assert found.ids == ()
    assert found.messages == ("the search failed: KeyError('nobody')",)
    parts.clear()
    searcher.ask(Query(), patience_s=SOON_S, whole=True)
    (found,) = parts
    assert isinstance(found, Found)
    assert found.ids == ("p0", "p1", "p2", "odd")
    assert found.messages == ()
    parts.clear()
    searcher.tell(Change({"odd": None}))
    ask(searcher, "headline")
    found = parts[0]
    assert isinstance(found, Found)
    assert found.ids == ("p0", "p1", "p2")


class TestArriving:
    @pytest.fixture(autouse=True)
    def soon(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(browsing, "AHEAD_MS", 1)
        monkeypatch.setattr(browsing, "PORTION_MS", 50)

    def test_the_index_is_filled_when_everything_is_there(
        self, searcher: Searcher, qtbot: QtBot
    ) -> None:
        arriving, asked = [True], []
        progress: list[tuple[int, int]] = []
        searcher.progressed.connect(lambda done, total: progress.append((done, total)))
        library = many()
        browser = Browser(library, searcher)

        def is_arriving() -> bool:
            asked.append(len(progress))
            return arriving[0]

        browser.is_arriving = is_arriving
        browser.reload()
        qtbot.waitUntil(lambda: len(asked) > 3)
        assert not any(asked)
        arriving[0] = False
        qtbot.waitUntil(lambda: (MANY, MANY) in progress)

    def test_meanwhile_a_search_is_answered_and_renewed_in_portions(
        self, searcher: Searcher, qtbot: QtBot
    ) -> None:
        library = many()
        browser = Browser(library, searcher)
        browser.is_arriving = lambda: True
        browser.type_words("venus")
        browser.wait()
        assert browser.ids == ()
        later = [making.photo(id=f"v{number}", caption="Venus") for number in range(3)]
        answers: list[Sequence[str]] = []
        browser.changed.connect(lambda: answers.append(browser.ids))
        for one in later:
            library.add(Path(one["id"]), making.records(making.gallery([one])))
            browser.reload()
        assert answers == []
        qtbot.waitUntil(lambda: bool(answers))
        assert answers[0] == ("v0", "v1", "v2")


@pytest.mark.parametrize(
    "typed",
    [
        "Леонов",
        "leonw",
        "星出",
        "Leonof year:1960..1969",
        "person:lovell craft:gemini",
        "year:1966 -aldrin",
        'keystone OR "getty images"',
        "in:nowhere gemini",
        "qwxyz",
    ],
)
def test_the_window_answers_as_the_command_line_does(
    house: House, builtin: Path, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    assert cli.main(["search", typed, "--in", str(builtin), "--json"]) == 0
    printed = capsys.readouterr()
    told = [json.loads(line) for line in printed.out.splitlines()]
    house.browser.type_words(typed)
    assert house.browser.ids == tuple(one["id"] for one in told)
    assert [f"gallery: {one}." for one in house.browser.messages] == printed.err.splitlines()
    model = house.window.grid.model()
    for row, one in enumerate(told):
        because = model.index(row, 0).data(Role.MATCHED)
        assert [{"field": why.field, "text": why.text} for why in because] == one["matched"]


TYPED = st.text(st.characters(exclude_categories=["Cs"])) | st.text("\"*():^-+ ANDORNEAR;'\\x00")


@given(TYPED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_nothing_that_is_typed_fails_in_the_window(house: House, typed: str) -> None:
    house.browser.type_words(typed)
    assert not house.browser.searching
    assert not [one for one in house.browser.messages if "failed" in one]
    for photo in house.browser.ids[:3]:
        house.browser.marks(house.library.photos[photo]).spans(typed)
