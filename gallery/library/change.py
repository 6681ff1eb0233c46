"""What has changed in a library, for those who keep something that was made from it.

A library notes what was added, changed or removed. Its news are what stands under those ids now, as
records that never change: they can be read on another thread while the library goes on.
"""

from collections.abc import Mapping

from msgspec import Struct

from gallery.library.held import Held
from gallery.records import Collection, Name


class Change(Struct, frozen=True):
    """What stands under some ids now; None where nothing does any more.

    Of a photograph that is its record, or the pack that the record lies in.
    Photographs and collections that are new come in the order in which they were added. `has_gone`
    says whether any photograph has been removed.
    """

    photos: Mapping[str, Held | None] = {}
    names: Mapping[str, Name] = {}
    collections: Mapping[str, Collection | None] = {}
    has_gone: bool = False

    def __bool__(self) -> bool:
        return bool(self.photos or self.names or self.collections)


class Pending:
    """Changes that have not been taken in yet, merged into as few as possible.

    What has changed several times is kept once, as it is now.
    """

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._last = Noted()

    def add(self, change: Change) -> None:
        """Put a change behind the others."""
        last = self._last
        if last.comes_back(change):
            # It stands behind all others then.
            self._changes.append(last.told())
        last.photos.update(change.photos)
        last.names.update(change.names)
        last.collections.update(change.collections)
        last.has_gone = last.has_gone or change.has_gone

    def take(self) -> list[Change]:
        """Return the changes, in order, and start again."""
        changes, self._changes = self._changes, []
        last = self._last.told()
        return [*changes, last] if last else changes


class Noted:
    """What stands under the ids of photographs, names and collections that have changed."""

    def __init__(self) -> None:
        self.photos: dict[str, Held | None] = {}
        self.names: dict[str, Name] = {}
        self.collections: dict[str, Collection | None] = {}
        self.has_gone = False

    def comes_back(self, change: Change) -> bool:
        """Return whether something that has gone is there again in a later change."""
        gone = {one for one, now in self.collections.items() if now is None}
        if self.has_gone:
            gone.update(one for one, now in self.photos.items() if now is None)
        later = (change.photos, change.collections)
        return any(one.get(id_) is not None for id_ in gone for one in later)

    def told(self) -> Change:
        """Return what has been noted, and start again. This takes no time, however much it is."""
        change = Change(self.photos, self.names, self.collections, self.has_gone)
        self.photos, self.names, self.collections, self.has_gone = {}, {}, {}, False
        return change
