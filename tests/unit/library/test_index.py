"""What stands in the index for a photograph: its words behind letters, its dates and flags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import text
from gallery.library.entries import entries
from gallery.library.index import behind, dates, flags, row, with_flag
from tests.unit import making


@pytest.mark.parametrize(
    ("date", "touched"),
    [
        ("1966-11-12", "19xx 196x 1966 196611 19661112"),
        ("1966-07", "19xx 196x 1966 196607"),
        ("1965", "19xx 196x 1965"),
        ("1965-21", "19xx 196x 1965 196521"),
        ("196X~", "19xx 196x"),
        ("19XX", "19xx"),
        ("1966-11-12T17:47:39Z", "19xx 196x 1966 196611 19661112"),
        ("1969-12-31/1970-01-01", "19xx 196x 1969 196912 19691231 197x 1970 197001 19700101"),
        ("1969-11/1970-01", "19xx 196x 1969 196911 197x 1970 197001 196912"),
        ("1964/1966", "19xx 196x 1964 1966 1965"),
        ("1965/..", "19xx 196x 1965"),
        ("0000-01-01/0000-01-02", "00xx 000x 0000 000001 00000101 00000102"),
    ],
)
def test_a_date_touches_what_it_is_sure_of(date: str, touched: str) -> None:
    assert set(dates(date)) == set(touched.split())
    assert len(dates(date)) == len(set(dates(date)))


def test_the_months_and_days_of_a_long_interval_are_not_meant_one_by_one() -> None:
    assert len(dates("1900-01-01/1999-12-31")) < 130


def test_flags_tell_what_there_is_and_what_not() -> None:
    bare = flags(making.record())
    whole = flags(making.record(caption="C", illustration=True, persons_shown=["ada"]))
    known = (bare, whole)
    assert list(with_flag("photograph", known)) == [f"q{bare}"]
    assert list(with_flag("illustration", known)) == [f"q{whole}"]
    assert list(with_flag("caption", known)) == list(with_flag("person", known)) == [f"q{whole}"]
    assert list(with_flag("creator", known)) == []


@pytest.mark.parametrize(
    ("uri", "public"),
    [
        ("http://rightsstatements.org/vocab/NoC-US/1.0/", True),
        ("https://creativecommons.org/publicdomain/mark/1.0/", True),
        ("https://creativecommons.org/licenses/by/4.0/", False),
        ("http://rightsstatements.org/vocab/InC/1.0/", False),
    ],
)
def test_public_is_what_is_free_without_condition(uri: str, public: bool) -> None:
    words = row(making.record(rights=uri), lambda _, name: name).split()
    assert ("vpublic" in words) is public


@given(st.text() | st.text("Aa1 -_’“—…'`é\n"))
def test_words_behind_a_letter_are_those_of_the_text(written: str) -> None:
    # The index makes letters small, and a letter alone is no word.
    behind_it = [one[1:] for one in behind("t", written).lower().split() if one != "t"]
    assert behind_it == text.folded(written)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", "Zenith"),
        ("usage_terms", "Zenith"),
        ("licensor", ["Zenith"]),
        ("description_writer", "Zenith"),
        ("other_languages", ["Ein Zenith"]),
    ],
)
def test_what_files_say_is_found_and_the_reason_told(field: str, said: object) -> None:
    photo = making.record(**{field: said})
    words = [word[1:].lower() for word in row(photo, lambda _letter, _name: "").split()]
    assert "zenith" in words
    (reason,) = (one for one in entries(photo, {}) if "zenith" in one.words())
    assert reason.field == field
