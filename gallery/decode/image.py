"""Opens one picture file: upright, in sRGB, no larger than asked for, as 32-bit pixels."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple

from PIL import Image, ImageFile

from gallery.decode import camera_raw, colour, formats, upright
from gallery.decode.formats import MOST_PIXELS, DecodeError, Opened
from gallery.decode.job import Fault

Size = upright.Size

# How many times as large as its box a JPEG is decoded at least. With 1 the step to the box would be
# too small to be smooth; with 2, a 12-megapixel photograph takes a quarter longer, and no eye sees
# it (its distance from the best way is 0.4 of 255 levels then, otherwise 0.7).
_SHARP = 1.5
# Rows that are written at once: some megabytes, which stay in the processor's cache between one
# step and the next. A photograph in one piece takes four times as long, and twice its memory.
_ROWS = 64


class Shown(NamedTuple):
    """A picture in L, RGB or RGBA, fitted into its box, and the size of the whole one (upright).

    `fault` is DAMAGED where only a part of the picture could be read.
    """

    image: Image.Image
    full: Size
    mimetype: str = ""
    fault: Fault | None = None


def fitted(size: Size, box: Size) -> Size:
    """Return the size of a picture fitted into a box, never enlarged."""
    scale = min(1.0, box[0] / size[0], box[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def decode(path: str | bytes, box: Size | None = None) -> Shown:
    """Return the picture in a file, fitted into `box` (never enlarged). Raises DecodeError."""
    with opened(path) as file:
        return show(file, box)


@contextmanager
def opened(path: str | bytes) -> Iterator[IO[bytes]]:
    """Open a file that may hold a picture. Raises DecodeError for whatever goes wrong."""
    with faults():
        # Opening a pipe could wait for ever.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
        with open(number, "rb") as file:  # noqa: PTH123 (a number)
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise DecodeError(Fault.UNSUPPORTED)
            yield file


@contextmanager
def faults() -> Iterator[None]:
    """Turn whatever goes wrong with a picture into a DecodeError."""
    try:
        yield
    except DecodeError:
        raise
    except MemoryError:
        raise DecodeError(Fault.OUT_OF_MEMORY) from None
    except OSError as error:
        raise DecodeError(_FAULTS.get(error.errno, Fault.UNREADABLE)) from error
    except Exception as error:
        # Pillow's plug-ins may raise anything for bytes that make no sense.
        raise DecodeError(Fault.DAMAGED) from error


# What the system says of a file; where it says nothing, Pillow has raised the error itself. All
# else is a disk, a card or a network that fails.
_FAULTS = {
    None: Fault.DAMAGED,
    errno.ENOENT: Fault.GONE,
    errno.ENOTDIR: Fault.GONE,
    # A link that leads to itself leads nowhere.
    errno.ELOOP: Fault.GONE,
    errno.EACCES: Fault.NO_PERMISSION,
    errno.EPERM: Fault.NO_PERMISSION,
    errno.EISDIR: Fault.UNSUPPORTED,
    # A socket, or a device without its driver.
    errno.ENXIO: Fault.UNSUPPORTED,
    errno.ENOMEM: Fault.OUT_OF_MEMORY,
}


def show(file: IO[bytes], box: Size | None = None) -> Shown:
    """Return the picture in an open file; of a damaged one what can be read, if that is anything.

    Raises DecodeError, and other errors that `faults` turns into one.
    """
    try:
        return _show(file, box)
    except (DecodeError, MemoryError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        shown = _readable_part(file, box)
        if shown is None:
            raise
        return shown


def full_size(file: IO[bytes]) -> Size:
    """Return the size of the picture in an open file, upright, without reading its pixels."""
    with _open(file, (1, 1)) as picture:
        return upright.turned(picture.full, picture.way)


def write_pixels(image: Image.Image, path: str) -> None:
    """Write a picture as rows of B, G, R, A bytes, colours premultiplied. Raises OSError."""
    # "RGBa" is Pillow's name for premultiplied colours.
    modes = ("RGBa", "BGRa") if image.mode == "RGBA" else ("RGBA", "BGRA")
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 (as the request has it)
        for top in range(0, image.height, _ROWS):
            strip = image.crop((0, top, image.width, min(top + _ROWS, image.height)))
            file.write(strip.convert(modes[0]).tobytes("raw", modes[1]))


def _show(file: IO[bytes], box: Size | None) -> Shown:
    with _open(file, box) as (image, full, way, profile, kind):
        if image.width * image.height > MOST_PIXELS:
            raise DecodeError(Fault.TOO_LARGE)
        if profile is None and colour.is_adobe_rgb(image):
            profile = colour.adobe_rgb()
        if box is not None:
            inside = upright.turned(box, way)
            # JPEG decodes straight to a half, a quarter or an eighth.
            wide, high = fitted(image.size, inside)
            image.draft(None, (round(wide * _SHARP), round(high * _SHARP)))
            plain = colour.to_plain(image)
            plain.thumbnail(inside, Image.Resampling.LANCZOS, reducing_gap=2.0)
        else:
            plain = colour.to_plain(image)
    right = plain.transpose(way) if way is not None else plain
    return Shown(colour.to_srgb(right, profile), upright.turned(full, way), kind)


@contextmanager
def _open(file: IO[bytes], box: Size | None) -> Iterator[Opened]:
    """Open the picture in a file; of a raw file the preview that is large enough for a box."""
    picture = camera_raw.opened(file, box)
    if picture is None:
        image = formats.open_picture(file)
        profile, kind = image.info.get("icc_profile"), formats.mimetype(image)
        picture = Opened(image, image.size, upright.turn(image), profile, kind)
    with picture.image:
        yield picture


def _readable_part(file: IO[bytes], box: Size | None) -> Shown | None:
    """Return what can be read of a damaged picture, None where that is nothing."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        shown = _show(file, box)
    except MemoryError:
        raise
    except Exception:
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    # What was not read has one colour.
    bands = shown.image.split()
    if all(least == most for least, most in (band.getextrema() for band in bands)):
        return None
    return shown._replace(fault=Fault.DAMAGED)


_BINARY: int = getattr(os, "O_BINARY", 0)
