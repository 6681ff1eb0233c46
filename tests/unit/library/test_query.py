"""Queries: what typed text means, and that nothing typed is an error or becomes syntax."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.library import index
from gallery.library.query import LONGEST_WORD, MOST_WORDS, Query, Term, expression


def meant(typed: str) -> list[list[str]]:
    """Return what typed text means: a list of alternatives for each thing that is sought."""
    return [[_told(term) for term in group] for group in Query(typed).parsed.groups]


def _told(term: Term) -> str:
    if term.facts:
        return "|".join(term.facts)
    words = " ".join(term.words)
    told = f'"{words}"' if term.phrase else words
    if term.collection:
        return f"in:{told}"
    return told if term.letters == index.PLAIN_LETTERS else f"{term.letters}:{told}"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("leonov", ("leonov",)),
        ("  Edwin   ALDRIN ", ("edwin", "aldrin")),
        ("Леонов leonov", ("leonov",)),
        ("星出", ("xingchu",)),
        ("S66-62926", ("s66", "62926")),
        ("credit:grob moscow", ("grob", "moscow")),
        ("leonov -medals", ("leonov",)),
        ("leonov OR aldrin", ("leonov", "aldrin")),
        ("year:1965 has:caption in:selfies", ()),
        ("", ()),
        (" … ", ()),
    ],
)
def test_words_to_be_found_each_once(typed: str, words: tuple[str, ...]) -> None:
    assert Query(typed).words == words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("leonov moscow", [["leonov"], ["moscow"]]),
        ('"gold stars"', [['"gold stars"']]),
        ("“gold stars”", [['"gold stars"']]),
        ('"gold st', [['"gold st"']]),
        ('leonov"gold stars"', [["leonov"], ['"gold stars"']]),
        ('"leonov"', [["leonov"]]),
        ("leonov OR aldrin 1966", [["leonov", "aldrin"], ["1966"]]),
        ("a OR b OR c", [["a", "b", "c"]]),
        ("OR", []),
        ("leonov OR", [["leonov"]]),
        ("OR leonov", [["leonov"]]),
        ("leonov or aldrin", [["leonov"], ["or"], ["aldrin"]]),
        ("leonov AND moscow", [["leonov"], ["moscow"]]),
        ("person:leonov", [["pk:leonov"]]),
        ("PERSON:leonov", [["pk:leonov"]]),
        ('person:"alexei leonov"', [['pk:"alexei leonov"']]),
        ("craft:oppy", [["c:oppy"]]),
        ("credit:esa", [["l:esa"]]),
        ("creator:grob", [["r:grob"]]),
        ("mission:sts", [["m:sts"]]),
        ("agency:jaxa", [["g:jaxa"]]),
        ("place:moscow", [["o:moscow"]]),
        ("rights:public", [["v:public"]]),
        ("file:leonov.jpg", [["f:leonov jpg"]]),
        ('in:"space selfies"', [["in:space selfies"]]),
        ("year:1965", [["u1965*"]]),
        ("year:196X", [["u196*"]]),
        ("year:1960s", [["u196*"]]),
        ("year:19XX", [["u19*"]]),
        ("year:196", [["u196*"]]),
        ("year:1999..2001", [["u1999*|u2000*|u2001*"]]),
        ("year:1958..1971", [["u1958*|u1959*|u196*|u1970*|u1971*"]]),
        ("year:1800..1999", [["u18*|u19*"]]),
        ("year:1998-1999", [["u1998*|u1999*"]]),
        ("year:9998..", [["u9998*|u9999*"]]),
        ("year:9998..99", [["u9998*|u9999*"]]),
        ("year:9999.", [["u9999*"]]),
        ("year:..0099", [["u00*"]]),
        ("date:1966-11", [["u196611*"]]),
        ("date:1966-11-12", [["u19661112*"]]),
        ("date:1966-1", [["u19661*"]]),
        ("date:1966-", [["u1966*"]]),
        ("has:caption", [["qcaption"]]),
        ("has:cap", [["qcaption"]]),
        ("has:cr", [["qcredit|qcreator|qcraft"]]),
        ("is:illustration", [["qillustration"]]),
    ],
)
def test_what_is_typed_means(typed: str, told: list[list[str]]) -> None:
    assert meant(typed) == told
    assert Query(typed).messages == ()


def test_what_is_to_be_left_out() -> None:
    parsed = Query('leonov -medals -person:lovell -"gold stars" -year:1965').parsed
    assert [_told(term) for term in parsed.without] == [
        "medals",
        "pk:lovell",
        '"gold stars"',
        "u1965*",
    ]
    assert len(parsed.groups) == 1


@pytest.mark.parametrize("typed", ["leonov -", "- leonov", "leonov - aldrin", "leonov – aldrin"])
def test_a_dash_by_itself_is_nothing(typed: str) -> None:
    assert Query(typed).parsed.without == ()


@pytest.mark.parametrize(
    ("typed", "told", "message"),
    [
        ("year:", [], "“year:” has no value that is understood"),
        ("year:soon", [["soon"]], "“year:” has no value that is understood"),
        ("year:1970..1960", [["1970 1960"]], "“year:” has no value that is understood"),
        ("date:12/11/1966", [["12 11 1966"]], "“date:” has no value that is understood"),
        ("has:everything", [["everything"]], "“has:” has no value that is understood"),
        ("is:it", [["it"]], "“is:” has no value that is understood"),
        ("person:", [], "“person:” has no value that is understood"),
        ('in:"', [], "“in:” has no value that is understood"),
        (
            "caption:medals",
            [["caption"], ["medals"]],
            "“caption:” is not a field; searched for as words",
        ),
    ],
)
def test_what_is_not_understood_is_sought_as_words_and_told(
    typed: str, told: list[list[str]], message: str
) -> None:
    assert meant(typed) == told
    assert Query(typed).messages == (message,)


@pytest.mark.parametrize("typed", ["https://time.com/3745861", "Apollo 11: landing", "selfie:"])
def test_a_colon_in_running_text_is_no_field(typed: str) -> None:
    assert Query(typed).messages == ()
    assert Query(typed).words


@pytest.mark.parametrize(
    ("query", "narrows"),
    [
        (Query(), False),
        (Query("  "), False),
        (Query("?!"), False),
        (Query("person:"), False),
        (Query(collection="space-selfies"), False),
        (Query("leonov"), True),
        (Query("-leonov"), True),
        (Query("has:caption"), True),
        (Query(names=("alexei-leonov",)), True),
    ],
)
def test_what_is_a_search(query: Query, narrows: bool) -> None:
    assert query.is_search() is narrows


def test_words_keep_their_script_as_typed() -> None:
    assert Query("ЛЕОНОВ Buzz").as_typed() == ("леонов", "buzz")


def test_endless_text_is_cut() -> None:
    assert Query("x" * 10_000).words == ("x" * LONGEST_WORD,)
    assert len(Query(" ".join(map(str, range(5_000)))).words) <= MOST_WORDS


@given(st.text(st.characters()) | st.text("\"*():^-+ ANDORNEAR;'\\\x00year.19X"))
def test_no_typed_text_becomes_syntax(typed: str) -> None:
    parsed = Query(typed).parsed
    for term in (*parsed.terms(), *parsed.without):
        for whole in (True, False):
            safe = expression(term, index.PLAIN_LETTERS, whole=whole)
            left = re.sub(r'"[a-z0-9 ]+"\*?', "w", safe)
            assert re.fullmatch(r"[w() ]*|[w() ]*(?:(?:OR|AND|w|[() ])+)", left), safe
