"""The process in which pictures are opened: reads requests, writes pixels, answers.

`python -m gallery.decode.worker` reads one request a line from standard input until it ends. It
knows nothing of the window, and whatever a file does to it, the window lives on.
"""

import signal
import sys
from pathlib import Path

from gallery.decode import image, job


def main() -> None:
    """Answer requests until standard input ends."""
    # Ctrl+C in a terminal goes to all its processes; when to leave is the window's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    image.prepare()
    _say(job.Ready())
    for line in sys.stdin.buffer:
        _say(answer(job.request_from_line(line)))


def _say(message: job.Message) -> None:
    sys.stdout.buffer.write(job.to_line(message))
    sys.stdout.buffer.flush()


def answer(request: job.Request) -> job.Reply:
    """Decode what a request asks for, write the pixels where it says, and return the reply."""
    if request.kind is job.Kind.GLANCE:
        return job.Reply(request.id, final=False)
    try:
        decoded = image.decode(request.path, request.box)
        if request.kind is job.Kind.KEEP:
            return job.Reply(request.id)
        Path(request.pixels).write_bytes(decoded.pixels)
    except image.DecodeError as error:
        return job.Reply(request.id, fault=error.fault)
    except (OSError, MemoryError):
        # The file of pixels lies in memory: that it can't be written means that memory is short.
        return job.Reply(request.id, fault=job.Fault.OUT_OF_MEMORY)
    return job.Reply(
        request.id, decoded.width, decoded.height, decoded.full_width, decoded.full_height
    )


if __name__ == "__main__":
    main()
