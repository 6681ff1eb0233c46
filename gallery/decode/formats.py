"""Which picture files are opened, and how: the contents decide, not the suffix of the name."""

import warnings
from collections.abc import Callable
from importlib import import_module
from typing import IO, NamedTuple

from PIL import Image, UnidentifiedImageError

from gallery.decode.job import Fault
from gallery.decode.upright import Size, Turn

# What is left out, of all that Pillow knows: EPS, for which Ghostscript would run what is in the
# file; WMF, which Windows itself would draw; stubs that only name a format (BUFR, GRIB, HDF5,
# MPEG); films (FLI); what science and games keep their data in, not photographs. Those that Pillow
# has ready from the start come first: it looks for the others only where none of these fits. TGA
# comes last, because it has no signature.
FORMATS = (
    "JPEG", "PNG", "GIF", "BMP", "PPM",
    "AVIF", "DDS", "DIB", "ICNS", "ICO", "JPEG2000", "PCX", "PSD", "QOI", "SGI", "SUN",
    "TIFF", "WEBP", "TGA",
)  # fmt: skip

# 500 megapixels are 2 GB of pixels; what is larger needs to be shown in tiles.
MOST_PIXELS = 500_000_000
# Enough for every signature below, and for those of Pillow.
_BEGINNING = 32
_JPEG_XL = (b"\xff\x0a", b"\x00\x00\x00\x0cJXL \x0d\x0a\x87\x0a")
# Brands of ISO base media files that hold HEVC pictures; "mif1" and "msf1" may hold AV1 as well,
# which Pillow reads.
_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)


class DecodeError(Exception):
    """A picture that can't be decoded; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class Opened(NamedTuple):
    """A picture that is open, its pixels not read yet.

    `full` is the size of the whole one as it is stored, `way` what turns it upright. `profile` is
    its ICC profile, None for sRGB.
    """

    image: Image.Image
    full: Size
    way: Turn | None
    profile: bytes | None
    mimetype: str


def prepare() -> None:
    """Load the usual formats, so that the first picture need not wait for it."""
    Image.preinit()
    # The size is checked against our own limit; Pillow's warning adds nothing.
    Image.MAX_IMAGE_PIXELS = None
    # Faults in a file's metadata are no reason to refuse its picture.
    warnings.simplefilter("ignore")


def open_picture(file: IO[bytes]) -> Image.Image:
    """Return the picture in a file, its pixels not read yet.

    Raises DecodeError where it is none, and anything that Pillow may raise for nonsense.
    """
    file.seek(0)
    beginning = file.read(_BEGINNING)
    file.seek(0)
    own: tuple[str, ...] = ()
    if beginning.startswith(_JPEG_XL):
        if not _load("pillow_jxl", _keep):
            raise DecodeError(Fault.NO_JPEG_XL)
        own = ("JXL",)
    elif _is_heif(beginning) and _load("pillow_heif", _register_heif):
        own = ("HEIF",)
    try:
        return Image.open(file, formats=own or FORMATS)
    except UnidentifiedImageError:
        raise DecodeError(_unidentified(file, beginning)) from None


def mimetype(image: Image.Image) -> str:
    """Return the MIME type of a picture, empty where it is not known."""
    if image.format == "MPO":
        # A JPEG with more pictures behind the first one.
        return "image/jpeg"
    return str(Image.MIME.get(image.format or "", ""))


def readers() -> list[str]:
    """Return the installed libraries that read pictures, with their versions."""
    # A large import, needed only where a file can't be read.
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in ("Pillow", "pillow-heif", "pillow-jxl-plugin", "exiv2"):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    return found


def _is_heif(beginning: bytes) -> bool:
    if beginning[4:8] != b"ftyp":
        return False
    # Behind the first brand and its version come those that the file is compatible with.
    brands = {beginning[8:12], *(beginning[at : at + 4] for at in range(16, len(beginning), 4))}
    return not brands & {b"avif", b"avis"} and bool(brands & _HEIF_BRANDS)


_loaded: dict[str, bool] = {}


def _load(module: str, register: Callable[[object], None]) -> bool:
    """Import a plug-in for the first file that needs it; return whether it is installed."""
    if module not in _loaded:
        try:
            register(import_module(module))
            _loaded[module] = True
        except ImportError:
            _loaded[module] = False
    return _loaded[module]


def _register_heif(plugin: object) -> None:
    # Imported by name, because type checkers would look for a package that may be missing.
    plugin.register_heif_opener()  # type: ignore[attr-defined]


def _keep(plugin: object) -> None:
    """Do nothing: the plug-in registers itself with Pillow when it is imported."""


def _unidentified(file: IO[bytes], beginning: bytes) -> Fault:
    """Distinguish a damaged picture from one of an unsupported kind, or no picture at all."""
    if len(beginning) < 16:
        return Fault.UNSUPPORTED
    for opens, accepts in (Image.OPEN[name] for name in FORMATS if name in Image.OPEN):
        # A plug-in that knows the beginning, but lacks a library to read on, returns a text.
        if accepts is None or accepts(beginning) is not True:
            continue
        file.seek(0)
        try:
            opens(file, "")
        except SyntaxError as error:
            # How plug-ins say that they know the format, but not this kind of pixels: a failed
            # look-up, or a message ("unknown pixel mode", "unsupported bit depth").
            words = str(error).lower()
            if isinstance(error.__cause__, KeyError) or "unknown" in words or "unsupp" in words:
                return Fault.UNSUPPORTED
            return Fault.DAMAGED
        except Exception:
            return Fault.DAMAGED
    return Fault.UNSUPPORTED
