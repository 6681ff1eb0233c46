"""Opens one picture file: upright, in sRGB, no larger than asked for, as 32-bit pixels."""

import io
import warnings
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from gallery.decode.job import Fault

# 500 megapixels are 2 GB of pixels; what is larger needs to be shown in tiles.
MOST_PIXELS = 500_000_000

_SRGB = ImageCms.createProfile("sRGB")


class DecodeError(Exception):
    """A picture that can't be had; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Decoded(NamedTuple):
    """Pixels as rows of B, G, R, A bytes (premultiplied), their size, the whole picture's size."""

    pixels: bytes
    width: int
    height: int
    full_width: int
    full_height: int


def decode(path: str, box: tuple[int, int] | None = None) -> Decoded:
    """Return a picture's pixels, fitted into `box` (never enlarged). Raises DecodeError."""
    # Our own limit is checked below; Pillow's warning about large pictures says nothing new.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            # Faults in a file's metadata are no reason to refuse its picture.
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                return _decode(image, box)
    except FileNotFoundError:
        raise DecodeError(Fault.GONE) from None
    except PermissionError:
        raise DecodeError(Fault.NO_PERMISSION) from None
    except UnidentifiedImageError:
        raise DecodeError(Fault.UNSUPPORTED) from None
    except MemoryError:
        raise DecodeError(Fault.OUT_OF_MEMORY) from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError) as error:
        # Pillow's plug-ins raise any of these on bytes that make no sense.
        raise DecodeError(Fault.DAMAGED) from error


def _decode(image: Image.Image, box: tuple[int, int] | None) -> Decoded:
    if image.width * image.height > MOST_PIXELS:
        raise DecodeError(Fault.TOO_LARGE)
    full = image.size
    orientation = image.getexif().get(0x0112, 1)
    turned = orientation in (5, 6, 7, 8)
    if box is not None:
        inside = box[::-1] if turned else box
        # JPEG decodes straight to a half, a quarter or an eighth; twice the box keeps it sharp.
        image.draft(None, (inside[0] * 2, inside[1] * 2))
        image.thumbnail(inside, Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = ImageOps.exif_transpose(image) or image
    # "RGBa" is Pillow's name for premultiplied colours.
    pixels = _to_srgb(upright).convert("RGBA").convert("RGBa")
    full_width, full_height = full[::-1] if turned else full
    return Decoded(pixels.tobytes("raw", "BGRa"), *pixels.size, full_width, full_height)


def _to_srgb(image: Image.Image) -> Image.Image:
    """Convert from the embedded profile; a profile that can't be read is as good as none."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            _SRGB,
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image
