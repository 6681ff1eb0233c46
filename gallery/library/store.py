"""The library: every photograph that is open, its names, its collections and its picture file.

Records are kept by id, in the order in which they were added. What is added is noted, so that the
finder (`gallery.library.finder`), which answers queries, can be told of it.
"""

from collections import Counter
from pathlib import Path

import msgspec

from gallery.library.change import Change, Noted
from gallery.library.facets import surname_first
from gallery.manifest import Manifest
from gallery.records import Collection, Name, NameKind, Photo


class Library:
    """All open photographs, collections and names.

    Whatever changes them notes the ids in `_noted`: `news` tells them.
    """

    def __init__(self) -> None:
        self.photos: dict[str, Photo] = {}
        self.names: dict[str, Name] = {}
        self.collections: dict[str, Collection] = {}
        self._pictures: dict[str, Path | None] = {}
        self._picture_credits: dict[str, str] = {}
        self._by_name: dict[str, set[str]] = {}
        self._noted = Noted()

    def add(
        self, folder: Path, manifest: Manifest, missing: frozenset[str] = frozenset()
    ) -> tuple[Collection, ...]:
        """Add a manifest whose pictures lie in `folder`; return its collections.

        `missing` are files that are not to be had, or that a link leads out of the folder. An id
        that is already taken by something else gets a number behind it.
        """
        names = self._take_in_names(manifest.names)
        new_ids: dict[str, str] = {}
        for photo in manifest.photos:
            fresh = _free(photo.id, self.photos)
            new_ids[photo.id] = fresh
            self.photos[fresh] = _renamed(photo, fresh, names)
            self._noted.photos[fresh] = None
            self._pictures[fresh] = None if photo.file in missing else folder / photo.file
            if photo.illustration and manifest.picture_credit:
                self._picture_credits[fresh] = manifest.picture_credit
            for name in self.named_in(fresh):
                self._by_name.setdefault(name, set()).add(fresh)
        added = []
        for collection in manifest.collections or (
            Collection(id=folder.name or "opened", title=manifest.title, photos=tuple(new_ids)),
        ):
            renamed = msgspec.structs.replace(
                collection,
                id=_free(collection.id, self.collections),
                photos=tuple(new_ids[photo] for photo in collection.photos),
            )
            self.collections[renamed.id] = renamed
            self._noted.collections[renamed.id] = None
            added.append(renamed)
        return tuple(added)

    def picture(self, photo: str) -> Path | None:
        """Return the picture file of a photograph, None where it is missing. Raises KeyError."""
        return self._pictures[photo]

    def picture_credit(self, photo: str) -> str | None:
        """Return who made the picture, where it is an illustration and this is known."""
        return self._picture_credits.get(photo)

    def named_in(self, photo: str) -> tuple[str, ...]:
        """Return the ids of the persons and craft that a photograph shows."""
        return self.photos[photo].names_shown()

    def shown(self, kind: NameKind) -> list[tuple[Name, int]]:
        """Return the names of one kind that any photograph shows, each with its count.

        Those with the most photographs come first, then in order of their last word.
        """
        counts = Counter({name: len(photos) for name, photos in self._by_name.items()})
        listed = [
            (self.names[name], count)
            for name, count in counts.items()
            if self.names[name].kind is kind
        ]
        return sorted(listed, key=lambda pair: (-pair[1], surname_first(pair[0].display_name)))

    def count(self, name: str) -> int:
        """Return how many photographs show a person or craft."""
        return len(self._by_name.get(name, ()))

    def news(self) -> Change:
        """Return what has become different since this was last asked, for the finder."""
        return self._noted.told(self.photos, self.names, self.collections)

    def _take_in_names(self, names: tuple[Name, ...]) -> dict[str, str]:
        new_ids = {}
        for name in names:
            known = self.names.get(name.id)
            fresh = name.id if known == name else _free(name.id, self.names)
            self.names[fresh] = msgspec.structs.replace(name, id=fresh)
            if known != name:
                self._noted.names[fresh] = None
            new_ids[name.id] = fresh
        return new_ids


def _free(wanted: str, taken: dict[str, Photo] | dict[str, Name] | dict[str, Collection]) -> str:
    fresh, number = wanted, 2
    while fresh in taken:
        fresh, number = f"{wanted}-{number}", number + 1
    return fresh


def _renamed(photo: Photo, fresh: str, names: dict[str, str]) -> Photo:
    return msgspec.structs.replace(
        photo,
        id=fresh,
        persons_shown=tuple(names[name] for name in photo.persons_shown),
        craft_shown=tuple(names[name] for name in photo.craft_shown),
        companions=tuple(
            msgspec.structs.replace(companion, name=names[companion.name])
            for companion in photo.companions
        ),
    )
