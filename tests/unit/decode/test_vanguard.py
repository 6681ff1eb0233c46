"""The vanguard: workers that decode what will be in sight while there is no window yet."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gallery.decode import job, pixels, spawn
from gallery.decode.job import Fault, Kind
from gallery.decode.vanguard import HandedOver, Vanguard
from tests.unit import making
from tests.unit.patience import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="begins ahead on Linux alone")

BOX = (200, 200)


@pytest.fixture
def vanguard() -> Iterator[Vanguard]:
    folder = pixels.make_folder()
    workers = [spawn.start(str(folder)) for _ in range(2)]
    one = Vanguard(folder, workers)
    yield one
    one.close()
    for worker in workers:
        # A process that was waited for is gone.
        assert not Path(f"/proc/{worker.process}").exists()
    assert not folder.exists()


def end(vanguard: Vanguard, left: HandedOver) -> None:
    for worker in left.workers:
        spawn.end(worker)
    pixels.remove_folder(vanguard.folder)


def paths(folder: Path, count: int) -> list[bytes]:
    return [bytes(making.draw(folder / f"{one}.png", (300, 200))) for one in range(count)]


def test_what_will_be_in_sight_is_glanced_at_and_decoded_in_order(
    vanguard: Vanguard, tmp_path: Path
) -> None:
    wanted = paths(tmp_path, 4)
    vanguard.ask(wanted, BOX, in_sight=3)
    until(lambda: len(vanguard.answers) == 8)
    left = vanguard.hand_over()
    requests = [request for request, _ in left.answers]
    asked = sorted(requests, key=lambda request: request.id)
    assert [(request.path, request.kind) for request in asked] == [
        *((path, kind) for kind in (Kind.GLANCE, Kind.THUMBNAIL) for path in wanted[:3]),
        *((wanted[3], kind) for kind in (Kind.GLANCE, Kind.THUMBNAIL)),
    ]
    for request, reply in left.answers:
        assert reply.fault is None
        if request.kind is Kind.THUMBNAIL:
            assert (reply.width, reply.height) == (200, 133)
            assert Path(request.pixels).stat().st_size == 200 * 133 * 4
    assert left.next_number > max(request.id for request in requests)
    assert len(left.workers) == 2
    end(vanguard, left)


def test_a_file_that_is_shown_twice_is_decoded_once(vanguard: Vanguard, tmp_path: Path) -> None:
    first, second = paths(tmp_path, 2)
    vanguard.ask([first, first, second, first], BOX, in_sight=2)
    until(lambda: len(vanguard.answers) == 4)
    left = vanguard.hand_over()
    asked = sorted((request.path, request.kind) for request, _ in left.answers)
    assert asked == sorted(
        (path, kind) for path in (first, second) for kind in (Kind.GLANCE, Kind.THUMBNAIL)
    )
    assert left.next_number == 5
    end(vanguard, left)


def test_what_a_glance_has_settled_is_not_asked_for_again(tmp_path: Path) -> None:
    folder = pixels.make_folder()
    vanguard = Vanguard(folder, [spawn.start(str(folder))])
    gone = os.fsencode(tmp_path / "gone.jpg")
    (good,) = paths(tmp_path, 1)
    vanguard.ask([gone, good], BOX, in_sight=2)
    until(lambda: len(vanguard.answers) == 3)
    left = vanguard.hand_over()
    faults = {(request.path, request.kind): reply.fault for request, reply in left.answers}
    assert faults == {
        (gone, Kind.GLANCE): Fault.GONE,
        (good, Kind.GLANCE): None,
        (good, Kind.THUMBNAIL): None,
    }
    end(vanguard, left)


def test_what_is_under_way_is_handed_over_with_its_worker(
    vanguard: Vanguard, tmp_path: Path
) -> None:
    """Whoever takes over hears the answers to what was asked last."""
    wanted = paths(tmp_path, 40)
    vanguard.ask(wanted, BOX, in_sight=40)
    until(lambda: vanguard.answers)
    left = vanguard.hand_over()
    answered = {request.id for request, _ in left.answers}
    under_way = {worker.request.id for worker in left.workers if worker.request}
    assert not answered & under_way
    assert max(answered | under_way) < left.next_number
    for worker in left.workers:
        if worker.request:
            with open(worker.stdout, "rb", closefd=False) as answers:
                reply = job.message_from_line(answers.readline())
            assert isinstance(reply, job.Reply)
            assert reply.id == worker.request.id
    end(vanguard, left)


def test_what_will_not_be_in_sight_leaves_a_core_to_the_window(tmp_path: Path) -> None:
    folder = pixels.make_folder()
    vanguard = Vanguard(folder, [spawn.start(str(folder)) for _ in range(2)], cores=2)
    vanguard.ask(paths(tmp_path, 20), BOX, in_sight=2)
    # Two glances and two pictures in sight, then some beyond.
    until(lambda: len(vanguard.answers) >= 6)
    left = vanguard.hand_over()
    assert sum(worker.request is not None for worker in left.workers) <= 1
    end(vanguard, left)


def test_a_worker_that_dies_takes_nothing_else_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pixels.make_folder()
    workers = [spawn.start(str(folder))]
    monkeypatch.setattr(spawn, "WORKER", ("-c", "raise SystemExit"))
    workers.append(spawn.start(str(folder)))
    vanguard = Vanguard(folder, workers)
    wanted = paths(tmp_path, 3)
    vanguard.ask(wanted, BOX, in_sight=3)
    until(lambda: len(vanguard.answers) == 6)
    left = vanguard.hand_over()
    assert [worker.process for worker in left.workers] == [workers[0].process]
    end(vanguard, left)


def test_nobody_has_to_ask_anything(vanguard: Vanguard) -> None:
    assert vanguard.folder.is_dir()


def test_what_is_asked_for_too_late_is_not_heard(vanguard: Vanguard, tmp_path: Path) -> None:
    left = vanguard.hand_over()
    vanguard.ask(paths(tmp_path, 1), BOX, in_sight=1)
    assert vanguard._thread is None
    assert (left.answers, left.next_number) == ([], 1)
    end(vanguard, left)
