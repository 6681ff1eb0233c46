"""Thumbnails that have been made, and are written to the cache when nobody waits for anything.

Writing one takes a sixth of the time of making it. On a page, people wait for all of the pictures
and for none of the files: those are written after the last picture. A worker that is killed before
that loses nothing but thumbnails, which are made again.
"""

from gallery.decode.cache import Cache, Original
from gallery.decode.image import Shown, Size, fitted

# Some fifty thumbnails, as many as a worker makes for a large page. To write them takes less time
# than a worker has to leave when the window closes.
MOST_BYTES = 8 << 20


class Unwritten:
    """The thumbnails that wait. `most_bytes` of pixels wait at most."""

    def __init__(self, cache: Cache, most_bytes: int = MOST_BYTES) -> None:
        self._cache = cache
        self._most_bytes = most_bytes
        self._bytes = 0
        self._waiting: dict[tuple[Original, int], Shown] = {}

    def __len__(self) -> int:
        return len(self._waiting)

    def find(self, original: Original, box: Size) -> Shown | None:
        """Return a waiting thumbnail that is good for a box, or None."""
        for (one, _), shown in self._waiting.items():
            wanted = fitted(shown.full, box)
            if one == original and shown.image.width >= wanted[0] - 1:
                return shown
        return None

    def add(self, original: Original, side: int, shown: Shown) -> None:
        """Put off a thumbnail, as `Cache.keep` takes it; writes the oldest where there is no room.

        Raises OSError for that one.
        """
        self._bytes += _bytes(shown)
        self._waiting[original, side] = shown
        while self._bytes > self._most_bytes:
            self.write_one()

    def write_one(self) -> None:
        """Write the oldest; it waits no longer even where that fails. Raises OSError."""
        original, side = next(iter(self._waiting))
        shown = self._waiting.pop((original, side))
        self._bytes -= _bytes(shown)
        self._cache.keep(original, side, shown)


def _bytes(shown: Shown) -> int:
    return shown.image.width * shown.image.height * len(shown.image.getbands())
