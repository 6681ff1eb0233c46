"""Opens one picture file: upright, in sRGB, no larger than asked for, as 32-bit pixels."""

import io
import os
import stat
import warnings
from typing import NamedTuple

from PIL import Image, ImageCms, UnidentifiedImageError

from gallery.decode.job import Fault

# 500 megapixels are 2 GB of pixels; what is larger needs to be shown in tiles.
MOST_PIXELS = 500_000_000

# What photographs come in. Pillow knows more: for EPS, it would have Ghostscript run the file.
FORMATS = (
    "AVIF", "BMP", "GIF", "JPEG", "JPEG2000", "PNG", "PPM", "PSD", "TGA", "TIFF", "WEBP",
)  # fmt: skip

_SRGB = ImageCms.createProfile("sRGB")


def prepare() -> None:
    """Load what the first picture would have to wait for: the usual formats."""
    Image.preinit()


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


def decode(path: str | bytes, box: tuple[int, int] | None = None) -> Decoded:
    """Return a picture's pixels, fitted into `box` (never enlarged). Raises DecodeError."""
    # Our own limit is checked below; Pillow's warning about large pictures says nothing new.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with warnings.catch_warnings():
            # Faults in a file's metadata are no reason to refuse its picture.
            warnings.simplefilter("ignore")
            if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116 (a path may be bytes)
                # A pipe would be waited for without end.
                raise DecodeError(Fault.UNSUPPORTED)
            with Image.open(path, formats=FORMATS) as image:
                return _decode(image, box)
    except DecodeError:
        raise
    except FileNotFoundError:
        raise DecodeError(Fault.GONE) from None
    except PermissionError:
        raise DecodeError(Fault.NO_PERMISSION) from None
    except UnidentifiedImageError:
        raise DecodeError(_unidentified(path)) from None
    except MemoryError:
        raise DecodeError(Fault.OUT_OF_MEMORY) from None
    except Exception as error:
        # Pillow's plug-ins raise whatever their parsers come upon in bytes that make no sense.
        raise DecodeError(Fault.DAMAGED) from error


def _unidentified(path: str | bytes) -> Fault:
    """Tell a file that begins like a picture, and is none inside, from one of another kind."""
    with open(path, "rb") as file:  # noqa: PTH123 (a path may be bytes)
        beginning = file.read(16)
    if len(beginning) < 16:
        return Fault.UNSUPPORTED
    accepted = (Image.OPEN[name][1] for name in FORMATS if name in Image.OPEN)
    # A plug-in that knows the beginning, but lacks what it needs to read on, answers with a text.
    knows = any(accepts(beginning) is True for accepts in accepted if accepts)
    return Fault.DAMAGED if knows else Fault.UNSUPPORTED


def _decode(image: Image.Image, box: tuple[int, int] | None) -> Decoded:
    if image.width * image.height > MOST_PIXELS:
        raise DecodeError(Fault.TOO_LARGE)
    full = image.size
    turn = _turn(image)
    turned = turn in _SIDEWAYS
    if box is not None:
        inside = box[::-1] if turned else box
        # JPEG decodes straight to a half, a quarter or an eighth; twice the box keeps it sharp.
        image.draft(None, (inside[0] * 2, inside[1] * 2))
        plain = _to_plain(image)
        plain.thumbnail(inside, Image.Resampling.LANCZOS, reducing_gap=2.0)
    else:
        plain = _to_plain(image)
    upright = plain.transpose(turn) if turn is not None else plain
    # "RGBa" is Pillow's name for premultiplied colours.
    pixels = _to_srgb(upright, image.info.get("icc_profile")).convert("RGBA").convert("RGBa")
    full_width, full_height = full[::-1] if turned else full
    return Decoded(pixels.tobytes("raw", "BGRa"), *pixels.size, full_width, full_height)


# What EXIF's orientation (tag 274) asks for, in Pillow's words.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {_TURNS[orientation] for orientation in (5, 6, 7, 8)}


def _turn(image: Image.Image) -> Image.Transpose | None:
    # Pillow turns TIFF itself while it loads it.
    if image.format == "TIFF":
        return None
    try:
        return _TURNS.get(image.getexif().get(0x0112, 1))
    except Exception:
        # EXIF that can't be parsed is as good as none.
        return None


def _to_plain(image: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be scaled: nothing indexed, nothing beyond 8 bits."""
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


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert from the embedded profile; a profile that can't be read is as good as none."""
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
