"""Files that wreck the process that opens them, for tests of what lives on.

No library can be relied on to abort or hang at a file: such faults get mended. So a plug-in for
JPEG XL is put in the place of the real one, on the PYTHONPATH of workers, and does to its own
process what is written in a file. The program itself knows nothing of it.
"""

from enum import StrEnum
from pathlib import Path

from gallery.decode.job import Fault

PLUG_IN = """
import ctypes, os, sys, time
from PIL import Image, ImageFile

class Wreck(ImageFile.ImageFile):
    format = "JXL"

    def _open(self):
        does = self.fp.read()[2:].decode()
        if does == "abort":
            os.abort()
        if does == "hang":
            # PR_SET_NAME: for those who wait until it hangs.
            ctypes.CDLL(None).prctl(15, b"hanging")
            while True:
                time.sleep(60)
        if does == "hoard":
            bytearray(50 << 30)
        if does == "hoard-natively":
            # What Rust does, and says, where it gets no memory.
            print("memory allocation of 53687091200 bytes failed", file=sys.stderr, flush=True)
            os.abort()

Image.register_open("JXL", Wreck, lambda beginning: beginning.startswith(b"\\xff\\x0a"))
"""


class Wreck(StrEnum):
    """What a file does to its worker."""

    ABORT = "abort"
    HANG = "hang"
    HOARD = "hoard"
    HOARD_NATIVELY = "hoard-natively"


TOLD = {
    Wreck.ABORT: Fault.CRASHED,
    Wreck.HANG: Fault.TIMED_OUT,
    Wreck.HOARD: Fault.OUT_OF_MEMORY,
    Wreck.HOARD_NATIVELY: Fault.OUT_OF_MEMORY,
}


def install(folder: Path) -> str:
    """Write the plug-in into a new folder and return it, to be put on the PYTHONPATH."""
    place = folder / "plug-in"
    place.mkdir()
    (place / "pillow_jxl.py").write_text(PLUG_IN)
    return str(place)


def write(path: Path, does: Wreck) -> Path:
    """Write a file that does this to the worker that opens it."""
    path.write_bytes(b"\xff\x0a" + does.encode())
    return path


def is_hanging(process: int) -> bool:
    """Return whether a process hangs at such a file."""
    try:
        return Path(f"/proc/{process}/comm").read_text().strip() == "hanging"
    except OSError:
        return False
