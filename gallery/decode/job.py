"""What passes between the window and a worker: one line of JSON each way.

A reply is matched to its request by `id`, never by order. Pixels do not travel in the reply: the
worker writes them to the file that the request names, rows of 32-bit pixels (B, G, R, A, colours
premultiplied: what a screen on a little-endian machine takes without conversion), without padding.
"""

from enum import StrEnum

import msgspec
from msgspec import Struct

# How a worker is started, behind the interpreter. -P: a file named like one of our modules in the
# folder of the moment is not imported.
WORKER = ("-P", "-m", "gallery.decode.worker")
# A photograph of a hundred megapixels takes some seconds; what takes longer hangs.
TIME_OUT_SECONDS = 30


class Fault(StrEnum):
    """Why a picture could not be decoded."""

    GONE = "gone"
    NO_PERMISSION = "no permission"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"
    OUT_OF_MEMORY = "out of memory"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"


IN_WORDS = {
    Fault.GONE: "The picture file is missing.",
    Fault.NO_PERMISSION: "There is no permission to read the picture file.",
    Fault.UNSUPPORTED: "The file is no picture of a kind that can be opened.",
    Fault.DAMAGED: "The picture file is damaged.",
    Fault.TOO_LARGE: "The picture is too large to be opened.",
    Fault.OUT_OF_MEMORY: "There is not enough memory to open the picture.",
    Fault.TIMED_OUT: "Opening the picture took too long.",
    Fault.CRASHED: "The picture file broke the decoder.",
}


class Request(Struct, frozen=True):
    """Asks for a picture, no wider or higher than `box` in pixels (None: as large as it is).

    `path` is what the system calls the file (`os.fsencode`): not every name is text.
    """

    id: int
    path: bytes
    pixels: str
    box: tuple[int, int] | None = None


class Reply(Struct, frozen=True, omit_defaults=True):
    """Answers the request of the same id: the size of the pixels written, or a fault.

    `full_width` and `full_height` tell the size of the whole picture, upright.
    """

    id: int
    width: int = 0
    height: int = 0
    full_width: int = 0
    full_height: int = 0
    fault: Fault | None = None


_requests = msgspec.json.Decoder(Request)
_replies = msgspec.json.Decoder(Reply)


def to_line(message: Request | Reply) -> bytes:
    """Return a message as one line."""
    return msgspec.json.encode(message) + b"\n"


def request_from_line(line: bytes) -> Request:
    """Return the request in a line. Raises msgspec.DecodeError."""
    return _requests.decode(line)


def reply_from_line(line: bytes) -> Reply:
    """Return the reply in a line. Raises msgspec.DecodeError."""
    return _replies.decode(line)
