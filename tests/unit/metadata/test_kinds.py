"""Of what kind a file is and how large, as it is told beside its photograph."""

from pathlib import Path

import pytest

from gallery.metadata import raw
from tests.images.samples import SAMPLES, Sample

KINDS = {
    "jpeg.jpg": "JPEG",
    "a-png-called.jpg": "PNG",
    "heic-called.jpg": "HEIC",
    "jpeg2000.jp2": "JPEG 2000",
    "photoshop.psd": "PSD",
    "targa.tga": "TGA",
    "bmp.bmp": "BMP",
    "nikon.nef": "NEF",
    "a-raw-called.tif": "NEF",
    "canon.cr3": "CR3",
    "leica.dng": "DNG",
    "tiff.tif": "TIFF",
}


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.name in KINDS])
def test_what_is_in_it_decides(sample: Sample, tmp_path: Path) -> None:
    path = sample.make(tmp_path)
    technical = raw.read(str(path)).technical
    assert technical.kind == KINDS[sample.name]
    assert technical.bytes == path.stat().st_size


def test_of_what_nobody_can_read_nothing_is_told(tmp_path: Path) -> None:
    path = tmp_path / "text.jpg"
    path.write_text("hello")
    assert raw.read(str(path)).technical.kind is None
