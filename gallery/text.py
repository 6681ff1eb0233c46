"""How texts are compared in a search: without case, accents and scripts.

`fold` brings every script to lower-case ASCII letters (Леонов, Léonov and LEONOV all give
`leonov`; 星出 gives `xingchu`, typed or stored alike), and remembers for each letter which
character of the original it came from. So a match that was found in the folded text can be marked
in the text that a person reads, whole characters at a time (grapheme clusters, UAX #29), in its own
script.

Transliteration is anyascii's (https://github.com/anyascii/anyascii).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+")
# An apostrophe of any kind does not split a word: O'Brien is found as obrien.
_APOSTROPHES = str.maketrans("", "", "'’ʼ‘`´")

# Characters that never combine with others into a grapheme cluster.
_PLAIN = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u3041-\u3096"
    "\u30a1-\u30fa\u4e00-\u9fff]*"
)


class _Folding(dict[int, str]):
    """What each character becomes, computed when it is first met."""

    def __missing__(self, character: int) -> str:
        self[character] = folded = _fold_cluster(chr(character))
        return folded


class Word(NamedTuple):
    """A folded word, where it starts in the original text, and where each of its letters ends."""

    folded: str
    start: int
    ends: Sequence[int]

    @property
    def end(self) -> int:
        """Where the word ends in the original text."""
        return self.ends[-1]


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order, folded, with their places in it."""
    if text.isascii() and "'" not in text and "`" not in text:
        return tuple(
            Word(match[0], match.start(), range(match.start() + 1, match.end() + 1))
            for match in _WORD.finditer(text.lower())
        )
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, cluster in _clusters(text):
        folded = _fold_cluster(cluster)
        letters.append(folded)
        starts += [start] * len(folded)
        ends += [start + len(cluster)] * len(folded)
    return tuple(
        Word(match[0], starts[match.start()], tuple(ends[match.start() : match.end()]))
        for match in _WORD.finditer("".join(letters))
    )


def folded(text: str) -> list[str]:
    """Return the folded words of a text without their places: what the index holds.

    The same words as those of `words`, many times faster where each character stands for itself.
    """
    if _PLAIN.fullmatch(text):
        return _WORD.findall(text.translate(_FOLDED))
    return [word.folded for word in words(text)]


def fold(text: str) -> str:
    """Return the folded words of a text with one space between them."""
    return " ".join(folded(text))


def spans(
    text: str, sought: tuple[str, ...], runs: Set[tuple[str, ...]] = frozenset()
) -> tuple[tuple[int, int], ...]:
    """Return where words of `text` begin with one of the folded words in `sought`.

    A span covers the letters typed, in the original characters. Spans are in order and do not
    overlap. `runs` are folded words that are marked too where all of them stand side by side and
    whole, apart from an English genitive and the endings of other scripts.
    """
    found: list[tuple[int, int]] = []
    there = words(text)
    in_runs = _lengths_in_runs(there, text, runs) if runs else {}
    for place, word in enumerate(there):
        longest = max((len(one) for one in sought if word.folded.startswith(one)), default=0)
        longest = longest or in_runs.get(place, 0)
        if not longest:
            continue
        span = word.start, word.ends[longest - 1]
        # Two words may share a character (½ is 1 and 2): it is marked once.
        if found and span[0] < found[-1][1]:
            start, end = found.pop()
            span = start, max(end, span[1])
        found.append(span)
    return tuple(found)


def _lengths_in_runs(
    there: Sequence[Word], text: str, runs: Set[tuple[str, ...]]
) -> dict[int, int]:
    """Return how many letters of which words belong to runs of whole words."""
    found: dict[int, int] = {}
    for run in runs:
        for first in range(len(there) - len(run) + 1):
            if all(_is_whole(there[first + n], one, text) for n, one in enumerate(run)):
                for n, one in enumerate(run):
                    found[first + n] = max(len(one), found.get(first + n, 0))
    return found


def _is_whole(word: Word, sought: str, text: str) -> bool:
    """Return whether a word is the wanted one, but for an ending: Leonov’s, Леонова, 星出さん."""
    if not word.folded.startswith(sought):
        return False
    ending = word.folded[len(sought) :]
    return ending in ("", "s") or not text[word.start : word.end].isascii()


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    # Imported with the first text that needs it: a launch has no time for it.
    import regex

    return ((match.start(), match[0]) for match in regex.finditer(r"\X", text))


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    if cluster.isascii():
        return cluster.lower().translate(_APOSTROPHES)
    if unicodedata.category(cluster[0]) == "Pd":
        # Any dash separates words. Many credits have one, and importing anyascii, which is for
        # letters, takes 3 ms.
        return "-"
    from anyascii import anyascii

    # Composed, so that a letter and its accent are one, whichever way they are stored.
    composed = unicodedata.normalize("NFC", cluster).translate(_APOSTROPHES)
    letters = anyascii(composed).lower()
    # The soft sign becomes an apostrophe, which does not split a word either.
    return letters.translate(_APOSTROPHES) if composed.isalpha() else letters


_FOLDED = _Folding()
