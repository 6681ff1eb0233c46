"""Every kind of pixel becomes 8-bit sRGB: palettes, 16 bits, CMYK, LAB, embedded profiles."""

import io
from functools import lru_cache

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
# The photographs of a folder come from few cameras; a profile takes some milliseconds to be read.
_MOST_PROFILES = 8


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


@lru_cache(_MOST_PROFILES)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    return ImageCms.buildTransform(source, _SRGB, mode, "RGBA" if mode == "RGBA" else "RGB")
