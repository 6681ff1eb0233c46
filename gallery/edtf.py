"""Dates as archivists write them (EDTF, ISO 8601-2), and as people read them.

Photographs are dated with what is known: a day, a month, a run of days, "around the 1960s". EDTF
holds all of that in one short text. This module checks such texts, writes them out in words and
lists the years that they touch, so that a search for a year finds them.

Understood: level 0 and the parts of level 1 that catalogues use: `1966-11-12`, `1966-07`, `1965`,
times (`1966-11-12T17:47:39Z`), seasons (`1965-21`), unspecified digits (`196X`, `19XX`, `1965-XX`),
qualifiers (`~` approximate, `?` uncertain, `%` both), intervals (`1966-07-18/1966-07-21`, open ends
`1965/..` and `../1965`).

Source: https://www.loc.gov/standards/datetime/
"""

import re
from datetime import date
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}

# An interval of more years than this is found by its ends only, not by the years between.
MOST_YEARS = 200

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)"
    r"(?:T(?P<time>[0-2]\d:[0-5]\d:[0-5]\d)(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?)?)?"
    r"(?P<qualifier>[~?%])?",
    re.ASCII,
)


class EdtfError(ValueError):
    """A date that is not EDTF; the message says what is wrong with it."""


class Moment(NamedTuple):
    """One end of a date: digits as written, `X` where one is not known."""

    year: str
    month: int | None
    day: int | None
    qualifier: str

    def words(self) -> str:
        """Return it in words, without its qualifier: `12 November 1966`, `the 1960s`."""
        if self.year.endswith("XX"):
            return f"the {self.year[:2]}00s"
        if self.year.endswith("X"):
            return f"the {self.year[:3]}0s"
        year = str(int(self.year))
        if self.month is None:
            return year
        if self.month in SEASONS:
            return f"{SEASONS[self.month]} {year}"
        month = f"{MONTHS[self.month - 1]} {year}"
        return month if self.day is None else f"{self.day} {month}"


def parse(text: str) -> tuple[Moment | None, ...]:
    """Return the one moment of a date, or the two ends of an interval (None: open or unknown).

    Raises EdtfError for anything else.
    """
    ends = text.split("/")
    if len(ends) > 2:
        raise EdtfError(f"“{text}” has more than one “/”")
    moments = tuple(
        None if len(ends) == 2 and end in ("", "..") else _moment(end, text) for end in ends
    )
    if moments == (None, None):
        raise EdtfError(f"“{text}” is open at both ends")
    if (
        len(moments) == 2
        and moments[0]
        and moments[1]
        and _order(moments[0], "0") > _order(moments[1], "9")
    ):
        raise EdtfError(f"“{text}” ends before it begins")
    return moments


def in_words(text: str) -> str:
    """Return an EDTF text as people write a date: `18–21 July 1966`, `around the 1960s`.

    Raises EdtfError.
    """
    moments = parse(text)
    if len(moments) == 1:
        assert moments[0] is not None
        return _qualified(moments[0])
    first, last = moments
    if first is None:
        assert last is not None
        return f"until {_qualified(last)}"
    if last is None:
        return f"from {_qualified(first)}"
    return _interval(first, last)


def years(text: str) -> tuple[int, ...]:
    """Return the years that a date certainly includes, for finding it: none for `196X`.

    Raises EdtfError.
    """
    known = [int(moment.year) for moment in parse(text) if moment and "X" not in moment.year]
    if len(known) == 2 and known[1] - known[0] <= MOST_YEARS:
        return tuple(range(known[0], known[1] + 1))
    return tuple(known)


def _moment(end: str, text: str) -> Moment:
    match = _DATE.fullmatch(end)
    if match is None:
        raise EdtfError(
            f"“{text}” is not an EDTF date such as 1966-11-12, 196X~ or 1966-07-18/1966-07-21"
        )
    year, qualifier = match["year"], match["qualifier"] or ""
    month = None if match["month"] in (None, "XX") else int(match["month"])
    day = None if match["day"] in (None, "XX") else int(match["day"])
    if "X" in year and (match["month"] is not None):
        raise EdtfError(f"“{text}” has a month in a year that is not known")
    if month is None and day is not None:
        raise EdtfError(f"“{text}” has a day in a month that is not known")
    if month is not None and month not in SEASONS and not 1 <= month <= 12:
        raise EdtfError(f"“{text}” has no month {month}")
    if day is not None:
        assert month is not None
        # The calendar repeats after 400 years, and Python's knows no year 0.
        known_year = int(year) % 400 + 2000
        try:
            date(known_year, month, day)
        except ValueError:
            raise EdtfError(f"“{text}” has no day {day} in that month") from None
    if match["time"] and match["time"] >= "24":
        raise EdtfError(f"“{text}” has no such hour")
    return Moment(year, month, day, qualifier)


def _order(moment: Moment, digit: str) -> tuple[int, int, int]:
    """Return something to compare moments by; unknown digits count as `digit`."""
    missing = 0 if digit == "0" else 99
    month = moment.month if moment.month is not None and moment.month not in SEASONS else missing
    return (
        int(moment.year.replace("X", digit)),
        month,
        moment.day if moment.day is not None and month == moment.month else missing,
    )


def _qualified(moment: Moment) -> str:
    words = moment.words()
    if moment.qualifier == "~":
        return f"around {words}"
    if moment.qualifier == "?":
        return f"{words} (uncertain)"
    if moment.qualifier == "%":
        return f"around {words} (uncertain)"
    return words


def _interval(first: Moment, last: Moment) -> str:
    if first.qualifier or last.qualifier or "X" in first.year + last.year:
        return f"{_qualified(first)} to {_qualified(last)}"
    if first[:3] == last[:3]:
        return first.words()
    if first.day and last.day and first.year == last.year:
        if first.month == last.month:
            return f"{first.day}–{last.words()}"
        return f"{first.day} {MONTHS[(first.month or 1) - 1]} – {last.words()}"
    if first.month and last.month and not (first.day or last.day) and first.year == last.year:
        return f"{first.words().rpartition(' ')[0]} – {last.words()}"
    if first.month is None and last.month is None:
        return f"{first.words()}–{last.words()}"
    return f"{first.words()} – {last.words()}"
