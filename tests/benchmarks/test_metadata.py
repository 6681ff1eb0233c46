"""How long reading metadata takes in the workers, beside a bare exiv2 loop on the same cores.

Photographs as agencies send them (EXIF, IIM and XMP, which say the same) are read by the window's
own decoder: two worker processes, in batches, with everything that the library is told at the end.
The floor is exiv2 alone, in as many
processes: each file opened, its metadata read, every value looked at once.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import exiv2
import pytest
from PIL import Image
from PySide6.QtCore import QEventLoop
from pytest_benchmark.fixture import BenchmarkFixture

from gallery.decode.job import MOST_FILES, ReadReply
from gallery.qt.decoder import MOST_WORKERS, Decoder, Urgency
from tests.unit.metadata import writing

COUNT = 4_000
# So often each is read in a round: what the last requests leave of two cores would else count.
TIMES = 4
AIM = 1.5
ROUNDS = 4
CAPTION = (
    "Cosmonaut {n} floats outside the airlock of Voskhod 2, above the Black Sea, on the first walk"
    " in space. He was out for twelve minutes and nine seconds, and could hardly get back in. "
) * 3


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    folder = tmp_path_factory.mktemp("photographs")
    Image.effect_noise((320, 240), 60).convert("RGB").save(folder / "noise.jpg", quality=90)
    pixels = (folder / "noise.jpg").read_bytes()
    made = []
    for number in range(COUNT):
        path = folder / f"{number}.jpg"
        path.write_bytes(pixels)
        made.append(bytes(_written(path, number)))
    return made


def _written(path: Path, number: int) -> Path:
    caption, credit = CAPTION.format(n=number), "TASS / Agency archive"
    return writing.write(
        path,
        exif={
            "Exif.Image.ImageDescription": caption,
            "Exif.Image.Artist": "Ada Lovelace",
            "Exif.Image.Make": "NIKON CORPORATION",
            "Exif.Image.Model": "NIKON D5",
            "Exif.Photo.DateTimeOriginal": f"1965:03:18 11:{number // 60 % 60:02}:{number % 60:02}",
            "Exif.Photo.ExposureTime": "1/250",
            "Exif.Photo.FNumber": "8/1",
            "Exif.Photo.ISOSpeedRatings": "100",
            "Exif.Photo.FocalLength": "50/1",
            "Exif.Photo.LensModel": "50mm f/1.4",
            "Exif.GPSInfo.GPSLatitude": "45/1 30/1 0/1",
            "Exif.GPSInfo.GPSLatitudeRef": "N",
        },
        iim={
            "Iptc.Application2.Headline": f"First walk in space, {number}",
            "Iptc.Application2.Caption": caption,
            "Iptc.Application2.Credit": credit,
            "Iptc.Application2.Byline": "Ada Lovelace",
            "Iptc.Application2.Keywords": ["space", "walk", "cosmonaut", "Voskhod"],
            "Iptc.Application2.City": "Moscow",
            "Iptc.Application2.DateCreated": "1965-03-18",
        },
        xmp={
            "Xmp.photoshop.Headline": f"First walk in space, {number}",
            "Xmp.dc.description": {"x-default": caption, "de": caption},
            "Xmp.photoshop.Credit": credit,
            "Xmp.dc.creator": ["Ada Lovelace"],
            "Xmp.dc.rights": {"x-default": "© 1965"},
            "Xmp.dc.subject": ["space", "walk", "cosmonaut", "Voskhod"],
            "Xmp.photoshop.City": "Moscow",
            "Xmp.photoshop.DateCreated": "1965-03-18",
            "Xmp.iptcExt.PersonInImage": ["Alexei Leonov", f"Cosmonaut {number % 90}"],
            "Xmp.iptc.AltTextAccessibility": {"x-default": "A man in a white suit."},
        },
    )


@contextmanager
def bare_workers() -> Iterator["multiprocessing.pool.Pool"]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(MOST_WORKERS, initializer=_silence) as pool:
        # Both are there, and have exiv2, before anything is measured.
        pool.map(_bare, [[]] * MOST_WORKERS * 2, chunksize=1)
        yield pool


def _silence() -> None:
    exiv2.LogMsg.setLevel(exiv2.LogMsg.Level.mute)


def _bare(files: Sequence[bytes]) -> int:
    count = 0
    for file in files:
        image = exiv2.ImageFactory.open(file.decode())
        image.readMetadata()
        for block in (image.exifData(), image.iptcData(), image.xmpData()):
            for datum in block:
                datum.key(), datum.toString()
                count += 1
    return count


def in_batches(files: Sequence[bytes]) -> list[Sequence[bytes]]:
    return [files[start : start + MOST_FILES] for start in range(0, len(files), MOST_FILES)]


def read(decoder: Decoder, files: Sequence[bytes]) -> int:
    """Read all files as the window does; return how many values came."""
    loop, values, asked = QEventLoop(), 0, dict[int, Sequence[bytes]]()

    def ask(some: Sequence[bytes]) -> None:
        asked[decoder.request_reading(some, urgency=Urgency.IDLE)] = some

    def take(number: int, reply: ReadReply) -> None:
        nonlocal values
        values += sum(len(gist.values) for gist in reply.gists)
        if left := asked.pop(number)[len(reply.gists) :]:
            ask(left)
        if not asked:
            loop.quit()

    decoder.read.connect(take)
    for some in in_batches(files):
        ask(some)
    loop.exec()
    decoder.read.disconnect(take)
    return values


class Spent(NamedTuple):
    """What a round took: seconds on the clock, seconds of the processor in all processes."""

    clock: float
    processor: float


def measured(work: Callable[[], int], least: int) -> Spent:
    """Do some work, of which `least` values must come."""
    clock, processor = time.perf_counter(), processor_seconds()
    assert work() >= least
    return Spent(time.perf_counter() - clock, processor_seconds() - processor)


def processor_seconds() -> float:
    """Return what this process and its children have had of the processor (Linux; else noughts)."""
    children = " ".join(one.read_text() for one in Path("/proc/self/task").glob("*/children"))
    counts = [Path(f"/proc/{child}/schedstat").read_text() for child in children.split()]
    return (time.process_time() + sum(int(one.split()[0]) for one in counts) / 1e9) * bool(counts)


@pytest.mark.usefixtures("qapp")
def test_reading_beside_a_bare_exiv2_loop(
    files: list[bytes], benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    read_often = files * TIMES
    ours: list[Spent] = []
    floor: list[Spent] = []
    decoder = Decoder()
    assert read(decoder, files[: MOST_FILES * 4]) > 0
    with bare_workers() as pool:

        def one_round() -> None:
            batches, count = in_batches(read_often), len(read_often)
            floor.append(measured(lambda: sum(pool.imap_unordered(_bare, batches)), count * 20))
            ours.append(measured(lambda: read(decoder, read_often), count * 10))

        benchmark.pedantic(one_round, rounds=ROUNDS)  # type: ignore[no-untyped-call]
    decoder.close()
    mine, bare = (min(one.clock for one in spent) for spent in (ours, floor))
    benchmark.extra_info |= {"ratio": mine / bare}
    # Whoever else is at work on the same cores makes the clock wrong, the processor's time less so.
    worked, least = (min(one.processor for one in spent) for spent in (ours, floor))
    processor = f", of the processor's time {worked / least:.2f}" if least else ""
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(read_often):,} photographs read by {MOST_WORKERS} workers in {mine:.2f} s,"
            f" by bare exiv2 in {bare:.2f} s: ratio {mine / bare:.2f}{processor} (aim: {AIM})\n"
        )
