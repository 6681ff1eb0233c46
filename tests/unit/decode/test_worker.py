"""The worker as the window starts it: a process that answers line by line."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from gallery.decode import job
from gallery.decode.cache import Original, usual_root
from gallery.decode.job import Fault, Kind, Ready, Reply, Request, Trouble
from tests.unit import making
from tests.unit.patience import until

COMMAND = [sys.executable, "-P", "-m", "gallery.decode.worker"]


class Worker:
    """A worker process and its two ends."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        assert self.process.stdout
        ready = job.message_from_line(self.process.stdout.readline())
        assert isinstance(ready, Ready)
        self.ready = ready

    def ask(self, *requests: Request) -> dict[int, Reply]:
        """Send requests at once; return as many replies, by id."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(b"".join(map(job.to_line, requests)))
        self.process.stdin.flush()
        replies = [job.message_from_line(self.process.stdout.readline()) for _ in requests]
        return {reply.id: reply for reply in replies if isinstance(reply, Reply)}

    def end(self) -> int:
        """Close standard input, as a window that closes or dies does; return the exit status."""
        self.process.communicate(timeout=10)
        return self.process.returncode


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    one = Worker(tmp_path)
    yield one
    one.process.kill()
    one.process.communicate()


def test_replies_are_told_by_id_and_pixels_lie_where_they_are_wanted(
    worker: Worker, tmp_path: Path
) -> None:
    red = making.draw(tmp_path / "red.png", (6, 4), "#ff0000")
    blue = making.draw(tmp_path / "blue.png", (8, 2), "#0000ff")
    replies = worker.ask(
        Request(7, bytes(red), str(tmp_path / "7")),
        Request(3, bytes(blue), str(tmp_path / "3"), box=(4, 4)),
    )
    assert replies == {7: Reply(7, 6, 4, 6, 4), 3: Reply(3, 4, 1, 8, 2)}
    assert (tmp_path / "7").read_bytes() == bytes([0, 0, 255, 255]) * 24
    assert (tmp_path / "3").read_bytes() == bytes([255, 0, 0, 255]) * 4


def test_bad_files_are_told_and_survived(worker: Worker, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    whole = making.draw(tmp_path / "whole.bmp", (40, 40)).read_bytes()
    (tmp_path / "half.bmp").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.jpg").touch()
    files = ["gone.jpg", "text.jpg", "half.bmp", "empty.jpg", "whole.bmp"]
    replies = worker.ask(
        *(
            Request(number, bytes(tmp_path / file), str(tmp_path / "pixels"))
            for number, file in enumerate(files)
        )
    )
    assert replies[0].fault is Fault.GONE
    assert replies[1].fault is Fault.UNSUPPORTED
    assert replies[2].fault is Fault.DAMAGED
    assert replies[3].fault is not None
    assert (replies[4].fault, replies[4].width) == (None, 40)


def test_a_file_that_breaks_its_decoder_is_told_and_survived(
    worker: Worker, tmp_path: Path
) -> None:
    path = tmp_path / "a.avif"
    Image.effect_noise((64, 48), 80).convert("RGB").save(path)
    data = bytearray(path.read_bytes())
    begin = data.index(b"mdat") + 4
    data[begin : begin + 40] = b"\xff" * 40
    path.write_bytes(data)
    whole = making.draw(tmp_path / "whole.png")
    replies = worker.ask(
        Request(1, bytes(path), str(tmp_path / "pixels")),
        Request(2, bytes(whole), str(tmp_path / "pixels")),
    )
    assert replies[1].fault is Fault.DAMAGED
    assert replies[2].fault is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(worker: Worker, tmp_path: Path) -> None:
    path = tmp_path / "pipe.jpg"
    os.mkfifo(path)
    line = job.to_line(Request(1, os.fsencode(path), str(tmp_path / "pixels")))
    answer, _ = worker.process.communicate(line, timeout=5)
    reply = job.message_from_line(answer)
    assert isinstance(reply, Reply)
    assert reply.fault is not None


def test_pixels_that_cannot_be_written_are_told_and_survived(
    worker: Worker, tmp_path: Path
) -> None:
    picture = bytes(making.draw(tmp_path / "a.png"))
    replies = worker.ask(
        Request(1, picture, str(tmp_path / "nowhere" / "pixels")),
        Request(2, picture, str(tmp_path / "pixels")),
    )
    assert replies[1].fault is not None
    assert replies[2].fault is None


@pytest.mark.skipif(sys.platform != "linux", reason="workers are confined on Linux")
def test_it_writes_nowhere_but_where_it_may(
    worker: Worker, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not worker.ready.confined_by:
        pytest.skip("nothing confines workers here")
    picture = bytes(making.draw(tmp_path / "a.png"))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "pixels"
    replies = worker.ask(
        Request(1, picture, str(elsewhere)), Request(2, picture, str(tmp_path / "pixels"))
    )
    assert replies[1].fault is not None
    assert replies[2].fault is None
    assert not elsewhere.exists()


def test_it_ends_when_nobody_asks_any_more(worker: Worker, tmp_path: Path) -> None:
    picture = bytes(making.draw(tmp_path / "a.png"))
    worker.ask(Request(1, picture, str(tmp_path / "pixels")))
    assert worker.end() == 0


def test_it_knows_nothing_of_the_window(tmp_path: Path) -> None:
    program = "import gallery.decode.worker, sys; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-P", "-c", program],
        capture_output=True,
        check=True,
        cwd=tmp_path,
        text=True,
    ).stdout.split()
    assert "PIL.Image" in modules
    assert not [name for name in modules if name.startswith(("PySide6", "shiboken", "gallery.qt"))]


def test_a_thumbnail_is_written_when_nobody_waits_any_more(worker: Worker, tmp_path: Path) -> None:
    """What is asked for at once is answered at once; what it has made lies in the cache later."""
    files = [making.draw(tmp_path / f"{number}.png", (400, 300)) for number in range(3)]
    cache = usual_root()
    assert cache is not None
    requests = [
        Request(number, picture, str(tmp_path / "pixels"), (200, 200), Kind.THUMBNAIL)
        for number, picture in enumerate(map(bytes, files))
    ]
    replies = worker.ask(*requests)
    assert [reply.width for reply in replies.values()] == [200] * 3
    assert worker.end() == 0
    for file in files:
        name = Original.of(bytes(file), file.stat()).name
        assert (cache / "large" / name).is_file()


def test_trouble_with_the_cache_is_told_behind_the_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache").write_text("in the way")
    one = Worker(tmp_path)
    picture = bytes(making.draw(tmp_path / "a.png", (400, 300)))
    replies = one.ask(Request(1, picture, str(tmp_path / "pixels"), (200, 200), Kind.THUMBNAIL))
    assert replies[1].fault is None
    assert one.process.stdout
    trouble = job.message_from_line(one.process.stdout.readline())
    assert isinstance(trouble, Trouble)
    assert str(tmp_path / "cache" / "thumbnails") in trouble.sentence
    assert one.end() == 0


# The real worker, for which every pause is a long one.
AT_REST = """
from gallery.decode import worker
worker._LONG_QUIET_SECONDS = 0
worker.main()
"""


def test_what_killed_workers_left_behind_is_removed_when_there_is_time(tmp_path: Path) -> None:
    cache = usual_root()
    assert cache is not None
    left = cache / "normal" / f".giant-leap-1-{'0' * 32}.png"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    with subprocess.Popen(
        [sys.executable, "-P", "-c", AT_REST, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        until(lambda: not left.exists())
        process.stdin.close()
