"""Credit lines: what of one is the credit itself, and when two that differ are one and the same.

Records keep what was written. Where credits are shown, "Credit: NASA" is NASA; where they are
counted, so are "nasa" and "NASA.", and "NASA / JPL" is "NASA/JPL". A line that credits nobody, such
as "Credit:", "Photo by" or "©", is the form that nobody has filled in: it is no credit.
"""

import re
import unicodedata
from functools import lru_cache

from gallery import text

# What many write before a credit; where credits are shown, that is said already.
_LABEL = re.compile(
    r"\s*(?:(?:photo(?:graph)?|image|picture)[ -])?(?:credits?|cr[ée]dits?(?: photo)?)\s*[:：]\s*",
    re.IGNORECASE,
)
# Words before a name that name nobody.
_FORM = frozenset(
    (
        *("photo", "photograph", "photography", "image", "picture", "foto", "credit", "credits"),
        *("crédit", "crédits", "courtesy", "copyright", "by", "of"),
    )
)
_WORD = re.compile(r"\w+")
# Signs that go with a name. Any other picture of something may stand for somebody.
_SIGNS = frozenset("©®℗™")
_TYPED_SIGN = re.compile(r"\([cr]\)", re.IGNORECASE)


def without_label(line: str) -> str:
    """Return a credit line without the "Credit:" that it may itself begin with."""
    while label := _LABEL.match(line):
        line = line[label.end() :]
    return line


@lru_cache(maxsize=32_768)
def plain(line: str) -> str:
    """Return the credit alone, in one line; of a line that credits nobody nothing."""
    credit = " ".join(without_label(line).split())
    return credit if _credits_somebody(credit) else ""


def credits_nobody(line: str) -> bool:
    """Return whether a line is a label or punctuation and nothing else."""
    return not plain(line)


@lru_cache(maxsize=32_768)
def key(line: str) -> str:
    """Return what is the same for all ways in which one credit is written."""
    return text.fold(plain(line)) or plain(line)


def _credits_somebody(credit: str) -> bool:
    words = _WORD.findall(_TYPED_SIGN.sub(" ", credit).casefold())
    if any(any(map(str.isalnum, word)) and word not in _FORM for word in words):
        return True
    return any(unicodedata.category(one) == "So" and one not in _SIGNS for one in credit)
