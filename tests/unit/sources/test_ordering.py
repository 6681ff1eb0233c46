"""The order of file names and dates that people know from their file managers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery.sources.flow import Entry, SortBy, Stamp, Wish
from gallery.sources.ordering import in_order, natural


def ordered(names: list[str]) -> list[str]:
    return sorted(names, key=natural)


@pytest.mark.parametrize(
    "names",
    [
        ["IMG_2.jpg", "IMG_10.jpg", "IMG_100.jpg"],
        ["a.jpg", "B.jpg", "c.jpg"],
        ["eclair.jpg", "Éclair 2.jpg", "eclair 10.jpg", "Zebra.jpg"],
        ["moon.jpg", "moon 2.jpg", "moon-3.jpg"],
        ["1.jpg", "2.jpg", "10.jpg", "a.jpg"],
        ["IMG_007.jpg", "IMG_08.jpg", "IMG_9.jpg"],
        ["2019-12-31.jpg", "2020-01-02.jpg", "2020-01-10.jpg"],
        ["x999999999.jpg", "x1000000000.jpg", f"x{'9' * 40}.jpg", f"x1{'0' * 40}.jpg"],
        ["z.jpg", "a/a.jpg", "a/b.jpg", "a/b/a.jpg", "b/a.jpg"],
        ["day 2/9.jpg", "day 10/1.jpg"],
        ["Гагарин 2.jpg", "Гагарин 11.jpg", "гагарин 20.jpg"],
    ],
    ids=lambda names: names[0],
)
def test_names_stand_as_people_count(names: list[str]) -> None:
    assert ordered(names[::-1]) == names


def test_names_that_differ_in_case_alone_have_one_order() -> None:
    names = ["A.jpg", "a.jpg", "a.JPG"]
    assert ordered(names) == ordered(names[::-1])


@given(st.lists(st.text(max_size=12), unique=True))
def test_any_names_have_one_order(names: list[str]) -> None:
    assert ordered(names) == ordered(names[::-1])


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_stand_by_their_value(one: int, other: int) -> None:
    assert (natural(f"a{one}b") < natural(f"a{other}b")) == (one < other)


def entry(name: str, seconds: int) -> Entry:
    return Entry(name, name, Stamp(seconds * 1_000_000_000, 1))


def order(wish: Wish, dates: dict[str, str] | None = None) -> list[str]:
    day = 86_400
    entries = [entry("b2", 30 * day), entry("b10", 10 * day), entry("a", 20 * day)]
    return [one.name for one in in_order(entries, wish, dates)]


def test_by_date_is_by_when_a_file_was_changed() -> None:
    assert order(Wish(by=SortBy.DATE)) == ["b10", "a", "b2"]
    assert order(Wish(by=SortBy.DATE, descending=True)) == ["b2", "a", "b10"]


def test_by_date_is_by_when_a_photograph_was_taken_where_that_is_known() -> None:
    assert order(Wish(by=SortBy.DATE), {"b2": "1965-03-18"}) == ["b2", "b10", "a"]


def test_the_same_moment_is_ordered_by_name() -> None:
    entries = [entry("b10", 5), entry("b2", 5)]
    assert [one.name for one in in_order(entries, Wish(by=SortBy.DATE))] == ["b2", "b10"]


def test_the_last_first() -> None:
    assert order(Wish(descending=True)) == ["b10", "b2", "a"]


@pytest.mark.parametrize("nanoseconds", [-(10**20), 10**30, 0])
def test_a_date_that_no_calendar_has_is_no_fault(nanoseconds: int) -> None:
    strange = Entry("strange", "strange", Stamp(nanoseconds, 1))
    assert len(in_order([strange, entry("a", 1)], Wish(by=SortBy.DATE))) == 2
