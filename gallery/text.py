"""How a text is read when it is searched: case, accents and scripts fall away.

`fold` brings every script to lower-case ASCII letters (Леонов, Léonov and LEONOV all give
`leonov`; 星出 gives `xingchu`, typed or stored alike), and remembers for each letter which
character of the original it came from. So a match that was found in the folded text can be marked
in the text that a person reads, whole characters at a time, in its own script.

Transliteration is anyascii's (https://github.com/anyascii/anyascii).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+")
# Zero-width joiner and variation selectors bind the character behind or before them.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}


class Word(NamedTuple):
    """A folded word and the span of the original text it was written as."""

    folded: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order, folded, with their spans in it."""
    folded: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(text):
        letters = _letters(character)
        folded.append(letters)
        origin.extend([index] * len(letters))
    joined = "".join(folded)
    return tuple(
        Word(match[0], origin[match.start()], _end_of_cluster(text, origin[match.end() - 1]))
        for match in _WORD.finditer(joined)
    )


def fold(text: str) -> str:
    """Return the folded words of a text with one space between them: what the index holds."""
    return " ".join(word.folded for word in words(text))


def spans(text: str, sought: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return where the words of `text` begin with one of the folded words sought.

    A span covers the letters typed, in the original characters, whole grapheme clusters.
    """
    found = []
    for word in words(text):
        longest = max((len(one) for one in sought if word.folded.startswith(one)), default=0)
        if longest == len(word.folded):
            found.append((word.start, word.end))
        elif longest:
            found.append((word.start, _end_of_prefix(text, word, longest)))
    return tuple(found)


@lru_cache(maxsize=4096)
def _letters(character: str) -> str:
    if character.isascii():
        return character.lower()
    if unicodedata.combining(character) or character in _JOINERS:
        return ""
    # Imported with the first letter that needs it: a launch has no time for it.
    from anyascii import anyascii

    # An apostrophe of any kind parts no word: O’Brien is found as obrien, Алексей's ь vanishes.
    letters = anyascii(character).lower()
    return letters.replace("'", "").replace('"', "") if character.isalpha() else letters


def _end_of_prefix(text: str, word: Word, length: int) -> int:
    taken = 0
    for index in range(word.start, word.end):
        taken += len(_letters(text[index]))
        if taken >= length:
            return _end_of_cluster(text, index)
    return word.end


def _end_of_cluster(text: str, index: int) -> int:
    """Return the end of the grapheme cluster that the character at `index` begins or belongs to."""
    end = index + 1
    while end < len(text) and (unicodedata.combining(text[end]) or text[end] in _JOINERS):
        end += 1
    return end
