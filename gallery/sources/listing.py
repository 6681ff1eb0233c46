"""Lists folders with plain blocking calls, some names at a time, and asks for files' stamps."""

import os
import stat
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from gallery.sources.flow import NO_STAMP, Stamp, Stamps
from gallery.sources.links import Links, Status


class Lister:
    """Lists some folders at a time; `stopped` says whether nobody waits any more."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped
        self._scans: dict[Path, _Scan] = {}
        self._links = Links()
        # What was found of links while they were listed, by their paths.
        self._linked: dict[str, Stamp | None] = {}

    def names(self, folder: Path, due: float) -> tuple[list[str], list[str], bool]:
        """Return the names of files and of folders that come until then, and if that is all.

        Asked again, those that follow. `due` is a time of the monotonic clock. Raises OSError.
        """
        scan = self._scans.get(folder)
        if scan is None:
            scan = self._scans[folder] = _Scan(folder)
        files, subfolders, links, complete = scan.until(due, self._stopped)
        if links:
            self._follow(folder, links, files, subfolders)
        return files, subfolders, complete

    def identity(self, folder: Path) -> tuple[int, int]:
        """Return what the system knows a folder by that is being listed: its disk, its number."""
        scan = self._scans.get(folder)
        return scan.identity if scan else (0, 0)

    def stamps(self, folder: Path, files: Iterable[str]) -> Stamps:
        """Return the stamps of files in a folder; None for who is gone, or is no file."""
        stamps: list[Stamp | None] = []
        linked = self._linked
        for file in files:
            if linked and (path := f"{folder}/{file}") in linked:
                stamps.append(linked[path])
                continue
            try:
                status = os.stat(f"{folder}/{file}")  # noqa: PTH116 (a Path for each costs as much again)
            except (FileNotFoundError, NotADirectoryError):
                # A link to nothing is there all the same.
                stamps.append(NO_STAMP if os.path.islink(f"{folder}/{file}") else None)  # noqa: PTH114
            except OSError:
                # It is there, or was a moment ago; opening it will say why it can't be.
                stamps.append(NO_STAMP)
            else:
                stamps.append(_stamp(status))
        return tuple(stamps)

    def leave(self, folder: Path) -> None:
        """Let go of a folder."""
        self._scans.pop(folder).close()

    def close(self) -> None:
        """Let go of all folders."""
        for folder in list(self._scans):
            self.leave(folder)

    def _follow(
        self, folder: Path, links: list[str], files: list[str], subfolders: list[str]
    ) -> None:
        """Put each link among files or sub-folders, by what it leads to."""
        paths = {f"{folder}/{name}": name for name in links}
        for path, status in self._links.ask(list(paths), self._stopped).items():
            # What leads to nothing is there all the same; opening it will say why it can't be.
            self._linked[path] = NO_STAMP if status is None else _stamp(status)
            is_folder = status is not None and stat.S_ISDIR(status.st_mode)
            (subfolders if is_folder else files).append(paths[path])


class _Scan:
    """A folder that is being listed."""

    def __init__(self, folder: Path) -> None:
        # By what it is known wherever a link leads from.
        status = folder.stat()
        self.identity = (status.st_dev, status.st_ino)
        self._entries = os.scandir(folder)

    def until(
        self, due: float, stopped: Callable[[], bool]
    ) -> tuple[list[str], list[str], list[str], bool]:
        """Return the names of files, folders and links that come until then, and if that is all."""
        files: list[str] = []
        subfolders: list[str] = []
        links: list[str] = []
        for entry in self._entries:
            if entry.is_symlink():
                links.append(entry.name)
            else:
                (subfolders if _is_folder(entry) else files).append(entry.name)
            if time.monotonic() >= due or stopped():
                return files, subfolders, links, False
        return files, subfolders, links, True

    def close(self) -> None:
        """Let go of the folder."""
        self._entries.close()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _stamp(status: os.stat_result | Status) -> Stamp | None:
    if stat.S_ISREG(status.st_mode):
        return Stamp(status.st_mtime_ns, status.st_size)
    # A pipe or a device is told of as what it is when it is opened.
    return None if stat.S_ISDIR(status.st_mode) else NO_STAMP


def reason(error: OSError) -> str:
    """Return why something cannot be read, as a part of a sentence."""
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "there is no permission to read it"
        case _:
            return (error.strerror or str(error)).lower()
