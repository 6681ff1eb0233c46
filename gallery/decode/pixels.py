"""The folder through which pixels pass from the workers to the window.

Files in it live in memory on Linux; elsewhere the system's folder for temporary files serves.
"""

import os
import sys
from itertools import count
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 (a private folder is made in it)
_PREFIX = "giant-leap-"


def make_folder() -> Path:
    """Make a folder for this process, and remove those of programs that were killed."""
    place = _place()
    remove_leftovers(place)
    for number in count():
        folder = place / f"{_PREFIX}{os.getpid()}-{number}"
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            continue
        return folder
    raise AssertionError


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as the system lets go of it."""
    # Takes its time to be imported, and is not needed while the program starts.
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(place: Path) -> None:
    """Remove the folders of programs like this one that were killed, and could not do it."""
    for folder in place.iterdir():
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if folder.name.startswith(_PREFIX) and process.isdecimal() and not _runs(int(process)):
            remove_folder(folder)


def _place() -> Path:
    if os.access(_IN_MEMORY, os.W_OK):
        return _IN_MEMORY
    # Imported only where it is needed.
    import tempfile

    return Path(tempfile.gettempdir())


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        # No process has a number so large, whoever called a folder so.
        return False
    except OSError:
        return True
    return True
