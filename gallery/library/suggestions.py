"""The names that match what is being typed."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, takewhile

from msgspec import Struct

from gallery.library.entries import name_words
from gallery.library.facets import surname_first
from gallery.library.query import Query
from gallery.library.reasons import in_script
from gallery.records import Name

# How similar two words have to be (1: the same) for one to stand for the other, and how many words
# are considered then.
_LIKE = 0.84
_MOST_LIKE = 20


class Suggestion(Struct, frozen=True):
    """A name that matches what is typed, its form that fits, and its number of photographs."""

    name: Name
    form: str
    count: int


class NameList:
    """The words of all names, sorted, so that a beginning is found by bisection."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._words = sorted(
            {
                (word, name.id)
                for name in names
                for form in name.written_forms()
                for word in name_words(form)
            }
        )

    def begun(self, beginning: str) -> list[str]:
        """Return the ids of the names that have a word with this beginning, in no order."""
        first = bisect_left(self._words, (beginning,))
        fitting = takewhile(
            lambda pair: pair[0].startswith(beginning), islice(self._words, first, None)
        )
        return list(dict.fromkeys(name for _, name in fitting))

    def nearest(self, sought: Iterable[str]) -> list[str]:
        """Return the ids of the names whose words resemble these, the most similar first."""
        # Imported with the first search that finds nothing.
        from rapidfuzz import process
        from rapidfuzz.distance import JaroWinkler

        words = [word for word, _ in self._words]
        likeness: dict[str, float] = {}
        for one in sought:
            best: dict[str, float] = {}
            for _, like, place in process.extract(
                one, words, scorer=JaroWinkler.similarity, score_cutoff=_LIKE, limit=_MOST_LIKE
            ):
                name = self._words[place][1]
                best[name] = max(like, best.get(name, 0))
            for name, like in best.items():
                likeness[name] = likeness.get(name, 0) + like
        return sorted(likeness, key=lambda name: (-likeness[name], name))

    def suggestions(
        self, typed: str, names: Mapping[str, Name], counts: Mapping[str, int]
    ) -> list[Suggestion]:
        """Return the names that have a count, and of which one form has every typed word.

        Those with the most photographs come first, each with the form in the script typed.
        """
        query = Query(typed)
        sought, as_typed = query.words, query.as_typed()
        if not sought:
            return []
        found = []
        for known in self.begun(sought[0]):
            name = names[known]
            fitting = [form for form in name.written_forms() if has_each(name_words(form), sought)]
            if fitting and (count := counts.get(known, 0)):
                best = max(fitting, key=lambda form: in_script(form, as_typed))
                found.append(Suggestion(name, best, count))
        found.sort(key=lambda one: (-one.count, surname_first(one.name.display_name)))
        return found


def has_each(there: Sequence[str], sought: Sequence[str]) -> bool:
    """Return whether each of the words in `sought` begins one of those in `there`."""
    return all(any(one.startswith(word) for one in there) for word in sought)
