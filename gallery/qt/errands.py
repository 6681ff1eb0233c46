"""Sends the clerk on errands, one after another, on a thread of its own.

An errand is about files: looking up what is remembered of them, or taking in what was read. Where
one file makes it fail, the errand is done again for each half of the files, until only that file is
left: its fault is reported, and all others have their records. Whatever happens on the thread,
every errand ends with a signal to the window.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, Slot

from gallery.later import Later
from gallery.metadata.report import Gist
from gallery.records import Name
from gallery.sources.flow import Entry

if TYPE_CHECKING:
    from gallery.clerk import Clerk, File, Lot, Made

# At the end the program waits no longer than this for the clerk.
CLOSE_SECONDS = 2.0
# With this many errands queued, the clerk does not have to wait for the window.
MUCH = 4


class Know(Struct, frozen=True):
    """Learn names of people; `names` is called on the thread."""

    names: Callable[[], Iterable[Name]]

    def do(self, clerk: Clerk) -> None:
        """Do it."""
        clerk.know(self.names())


class LookUp(Struct, frozen=True):
    """Look up what is remembered of the files of a folder; `bare` as for `Clerk.look_up`."""

    folder: Path
    about: tuple[Entry, ...]
    bare: Set[str]
    # How often reading had been stopped before: stopping it later concerns this errand too.
    stops: int = 0

    def do(self, clerk: Clerk) -> tuple[Made, Lot | None]:
        """Do it."""
        # It is there, with the clerk.
        from gallery.clerk import Lot

        made, to_read = clerk.look_up(self.folder, self.about, self.bare)
        return made, Lot(self.folder, to_read) if to_read else None

    def part(self, some: slice) -> LookUp:
        """Return the errand for some of the files."""
        return LookUp(self.folder, self.about[some], self.bare, self.stops)


class Take(Struct, frozen=True):
    """Make records of files that were read; `keep` as for `Clerk.take`."""

    files: tuple[File, ...]
    gists: tuple[Gist, ...]
    keep: bool

    @property
    def about(self) -> tuple[Entry, ...]:
        """The files, as in their folder."""
        return tuple(file.entry for file in self.files)

    def do(self, clerk: Clerk) -> tuple[Made, Lot | None]:
        """Do it."""
        return clerk.take(self.files, self.gists, keep=self.keep), None

    def part(self, some: slice) -> Take:
        """Return the errand for some of the files."""
        return Take(self.files[some], self.gists[some], self.keep)


class Done(Struct, frozen=True):
    """The result of an errand, or why it has failed for its only file."""

    errand: LookUp | Take
    made: Made | None
    to_read: Lot | None = None
    fault: str = ""


class Errands(QObject):
    """The thread of a clerk; begun with the first errand.

    Signals: `done(list)` with a `Done` for each part of an errand, none for `Know`;
    `failed(str)` with a sentence, where names could not be learned.
    """

    done = Signal(object)
    failed = Signal(str)
    _ended = Signal(object)

    def __init__(self, make_clerk: Callable[[], Clerk], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clerk = Later(make_clerk)
        self._given: queue.SimpleQueue[Know | LookUp | Take | None] = queue.SimpleQueue()
        self._under_way = 0
        self._thread: threading.Thread | None = None
        self._closed = False
        self._ended.connect(self._take)

    def give(self, errand: Know | LookUp | Take) -> None:
        """Queue an errand."""
        self._under_way += 1
        self._given.put(errand)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="clerk", daemon=True)
            self._thread.start()

    def is_resting(self) -> bool:
        """Return whether all errands are done, and their signals emitted."""
        return not self._under_way

    def has_much_to_do(self) -> bool:
        """Return whether the clerk has enough errands for the moment."""
        return self._under_way >= MUCH

    def close(self) -> None:
        """End the thread; one that is held by its disk is left to itself."""
        self._closed = True
        if self._thread is not None:
            self._given.put(None)
            self._thread.join(CLOSE_SECONDS)

    @Slot(object)
    def _take(self, ended: list[Done] | str) -> None:
        self._under_way -= 1
        if isinstance(ended, str):
            self.failed.emit(ended)
        else:
            self.done.emit(ended)

    # On the thread.

    def _work(self) -> None:
        while (errand := self._given.get()) is not None and not self._closed:
            ended: list[Done] | str
            try:
                ended = self._do(errand)
            except Exception as error:
                ended = f"Names of people could not be looked up: {error!r}."
            if not self._closed:
                self._ended.emit(ended)

    def _do(self, errand: Know | LookUp | Take) -> list[Done]:
        if isinstance(errand, Know):
            errand.do(self._clerk())
            return []
        return list(self._parts(errand))

    def _parts(self, errand: LookUp | Take) -> Iterator[Done]:
        """Do an errand, in as many parts as it has to be done in."""
        try:
            made, to_read = errand.do(self._clerk())
        except Exception as error:
            half = len(errand.about) // 2
            if not half:
                yield Done(errand, None, fault=repr(error))
                return
            yield from self._parts(errand.part(slice(None, half)))
            yield from self._parts(errand.part(slice(half, None)))
        else:
            yield Done(errand, made, to_read)
