"""What passes between the window and a worker: one line of JSON each way.

A reply is matched to its request by `id`, never by order. Pixels do not travel in the reply: the
worker writes them to the file that the request names, rows of 32-bit pixels (B, G, R, A, colours
premultiplied: what a screen on a little-endian machine takes without conversion), without padding.

Messages are distinguished by their tag. A further kind of work is a further pair of structs with a
tag of its own, in `AnyRequest` and `Message` below, and a branch in `worker.answer`.
"""

from enum import StrEnum

import msgspec
from msgspec import Struct

from gallery.metadata.report import Gist, Reading

# A photograph of a hundred megapixels takes some seconds; what takes longer hangs.
TIME_OUT_SECONDS = 30
# This many files are read with one request: a fortieth of a second of work, where each takes some
# tenths of a millisecond. A worker answers for those that it reads within a twentieth of a second,
# so that what comes into sight need not wait longer; the others are requested again.
MOST_FILES = 128
READING_SECONDS = 0.05
# An answer with more characters than this is sent without the remaining files.
MOST_CHARACTERS = 1_000_000


class Fault(StrEnum):
    """Why a picture could not be decoded."""

    GONE = "gone"
    NO_PERMISSION = "no permission"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    NO_JPEG_XL = "no jpeg xl"
    NO_PREVIEW = "no preview"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"
    OUT_OF_MEMORY = "out of memory"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"


IN_WORDS = {
    Fault.GONE: "The picture file is missing.",
    Fault.NO_PERMISSION: "There is no permission to read the picture file.",
    Fault.UNREADABLE: "The disk or network failed while the picture file was being read.",
    Fault.UNSUPPORTED: "This kind of file cannot be opened as a picture.",
    Fault.NO_JPEG_XL: "JPEG XL is read with a plug-in: install giant-leap[jxl].",
    Fault.NO_PREVIEW: "The raw file contains no preview that could be shown.",
    Fault.DAMAGED: "The picture file is damaged.",
    Fault.TOO_LARGE: "The picture is too large to be opened.",
    Fault.OUT_OF_MEMORY: "There is not enough memory to open the picture.",
    Fault.TIMED_OUT: "Opening the picture took too long.",
    Fault.CRASHED: "The picture file crashed the decoder.",
}


# What a process of C++, Rust, C or Python prints when it ends for lack of memory.
_MEMORY_WORDS = (b"bad_alloc", b"memory allocation of", b"out of memory", b"MemoryError")


def fault_of_end(last_words: bytes, *, timed_out: bool) -> Fault:
    """Return the fault of a picture whose worker has ended, by what that printed last."""
    if timed_out:
        return Fault.TIMED_OUT
    no_memory = any(words in last_words for words in _MEMORY_WORDS)
    return Fault.OUT_OF_MEMORY if no_memory else Fault.CRASHED


# Faults in which the worker ended.
WRECKING = frozenset((Fault.CRASHED, Fault.TIMED_OUT))


class Kind(StrEnum):
    """What is wanted of a picture file."""

    # The picture itself, whole or fitted into the box, decoded from the file in any case.
    PHOTOGRAPH = "photograph"
    # The picture fitted into the box, by way of the thumbnail cache: read from it, or kept in it.
    THUMBNAIL = "thumbnail"
    # What is available at once: the thumbnail in the cache, the one inside the file, or nothing.
    GLANCE = "glance"
    # No pixels: the thumbnail for the box is only put into the cache.
    KEEP = "keep"


class Request(Struct, frozen=True, tag="picture"):
    """Asks for a picture, no wider or higher than `box` in pixels (None: as large as it is).

    `path` is the name of the file in bytes (`os.fsencode`): not every name is text. All kinds but
    PHOTOGRAPH have a box. `anew` ignores what is remembered of the file's faults.
    """

    id: int
    path: bytes
    pixels: str
    box: tuple[int, int] | None = None
    kind: Kind = Kind.PHOTOGRAPH
    anew: bool = False


class Reply(Struct, frozen=True, omit_defaults=True, tag="picture"):
    """Answers the request of the same id: the size of the pixels written, or a fault, or both.

    `full_width` and `full_height` tell the size of the whole picture, upright. `final` is False for
    a stand-in, until the right one is there: a smaller thumbnail than was asked for. Pixels and a
    fault together are the readable part of a damaged file. Neither pixels nor a fault: a glance
    that saw nothing, or a thumbnail that is kept. A worker that `leaves` answers nothing more.
    """

    id: int
    width: int = 0
    height: int = 0
    full_width: int = 0
    full_height: int = 0
    final: bool = True
    fault: Fault | None = None
    leaves: bool = False


class Read(Struct, frozen=True, tag="read"):
    """Asks what files say about their photographs, in the language of the interface.

    `whole`: with all sources and the technical part, not the chosen values alone.
    """

    id: int
    paths: tuple[bytes, ...]
    language: str = "en"
    whole: bool = False


class Blame(Struct, frozen=True, tag="blame"):
    """Asks to remember that a file wrecks its workers. Answered by a `Reply` without pixels."""

    id: int
    path: bytes
    fault: Fault


class ReadReply(Struct, frozen=True, omit_defaults=True, tag="read"):
    """Answers a `Read`: one gist, or reading, for each path in order; or a fault and nothing.

    Fewer than there were paths: the worker has not come to the others. There is one at least. A
    worker that `leaves` answers nothing more.
    """

    id: int
    gists: tuple[Gist, ...] = ()
    readings: tuple[Reading, ...] = ()
    fault: Fault | None = None
    leaves: bool = False


class Ready(Struct, frozen=True, omit_defaults=True, tag="ready"):
    """The first line of a worker: from now on it answers.

    `confined_by` names what confines it to reading files, empty where nothing does.
    """

    confined_by: str = ""


class Trouble(Struct, frozen=True, tag="trouble"):
    """Says in a sentence why no thumbnails can be saved, whenever that is found out."""

    sentence: str


AnyRequest = Request | Read | Blame
AnyReply = Reply | ReadReply
Message = AnyReply | Ready | Trouble

_requests: msgspec.json.Decoder[AnyRequest] = msgspec.json.Decoder(AnyRequest)
_messages: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


def to_line(message: AnyRequest | Message) -> bytes:
    """Return a message as one line."""
    return msgspec.json.encode(message) + b"\n"


def failed(request: AnyRequest, fault: Fault) -> AnyReply:
    """Return the reply to a request that no worker has answered."""
    return (ReadReply if isinstance(request, Read) else Reply)(request.id, fault=fault)


def unread(fault: Fault | None) -> str:
    """Return the sentence for a file whose metadata cannot be read."""
    why = {
        Fault.TIMED_OUT: "reading it took too long",
        Fault.OUT_OF_MEMORY: "there is not enough memory",
    }.get(fault or Fault.CRASHED, "it crashed the reader")
    return f"The metadata of the file cannot be read: {why}."


def request_from_line(line: bytes) -> AnyRequest:
    """Return the request in a line. Raises msgspec.DecodeError."""
    return _requests.decode(line)


def message_from_line(line: bytes) -> Message:
    """Return what a worker says in a line. Raises msgspec.DecodeError."""
    return _messages.decode(line)
