"""Dates as files hold them, to EDTF, with the precision that they have.

XMP writes ISO 8601 (`1966`, `1966-11-12T17:47:39.25+01:00`), IIM digits with noughts for what is
not known (`19661100`), EXIF colons (`1966:11:12 17:47:39`). Fractions of a second are let go, and
hours without minutes; minutes without seconds get `:00`, because EDTF knows no shorter time.
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
_TIME = re.compile(r"(\d\d):?(\d\d):?(\d\d)([+-]\d\d:?\d\d)?", re.ASCII)
_ZONE = re.compile(r"[+-]\d\d:\d\d", re.ASCII)


@lru_cache(maxsize=1024)
def to_edtf(text: str, time: str = "", zone: str = "") -> str | None:
    """Return a date as EDTF, None for what is none. `time` and `zone` stand apart from some dates.

    A date that is EDTF already (`1966~`) stays as it is.
    """
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
        # A clock that shows 24:60 takes nothing from the day.
        written += clock if clock and _is_edtf(written + clock) else ""
    return written if _is_edtf(written) else None


def agree(one: str, other: str) -> bool:
    """Return whether two EDTF dates say the same, as far as both go."""
    shorter, longer = sorted((_comparable(one), _comparable(other)), key=len)
    return longer.startswith(shorter)


def precision(date: str) -> int:
    """Return how much an EDTF date says, to compare it with another of the same moment."""
    return len(_comparable(date))


def _clock(match: re.Match[str], time: str, zone: str) -> str:
    if match["minute"] is not None:
        hours = f"T{match['hour']}:{match['minute']}:{match['second'] or '00'}"
        offset = match["zone"] or (zone.strip() if _ZONE.fullmatch(zone.strip()) else "")
    elif apart := _TIME.fullmatch(time.strip()):
        hours = f"T{apart[1]}:{apart[2]}:{apart[3]}"
        offset = apart[4] or ""
    else:
        return ""
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return hours + offset


def _comparable(date: str) -> str:
    """Return a date without its zone, which many programs guess or leave out."""
    moment, _, clock = date.partition("T")
    return f"{moment}T{clock[:8]}" if clock else moment


def _is_edtf(text: str) -> bool:
    try:
        edtf.parse(text)
    except edtf.EdtfError:
        return False
    return True
