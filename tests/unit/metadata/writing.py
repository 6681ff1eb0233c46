"""Writes metadata into pictures: with exiv2, with exiftool where it is installed, and by hand."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import exiv2
import pytest

from tests.unit import making

EXIFTOOL = shutil.which("exiftool")
needs_exiftool = pytest.mark.skipif(
    EXIFTOOL is None, reason="exiftool is not installed (Debian: libimage-exiftool-perl)"
)

# A value of XMP: a text, a list, or texts by language.
Value = str | Sequence[str] | Mapping[str, str]


def write(
    path: Path,
    *,
    xmp: Mapping[str, Value] | None = None,
    iim: Mapping[str, str | bytes | Sequence[str | bytes]] | None = None,
    exif: Mapping[str, str] | None = None,
    utf_8: bool = True,
) -> Path:
    """Write metadata with exiv2, into a new picture or one that is there. Keys are exiv2's."""
    if not path.exists():
        making.draw(path)
    image = exiv2.ImageFactory.open(str(path))
    image.readMetadata()
    for key, text in (exif or {}).items():
        image.exifData()[key] = text
    datasets = image.iptcData()
    if iim and utf_8:
        datasets["Iptc.Envelope.CharacterSet"] = "\x1b%G"
    for key, value in (iim or {}).items():
        for one in [value] if isinstance(value, str | bytes) else value:
            data = one.encode() if isinstance(one, str) else one
            if key in ("Iptc.Application2.DateCreated", "Iptc.Application2.TimeCreated"):
                kind = exiv2.DateValue if key.endswith("DateCreated") else exiv2.TimeValue
                held = kind()
                held.read(data.decode())
            else:
                # Bytes as they are, in whatever encoding.
                held = exiv2.DataValue(data)
            datasets.add(exiv2.IptcKey(key), held)
    for key, said in (xmp or {}).items():
        image.xmpData()[key] = _xmp_value(said)
    image.writeMetadata()
    return path


def write_sidecar(path: Path, xmp: Mapping[str, Value]) -> Path:
    """Write XMP into a file of its own."""
    image = exiv2.ImageFactory.create(exiv2.ImageType.xmp, str(path))
    for key, said in xmp.items():
        image.xmpData()[key] = _xmp_value(said)
    image.writeMetadata()
    return path


def exiftool(path: Path, *arguments: str) -> Path:
    """Write metadata with exiftool, into a new picture or one that is there."""
    if path.suffix != ".xmp" and not path.exists():
        making.draw(path)
    assert EXIFTOOL
    done = subprocess.run(
        [EXIFTOOL, "-q", "-overwrite_original", "-m", *arguments, str(path)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return path


def _xmp_value(said: Value) -> Any:
    if isinstance(said, str):
        return exiv2.XmpTextValue(said)
    if isinstance(said, Mapping):
        return exiv2.LangAltValue(dict(said))
    return exiv2.XmpArrayValue(list(said))


def asked_of_exiftool(*arguments: str) -> str:
    """Return what exiftool says."""
    assert EXIFTOOL is not None
    done = subprocess.run([EXIFTOOL, *arguments], capture_output=True, text=True, check=True)
    return done.stdout
