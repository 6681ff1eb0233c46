"""What is being looked at: a long answer comes in two parts, and a newer one ends an older."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.qt.browser import FIRST, Browser
from tests.unit import making

MANY = FIRST + 200


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    library = Library()
    photos = [making.photo(id=f"p{number}", file="moon.png") for number in range(MANY)]
    library.add(Path("folder"), making.records(making.gallery(photos)))
    finder = Finder()
    yield Browser(library, finder)
    finder.close()


def test_the_first_of_a_long_answer_are_there_at_once_and_the_others_soon(
    browser: Browser, qtbot: QtBot
) -> None:
    browser.type_words("headline")
    first = list(browser.ids)
    assert len(first) == FIRST
    qtbot.waitUntil(lambda: len(browser.ids) == MANY)
    assert browser.ids[:FIRST] == first
    assert browser.ids == browser._finder.search(Query("headline"))


def test_a_newer_letter_ends_an_older_answer(browser: Browser) -> None:
    browser.type_words("headline")
    browser.type_words("headline p12")
    found = browser._finder.search(Query("headline p12"))
    assert browser.ids == found
    QApplication.processEvents()
    assert browser.ids == found


def test_without_a_search_all_photographs_are_there_at_once(browser: Browser) -> None:
    assert len(browser.ids) == MANY
    browser.type_words("headline")
    browser.clear_search()
    assert len(browser.ids) == MANY
