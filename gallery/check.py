"""Checks the photographs of a source: whether each picture can be opened, and what is not told.

Several worker processes open pictures at the same time; the results come in the order of the
photographs. Who ends early leaves no process behind.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from msgspec import Struct

from gallery.credit_lines import credits_nobody
from gallery.decode.child import Child
from gallery.decode.job import IN_WORDS, Fault
from gallery.records import Photo
from gallery.sources.flow import Opened

OK = "ok"
# What is expected to be told of every photograph.
EXPECTED = ("caption", "credit_line", "alt_text")
# Large enough to need most of what is in a file, small enough to be quick.
BOX = (256, 256)
# So many pictures are handed to the workers ahead of the one that is waited for.
AHEAD = 64


class Checked(Struct, frozen=True):
    """What was found of one photograph.

    Attributes: `outcome`, "ok" or the `Fault` of its picture; `missing`, the fields that have
    nothing in them.
    """

    id: str
    file: str
    outcome: str
    missing: tuple[str, ...]

    def is_well(self) -> bool:
        """Return whether nothing has to be told."""
        return self.outcome == OK and not self.missing

    def in_words(self) -> str:
        """Return what has to be told, in one line."""
        words = [f"no {field.replace('_line', '').replace('_', ' ')}" for field in self.missing]
        if self.outcome != OK:
            words.insert(0, IN_WORDS[Fault(self.outcome)].rstrip(".").lower())
        return ", ".join(words)


def check(opened: Opened) -> Iterator[Checked]:
    """Check every photograph that a source holds, in its order."""
    workers = min(os.cpu_count() or 1, max(len(opened.manifest.photos), 1))
    children: SimpleQueue[Child] = SimpleQueue()
    made = [Child() for _ in range(workers)]
    for child in made:
        children.put(child)

    def outcome(photo: Photo) -> str:
        if photo.file in opened.missing:
            return Fault.GONE.value
        child = children.get()
        try:
            return child.fault(opened.folder / photo.file, box=BOX) or OK
        finally:
            children.put(child)

    threads = ThreadPoolExecutor(workers)
    waiting: list[tuple[Photo, Future[str]]] = []
    try:
        for photo in opened.manifest.photos:
            waiting.append((photo, threads.submit(outcome, photo)))
            if len(waiting) > AHEAD:
                yield _checked(*waiting.pop(0))
        for photo, result in waiting:
            yield _checked(photo, result)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for child in made:
            child.__exit__(None, None, None)
        threads.shutdown()


def _checked(photo: Photo, outcome: Future[str]) -> Checked:
    missing = tuple(field for field in EXPECTED if not _is_told(photo, field))
    return Checked(photo.id, photo.file, outcome.result(), missing)


def _is_told(photo: Photo, field: str) -> bool:
    told = getattr(photo, field)
    return bool(told) and not (field == "credit_line" and credits_nobody(told))
