"""What is chosen stays chosen when rows come, go and are put elsewhere."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gallery.qt.moving import FEW, begins_with, moved, rows_now

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
    found = moved(old, new, runs, set(new).__contains__)
    rows = [row for run in found for row in run]
    assert rows == [row for row, one in enumerate(new) if one in chosen]
    assert all(one.stop < other.start for one, other in pairwise(found))


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


@st.composite
def far_apart(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Draw two answers of a few blocks in some order each, most of them of very many ids."""
    blocks = [
        [f"{number}/{one}" for one in range(draw(st.sampled_from((1, 3, 900))))]
        for number in range(8)
    ]
    before, after = (draw(st.lists(st.sampled_from(range(8)), unique=True)) for _ in range(2))
    old, new = ([one for number in order for one in blocks[number]] for order in (before, after))
    return old, new


@given(far_apart(), st.lists(st.integers(0, 8_000), max_size=2 * FEW))
def test_every_row_is_found_again_however_far_it_was_put(
    answers: tuple[list[str], list[str]], wanted: list[int]
) -> None:
    old, new = answers
    rows = [row % len(old) for row in wanted if old]
    places = {one: row for row, one in enumerate(new)}
    assert rows_now(old, new, rows, places.__contains__) == [places.get(old[row]) for row in rows]


@given(far_apart(), st.lists(st.integers(0, 8_000), min_size=4, max_size=4).map(sorted))
def test_so_is_every_run(answers: tuple[list[str], list[str]], places: list[int]) -> None:
    check(*answers, places)


@given(IDS, IDS)
def test_more_behind_is_told_from_any_other_change(one: list[str], other: list[str]) -> None:
    assert begins_with((*one, *other), tuple(one))
    assert begins_with(tuple(one), tuple(other)) == (one[: len(other)] == other)


def test_one_that_goes_costs_no_look_at_the_others() -> None:
    old = Counting(map(str, range(100_000)))
    new = Counting(old[:5_000] + old[5_001:])
    old.looked_at = new.looked_at = 0
    assert moved(old, new, [range(len(old))], bool) == [range(len(new))]
    assert moved(old, new, [range(4_999, 5_002)], lambda one: one != "5000") == [
        range(4_999, 5_001)
    ]
    assert old.looked_at + new.looked_at == 0
