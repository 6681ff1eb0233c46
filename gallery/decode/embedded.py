"""The small picture that cameras put into JPEG, HEIC and raw files: there in a moment."""

import io
from typing import IO

from PIL import ExifTags, Image

from gallery.decode import camera_raw, colour, formats, upright
from gallery.decode.formats import Opened
from gallery.decode.image import Shown
from gallery.decode.upright import Size

# EXIF 2.32, 4.6.6: where the thumbnail begins, from the beginning of the TIFF header, and its size.
_OFFSET, _LENGTH = 0x0201, 0x0202
_HEADER = len(b"Exif\0\0")
# Cameras write 160 × 120 pixels, some programs more; larger pictures take too long for a glance.
_MOST_PIXELS = 640 * 480
# Bars that make up for another aspect ratio are black, except for JPEG's noise.
_DARK = 24
# A difference in size of at most this many pixels comes from rounding.
_ROUNDING = 2


def thumbnail(file: IO[bytes]) -> Shown | None:
    """Return the thumbnail inside an open picture file, upright, None where none can be used.

    `full` is the size of the whole picture. Raises nothing.
    """
    try:
        seen = camera_raw.glance(file, _MOST_PIXELS) or _in_picture(file)
        if seen is None:
            return None
        with seen.image as small:
            if small.width * small.height > _MOST_PIXELS:
                return None
            # A damaged stand-in is worse than none.
            plain = colour.to_srgb(colour.to_plain(small), seen.profile)
    except Exception:
        # EXIF that can't be parsed is as good as none.
        return None
    cropped = _without_bars(plain, seen.full)
    if cropped is None:
        return None
    right = cropped.transpose(seen.way) if seen.way is not None else cropped
    return Shown(right, upright.turned(seen.full, seen.way), seen.mimetype)


def _in_picture(file: IO[bytes]) -> Opened | None:
    whole = formats.open_picture(file)
    if whole.format == "HEIF":
        way, full, kind = upright.turn(whole), whole.size, formats.mimetype(whole)
        # Its reader takes the smallest of the thumbnails that show the whole picture.
        if whole.draft(None, (1, 1)) is None:
            return None
        return Opened(whole, full, way, whole.info.get("icc_profile"), kind)
    with whole:
        if whole.format not in ("JPEG", "MPO"):
            return None
        found = whole.getexif().get_ifd(ExifTags.IFD.IFD1)
        begin, length = int(found[_OFFSET]), int(found[_LENGTH])
        data = whole.info["exif"][_HEADER:][begin : begin + length]
        way, full, kind = upright.turn(whole), whole.size, formats.mimetype(whole)
    return Opened(Image.open(io.BytesIO(data), formats=("JPEG",)), full, way, None, kind)


def _without_bars(small: Image.Image, full: Size) -> Image.Image | None:
    """Crop the black bars of a thumbnail whose aspect ratio is not that of its photograph.

    None where what would be cropped is not black: an old thumbnail, from before a crop.
    """
    width = min(small.width, round(small.height * full[0] / full[1]))
    height = min(small.height, round(small.width * full[1] / full[0]))
    left, top = (small.width - width) // 2, (small.height - height) // 2
    if small.width - width <= _ROUNDING and small.height - height <= _ROUNDING:
        return small
    right, bottom = left + width, top + height
    bars = [
        (0, 0, left, small.height),
        (right, 0, small.width, small.height),
        (0, 0, small.width, top),
        (0, bottom, small.width, small.height),
    ]
    for bar in bars:
        if bar[2] > bar[0] and bar[3] > bar[1]:
            lightest = small.crop(bar).convert("L").resize((1, 1), Image.Resampling.BOX)
            if int(lightest.tobytes()[0]) > _DARK:
                return None
    # The edge of a bar is blended with the picture: one row less is better than a dark line.
    return small.crop((left + (left > 0), top + (top > 0), right - (left > 0), bottom - (top > 0)))
