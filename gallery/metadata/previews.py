"""The pictures that a camera puts into its raw file beside the sensor's image: in workers only.

Nearly every raw file holds its photograph as the camera developed it, once or several times, from a
thumbnail up to all pixels. exiv2 knows where each maker hides them; `tracks` finds the one that it
does not know. Only those parts of the file are read that are asked for.
"""

import mmap
from contextlib import suppress
from typing import Any, NamedTuple

import exiv2

from gallery.metadata import tracks
from gallery.metadata.opening import FAULTS, GAVE_UP, Block, mapped, opened

Size = tuple[int, int]

# Kinds of files that hold nothing but what a sensor saw, and pictures made of it.
_RAW_TYPES = frozenset(
    (
        *(exiv2.ImageType.cr2, exiv2.ImageType.crw, exiv2.ImageType.mrw, exiv2.ImageType.orf),
        *(exiv2.ImageType.raf, exiv2.ImageType.rw2),
    )
)
_CR3, _DNG = "image/x-canon-cr3", "image/x-adobe-dng"
# Where a TIFF has its pictures; one of them holds what the sensor saw (TIFF/EP and DNG: a mosaic of
# the colours of its filter, or the light itself).
_GROUPS = ("Image", *(f"SubImage{number}" for number in range(1, 10)), "Image2", "Image3")
_SEEN_BY_SENSOR = frozenset(("32803", "34892"))
_ORIENTATIONS = ("Exif.Image.Orientation", "Exif.PanasonicRaw.Orientation")
# How a camera says that its pictures are in Adobe RGB: ColorSpace as many write it, the rule of
# DCF 2.0, and makers' own tags.
_ADOBE_RGB = {
    "Exif.Photo.ColorSpace": "2",
    "Exif.Iop.InteroperabilityIndex": "R03",
    "Exif.Nikon3.ColorSpace": "2",
    "Exif.Canon.ColorSpace": "2",
}
_KINDS = ("image/jpeg", "image/tiff")


class Preview(NamedTuple):
    """A picture inside of a raw file; its size in pixels as it is stored, not turned."""

    width: int
    height: int
    # exiv2's properties, or where its bytes are.
    source: Any

    @property
    def size(self) -> Size:
        """The width and the height."""
        return self.width, self.height


class RawFile:
    """A raw file that is open.

    Attributes: `previews`, smallest first; `sensor`, the size of what the sensor saw, as it is
    stored (zeros where it is not known); `orientation`, EXIF's number for how the camera was
    held; `is_adobe_rgb`, whether the camera says so of its colours; `mimetype`; `is_broken`,
    whether its tables could not be read to their end.
    """

    def __init__(self, image: Any, data: mmap.mmap | bytes, *, is_broken: bool = False) -> None:
        self.is_broken = is_broken
        self._data = data
        self._manager = exiv2.PreviewManager(image)
        exif = image.exifData()
        self.mimetype: str = _DNG if _text(exif, "Exif.Image.DNGVersion") else image.mimeType()
        self.sensor: Size = (image.pixelWidth(), image.pixelHeight())
        said = next(filter(None, (_text(exif, key) for key in _ORIENTATIONS)), "")
        self.orientation = int(said) if said.isdecimal() else 1
        self.is_adobe_rgb = any(_text(exif, key) == value for key, value in _ADOBE_RGB.items())
        self.previews = self._found()

    def read(self, preview: Preview) -> bytes:
        """Return a preview as a JPEG or TIFF file, empty where it can't be read."""
        _advise(self._data, "MADV_NORMAL")
        if isinstance(preview.source, slice):
            return bytes(self._data[preview.source])
        with suppress(*FAULTS):
            return bytes(self._manager.getPreviewImage(preview.source).data())
        return b""

    def _found(self) -> tuple[Preview, ...]:
        found = []
        with suppress(*FAULTS):
            found = [
                Preview(one.width_, one.height_, one)
                for one in self._manager.getPreviewProperties()
                if one.mimeType_ in _KINDS and one.width_ and one.height_
            ]
        if self.mimetype == _CR3:
            found += [Preview(*track) for track in tracks.pictures(self._data)]
        return tuple(sorted(found, key=lambda one: one.width * one.height))


def raw_file(data: mmap.mmap | bytes) -> RawFile | None:
    """Return the raw file in these bytes, None where they are something else.

    Of a mapped file, little more is read than what is asked for.
    """
    # Its tables are scattered over 50 MB; the system would read ahead after each of them.
    _advise(data, "MADV_RANDOM")
    image, log = opened(Block(data))
    if image is None or not _is_raw(image):
        return None
    return RawFile(image, data, is_broken=any(GAVE_UP in line for line in log))


def shown_size(path: str | bytes, image: Any) -> Size | None:
    """Return the size, as it is stored, of the largest preview of a raw file that exiv2 has opened.

    None where the file is not raw, or has none.
    """
    if not _is_raw(image):
        return None
    with suppress(OSError, ValueError), mapped(path) as data:
        previews = RawFile(image, data).previews
        return previews[-1].size if previews else None
    return None


def _is_raw(image: Any) -> bool:
    if image.imageType() in _RAW_TYPES or image.mimeType() == _CR3:
        return True
    if image.imageType() != exiv2.ImageType.tiff:
        return False
    # A scan has the same marks at its beginning as a Nikon, whose first picture is a thumbnail.
    exif = image.exifData()
    return any(
        _text(exif, f"Exif.{group}.PhotometricInterpretation") in _SEEN_BY_SENSOR
        for group in _GROUPS
    )


def _advise(data: mmap.mmap | bytes, advice: str) -> None:
    """Advise the system how bytes will be read, where it takes advice."""
    if isinstance(data, mmap.mmap) and hasattr(mmap, advice):
        data.madvise(getattr(mmap, advice))


def _text(exif: Any, key: str) -> str:
    with suppress(KeyError, *FAULTS):
        return str(exif[key].toString())
    return ""
