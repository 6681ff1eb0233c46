"""The process in which pictures are opened: reads requests, writes pixels, answers.

`python -m gallery.decode.worker` reads one request a line from standard input until it ends. It
knows nothing of the window, and whatever a file does to it, the window lives on.
"""

import signal
import sys

from gallery.decode import formats, image, job
from gallery.decode.cache import Cache, usual_root
from gallery.decode.formats import DecodeError
from gallery.decode.thumbnail import Thumbnail, Thumbnails


def main() -> None:
    """Answer requests until standard input ends."""
    # Ctrl+C in a terminal goes to all its processes; when to leave is the window's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    formats.prepare()
    root = usual_root()
    thumbnails = Thumbnails(Cache(root) if root else None)
    _say(job.Ready())
    for line in sys.stdin.buffer:
        _say(answer(job.request_from_line(line), thumbnails))


def _say(message: job.Message) -> None:
    sys.stdout.buffer.write(job.to_line(message))
    sys.stdout.buffer.flush()


def answer(request: job.Request, thumbnails: Thumbnails) -> job.Reply:
    """Do what a request asks for, write the pixels where it says, and return the reply."""
    try:
        made = _made(request, thumbnails)
    except DecodeError as error:
        return job.Reply(request.id, fault=error.fault)
    if isinstance(made, str):
        return job.Reply(request.id, cache_fault=made)
    shown = made.shown
    try:
        image.write_pixels(shown.image, request.pixels)
    except (OSError, MemoryError):
        # The file of pixels lies in memory: that it can't be written means that memory is short.
        return job.Reply(request.id, fault=job.Fault.OUT_OF_MEMORY)
    return job.Reply(
        request.id,
        *shown.image.size,
        *shown.full,
        final=made.final,
        fault=shown.fault,
        cache_fault=made.cache_fault,
    )


def _made(request: job.Request, thumbnails: Thumbnails) -> Thumbnail | str:
    """Return a picture, or why a thumbnail could not be kept (empty where it is)."""
    match request.kind, request.box:
        case job.Kind.THUMBNAIL, (_, _) as box:
            return thumbnails.get(request.path, box)
        case job.Kind.GLANCE, (_, _) as box:
            return thumbnails.glance(request.path, box) or ""
        case job.Kind.KEEP, (_, _) as box:
            return thumbnails.keep(request.path, box)
        case _, box:
            return Thumbnail(image.decode(request.path, box))


if __name__ == "__main__":
    main()
