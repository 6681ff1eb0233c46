"""Queries: typed text becomes words that are safe to seek."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library.query import LONGEST_WORD, MOST_WORDS, Query, full_text_expression


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("leonov", ("leonov",)),
        ("  Edwin   ALDRIN ", ("edwin", "aldrin")),
        ("Леонов leonov", ("leonov",)),
        ("星出", ("xingchu",)),
        ("S66-62926", ("s66", "62926")),
        ("", ()),
        (" … ", ()),
    ],
)
def test_typed_text_becomes_words_each_once(typed: str, words: tuple[str, ...]) -> None:
    assert Query(typed).words == words


@pytest.mark.parametrize(
    ("query", "narrows"),
    [
        (Query(), False),
        (Query("  "), False),
        (Query("?!"), False),
        (Query(collection="space-selfies"), False),
        (Query("leonov"), True),
        (Query(names=("alexei-leonov",)), True),
    ],
)
def test_only_words_and_names_are_a_search(query: Query, narrows: bool) -> None:
    assert query.is_search() is narrows


def test_words_keep_their_script_as_typed() -> None:
    assert Query("ЛЕОНОВ Buzz").as_typed() == ("леонов", "buzz")


def test_endless_text_is_cut() -> None:
    assert Query("x" * 10_000).words == ("x" * LONGEST_WORD,)
    assert len(Query(" ".join(map(str, range(5_000)))).words) <= MOST_WORDS


@given(st.text(st.characters()) | st.text("\"*():^-+ ANDORNEAR;'\\\x00"))
def test_no_typed_text_becomes_syntax(typed: str) -> None:
    words = Query(typed).words
    expression = full_text_expression(words)
    assert re.fullmatch(r'("[a-z0-9]+"\*( |$))*', expression)
    assert expression.count("*") == len(words)
