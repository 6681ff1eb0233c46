"""What is shown of a raw file: a preview that the camera stored in it.

Developing the sensor's data takes seconds, and taste; cameras store the photograph as they develop
it beside the data, mostly in several sizes. The smallest that is large enough for the box is
decoded; where it can't be opened, the next one is.
"""

import errno
import io
import mmap
from collections.abc import Iterator, Sequence
from typing import IO, TYPE_CHECKING

from PIL import Image, TiffImagePlugin

from gallery.decode import colour, formats, upright
from gallery.decode.formats import DecodeError, Opened
from gallery.decode.job import Fault
from gallery.decode.upright import Size

if TYPE_CHECKING:
    from gallery.metadata.previews import Preview, RawFile

# How raw files begin: TIFF, of which exiv2 has to tell whether it is one; Olympus, Panasonic,
# Fujifilm, Minolta, Canon (CR3 and, behind the length of its header, CRW).
_TIFF = (b"II*\0", b"MM\0*")
_OWN = (b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FUJIFILMCCD-RAW", b"\0MRM")
_CR3, _CRW = b"ftypcrx ", b"HEAPCCDR"
_BEGINNING = 16
# By how much the aspect ratios of previews may differ: 1616 × 1080 can stand in for 6000 × 4000,
# 160 × 120 with black bars cannot.
_SAME_SHAPE = 0.02
# The thumbnails of cameras are large enough for a glance; smaller pictures are icons.
_LEAST_GLANCE = 120
# Tags of a TIFF whose only strip is a JPEG, and JPEG's number among its compressions.
_COMPRESSION, _STRIPS, _COUNTS, _TABLES, _JPEG = 259, 273, 279, 347, 7


def opened(file: IO[bytes], box: Size | None) -> Opened | None:
    """Return the preview to be shown in a box (None: the largest), None for a file that is not raw.

    `full` is the size of the largest one. Raises DecodeError where none can be used.
    """
    raw = _raw_file(file)
    if raw is None:
        return None
    usable = _usable(raw)
    if raw.previews and not usable:
        raise DecodeError(Fault.TOO_LARGE)
    if not usable:
        raise DecodeError(Fault.DAMAGED if raw.is_broken else Fault.NO_PREVIEW)
    largest = usable[-1]
    for preview in _in_order(usable, box):
        picture = _picture(raw, preview)
        if picture is not None:
            stands_in = box is not None and _has_shape_of(preview, largest)
            return picture._replace(full=largest.size) if stands_in else picture
    raise DecodeError(Fault.DAMAGED)


def glance(file: IO[bytes], most_pixels: int) -> Opened | None:
    """Return a small preview, None where there is none, or the file is not raw.

    `full` is the size of the largest one, which may be of another shape.
    """
    raw = _raw_file(file)
    usable = _usable(raw) if raw else []
    small = (one for one in usable if max(one.size) >= _LEAST_GLANCE)
    preview = next(small, None)
    if raw is None or preview is None or preview.width * preview.height > most_pixels:
        return None
    picture = _picture(raw, preview)
    return picture._replace(full=usable[-1].size) if picture else None


def _usable(raw: "RawFile") -> "list[Preview]":
    """Return the previews that are not too large to be opened, smallest first."""
    return [one for one in raw.previews if one.width * one.height <= formats.MOST_PIXELS]


def _raw_file(file: IO[bytes]) -> "RawFile | None":
    file.seek(0)
    begins = file.read(_BEGINNING)
    file.seek(0)
    own = begins.startswith(_OWN) or begins[4:12] == _CR3 or begins[6:14] == _CRW
    if not own and not begins.startswith(_TIFF):
        return None
    # Imported with the first raw file: other pictures should not wait for it.
    from gallery.metadata.previews import raw_file

    raw = raw_file(_bytes_of(file))
    if raw is None and own:
        raise DecodeError(Fault.DAMAGED)
    return raw


def _bytes_of(file: IO[bytes]) -> mmap.mmap | bytes:
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        if error.errno != errno.ENODEV:
            raise
        # Some network drives cannot map files.
        return file.read()


def _in_order(usable: "Sequence[Preview]", box: Size | None) -> "Iterator[Preview]":
    """Yield previews, the best for a box first: the smallest of those that are large enough."""
    largest = usable[-1]
    if box is not None:
        # Which way it is turned is not known yet: both have to be large enough.
        side = min(max(box), max(largest.size))
        for preview in usable[:-1]:
            if max(preview.size) >= side and _has_shape_of(preview, largest):
                yield preview
    yield from reversed(usable)


def _has_shape_of(one: "Preview", other: "Preview") -> bool:
    expected = one.width * other.height / other.width
    return abs(one.height - expected) <= _SAME_SHAPE * expected + 1


def _picture(raw: "RawFile", preview: "Preview") -> Opened | None:
    """Open a preview, upright as the raw file has it; None where it can't be opened."""
    try:
        image = _jpeg_of(formats.open_picture(io.BytesIO(raw.read(preview))))
    except (DecodeError, OSError, SyntaxError, ValueError, KeyError):
        return None
    profile = image.info.get("icc_profile")
    if profile is None and raw.is_adobe_rgb:
        profile = colour.adobe_rgb()
    way = upright.turn_for(_orientation(raw, image))
    return Opened(image, image.size, way, profile, raw.mimetype)


def _jpeg_of(image: Image.Image) -> Image.Image:
    """Return the JPEG that a TIFF is made of, where it is one: it is decoded straight to a size."""
    if not isinstance(image, TiffImagePlugin.TiffImageFile):
        return image
    tags = image.tag_v2
    places, lengths = tags.get(_STRIPS, ()), tags.get(_COUNTS, ())
    if tags.get(_COMPRESSION) != _JPEG or len(places) != 1 or _TABLES in tags:
        return image
    assert image.fp is not None
    image.fp.seek(places[0])
    return formats.open_picture(io.BytesIO(image.fp.read(lengths[0])))


def _orientation(raw: "RawFile", image: Image.Image) -> int:
    """Return a preview's orientation, from its own tag or from that of its raw file.

    Most previews have no tag, and lie as the sensor does. Some repeat the raw file's tag; some have
    been turned already, and have a tag that says so, or none.
    """
    own = upright.orientation(image)
    if own is not None and own != 1:
        return own
    if upright.is_sideways(upright.turn_for(raw.orientation)):
        (width, height), (wide, high) = image.size, raw.sensor
        return 1 if (width < height) != (wide < high) else raw.orientation
    return raw.orientation if own is None else own
