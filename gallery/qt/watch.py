"""Notices that something has changed in the folders that are open.

The system tells of files that come, go or are renamed. Of a file that is written anew in its place
it tells nothing, nor does it tell anything of most network drives: whoever comes back to the window
therefore finds it looked at again, and a file that has just been written is looked at once more,
until it rests.
"""

import time

from PySide6.QtCore import QElapsedTimer, QFileSystemWatcher, QObject, QTimer, Signal

# Files come in crowds: what follows so closely belongs to the same look.
SETTLE_MS = 250
# A folder in which something happens all the time is looked at so often, and no more.
LEAST_PAUSE_MS = 2_000
# A look that takes long is followed by so many times that long without one.
PAUSE_TIMES = 10
# The system watches a limited number of folders, for all programs together.
MOST_FOLDERS = 200


class Watch(QObject):
    """Watches one folder, and the sub-folders that are shown with it.

    Attributes: `is_looking`, whether a look at it is under way.
    Signals: `due()` when the folder is to be looked at; whoever does so says `looked` after it.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self.touch)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._clock = QElapsedTimer()
        self._pause = 0
        self.is_looking = False
        self._touched = False

    def touch(self) -> None:
        """Have the folder looked at soon."""
        if self.is_looking:
            self._touched = True
        elif not self._timer.isActive():
            since = self._clock.elapsed() if self._clock.isValid() else self._pause
            self._timer.start(max(SETTLE_MS, self._pause - since))

    def looked(self, folders: list[str], newest_ns: int) -> None:
        """Take note that the folder was looked at, and of which folders it consists.

        `newest_ns` is when the newest of what has changed was written (0: nothing has changed).
        """
        took = self._clock.elapsed() if self.is_looking else 0
        self.is_looking = False
        self._pause = max(LEAST_PAUSE_MS, took * PAUSE_TIMES)
        self._clock.start()
        # The folder has just answered: to be watched it is asked for no more than that it is there.
        there = set(self._system.directories())
        wanted = set(folders[:MOST_FOLDERS])
        if gone := list(there - wanted):
            self._system.removePaths(gone)
        if new := list(wanted - there):
            self._system.addPaths(new)
        being_written = time.time_ns() - newest_ns < LEAST_PAUSE_MS * 1_000_000
        if self._touched or being_written:
            self._touched = False
            self.touch()

    def _look(self) -> None:
        self.is_looking = True
        self._clock.start()
        self.due.emit()
