"""Finds the XMP files beside a picture: `name.ext.xmp`, which is certainly its own, and `name.xmp`.

A folder is listed once, and again when it has changed: asking the disk for each name that a sidecar
may have takes as long as reading the photograph.
"""

import os
from contextlib import suppress

_ENDING = b".xmp"
# How many folders are remembered; with more of them in turn, they are listed again.
_MOST_FOLDERS = 64


class Sidecars:
    """Finds the sidecars of pictures, and remembers which ones their folders contain."""

    def __init__(self) -> None:
        # When a folder was changed (ns), and the names of sidecars in it by their names in small.
        self._folders: dict[bytes, tuple[int, dict[bytes, bytes]]] = {}
        self._is_fresh: set[bytes] = set()

    def look_again(self) -> None:
        """Check each folder again when it is next asked for."""
        self._is_fresh.clear()

    def beside(self, path: str | bytes) -> list[bytes]:
        """Return the paths of the sidecars of a picture, the one with precedence first."""
        folder, name = os.path.split(os.fsencode(path))
        if folder not in self._is_fresh:
            self._look(folder)
        _, names = self._folders.get(folder, (0, {}))
        if not names:
            return []
        stem, _ = os.path.splitext(name)  # noqa: PTH122 (a path in bytes)
        wanted = dict.fromkeys((name + _ENDING, stem + _ENDING))
        found = (names.get(one.lower()) for one in wanted)
        # Where case matters, a.JPG and A.XMP need not belong together, but they almost always do.
        return [os.path.join(folder, one) for one in found if one and one != name]  # noqa: PTH118

    def _look(self, folder: bytes) -> None:
        self._is_fresh.add(folder)
        place = folder or b"."
        with suppress(OSError):
            changed = os.stat(place).st_mtime_ns  # noqa: PTH116
            known = self._folders.get(folder)
            if known is not None and known[0] == changed:
                return
            if len(self._folders) >= _MOST_FOLDERS:
                self._folders.clear()
            names = (one for one in os.listdir(place) if one.lower().endswith(_ENDING))  # noqa: PTH208
            self._folders[folder] = changed, {one.lower(): one for one in names}
