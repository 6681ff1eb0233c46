"""In which order photographs answer a query: steps, the best first.

A photograph that shows the person goes before one that only mentions them. For one word the steps
are: the whole word as a person shown, in the headline, among the other names; the word's beginning
there; then caption, credit and the rest, in each the whole word before its beginning. So `mars`
finds the rovers, whose names have Mars in them, before Tom Marshburn, while `leo` finds Leonov
before captions on LEO.

Several words that are found together in what a photograph shows and is called go first; then
photographs of which one word says whom they show; then the captions. Each step is an expression
for the full-text index that yields rows in the order in which they were added; what a step finds
again, whoever reads them passes over.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from gallery.library.entries import Weight
from gallery.library.index import EVERY, PLAIN_LETTERS, WEIGHT_LETTERS
from gallery.library.query import Term, expression, quoted

_NAMED = 3  # persons, headlines and other names; caption and all that follows are texts
_SHOWN = "".join(WEIGHT_LETTERS[:_NAMED])
# A word of this many letters identifies a person; fewer begin somebody's name in any case.
_TELLING = 3
# Whether each word of a term begins any word of the index, under some letters.
Stands = Callable[[Term, str], bool]
Worded = list[tuple[Term, ...]]
_EVERYWHERE = "abcdefghijklmnopqrstuvwxyz"


class Sought(Struct, frozen=True):
    """A resolved query: groups to be found, what is to be left out, and facts that are required."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]
    facts: tuple[str, ...]

    def steps(self, stands: Stands) -> Iterator[str]:
        """Yield the expressions of the steps, the best first; the last ones find all there is.

        Steps that can find nothing are left out: an expression costs what its commonest word costs.
        """
        worded = [group for group in self.groups if any(term.words for term in group)]
        if not all(_stands(group, _EVERYWHERE, stands) for group in worded):
            return
        if not worded:
            yield self._within([])
        elif len(worded) == 1 and all(len(term.words) <= 1 for term in worded[0]):
            yield from self._steps_of_one(worded, stands)
        else:
            yield from self._steps_of_several(worded, stands)
            yield self._all(worded)

    def _steps_of_one(self, worded: Worded, stands: Stands) -> Iterator[str]:
        """Yield the steps of one word: every weight is a step, and nothing is found beside them."""
        named, written = WEIGHT_LETTERS[:_NAMED], WEIGHT_LETTERS[_NAMED:]
        for whole in (True, False):
            for letters in named:
                yield from self._some(worded, letters, stands, whole=whole)
        for letters in written:
            for whole in (True, False):
                yield from self._some(worded, letters, stands, whole=whole)
        # Fields in which plain words are not looked up, and facts beside a word.
        if any(set(term.letters) - set(PLAIN_LETTERS) or term.facts for term in worded[0]):
            yield self._all(worded)

    def _steps_of_several(self, worded: Worded, stands: Stands) -> Iterator[str]:
        person = WEIGHT_LETTERS[Weight.PERSON]
        for letters in (person, _SHOWN):
            for whole in (True, False):
                yield from self._some(worded, letters, stands, whole=whole)
        # One telling word says whom the photograph shows, the others stand anywhere.
        telling = [
            part
            for group in worded
            if (part := _group([one for one in group if _tells(one, person, stands)], person))
        ]
        if telling:
            everywhere = [_group(group, _EVERYWHERE) for group in worded]
            yield self._within([" OR ".join(f"({part})" for part in telling), *everywhere])

    def _some(self, worded: Worded, letters: str, stands: Stands, *, whole: bool) -> Iterator[str]:
        """Yield the expression for all words under some letters, unless it can find nothing."""
        parts = [_group(group, letters, whole=whole) for group in worded]
        if all(parts) and all(_stands(group, letters, stands) for group in worded):
            yield self._within(parts)

    def _all(self, worded: Worded) -> str:
        return self._within([_group(group, _EVERYWHERE) for group in worded])

    def _within(self, parts: list[str]) -> str:
        """Return an expression for parts, facts and what is left out."""
        required = [f"({part})" for part in parts]
        required += [
            f"({_group(group, _EVERYWHERE)})"
            for group in self.groups
            if not any(term.words for term in group)
        ]
        required += [quoted(fact) for fact in self.facts]
        found = " AND ".join(required or [quoted(EVERY)])
        left_out = [expression(term, _EVERYWHERE, whole=True) for term in self.without]
        if not left_out:
            return found
        return f"({found}) NOT ({' OR '.join(f'({one})' for one in left_out)})"


def _tells(term: Term, letters: str, stands: Stands) -> bool:
    return all(len(word) >= _TELLING for word in term.words) and stands(term, letters)


def _stands(group: Iterable[Term], letters: str, stands: Stands) -> bool:
    return any(stands(term, letters) for term in group)


def _group(group: Iterable[Term], letters: str, *, whole: bool = False) -> str:
    """Return the expression for one term of a group, under some letters; empty for none."""
    parts = [part for term in group if (part := expression(term, letters, whole=whole))]
    return " OR ".join(f"({part})" for part in parts)
