"""The command line without a window: one sentence where it cannot, help, a process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import gallery
from tests.unit import making
from tests.unit.cli.conftest import Run

# What cannot be done.


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["--nonsense"], "--nonsense", id="unknown-option"),
        pytest.param(["search", "leonov", "--nonsense"], "--nonsense", id="of-search"),
        pytest.param(["show", "leonov-1960s", "--nonsense"], "--nonsense", id="of-show"),
        pytest.param(["check", "--nonsense"], "--nonsense", id="of-check"),
        pytest.param(["check", "a", "b"], "b", id="a-word-too-many"),
        pytest.param(["search"], "WORDS", id="search-for-nothing"),
        pytest.param(["show"], "ID", id="show-nothing"),
        pytest.param(["search", "x", "--in"], "--in", id="option-without-value"),
        pytest.param(["show", "no-such-id"], "no-such-id", id="unknown-id"),
        pytest.param(["--size", "big"], "big", id="bad-size"),
        pytest.param(["--size", "10x10"], "10x10", id="size-too-small"),
        pytest.param(["--view", "cinema"], "cinema", id="unknown-view"),
        pytest.param(["/no/such/folder"], "/no/such/folder", id="source-to-view-is-gone"),
        pytest.param(["n" * 300], "nnn", id="source-to-view-has-too-long-a-name"),
        pytest.param(["~nobody-of-this-name"], "~nobody", id="source-to-view-in-no-home"),
        pytest.param(["check", "/no/such/folder"], "/no/such/folder", id="source-is-gone"),
        pytest.param(["check", "~nobody-of-this-name"], "~nobody", id="source-in-no-home"),
        pytest.param(["search", "x", "--in", "/no/such"], "/no/such", id="search-in-what-is-gone"),
        pytest.param(["show", "x", "--in", "/no/such"], "/no/such", id="show-from-what-is-gone"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, words: list[str], told: str) -> None:
    status, output, errors = run(*words)
    assert (status, output) == (2, "")
    assert errors.startswith("gallery: ")
    assert errors.endswith(".\n")
    assert errors.count("\n") == 1
    assert told in errors


def test_a_folder_without_a_manifest_is_a_source(run: Run, tmp_path: Path) -> None:
    making.draw(tmp_path / "moon.png")
    status, output, _ = run("search", "moon", "--in", tmp_path)
    assert (status, output.split("\t")[:3]) == (0, ["moon.png", "moon", "No credit"])
    status, output, _ = run("show", "moon.png", "--in", tmp_path)
    assert (status, output) == (0, "moon\n\nNo credit\n")


def test_a_manifest_that_is_none_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"version": 1, "title": oops}')
    status, output, errors = run("check", path)
    assert (status, output) == (2, "")
    assert "broken.json" in errors
    assert "byte 24" in errors
    assert errors.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_what_is_there_and_cannot_be_opened_is_not_said_to_be_missing(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.png").symlink_to("a.png")
    status, _, errors = run(tmp_path / "a.png")
    assert status == 2
    assert "levels of symbolic links" in errors
    assert "there is no" not in errors


def test_no_permission_is_told_before_a_window_opens(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "closed" / "a.png"
    place.parent.mkdir()
    place.touch()
    place.parent.chmod(0)
    try:
        if os.access(place, os.F_OK):
            pytest.skip("this user may read everything")
        status, _, errors = run(place)
    finally:
        place.parent.chmod(0o700)
    assert status == 2
    assert "there is no permission" in errors


# Help and version.


def test_help_names_every_command_and_option(run: Run) -> None:
    status, output, errors = run("--help")
    assert (status, errors) == (0, "")
    for word in ("search", "show", "check", "--screenshot", "--size", "--select", "--theme"):
        assert word in output


@pytest.mark.parametrize("command", ["search", "show", "check"])
def test_every_command_has_its_own_help(run: Run, command: str) -> None:
    status, output, errors = run(command, "--help")
    assert (status, errors) == (0, "")
    assert output.startswith(f"usage: gallery {command}")
    assert "--json" in output


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version") == (0, f"Giant Leap {gallery.__version__}\n", "")


def test_the_version_at_length_tells_what_a_bug_report_needs(run: Run) -> None:
    status, output, errors = run("--version", "--verbose")
    assert (status, errors) == (0, "")
    for part in (gallery.__version__, "Python 3.", "PySide6", "Pillow", "pillow-heif"):
        assert part in output
    assert "confined by" in output


# As a program of its own.


def in_a_process(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "gallery", *words],
        capture_output=True,
        env={**os.environ, **environment},
        encoding="utf-8",
        errors="replace",
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    "words", [["search", "leonov"], ["show", "leonov-1960s"], ["check"]], ids=lambda words: words[0]
)
def test_an_answer_needs_no_qt(words: list[str]) -> None:
    program = (
        "import sys; from gallery.cli import main; status = main(sys.argv[1:]);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))],"
        " file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path: Path) -> None:
    photos = [making.photo(id=f"p{n}", file="moon.png", caption="x" * 500) for n in range(2_000)]
    folder = making.write_gallery(tmp_path, photos)
    with subprocess.Popen(
        [sys.executable, "-m", "gallery", "search", "headline", "--in", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["id"] == "p0"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_knows_few_letters_gets_an_answer(encoding: str) -> None:
    done = in_a_process("search", "Леонов", PYTHONIOENCODING=encoding)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 4


def test_an_argument_that_is_no_text_is_answered() -> None:
    assert in_a_process("search", os.fsdecode(b"\xff")).returncode == 0
    unknown = in_a_process("show", os.fsdecode(b"\xff"))
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
