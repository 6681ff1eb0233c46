"""Credit lines: what of one is the credit itself, and when two that differ are one and the same.

Records keep what was written. Where credits are shown, "Credit: NASA" is NASA; where they are
counted, so are "nasa" and "NASA.", and "NASA / JPL" is "NASA/JPL".
"""

import re
from functools import lru_cache

from gallery import text

# What many write before a credit, which is called that already wherever it is shown.
_LABEL = re.compile(
    r"\s*(?:(?:photo(?:graph)?|image|picture)[ -])?(?:credits?|cr[ée]dits?(?: photo)?)\s*[:：]\s*",
    re.IGNORECASE,
)


def without_label(line: str) -> str:
    """Return a credit line without the "Credit:" that it may itself begin with."""
    while label := _LABEL.match(line):
        line = line[label.end() :]
    return line


@lru_cache(maxsize=32_768)
def plain(line: str) -> str:
    """Return the credit alone, in one line; what is nothing but a label stays as it is."""
    return " ".join(without_label(line).split()) or line


@lru_cache(maxsize=32_768)
def key(line: str) -> str:
    """Return what is the same for all ways in which one credit is written."""
    return text.fold(plain(line)) or plain(line)
