"""Picture files that made a worker crash or hang: tried once more, then remembered.

The cause may have been elsewhere, and a disk may have been slow for a moment: such a file is tried
a second time, when there is nothing else to do. If it fails again, that is remembered in the
thumbnail cache until the file or the libraries that read it change. After that it is tried only
when a person asks for it.
"""

from collections.abc import Callable
from pathlib import Path

from gallery.decode import job

# The box of a second try where the first one was for the whole picture.
_BOX = (256, 256)


class Wrecks:
    """Knows which files have wrecked workers, and requests their second try.

    `number` returns the number for a request, `line_up` queues one after all others.
    """

    def __init__(
        self,
        folder: Path,
        number: Callable[[], int],
        line_up: Callable[[job.AnyRequest], None],
    ) -> None:
        self._folder = folder
        self._number = number
        self._line_up = line_up
        self._tried_again: set[int] = set()
        self._known: set[bytes] = set()

    def add(self, request: job.AnyRequest, fault: job.Fault) -> None:
        """Note a request during which a worker has ended."""
        if not isinstance(request, job.Request) or fault not in job.WRECKING:
            return
        if request.id in self._tried_again:
            self._line_up(job.Blame(self._number(), request.path, fault))
        elif request.path not in self._known:
            number = self._number()
            self._known.add(request.path)
            self._tried_again.add(number)
            pixels = str(self._folder / str(number))
            box = request.box or _BOX
            self._line_up(job.Request(number, request.path, pixels, box, job.Kind.KEEP, anew=True))
