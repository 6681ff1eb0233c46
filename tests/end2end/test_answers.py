"""The commands of the real program that answer without a window."""

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from gallery.sources.builtin import photos_folder
from tests.end2end.running import PATIENCE, gallery
from tests.images import wrecking
from tests.images.wrecking import TOLD, Wreck


def test_search_prints_one_object_a_line(environment: dict[str, str]) -> None:
    done = gallery("search", "leonow", "--json", environment=environment)
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == [
        "leonov-portrait-2015",
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert all(
        set(one) == {"id", "headline", "credit_line", "matched"} and one["matched"] for one in found
    )


def test_check_finds_nothing_missing_in_the_built_in_gallery(environment: dict[str, str]) -> None:
    done = gallery("check", environment=environment)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_reader_who_leaves_early_is_no_error(environment: dict[str, str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gallery", "search", "nasa"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(PATIENCE) == 0


def test_check_tells_the_outcome_of_every_file(environment: dict[str, str], folder: Path) -> None:
    done = gallery("check", str(folder), "--json", environment=environment)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {one["file"]: one["outcome"] for one in told}
    assert done.returncode == 1
    assert list(outcomes)[:3] == ["broken.jpg", "IMG_7.png", "IMG_8.png"]
    assert [file for file, outcome in outcomes.items() if outcome != "ok"] == ["broken.jpg"]


def test_check_tells_of_every_file_that_cannot_be_shown(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    environment["PYTHONPATH"] = wrecking.install(tmp_path)
    QImage(str(photos_folder() / "leonov-1960s.jpg")).save(str(folder / "good.png"))
    wrecks = [Wreck.ABORT, Wreck.HOARD, Wreck.HOARD_NATIVELY]
    for does in wrecks:
        wrecking.write(folder / f"{does}.png", does)
    done = gallery("check", str(folder), "--json", environment=environment)
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    outcomes = {line["file"]: line["outcome"] for line in lines if "file" in line}
    assert outcomes == {"good.png": "ok", **{f"{does}.png": TOLD[does].value for does in wrecks}}
