"""Reads what the files of open folders say about their photographs, behind everything else.

Three take part. The clerk (`gallery.clerk`), on a thread of its own, knows what is remembered of
files on disk, and makes records. The workers read what is not remembered, many files with one
request: first those in sight, then the others in their order, before idle thumbnails are made. And
here, on the window's thread, the records are put into the library, in portions, so that the page
shows what is there soon and does not flicker for each file.

A file that breaks a worker takes the answer of its whole request with it: the files of that request
are then read one by one, and only that one has nothing to say.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gallery.clerk import Clerk, File, Made
from gallery.decode import job
from gallery.decode.job import Fault, ReadReply
from gallery.library.remembered import Remembered
from gallery.metadata.report import Gist
from gallery.qt.background import BackgroundWork
from gallery.qt.browser import Browser
from gallery.qt.decoder import MOST_WORKERS, Decoder, Urgency
from gallery.records import Name
from gallery.sources.flow import Entry

# So many files are read with one request: a twentieth of a second of work, so that what comes into
# sight does not wait for longer.
AT_ONCE = 128
# What is remembered is looked up in portions, so that the first page need not wait for all.
RECALLED_AT_ONCE = 400
# The first records are shown at once, further ones together in such steps.
SHOWN_EVERY_MS = 700
# Records are put into the library for so long at a time; then it is the window's turn.
TURN_SECONDS = 0.006
# The end of the program waits no longer than this for the clerk.
CLOSE_SECONDS = 2.0

_Task = Callable[[Clerk], object]


class Reader(QObject):
    """Brings what files say into the library.

    `in_sight` tells which photographs are looked at; `work` tells how many files are read, and can
    be stopped. Signals: `rested()` when records have changed, and all that is to be read has been.
    """

    rested = Signal()
    _answered = Signal(object)

    def __init__(
        self,
        browser: Browser,
        decoder: Decoder,
        remembered: Remembered,
        known: Callable[[], Iterable[Name]],
        parent: QObject | None = None,
    ) -> None:
        """`known` is called on a thread, for names that people in files are joined with."""
        super().__init__(parent)
        self.in_sight: Callable[[], Sequence[str]] = list
        self.work = BackgroundWork("Reading captions", self)
        self.work.stopped.connect(self.stop)
        self._browser = browser
        self._library = browser.library
        self._decoder = decoder
        # What is to be read, by the id of the photograph, in order.
        self._waiting: dict[str, File] = {}
        self._asked: dict[int, tuple[File, ...]] = {}
        # Of which there are records that say no more than the file's name.
        self._bare: set[str] = set()
        self._told_names = 0
        self._total = self._done = 0
        self._made: deque[Made] = deque()
        self._is_news = False
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._at_work = 0
        self._thread: threading.Thread | None = None
        self._clerk = Clerk(remembered)
        self._known = known
        self._closed = False
        self._portion = QTimer(self)
        self._portion.setSingleShot(True)
        self._portion.setInterval(SHOWN_EVERY_MS)
        self._portion.timeout.connect(self._show)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._put)
        self._answered.connect(self._take_answer)
        decoder.read.connect(self._read)

    def follow(self, folder: Path, entries: Sequence[Entry], fresh: Iterable[str]) -> None:
        """Read those files of a folder that are new or have changed.

        `fresh` are the ids of photographs that have come into the library just now, of which
        nothing is known yet but the file's name.
        """
        self._bare.update(fresh)
        known = [entry for entry in entries if entry.stamp is not None]
        for start in range(0, len(known), RECALLED_AT_ONCE):
            some = known[start : start + RECALLED_AT_ONCE]
            bare = frozenset(one.id for one in some if one.id in self._bare)
            self._bare -= bare
            self._give(lambda clerk, some=some, bare=bare: clerk.look_up(folder, some, bare))  # type: ignore[misc]

    def is_settled(self) -> bool:
        """Return whether everything is read, and shown."""
        return not (self._waiting or self._asked or self._at_work or self._made or self._is_news)

    def stop(self) -> None:
        """Read no further; what was not read is when its folder is opened again."""
        self._bare.update(self._waiting)
        self._waiting.clear()
        self._tell()

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._portion.stop()
        self._turn.stop()
        for number in self._asked:
            self._decoder.withdraw(number)
        if self._thread is not None:
            self._tasks.put(None)
            self._thread.join(CLOSE_SECONDS)

    # The clerk

    def _give(self, task: _Task) -> None:
        """Have the clerk do something, who first learns the names that have come since."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="clerk", daemon=True)
            self._thread.start()
        if len(self._library.names) != self._told_names:
            self._told_names = len(self._library.names)
            names = tuple(self._library.names.values())
            self._tasks.put(lambda clerk: clerk.know(names))
        self._at_work += 1
        self._tasks.put(task)

    def _work(self) -> None:
        """Do what the clerk is given, on its thread."""
        self._clerk.know(self._known())
        while (task := self._tasks.get()) is not None and not self._closed:
            result = task(self._clerk)
            if result is not None and not self._closed:
                self._answered.emit(result)

    @Slot(object)
    def _take_answer(self, answer: object) -> None:
        self._at_work -= 1
        made, to_read = answer if isinstance(answer, tuple) else (answer, ())
        assert isinstance(made, Made)
        new = [file for file in to_read if file.entry.id not in self._waiting]
        self._waiting.update((file.entry.id, file) for file in to_read)
        self._total += len(new)
        if made.photos:
            self._made.append(made)
            self._turn.start()
        self._ask()
        self._tell()

    # The workers

    def _ask(self) -> None:
        """Keep the workers busy: what is in sight first."""
        while self._waiting and len(self._asked) < MOST_WORKERS:
            seen = [one for one in self.in_sight() if one in self._waiting][:AT_ONCE]
            urgency = Urgency.WORDS if seen else Urgency.READING
            ids = seen or [one for one, _ in zip(self._waiting, range(AT_ONCE), strict=False)]
            self._request(tuple(self._waiting.pop(one) for one in ids), urgency)

    def _request(self, files: tuple[File, ...], urgency: Urgency) -> None:
        paths = [file.state.path for file in files]
        self._asked[self._decoder.request_reading(paths, urgency=urgency)] = files

    def _read(self, number: int, reply: ReadReply) -> None:
        files = self._asked.pop(number, None)
        if files is None:
            return
        if reply.fault is not None and len(files) > 1:
            for file in files:
                self._request((file,), Urgency.READING)
            return
        self._done += len(files)
        gists = reply.gists or (Gist(problems=(job.unread(reply.fault),)),) * len(files)
        # What breaks the worker does so each time; what was too much may not be next time.
        keep = reply.fault in (None, Fault.CRASHED)
        self._give(lambda clerk: clerk.take(files, gists, keep=keep))
        self._ask()
        self._tell()

    # The library

    def _put(self) -> None:
        """Put records into the library, as many as there is time for."""
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
        """Let the window know of the records that have come since it was told last."""
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
