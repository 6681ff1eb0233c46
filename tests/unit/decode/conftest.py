"""What the tests of decoding need: Pillow that knows our formats, and thumbnails."""

import os
from pathlib import Path

import pytest

from gallery.decode import formats
from gallery.decode.cache import Cache, Original
from gallery.decode.thumbnail import Thumbnails


@pytest.fixture
def prepared() -> None:
    """Pillow knows the formats that a worker knows."""
    formats.prepare()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "thumbnails")


@pytest.fixture
def thumbnails(cache: Cache) -> Thumbnails:
    """As the worker has them, but that none waits to be kept."""
    return Thumbnails(cache, most_bytes=0)


@pytest.fixture
def path(tmp_path: Path) -> bytes:
    """A file to have thumbnails of; the cache itself does not look into it."""
    place = tmp_path / "a photo.jpg"
    place.write_bytes(b"12345")
    os.utime(place, (1_000_000_000.75, 1_000_000_000.75))
    return bytes(place)


@pytest.fixture
def original(path: bytes) -> Original:
    return Original.of(path, Path(os.fsdecode(path)).stat())
