"""The files that are dragged onto the window, as the system calls them."""

import os
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QUrl

_NO_TEXT = "\N{REPLACEMENT CHARACTER}"


def files_in(data: QMimeData) -> list[str]:
    """Return the paths of what is dragged, as far as it lies on disks that are mounted here."""
    return [_path(url) for url in data.urls() if url.isLocalFile()]


def _path(url: QUrl) -> str:
    path = url.toLocalFile()
    if _NO_TEXT not in path and not (url.host() and _is_this_machine(url.host())):
        return path
    # Bytes that are no text are lost in Qt's paths, and kept in Python's.
    return os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))


def _is_this_machine(host: str) -> bool:
    # Elsewhere a host has a share of files, whoever it is.
    if os.name != "posix":
        return False
    # Takes its time to be loaded, and hardly anybody names a host.
    import socket

    return host.casefold() in ("localhost", socket.gethostname().casefold())
