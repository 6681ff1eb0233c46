"""One small picture file for each property that a folder may confront us with, and what is to come.

Nothing here is kept on disk: `SAMPLES` is the table, and each sample writes its own file. Unless it
says otherwise, a sample shows `quarters()`, 48 × 32 pixels:

    red   green
    blue  white

To add one: write a line in the table. `tests/unit/decode/test_images.py` runs them all through the
real worker, whole and as thumbnails.
"""

from tests.images.samples import SAMPLES, Sample

__all__ = ["SAMPLES", "Sample"]
