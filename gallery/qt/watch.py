"""Notices that something has changed in the folders that are open.

The system reports files that come, go or are renamed in a watched folder. It reports that a file is
overwritten in place only if that very file is watched: the few files in sight are. About most
network drives it reports nothing, so folders are also checked when a person comes back to the
window. A file that has just been written is checked again until it no longer changes.
"""

import time

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from gallery.qt.system_watch import SystemWatch

# Files come in crowds: changes that follow this closely are checked together.
SETTLE_MS = 250
# A folder in which something happens all the time is checked no more often than this.
LEAST_PAUSE_MS = 2_000
# A check that takes long is followed by a pause this many times as long.
PAUSE_TIMES = 10
# A folder that is gone, or its disk, may come back: how often to check.
LOST_PAUSE_MS = 5_000
# The system watches a limited number of folders, for all programs together.
MOST_FOLDERS = 200
# More files than a large window shows of small tiles.
MOST_FILES = 256


class Watch(QObject):
    """Watches one folder, the sub-folders that are shown with it, and those files in it that count.

    Attributes: `is_looking`, whether a check is under way.
    Signals: `due()` when the folder is to be checked; `looked` or `lost` has to follow.
    """

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders: list[str] = []
        self._files: list[str] = []
        self._system = SystemWatch()
        self._system.heard.connect(self.touch)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._clock = QElapsedTimer()
        self._pause = 0
        self.is_looking = False
        self._touched = False

    def touch(self) -> None:
        """Have the folder checked soon."""
        if self.is_looking:
            self._touched = True
        elif not self._timer.isActive():
            since = self._clock.elapsed() if self._clock.isValid() else self._pause
            self._timer.start(max(SETTLE_MS, self._pause - since))

    def looked(self, folders: list[str], newest_ns: int) -> None:
        """Note that the folder was checked, and which folders it consists of.

        `newest_ns` is when the newest of what has changed was written (0: nothing has changed).
        """
        took = self._clock.elapsed() if self.is_looking else 0
        self.is_looking = False
        self._pause = max(LEAST_PAUSE_MS, took * PAUSE_TIMES)
        self._clock.start()
        self._folders = folders[:MOST_FOLDERS]
        self._listen()
        being_written = time.time_ns() - newest_ns < LEAST_PAUSE_MS * 1_000_000
        if self._touched or being_written:
            self._touched = False
            self.touch()

    def lost(self) -> None:
        """Note that the folder could not be checked; it will be tried again."""
        self.is_looking = self._touched = False
        self._folders = []
        self._listen()
        self._clock.start()
        self._timer.start(LOST_PAUSE_MS)

    def watched(self) -> frozenset[str]:
        """Return which folders and files the system watches for this."""
        return self._system.watched

    def look_after(self, files: list[str]) -> None:
        """Notice from now on when one of these files is overwritten in place."""
        wanted = files[:MOST_FILES]
        if wanted != self._files:
            self._files = wanted
            self._listen()

    def close(self) -> None:
        """Stop watching."""
        self._timer.stop()
        self._system.close()

    def _listen(self) -> None:
        # Before the folder has answered once, its files are not asked for either.
        files = self._files if self._folders else ()
        self._system.listen(self._folders, files, min(self._folders, key=len, default=""))

    def _look(self) -> None:
        self.is_looking = True
        self._clock.start()
        self.due.emit()
