"""Keeps pictures up to a number of bytes; the least recently used go first."""

from collections import OrderedDict
from collections.abc import Set
from typing import NamedTuple

from gallery.qt.decoder import Picture

Box = tuple[int, int]


class Copy(NamedTuple):
    """A picture of a photograph, fitted into `box` (pixels; None: as large as it is)."""

    photo: str
    box: Box | None


class Shelf:
    """Pictures by photograph and box.

    Attributes: `most_bytes`, which may be changed; the picture put last is kept in any case.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._bytes = 0
        self._pictures: OrderedDict[Copy, Picture] = OrderedDict()
        self._by_photo: dict[str, list[Copy]] = {}

    def get(self, copy: Copy) -> Picture | None:
        """Return a picture as it was put here."""
        picture = self._pictures.get(copy)
        if picture is not None:
            self._pictures.move_to_end(copy)
        return picture

    def nearest(self, photo: str, box: Box | None = None) -> Picture | None:
        """Return the smallest picture that fills a box, else the largest; None where none is."""
        copies = self._by_photo.get(photo)
        if not copies:
            return None
        sizes = [(self._pictures[copy].image.sizeInBytes(), copy) for copy in copies]
        if box is not None:
            filling = [one for one in sizes if _fills(self._pictures[one[1]], box)]
            if filling:
                return self.get(min(filling)[1])
        return self.get(max(sizes, key=lambda one: one[0])[1])

    def put(self, copy: Copy, picture: Picture) -> None:
        """Keep a picture; what is final takes the place of what stood in for it."""
        self._take(copy)
        if picture.final:
            for other in list(self._by_photo.get(copy.photo, ())):
                if not self._pictures[other].final:
                    self._take(other)
        self._pictures[copy] = picture
        self._by_photo.setdefault(copy.photo, []).append(copy)
        self._bytes += picture.image.sizeInBytes()
        while self._bytes > self.most_bytes and len(self._pictures) > 1:
            self._take(next(iter(self._pictures)))

    def photos(self) -> Set[str]:
        """Return the photographs of which there is any picture."""
        return self._by_photo.keys()

    def drop(self, photo: str) -> None:
        """Let go of every picture of a photograph."""
        for copy in list(self._by_photo.get(photo, ())):
            self._take(copy)

    def _take(self, copy: Copy) -> None:
        picture = self._pictures.pop(copy, None)
        if picture is None:
            return
        self._bytes -= picture.image.sizeInBytes()
        copies = self._by_photo[copy.photo]
        copies.remove(copy)
        if not copies:
            del self._by_photo[copy.photo]


def _fills(picture: Picture, box: Box) -> bool:
    return picture.image.width() >= box[0] or picture.image.height() >= box[1]
