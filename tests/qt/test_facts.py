"""A file in a line: of what kind, how large its picture is, how many bytes it takes."""

import pytest
from PySide6.QtCore import QSize

from gallery.metadata.report import Technical
from gallery.qt.facts import file_in_words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (791_555, "792 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (2_149_000, "2.1 MB"),
        (52_400_000, "52 MB"),
        (1_234_000_000, "1,234 MB"),
    ],
)
def test_bytes(count: int, words: str) -> None:
    assert file_in_words(Technical(bytes=count), QSize()) == words


def test_all_of_it() -> None:
    raw = Technical(kind="NEF", width=4_288, height=2_848, bytes=12_000_000)
    assert file_in_words(raw, QSize(960, 640)) == "NEF · 4,288 × 2,848 · 12 MB"


def test_the_picture_tells_what_the_file_does_not() -> None:
    assert file_in_words(Technical(kind="PNG"), QSize(60, 40)) == "PNG · 60 × 40"
    assert file_in_words(Technical(), QSize()) == ""
