"""Every kind of pixel becomes 8-bit sRGB: palettes, 16 bits, CMYK, LAB, embedded profiles."""

import io
import struct
from functools import cache, lru_cache

from PIL import ExifTags, Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
# The photographs of a folder come from few cameras; reading a profile takes some milliseconds.
_MOST_PROFILES = 8
# Exif 2.32, 4.6.5: sRGB's number for ColorSpace; what many cameras write for Adobe RGB. DCF 2.0 has
# another way to say it: the first tag of the interoperability IFD.
_SRGB_SPACE, _ADOBE_SPACE = 1, 2
_DCF_ADOBE = "R03"
# Adobe RGB (1998), 4.3.1.2 and, adapted to the white of profiles, annex B: its exponent, and red,
# green and blue as X, Y, Z.
_ADOBE_GAMMA = 2 + 51 / 256
_ADOBE_COLOURS = {
    b"rXYZ": (0.60974, 0.31111, 0.01947),
    b"gXYZ": (0.20528, 0.62567, 0.06087),
    b"bXYZ": (0.14919, 0.06322, 0.74457),
}


def to_plain(image: Image.Image) -> Image.Image:
    """Read a picture's pixels into a mode that can be scaled: nothing indexed, at most 8 bits."""
    image.load()
    if image.mode in ("RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"):
        return image
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if image.mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        return ImageCms.profileToProfile(image, lab, _SRGB, outputMode="RGB") or image
    if image.mode == "F" or image.mode.startswith("I"):
        wide = image.convert("F")
        least, most = (float(one) for one in wide.getextrema() if isinstance(one, int | float))
        # Sixteen bits go from 0 to 65535; anything else is shown from its darkest to its lightest.
        if image.mode.startswith("I") and least >= 0 and most <= 65_535:
            least, most = 0.0, 65_535.0
        scale = 255 / ((most - least) or 1.0)
        return wide.point(lambda value: value * scale - least * scale).convert("L")
    return image.convert("L" if image.mode == "1" else "RGBA")


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert a plain picture from its profile to L, RGB or RGBA in sRGB.

    A profile that can't be read, or is for other colours, is as good as none.
    """
    converted = None
    if profile and image.mode in ("RGB", "RGBA", "L", "CMYK"):
        try:
            converted = ImageCms.applyTransform(image, _transform(profile, image.mode))
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
    image = converted or image
    if image.mode in ("L", "RGB", "RGBA"):
        return image
    return image.convert("RGBA" if image.mode == "LA" else "RGB")


def is_adobe_rgb(image: Image.Image) -> bool:
    """Return whether a JPEG says in EXIF that its colours are Adobe RGB, as cameras do.

    Cameras embed no profile for it.
    """
    if image.format not in ("JPEG", "MPO"):
        return False
    try:
        exif = image.getexif()
        space = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.ColorSpace)
        if space is None or space == _SRGB_SPACE:
            return False
        if space == _ADOBE_SPACE:
            return True
        index = exif.get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex)
        return isinstance(index, str) and index.rstrip("\0") == _DCF_ADOBE
    except Exception:
        # EXIF that can't be parsed is as good as none.
        return False


@cache
def adobe_rgb() -> bytes:
    """Return a profile of Adobe RGB: sRGB's, with other colours and curves."""
    data = bytearray(ImageCms.ImageCmsProfile(_SRGB).tobytes())
    # ICC.1:2022, 7.3: a table of signatures, places and sizes; 10.18 and 10.31: what is there.
    for number in range(int.from_bytes(data[128:132], "big")):
        name, place, _ = struct.unpack_from(">4sII", data, 132 + 12 * number)
        if name in _ADOBE_COLOURS:
            numbers = (round(one * 65_536) for one in _ADOBE_COLOURS[name])
            struct.pack_into(">3i", data, place + 8, *numbers)
        elif name in (b"rTRC", b"gTRC", b"bTRC"):
            # A curve that is an exponent alone.
            gamma = round(_ADOBE_GAMMA * 65_536)
            struct.pack_into(">4sIHHI", data, place, b"para", 0, 0, 0, gamma)
    return bytes(data)


@lru_cache(_MOST_PROFILES)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(source, _SRGB, mode, "RGBA" if mode == "RGBA" else "RGB")
