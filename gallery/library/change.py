"""What has become different in a library, for those who keep something that they made from it.

A library notes what was added, changed or taken away. Whoever asks for the news is given what
stands under those ids now, as records that never change: it can be read on another thread while the
library goes on.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from gallery.records import Collection, Name, Photo


class Change(Struct, frozen=True):
    """What stands under some ids now; None where nothing does any more.

    Photographs and collections that are new come in the order in which they were added. `has_gone`
    tells whether any photograph is there no more.
    """

    photos: Mapping[str, Photo | None] = {}
    names: Mapping[str, Name] = {}
    collections: Mapping[str, Collection | None] = {}
    has_gone: bool = False

    def __bool__(self) -> bool:
        return bool(self.photos or self.names or self.collections)

    def is_undone_by(self, later: "Change") -> bool:
        """Return whether something that goes here comes back later: behind all others, then."""
        return _comes_back(self.photos, later.photos) or _comes_back(
            self.collections, later.collections
        )


def joined(changes: Iterable[Change]) -> list[Change]:
    """Return the same changes as fewer: what was changed several times is so once."""
    fewer: list[Change] = []
    for change in changes:
        if fewer and not fewer[-1].is_undone_by(change):
            last = fewer.pop()
            change = Change(
                {**last.photos, **change.photos},
                {**last.names, **change.names},
                {**last.collections, **change.collections},
                last.has_gone or change.has_gone,
            )
        fewer.append(change)
    return fewer


def _comes_back(before: Mapping[str, object], later: Mapping[str, object]) -> bool:
    gone = (one for one, now in before.items() if now is None)
    return any(later.get(one) is not None for one in gone)


class Noted:
    """What stands under the ids of photographs, names and collections that are not as they were."""

    def __init__(self) -> None:
        self.photos: dict[str, Photo | None] = {}
        self.names: dict[str, Name] = {}
        self.collections: dict[str, Collection | None] = {}
        self.has_gone = False

    def told(self) -> Change:
        """Return what has been noted, and begin anew. However much it is, this takes no time."""
        change = Change(self.photos, self.names, self.collections, self.has_gone)
        self.photos, self.names, self.collections, self.has_gone = {}, {}, {}, False
        return change
