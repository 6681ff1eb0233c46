"""What the tests of decoding need: Pillow that knows our formats."""

import pytest

from gallery.decode import formats


@pytest.fixture
def prepared() -> None:
    """Pillow knows the formats that a worker knows."""
    formats.prepare()
