"""Makes the thumbnails of a whole folder while nobody waits for anything.

When everything in sight and near it is there, the rest of what is being looked at follows, from the
current photograph on: its thumbnails are made in the cache that all programs share, a few at a
time, so that the next look at any of them is a glance. A person can stop it; then it stays stopped
for that folder until it is opened again. Searching changes nothing about it.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from gallery.decode.job import Kind
from gallery.qt.background import BackgroundWork
from gallery.qt.browser import Browser
from gallery.qt.decoder import MOST_WORKERS, Urgency
from gallery.qt.pictures import Pictures, Purpose
from gallery.qt.schedule import Schedule

# So many requests are out: one waits, so that no worker waits for the window.
MOST_OUT = MOST_WORKERS + 1
# So many photographs are passed over in one go that need nothing; a millisecond or two.
_PASSED_AT_ONCE = 2_000
# The sizes in the cache: tiles that are larger need other thumbnails.
_SIDES = (128, 256, 512, 1_024)


class Keeping(BackgroundWork):
    """The work of making the thumbnails of what is being looked at."""

    def __init__(
        self,
        browser: Browser,
        pictures: Pictures,
        schedule: Schedule,
        current_row: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__("Making thumbnails", parent)
        self._browser = browser
        self._pictures = pictures
        self._schedule = schedule
        self._current_row = current_row
        self._collection: str | None = None
        self._ids: Sequence[str] = ()
        self._start = 0
        # How many photographs from the start on have been passed or asked for.
        self._passed = 0
        self._out: dict[str, None] = {}
        # With their folders: an id that is free again may be the next folder's.
        self._kept: dict[str, Path] = {}
        self._side = 0
        self._stopped: set[str | None] = set()
        self._closed = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._go_on)
        schedule.rested.connect(self._rested)
        pictures.kept.connect(self._one_kept)
        pictures.forgotten.connect(self._forget)
        pictures.dropped.connect(self._leave_out)
        browser.changed.connect(self._answer_changed)
        self.stopped.connect(self._stop_here)
        self._answer_changed()

    def open_again(self, collections: Iterable[str]) -> None:
        """Forget that the work was stopped for some collections, which are opened again."""
        self._stopped.difference_update(collections)
        self._stopped.discard(None)
        self._rested()

    def close(self) -> None:
        """Give up: the window goes."""
        self._closed = True
        self._withdraw()
        self.end()

    def _answer_changed(self) -> None:
        query = self._browser.answered
        if query.is_search() or self._browser.ids is self._ids:
            return
        if query.collection != self._collection:
            self._withdraw()
            self.end()
        self._collection = query.collection
        self._ids = self._browser.ids
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._passed = 0
        self._start = min(max(self._current_row(), 0), max(len(self._ids) - 1, 0))
        if self.is_running:
            self._tell()
        self._next.start()

    def _rested(self) -> None:
        side = next((one for one in _SIDES if one >= max(self._schedule.box)), _SIDES[-1])
        if side != self._side:
            self._side = side
            self._kept.clear()
            self._begin_anew()
        self._next.start()

    def _go_on(self) -> None:
        """Ask for some more, if this is the time for it."""
        if self._closed or self._collection in self._stopped or not self._side:
            return
        if not self._schedule.is_resting():
            return
        for _ in range(_PASSED_AT_ONCE):
            if len(self._out) >= MOST_OUT:
                return
            if self._passed >= len(self._ids):
                if not self._out:
                    self.end()
                return
            photo = self._ids[(self._start + self._passed) % len(self._ids)]
            self._passed += 1
            if self._is_wanted(photo) and self._pictures.ask_to_keep(photo, self._schedule.box):
                self._out[photo] = None
                # The decoder takes the newest first, and would leave the oldest until the end.
                for waiting in reversed(self._out):
                    self._pictures.set_urgency(waiting, Purpose.KEEPING, Urgency.IDLE)
                if not self.is_running:
                    self.begin(len(self._ids))
                self._tell()
            else:
                self._keep(photo)
        self._next.start()

    def _is_wanted(self, photo: str) -> bool:
        kept = self._kept.get(photo)
        if photo in self._out or (kept and kept == self._browser.library.folder(photo)):
            return False
        return (
            self._pictures.kind_of(photo) is Kind.THUMBNAIL
            # Who has had a tile has a thumbnail too.
            and not self._pictures.has_tile(photo, self._schedule.box)
        )

    def _tell(self) -> None:
        if self.is_running:
            # What was asked for before it all began anew is out, and not passed again yet.
            self.advance(max(self._passed - len(self._out), 0), len(self._ids))

    def _one_kept(self, photo: str) -> None:
        self._out.pop(photo, None)
        self._keep(photo)
        self._tell()
        self._go_on()

    def _keep(self, photo: str) -> None:
        if folder := self._browser.library.folder(photo):
            self._kept[photo] = folder

    def _forget(self, photo: str) -> None:
        self._kept.pop(photo, None)

    def _leave_out(self, photo: str) -> None:
        self._forget(photo)
        self._out.pop(photo, None)

    def _stop_here(self) -> None:
        # All photographs are none but those of the folders.
        self._stopped |= {self._collection, None}
        self._withdraw()

    def _withdraw(self) -> None:
        self._next.stop()
        for photo in self._out:
            self._pictures.withdraw(photo, Purpose.KEEPING)
        self._out.clear()
