"""A thumbnail by way of the cache: read from it, or decoded and kept in it; or what is at hand.

Without a cache, or with one that can't be written to, everything works but is decoded each time.
"""

import os
from contextlib import suppress
from typing import IO, NamedTuple

from PIL import Image

from gallery.decode import embedded, image
from gallery.decode.cache import Cache, Found, Original
from gallery.decode.formats import DecodeError
from gallery.decode.image import Shown, Size, fitted


class Thumbnail(NamedTuple):
    """A picture that fits its box; `final` is False where it is smaller than it should be.

    `cache_fault` says in a sentence why it could not be kept.
    """

    shown: Shown
    final: bool = True
    cache_fault: str = ""


class Thumbnails:
    """Makes thumbnails of picture files. All methods raise DecodeError where a file has none."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache

    def get(self, path: bytes, box: Size) -> Thumbnail:
        """Return the thumbnail for a box, and have it kept for the next time."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is None or original is None:
                return Thumbnail(image.show(file, box))
            found = self._cache.find(original, box)
            if found is not None:
                return Thumbnail(_shown(found, file, box))
            made = self._make(self._cache, original, file, box)
            return made._replace(shown=_fitted(made.shown, box))

    def glance(self, path: bytes, box: Size) -> Thumbnail | None:
        """Return what can be had at once, None for nothing: no picture is decoded for it."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is not None and original is not None:
                found = self._cache.find(original, box, or_smaller=True)
                if found is not None:
                    return Thumbnail(_shown(found, file, box), final=found.good)
                _raise_known_fault(self._cache, original)
            shown = embedded.thumbnail(file)
            return Thumbnail(_fitted(shown, box), final=False) if shown else None

    def keep(self, path: bytes, box: Size) -> str:
        """Have the thumbnail for a box kept, unless it is; return why that can't be, or nothing."""
        with image.opened(path) as file:
            original = self._original(path, file)
            if self._cache is None or original is None or self._cache.has(original, box):
                return ""
            try:
                self._cache.check()
            except OSError as error:
                return self._cache.in_words(error)
            return self._make(self._cache, original, file, box).cache_fault

    def _original(self, path: bytes, file: IO[bytes]) -> Original | None:
        """Return what the cache knows a file by, None where it takes no thumbnail of it."""
        if self._cache is None or not self._cache.takes(path):
            return None
        return Original.of(path, os.fstat(file.fileno()))

    def _make(self, cache: Cache, original: Original, file: IO[bytes], box: Size) -> Thumbnail:
        """Decode a picture in the size that is kept, and keep it."""
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
        after = os.fstat(file.fileno())
        changes = (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size)
        # Half a picture would be taken for a whole one by everybody who shares the cache.
        if side is None or shown.fault is not None or changes:
            return Thumbnail(shown)
        try:
            cache.keep(original, side, shown)
        except OSError as error:
            return Thumbnail(shown, cache_fault=cache.in_words(error))
        return Thumbnail(shown)


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
