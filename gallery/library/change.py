"""What has become different in a library, for those who keep something that they made from it.

A library notes the ids of what was added, changed or taken away. Whoever asks for the news is given
what stands under those ids now, as records that never change: it can be read on another thread
while the library goes on.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from gallery.records import Collection, Name, Photo


class Change(Struct, frozen=True):
    """What stands under some ids now; None where nothing does any more.

    Photographs and collections that are new come in the order in which they were added.
    """

    photos: Mapping[str, Photo | None] = {}
    names: Mapping[str, Name] = {}
    collections: Mapping[str, Collection | None] = {}

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
            )
        fewer.append(change)
    return fewer


def _comes_back(before: Mapping[str, object], later: Mapping[str, object]) -> bool:
    gone = (one for one, now in before.items() if now is None)
    return any(later.get(one) is not None for one in gone)


class Noted:
    """The ids of photographs, names and collections that are not as they were."""

    def __init__(self) -> None:
        self.photos: dict[str, None] = {}
        self.names: dict[str, None] = {}
        self.collections: dict[str, None] = {}

    def told(
        self,
        photos: Mapping[str, Photo],
        names: Mapping[str, Name],
        collections: Mapping[str, Collection],
    ) -> Change:
        """Return what stands under the ids now, and begin anew."""
        change = Change(
            {one: photos.get(one) for one in self.photos},
            {one: names[one] for one in self.names},
            {one: collections.get(one) for one in self.collections},
        )
        self.photos, self.names, self.collections = {}, {}, {}
        return change
