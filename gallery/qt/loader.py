"""Opens sources on other threads; the window goes on, and the person can stop waiting.

Each source has a thread of its own that nobody waits for at the end: a disk or a network drive that
answers no more would hold the window, and then the program, for as long as it likes. What such a
thread brings in the end is dropped.
"""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from gallery.later import Later
from gallery.sources import blocking
from gallery.sources.begun import NEXT, Begun, Next, in_words, named
from gallery.sources.blocking import Driver, StoppedError
from gallery.sources.flow import Entry, Opened, SourceError
from gallery.sources.folder import USUAL
from gallery.sources.halt import Halt

if TYPE_CHECKING:
    from gallery.library.remembered import Remembered

# The pictures that are to be seen first are waited for no longer than this.
PATIENCE_MS = 1_500
# Who has nothing to wait for at the end is given so long to notice it.
CLOSE_SECONDS = 0.5


class _Job(Struct):
    """What one thread is at. `what` is shown while it is waited for; empty for a quiet one.

    `source` is the number of the source that is brought now, `shown` what has come of it last.
    """

    what: str
    thread: threading.Thread | None = None
    halt: Halt = field(default_factory=Halt)
    is_look: bool = False
    source: int = 0
    shown: Opened | None = None


Work = Callable[[Driver], Opened]


class Loader(QObject):
    """Opens what a person names, and looks again at folders that are open.

    Attributes: `wish`, how folders are to be shown.
    Signals: `opened(Opened)` with what is there of a source at first, `continued(Opened)` with what
    has come after that, `looked(int, object)` with what a job of `look_again` has brought or the
    SourceError that ended it, `failed(str)` with a sentence, `told(str)` with what else has to be
    said, `waiting_changed(str)` with what is being opened (empty: nothing).
    """

    opened = Signal(object)
    continued = Signal(object)
    looked = Signal(int, object)
    failed = Signal(str)
    told = Signal(str)
    waiting_changed = Signal(str)
    _came = Signal(int, object)

    def __init__(
        self,
        remembered: "Later[Remembered] | None" = None,
        begun: Begun | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`remembered` is made on a thread.

        `begun` is what is being opened already; who wants something else has it stopped.
        """
        super().__init__(parent)
        self._begun = begun
        self._goes_on: Callable[[], object] = lambda: None
        self.wish = USUAL
        self._remembered = remembered
        self._number = 0
        self._jobs: dict[int, _Job] = {}
        self._waiting = ""
        # Threads that were told to stop, and may be held by a disk.
        self._left: list[_Job] = []
        self._open = True
        self._lock = threading.Lock()
        self._came.connect(self._take)

    def open(
        self,
        *addresses: str,
        known: Mapping[Path, Sequence[Entry]] | None = None,
        taken: Iterable[str] = (),
    ) -> None:
        """Begin to open what a person named; single pictures are one collection together.

        `known` and `taken` as in `blocking.sources_of`.
        """
        begun, self._begun = self._begun, None
        if begun is not None and begun.is_for(addresses, self.wish):
            self._take_over(begun)
        elif addresses:
            wish, ids = self.wish, frozenset(taken)

            def work(number: int, job: _Job) -> None:
                driver = partial(self._driver, number)
                for opened in blocking.in_turn(
                    addresses, wish, driver, job.halt, known=known, taken=ids
                ):
                    self._hand_over(number, opened or NEXT)
                    if opened:
                        self._hand_over(number, NEXT)

            self._start(_Job(named(addresses)), work)

    def look_again(self, work: Work, what: str = "") -> int:
        """Begin to look at what is open already; return the number of the job.

        `what` is told to be waited for; without it nobody hears of it but by `looked`.
        """
        return self._start(
            _Job(what, is_look=True),
            lambda number, job: self._hand_over(
                number, work(self._driver(None, job.halt.is_stopped))
            ),
        )

    def is_waiting(self) -> bool:
        """Return whether anything is being opened."""
        return any(job.what for job in self._jobs.values())

    def cancel(self) -> None:
        """Wait no longer: what has come stays, what would come is dropped."""
        for number in [number for number, job in self._jobs.items() if job.what]:
            self.drop(number)
        self._tell_waiting()

    def leave(self, is_it: Callable[[Opened], bool]) -> None:
        """Wait no longer for sources of which this has come; those behind them are opened."""
        for number, job in list(self._jobs.items()):
            if job.shown is not None and is_it(job.shown):
                job.halt.leave(job.source)
                if job.source + 1 >= job.halt.count:
                    self.drop(number)
        self._tell_waiting()

    def drop(self, number: int) -> None:
        """Wait no longer for one job."""
        job = self._jobs.pop(number, None)
        if job is not None:
            job.halt.stop()
            self._left.append(job)

    def go_on(self) -> None:
        """Do what was put off until the first pictures are there."""
        self._goes_on()

    def close(self) -> None:
        """Stop all threads; one that is held by its disk is left to itself."""
        if self._begun is not None:
            self._begun.stop()
        for number in list(self._jobs):
            self.drop(number)
        # Who waits for the first pictures has nothing to wait for any more.
        self._goes_on()
        with self._lock:
            self._open = False
        end = time.monotonic() + CLOSE_SECONDS
        for job in self._left:
            if job.thread is not None:
                job.thread.join(max(0.0, end - time.monotonic()))
        self._left.clear()

    def _take_over(self, begun: Begun) -> None:
        self._number += 1
        number = self._number
        self._jobs[number] = _Job(named(begun.addresses), begun.thread, begun.halt)
        self._tell_waiting()
        begun.hand_over(lambda came: self._hand_over(number, came))
        self._goes_on = begun.go_on
        QTimer.singleShot(PATIENCE_MS, self.go_on)

    def _start(self, job: _Job, work: Callable[[int, _Job], None]) -> int:
        if not self._open:
            return 0
        self._number += 1
        number = self._number
        self._jobs[number] = job
        self._left = [one for one in self._left if one.thread and one.thread.is_alive()]
        job.thread = threading.Thread(
            target=self._run, args=(number, job, work), name="opening", daemon=True
        )
        job.thread.start()
        self._tell_waiting()
        return number

    def _driver(self, number: int | None, stopped: Callable[[], bool]) -> Driver:
        def show(opened: Opened) -> None:
            if number is not None:
                self._hand_over(number, opened)

        return Driver(
            memory=self._remembered() if self._remembered else None,
            show=None if number is None else show,
            stopped=stopped,
        )

    def _run(self, number: int, job: _Job, work: Callable[[int, _Job], None]) -> None:
        """Do a job, on its thread; whatever happens there, whoever waits is told."""
        result: object = None
        try:
            work(number, job)
        except StoppedError:
            return
        except Exception as error:
            result = in_words(error, job.what)
        self._hand_over(number, result)

    def _hand_over(self, number: int, result: object) -> None:
        with self._lock:
            if self._open:
                self._came.emit(number, result)

    @Slot(int, object)
    def _take(self, number: int, result: object) -> None:
        job = self._jobs.get(number)
        if job is None:
            return
        match result:
            case Opened() if job.is_look:
                self.looked.emit(number, result)
                return
            case Opened():
                if not job.halt.is_left(job.source):
                    first, job.shown = job.shown is None, result
                    (self.opened if first else self.continued).emit(result)
                return
            case Next():
                job.source, job.shown = job.source + 1, None
                return
        del self._jobs[number]
        self._tell_waiting()
        if isinstance(result, SourceError):
            if job.is_look:
                self.looked.emit(number, result)
            else:
                self.failed.emit(str(result))
        memory = self._remembered.made if self._remembered else None
        if memory is not None and (trouble := memory.trouble()):
            self.told.emit(trouble)

    def _tell_waiting(self) -> None:
        waiting = next((job.what for job in self._jobs.values() if job.what), "")
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting_changed.emit(waiting)
