"""Several worker processes at work at the same time, for the command line.

Each has a thread of its own that waits for its answers. A disk that answers no more may hold such a
thread and its process; it holds neither who waits for the results, nor the end of the program.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self, TypeVar

from gallery.decode.child import END_SECONDS, Child

# So many pieces of work are handed out ahead of the one that is waited for.
AHEAD = 64

_Result = TypeVar("_Result")
_Task = tuple[Future[Any], Callable[[Child], Any]]


class Children:
    """As many workers as there are processors; a context manager that ends them all."""

    def __init__(self) -> None:
        self._most = os.cpu_count() or 1
        self._given: SimpleQueue[_Task | None] = SimpleQueue()
        self._children: list[tuple[Child, threading.Thread]] = []
        self._closed = False

    def each(self, work: Iterable[Callable[[Child], _Result]]) -> Iterator[_Result]:
        """Yield the results of some work, in its order. Raises CancelledError when it has ended."""
        waiting: deque[Future[_Result]] = deque()
        try:
            for one in work:
                waiting.append(self._give(one))
                if len(waiting) > AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closed = True
        for child, _ in self._children:
            child.kill()
            self._given.put(None)
        end = time.monotonic() + END_SECONDS
        for child, thread in self._children:
            thread.join(max(0.0, end - time.monotonic()))
            if not thread.is_alive():
                child.close()

    def _give(self, work: Callable[[Child], _Result]) -> Future[_Result]:
        if self._closed:
            raise CancelledError
        future: Future[_Result] = Future()
        self._given.put((future, work))
        if len(self._children) < self._most:
            child = Child()
            thread = threading.Thread(target=self._work, args=(child,), daemon=True)
            self._children.append((child, thread))
            thread.start()
        return future

    def _work(self, child: Child) -> None:
        while (task := self._given.get()) is not None and not self._closed:
            future, work = task
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work(child))
            except Exception as error:
                future.set_exception(error)
