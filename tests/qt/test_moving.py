"""What is chosen stays chosen when rows come, go and are put elsewhere."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from gallery.qt.moving import moved

IDS = st.lists(st.integers(0, 40).map(str), unique=True, max_size=30)
PLACES = st.lists(st.integers(0, 30), min_size=4, max_size=4).map(sorted)


class Counting(list[str]):
    """A list that counts how many of its ids were looked at one by one."""

    looked_at = 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        for one in super().__iter__():
            self.looked_at += 1
            yield one


def check(old: Sequence[str], new: Sequence[str], places: Sequence[int]) -> None:
    first, second, third, fourth = (min(place, len(old)) for place in places)
    runs = [run for run in (range(first, second), range(third, fourth)) if run]
    chosen = {one for run in runs for one in old[run.start : run.stop]}
    found = moved(old, new, runs)
    rows = [row for run in found for row in run]
    assert rows == [row for row, one in enumerate(new) if one in chosen]


@given(IDS, IDS, PLACES)
def test_any_list_may_take_the_place_of_another(
    old: list[str], new: list[str], places: list[int]
) -> None:
    check(old, new, places)


@given(IDS, st.sets(st.integers(0, 40).map(str)), st.lists(st.integers(0, 30)), PLACES)
def test_photographs_may_come_and_go(
    old: list[str], gone: set[str], come: list[int], places: list[int]
) -> None:
    new = [one for one in old if one not in gone]
    for number, place in enumerate(come):
        new.insert(place, f"new{number}")
    check(old, new, places)


def test_one_that_goes_costs_no_look_at_the_others() -> None:
    old = Counting(map(str, range(100_000)))
    new = Counting(old[:5_000] + old[5_001:])
    old.looked_at = new.looked_at = 0
    assert moved(old, new, [range(len(old))]) == [range(len(new))]
    assert moved(old, new, [range(4_999, 5_002)]) == [range(4_999, 5_001)]
    assert old.looked_at + new.looked_at == 0
