"""The photographs of a library: records by id, of which those of a folder are packed.

Whoever looks at one photograph asks for it by its id; whoever goes through many asks for `each` of
them, which takes half the time where neighbours lie in one pack.
"""

from collections.abc import Iterable, Iterator, KeysView, Mapping

from gallery.packed import Pack
from gallery.records import Photo

# So many records that were taken out of their packs are kept at hand: some screens of tiles, which
# are painted again and again.
MOST_AT_HAND = 512

# A record, or the pack that it lies in.
Held = Photo | Pack


def held_in(photos: Mapping[str, Photo]) -> Mapping[str, Held]:
    """Return in what each of some photographs is held."""
    return dict.fromkeys(photos, photos) if isinstance(photos, Pack) else photos


class Photos(Mapping[str, Photo]):
    """Photographs by id, in the order in which they were added."""

    def __init__(self) -> None:
        self._held: dict[str, Held] = {}
        self._at_hand: dict[str, Photo] = {}

    def __getitem__(self, photo: str) -> Photo:
        held = self._held[photo]
        if isinstance(held, Photo):
            return held
        record = self._at_hand.get(photo)
        if record is None:
            if len(self._at_hand) >= MOST_AT_HAND:
                self._at_hand.clear()
            record = self._at_hand[photo] = held[photo]
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, photo: object) -> bool:
        return photo in self._held

    def keys(self) -> KeysView[str]:
        """Return the ids, as a set that Python itself goes through."""
        return self._held.keys()

    def held(self, photo: str) -> Held:
        """Return a record, or the pack that it lies in. Raises KeyError."""
        return self._held[photo]

    def each(self, photos: Iterable[str]) -> Iterator[Photo]:
        """Yield the records of some photographs. Raises KeyError."""
        last: Held | None = None
        unpacked: dict[str, Photo] = {}
        for one in photos:
            held = self._held[one]
            if isinstance(held, Photo):
                yield held
                continue
            if held is not last:
                # Who goes to and fro between packs takes single records out of them.
                last, unpacked = held, {}
                yield held[one]
                continue
            if not unpacked:
                unpacked = dict(zip(held, held.each(), strict=True))
            yield unpacked[one]

    def hold(self, photos: Mapping[str, Held]) -> None:
        """Put photographs in the place of those with the same ids, or add them."""
        self._held.update(photos)
        for one in self._at_hand.keys() & photos.keys():
            del self._at_hand[one]

    def drop(self, photo: str) -> None:
        """Let go of a photograph, if it is there."""
        self._held.pop(photo, None)
        self._at_hand.pop(photo, None)

    def as_now(self) -> "Photos":
        """Return the photographs as they are now, for another thread."""
        copy = Photos()
        copy.hold(self._held)
        return copy
