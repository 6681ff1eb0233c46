"""The decoder: every request is answered once, the most urgent first, from other processes."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from gallery.decode.job import IN_WORDS, Fault, Kind
from gallery.qt.decoder import Urgency
from tests.qt.conftest import Wait
from tests.qt.hearing import Heard


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
    wait(lambda: len(heard.order) == 2 * len(Urgency))
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
