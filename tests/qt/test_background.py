"""Work that goes on: how it is shown and stopped; thumbnails that are made when nobody waits."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from gallery.qt import background
from gallery.qt.background import BackgroundBar, BackgroundWork
from gallery.qt.keeping import MOST_OUT
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, open_
from tests.qt.house import House, Key, button, click, press, texts_in

MANY = 80


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PATIENCE_MS", 0)


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[BackgroundBar]:
    page = QWidget()
    made = BackgroundBar(page)
    page.show()
    yield made
    shiboken6.delete(page)


class TestBar:
    def test_it_is_there_only_while_something_goes_on(self, bar: BackgroundBar, wait: Wait) -> None:
        work = BackgroundWork("Reading captions")
        bar.add(work)
        assert not bar.isVisible()
        work.begin(3_000)
        work.advance(1_200)
        wait(lambda: texts_in(bar) == ["Reading captions · 1,200 of 3,000"])
        progress = bar.findChild(QProgressBar)
        assert isinstance(progress, QProgressBar)
        assert (progress.value(), progress.maximum()) == (1_200, 3_000)
        work.end()
        assert not bar.isVisible()

    def test_its_button_stops_the_work(self, bar: BackgroundBar, qtbot: QtBot) -> None:
        work = BackgroundWork("Reading captions")
        bar.add(work)
        work.begin()
        stop = button(bar, "Stop reading captions")
        with qtbot.waitSignal(work.stopped):
            stop.setFocus()
            press(Key.Key_Space)
        assert not work.is_running
        assert not bar.isVisible()

    def test_several_are_gone_through_one_by_one(self, bar: BackgroundBar) -> None:
        works = [BackgroundWork(title) for title in ("Reading captions", "Making thumbnails")]
        for work in works:
            bar.add(work, at_once=True)
            work.begin()
        assert texts_in(bar) == ["Reading captions…"]
        click(button(bar, "Show other work"))
        assert texts_in(bar) == ["Making thumbnails…"]
        click(button(bar, "Stop"))
        assert works[0].is_running
        assert not works[1].is_running
        assert texts_in(bar) == ["Reading captions…"]


def test_the_page_stays_where_it_is_while_work_comes_and_goes(house: House) -> None:
    bar, grid = house.window.status.background, house.window.grid
    heights = {grid.height()}
    works = [BackgroundWork(title) for title in ("Reading captions", "Making thumbnails")]
    for change in ("begin", "end"):
        for work in works:
            bar.add(work, at_once=True)
            getattr(work, change)()
            QApplication.processEvents()
            heights.add(grid.height())
    assert len(heights) == 1


class TestKeeping:
    @pytest.fixture
    def large(self, open_house: OpenHouse, write_manifest: WriteManifest) -> House:
        """A window on more photographs than are in sight or near."""
        photos = [{"id": f"p{number}"} for number in range(MANY)]
        return open_house(sources=(str(write_manifest(photos)),), size=(900, 600))

    def test_all_are_done_in_the_end_beginning_where_the_person_is(
        self, large: House, wait: Wait
    ) -> None:
        kept: list[str] = []
        large.pictures.kept.connect(kept.append)
        wait(lambda: large.window.keeping.is_running)
        wait(lambda: not large.window.keeping.is_running)
        assert large.window.keeping.done == large.window.keeping.total == MANY
        in_order = [f"p{number}" for number in range(MANY) if f"p{number}" in kept]
        near = len(large.window.grid.photos_in_sight())
        assert set(kept) >= {f"p{number}" for number in range(3 * near, MANY)}
        # Neighbours may change places, and some may have waited for a worker that had to start.
        late = [photo for n, photo in enumerate(in_order) if kept.index(photo) > n + 6]
        assert len(late) <= MOST_OUT

    def test_it_can_be_stopped_and_stays_so_until_the_folder_is_opened_again(
        self, large: House, wait: Wait
    ) -> None:
        keeping = large.window.keeping
        wait(lambda: keeping.is_running)
        keeping.stop()
        stopped_at = keeping.done
        large.window.grid.set_tile_size(0)
        wait(large.window.grid.schedule.is_resting)
        large.browser.choose_collection(None)
        wait(large.window.grid.schedule.is_resting)
        assert not keeping.is_running
        (collection,) = large.library.collections
        large.browser.choose_collection(collection)
        keeping.open_again([collection])
        wait(lambda: keeping.is_running)
        wait(lambda: not keeping.is_running)
        assert keeping.done == MANY > stopped_at

    def test_what_is_looked_at_goes_first(self, large: House, wait: Wait) -> None:
        keeping = large.window.keeping
        wait(lambda: keeping.is_running)
        press(Key.Key_End)
        wait(large.window.is_settled)
        assert large.pictures.any(f"p{MANY - 1}") is not None
        wait(lambda: not keeping.is_running)

    def test_searching_does_not_end_it(self, large: House, wait: Wait) -> None:
        keeping = large.window.keeping
        wait(lambda: keeping.is_running)
        large.browser.type_words("p7")
        wait(lambda: not keeping.is_running)
        assert keeping.done == MANY

    def test_no_less_than_nothing_is_done_while_more_is_opened(
        self, large: House, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        keeping = large.window.keeping
        told: list[int] = []
        keeping.changed.connect(lambda: told.append(keeping.done))
        wait(lambda: keeping.is_running and keeping.done)
        open_(large, wait, write_manifest([{"id": "other"}], folder="other"))
        large.browser.choose_collection(None)
        wait(lambda: keeping.done == MANY + 1)
        assert min(told) == 0

    def test_so_are_those_of_the_next_collection_that_has_the_same_names(
        self, large: House, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        keeping = large.window.keeping
        wait(lambda: keeping.is_running)
        wait(lambda: not keeping.is_running)
        large.window.opening.close(next(iter(large.library.collections)))
        kept: list[str] = []
        large.pictures.kept.connect(kept.append)
        photos = [{"id": f"p{number}"} for number in range(MANY)]
        open_(large, wait, write_manifest(photos, folder="next"))
        wait(lambda: keeping.is_running and keeping.done)
        wait(lambda: not keeping.is_running)
        near = len(large.window.grid.photos_in_sight())
        assert set(kept) >= {f"p{number}" for number in range(3 * near, MANY)}

    def test_the_gallery_of_our_own_needs_none(self, house: House, wait: Wait) -> None:
        begun: list[bool] = []
        house.window.keeping.changed.connect(lambda: begun.append(True))
        wait(house.window.grid.schedule.is_resting)
        QApplication.processEvents()
        assert not begun
