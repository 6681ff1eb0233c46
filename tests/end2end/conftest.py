"""Where the real program runs: a home of its own, and a folder of pictures."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return {
        "QT_QPA_PLATFORM": "offscreen",
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six pictures of six colours, and a file that is none."""
    place = tmp_path / "photos"
    place.mkdir()
    for number in range(6):
        image = QImage(300, 200, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(number * 60, 255, 200))
        assert image.save(str(place / f"IMG_{number + 7}.png"))
    (place / "broken.jpg").write_bytes(b"nothing")
    return place
