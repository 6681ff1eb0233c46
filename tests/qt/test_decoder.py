"""The decoder: pictures come from other processes, whatever a file does to them."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from gallery.decode import spawn
from gallery.decode.job import IN_WORDS, Fault, Kind
from gallery.qt import decoder as decoder_module
from gallery.qt.decoder import Decoder, Picture, Urgency
from tests.qt.conftest import Wait, draw, worker_processes

# A new worker needs most of this to start, on a machine that is busy with other things.
SHORT_MS = 1_500


class Heard:
    """What a decoder has answered, in order."""

    def __init__(self, decoder: Decoder) -> None:
        self.decoder = decoder
        self._others = set(worker_processes())
        self.pictures: dict[int, Picture] = {}
        self.faults: dict[int, Fault] = {}
        self.order: list[int] = []
        self.kept: list[int] = []
        self.unseen: list[int] = []
        self.told: list[str] = []
        decoder.decoded.connect(self._decoded)
        decoder.failed.connect(self._failed)
        for told, heard in ((decoder.kept, self.kept), (decoder.unseen, self.unseen)):
            told.connect(heard.append)
            told.connect(self.order.append)
        decoder.cache_unusable.connect(self.told.append)

    def worker(self) -> int:
        """Return the process id of this decoder's own worker."""
        (own,) = set(worker_processes()) - self._others
        return own

    def is_at(self, number: int) -> bool:
        """Return whether a worker is at a request."""
        requests = [worker.request for worker in self.decoder._workers]
        return any(request and request.id == number for request in requests)

    def _decoded(self, number: int, picture: Picture) -> None:
        assert number not in self.order
        self.order.append(number)
        self.pictures[number] = picture

    def _failed(self, number: int, fault: Fault) -> None:
        assert number not in self.order
        self.order.append(number)
        self.faults[number] = fault


@pytest.fixture
def heard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """A decoder of one worker, so that the order of its answers is certain."""
    monkeypatch.setattr(decoder_module, "MOST_WORKERS", 1)
    before = set(worker_processes())
    decoder = Decoder(time_out_ms=SHORT_MS)
    yield Heard(decoder)
    decoder.close()
    assert set(worker_processes()) <= before


@pytest.fixture
def good(tmp_path: Path) -> Path:
    draw(tmp_path / "good.png", size=(300, 200))
    return tmp_path / "good.png"


# The real worker, but for one file that never comes to an end in it.
HANGING_WORKER = """
import time
from gallery.decode import worker
answer = worker.answer
def hang_or_answer(request, *more):
    while request.path.endswith(b"hanging"):
        time.sleep(600)
    return answer(request, *more)
worker.answer = hang_or_answer
worker.main()  # gallery.decode.worker
"""


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture file at which a worker hangs."""
    monkeypatch.setattr(spawn, "WORKER", ("-P", "-c", HANGING_WORKER))
    return tmp_path / "hanging"


def test_a_reply_carries_the_number_of_its_request(
    heard: Heard, tmp_path: Path, wait: Wait
) -> None:
    asked = {}
    for count in range(6):
        path = tmp_path / f"{count}.png"
        image = QImage(10 + count, 20, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(count * 50, 255, 255))
        image.save(str(path))
        asked[heard.decoder.request(path)] = image
    wait(lambda: len(heard.order) == 6)
    for number, image in asked.items():
        picture = heard.pictures[number]
        assert picture.full_size == image.size()
        assert picture.image.size() == image.size()
        assert picture.image.pixelColor(5, 5) == image.pixelColor(5, 5)


def test_a_box_is_not_exceeded_and_the_full_size_is_told(
    heard: Heard, good: Path, wait: Wait
) -> None:
    number = heard.decoder.request(good, QSize(90, 90))
    wait(lambda: heard.order)
    picture = heard.pictures[number]
    assert picture.image.size() == QSize(90, 60)
    assert picture.full_size == QSize(300, 200)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A thumbnail cache with nothing in it, for workers that are started from now on."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "thumbnails"


def test_a_thumbnail_is_kept_and_seen_at_a_glance_the_next_time(
    heard: Heard, good: Path, cache: Path, wait: Wait
) -> None:
    box = QSize(200, 200)
    before = heard.decoder.request(good, box, kind=Kind.GLANCE)
    wait(lambda: heard.order)
    assert heard.unseen == [before]
    kept = heard.decoder.request(good, box, kind=Kind.KEEP, urgency=Urgency.IDLE)
    wait(lambda: len(heard.order) == 2)
    assert heard.kept == [kept]
    assert len([*cache.glob("large/*.png")]) == 1
    glance = heard.decoder.request(good, box, kind=Kind.GLANCE)
    larger = heard.decoder.request(good, QSize(280, 280), kind=Kind.GLANCE)
    thumbnail = heard.decoder.request(good, box, kind=Kind.THUMBNAIL)
    wait(lambda: len(heard.order) == 5)
    assert heard.pictures[glance].final
    assert not heard.pictures[larger].final
    for number in (glance, thumbnail):
        assert heard.pictures[number].image.size() == QSize(200, 133)
        assert heard.pictures[number].full_size == QSize(300, 200)
    assert heard.told == []


def test_a_cache_that_takes_nothing_is_told_once(
    heard: Heard, good: Path, cache: Path, wait: Wait
) -> None:
    cache.parent.write_text("a file where the folder should be")
    for _ in range(3):
        heard.decoder.request(good, QSize(200, 200), kind=Kind.THUMBNAIL)
    heard.decoder.request(good, QSize(200, 200), kind=Kind.KEEP)
    wait(lambda: len(heard.order) == 4)
    assert len(heard.pictures) == 3
    (told,) = heard.told
    assert str(cache) in told


def test_the_readable_part_of_a_damaged_picture_comes_with_its_fault(
    heard: Heard, tmp_path: Path, wait: Wait
) -> None:
    path = tmp_path / "half.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    for row in range(200):
        for column in range(300):
            image.setPixelColor(column, row, QColor(row, column % 256, row * column % 256))
    image.save(str(path))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    number = heard.decoder.request(path)
    wait(lambda: heard.order)
    picture = heard.pictures[number]
    assert picture.fault is Fault.DAMAGED
    assert picture.image.size() == picture.full_size == QSize(300, 200)
    assert picture.image.pixelColor(20, 10) == QColor(10, 20, 200)


def test_the_newest_request_comes_first(heard: Heard, good: Path, wait: Wait) -> None:
    numbers = [heard.decoder.request(good) for _ in range(5)]
    wait(lambda: len(heard.order) == 5)
    assert heard.order == [*reversed(numbers)]


def test_the_most_urgent_request_comes_first_and_the_newest_of_them(
    heard: Heard, good: Path, wait: Wait
) -> None:
    asked = {
        urgency: [heard.decoder.request(good, urgency=urgency) for _ in range(2)]
        for urgency in sorted(Urgency, key=lambda one: one % 3)
    }
    wait(lambda: len(heard.order) == 12)
    assert heard.order == [
        number for urgency in reversed(Urgency) for number in reversed(asked[urgency])
    ]


def test_what_waits_can_become_more_or_less_urgent(heard: Heard, good: Path, wait: Wait) -> None:
    first, second, third = [heard.decoder.request(good) for _ in range(3)]
    band = heard.decoder.request(good, urgency=Urgency.BAND)
    heard.decoder.set_urgency(third, Urgency.IDLE)
    heard.decoder.set_urgency(band, Urgency.SIGHT)
    # As urgent as before, but in front again.
    heard.decoder.set_urgency(first, Urgency.SIGHT)
    heard.decoder.withdraw(third)
    wait(lambda: len(heard.order) == 3)
    heard.decoder.set_urgency(first, Urgency.QUICK)
    assert heard.order == [first, band, second]


def test_idle_work_that_hangs_keeps_nobody_waiting(
    heard: Heard, good: Path, hanging: Path, wait: Wait
) -> None:
    hung = heard.decoder.request(hanging, urgency=Urgency.IDLE)
    wait(lambda: heard.is_at(hung))
    seen = heard.decoder.request(good)
    wait(lambda: seen in heard.order)
    assert hung not in heard.order


def test_what_was_withdrawn_is_not_heard_of(
    heard: Heard, good: Path, hanging: Path, wait: Wait
) -> None:
    under_way = heard.decoder.request(hanging)
    wait(lambda: heard.is_at(under_way))
    waiting = heard.decoder.request(good)
    kept = heard.decoder.request(good)
    heard.decoder.withdraw(under_way)
    heard.decoder.withdraw(waiting)
    heard.decoder.withdraw(waiting)
    wait(lambda: heard.order)
    last = heard.decoder.request(good)
    wait(lambda: last in heard.order)
    assert heard.order == [kept, last]


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


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("gone.png", None, Fault.GONE),
        ("nonsense.jpg", b"nonsense" * 40, Fault.UNSUPPORTED),
        ("empty.jpg", b"", Fault.UNSUPPORTED),
        ("line\nbreak “quotes”.png", b"", Fault.UNSUPPORTED),
    ],
)
def test_faults_are_told_apart(
    heard: Heard, tmp_path: Path, wait: Wait, name: str, data: bytes | None, fault: Fault
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    number = heard.decoder.request(path)
    wait(lambda: heard.order)
    assert heard.faults == {number: fault}
    assert IN_WORDS[fault].endswith(".")


def test_a_picture_of_which_nothing_can_be_read_is_damaged(
    heard: Heard, good: Path, wait: Wait
) -> None:
    good.write_bytes(good.read_bytes()[:60])
    number = heard.decoder.request(good)
    wait(lambda: heard.order)
    assert heard.faults == {number: Fault.DAMAGED}


def test_a_folder_is_no_picture(heard: Heard, tmp_path: Path, wait: Wait) -> None:
    number = heard.decoder.request(tmp_path)
    wait(lambda: heard.order)
    assert number in heard.faults


def test_a_name_that_is_no_text(heard: Heard, good: Path, wait: Wait) -> None:
    """File names on Linux are bytes; some are not UTF-8."""
    odd = Path(os.fsdecode(os.fsencode(good.parent) + b"/odd-\xff.png"))
    good.rename(odd)
    number = heard.decoder.request(odd)
    wait(lambda: heard.order)
    assert number in heard.pictures


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
