"""What collections are called: by their own titles, and by the folder above where two have one.

Every camera writes into a folder called DCIM, and many years have a folder called Summer.
"""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from gallery.library.store import Library
from gallery.sources.folder import shown

# Who lies in the same folder so far up is not told apart by it.
_MOST_ABOVE = 6


def told_apart(library: Library) -> dict[str, str]:
    """Return the titles of all collections by id; those that are alike name where they lie."""
    alike = defaultdict(list)
    for one in library.collections.values():
        alike[one.title].append(one.id)
    titles: dict[str, str] = {}
    for title, ids in alike.items():
        where = _above({one: library.homes[one] for one in ids}) if len(ids) > 1 else {}
        titles.update((one, f"{title} · {where[one]}" if where else title) for one in ids)
    return titles


def _above(homes: Mapping[str, Path]) -> dict[str, str]:
    """Return what stands above some folders, as much of it as tells them apart; or nothing."""
    for depth in range(1, _MOST_ABOVE + 1):
        tails = {one: str(Path(*home.parent.parts[-depth:])) for one, home in homes.items()}
        if len({*tails.values()}) == len(homes):
            return {one: shown(tail) for one, tail in tails.items()}
    return {}
