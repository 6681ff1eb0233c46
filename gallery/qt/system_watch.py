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
        self._folders: frozenset[str] = frozenset()
        self._files: frozenset[str] = frozenset()
        self._root = ""
        self._thread: threading.Thread | None = None
        self._closed = False

    def listen(self, folders: Iterable[str], files: Iterable[str] = (), root: str = "") -> None:
        """Listen to these folders and files from now on, and to no others.

        `root` is the folder that all of them lie in. That it is renamed itself is heard too, which
        the system tells to those alone who watch where it lies.

        Who is listened to already is not asked for again; a file that was put in the place of
        another is, because the system lets go of the one that is no more. Of a folder that is gone
        by then it is told at once, and once.
        """
        self._folders, self._files = frozenset(folders), frozenset(files)
        self._root = root
        if self._thread is not None:
            self._wanted.emit()
        elif (self._folders or self._files) and not self._closed:
            self._thread = threading.Thread(target=self._run, name="watching", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._closed = True
        self._over.emit()
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)

    def wanted(self) -> tuple[frozenset[str], frozenset[str]]:
        """Return which folders and which files are to be listened to."""
        return self._folders, self._files

    def root(self) -> str:
        """Return the folder that all of it lies in, empty where there is none."""
        return self._root

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
        # Folders that were not there, and of which that has been told.
        self._told: frozenset[str] = frozenset()
        self._root = self._parent = ""
        self._identity: tuple[int, int] | None = None
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self._folder_changed)
        self._system.fileChanged.connect(owner.heard)

    @Slot()
    def listen(self) -> None:
        there = {*self._system.directories(), *self._system.files()}
        folders, files = self._owner.wanted()
        wanted = folders | files
        if self._root != (root := self._owner.root()):
            self._root, self._parent = root, os.path.dirname(root)  # noqa: PTH120
            self._identity = _identity(root)
        around = {self._parent} if self._parent else set()
        if gone := list(there - wanted - around):
            self._system.removePaths(gone)
        # Qt would complain of what is not there, or may not be opened.
        new = {path for path in (wanted | around) - there if os.access(path, os.R_OK)}
        if new:
            self._system.addPaths(list(new))
        watched = {*self._system.directories(), *self._system.files()}
        self._owner.watched = wanted & watched
        lost = folders - watched
        if lost - self._told or any(map(_is_recent, new & self._owner.watched)):
            # It may have changed, or gone, after it was looked at and before it was watched.
            self._owner.heard.emit()
        self._told = lost

    @Slot(str)
    def _folder_changed(self, folder: str) -> None:
        if folder in self._owner.wanted()[0] or _identity(self._root) != self._identity:
            self._owner.heard.emit()


def _identity(path: str) -> tuple[int, int] | None:
    """Return what the system knows a folder by; None where it is gone."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_recent(path: str) -> bool:
    """Return whether something was changed a moment ago."""
    try:
        return time.time() - os.stat(path).st_mtime < RECENT_SECONDS  # noqa: PTH116
    except OSError:
        return False
