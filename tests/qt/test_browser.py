"""What is being looked at: a long answer comes in parts, and a newer one ends an older."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from gallery.library.change import Change
from gallery.library.facets import Choice, Facet
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.qt.browser import SMALL, Browser
from gallery.qt.searcher import FIRST, Searcher
from tests.unit import making

MANY = SMALL + 200
OpenBrowser = Callable[[int], Browser]


@pytest.fixture
def open_browser(qtbot: QtBot) -> Iterator[OpenBrowser]:
    searchers = []

    def open_one(count: int) -> Browser:
        library = Library()
        photos = [
            making.photo(id=f"p{number}", file="moon.png", agency="NASA" if number % 2 else "ESA")
            for number in range(count)
        ]
        library.add(Path("folder"), making.records(making.gallery(photos)))
        searchers.append(Searcher())
        return Browser(library, searchers[-1])

    yield open_one
    for searcher in searchers:
        searcher.close()


@pytest.fixture
def browser(open_browser: OpenBrowser) -> Browser:
    return open_browser(MANY)


def found(browser: Browser, typed: str) -> Sequence[str]:
    library = browser.library
    finder = Finder(Change(library.photos, library.names, library.collections))
    ids = finder.search(Query(typed))
    finder.close()
    return tuple(ids)


def test_few_photographs_are_searched_by_the_very_keystroke(open_browser: OpenBrowser) -> None:
    browser = open_browser(14)
    changes: list[Sequence[str]] = []
    browser.changed.connect(lambda: changes.append(browser.ids))
    browser.type_words("headline")
    assert changes == [found(browser, "headline")]
    assert not browser.searching
    assert [(one.title, one.count) for one in browser.counts[Facet.AGENCY]] == [
        ("ESA", 7),
        ("NASA", 7),
    ]


def test_the_first_of_a_long_answer_come_first_and_the_others_soon(
    browser: Browser, qtbot: QtBot
) -> None:
    lengths: list[int] = []
    browser.changed.connect(lambda: lengths.append(len(browser.ids)))
    browser.type_words("headline")
    qtbot.waitUntil(lambda: len(browser.ids) == MANY and not browser.searching)
    assert lengths == [FIRST, MANY]
    assert browser.ids == found(browser, "headline")
    qtbot.waitUntil(lambda: Facet.AGENCY in browser.counts)
    assert sum(one.count for one in browser.counts[Facet.AGENCY]) == MANY


def test_a_newer_letter_ends_an_older_answer(browser: Browser, qtbot: QtBot) -> None:
    browser.type_words("headline")
    browser.type_words("headline p12")
    qtbot.waitUntil(lambda: not browser.searching)
    assert browser.ids == found(browser, "headline p12")
    assert browser.answered.typed == "headline p12"


def test_until_the_answer_is_there_the_last_one_stays(browser: Browser, qtbot: QtBot) -> None:
    seen: list[int] = []
    browser.asked.connect(lambda: seen.append(len(browser.ids)))
    browser.type_words("headline p12")
    assert seen == [MANY]
    qtbot.waitUntil(lambda: not browser.searching)
    assert len(browser.ids) < MANY


def test_without_a_search_all_photographs_are_there_at_once(browser: Browser, qtbot: QtBot) -> None:
    assert len(browser.ids) == MANY
    browser.type_words("headline p12")
    browser.clear_search()
    assert len(browser.ids) == MANY
    qtbot.waitUntil(lambda: sum(one.count for one in browser.counts.get(Facet.AGENCY, ())) == MANY)
    assert len(browser.ids) == MANY


def test_what_is_added_is_found(browser: Browser, qtbot: QtBot) -> None:
    browser.type_words("jupiter")
    qtbot.waitUntil(lambda: not browser.searching)
    assert browser.ids == ()
    later = making.gallery([making.photo(id="later", caption="Jupiter")])
    browser.library.add(Path("later"), making.records(later))
    browser.reload()
    qtbot.waitUntil(lambda: browser.ids == ("later",))


def test_values_of_one_facet_replace_each_other_or_stand_beside(
    open_browser: OpenBrowser,
) -> None:
    browser = open_browser(14)
    nasa, esa = Choice(Facet.AGENCY, "NASA"), Choice(Facet.AGENCY, "ESA")
    browser.choose(nasa)
    assert len(browser.ids) == 7
    browser.choose(esa)
    assert browser.query.facets == (esa,)
    # The counts tell what a click would find: the other agency's photographs are counted too.
    assert {(one.title, one.count) for one in browser.counts[Facet.AGENCY]} == {
        ("ESA", 7),
        ("NASA", 7),
    }
    browser.choose(nasa, beside=True)
    assert len(browser.ids) == 14
    browser.choose(nasa, beside=True)
    assert browser.query.facets == (esa,)
    browser.choose(esa)
    assert browser.query == Query()


def test_closing_in_the_middle_of_a_search_ends_it(open_browser: OpenBrowser) -> None:
    open_browser(MANY).type_words("headline")


def test_an_answer_can_be_waited_for(browser: Browser) -> None:
    browser.type_words("headline")
    browser.wait()
    assert not browser.searching
    assert len(browser.ids) == MANY


def test_what_is_taken_away_is_shown_no_more_while_it_is_sought(
    browser: Browser, qtbot: QtBot
) -> None:
    browser.type_words("headline")
    browser.wait()
    library = browser.library
    (collection,) = library.collections.values()
    others = tuple(one for one in collection.photos if one != "p3")
    library.put(replace(collection, photos=others), Path("folder"), {}, {"p3"})
    shown: list[bool] = []
    browser.changed.connect(lambda: shown.append("p3" in browser.ids))
    browser.reload()
    browser.wait()
    assert shown
    assert not any(shown)
    assert len(browser.ids) == MANY - 1
