"""The library: every photograph that is open, its names, its collections and its picture file.

Records are kept by id, in the order in which they were added. Changes are noted and passed on to
the finder (`gallery.library.finder`), which answers queries.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Set
from pathlib import Path

import msgspec

from gallery.library.change import Change, Noted
from gallery.library.facets import surname_first
from gallery.library.held import Photos, held_in
from gallery.manifest import Manifest
from gallery.packed import Pack
from gallery.records import Collection, Name, NameKind, Photo


class Library:
    """All open photographs, collections and names; `homes` are the folders of the collections.

    Whatever changes them notes it in `_noted`: `news` tells it.
    """

    def __init__(self) -> None:
        self.photos = Photos()
        self.names: dict[str, Name] = {}
        self.collections: dict[str, Collection] = {}
        self.homes: dict[str, Path] = {}
        # In which folder a photograph's picture lies; its file is in its record.
        self._folders: dict[str, Path] = {}
        self._missing: set[str] = set()
        self._picture_credits: dict[str, str] = {}
        # How many photographs show each name that is shown at all.
        self._shown: Counter[str] = Counter()
        self._noted = Noted()

    def add(
        self, folder: Path, manifest: Manifest, missing: frozenset[str] = frozenset()
    ) -> tuple[Collection, ...]:
        """Add a manifest whose pictures lie in `folder`; return its collections.

        `missing` are files that do not exist, or that a link leads out of the folder. An id that is
        already taken gets a number behind it.
        """
        names = self._take_in_names(manifest.names)
        new_ids: dict[str, str] = {}
        for photo in manifest.photos:
            fresh = _free(photo.id, self.photos)
            new_ids[photo.id] = fresh
            self._put(_renamed(photo, fresh, names))
            self._folders[fresh] = folder
            if photo.file in missing:
                self._missing.add(fresh)
            if photo.illustration and manifest.picture_credit:
                self._picture_credits[fresh] = manifest.picture_credit
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
            self.homes[renamed.id] = folder
            self._noted.collections[renamed.id] = renamed
            added.append(renamed)
        return tuple(added)

    def put(
        self,
        collection: Collection,
        folder: Path,
        photos: Mapping[str, Photo],
        gone: Set[str] = frozenset(),
    ) -> Collection:
        """Add a collection, or put it in the place of the one with its id; return it as it is kept.

        `photos` are those of its photographs that are not here yet, by id; their pictures lie in
        `folder`. They name nobody. `gone` are those that were in it and are no more; who is in no
        other collection leaves. Of 40,000 new ones it takes a few milliseconds.
        """
        if not self.photos.keys().isdisjoint(photos):
            # Two looks at the same folder may have found the same; anybody else has other ids.
            before = self.collections.get(collection.id)
            here = {*before.photos} if before else set()
            renamed = {one: _free(one, self.photos) for one in photos if one not in here}
            photos = {fresh: _renamed(photos[one], fresh, {}) for one, fresh in renamed.items()}
            members = tuple(renamed.get(one, one) for one in collection.photos)
            if members != collection.photos:
                collection = msgspec.structs.replace(collection, photos=members)
        held = held_in(photos)
        self.photos.hold(held)
        self._folders.update(dict.fromkeys(photos, folder))
        self._noted.photos.update(held)
        self.collections[collection.id] = collection
        self.homes[collection.id] = folder
        self._noted.collections[collection.id] = collection
        self._drop_unless_kept({one for one in gone if one in self.photos}, but=collection)
        return collection

    def update(self, photos: Iterable[Photo] | Pack, names: tuple[Name, ...] = ()) -> None:
        """Put other records in the place of those with the same ids; who is gone is passed over.

        `names` are those that the records name. What is packed stays so.
        """
        new_names = self._take_in_names(names)
        if isinstance(photos, Pack):
            if all(before == now for before, now in new_names.items()):
                self._update_packed(photos)
                return
            photos = photos.each()
        for photo in photos:
            if photo.id in self.photos:
                self._forget_names(photo.id)
                self._put(_renamed(photo, photo.id, new_names))

    def learn(self, names: Iterable[Name]) -> None:
        """Put name records in the place of those with the same ids, or add them."""
        for name in names:
            if self.names.get(name.id) != name:
                self.names[name.id] = name
                self._noted.names[name.id] = name

    def remove(self, collection: str) -> None:
        """Take away a collection, and those of its photographs that are in no other."""
        gone = self.collections.pop(collection)
        del self.homes[collection]
        self._noted.collections[collection] = None
        self._drop_unless_kept({*gone.photos})

    def free_collection_id(self, wanted: str) -> str:
        """Return an id that no collection has: the one wanted, or one with a number behind it."""
        return _free(wanted, self.collections)

    def find(self, wanted: str) -> str | None:
        """Return the id of a photograph by its id or by its file's name; None where there is none.

        The name may be a relative path; its last part will do.
        """
        if wanted in self.photos:
            return wanted
        every = self.photos.each(self.photos)
        found = next((one for one in every if f"/{one.file}".endswith(f"/{wanted}")), None)
        return found.id if found else None

    def picture(self, photo: str) -> Path | None:
        """Return the picture file of a photograph, None where it is missing. Raises KeyError."""
        return None if photo in self._missing else self._folders[photo] / self.photos[photo].file

    def folder(self, photo: str) -> Path | None:
        """Return the folder that a photograph's file is relative to; None where it is not here."""
        return self._folders.get(photo)

    def lies_in(self, photo: str, folder: Path) -> bool:
        """Return whether a photograph's picture file lies right in a folder. Raises KeyError."""
        return self._folders[photo] == folder and "/" not in self.photos[photo].file

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
        listed = [
            (self.names[name], count)
            for name, count in self._shown.items()
            if self.names[name].kind is kind
        ]
        return sorted(listed, key=lambda pair: (-pair[1], surname_first(pair[0].display_name)))

    def count(self, name: str) -> int:
        """Return how many photographs show a person or craft."""
        return self._shown[name]

    def news(self) -> Change:
        """Return what has become different since this was last asked, for the finder."""
        return self._noted.told()

    def _put(self, photo: Photo) -> None:
        held = {photo.id: photo}
        self.photos.hold(held)
        self._noted.photos.update(held)
        self._note_names(photo)

    def _update_packed(self, pack: Pack) -> None:
        there = [one for one in pack if one in self.photos]
        for one in there:
            self._forget_names(one)
        held = dict.fromkeys(there, pack)
        self.photos.hold(held)
        self._noted.photos.update(held)
        if len(there) == len(pack):
            self._shown.update(pack.shown())
        else:
            for photo in self.photos.each(there):
                self._note_names(photo)

    def _note_names(self, photo: Photo) -> None:
        for name in {*photo.names_shown()}:
            self._shown[name] += 1

    def _forget_names(self, photo: str) -> None:
        held = self.photos.held(photo)
        if isinstance(held, Pack) and not held.shows_names:
            return
        for name in {*self.photos[photo].names_shown()}:
            self._shown[name] -= 1
            if not self._shown[name]:
                del self._shown[name]

    def _drop_unless_kept(self, photos: Set[str], but: Collection | None = None) -> None:
        """Let go of photographs that are in no collection, or are known not to be in one of them.

        To look through that one takes 20 ms, where it has a million.
        """
        for collection in self.collections.values() if photos else ():
            if collection is not but:
                photos = {*photos}.difference(collection.photos)
        for photo in photos:
            self._forget_names(photo)
            self.photos.drop(photo)
            del self._folders[photo]
            self._missing.discard(photo)
            self._picture_credits.pop(photo, None)
            self._noted.photos[photo] = None
            self._noted.has_gone = True

    def _take_in_names(self, names: tuple[Name, ...]) -> dict[str, str]:
        new_ids = {}
        for name in names:
            known = self.names.get(name.id)
            fresh = name.id if known == name else _free(name.id, self.names)
            self.names[fresh] = msgspec.structs.replace(name, id=fresh)
            if known != name:
                self._noted.names[fresh] = self.names[fresh]
            new_ids[name.id] = fresh
        return new_ids


def _free(wanted: str, taken: Container[str]) -> str:
    fresh, number = wanted, 2
    while fresh in taken:
        fresh, number = f"{wanted}-{number}", number + 1
    return fresh


def _renamed(photo: Photo, fresh: str, names: Mapping[str, str]) -> Photo:
    """Return a record under another id, naming others; the same one where all are as they were."""
    if photo.id == fresh and all(names.get(one, one) == one for one in photo.names()):
        return photo
    return msgspec.structs.replace(
        photo,
        id=fresh,
        persons_shown=tuple(names.get(name, name) for name in photo.persons_shown),
        craft_shown=tuple(names.get(name, name) for name in photo.craft_shown),
        companions=tuple(
            msgspec.structs.replace(companion, name=names.get(companion.name, companion.name))
            for companion in photo.companions
        ),
    )
