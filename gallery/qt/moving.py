"""Which rows have become which, where one answer takes the place of another.

Mostly a few photographs have come or gone among very many. A few rows are then found near where
they were; of very many, what lies between two changes has moved as a whole, and is found by
comparing long pieces of both answers, which Python does without a step for each of them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

# So many rows are sought one by one, each near the place where it was …
FEW = 16
# … which is within so many rows of it, or of where the one before it has come to.
_NEAR = 500
# So many pieces are told apart; beyond that it is cheaper to look every id up.
MOST_PIECES = 64
# Where the answers differ, as many ids are looked through for where they go on alike.
_NEAR_CHANGE = 200
# So many ids are compared in one step: more of them at once leave the processor's cache between
# being copied and being compared, which takes twice as long.
_AT_ONCE = 4_096


def moved(
    old: Sequence[str],
    new: Sequence[str],
    runs: Sequence[range],
    is_there: Callable[[str], bool],
) -> list[range]:
    """Return where the ids of some runs of old rows stand among the new; as runs, in order.

    `is_there` tells of an id whether it may be among the new.
    """
    if sum(map(len, runs)) <= FEW:
        few = [row for run in runs for row in run]
        rows = rows_now(old, new, few, is_there)
        return list(_joined(sorted({row for row in rows if row is not None})))
    pieces = _pieces(old, new)
    if pieces is None:
        chosen = {one for run in runs for one in old[run.start : run.stop]}
        return list(_runs(bytes(map(chosen.__contains__, new))))
    found: list[range] = []
    for run in runs:
        for at, by in pieces:
            start, stop = max(run.start, at.start), min(run.stop, at.stop)
            if start >= stop:
                continue
            if found and found[-1].stop == start + by:
                found[-1] = range(found[-1].start, stop + by)
            else:
                found.append(range(start + by, stop + by))
    return found


def rows_now(
    old: Sequence[str], new: Sequence[str], rows: Sequence[int], is_there: Callable[[str], bool]
) -> list[int | None]:
    """Return where the ids of some old rows stand among the new; None where they do not.

    `is_there` tells of an id whether it may be among the new: else it is sought only near.
    """
    found = _found_near(old, new, rows)
    lost = {old[row] for row, there in zip(rows, found, strict=True) if there is None}
    lost = set(filter(is_there, lost))
    if not lost:
        return found
    if len(lost) <= FEW:
        far = {one: place(new, one, 0, len(new)) for one in lost}
    else:
        far = {one: row for row, one in enumerate(new) if one in lost}
    return [
        far.get(old[row]) if there is None else there
        for row, there in zip(rows, found, strict=True)
    ]


def _found_near(old: Sequence[str], new: Sequence[str], rows: Sequence[int]) -> list[int | None]:
    """Return where the ids of some old rows stand among the new; None where not near."""
    found: list[int | None] = []
    by = 0
    for row in rows:
        there = place(new, old[row], row + by)
        by = by if there is None else there - row
        found.append(there)
    return found


def place(ids: Sequence[str], wanted: str, middle: int, near: int = _NEAR) -> int | None:
    """Return where an id stands, if that is within so many rows of a place."""
    try:
        return ids.index(wanted, max(middle - near, 0), max(middle + near, 0))
    except ValueError:
        return None


def begins_with(new: Sequence[str], old: Sequence[str]) -> bool:
    """Return whether an answer is another one with nothing but more behind it."""
    last = len(old) - 1
    if len(new) < len(old) or (old and (new[0] != old[0] or new[last] != old[last])):
        return False
    return new is old or _alike(old, new, 0, 0) == len(old)


def _pieces(old: Sequence[str], new: Sequence[str]) -> list[tuple[range, int]] | None:
    """Return the runs of old rows that stand together still, and by how many rows each has moved.

    None where there are too many, or what is not alike is not a few ids that came or went.
    """
    pieces: list[tuple[range, int]] = []
    only_old: set[str] = set()
    only_new: list[Sequence[str]] = []
    here, there = 0, 0
    while here < len(old) and there < len(new):
        length = _alike(old, new, here, there)
        if length:
            pieces.append((range(here, here + length), there - here))
            here, there = here + length, there + length
            continue
        if len(pieces) >= MOST_PIECES:
            return None
        gone = _place_behind(old, new[there], here)
        come = _place_behind(new, old[here], there)
        if gone is None and come is None:
            return None
        if come is None or (gone is not None and gone - here <= come - there):
            assert gone is not None
            only_old.update(old[here:gone])
            here = gone
        else:
            only_new.append(new[there:come])
            there = come
    only_old.update(old[here:])
    only_new.append(new[there:])
    # Who went in one place and came in another has been put elsewhere.
    is_moved = only_old and not only_old.isdisjoint(chain.from_iterable(only_new))
    return None if is_moved else pieces


def _alike(old: Sequence[str], new: Sequence[str], here: int, there: int) -> int:
    """Return how many ids are alike from two places on."""
    length, step = 0, 1
    most = min(len(old) - here, len(new) - there)
    while step and length < most:
        step = min(step, most - length)
        one, other = here + length, there + length
        if old[one : one + step] == new[other : other + step]:
            length += step
            step = min(step * 2, _AT_ONCE)
        else:
            # Halved until there is nothing left to be compared.
            step //= 2
            most = min(most, length + max(step * 2, 1))
    return length


def _place_behind(ids: Sequence[str], wanted: str, start: int) -> int | None:
    try:
        return ids.index(wanted, start, start + _NEAR_CHANGE)
    except ValueError:
        return None


def _joined(rows: Sequence[int]) -> Iterator[range]:
    """Yield ascending rows as runs."""
    start = 0
    for number, row in enumerate(rows):
        if number + 1 == len(rows) or rows[number + 1] != row + 1:
            yield range(rows[start], row + 1)
            start = number + 1


def _runs(chosen: bytes) -> Iterator[range]:
    """Yield the runs of ones among zeros."""
    start = chosen.find(1)
    while start >= 0:
        stop = chosen.find(0, start)
        stop = stop if stop >= 0 else len(chosen)
        yield range(start, stop)
        start = chosen.find(1, stop)
