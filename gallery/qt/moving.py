"""Which rows have become which, where one list of ids takes the place of another.

Mostly a few photographs have come or gone among very many: then what lies between them has moved as
a whole, and is found by comparing long pieces of both lists, which Python does without a step for
each of them.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

# So many pieces are told apart; beyond that it is cheaper to look every id up.
MOST_PIECES = 64
# Where the lists differ, as many ids are looked through for where they go on alike.
_NEAR = 200


def moved(old: Sequence[str], new: Sequence[str], runs: Sequence[range]) -> list[range]:
    """Return where the ids of some runs of old rows stand among the new; as runs, in order."""
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
        gone = _place(old, new[there], here)
        come = _place(new, old[here], there)
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
            step *= 2
        else:
            # Halved until there is nothing left to be compared.
            step //= 2
            most = min(most, length + max(step * 2, 1))
    return length


def _place(ids: Sequence[str], wanted: str, start: int) -> int | None:
    try:
        return ids.index(wanted, start, start + _NEAR)
    except ValueError:
        return None


def _runs(chosen: bytes) -> Iterator[range]:
    """Yield the runs of ones among zeros."""
    start = chosen.find(1)
    while start >= 0:
        stop = chosen.find(0, start)
        stop = stop if stop >= 0 else len(chosen)
        yield range(start, stop)
        start = chosen.find(1, stop)
