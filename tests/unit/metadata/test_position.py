"""Where a photograph was taken: from EXIF, XMP and sidecars, to the ends of the earth."""

from pathlib import Path

import pytest

from gallery.metadata import raw
from gallery.qt.provenance import technical_in_words
from tests.unit.metadata import writing

Where = tuple[float | None, float | None, float | None]


def position(path: Path) -> Where:
    facts = raw.read(str(path)).technical
    return facts.latitude, facts.longitude, facts.altitude


def in_exif(latitude: str, longitude: str, altitude: str = "", below: str = "0") -> dict[str, str]:
    tags = {
        "Exif.GPSInfo.GPSLatitude": latitude[:-1],
        "Exif.GPSInfo.GPSLatitudeRef": latitude[-1],
        "Exif.GPSInfo.GPSLongitude": longitude[:-1],
        "Exif.GPSInfo.GPSLongitudeRef": longitude[-1],
    }
    if altitude:
        tags |= {"Exif.GPSInfo.GPSAltitude": altitude, "Exif.GPSInfo.GPSAltitudeRef": below}
    return tags


def in_xmp(latitude: str, longitude: str, **more: str) -> dict[str, writing.Value]:
    values = {"Latitude": latitude, "Longitude": longitude, **more}
    return {f"Xmp.exif.GPS{name}": value for name, value in values.items()}


@pytest.mark.parametrize(
    ("exif", "where"),
    [
        (in_exif("48/1 16/1 30/1N", "16/1 20/1 0/1E", "480/1"), (48.275, 16.333333, 480.0)),
        (in_exif("90/1 0/1 0/1N", "0/1 0/1 0/1E"), (90.0, 0.0, None)),
        (in_exif("90/1 0/1 0/1S", "180/1 0/1 0/1W", "28/10"), (-90.0, -180.0, 2.8)),
        (in_exif("0/1 0/1 0/1S", "180/1 0/1 0/1E", "430/1", "1"), (0.0, 180.0, -430.0)),
        (in_exif("3015/100 0/1 0/1S", "1799999/10000 0/1 0/1W"), (-30.15, -179.9999, None)),
        (in_exif("90/1 0/1 1/1N", "0/1 0/1 0/1E"), (None, None, None)),
        (in_exif("1/1 0/1 0/1N", "180/1 1/1 0/1E"), (None, None, None)),
        (in_exif("0/0 0/0 0/0N", "0/0 0/0 0/0E"), (None, None, None)),
        (in_exif("48/1 0/1 0/1?", "16/1 0/1 0/1E"), (None, None, None)),
    ],
)
def test_in_exif(exif: dict[str, str], where: Where, tmp_path: Path) -> None:
    assert position(writing.write(tmp_path / "a.jpg", exif=exif)) == where


@pytest.mark.parametrize(
    ("xmp", "where"),
    [
        (in_xmp("48,16.5N", "16,20.28E", Altitude="480/1"), (48.275, 16.338, 480.0)),
        (in_xmp("48,16,30N", "16,20,17W"), (48.275, -16.338056, None)),
        (in_xmp("90,0.0S", "180,0.0W"), (-90.0, -180.0, None)),
        (in_xmp("1,0N", "2,0E", Altitude="4300/10", AltitudeRef="1"), (1.0, 2.0, -430.0)),
        (in_xmp("1,0N", "2,0E", Altitude="1/0"), (1.0, 2.0, None)),
        (in_xmp("91,0.0N", "0,0.0E"), (None, None, None)),
        (in_xmp("48.275", "16.338"), (None, None, None)),
        (in_xmp("", "16,20.28E"), (None, None, None)),
    ],
)
def test_in_xmp(xmp: dict[str, writing.Value], where: Where, tmp_path: Path) -> None:
    kept = {key: value for key, value in xmp.items() if value}
    assert position(writing.write(tmp_path / "a.jpg", xmp=kept)) == where


def test_a_sidecar_goes_before_the_camera(tmp_path: Path) -> None:
    picture = writing.write(tmp_path / "a.jpg", exif=in_exif("1/1 0/1 0/1N", "2/1 0/1 0/1E"))
    assert position(picture) == (1.0, 2.0, None)
    writing.write_sidecar(tmp_path / "a.xmp", in_xmp("3,0N", "4,0E"))
    assert position(picture) == (3.0, 4.0, None)
    writing.write_sidecar(tmp_path / "a.jpg.xmp", in_xmp("5,0N", "6,0E"))
    assert position(picture) == (5.0, 6.0, None)


def test_it_is_told_in_degrees(tmp_path: Path) -> None:
    path = writing.write(tmp_path / "a.jpg", exif=in_exif("90/1 0/1 0/1S", "180/1 0/1 0/1W"))
    assert ("Taken at", "90° S, 180° W") in technical_in_words(raw.read(str(path)).technical)
