"""What files say, read by worker processes: many at a time, and whatever one of them does."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gallery.decode import job, spawn
from gallery.decode.child import Child
from gallery.decode.job import Read, ReadReply
from gallery.metadata.report import Gist, Rule
from tests.unit.metadata import writing


def ask(folder: Path, *requests: Read) -> list[job.Message]:
    """Ask a worker as the window does, and return its answers."""
    done = subprocess.run(
        [sys.executable, *spawn.WORKER, str(folder)],
        input=b"".join(map(job.to_line, requests)),
        capture_output=True,
        check=True,
    )
    _ready, *answers = map(job.message_from_line, done.stdout.splitlines())
    return answers


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return writing.write(tmp_path / "good.jpg", xmp={"Xmp.photoshop.Credit": "NASA"})


def test_files_are_answered_in_order_whatever_one_of_them_is(good: Path, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    with Child() as child:
        gone, first, text = child.gists([tmp_path / "gone.jpg", good, tmp_path / "text.jpg"])
    assert first.values == {"credit_line": ("NASA",)}
    assert gone.problems == ("The metadata of the file cannot be read: No such file or directory.",)
    assert text == Gist()


def test_one_file_is_read_whole(good: Path, tmp_path: Path) -> None:
    (reply,) = ask(tmp_path, Read(1, (bytes(good),), whole=True))
    assert isinstance(reply, ReadReply)
    (reading,) = reply.readings
    assert reading.fields["credit_line"].rule is Rule.ONLY
    assert reading.fields["credit_line"].sources[0].tag == "photoshop:Credit"
    assert reading.technical.width == 12


def test_the_language_is_that_which_is_asked_for(tmp_path: Path) -> None:
    path = writing.write(
        tmp_path / "a.jpg", xmp={"Xmp.dc.title": {"x-default": "star", "de": "Stern"}}
    )
    german, english = ask(tmp_path, Read(1, (bytes(path),), "de"), Read(2, (bytes(path),), "en"))
    assert isinstance(german, ReadReply)
    assert isinstance(english, ReadReply)
    assert german.gists[0].values == {"title": ("Stern",)}
    assert english.gists[0].values == {"title": ("star",)}


def test_the_command_line_reads_many_files(good: Path, tmp_path: Path) -> None:
    with Child() as child:
        gists = child.gists([good, tmp_path / "gone.jpg", good])
        assert [gist.values for gist in gists] == [
            {"credit_line": ("NASA",)}, {}, {"credit_line": ("NASA",)},
        ]  # fmt: skip
        assert child.reading(good).fields["credit_line"].values == ("NASA",)


# Answers as a worker does, but has no time at all.
HURRIES = """
from gallery.decode import job, worker
job.{limit} = 0
worker.main()
"""


@pytest.mark.parametrize("limit", ["READING_SECONDS", "MOST_CHARACTERS"])
def test_what_takes_long_is_answered_in_parts(
    limit: str, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "WORKER", ("-c", HURRIES.replace("{limit}", limit)))
    (reply,) = ask(tmp_path, Read(1, (bytes(good),) * 3))
    assert isinstance(reply, ReadReply)
    assert len(reply.gists) == 1
    with Child() as child:
        assert child.gists([good] * 3) == [*reply.gists * 3]


# Answers as a worker does, but dies at a file that is called so.
DIES = """
import os, signal, sys
from gallery.decode import job
from gallery.metadata.report import Gist
for line in sys.stdin.buffer:
    request = job.request_from_line(line)
    if any(b"hostile" in path for path in request.paths):
        os.kill(os.getpid(), signal.{how})
    gists = tuple(Gist({"title": (os.fsdecode(path),)}) for path in request.paths)
    sys.stdout.buffer.write(job.to_line(job.ReadReply(request.id, gists)))
    sys.stdout.buffer.flush()
"""


@pytest.mark.skipif(os.name != "posix", reason="ends a process as POSIX does")
def test_a_file_that_breaks_its_worker_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    how = signal.SIGSEGV.name
    monkeypatch.setattr(spawn, "WORKER", ("-c", DIES.replace("{how}", how)))
    with Child() as child:
        gists = child.gists([Path("a"), Path("hostile"), Path("b")])
    assert [gist.values.get("title") for gist in gists] == [("a",), None, ("b",)]
    assert "crashed the reader" in gists[1].problems[0]
