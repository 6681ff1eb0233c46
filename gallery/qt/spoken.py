"""Records in the language that a person has chosen, for all who show or copy a photograph."""

from gallery.library.store import Library
from gallery.records import Photo


class Spoken:
    """Gives the records of photographs, that of the current one in the chosen language."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._plain: Photo | None = None
        self._spoken: Photo | None = None

    def speak(self, plain: Photo, spoken: Photo) -> None:
        """Give `spoken` instead of a `plain` record, for as long as the library has just that."""
        self._plain, self._spoken = plain, spoken

    def record(self, photo: str) -> Photo | None:
        """Return the record of a photograph, None where the library has none any more."""
        known = self._library.photos.get(photo)
        if known is not None and known == self._plain:
            return self._spoken
        return known
