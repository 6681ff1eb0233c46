"""Listens to what the system tells of files and folders, on a thread of its own.

Before the system watches anything, Qt asks the disk whether it is there: on a network drive that
stalls, that may take for ever. As when a source is opened, the thread that is held by it is waited
for by nobody; a folder whose disk answers is watched by another thread.
"""

import os
import threading
import time
from collections.abc import Iterable

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QObject, Signal, Slot

# Who has nothing to wait for at the end is given so long to notice it.
CLOSE_SECONDS = 0.5
# A folder is listed sooner than this, mostly, and then watched.
RECENT_SECONDS = 10.0


class SystemWatch(QObject):
    """Tells when something has happened to any of some files and folders.

    Attributes: `watched`, those that the system watches: it may be some time until that are all.
    Signals: `heard()`.
    """

    heard = Signal()
    _wanted = Signal()
    _over = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.watched: frozenset[str] = frozenset()
        self._paths: frozenset[str] = frozenset()
        self._thread: threading.Thread | None = None
        self._closed = False

    def listen(self, paths: Iterable[str]) -> None:
        """Listen to these files and folders from now on, and to no others.

        Who is listened to already is not asked for again; a file that was put in the place of
        another is, because the system lets go of the one that is no more.
        """
        self._paths = frozenset(paths)
        if self._thread is not None:
            self._wanted.emit()
        elif self._paths and not self._closed:
            self._thread = threading.Thread(target=self._run, name="watching", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._closed = True
        self._over.emit()
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)

    def paths(self) -> frozenset[str]:
        """Return what is to be listened to."""
        return self._paths

    def _run(self) -> None:
        """Listen, on the thread."""
        loop = QEventLoop()
        self._over.connect(loop.quit)
        ear = _Ear(self)
        self._wanted.connect(ear.listen)
        ear.listen()
        # Who was closed before the loop could hear of it has said so.
        if not self._closed:
            loop.exec()


class _Ear(QObject):
    """Holds Qt's watcher; made, used and let go of on the thread."""

    def __init__(self, owner: SystemWatch) -> None:
        super().__init__()
        self._owner = owner
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(owner.heard)
        self._system.fileChanged.connect(owner.heard)

    @Slot()
    def listen(self) -> None:
        there = {*self._system.directories(), *self._system.files()}
        wanted = self._owner.paths()
        if gone := list(there - wanted):
            self._system.removePaths(gone)
        new = wanted - there
        if new:
            self._system.addPaths(list(new))
        self._owner.watched = frozenset((*self._system.directories(), *self._system.files()))
        if any(map(_is_recent, new & self._owner.watched)):
            # It may have changed after it was looked at, and before it was watched.
            self._owner.heard.emit()


def _is_recent(path: str) -> bool:
    """Return whether something was changed a moment ago."""
    try:
        return time.time() - os.stat(path).st_mtime < RECENT_SECONDS  # noqa: PTH116
    except OSError:
        return False
