"""Drives a source with plain blocking calls: for the command line and for the window's threads."""

from pathlib import Path

from gallery.sources.builtin import open_builtin
from gallery.sources.flow import FindMissing, Opened, ReadFile, Request, Source, SourceError
from gallery.sources.manifest_file import FILE_NAME, open_manifest


def open_address(address: str | None) -> Opened:
    """Open what a person named on the command line or in a dialog; None is the built-in gallery.

    A manifest file, or a folder with a `manifest.json` in it. Raises SourceError.
    """
    if address is None:
        return run(open_builtin())
    if not address:
        raise SourceError("an empty name was given; name a manifest or its folder.")
    try:
        path = Path(address).expanduser().absolute()
        if path.is_dir():
            if not (path / FILE_NAME).is_file():
                raise SourceError(
                    f"“{address}” is a folder without a {FILE_NAME} in it; name a manifest file."
                )
            path /= FILE_NAME
    except OSError as error:
        raise SourceError(f"“{address}” cannot be opened: {_reason(error)}.") from None
    except ValueError:
        raise SourceError(f"“{address!r}” is no name that a file can have.") from None
    except RuntimeError:
        raise SourceError(f"“{address}” cannot be opened: there is no such home.") from None
    return run(open_manifest(path))


def run(source: Source) -> Opened:
    """Answer everything a source asks for, and return what it opened. Raises SourceError."""
    try:
        request = next(source)
        while True:
            request = source.send(_answer(request))
    except StopIteration as end:
        opened: Opened = end.value
        return opened


def _answer(request: Request) -> bytes | frozenset[str]:
    match request:
        case ReadFile(path, most_bytes):
            return _read(path, most_bytes)
        case FindMissing(folder, files):
            return frozenset(file for file in files if not _is_beside(folder, file))


def _read(path: Path, most_bytes: int) -> bytes:
    try:
        # A device or a pipe may never end; only a file is a manifest.
        if path.exists() and not path.is_file():
            raise SourceError(f"“{path}” is not a file.")
        size = path.stat().st_size
        if size > most_bytes:
            raise SourceError(f"“{path}” is too large to be a manifest ({size >> 20} MB).")
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"“{path}” cannot be opened: {_reason(error)}.") from None


def _is_beside(folder: Path, file: str) -> bool:
    """Return whether a picture is there, and no link leads it out of the folder."""
    try:
        path = (folder / file).resolve(strict=True)
        return path.is_file() and path.is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "there is no such file or folder"
        case PermissionError():
            return "there is no permission to read it"
        case _:
            return (error.strerror or str(error)).lower()
