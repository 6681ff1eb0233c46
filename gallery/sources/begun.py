"""A source that is opened on a thread before there is a window to show it.

What is to be seen first is there when the window is. Then the thread waits until that is seen: what
comes after it would take time from the window, and from the workers that decode its pictures.
"""

import threading
from collections.abc import Callable

from gallery.sources.blocking import Driver, Memory, StoppedError, in_turn
from gallery.sources.flow import Opened, SourceError, Wish
from gallery.sources.halt import Halt


class Next:
    """Says that what comes now is of another source."""


NEXT = Next()


class Begun:
    """What is being opened. `first` is called, on the thread, with what is to be seen first.

    Attributes: `thread`; `halt`, by which it is stopped by who does not want it any more.
    """

    def __init__(
        self,
        addresses: tuple[str, ...],
        wish: Wish,
        memory: Memory | None,
        first: Callable[[Opened], object],
    ) -> None:
        self.addresses = addresses
        self.wish = wish
        self.memory = memory
        self.first = first
        self.halt = Halt()
        self._came: list[object] = []
        self._take: Callable[[object], object] | None = None
        self._goes_on = threading.Event()
        self._has_shown = threading.Event()
        self._lock = threading.Lock()
        self.thread = threading.Thread(target=self._run, name="opening", daemon=True)
        self.thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until there is something to be seen, but no longer; return whether there is."""
        return self._has_shown.wait(seconds)

    def is_for(self, addresses: tuple[str, ...], wish: Wish) -> bool:
        """Return whether this is what is wanted; where it is not, it is stopped."""
        if (addresses, wish) == (self.addresses, self.wish):
            return True
        self.stop()
        return False

    def stop(self) -> None:
        """Let the thread go; what it brings is dropped."""
        self.halt.stop()
        self._goes_on.set()

    def hand_over(self, take: Callable[[object], object]) -> None:
        """Have `take` called with all that has come and will: `Opened`, `NEXT` behind each source.

        In the end comes None, or the SourceError that ended it. What has come is taken here, the
        rest on the thread.
        """
        with self._lock:
            for one in self._came:
                take(one)
            self._came.clear()
            self._take = take

    def go_on(self) -> None:
        """Do the rest: what is to be seen first is seen."""
        self._goes_on.set()

    def _run(self) -> None:
        end: object = None
        try:
            for opened in in_turn(self.addresses, self.wish, self._driver, self.halt):
                if opened is not None:
                    self._show(opened)
                self._put(NEXT)
        except StoppedError:
            return
        except Exception as error:
            end = in_words(error, named(self.addresses))
        self._put(end)
        self._has_shown.set()

    def _driver(self, stopped: Callable[[], bool]) -> Driver:
        return Driver(memory=self.memory, show=self._show, stopped=stopped)

    def _show(self, opened: Opened) -> None:
        if not self._has_shown.is_set():
            self.first(opened)
        self._put(opened)
        self._has_shown.set()
        self._goes_on.wait()

    def _put(self, came: object) -> None:
        with self._lock:
            if self._take is None:
                self._came.append(came)
            else:
                self._take(came)


def in_words(error: Exception, what: str) -> SourceError:
    """Return why something could not be opened, as a sentence for people."""
    match error:
        case SourceError():
            return error
        case MemoryError():
            return SourceError(f"There is not enough memory to open “{what}”.")
        case _:
            return SourceError(f"“{what}” cannot be opened: {error!r}.")


def named(addresses: tuple[str, ...]) -> str:
    """Return what is being opened, in a few words."""
    first = addresses[0]
    return first if len(addresses) == 1 else f"{first} and {len(addresses) - 1:,} more"
