"""Which XMP files lie beside a picture: `name.ext.xmp`, which is surely its own, and `name.xmp`.

A folder is looked through once, and again when it has changed: to ask the disk for each name that a
sidecar may have takes as long as reading the photograph.
"""

import os
from contextlib import suppress

_ENDING = b".xmp"
# So many folders are remembered; who reads more of them in turn looks through them again.
_MOST_FOLDERS = 64


class Sidecars:
    """Finds the sidecars of pictures, and remembers what lies in their folders."""

    def __init__(self) -> None:
        # When a folder was changed (ns), and the names of sidecars in it by their names in small.
        self._folders: dict[bytes, tuple[int, dict[bytes, bytes]]] = {}
        self._is_fresh: set[bytes] = set()

    def look_again(self) -> None:
        """Look at each folder once more when it is next asked for."""
        self._is_fresh.clear()

    def beside(self, path: str | bytes) -> list[bytes]:
        """Return the paths of the sidecars of a picture, the one that goes first first."""
        folder, name = os.path.split(os.fsencode(path))
        if folder not in self._is_fresh:
            self._look(folder)
        _, names = self._folders.get(folder, (0, {}))
        if not names:
            return []
        stem, _ = os.path.splitext(name)  # noqa: PTH122 (a path in bytes)
        wanted = dict.fromkeys((name + _ENDING, stem + _ENDING))
        found = (names.get(one.lower()) for one in wanted)
        # Where case matters, a.JPG and A.XMP may belong to others; that they do not is the rule.
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
