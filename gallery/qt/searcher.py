"""Answers queries with a finder on a thread of its own: the window never waits for long.

The finder lives on that thread and shares nothing with the window: it is sent the changes of the
library, and one query at a time. A newer query supersedes the older one, which ends where it is.
The answer to a query comes in parts: the first ids, the others, the counts.

Filling the index can be stopped; the next search then starts it again.

A caller may wait for a moment. Most answers are there within it, and are shown by the very
keystroke that asked for them; all others come by signal.
"""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import chain, islice
from threading import Condition, Thread

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal, Slot

from gallery.library.change import Change, Pending
from gallery.library.completion import Kind, Offer
from gallery.library.facets import Counts
from gallery.library.finder import Finder
from gallery.library.fulltext import SupersededError
from gallery.library.query import Query

# How many photographs of an answer come first: more than any screen holds.
FIRST = 500
# How many ids are listed before checking whether they are still wanted.
AT_ONCE = 20_000
# How many similar names are offered where nothing was found.
MOST_NEAR = 4


class Found(Struct, frozen=True):
    """The first part of an answer.

    Attributes: `query`, what was asked; `answered`, the same with typing mistakes corrected;
    `messages`, what to say about it; `ids`, the first ones; `offers`, completions of the typed
    words; `near`, names like those that were not found.
    """

    query: Query
    answered: Query
    messages: tuple[str, ...]
    ids: tuple[str, ...] = ()
    offers: tuple[Offer, ...] = ()
    near: tuple[Offer, ...] = ()


class Others(Struct, frozen=True):
    """The second part: the other ids."""

    ids: tuple[str, ...]


class Narrowing(Struct, frozen=True):
    """The last part: what the answer can be narrowed by."""

    counts: Counts


Part = Found | Others | Narrowing


# The message for a search whose preparation has been stopped.
STOPPED = "the search was not prepared, because you stopped that; the next letter starts it again"


class _ClosedError(Exception):
    """The window has gone."""


class _StoppedError(Exception):
    """A person has stopped filling the index."""


class Searcher(QObject):
    """The window's access to the finder.

    Signals: `came(object)` with a Part of the answer to what was asked last, and
    `progressed(int, int)` while the index is filled: how many of how many photographs (0 of 0: it
    is filled no more).
    """

    came = Signal(object)
    progressed = Signal(int, int)
    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        # All below is touched only with the lock held, by either thread.
        self._lock = Condition()
        self._changes = Pending()
        self._wanted: Query | None = None
        self._number = 0
        self._answering = 0
        # What all parts have come of.
        self._whole = 0
        self._parts: deque[tuple[int, Part]] = deque()
        self._closing = False
        self._prepare_wanted = False
        self._stopped = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def tell(self, change: Change) -> None:
        """Send a change to the finder."""
        if change:
            with self._lock:
                self._changes.add(change)

    def ask(self, query: Query, *, patience_s: float, whole: bool = False) -> None:
        """Ask a query in place of the one before.

        Waits up to `patience_s` seconds for the first part (with `whole`, for all parts), and emits
        `came` for those that are there before it returns.
        """
        with self._lock:
            self._number += 1
            self._wanted = query
            self._stopped = self._stopped and not _is_typed(query)
            self._parts.clear()
            self._begin()
            self._lock.notify_all()
            self._lock.wait_for(lambda: self._came_so_far(whole=whole), patience_s)
        self._deliver()

    def wait(self, patience_s: float) -> None:
        """Wait up to `patience_s` seconds for all parts of the answer, and emit them."""
        with self._lock:
            self._lock.wait_for(lambda: self._came_so_far(whole=True), patience_s)
        self._deliver()

    def prepare(self) -> None:
        """Fill the index, so that the first search need not wait for it."""
        with self._lock:
            self._prepare_wanted = True
            self._begin()
            self._lock.notify_all()

    def forget(self) -> None:
        """Drop the query that was asked."""
        with self._lock:
            self._number += 1
            self._whole = self._number
            self._wanted = None
            self._parts.clear()

    def stop(self) -> None:
        """Stop filling the index, until a search needs it."""
        with self._lock:
            self._stopped = True

    def close(self) -> None:
        """End the thread and wait for it."""
        with self._lock:
            self._closing = True
            self._number += 1
            self._parts.clear()
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._work, name="searcher")
            self._thread.start()

    def _came_so_far(self, *, whole: bool) -> bool:
        return self._whole == self._number or (bool(self._parts) and not whole)

    @Slot()
    def _deliver(self) -> None:
        while True:
            with self._lock:
                if not self._parts:
                    return
                number, part = self._parts.popleft()
                current = number == self._number
            if current:
                self.came.emit(part)

    # On the other thread.

    def _work(self) -> None:
        finder = Finder(superseded=lambda: self._number != self._answering)
        try:
            while True:
                changes, query = self._next()
                try:
                    self._take_in(finder, changes)
                    if query is not None:
                        self._answer(finder, query)
                    finder.warm_up()
                except SupersededError:
                    continue
                except _ClosedError:
                    raise
                except _StoppedError:
                    self._fail(finder, query, STOPPED)
                except Exception as error:
                    # Whatever happens here, a waiting search gets a message.
                    self._fail(finder, query, f"the search failed: {error!r}")
        except _ClosedError:
            pass
        finally:
            finder.close()

    def _next(self) -> tuple[list[Change], Query | None]:
        with self._lock:
            # Changes alone are no reason to wake up: they are taken in with the next query.
            self._lock.wait_for(
                lambda: self._closing or self._prepare_wanted or self._wanted is not None
            )
            if self._closing:
                raise _ClosedError
            self._prepare_wanted = False
            changes = self._changes.take()
            query, self._wanted = self._wanted, None
            self._answering = self._number
            return changes, query

    def _take_in(self, finder: Finder, changes: list[Change]) -> None:
        """Bring the index up to date."""
        try:
            for change in changes:
                # An interruption or error here is made up for below: until the index agrees with
                # what the finder holds, there is none.
                with suppress(Exception):
                    finder.take(change, self._telling(len(change.photos)))
            if self._stopped and finder.to_index():
                raise _StoppedError
            finder.prepare(self._telling(finder.to_index()))
        finally:
            # While this thread waits for the next query it must not keep old records alive.
            changes.clear()
            self.progressed.emit(0, 0)

    def _fail(self, finder: Finder, query: Query | None, told: str) -> None:
        """Post why there is no answer. A collection as a whole needs no index."""
        if query is not None:
            ids = () if query.is_search() else tuple(finder.answer(query).ids)
            messages = (told,) if _is_typed(query) else ()
            with suppress(SupersededError):
                self._post(Found(query, query, messages, ids), last=True)

    def _answer(self, finder: Finder, query: Query) -> None:
        answer = finder.answer(query)
        messages = answer.messages
        first = tuple(islice(answer.ids, FIRST))
        offers = tuple(finder.offers(query)) if query.typed else ()
        begun = next((one for one in offers if one.kind is Kind.FIELD), None)
        if not first and begun is not None:
            # `per` is on the way to `person:`; the page is not emptied meanwhile.
            answer, messages = finder.answer(begun.query), ()
            first = tuple(islice(answer.ids, FIRST))
        near = () if first else tuple(finder.nearest(query, MOST_NEAR))
        self._post(Found(query, answer.query, messages, first, offers, near))
        # Not one list that grows: Python's collector would go through all of it each time.
        parts: list[tuple[str, ...]] = []
        while some := tuple(islice(answer.ids, AT_ONCE)):
            parts.append(some)
            self._go_on()
        others = tuple(chain.from_iterable(parts))
        if others:
            self._post(Others(others))
        self._post(Narrowing(finder.counts(answer.query, (*first, *others))), last=True)

    def _telling(self, total: int) -> Callable[[int], None]:
        def pause(done: int) -> None:
            if self._closing:
                raise _ClosedError
            if self._stopped:
                raise _StoppedError
            self.progressed.emit(done, total)

        return pause

    def _go_on(self) -> None:
        if self._number != self._answering:
            raise SupersededError

    def _post(self, part: Part, *, last: bool = False) -> None:
        with self._lock:
            self._go_on()
            self._parts.append((self._number, part))
            if last:
                self._whole = self._number
            self._lock.notify_all()
        self._posted.emit()


def _is_typed(query: Query) -> bool:
    """Return whether this is a search, rather than a collection as a whole."""
    return query.is_search() or bool(query.typed)
