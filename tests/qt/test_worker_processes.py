"""The decoder's workers: what a file that hangs or kills them costs, and what they leave behind."""

import os
import signal
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gallery.decode import job, spawn
from gallery.decode.job import Fault
from gallery.qt.decoder import Decoder, Urgency
from tests.qt.conftest import Wait
from tests.qt.hearing import Heard, worker_processes


def test_idle_work_that_hangs_keeps_nobody_waiting(
    heard: Heard, good: Path, hanging: Path, wait: Wait
) -> None:
    hung = heard.decoder.request(hanging, urgency=Urgency.IDLE)
    wait(lambda: heard.is_at(hung))
    seen = heard.decoder.request(good)
    wait(lambda: seen in heard.order)
    assert hung not in heard.order


def test_a_file_that_hangs_costs_its_own_answer_only(
    heard: Heard, good: Path, hanging: Path, wait: Wait
) -> None:
    hung = heard.decoder.request(hanging)
    wait(lambda: heard.order)
    assert heard.faults == {hung: Fault.TIMED_OUT}
    after = heard.decoder.request(good)
    wait(lambda: after in heard.pictures)


def test_a_worker_that_dies_costs_its_own_answer_only(
    heard: Heard, good: Path, hanging: Path, wait: Wait
) -> None:
    first = heard.decoder.request(good)
    wait(lambda: first in heard.pictures)
    hung = heard.decoder.request(hanging)
    behind = heard.decoder.request(good)
    heard.decoder.set_urgency(hung, Urgency.QUICK)
    wait(lambda: heard.is_at(hung))
    os.kill(heard.worker(), signal.SIGKILL)
    wait(lambda: behind in heard.pictures)
    assert heard.faults == {hung: Fault.CRASHED}


# The real worker, in a hurry to find that it has grown.
GROWN_WORKER = """
from gallery.decode import limits, worker
limits.MOST_LEFT_OVER = 0
worker._CHECK_MEMORY = 3
worker.main()  # gallery.decode.worker
"""


def test_a_worker_that_has_grown_leaves_for_a_new_one(
    heard: Heard, good: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "WORKER", ("-P", "-c", GROWN_WORKER))
    first = heard.decoder.request(good)
    wait(lambda: first in heard.pictures)
    worker = heard.worker()
    asked = [heard.decoder.request(good) for _ in range(4)]
    wait(lambda: len(heard.order) == 5)
    assert set(asked) <= set(heard.pictures)
    assert heard.worker() != worker


def test_a_worker_that_died_idle_is_replaced_without_a_word(
    heard: Heard, good: Path, wait: Wait
) -> None:
    first = heard.decoder.request(good)
    wait(lambda: first in heard.pictures)
    worker = heard.worker()
    os.kill(worker, signal.SIGKILL)
    wait(lambda: not Path(f"/proc/{worker}").exists())
    second = heard.decoder.request(good)
    wait(lambda: second in heard.order)
    assert second in heard.pictures


def test_a_picture_outlives_its_decoder(qapp: QApplication, good: Path, wait: Wait) -> None:
    decoder = Decoder()
    heard = Heard(decoder)
    number = decoder.request(good)
    wait(lambda: heard.order)
    image = heard.pictures[number].image
    before = image.pixelColor(150, 100)
    decoder.close()
    assert image.pixelColor(150, 100) == before
    assert image.copy().pixelColor(299, 199) == before


def test_closing_leaves_no_process_no_thread_and_no_file(
    qapp: QApplication, good: Path, hanging: Path, wait: Wait
) -> None:
    processes, threads = set(worker_processes()), threading.active_count()
    decoder = Decoder()
    folder = decoder._folder
    heard = Heard(decoder)
    decoder.request(good)
    decoder.request(hanging)
    wait(lambda: heard.order)
    assert set(worker_processes()) - processes
    decoder.close()
    assert set(worker_processes()) <= processes
    assert threading.active_count() == threads
    assert not folder.exists()


def test_no_file_of_pixels_is_left_by_those_answered(heard: Heard, good: Path, wait: Wait) -> None:
    for _ in range(5):
        heard.decoder.request(good)
    wait(lambda: len(heard.order) == 5)
    assert not list(heard.decoder._folder.iterdir())


def test_workers_that_have_nothing_to_do_leave_but_one(
    qapp: QApplication, good: Path, wait: Wait
) -> None:
    before = set(worker_processes())
    decoder = Decoder(retire_ms=1)
    heard = Heard(decoder)
    for _ in range(3):
        decoder.request(good)
    wait(lambda: len(heard.order) == 3)
    wait(lambda: len(set(worker_processes()) - before) == 1)
    asked = [decoder.request(good) for _ in range(2)]
    wait(lambda: len(heard.order) == 5)
    assert set(asked) <= set(heard.pictures)
    decoder.close()


def test_two_workers_at_most(qapp: QApplication, good: Path, wait: Wait) -> None:
    before = set(worker_processes())
    decoder = Decoder()
    heard = Heard(decoder)
    for _ in range(12):
        decoder.request(good)
    wait(lambda: len(heard.order) == 12)
    assert len(set(worker_processes()) - before) == 2
    decoder.close()


# Answers what files are called, but dies at one that is called so.
DYING_READER = """
import os, sys
from gallery.decode import job
from gallery.metadata.report import Gist
sys.stdout.buffer.write(job.to_line(job.Ready()))
sys.stdout.buffer.flush()
for line in sys.stdin.buffer:
    request = job.request_from_line(line)
    if b"deadly" in request.paths:
        os._exit(1)
    gists = tuple(Gist({"title": (os.fsdecode(path),)}) for path in request.paths)
    sys.stdout.buffer.write(job.to_line(job.ReadReply(request.id, gists)))
    sys.stdout.buffer.flush()
"""


def test_a_worker_that_dies_takes_none_of_what_it_was_asked_ahead_with_it(
    heard: Heard, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spawn, "WORKER", ("-P", "-c", DYING_READER))
    replies: dict[int, job.ReadReply] = {}
    heard.decoder.read.connect(replies.__setitem__)
    files = [b"a", b"b", b"deadly", b"c", b"d", b"deadly", b"e"]
    asked = [heard.decoder.request_reading([one], urgency=Urgency.READING) for one in files]
    wait(lambda: len(replies) == len(files))
    assert [replies[number].fault for number in asked] == [
        Fault.CRASHED if one == b"deadly" else None for one in files
    ]
    assert [
        replies[number].gists[0].values["title"] for number in asked if replies[number].gists
    ] == [(one.decode(),) for one in files if one != b"deadly"]
