"""How the command line speaks: results to standard output, everything else to standard error."""

import argparse
import sys
import time
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """A parser that refuses with one sentence instead of a page of usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed."""
        refuse(f"{message}; see {self.prog} --help")


class Progress:
    """Tells on a terminal how far something is, where the results go elsewhere."""

    EVERY_SECONDS = 0.2

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._told = time.monotonic()

    def tell(self, number: int) -> None:
        """Say how many are done, every now and then."""
        if self._shown and time.monotonic() - self._told >= self.EVERY_SECONDS:
            self._told = time.monotonic()
            sys.stderr.write(f"\r{number:,} of {self._total:,} photographs")
            sys.stderr.flush()

    def end(self) -> None:
        """Leave nothing behind on the terminal."""
        if self._shown:
            # To the beginning of the line, and erase it.
            sys.stderr.write("\r\x1b[K")


def print_lines(*lines: str) -> None:
    """Print results, each in a line of its own."""
    for line in lines:
        sys.stdout.write(f"{line}\n")


def refuse(sentence: str) -> NoReturn:
    """Say why something can't be done, and leave with 2."""
    # What was typed is repeated here: in one line, and nothing that a terminal would obey.
    sentence = "".join(one if one.isprintable() else " " for one in sentence)
    sys.stderr.write(f"gallery: {sentence.rstrip('.')}.\n")
    raise SystemExit(2)
