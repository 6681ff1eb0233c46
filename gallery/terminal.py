"""How the command line speaks: results to standard output, everything else to standard error."""

import argparse
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

_Result = TypeVar("_Result")


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one sentence instead of a page of usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed."""
        refuse(f"{message}; see {self.prog} --help")


class Progress:
    """Tells on a terminal how far something is, in a line that is gone when there is a result.

    `what` is being done: "Reading".
    """

    EVERY_SECONDS = 0.2

    def __init__(self, what: str, total: int) -> None:
        self._what = what
        self._total = total
        self._shown = sys.stderr.isatty()
        self._there = False
        self._told = time.monotonic()

    def tell(self, number: int) -> None:
        """Say how many are done, every now and then."""
        if self._shown and time.monotonic() - self._told >= self.EVERY_SECONDS:
            self._told = time.monotonic()
            self._there = True
            sys.stderr.write(f"\r{self._what}: {number:,} of {self._total:,} photographs")
            sys.stderr.flush()

    def make_room(self) -> None:
        """Leave the line to what is printed next."""
        if self._there:
            self._there = False
            # To the beginning of the line, and erase it.
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def end(self) -> None:
        """Leave nothing behind on the terminal."""
        self._shown = False
        self.make_room()


def unless_interrupted(work: Callable[[], _Result]) -> _Result:
    """Return what comes of some work that may be held by a disk which answers no more.

    Ctrl+C is heard meanwhile: the work is then left to itself.
    """
    # The window, which speaks through this module too, does without.
    from concurrent.futures import Future

    future: Future[_Result] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result()


def print_lines(*lines: str) -> None:
    """Print results, each in a line of its own; whoever reads them has them at once."""
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def refuse(sentence: str) -> NoReturn:
    """Say why something can't be done, and leave with 2."""
    # What was typed is repeated here: in one line, and nothing that a terminal would obey.
    sentence = "".join(one if one.isprintable() else " " for one in sentence)
    sys.stderr.write(f"gallery: {sentence.rstrip('.')}.\n")
    raise SystemExit(2)
