"""Every sample of tests/images through the real worker: whole, as a thumbnail, from the cache."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallery.decode.child import Child
from gallery.decode.job import Fault, Kind, Reply, Request
from tests.images import SAMPLES, Sample
from tests.images.drawing import Colour
from tests.unit.decode.test_worker import Worker

BOX = (24, 24)
# What a lossy format may make of a colour; LAB, the most.
NEAR = 24


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("images")


@pytest.fixture(scope="module")
def worker(folder: Path) -> Iterator[Worker]:
    """One worker for all: each sample also finds what the one before has left of it."""
    one = Worker(folder)
    yield one
    one.process.kill()
    one.process.communicate()


@pytest.fixture
def path(sample: Sample, tmp_path: Path) -> Path:
    path = sample.make(tmp_path)
    if sample.fault is Fault.NO_PERMISSION and os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    return path


def corners(reply: Reply, pixels: bytes) -> list[Colour]:
    """Return the colours a quarter inside from each corner, as R, G, B, A."""
    left, top = reply.width // 4, reply.height // 4
    right, bottom = reply.width - 1 - left, reply.height - 1 - top
    starts = [(y * reply.width + x) * 4 for y in (top, bottom) for x in (left, right)]
    return [(pixels[at + 2], pixels[at + 1], pixels[at], pixels[at + 3]) for at in starts]


def assert_as_expected(sample: Sample, reply: Reply, pixels: bytes) -> None:
    assert reply.fault is sample.fault
    found = corners(reply, pixels) if reply.width else []
    for seen, expected in zip(found, sample.corners, strict=False):
        if expected is not None:
            whole = expected if len(expected) == 4 else (*expected, 255)
            near = (abs(one - other) <= NEAR for one, other in zip(seen, whole, strict=True))
            assert all(near), f"{found} are not {sample.corners}"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: ascii(sample.name)[-40:])
def test_each_sample_comes_out_as_the_table_has_it(
    sample: Sample, path: Path, worker: Worker, folder: Path
) -> None:
    pixels = folder / "pixels"
    name = os.fsencode(path)
    (whole,) = worker.ask(Request(1, name, str(pixels))).values()
    assert_as_expected(sample, whole, pixels.read_bytes() if whole.width else b"")
    assert ((whole.width, whole.height) if whole.width else None) == sample.size
    for _ in range(2):
        request = Request(2, name, str(pixels), BOX, Kind.THUMBNAIL)
        (small,) = worker.ask(request).values()
        assert_as_expected(sample, small, pixels.read_bytes() if small.width else b"")
        if sample.size is not None:
            assert max(small.width, small.height) == max(BOX)
            assert (small.full_width, small.full_height) == sample.size


@pytest.mark.parametrize(
    "sample", [one for one in SAMPLES if one.fault], ids=lambda sample: sample.name
)
def test_the_command_line_tells_of_every_fault(sample: Sample, path: Path, child: Child) -> None:
    assert child.fault(path, BOX) is sample.fault


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child() as one:
        yield one


def test_no_two_samples_have_one_name() -> None:
    names = [sample.name for sample in SAMPLES]
    assert len(set(names)) == len(names)
