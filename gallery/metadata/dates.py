"""Converts dates as files hold them to EDTF, with the precision that they have.

XMP writes ISO 8601 (`1966`, `1966-11-12T17:47:39.25+01:00`), IIM digits with zeros for what is not
known (`19661100`), EXIF colons (`1966:11:12 17:47:39`). Fractions of a second are dropped, and so
are hours without minutes; minutes without seconds get `:00`, because EDTF knows no shorter time.
"""

import re
from functools import lru_cache

from gallery import edtf

_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:[-:]?(?P<month>\d\d)(?:[-:]?(?P<day>\d\d))?)?"
    r"(?:[T ](?P<hour>\d\d)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?)?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
# What cameras write: a second of a day, which is another one in every photograph of a folder.
_SECOND = re.compile(
    r"(\d{4}[-:]\d\d[-:]\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(Z|[+-]\d\d:\d\d)?", re.ASCII
)
_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?", re.ASCII)
_ZONE = re.compile(r"[+-]\d\d:\d\d", re.ASCII)
# How long a day is, of which nothing is left open: 1966-11-12.
_DAY = 10


def to_edtf(text: str, time: str = "", zone: str = "") -> str | None:
    """Return a date as EDTF, None for what is not a date.

    `time` and `zone` are what some places hold apart from the date.

    A date that is EDTF already (`1966~`) stays as it is.
    """
    second = _SECOND.fullmatch(text)
    day = _to_edtf(second[1], "", "") if second else None
    if second is None or day is None or len(day) < _DAY:
        return _to_edtf(text, time, zone)
    return f"{day}T{second[2]}{second[3] or _offset(zone)}"


@lru_cache(maxsize=1024)
def _to_edtf(text: str, time: str, zone: str) -> str | None:
    text = text.strip("\0 ")
    match = _MOMENT.fullmatch(text)
    if match is None:
        return text if _is_edtf(text) else None
    if match["year"] == "0000":
        return None
    parts = [match["year"]]
    for part in ("month", "day"):
        if match[part] in (None, "00"):
            break
        parts.append(match[part])
    written = "-".join(parts)
    if len(parts) == 3:
        clock = _clock(match, time, zone)
        # An impossible time of day does not make the day wrong.
        written += clock if clock and _is_edtf(written + clock) else ""
    return written if _is_edtf(written) else None


def agree(one: str, other: str) -> bool:
    """Return whether two EDTF dates say the same, as far as both go."""
    mine, theirs = _comparable(one), _comparable(other)
    return mine.startswith(theirs) or theirs.startswith(mine)


def precision(date: str) -> int:
    """Return the precision of an EDTF date, to compare it with another of the same moment."""
    return len(_comparable(date))


def _clock(match: re.Match[str], time: str, zone: str) -> str:
    if match["minute"] is not None:
        hours = f"T{match['hour']}:{match['minute']}:{match['second'] or '00'}"
        offset = match["zone"] or _offset(zone)
    elif apart := _TIME.fullmatch(time.strip()):
        hours = f"T{apart[1]}:{apart[2]}:{apart[3]}"
        offset = apart[4] or ""
    else:
        return ""
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return hours + offset


def _offset(zone: str) -> str:
    return zone.strip() if zone and _ZONE.fullmatch(zone.strip()) else ""


def _comparable(date: str) -> str:
    """Return a date without its zone, which many programs guess or leave out."""
    # A time of day begins behind ten characters, and takes nine with its T.
    clock = date.find("T")
    return date if clock < 0 else date[: clock + 9]


def _is_edtf(text: str) -> bool:
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        return False
    return True
