"""Where a photograph was taken, from EXIF's GPS tags or from XMP, as sidecars have it.

EXIF writes degrees, minutes and seconds as three fractions, XMP as text: `48,16.5N` or
`48,16,30N` (XMP Specification Part 2, GPSCoordinate).
"""

import re
from contextlib import suppress
from typing import Any, NamedTuple

import exiv2

_MOST = {"Latitude": 90, "Longitude": 180}
_SIGNS = {"N": 1, "E": 1, "S": -1, "W": -1}
_COORDINATE = re.compile(
    r"(?P<degrees>\d{1,3}),(?P<minutes>\d{1,2}(?:\.\d+)?)(?:,(?P<seconds>\d{1,2}(?:\.\d+)?))?"
    r"(?P<sign>[NSEW])",
    re.ASCII,
)
_FRACTION = re.compile(r"(\d{1,9})(?:/(\d{1,9}))?", re.ASCII)


class Position(NamedTuple):
    """Degrees, north and east positive; height above the sea in metres, where it is known."""

    latitude: float
    longitude: float
    altitude: float | None


def in_exif(exif: Any) -> Position | None:
    """Return the position in exiv2's EXIF data."""
    latitude, longitude = (_exif_degrees(exif, which) for which in _MOST)
    if latitude is None or longitude is None:
        return None
    metres, below = None, False
    with suppress(KeyError, exiv2.Exiv2Error, ZeroDivisionError, ValueError):
        above, divisor = exif["Exif.GPSInfo.GPSAltitude"].value().toRational(0)
        metres = above / divisor if above >= 0 else None
    with suppress(KeyError, exiv2.Exiv2Error):
        below = exif["Exif.GPSInfo.GPSAltitudeRef"].toString() == "1"
    return _position(latitude, longitude, metres, below=below)


def in_xmp(data: Any) -> Position | None:
    """Return the position in exiv2's XMP data."""
    said = {}
    for datum in data:
        key = datum.key()
        if key.startswith("Xmp.exif.GPS"):
            said[key.removeprefix("Xmp.exif.GPS")] = datum.toString()
    latitude, longitude = (_xmp_degrees(said.get(which, ""), which) for which in _MOST)
    if latitude is None or longitude is None:
        return None
    metres = None
    if match := _FRACTION.fullmatch(said.get("Altitude", "")):
        divisor = int(match[2] or 1)
        metres = int(match[1]) / divisor if divisor else None
    return _position(latitude, longitude, metres, below=said.get("AltitudeRef") == "1")


def _exif_degrees(exif: Any, which: str) -> float | None:
    with suppress(KeyError, exiv2.Exiv2Error, ZeroDivisionError, ValueError, IndexError):
        value = exif[f"Exif.GPSInfo.GPS{which}"].value()
        parts = [value.toRational(place) for place in range(min(value.count(), 3))]
        degrees = sum(above / below / 60**place for place, (above, below) in enumerate(parts))
        sign = exif[f"Exif.GPSInfo.GPS{which}Ref"].toString()[:1].upper()
        return _signed(degrees, sign, which) if parts else None
    return None


def _xmp_degrees(text: str, which: str) -> float | None:
    match = _COORDINATE.fullmatch(text.strip())
    if match is None:
        return None
    degrees = int(match["degrees"]) + float(match["minutes"]) / 60
    return _signed(degrees + float(match["seconds"] or 0) / 3600, match["sign"], which)


def _signed(degrees: float, sign: str, which: str) -> float | None:
    if sign not in _SIGNS or not 0 <= degrees <= _MOST[which]:
        return None
    return round(float(degrees * _SIGNS[sign]), 6)


def _position(latitude: float, longitude: float, metres: float | None, *, below: bool) -> Position:
    height = None if metres is None else round(-metres if below else float(metres), 1)
    return Position(latitude, longitude, height)
