"""Every sample of tests/images in a window: told of in the words of the command line."""

import json
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from gallery import cli
from gallery.decode.job import IN_WORDS, Fault
from tests.images import SAMPLES
from tests.qt.conftest import OpenHouse, Wait, open_

BOX = QSize(64, 64)


def test_the_window_and_the_command_line_tell_the_same_of_every_file(
    open_house: OpenHouse, wait: Wait, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "samples"
    folder.mkdir()
    for sample in SAMPLES:
        sample.make(folder)
    cli.main(["check", str(folder), "--recursive", "--json"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    outcomes = {one["file"]: one["outcome"] for one in lines if "file" in one}

    house = open_house(sources=())
    house.window.actions_by_name["subfolders"].trigger()
    open_(house, wait, folder)
    seen: dict[str, str] = {}
    for photo in house.browser.ids:
        for _ in range(2):
            # Asked for as a tile does it: what comes is there the second time.
            house.pictures.thumbnail(photo, BOX)
            wait(partial(house.pictures.is_settled, photo))
        fault = house.pictures.fault(photo)
        seen[house.library.photos[photo].file] = fault.value if fault else "ok"
    assert seen == outcomes
    assert len(seen) > 100
    assert {*seen.values()} >= {"ok", Fault.DAMAGED, Fault.UNSUPPORTED, Fault.GONE, Fault.TOO_LARGE}

    cli.main(["check", str(folder), "--recursive"])
    told = capsys.readouterr().out
    for fault in {*outcomes.values()} - {"ok"}:
        assert IN_WORDS[Fault(fault)].rstrip(".").lower() in told
