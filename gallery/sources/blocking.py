"""Drives a source with plain blocking calls: for the command line and for the window's threads."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote_to_bytes

from msgspec.structs import replace

from gallery.records import Photo
from gallery.sources.builtin import open_builtin
from gallery.sources.flow import (
    NO_STAMP,
    Answer,
    Entry,
    FindMissing,
    Found,
    ListFolder,
    Opened,
    ReadFile,
    ReadStamps,
    Recall,
    Remember,
    Request,
    Show,
    Source,
    SourceError,
    Stamp,
    Wish,
)
from gallery.sources.folder import USUAL, is_picture, open_files, open_folder, open_picture
from gallery.sources.halt import Halt
from gallery.sources.listing import Lister, reason
from gallery.sources.manifest_file import FILE_NAME, open_manifest

# What has come of a folder after so many seconds is shown; what follows, in ever longer steps.
FIRST_PORTION = 0.15
PORTIONS_GROW = 4
# What is no picture by its name and begins so may be a manifest.
_JSON_BEGINS = (b"{", b"[", b"\xef\xbb\xbf")


class Memory(Protocol):
    """What remembers the listings of folders; `gallery.library.remembered` does."""

    def listing(self, folder: Path, *, deep: bool) -> Mapping[str, tuple[int, int]] | None:
        """Return what a folder held: by name, when it was changed and its size; None: unknown."""

    def put_listing(self, folder: Path, held: Mapping[str, tuple[int, int]], *, deep: bool) -> None:
        """Remember what a folder holds."""


class StoppedError(Exception):
    """Nobody waits for this source any more."""


def open_address(address: str | None, wish: Wish = USUAL) -> Opened:
    """Open what a person named on the command line or in a dialog; None is the built-in gallery.

    A manifest, a folder, or a picture in it. Raises SourceError.
    """
    (source,) = [open_builtin()] if address is None else sources_of([address], wish)
    return Driver().run(source)


def open_all(addresses: Sequence[str], wish: Wish = USUAL) -> list[Opened]:
    """Open what some addresses name, with ids of their own. Raises SourceError."""
    came = in_turn(addresses, wish, lambda stopped: Driver(stopped=stopped), Halt())
    return [opened for opened in came if opened is not None]


def in_turn(
    addresses: Sequence[str],
    wish: Wish,
    driver: Callable[[Callable[[], bool]], "Driver"],
    halt: Halt,
    *,
    known: Mapping[Path, Sequence[Entry]] | None = None,
    taken: Iterable[str] = (),
) -> Iterator[Opened | None]:
    """Open what some addresses name, one source after the other; `known`, `taken` as `sources_of`.

    Each has a driver of its own, made with what says whether it is to stop; what is opened by the
    next one has ids of its own. None is yielded for a source that was let go of. Raises
    SourceError, StoppedError.
    """
    ids = set(taken)
    sources = sources_of(addresses, wish, known=known, taken=ids)
    halt.count = len(sources)
    for number, source in enumerate(sources):
        opened = None
        try:
            opened = driver(partial(halt.is_left, number)).run(source)
            ids.update(photo.id for photo in opened.manifest.photos)
            for collection in opened.manifest.collections:
                ids.update(collection.photos)
        except StoppedError:
            if halt.is_stopped():
                raise
        yield opened


def sources_of(
    addresses: Sequence[str],
    wish: Wish = USUAL,
    *,
    known: Mapping[Path, Sequence[Entry]] | None = None,
    taken: Set[str] = frozenset(),
) -> list[Source]:
    """Return the sources that some addresses name: single pictures are one source together.

    `known` are the entries of folders that are open already; `taken` the ids of all photographs
    that are. Raises SourceError.
    """
    open_already = known or {}
    sources: list[Source] = []
    pictures: list[Path] = []
    for address in addresses:
        path = _path(address)
        try:
            if path.is_dir():
                manifest = path / FILE_NAME
                if manifest.is_file():
                    sources.append(open_manifest(manifest))
                else:
                    there = open_already.get(path, ())
                    sources.append(open_folder(path, wish, known=there, taken=taken))
            elif _is_picture(path):
                pictures.append(path)
            else:
                sources.append(open_manifest(path))
        except OSError as error:
            raise SourceError(f"“{address}” cannot be opened: {reason(error)}.") from None
    if len(pictures) == 1:
        (path,) = pictures
        manifest = path.parent / FILE_NAME
        beside = manifest if manifest.is_file() else None
        there = open_already.get(path.parent, ())
        sources.append(open_picture(path, beside, wish, known=there, taken=taken))
    elif pictures:
        sources.append(open_files(pictures, wish, taken=taken))
    return sources


class Driver:
    """Answers what sources ask, one after the other.

    `memory` remembers folders. `show` is called with what can be shown before the end; `stopped`
    says whether nobody waits any more.
    """

    def __init__(
        self,
        *,
        memory: Memory | None = None,
        show: Callable[[Opened], None] | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._memory = memory
        self._show = show
        self._stopped = stopped
        self._lister = Lister(stopped)
        # What was handed over before the end, where there is nobody to show it to.
        self._kept: dict[str, Photo] = {}
        # Without anybody to show them to there are no portions.
        self._portion = FIRST_PORTION if show else float("inf")
        self._due = time.monotonic() + self._portion

    def run(self, source: Source) -> Opened:
        """Answer everything a source asks for, and return what it opened.

        Raises SourceError, StoppedError.
        """
        try:
            request = next(source)
            while True:
                if self._stopped():
                    raise StoppedError
                request = source.send(self._answer(request))
        except StopIteration as end:
            return self._whole(end.value)
        finally:
            source.close()
            self._lister.close()

    def _answer(self, request: Request) -> Answer:
        match request:
            case ReadFile(path, most_bytes):
                return _read(path, most_bytes)
            case FindMissing(folder, files):
                return frozenset(file for file in files if not _is_beside(folder, file))
            case ListFolder(folder, under):
                return self._list(folder / under)
            case ReadStamps(folder, files):
                return self._lister.stamps(folder, files)
            case Recall(folder, deep):
                held = self._memory.listing(folder, deep=deep) if self._memory else None
                return {name: Stamp(*stamp) for name, stamp in held.items()} if held else None
            case Remember(folder, deep, entries):
                if self._memory:
                    stamps = ((entry.name, entry.stamp or NO_STAMP) for entry in entries)
                    held = {name: (stamp.mtime_ns, stamp.size) for name, stamp in stamps}
                    self._memory.put_listing(folder, held, deep=deep)
                return None
            case Show(opened):
                if self._show:
                    self._show(opened)
                elif opened.listing is not None:
                    self._kept.update(opened.listing.fresh)
                return None

    def _whole(self, opened: Opened) -> Opened:
        """Return what was opened with all records, unless some were handed over before."""
        if opened.listing is None or self._show is not None:
            return opened
        photos = {**self._kept, **opened.listing.fresh}
        ids = (entry.id for entry in opened.listing.entries)
        fresh = {one: photos[one] for one in ids if one in photos}
        return replace(
            opened,
            manifest=replace(opened.manifest, photos=tuple(fresh.values())),
            listing=replace(opened.listing, fresh=fresh),
        )

    def _list(self, folder: Path) -> Found:
        try:
            files, subfolders, complete = self._lister.names(folder, self._due)
        except OSError as error:
            return Found(identity=self._lister.identity(folder), fault=reason(error))
        identity = self._lister.identity(folder)
        due = time.monotonic() >= self._due
        if due:
            self._portion *= PORTIONS_GROW
            self._due = time.monotonic() + self._portion
        if complete:
            self._lister.leave(folder)
        return Found(tuple(files), tuple(subfolders), identity, complete, due)


def _path(address: str) -> Path:
    if not address:
        raise SourceError("an empty name was given; name a folder, a picture or a manifest.")
    try:
        path = path_of(address)
        path.stat()
    except OSError as error:
        raise SourceError(f"“{address}” cannot be opened: {reason(error)}.") from None
    except ValueError:
        raise SourceError(f"“{address!r}” is not a possible file name.") from None
    except RuntimeError:
        raise SourceError(f"“{address}” cannot be opened: there is no such home folder.") from None
    return path


def path_of(address: str) -> Path:
    """Return what a person or a program has named: a path, or a URI as desktops hand them over.

    Raises OSError, ValueError, RuntimeError.
    """
    if address.startswith("file:///"):
        address = os.fsdecode(unquote_to_bytes(address.removeprefix("file://")))
    path = Path(address).expanduser().absolute()
    # The same folder is not to be opened twice for having been written another way.
    return path.resolve(strict=True) if ".." in path.parts else path


def _is_picture(path: Path) -> bool:
    """Return whether a file is a picture rather than a manifest: by its name, or how it begins."""
    if path.suffix.lower() == ".json":
        return False
    try:
        if not path.is_file():
            return False
        if is_picture(path.name):
            return True
        with path.open("rb") as file:
            begins = file.read(16).lstrip()
        return bool(begins) and not begins.startswith(_JSON_BEGINS)
    except OSError:
        return False


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
        raise SourceError(f"“{path}” cannot be opened: {reason(error)}.") from None


def _is_beside(folder: Path, file: str) -> bool:
    """Return whether a picture is there, and no link leads it out of the folder."""
    try:
        path = (folder / file).resolve(strict=True)
        return path.is_file() and path.is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False
