"""Typing mistakes: which word of the index a mistyped one means, and when none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library.index import PLAIN_LETTERS
from gallery.library.vocabulary import Vocabulary

KNOWN = Vocabulary(
    ["pleonov", "tleonov", "ptereshkova", "pmars", "tmare", "tyear", "tpanoramic", "d1966", "tiss"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("leonv", "leonov", id="a-letter-missing"),
        pytest.param("leonoov", "leonov", id="a-letter-twice"),
        pytest.param("lepnov", "leonov", id="a-wrong-letter"),
        pytest.param("leonvo", "leonov", id="letters-that-changed-places"),
        pytest.param("keonov", "leonov", id="a-wrong-first-letter"),
        pytest.param("tershkva", "tereshkova", id="two-in-eight-letters"),
        pytest.param("lenv", None, id="two-in-four-letters"),
        pytest.param("teresko", "tereshko", id="one-in-seven-letters-of-a-beginning"),
        pytest.param("panoarm", "panoram", id="a-beginning"),
        pytest.param("pnaor", "panor", id="a-short-beginning"),
        pytest.param("pnao", None, id="too-short-a-beginning"),
        pytest.param("mart", "mars", id="of-two-as-near-the-name"),
        pytest.param("isa", None, id="three-letters"),
        pytest.param("1967", None, id="a-number"),
        pytest.param("s1966", None, id="part-of-a-number"),
        pytest.param("gagarin", None, id="a-word-of-its-own"),
    ],
)
def test_what_a_mistyped_word_means(typed: str, meant: str | None) -> None:
    assert KNOWN.nearest(typed, PLAIN_LETTERS) == meant


def test_a_word_is_looked_for_in_the_fields_that_are_sought() -> None:
    assert KNOWN.nearest("panoramik", "p") is None
    assert KNOWN.nearest("panoramik", "pt") == "panoramic"


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789"))
def test_any_word_has_an_answer(typed: str) -> None:
    KNOWN.nearest(typed, PLAIN_LETTERS)
    assert Vocabulary([]).nearest(typed, PLAIN_LETTERS) is None
