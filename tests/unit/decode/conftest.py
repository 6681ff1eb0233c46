"""What the tests of decoding need: Pillow that knows our formats, and thumbnails."""

from pathlib import Path

import pytest

from gallery.decode import formats
from gallery.decode.cache import Cache
from gallery.decode.thumbnail import Thumbnails


@pytest.fixture
def prepared() -> None:
    """Pillow knows the formats that a worker knows."""
    formats.prepare()


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "thumbnails")


@pytest.fixture
def thumbnails(cache: Cache) -> Thumbnails:
    """As the worker has them, but that none waits to be kept."""
    return Thumbnails(cache, most_bytes=0)
