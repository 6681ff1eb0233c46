"""The process in which pictures are opened: reads requests, writes pixels, answers.

`python -m gallery.decode.worker` reads one request a line from standard input until it ends. It
knows nothing of the window, and whatever a file does to it, the window lives on.
"""

import gc
import os
import signal
import sys
import time
from contextlib import suppress
from itertools import chain
from pathlib import Path

from msgspec import structs

from gallery.decode import confine, formats, image, job, limits
from gallery.decode.cache import Cache, usual_root
from gallery.decode.formats import DecodeError
from gallery.decode.requests import Requests
from gallery.decode.thumbnail import Thumbnail, Thumbnails
from gallery.metadata.report import Gist, Reading
from gallery.metadata.sidecars import Sidecars

# By so much, of the 19 there are, is a worker less urgent to the system than the window: it gets a
# quarter of a core that both want.
_BEHIND_THE_WINDOW = 5
# How many requests are answered before the memory is looked at.
_CHECK_MEMORY = 64
# How many objects are made, beyond those that are gone, before the collector looks for cycles.
_COLLECT_AFTER = 20_000
# As much as Linux lets anybody have; an answer about 128 files has some 120 kB.
_PIPE_BYTES = 1 << 20
# Where nothing was asked for so long, the page that is looked at has its pictures, and what they
# have made can be written (seconds).
_QUIET_SECONDS = 0.02
# Where nothing was asked for so long, nobody is about to ask either.
_LONG_QUIET_SECONDS = 5.0


def main() -> None:
    """Answer requests until standard input ends. Pixels go into the folder that argv names."""
    # Ctrl+C in a terminal goes to all its processes; when to leave is the window's to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Where there are fewer cores than processes, the window goes first: while it is being built all
    # wait for it, and later a person does.
    if sys.platform != "win32":
        os.nice(_BEHIND_THE_WINDOW)
    limits.die_with_parent()
    root = _cache_folder()
    confined_by = confine.confine([Path(folder) for folder in (*sys.argv[1:2], root) if folder])
    # Behind that: what may start the process anew must be able to.
    limits.limit_memory()
    formats.prepare()
    thumbnails = Thumbnails(Cache(root) if root else None)
    sidecars = Sidecars()
    _widen_pipe(sys.stdout.fileno())
    _say(job.Ready(confined_by))
    requests = Requests(sys.stdin.fileno())
    quiet = _Quiet(requests, thumbnails)
    quiet.use()
    for count, line in enumerate(requests, 1):
        reply = answer(job.request_from_line(line), thumbnails, sidecars)
        leaves = count % _CHECK_MEMORY == 0 and limits.has_grown()
        _say(structs.replace(reply, leaves=True) if leaves else reply)
        if leaves:
            break
        quiet.use()
    while thumbnails.write_one():
        pass


class _Quiet:
    """What is done between two requests, where there is time for it."""

    def __init__(self, requests: Requests, thumbnails: Thumbnails) -> None:
        self._requests = requests
        self._thumbnails = thumbnails
        self._tidied = False

    def use(self) -> None:
        """Do what is to be done, until the next request is there or nothing is left to do."""
        self._tell()
        if self._thumbnails.has_unwritten() and not self._requests.has_come(_QUIET_SECONDS):
            while self._thumbnails.write_one() and not self._requests.has_come(0):
                self._tell()
            self._tell()
        if not self._tidied and not self._requests.has_come(_LONG_QUIET_SECONDS):
            self._tidied = True
            self._thumbnails.tidy()

    def _tell(self) -> None:
        trouble = self._thumbnails.trouble()
        if trouble:
            _say(job.Trouble(trouble))


def _cache_folder() -> Path | None:
    """Return where thumbnails are kept; the folder is made while that is still allowed."""
    root = usual_root()
    if root is not None:
        with suppress(OSError):
            root.parent.mkdir(parents=True, exist_ok=True)
            root.mkdir(mode=0o700, exist_ok=True)
    return root


def _widen_pipe(pipe: int) -> None:
    """Let whole answers lie in a pipe, so that nobody waits until the window takes them out."""
    # Linux alone knows this, and may refuse it.
    with suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _say(message: job.Message) -> None:
    sys.stdout.buffer.write(job.to_line(message))
    sys.stdout.buffer.flush()


def answer(request: job.AnyRequest, thumbnails: Thumbnails, sidecars: Sidecars) -> job.AnyReply:
    """Do what a request asks for and return the reply."""
    if isinstance(request, job.Request):
        return _picture(request, thumbnails)
    if isinstance(request, job.Blame):
        with suppress(DecodeError):
            thumbnails.blame(request.path, request.fault)
        return job.Reply(request.id)
    return _read(request, sidecars)


def _read(request: job.Read, sidecars: Sidecars) -> job.ReadReply:
    """Read what files say about their photographs."""
    if "gallery.metadata.raw" not in sys.modules:
        # What reading makes is gone with the next file, and needs no collector to look for it
        # every few files, which takes a sixth of the time; what is there now stays.
        gc.set_threshold(_COLLECT_AFTER)
        gc.freeze()
    # Imported with the first of them: thumbnails have no time to wait for it.
    from gallery.metadata import raw

    readings, gists = [], []
    sidecars.look_again()
    end, size = time.perf_counter() + job.READING_SECONDS, 0
    for path in request.paths:
        try:
            if request.whole:
                readings.append(raw.read(path, request.language))
            else:
                gists.append(gist := raw.read_gist(path, sidecars, request.language))
                size += sum(map(len, chain.from_iterable(gist.values.values())))
        except MemoryError:
            return job.ReadReply(request.id, fault=job.Fault.OUT_OF_MEMORY)
        except Exception as error:
            # Whatever exiv2 comes upon in one file, the others of the request are read.
            passing = isinstance(error, OSError)
            why = error.strerror if isinstance(error, OSError) else None
            problems = (f"The metadata of the file cannot be read: {why or error}.",)
            readings.append(Reading(problems=problems))
            gists.append(Gist(problems=problems, passing=passing))
        if size > job.MOST_CHARACTERS or time.perf_counter() > end:
            # The others are asked for again.
            break
    if request.whole:
        return job.ReadReply(request.id, readings=tuple(readings))
    return job.ReadReply(request.id, tuple(gists))


def _picture(request: job.Request, thumbnails: Thumbnails) -> job.Reply:
    """Decode a picture and write the pixels where the request says."""
    try:
        made = _made(request, thumbnails)
    except DecodeError as error:
        return job.Reply(request.id, fault=error.fault)
    if made is None:
        return job.Reply(request.id)
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
    )


def _made(request: job.Request, thumbnails: Thumbnails) -> Thumbnail | None:
    """Return a picture, None where nothing is to be shown."""
    match request.kind, request.box:
        case job.Kind.THUMBNAIL, (_, _) as box:
            return thumbnails.get(request.path, box, anew=request.anew)
        case job.Kind.GLANCE, (_, _) as box:
            return thumbnails.glance(request.path, box, anew=request.anew)
        case job.Kind.KEEP, (_, _) as box:
            thumbnails.keep(request.path, box, anew=request.anew)
            return None
        case _, box:
            return thumbnails.photograph(request.path, box, anew=request.anew)


if __name__ == "__main__":
    main()
