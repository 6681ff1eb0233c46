"""Dates: what archivists write, what people read, and which years find it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import edtf

EDTF_LETTERS = st.text(alphabet="0123456789X-/~?%.TZ:+", max_size=24)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1966-11-12", "12 November 1966"),
        ("1966-11-01", "1 November 1966"),
        ("1966-07", "July 1966"),
        ("1966", "1966"),
        ("0988", "988"),
        ("1966-07-XX", "July 1966"),
        ("1966-XX", "1966"),
        ("1966-XX-XX", "1966"),
        ("196X", "the 1960s"),
        ("19XX", "the 1900s"),
        ("196X~", "around the 1960s"),
        ("1966~", "around 1966"),
        ("1966-11-12~", "around 12 November 1966"),
        ("1966?", "1966 (uncertain)"),
        ("1966-07%", "around July 1966 (uncertain)"),
        ("1965-21", "spring 1965"),
        ("1965-22", "summer 1965"),
        ("1965-23", "autumn 1965"),
        ("1965-24~", "around winter 1965"),
        ("2012-02-29", "29 February 2012"),
        ("2000-02-29", "29 February 2000"),
        ("1966-11-12T17:47:39", "12 November 1966"),
        ("1966-11-12T17:47:39Z", "12 November 1966"),
        ("1966-11-12T17:47:39+05:30", "12 November 1966"),
        ("1966-07-18/1966-07-21", "18–21 July 1966"),
        ("2014-04-27/2014-05-12", "27 April – 12 May 2014"),
        ("2013-12-30/2014-01-02", "30 December 2013 – 2 January 2014"),
        ("1966-11-12/1966-11-12", "12 November 1966"),
        ("1966-11-12T10:00:00Z/1966-11-12T12:30:00Z", "12 November 1966"),
        ("1966/1969", "1966–1969"),
        ("1965/..", "from 1965"),
        ("1965/", "from 1965"),
        ("1966-07-18~/..", "from around 18 July 1966"),
        ("../1965-03", "until March 1965"),
        ("/1965", "until 1965"),
        ("1965~/1966", "around 1965 to 1966"),
        ("196X/197X", "the 1960s to the 1970s"),
    ],
)
def test_a_date_is_read_as_people_write_it(written: str, read: str) -> None:
    assert edtf.in_words(written) == read


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        " ",
        "/",
        "../..",
        "/..",
        "12 November 1966",
        "11/12/1966",
        "12.11.1966",
        "19661112",
        "66",
        "1966-11-12 ",
        " 1966-11-12",
        "1966-11-12\n",
        "1966-1-2",
        "1966-00",
        "1966-13",
        "1966-25",
        "1966-11-00",
        "1966-11-31",
        "1966-02-29",
        "1900-02-29",
        "1965-21-03",
        "1966-XX-12",
        "196X-11",
        "19X6",
        "XXXX",
        "1966-11-12T25:00:00",
        "1966-11-12T17:60:00",
        "1966-11T17:47:39",
        "1966/1967/1968",
        "1966-11-12/1966-11-11",
        "1966-08/1966-07",
        "197X/196X",
        "1967/1966",
        "1966-11-12/soon",
        "~1966",
        "1966~?",
        "-1966",
        pytest.param("١٩٦٦", id="arabic-digits"),
        pytest.param("1966-1２", id="fullwidth-digit"),
    ],
)
def test_what_is_no_date_is_refused_and_named(nonsense: str) -> None:
    with pytest.raises(edtf.EdtfError) as refusal:
        edtf.parse(nonsense)
    assert f"“{nonsense}”" in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("1966-11-12", (1966,)),
        ("1966-07~", (1966,)),
        ("1965-21", (1965,)),
        ("196X~", ()),
        ("19XX", ()),
        ("1966-07-18/1966-07-21", (1966,)),
        ("2013-12-30/2014-01-02", (2013, 2014)),
        ("1966/1969", (1966, 1967, 1968, 1969)),
        ("1965/..", (1965,)),
        ("../1965", (1965,)),
        ("1966/197X", (1966,)),
        pytest.param("0001/9999", (1, 9999), id="an-age-is-found-by-its-ends"),
    ],
)
def test_years_a_date_is_sure_to_touch(written: str, years: tuple[int, ...]) -> None:
    assert edtf.years(written) == years


@given(st.text() | EDTF_LETTERS)
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        with pytest.raises(edtf.EdtfError):
            edtf.in_words(text)
        with pytest.raises(edtf.EdtfError):
            edtf.years(text)
    else:
        assert edtf.in_words(text)
        assert edtf.years(text) == tuple(sorted(edtf.years(text)))


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    assert edtf.in_words(day.isoformat()) == f"{day.day} {edtf.MONTHS[day.month - 1]} {day.year}"
    assert edtf.years(day.isoformat()) == (day.year,)


@given(st.dates(), st.dates())
def test_two_days_make_an_interval_only_in_their_order(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert str(last.year) in edtf.in_words(f"{first}/{last}")
    if first < last:
        with pytest.raises(edtf.EdtfError, match="ends before it begins"):
            edtf.parse(f"{last}/{first}")
