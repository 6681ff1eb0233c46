"""Camera, lens, exposure, position, size and colour profile, as photographers write them."""

from contextlib import suppress
from typing import Any

import exiv2

from gallery.metadata import mending, position
from gallery.metadata.report import Technical

# Orientations of EXIF in which width and height change places.
_SIDEWAYS = {"5", "6", "7", "8"}
_COLOUR_SPACES = {"1": "sRGB", "2": "Adobe RGB"}
# DCF 2.0, 5.8: where ColorSpace says that it is neither.
_INTEROPERABILITY = {"R03": "Adobe RGB"}
# Media types whose last part is not what the files are called: of "image/x-nikon-nef" it is.
_KINDS = {"jp2": "JPEG 2000", "photoshop": "PSD", "targa": "TGA"}
_MOST = 200


def of(image: Any, preview: tuple[int, int] | None = None) -> Technical:
    """Return what one of exiv2's images, its metadata already read, says about how it was made.

    `preview` is the size, as it is stored, of the preview that is shown of a raw file.
    """
    exif = image.exifData()

    def text(*keys: str) -> str | None:
        for key in keys:
            with suppress(KeyError, exiv2.Exiv2Error):
                data = exif[key].toString().encode("utf-8", "surrogateescape")
                if found := mending.mend(mending.decode(data))[:_MOST]:
                    return found
        return None

    def number(key: str) -> float | None:
        with suppress(KeyError, exiv2.Exiv2Error, ZeroDivisionError, ValueError):
            above, below = exif[key].value().toRational(0)
            if below and above >= 0:
                return float(above / below)
        return None

    width, height = image.pixelWidth(), image.pixelHeight()
    if text("Exif.Image.Orientation") in _SIDEWAYS:
        width, height = height, width
        if preview is not None and preview[0] > preview[1]:
            preview = preview[::-1]
    aperture, length = number("Exif.Photo.FNumber"), number("Exif.Photo.FocalLength")
    equivalent = number("Exif.Photo.FocalLengthIn35mmFilm")
    sensitivity = text("Exif.Photo.ISOSpeedRatings", "Exif.Photo.RecommendedExposureIndex")
    focal_length = f"{length:g} mm" if length else None
    if focal_length and equivalent and equivalent != length:
        focal_length += f" (as {equivalent:g} mm on 35 mm film)"
    where = position.in_exif(exif) or position.in_xmp(image.xmpData())
    return Technical(
        kind="DNG" if text("Exif.Image.DNGVersion") else _kind(image),
        camera=_camera(text("Exif.Image.Make"), text("Exif.Image.Model")),
        lens=text("Exif.Photo.LensModel") or _lens(exif),
        exposure=_exposure(number("Exif.Photo.ExposureTime")),
        aperture=f"f/{aperture:g}" if aperture else None,
        sensitivity=f"ISO {sensitivity}" if sensitivity and sensitivity != "0" else None,
        focal_length=focal_length,
        width=width or None,
        height=height or None,
        preview=preview,
        profile=_profile(image)
        or _COLOUR_SPACES.get(text("Exif.Photo.ColorSpace") or "")
        or _INTEROPERABILITY.get(text("Exif.Iop.InteroperabilityIndex") or ""),
        **(where._asdict() if where else {}),
        comment=_comment(image),
    )


def _kind(image: Any) -> str:
    """Return what kind of file it is, as photographers call it: JPEG, NEF, JPEG 2000."""
    kind = str(image.mimeType()).rpartition("/")[2].rpartition("-")[2]
    return _KINDS.get(kind, kind.upper())


def _comment(image: Any) -> str | None:
    """Return EXIF's UserComment: cameras and programs store there what they like."""
    with suppress(KeyError, exiv2.Exiv2Error):
        data = bytes(image.exifData()["Exif.Photo.UserComment"].value().data())
        big_endian = image.byteOrder() == exiv2.ByteOrder.bigEndian
        return mending.mend(mending.decode_comment(data, big_endian=big_endian))[:_MOST] or None
    return None


def _camera(make: str | None, model: str | None) -> str | None:
    if make and model:
        # Many models begin with their maker: Canon, Canon EOS 5D; NIKON CORPORATION, NIKON D2Xs.
        brand = make.split()[0].casefold()
        return model if model.casefold().startswith(brand) else f"{make} {model}"
    return model or make


def _lens(exif: Any) -> str | None:
    """Return the lens that the camera's maker knows by a number."""
    with suppress(exiv2.Exiv2Error, KeyError, ValueError):
        datum = exiv2.lensName(exif)
        if datum is not None and datum != exif.end():
            name = mending.mend(datum.print(exif))
            # An unknown lens comes as "(65535)" or "n/a".
            if name and not name.startswith("(") and name.casefold() not in ("n/a", "unknown"):
                return name[:_MOST]
    return None


def _exposure(seconds: float | None) -> str | None:
    if not seconds:
        return None
    if seconds < 0.4:
        return f"1/{1 / seconds:.0f} s"
    return f"{seconds:g} s"


def _profile(image: Any) -> str | None:
    """Return the name of the ICC profile (ICC.1:2022, 9.2.41 profileDescriptionTag)."""
    if not image.iccProfileDefined():
        return None
    data = bytes(image.iccProfile().data())
    for place in range(132, min(132 + 12 * int.from_bytes(data[128:132], "big"), len(data)), 12):
        if data[place : place + 4] != b"desc":
            continue
        start = int.from_bytes(data[place + 4 : place + 8], "big")
        tag = data[start : start + int.from_bytes(data[place + 8 : place + 12], "big")]
        if tag[:4] == b"desc":
            name = mending.decode(tag[12 : 12 + int.from_bytes(tag[8:12], "big")].strip(b"\0"))
        elif tag[:4] == b"mluc":
            length, offset = (int.from_bytes(tag[at : at + 4], "big") for at in (20, 24))
            name = tag[offset : offset + length].decode("utf-16-be", "replace")
        else:
            continue
        return mending.mend(name)[:_MOST] or None
    return None
