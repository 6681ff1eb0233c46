"""The command line as it is run in the tests of it, and a folder to run it on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gallery import cli
from tests.unit.metadata import writing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process; return exit status, output and errors."""

    def one(*words: str | Path) -> tuple[int, str, str]:
        try:
            status: Any = cli.main([str(word) for word in words])
        except SystemExit as leaving:
            status = leaving.code
        captured = capsys.readouterr()
        return status or 0, captured.out, captured.err

    return one


def lines(output: str) -> list[dict[str, Any]]:
    """Return what is written as one JSON object a line."""
    return [json.loads(line) for line in output.splitlines()]


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder whose photographs tell everything themselves, but for one."""
    folder = tmp_path / "press"
    folder.mkdir()
    writing.write(
        folder / "walk.jpg",
        exif={"Exif.Image.Artist": "Somebody else"},
        xmp={
            "Xmp.photoshop.Headline": "The first walk in space",
            "Xmp.dc.description": {"x-default": "He floats above the Black Sea."},
            "Xmp.photoshop.Credit": "Agency archive",
            "Xmp.dc.creator": ["Pavel Belyayev"],
            "Xmp.iptc.AltTextAccessibility": {"x-default": "A man in a white suit."},
            "Xmp.iptcExt.PersonInImage": ["Леонов, Алексей"],
        },
    )
    writing.write(folder / "plain.jpg")
    return folder
