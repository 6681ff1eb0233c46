"""Recent searches: at most ten, the last one first, kept between runs."""

from gallery import text
from gallery.library.suggestions import has_each
from gallery.qt.settings import Settings

MOST = 10
# A search that is longer was pasted, and is not worth a line of its own.
_LONGEST = 200


class RecentSearches:
    """The searches as they can be typed again."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.searches = settings.recent_searches[:MOST]

    def note(self, search: str) -> None:
        """Put a search before the others."""
        if not search or len(search) > _LONGEST:
            return
        same = text.fold(search)
        others = (one for one in self.searches if text.fold(one) != same)
        self.searches = (search, *others)[:MOST]
        self._settings.recent_searches = self.searches

    def clear(self) -> None:
        """Forget them all."""
        self.searches = ()
        self._settings.recent_searches = ()

    def fitting(self, typed: str, most: int) -> tuple[str, ...]:
        """Return the searches that have each typed word; all of them if none is typed."""
        words = text.folded(typed)
        same = text.fold(typed)
        fitting = (one for one in self.searches if has_each(text.folded(one), words))
        return tuple(one for one in fitting if text.fold(one) != same or not words)[:most]
