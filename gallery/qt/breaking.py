"""Where words that are too long for a line may be broken.

Names of files and numbers know no blanks, and of other signs lines end behind few: what did not fit
would be cut off. Such words are given blanks without width (U+200B), which can't be seen.
"""

import re
from itertools import pairwise

BREAK = "\u200b"
# Shorter runs find room in any line. The letters are those of scripts that are written one by one.
_RUN = re.compile(r"[!-~\u00a1-\u052f]{17,}")
_PART = re.compile(r"[^-_./\\=&+@]*[-_./\\=&+@]*")
# Behind these a line may end anyway (UAX #14).
_KNOWN = ("-", "/")
# The longest words of any language are left whole; what is longer is no word.
_LONGEST_WORD = 30
_PIECE = 8


def breaks(text: str) -> list[int]:
    """Return the places in a text at which a line may end, beside those that everybody knows."""
    places: list[int] = []
    for run in _RUN.finditer(text):
        for part in _PART.finditer(text, *run.span()):
            start, end = part.span()
            if end - start > _LONGEST_WORD:
                places += range(start + _PIECE, end, _PIECE)
            if end < run.end() and not part.group().endswith(_KNOWN):
                places.append(end)
    return places


def breakable(text: str) -> str:
    """Return a text with a blank without width at each of these places."""
    return pieced(text, 0, len(text), breaks(text))


def pieced(text: str, start: int, end: int, places: list[int]) -> str:
    """Return a part of a text with a blank without width at those of some places that it has."""
    ends = [start, *(place for place in places if start < place <= end), end]
    return BREAK.join(text[one:other] for one, other in pairwise(ends))
