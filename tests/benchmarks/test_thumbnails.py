"""All thumbnails of a folder through the real workers, next to a bare Pillow loop in the same run.

The photographs are JPEGs of 12 megapixels without thumbnails in them. Processor time is compared,
of all processes that have a part in it, from their start: what a person waits for also depends on
how many workers there are, which the loop has not. The loop compresses as little as the workers do.
"""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from pytestqt.qtbot import QtBot

from gallery.decode.job import Kind
from gallery.qt.decoder import Decoder, Urgency

AIM = 1.2
DISTINCT, COUNT = 4, 240
ROUNDS = 3
SIZE = (4000, 3000)
BOX = QSize(256, 256)

BARE = """
import sys
from pathlib import Path
from PIL import Image
for number, path in enumerate(sorted(Path(sys.argv[1]).iterdir())):
    with Image.open(path) as image:
        image.draft("RGB", (256, 256))
        image.thumbnail((256, 256))
        image.save(Path(sys.argv[2]) / f"{number}.png", compress_level=1)
"""


def photograph(number: int) -> Image.Image:
    """Return 12 megapixels with shapes, slopes and noise, which compress to about 2 MB."""
    small = (SIZE[0] // 8, SIZE[1] // 8)
    shapes = Image.effect_mandelbrot(small, (-2 + number / 10, -1.2, 1, 1.2), 60)
    plain = shapes.resize(SIZE, Image.Resampling.BICUBIC)
    noise = Image.effect_noise(SIZE, 24)
    bands = [
        ImageChops.add(plain.transpose(turn), noise, 1, -100)
        for turn in (Image.Transpose.ROTATE_180, *list(Image.Transpose)[:2])
    ]
    return Image.merge("RGB", bands).filter(ImageFilter.GaussianBlur(1))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("photographs")
    for number in range(COUNT):
        path = place / f"{number:04}.jpg"
        if number < DISTINCT:
            photograph(number).save(path, quality=88)
        else:
            os.link(place / f"{number % DISTINCT:04}.jpg", path)
    return place


def processor_time() -> float:
    """Return the seconds that this process and those that it has waited for have taken."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def test_all_thumbnails_of_a_folder(
    folder: Path,
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    benchmark: BenchmarkFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ratios: list[float] = []
    round_number = iter(range(2 * ROUNDS))

    def bare() -> float:
        target = tmp_path / f"bare-{next(round_number)}"
        target.mkdir()
        before = processor_time()
        subprocess.run([sys.executable, "-c", BARE, str(folder), str(target)], check=True)
        return processor_time() - before

    def ours() -> float:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"ours-{next(round_number)}"))
        before = processor_time()
        decoder = Decoder()
        kept: list[int] = []
        decoder.kept.connect(kept.append)
        for path in folder.iterdir():
            decoder.request(path, BOX, kind=Kind.KEEP, urgency=Urgency.IDLE)
        qtbot.waitUntil(lambda: len(kept) == COUNT, timeout=600_000)
        decoder.close()
        return processor_time() - before

    def round_of_both() -> None:
        ratios.append(ours() / bare())

    benchmark.pedantic(round_of_both, rounds=ROUNDS)  # type: ignore[no-untyped-call]
    ratio = sorted(ratios)[len(ratios) // 2]
    benchmark.extra_info["ratio"] = ratio
    with capsys.disabled():
        sys.stdout.write(
            f"\nall thumbnails of {COUNT} photographs: {ratio:.2f} times the processor time of a"
            f" bare Pillow loop (aim: {AIM})\n"
        )
