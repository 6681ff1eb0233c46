"""The words of the index, and which of them a mistyped word is likely to mean.

A mistake is a letter too many, too few or wrong, or two that changed places: one mistake in words
of four letters or more, two in words of eight or more. Numbers are never corrected: 1966 does not
mean 1965.
"""

from collections.abc import Iterable

# Words of at least this many letters may have this many mistakes.
_FORGIVEN = ((8, 2), (4, 1))
_SHORTEST_BEGINNING = 5
# The shortest word that is taken for what was meant.
_SHORTEST = 3
# Among equally similar words, one in these fields wins.
_NAMES = "pck"


class Vocabulary:
    """The words of the index, each behind the letter of the field that it stands in."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._words: dict[str, set[str]] = {}
        for term in terms:
            word = term[1:]
            # A short word is near to anything, and a number is not meant.
            if len(word) >= _SHORTEST and word.isalpha():
                self._words.setdefault(term[0], set()).add(word)
        # Words as they are compared, for the letters that they were last asked for.
        self._listed: dict[str, list[str]] = {}

    def nearest(self, word: str, letters: str) -> str | None:
        """Return the word that a mistyped one stands for, or the beginning of one, or None."""
        forgiven = next((most for length, most in _FORGIVEN if len(word) >= length), 0)
        if not forgiven or not word.isalpha():
            return None
        near = self._nearest(word, letters, forgiven)
        # The beginning of a word has to be long enough to tell that it is one.
        if near is None and len(word) >= _SHORTEST_BEGINNING:
            near = self._begun(word, letters, forgiven)
        return near

    def _nearest(self, word: str, letters: str, forgiven: int) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        found = process.extract(
            word, self._list(letters), scorer=OSA.distance, score_cutoff=forgiven, limit=None
        )
        near = [(int(distance), one) for one, distance, _ in found]
        return min(near, key=lambda pair: self._order(word, *pair), default=(0, None))[1]

    def _begun(self, word: str, letters: str, forgiven: int) -> str | None:
        """Return the beginning of a longer word that a mistyped beginning means.

        The first letter is seldom mistyped, so only words that share it are considered.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        length = len(word)
        begun = {
            one[:upto]
            for one in self._list(letters)
            if one[0] == word[0] and len(one) > length
            for upto in (length - 1, length, length + 1)
        }
        found = process.extract(
            word, list(begun), scorer=OSA.distance, score_cutoff=forgiven, limit=None
        )
        near = [(int(distance), one) for one, distance, _ in found]
        return min(near, key=lambda pair: (pair[0], -len(pair[1]), pair[1]), default=(0, None))[1]

    def _order(self, word: str, distance: int, one: str) -> tuple[int, bool, bool, int, str]:
        named = any(one in self._words.get(letter, ()) for letter in _NAMES)
        return distance, one[0] != word[0], not named, abs(len(one) - len(word)), one

    def _list(self, letters: str) -> list[str]:
        if letters not in self._listed:
            every = set[str]().union(*(self._words.get(letter, ()) for letter in letters))
            self._listed[letters] = list(every)
        return self._listed[letters]
