"""Thumbnails by way of the cache: read from it, or decoded and saved in it; or what is at hand.

What is decoded to be looked at is saved once nobody waits any more. Without a cache, or with one
that can't be written to, everything works, but is decoded each time.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, NamedTuple

from PIL import Image

from gallery.decode import embedded, image
from gallery.decode.cache import Cache, Found, Original
from gallery.decode.formats import DecodeError
from gallery.decode.image import Shown, Size, fitted
from gallery.decode.job import WRECKING, Fault
from gallery.decode.unwritten import MOST_BYTES, Unwritten

_READ_AT_ONCE = 1 << 20


class Thumbnail(NamedTuple):
    """A picture that fits its box; `final` is False where it is smaller than it should be."""

    shown: Shown
    final: bool = True


class Thumbnails:
    """Makes thumbnails of picture files.

    All methods with a path raise DecodeError where the file can't be decoded, also because that is
    remembered from before; `anew` tries again. Up to `most_bytes` of pixels are held back until
    `write_one` saves them.
    """

    def __init__(self, cache: Cache | None, most_bytes: int = MOST_BYTES) -> None:
        self._cache = cache
        self._unwritten = Unwritten(cache, most_bytes) if cache is not None else None
        self._trouble = ""

    def photograph(self, path: bytes, box: Size | None, *, anew: bool = False) -> Thumbnail:
        """Return the picture itself, whole or fitted into a box; nothing is kept of it."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is None or original is None:
                return Thumbnail(image.show(file, box))
            # It may be shown as far as it is damaged; what wrecks workers may not.
            if not anew and (fault := self._cache.fault(original)) in WRECKING:
                raise DecodeError(fault)
            shown = image.show(file, box)
            if anew:
                self._acquit(self._cache, original)
            return Thumbnail(shown)

    def get(self, path: bytes, box: Size, *, anew: bool = False) -> Thumbnail:
        """Return the thumbnail for a box, which is to be kept for the next time."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is None or self._unwritten is None or original is None:
                return Thumbnail(image.show(file, box))
            waiting = self._unwritten.find(original, box)
            if waiting is not None:
                return Thumbnail(_fitted(waiting, box))
            found = self._cache.find(original, box)
            if found is not None:
                return Thumbnail(_shown(found, file, box))
            side, shown = self._make(self._cache, original, file, box, anew=anew)
            if side is not None:
                with self._telling(self._cache):
                    self._unwritten.add(original, side, shown)
            return Thumbnail(_fitted(shown, box))

    def glance(self, path: bytes, box: Size, *, anew: bool = False) -> Thumbnail | None:
        """Return what is available at once, None for nothing: no picture is decoded for it."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is not None and self._unwritten is not None and original is not None:
                waiting = self._unwritten.find(original, box)
                if waiting is not None:
                    return Thumbnail(_fitted(waiting, box))
                found = self._cache.find(original, box, or_smaller=True)
                if found is not None:
                    return Thumbnail(_shown(found, file, box), final=found.good)
                if not anew:
                    _raise_known_fault(self._cache, original)
            shown = embedded.thumbnail(file)
            return Thumbnail(_fitted(shown, box), final=False) if shown else None

    def keep(self, path: bytes, box: Size, *, anew: bool = False) -> None:
        """Keep the thumbnail for a box now, unless it is kept."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is None or self._unwritten is None or original is None:
                return
            if self._unwritten.find(original, box) or self._cache.has(original, box):
                return
            with self._telling(self._cache):
                self._cache.check()
                side, shown = self._make(self._cache, original, file, box, anew=anew)
                if side is not None:
                    self._cache.keep(original, side, shown)

    def blame(self, path: bytes, fault: Fault) -> None:
        """Remember that a file has wrecked its workers."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is None or original is None:
                return
            if fault is Fault.TIMED_OUT:
                # Where even reading takes too long, the disk is to blame, and this worker will
                # time out as well.
                while file.read(_READ_AT_ONCE):
                    pass
            with self._telling(self._cache):
                self._cache.keep_fault(original, fault)

    def has_unwritten(self) -> bool:
        """Return whether any thumbnails are still to be saved."""
        return bool(self._unwritten)

    def write_one(self) -> bool:
        """Save one of the thumbnails that are still to be saved; return whether there was one."""
        if self._cache is None or not self._unwritten:
            return False
        with self._telling(self._cache):
            self._unwritten.write_one()
        return True

    def tidy(self) -> None:
        """Remove from the cache what was left behind in it by writers that were killed."""
        if self._cache is not None:
            self._cache.tidy()

    def trouble(self) -> str:
        """Return once, as a sentence, why thumbnails can't be kept; empty where they can."""
        told, self._trouble = self._trouble, ""
        return told

    @contextmanager
    def _telling(self, cache: Cache) -> Iterator[None]:
        """Note where the cache can't be written to."""
        try:
            yield
        except OSError as error:
            self._trouble = cache.in_words(error)

    def _acquit(self, cache: Cache, original: Original) -> None:
        with suppress(OSError):
            cache.forget_fault(original)

    def _original(self, path: bytes, file: IO[bytes]) -> Original | None:
        """Return what the cache knows a file by, None where it takes no thumbnail of it."""
        if self._cache is None or not self._cache.takes(path):
            return None
        return Original.of(path, os.fstat(file.fileno()))

    def _make(
        self, cache: Cache, original: Original, file: IO[bytes], box: Size, *, anew: bool
    ) -> tuple[int | None, Shown]:
        """Decode a picture; return the size in which it is to be kept, None for none, with it."""
        if not anew:
            _raise_known_fault(cache, original)
        before = os.fstat(file.fileno())
        try:
            with image.faults():
                side = cache.side_for(image.full_size(file), box)
                shown = image.show(file, (side, side) if side else box)
        except DecodeError as error:
            with suppress(OSError):
                cache.keep_fault(original, error.fault)
            raise
        if anew:
            self._acquit(cache, original)
        after = os.fstat(file.fileno())
        changes = (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size)
        # Other programs that share the cache would take half a picture for the whole.
        if side is None or shown.fault is not None or changes:
            return None, shown
        return side, shown


def _raise_known_fault(cache: Cache, original: Original) -> None:
    fault = cache.fault(original)
    if fault is not None:
        raise DecodeError(fault)


def _shown(found: Found, file: IO[bytes], box: Size) -> Shown:
    """Return a thumbnail from the cache; the size of the original is looked up if need be."""
    return _fitted(Shown(found.image, found.full or image.full_size(file)), box)


def _fitted(shown: Shown, box: Size) -> Shown:
    """Scale a picture down to the size that the whole one has in a box."""
    has, size = shown.image.size, fitted(shown.full, box)
    if size[0] > has[0] + 1 or size[1] > has[1] + 1:
        size = fitted(has, box)
    if size == has:
        return shown
    return shown._replace(image=shown.image.resize(size, Image.Resampling.LANCZOS))
