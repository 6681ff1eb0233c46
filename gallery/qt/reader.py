"""Reads what the files of open folders say about their photographs, in the background.

Three take part. The clerk (`gallery.clerk`), on a thread of its own (`errands`), knows what is
remembered of files on disk, and makes records. The workers read what is not remembered, many files
with one request: first those in sight, then the others in order, before idle thumbnails are made.
And here, on the window's thread, the records are put into the library, in portions, so that the
page shows them soon but does not flicker for each file.

A file that crashes a worker costs the answer to its whole request: the files of that request are
then read one by one, and only that one stays without a record. Where reading takes long, a worker
answers for the first files of its request, and the others are queued again.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gallery.decode import job
from gallery.decode.job import Fault, ReadReply
from gallery.metadata.report import Gist
from gallery.qt.background import BackgroundWork
from gallery.qt.browser import Browser
from gallery.qt.decoder import MOST_WORKERS, Decoder, Urgency
from gallery.qt.errands import Done, Errands, Know, LookUp, Take
from gallery.qt.turns import in_a_later_turn
from gallery.records import Name
from gallery.sources.flow import Entry
from gallery.sources.folder import shown

if TYPE_CHECKING:
    from gallery.clerk import Clerk, File, Lot, Made
    from gallery.library.remembered import FileState

# How many requests are out: each worker has one to go on with.
MOST_ASKED = MOST_WORKERS * 2
# What is remembered is looked up in portions, so that the first page need not wait for all.
RECALLED_AT_ONCE = 400
# The first records are shown at once, further ones together in such steps.
SHOWN_EVERY_MS = 700
# How long records are put into the library at a time, before the window has its turn.
TURN_SECONDS = 0.003
# How long the listing of a folder is gone through at a time.
FOLLOWED_SECONDS = 0.002


class _Wanted(NamedTuple):
    """A file that is read, and the lot that it is taken from."""

    lot: Lot
    file: File

    @property
    def id(self) -> str:
        """The id of the photograph."""
        return self.file.entry.id


class _Asked(NamedTuple):
    """A request that a worker is at, and how often reading had been stopped before it."""

    files: tuple[_Wanted, ...]
    stops: int


class Reader(QObject):
    """Brings what files say into the library.

    `in_sight` returns the photographs in sight; `work` shows the progress, and can be stopped.
    Signals: `rested()` when records have changed and everything has been read; `told(str)` with a
    sentence on what went wrong, apart from faults in the files.
    """

    rested = Signal()
    told = Signal(str)

    def __init__(
        self,
        browser: Browser,
        decoder: Decoder,
        make_clerk: Callable[[], Clerk],
        known: Callable[[], Iterable[Name]],
        parent: QObject | None = None,
    ) -> None:
        """`make_clerk` is called on a thread; so is `known`, for names that files may mean."""
        super().__init__(parent)
        self.in_sight: Callable[[], Sequence[str]] = list
        self.work = BackgroundWork("Reading captions", self)
        self.work.stopped.connect(self.stop)
        self._browser = browser
        self._library = browser.library
        self._decoder = decoder
        # What is to be read, by the id of the photograph, in order, and the lots that it lies in.
        self._waiting: OrderedDict[str, Lot] = OrderedDict()
        self._asked: dict[int, _Asked] = {}
        # What is being read, until there are records of it.
        self._under_way: dict[str, FileState] = {}
        # Of which there are records that say no more than the file's name.
        self._bare: set[str] = set()
        # Folders that were not read to their end since a person stopped it, and how often one did.
        self._stopped: set[Path] = set()
        self._stops = 0
        self._failed: set[str] = set()
        self._knows_names = False
        self._told_names = 0
        self._total = self._done = 0
        self._made: deque[Made] = deque()
        self._is_news = False
        self._errands = Errands(make_clerk, self)
        self._errands.done.connect(self._take_answer)
        self._errands.failed.connect(self.told)
        self._errands.failed.connect(self._look_up)
        self._known = known
        # What is to be looked up: folders, their entries, and from which on.
        self._portions: deque[tuple[Path, Sequence[Entry], int]] = deque()
        self._next_portion = QTimer(self)
        self._next_portion.setSingleShot(True)
        self._next_portion.setInterval(0)
        self._next_portion.timeout.connect(self._look_up)
        self._portion = QTimer(self)
        self._portion.setSingleShot(True)
        self._portion.setInterval(SHOWN_EVERY_MS)
        self._portion.timeout.connect(self._show)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._put)
        decoder.read.connect(self._read)

    def follow(self, folder: Path, entries: Sequence[Entry], fresh: Iterable[str]) -> None:
        """Read those files of a folder that are new or have changed.

        `fresh` are the ids of photographs that have come into the library just now, of which
        nothing is known yet but the file's name.
        """
        self._bare.update(fresh)
        starts = range(0, len(entries), RECALLED_AT_ONCE)
        self._portions.extend((folder, entries, start) for start in starts)
        if len(entries) > RECALLED_AT_ONCE:
            # Whoever brought so many has taken enough of this turn.
            in_a_later_turn(self, self._look_up)
        else:
            self._look_up()

    def _look_up(self, *_: object) -> None:
        """Keep the clerk busy with portions of folders; many may have nothing to read."""
        end = time.perf_counter() + FOLLOWED_SECONDS
        while self._portions and not self._errands.has_much_to_do():
            if time.perf_counter() > end:
                self._next_portion.start()
                return
            folder, entries, start = self._portions.popleft()
            if folder in self._stopped:
                continue
            portion = entries[start : start + RECALLED_AT_ONCE]
            some = tuple(entry for entry in portion if entry.stamp is not None)
            bare = self._bare.intersection(entry.id for entry in some)
            self._bare -= bare
            if some:
                self._send(LookUp(folder, some, frozenset(bare), self._stops))

    def open_again(self, folder: Path) -> None:
        """Read a folder that a person opens, even where reading it was stopped before."""
        self._stopped.discard(folder)

    def is_settled(self) -> bool:
        """Return whether everything is read, and shown."""
        at_work = self._portions or self._waiting or self._asked or not self._errands.is_resting()
        return not (at_work or self._made or self._is_news)

    def stop(self) -> None:
        """Stop reading; the rest is read when its folder is opened again."""
        self._stops += 1
        self._stopped.update(folder for folder, _, _ in self._portions)
        self._portions.clear()
        for one, lot in self._waiting.items():
            self._put_off(one, lot.folder)
        self._waiting.clear()
        self._tell()

    def close(self) -> None:
        """End the thread."""
        self._portions.clear()
        self._portion.stop()
        self._turn.stop()
        for number in self._asked:
            self._decoder.withdraw(number)
        self._errands.close()

    # The clerk

    def _send(self, errand: LookUp | Take) -> None:
        """Send the clerk on an errand, after the names that have come since."""
        if not self._knows_names:
            self._knows_names = True
            self._errands.give(Know(self._known))
        if len(self._library.names) != self._told_names:
            names = tuple(self._library.names.values())
            self._errands.give(Know(lambda: names))
        self._told_names = len(self._library.names)
        self._errands.give(errand)

    @Slot(object)
    def _take_answer(self, parts: Sequence[Done]) -> None:
        for done in parts:
            if isinstance(done.errand, LookUp):
                self._take_looked_up(done, done.errand)
            else:
                for file in done.errand.files:
                    if self._under_way.get(file.entry.id) == file.state:
                        del self._under_way[file.entry.id]
            if done.made is not None and done.made.photos:
                self._made.append(done.made)
                self._turn.start()
        self._tell_faults([done for done in parts if done.fault])
        self._look_up()
        self._ask()
        self._tell()

    def _take_looked_up(self, done: Done, errand: LookUp) -> None:
        """Queue the files to be read, except those that are being read in this very state."""
        if done.fault:
            self._bare.update(one.id for one in errand.about if one.id in errand.bare)
        if (lot := done.to_read) is None:
            return
        for one in lot.photos:
            if errand.stops != self._stops:
                self._put_off(one, lot.folder)
            elif one not in self._under_way or self._under_way[one] != lot.file(one).state:
                self._total += one not in self._waiting
                self._waiting[one] = lot

    def _put_off(self, photo: str, folder: Path) -> None:
        """Leave a file unread until its folder is opened again."""
        self._bare.add(photo)
        self._stopped.add(folder)

    def _tell_faults(self, faults: Sequence[Done]) -> None:
        """Report, once for each file, that there is no record of what it says."""
        new = [one for one in faults if one.errand.about[0].id not in self._failed]
        if not new:
            return
        self._failed.update(one.errand.about[0].id for one in new)
        files = f"“{shown(new[0].errand.about[0].name)}”"
        if len(new) > 1:
            files += f" and {len(new) - 1:,} more"
        self.told.emit(f"The metadata of {files} cannot be shown: {new[0].fault}.")

    # The workers

    def _ask(self) -> None:
        """Keep the workers busy: what is in sight first."""
        while self._waiting and len(self._asked) < MOST_ASKED:
            seen = [one for one in self.in_sight() if one in self._waiting][: job.MOST_FILES]
            urgency = Urgency.WORDS if seen else Urgency.READING
            ids = seen or list(islice(self._waiting, job.MOST_FILES))
            some = [(one, self._waiting.pop(one)) for one in ids]
            # Photographs whose collection has been closed are not read any more.
            there = tuple(
                _Wanted(lot, lot.file(one)) for one, lot in some if one in self._library.photos
            )
            self._done += len(some) - len(there)
            if there:
                self._request(there, urgency)

    def _request(self, files: tuple[_Wanted, ...], urgency: Urgency) -> None:
        paths = [one.file.state.path for one in files]
        number = self._decoder.request_reading(paths, urgency=urgency)
        self._asked[number] = _Asked(files, self._stops)
        self._under_way.update((one.id, one.file.state) for one in files)

    def _read(self, number: int, reply: ReadReply) -> None:
        asked = self._asked.pop(number, None)
        if asked is None:
            return
        files = asked.files
        if reply.fault is None or len(files) == 1:
            gists = reply.gists or (Gist(problems=(job.unread(reply.fault),)),)
            read, left = files[: len(gists)], files[len(gists) :]
            self._done += len(read)
            # A crash would happen again; a lack of time or memory may be over next time.
            keep = reply.fault in (None, Fault.CRASHED)
            self._send(Take(tuple(one.file for one in read), gists, keep))
        else:
            left = files
        for one in left:
            del self._under_way[one.id]
        if asked.stops != self._stops:
            for one in left:
                self._put_off(one.id, one.lot.folder)
        elif left and reply.fault is not None:
            for one in left:
                self._request((one,), Urgency.READING)
        else:
            self._line_up_again(left)
        self._ask()
        self._tell()

    def _line_up_again(self, files: Sequence[_Wanted]) -> None:
        """Queue what a worker did not come to before everything else."""
        for one in reversed(files):
            # A file that has changed since is queued already, in its present state.
            self._waiting.setdefault(one.id, one.lot)
            self._waiting.move_to_end(one.id, last=False)

    # The library

    def _put(self) -> None:
        """Put records into the library, for as long as this turn may take."""
        end = time.perf_counter() + TURN_SECONDS
        while self._made and time.perf_counter() < end:
            made = self._made.popleft()
            self._library.learn(made.names)
            self._library.update(made.photos, made.names)
            self._is_news = True
        self._told_names = len(self._library.names)
        if self._made:
            self._turn.start()
        if not self._portion.isActive():
            self._show()

    def _show(self) -> None:
        """Show the records that have come since the last time."""
        if self._is_news:
            self._is_news = False
            self._portion.start()
            self._browser.reload()
            if self.is_settled():
                self.rested.emit()

    def _tell(self) -> None:
        if not self._waiting and not self._asked:
            self._done = self._total = 0
            self.work.end()
        elif self._waiting and not self.work.is_running:
            self.work.begin(self._total)
        elif self.work.is_running:
            self.work.advance(self._done, self._total)
