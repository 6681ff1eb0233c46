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

from collections.abc import Iterator
from dataclasses import dataclass

from gallery.library.index import EVERY, PLAIN_LETTERS, WEIGHT_LETTERS, Weight
from gallery.library.query import Term, expression

_NAMED = 3  # persons, headlines and other names; caption and all that follows are texts
# The letters of a text's own weight and of all that are better.
_UP_TO = tuple("".join(WEIGHT_LETTERS[: weight + 1]) for weight in Weight)
_EVERYWHERE = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a query seeks, resolved: groups, what is to be left out, and facts that are required."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]
    facts: tuple[str, ...]

    def steps(self) -> Iterator[str]:
        """Yield the expressions of the steps, the best first; the last ones find all there is."""
        worded = [group for group in self.groups if any(term.words for term in group)]
        single = len(worded) == 1 and all(len(term.words) <= 1 for term in worded[0])
        if not worded:
            yield self._within([], "")
        elif single:
            yield from self._steps_of_one(worded)
        else:
            yield from self._steps_of_several(worded)
            yield self._all(worded, _EVERYWHERE)

    def _steps_of_one(self, worded: list[tuple[Term, ...]]) -> Iterator[str]:
        """Yield the steps of one word: every weight is a step, and nothing is found beside them."""
        named, written = WEIGHT_LETTERS[:_NAMED], WEIGHT_LETTERS[_NAMED:]
        for whole in (True, False):
            for letters in named:
                yield from self._some(worded, letters, whole=whole)
        for letters in written:
            for whole in (True, False):
                yield from self._some(worded, letters, whole=whole)
        # Fields that plain words are not sought in, and facts beside a word.
        others = "".join(letter for letter in _EVERYWHERE if letter not in PLAIN_LETTERS)
        if any(set(term.letters) & set(others) or term.facts for term in worded[0]):
            yield self._all(worded, _EVERYWHERE)

    def _steps_of_several(self, worded: list[tuple[Term, ...]]) -> Iterator[str]:
        for whole in (True, False):
            for letters in _UP_TO[:_NAMED]:
                yield from self._some(worded, letters, whole=whole)
        for letters in WEIGHT_LETTERS[:_NAMED]:
            yield from self._any(worded, letters)
        for letters in _UP_TO[_NAMED:-1]:
            yield from self._some(worded, letters, whole=True)

    def _some(self, worded: list[tuple[Term, ...]], letters: str, *, whole: bool) -> Iterator[str]:
        """Yield the expression for all words under some letters, unless it can find nothing."""
        parts = [_group(group, letters, whole=whole) for group in worded]
        if all(parts):
            yield self._within(parts, letters)

    def _any(self, worded: list[tuple[Term, ...]], letters: str) -> Iterator[str]:
        """Yield the expression for all words anywhere, and one of them under some letters."""
        parts = [part for group in worded if (part := _group(group, letters, whole=False))]
        if parts:
            everywhere = [_group(group, _EVERYWHERE, whole=False) for group in worded]
            yield self._within([" OR ".join(f"({part})" for part in parts), *everywhere], letters)

    def _all(self, worded: list[tuple[Term, ...]], letters: str) -> str:
        return self._within([_group(group, letters, whole=False) for group in worded], letters)

    def _within(self, parts: list[str], letters: str) -> str:
        """Return an expression for parts, facts and what is left out."""
        required = [f"({part})" for part in parts]
        required += [
            f"({_group(group, letters, whole=False)})"
            for group in self.groups
            if not any(term.words for term in group)
        ]
        required += [f'"{fact}"' for fact in self.facts]
        found = " AND ".join(required or [f'"{EVERY}"'])
        left_out = [expression(term, _EVERYWHERE, whole=True) for term in self.without]
        if not left_out:
            return found
        return f"({found}) NOT ({' OR '.join(f'({one})' for one in left_out)})"


def _group(group: tuple[Term, ...], letters: str, *, whole: bool) -> str:
    """Return the expression for one term of a group, under some letters; empty for none."""
    parts = [part for term in group if (part := expression(term, letters, whole=whole))]
    return " OR ".join(f"({part})" for part in parts)
