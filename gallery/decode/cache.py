"""The thumbnails that programs of a desktop share, as freedesktop.org has agreed on.

Thumbnail Managing Standard 0.8.0 (specifications.freedesktop.org/thumbnail-spec), with the folders
for 512 and 1024 pixels that 0.9.0 adds: a PNG for each original and size, named by the MD5 of the
original's URI, valid as long as the original's time of change is the one written in it. What file
managers made is used here, and what is made here they can use.

Folders and files are made for their owner alone, so that a thumbnail shows nobody what they may
not see in the original. A thumbnail is written to a temporary file and then renamed: readers see
the old one or the new one, never a half.
"""

import hashlib
import os
import re
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote_from_bytes, unquote_to_bytes

from PIL import Image
from PIL.PngImagePlugin import PngImageFile, PngInfo

from gallery import __version__
from gallery.decode import formats
from gallery.decode.image import Shown, Size, fitted
from gallery.decode.job import WRECKING, Fault

# The folders, and the longest side in pixels of what lies in them.
FOLDERS = {"normal": 128, "large": 256, "x-large": 512, "xx-large": 1024}
# What fits into the smallest thumbnail needs none.
_SMALLEST = min(FOLDERS.values())
# Failures are each program's own: another program, or another version, may read the file.
_FAIL_FOLDER = f"fail/giant-leap-{__version__}"
# The name of a thumbnail while it is written: the number of its process, then its own name.
_TEMPORARY = ".giant-leap-{process}-{name}"
_TEMPORARIES = re.compile(r"\.giant-leap-\d+-[0-9a-f]{32}\.png")
# Writing one takes some milliseconds; an older temporary file was left by a killed process.
_GIVEN_UP_SECONDS = 3_600
# Thumbnails that came with the pictures, on a disk for many to read.
_SHARED = ".sh_thumbnails"
# A level of compression of 1 takes a quarter of the time of the usual 6, at a fifth more size.
_COMPRESSION = 1
# What GLib's g_filename_to_uri leaves as it is, besides letters and digits (which quote_from_bytes
# does anyway). Another choice, for example a %27 for an apostrophe, makes another thumbnail.
_PLAIN = "!$&'()*+,-./:=@_~"
# Texts in the files; X- marks those that are ours.
_URI, _MTIME, _SIZE = "Thumb::URI", "Thumb::MTime", "Thumb::Size"
_WIDTH, _HEIGHT, _MIMETYPE = "Thumb::Image::Width", "Thumb::Image::Height", "Thumb::Mimetype"
_FAULT, _READERS = "X-GiantLeap::Fault", "X-GiantLeap::Readers"
_SOFTWARE = f"Giant Leap {__version__}"
# Faults that make a file unreadable for good, or crash workers again and again; all others may be
# over next time.
_LASTING = WRECKING | frozenset(
    (Fault.UNSUPPORTED, Fault.NO_PREVIEW, Fault.DAMAGED, Fault.TOO_LARGE)
)


class Original(NamedTuple):
    """A picture file as the cache knows it: its URI, time of change in seconds, size in bytes."""

    uri: str
    mtime: int
    size: int

    @classmethod
    def of(cls, path: bytes, status: os.stat_result) -> "Original":
        """Return what the cache knows a file by; `path` may be relative."""
        # Whole seconds, as in GLib: st_mtime is rounded, and may be in the next second.
        return cls(uri_of(path), status.st_mtime_ns // 1_000_000_000, status.st_size)

    @property
    def name(self) -> str:
        """The file name of its thumbnails."""
        return hashlib.md5(self.uri.encode(), usedforsecurity=False).hexdigest() + ".png"


class Found(NamedTuple):
    """A thumbnail from the cache, and the size of its original where that is known.

    `good` is False where it is smaller than what was asked for.
    """

    image: Image.Image
    full: Size | None
    good: bool


def uri_of(path: bytes) -> str:
    """Return the URI of a file as GLib writes it, which determines the name of its thumbnail."""
    return "file://" + quote_from_bytes(_absolute(path), _PLAIN)


def usual_root() -> Path | None:
    """Return where the thumbnails lie ($XDG_CACHE_HOME/thumbnails), None without a home folder."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    # The base directory specification has relative paths ignored.
    if Path(given).is_absolute():
        return Path(given, "thumbnails")
    with suppress(RuntimeError):
        return Path.home() / ".cache" / "thumbnails"
    return None


class Cache:
    """The thumbnails below a folder, its `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def takes(self, path: bytes) -> bool:
        """Return whether a file may have thumbnails: thumbnails themselves have none."""
        absolute = _absolute(path)
        ours = os.fsencode(self.root / "x")[:-1]
        return not absolute.startswith(ours) and f"/{_SHARED}/".encode() not in absolute

    def find(self, original: Original, box: Size, *, or_smaller: bool = False) -> Found | None:
        """Return the smallest valid thumbnail that is good for a box.

        Where there is none, `or_smaller` has the largest of those that are too small.
        """
        too_small = None
        for found in self._all(original, box):
            if not (found.good or or_smaller):
                continue
            try:
                with found.image as image:
                    image.load()
            except (OSError, ValueError, SyntaxError):
                # Half a file, by a program that does not rename: as good as none.
                continue
            plain = image if image.mode in ("L", "RGB", "RGBA") else image.convert("RGBA")
            if found.good:
                return found._replace(image=plain)
            too_small = found._replace(image=plain)
        return too_small

    def has(self, original: Original, box: Size) -> bool:
        """Return whether there is a thumbnail good for a box; its pixels are not looked at."""
        for found in self._all(original, box):
            found.image.close()
            if found.good:
                return True
        return False

    def fault(self, original: Original) -> Fault | None:
        """Return why there is no thumbnail, where this program has failed before."""
        with suppress(OSError, ValueError, SyntaxError):
            with Image.open(self.root / _FAIL_FOLDER / original.name, formats=("PNG",)) as image:
                texts = _texts(image)
            if _is_of(texts, original) and texts.get(_READERS) == _readers():
                return Fault(texts.get(_FAULT, ""))
        return None

    def side_for(self, full: Size, box: Size) -> int | None:
        """Return the longest side of the thumbnail to keep for a box.

        None where none is to be kept: the box is too large, or the picture itself is small.
        """
        longest = max(fitted(full, box))
        if max(full) <= _SMALLEST:
            return None
        return next((pixels for pixels in FOLDERS.values() if pixels >= longest), None)

    def keep(self, original: Original, side: int, shown: Shown) -> None:
        """Keep a thumbnail whose longest side is `side`, or less. Raises OSError."""
        folder = next(folder for folder, pixels in FOLDERS.items() if pixels == side)
        texts = {_WIDTH: str(shown.full[0]), _HEIGHT: str(shown.full[1])}
        if shown.mimetype:
            texts[_MIMETYPE] = shown.mimetype
        self._write(folder, original, shown.image, texts)

    def keep_fault(self, original: Original, fault: Fault) -> None:
        """Remember that a file can't be read, so that it is not tried again. Raises OSError."""
        if fault in _LASTING:
            texts = {_FAULT: fault.value, _READERS: _readers()}
            self._write(_FAIL_FOLDER, original, Image.new("RGBA", (1, 1)), texts)

    def forget_fault(self, original: Original) -> None:
        """Forget that a file couldn't be read. Raises OSError."""
        (self.root / _FAIL_FOLDER / original.name).unlink(missing_ok=True)

    def check(self) -> None:
        """Make the folders, and raise OSError where nothing can be written."""
        for folder in FOLDERS:
            place = self._make(folder)
            if not os.access(place, os.W_OK | os.X_OK):
                raise PermissionError(13, "Permission denied", str(place))

    def tidy(self) -> None:
        """Remove temporary files that this program left behind when it was killed."""
        before = time.time() - _GIVEN_UP_SECONDS
        for folder in (*FOLDERS, _FAIL_FOLDER):
            with suppress(OSError), os.scandir(self.root / folder) as entries:
                for entry in entries:
                    if not _TEMPORARIES.fullmatch(entry.name):
                        continue
                    with suppress(OSError):
                        if entry.stat(follow_symlinks=False).st_mtime < before:
                            Path(entry.path).unlink()

    def in_words(self, error: OSError) -> str:
        """Return a sentence on why thumbnails can't be saved."""
        return (
            f"Thumbnails cannot be saved in {self.root} ({error.strerror or error});"
            " pictures are decoded again each time."
        )

    def _all(self, original: Original, box: Size) -> Iterator[Found]:
        """Yield the valid thumbnails, small before large, the person's own before a shared one."""
        for folder, pixels in FOLDERS.items():
            for root, known in ((self.root, original), _shared(original)):
                found = _opened(root / folder / known.name, pixels, known, box)
                if found is not None:
                    yield found

    def _write(
        self, folder: str, original: Original, image: Image.Image, texts: dict[str, str]
    ) -> None:
        place = self._make(folder)
        info = PngInfo()
        for key, value in {
            _URI: original.uri,
            _MTIME: str(original.mtime),
            _SIZE: str(original.size),
            "Software": _SOFTWARE,
            **texts,
        }.items():
            info.add_text(key, value)
        temporary = place / _TEMPORARY.format(process=os.getpid(), name=original.name)
        # One that a worker of the same number left behind when it was killed.
        temporary.unlink(missing_ok=True)
        number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with open(number, "wb") as file:  # noqa: PTH123 (a number)
                image.save(file, "PNG", pnginfo=info, compress_level=_COMPRESSION)
            temporary.replace(place / original.name)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def _make(self, folder: str) -> Path:
        """Return a folder of the cache, which is made where it is missing."""
        place = self.root / folder
        if not place.is_dir():
            self.root.parent.mkdir(parents=True, exist_ok=True)
            for one in (self.root, *reversed(place.relative_to(self.root).parents), place):
                path = self.root / one
                path.mkdir(mode=stat.S_IRWXU, exist_ok=True)
        return place


@lru_cache(maxsize=1)
def _shared(original: Original) -> tuple[Path, Original]:
    """Return where a collection on a disk may have its own thumbnails, and its name for a file.

    Wherever the disk is mounted, there the file is known by its name alone. Nothing is written to
    such a place.
    """
    folder, _, name = original.uri.removeprefix("file://").rpartition("/")
    root = Path(os.fsdecode(unquote_to_bytes(folder) or b"/"), _SHARED)
    return root, original._replace(uri=name)


def _opened(path: Path, pixels: int, original: Original, box: Size) -> Found | None:
    """Return a thumbnail where it is valid, its pixels not read yet; else None."""
    try:
        # A disk may hold anything: opening a pipe could wait for ever.
        if not path.is_file():
            return None
        image = Image.open(path, formats=("PNG",))
    except (OSError, ValueError, SyntaxError):
        return None
    with suppress(OSError, ValueError, SyntaxError):
        texts = _texts(image)
        if max(image.size) <= pixels and _is_of(texts, original):
            full = _full_size(texts, image.size)
            return Found(image, full, _is_good(image.size, full, pixels, box))
    image.close()
    return None


def _absolute(path: bytes) -> bytes:
    # Links are not followed, as in file managers; two slashes at the beginning are one.
    return re.sub(b"^//+", b"/", os.path.abspath(path))  # noqa: PTH100 (bytes, and links)


def _texts(image: Image.Image) -> dict[str, str]:
    """Return the texts of a PNG, those behind the pixels too where there are none before."""
    texts = {str(key): text for key, text in image.info.items() if isinstance(text, str)}
    if _URI not in texts and isinstance(image, PngImageFile):
        texts.update(image.text)
    return texts


def _is_of(texts: dict[str, str], original: Original) -> bool:
    """Return whether a thumbnail shows an original as it is now.

    The time of change must be the same, not later: a file may be replaced by an older one. The size
    is written by some programs only.
    """
    return (
        texts.get(_URI) == original.uri
        and texts.get(_MTIME) == str(original.mtime)
        and texts.get(_SIZE, str(original.size)) == str(original.size)
    )


def _full_size(texts: dict[str, str], small: Size) -> Size | None:
    """Return the size of the original, upright, None where it is missing or impossible.

    Some programs write the size as it is stored, not turned upright.
    """
    try:
        width, height = int(texts[_WIDTH]), int(texts[_HEIGHT])
    except (KeyError, ValueError):
        return None
    for size in ((width, height), (height, width)):
        if min(size) > 0 and _alike(fitted(size, small), small):
            return size
    return None


def _is_good(small: Size, full: Size | None, pixels: int, box: Size) -> bool:
    """Return whether a thumbnail need not be enlarged for a box."""
    if full is None:
        # It is as large as its folder allows, or is the whole of a small original.
        fills = _alike((max(small), 0), (pixels, 0))
        full = (small[0] * pixels, small[1] * pixels) if fills else small
    wanted = fitted(full, box)
    return small[0] >= wanted[0] - 1 and small[1] >= wanted[1] - 1


def _alike(one: Size, other: Size) -> bool:
    """Return whether two sizes differ by rounding alone."""
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1


@cache
def _readers() -> str:
    """Return the libraries that read pictures: a file may be readable with newer ones."""
    return ", ".join(formats.readers())
