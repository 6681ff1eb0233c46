"""What is begun while Qt is still being loaded, where the command line names what to show.

To load Qt and to build the window takes one core some three tenths of a second. Beside it, what was
named is opened (`gallery.sources.begun`), and worker processes decode what will most likely be in
sight of it (`gallery.decode.vanguard`): its first photographs, in the size that tiles had the last
time. What proves wrong costs nothing but the work. The built-in gallery needs none of it: a second
process takes more from its first paint than it gives to its pictures.

On Linux alone, where processes are started so, and it is known where settings lie.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gallery.decode import pixels, spawn

if TYPE_CHECKING:
    from gallery.decode.vanguard import Vanguard
    from gallery.library.remembered import Remembered
    from gallery.sources.begun import Begun
    from gallery.sources.flow import Opened, Wish

# As many as the window's decoder has.
WORKERS = 2
# More is not decoded in so short a time.
MOST_ASKED = 96
# The picture of a tile (pixels), and how many are in sight, in a window that is new.
USUAL_BOX, USUAL_SIGHT = (244, 163), 12
# What is larger fits into no thumbnail; it was not the window that wrote it.
_LARGEST_SIDE = 1024
# Qt is not loaded before there is something to be seen of what was named, or so long: two threads
# of Python take turns, and neither would be done sooner. It takes as long for the names of 10,000
# files, which have to be put in order anyway before the window shows them.
PATIENCE_SECONDS = 0.06
# A thread waits for the interpreter no longer than this (seconds) where another has it. With
# Python's 5 ms a worker waited as long for each request while Qt was being loaded; and in a frame,
# where the window's thread asks for the interpreter some ten times, a frame took up to 160.
TURN_SECONDS = 0.0002


class Ahead:
    """What is under way; whoever takes none of it over closes it.

    Attributes: `vanguard`; `begun`, what is being opened; `remembered`, the memory of it.
    """

    def __init__(self, vanguard: "Vanguard", remembered: "Remembered", begun: "Begun") -> None:
        self.vanguard = vanguard
        self.remembered = remembered
        self.begun = begun

    def close(self) -> None:
        """End what nobody has taken over."""
        self.begun.stop()
        self.vanguard.close()


def begin(sources: tuple[str, ...], *, deep: bool) -> Ahead | None:
    """Begin what can be begun, for folders with their sub-folders (`deep`), or as last time."""
    if sys.platform != "linux" or not sources:
        return None
    sys.setswitchinterval(TURN_SECONDS)
    folder = pixels.make_folder()
    workers: list[spawn.Running] = []
    # Where no more processes are to be had, the window tells what comes of it.
    with suppress(OSError):
        workers.extend(spawn.start(str(folder)) for _ in range(WORKERS))
    # Only now, beside the workers: all of this takes time to be imported.
    from gallery.decode.vanguard import Vanguard
    from gallery.library.remembered import Remembered
    from gallery.sources.begun import Begun
    from gallery.sources.flow import Wish

    vanguard = Vanguard(folder, workers)
    kept = Kept()
    remembered = Remembered(Remembered.usual_path())
    wish = Wish(deep=True) if deep else kept.wish()
    begun = Begun(sources, wish, remembered, lambda opened: _ask(vanguard, opened, kept))
    begun.wait(PATIENCE_SECONDS)
    return Ahead(vanguard, remembered, begun)


def _ask(vanguard: "Vanguard", opened: "Opened", kept: "Kept") -> None:
    if opened.chosen:
        # It is shown large, and its neighbours are not in sight.
        return
    files = [photo.file for photo in opened.manifest.photos[:MOST_ASKED]]
    if opened.listing is not None:
        files = [entry.name for entry in opened.listing.entries[:MOST_ASKED]]
    paths = [os.fsencode(opened.folder / file) for file in files]
    vanguard.ask(paths, kept.tile_box(), USUAL_SIGHT)


class Kept:
    """What of the window's settings has to be known, read as Qt writes it.

    Where it is misread, what was begun is dropped later.
    """

    def __init__(self) -> None:
        self._values: dict[str, str] = {}
        given = Path(os.environ.get("XDG_CONFIG_HOME", ""))
        try:
            home = given if given.is_absolute() else Path.home() / ".config"
            lines = (home / "giant-leap" / "gallery.ini").read_text(errors="replace").splitlines()
        except (OSError, RuntimeError):
            # There is none, or no home folder that it could lie in.
            return
        section = ""
        for line in lines:
            key, is_value, value = line.partition("=")
            if is_value:
                self._values[f"{section}/{key}"] = value
            else:
                section = line.strip("[]")

    def wish(self) -> "Wish":
        """How folders are to be shown."""
        from gallery.sources.flow import SortBy, Wish

        return Wish(
            by=SortBy.DATE if self._values.get("folders/sortBy") == SortBy.DATE else SortBy.NAME,
            descending=self._values.get("folders/order") == "descending",
            deep=self._values.get("folders/subfolders") == "shown",
        )

    def tile_box(self) -> tuple[int, int]:
        """Return the size of a tile's picture (pixels), the usual one where none is kept."""
        width, _, height = self._values.get("look/tileBox", "").partition("x")
        if _is_side(width) and _is_side(height):
            return int(width), int(height)
        return USUAL_BOX


def _is_side(text: str) -> bool:
    # By its length first: Python refuses to read numbers of thousands of digits.
    return text.isdecimal() and len(text) <= 4 and 0 < int(text) <= _LARGEST_SIDE
