"""`gallery check`: what a gallery or a folder lacks, each told once."""

import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from gallery import cli
from gallery.decode.job import Fault
from gallery.terminal import Progress
from tests.unit import making
from tests.unit.cli.conftest import Run, lines


def test_the_built_in_gallery_has_nothing_missing(run: Run) -> None:
    status, output, errors = run("check")
    assert (status, output) == (0, "")
    assert "14" in errors


WHOLE = {"caption": "C", "credit_line": "NASA", "alt_text": "A moon."}


def checked(run: Run, source: Path) -> list[tuple[str, str]]:
    """Return what is told to be wrong, after seeing that both forms tell of the same."""
    status, output, _ = run("check", source, "--json")
    told = []
    for one in lines(output):
        if "where" in one:
            told.append(one["where"])
        elif one["outcome"] != "ok" or one["missing"]:
            told.append(one["id"])
    text = run("check", source)
    assert text[0] == status == (1 if told else 0)
    found = [tuple(line.split(": ", 1)) for line in text[1].splitlines()]
    assert [where for where, _ in found] == told
    return [(where, what) for where, what in found]


def test_check_of_a_whole_gallery_finds_nothing(run: Run, tmp_path: Path) -> None:
    assert checked(run, making.write_gallery(tmp_path, [making.photo(**WHOLE)])) == []


@pytest.mark.parametrize(
    ("field", "what"), [("caption", "caption"), ("credit_line", "credit"), ("alt_text", "alt text")]
)
def test_check_tells_what_is_missing(run: Run, tmp_path: Path, field: str, what: str) -> None:
    fields = {key: value for key, value in WHOLE.items() if key != field}
    folder = making.write_gallery(tmp_path, [making.photo(**fields)])
    assert checked(run, folder) == [("moon", f"no {what}")]


def test_a_credit_that_credits_nobody_is_missing(run: Run, tmp_path: Path) -> None:
    photo = making.photo(**WHOLE | {"credit_line": "Credit:"})
    assert checked(run, making.write_gallery(tmp_path, [photo])) == [("moon", "no credit")]


def test_check_tells_a_picture_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "moon.png").write_text("no picture")
    folder = making.write_gallery(tmp_path, [making.photo(**WHOLE)])
    ((where, what),) = checked(run, folder)
    assert where == "moon"
    assert "cannot be opened as a picture" in what


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_check_tells_a_missing_picture_once(run: Run, tmp_path: Path, form: list[str]) -> None:
    folder = making.write_gallery(tmp_path, [making.photo(**WHOLE)])
    (folder / "moon.png").unlink()
    status, output, _ = run("check", folder, *form)
    assert status == 1
    assert output.count("\n") == 1
    assert "moon" in output


def test_check_does_not_look_at_what_a_link_out_of_the_folder_leads_to(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("no picture")
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "moon.png").symlink_to(tmp_path / "secret.txt")
    making.write_gallery(folder, [making.photo(**WHOLE)])
    ((where, _),) = checked(run, folder)
    assert "moon" in where


def test_check_reports_every_file_of_a_folder(run: Run, tmp_path: Path) -> None:
    for name in ("b.png", "a.png", "sub/deep.png"):
        making.draw(tmp_path / name)
    (tmp_path / "c.jpg").write_bytes(b"")
    (tmp_path / "d.jpg").symlink_to("nothing")
    (tmp_path / "notes.txt").touch()
    missing = ["caption", "credit_line", "alt_text"]
    status, output, errors = run("check", tmp_path, "--json")
    assert status == 1
    told = [(one["file"], one["outcome"], one["missing"]) for one in lines(output)]
    assert [(file, lacking) for file, _, lacking in told] == [
        (file, missing) for file in ("a.png", "b.png", "c.jpg", "d.jpg")
    ]
    assert [outcome for _, outcome, _ in told][:2] == ["ok", "ok"]
    assert told[2][1] in {fault.value for fault in Fault}
    assert told[3][1] == Fault.GONE
    assert "4 photographs checked, 4 of them not whole" in errors
    deep = lines(run("check", tmp_path, "--json", "--recursive")[1])
    assert [one["file"] for one in deep] == ["a.png", "b.png", "c.jpg", "d.jpg", "sub/deep.png"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_check_names_a_file_whatever_its_name_is(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n.png")
    making.draw(tmp_path / "plain.png").rename(tmp_path / name)
    (one,) = lines(run("check", tmp_path, "--json")[1])
    assert (one["file"], one["outcome"]) == (name, "ok")
    assert run("check", tmp_path)[1].count("\n") == 1


def test_check_tells_the_faults_of_the_manifest(run: Run, tmp_path: Path) -> None:
    photos = [making.photo(**WHOLE), making.photo(id="bad", date_created="soon", **WHOLE)]
    ((where, _),) = checked(run, making.write_gallery(tmp_path, photos))
    assert where == "$.photos[1].date_created"


def test_check_tells_what_the_files_of_a_folder_do_not_say(run: Run, press: Path) -> None:
    told = {one["file"]: one["missing"] for one in lines(run("check", press, "--json")[1])}
    assert told == {"plain.jpg": ["caption", "credit_line", "alt_text"], "walk.jpg": []}


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
def test_a_terminal_is_told_how_far_it_is(
    press: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Progress, "EVERY_SECONDS", 0)
    master, slave = os.openpty()
    try:
        with open(slave, "w", encoding="utf-8") as terminal:  # noqa: PTH123 (no path, but a number)
            monkeypatch.setattr(sys, "stderr", terminal)
            assert cli.main(["check", str(press), "--json"]) == 1
        told = _all_from(master)
    finally:
        os.close(master)
    assert "Reading: 2 of 2 photographs" in told
    # Each result has the line to itself.
    assert "\rOpening: 1 of 2 photographs\r\x1b[K" in told
    assert told.splitlines()[-1].endswith("2 photographs checked, 1 of them not whole.")
    assert len(lines(capfd.readouterr().out)) == 2


def _all_from(terminal: int) -> str:
    """Return what was written to a terminal that nobody writes to any more."""
    told = b""
    # Linux has an error at the end, where others have nothing.
    with suppress(OSError):
        while more := os.read(terminal, 10_000):
            told += more
    return told.decode()
