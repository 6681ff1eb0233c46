"""A folder of a person's own: every picture file in it is a photograph.

The folder is asked for its names first, and for the files' dates and sizes (their stamps) when all
names are there: on a slow disk, names are many times cheaper. Whatever can be shown before the end
is handed over at once: the photograph that was asked for by its file, what the folder contained
when it was last listed, the names that come in the first moments.

Only the names of files are used here, not their contents. The id of a photograph is its file's name
where that is a valid id, so that a person can type it; otherwise what remains of the name, followed
by a hash of its bytes.
"""

import os
import re
from collections.abc import Generator, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from gallery.manifest import VERSION, Manifest, Problem
from gallery.records import Collection, Photo
from gallery.sources.entries import Bare, Entries
from gallery.sources.flow import (
    Answer,
    Entry,
    Found,
    ListFolder,
    Listing,
    Opened,
    ReadStamps,
    Recall,
    Remember,
    Request,
    Show,
    SortBy,
    Source,
    SourceError,
    Stamp,
    Wish,
)
from gallery.sources.manifest_file import open_manifest
from gallery.sources.ordering import in_order

# The suffixes of picture files; what is in them is found out when they are opened.
RAW_ENDINGS = frozenset(
    (
        *("3fr", "arw", "cr2", "cr3", "crw", "dcr", "dng", "erf", "fff", "gpr", "iiq", "kdc"),
        *("mef", "mos", "mrw", "nef", "nrw", "orf", "ori", "pef", "raf", "rw2", "rwl", "sr2"),
        *("srf", "srw"),
    )
)
ENDINGS = RAW_ENDINGS | frozenset(
    (
        *("jpg", "jpeg", "jpe", "jfif", "jif", "mpo", "png", "apng", "webp", "gif", "tif", "tiff"),
        *("bmp", "dib", "avif", "avifs", "heic", "heif", "heics", "heifs", "hif", "jp2", "j2k"),
        *("j2c", "jpc", "jpf", "jpx", "jxl", "psd", "tga", "icb", "vda", "vst", "ppm", "pgm"),
        *("pbm", "pnm", "pfm", "dds", "icns", "ico", "pcx", "qoi", "ras", "sgi", "bw", "rgb"),
        *("rgba",),
    )
)
# How many stamps are read at a time: in between, a person can stop it.
STAMPS_AT_ONCE = 200
# How deep sub-folders are followed; nobody keeps photographs deeper than this.
MOST_DEPTH = 64

USUAL = Wish()

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")

_Kind = TypeVar("_Kind")
_Asking = Generator[Request, Answer, None]


def is_picture(name: str) -> bool:
    """Return whether a file is to be listed, by its name alone."""
    _, stop, ending = name.rpartition(".")
    return bool(stop) and ending.lower() in ENDINGS and not name.startswith(".")


def raw_kind(name: str) -> str:
    """Return the kind of a raw file by its name (`NEF`), empty for other files."""
    ending = name.rpartition(".")[2].lower()
    return ending.upper() if ending in RAW_ENDINGS else ""


def id_of(name: str) -> str:
    """Return the id of a file's photograph: its name where that is a valid id, else one like it."""
    if _ID.fullmatch(name):
        return name
    # Imported only for the few names that need it.
    from hashlib import blake2b

    total = blake2b(os.fsencode(name), digest_size=5).hexdigest()
    left = _NO_ID.sub("-", name).strip("-._")[:100]
    return f"{left}-{total}" if left else f"photo-{total}"


def shown(name: str) -> str:
    """Return a name as it can be shown: in one line, with a sign for what is not text."""
    if name.isprintable():
        return name
    whole = os.fsencode(name).decode(errors="replace")
    return "".join(one if one.isprintable() else " " for one in whole)


def photo(entry: Entry) -> Photo:
    """Return the record of a file of which only the name is known."""
    own = entry.name.rpartition("/")[2]
    stem = own.rpartition(".")[0] or own
    return Photo(id=entry.id, file=entry.name, headline=shown(stem).strip() or "Without a name")


def open_folder(
    folder: Path,
    wish: Wish = USUAL,
    *,
    chosen: str = "",
    known: Sequence[Entry] = (),
    taken: Set[str] = frozenset(),
    dates: Mapping[str, str] | None = None,
    device: int = 0,
) -> Source:
    """List a folder; raises SourceError where that is not possible.

    `chosen` is the name of the file that was asked for. `known` is what was listed before: only new
    and changed files come with a record, and nothing is handed over before the end. `device` is the
    disk that it was listed on: if that is gone, the folder is not taken to be empty. `taken` are
    ids that other photographs have. `dates` as in `ordering.in_order`.
    """
    gathered = _Gathered(folder, wish, known, taken, dates, chosen=chosen)
    if chosen and not known:
        yield Show(gathered.opened([chosen], complete=False))
    recalled = None if known else (yield Recall(folder, wish.deep))
    recalled = recalled if isinstance(recalled, Mapping) else {}
    if recalled:
        gathered.stamps.update(recalled)
        yield Show(gathered.opened(recalled, complete=False))
    shows_parts = not known and not recalled
    # Whatever its suffix is: it was asked for by name.
    names = [chosen] if chosen else []
    visited: set[tuple[int, int]] = set()
    waiting = [""]
    while waiting:
        under = waiting.pop()
        prefix = f"{under}/" if under else ""
        found = Found(complete=False)
        while not found.complete and not found.fault:
            found = _as(Found, (yield ListFolder(folder, under)))
            if found.identity in visited:
                # A link has led back to where we were.
                break
            names += [prefix + name for name in found.files if is_picture(name)]
            if wish.deep and prefix.count("/") < MOST_DEPTH:
                inside = [name for name in found.folders if not name.startswith(".")]
                waiting += [prefix + name for name in inside]
            if found.due and names and shows_parts:
                if wish.by is SortBy.DATE:
                    yield from _read_stamps(gathered, names)
                yield Show(gathered.opened(names, complete=False))
        if found.fault:
            gathered.tell(under, found.fault)
            # What cannot be listed now is not known to be gone.
            names += [name for name in gathered.known if name.startswith(prefix)]
        if not under:
            gathered.device = found.identity[0]
        if found.identity not in visited:
            visited.add(found.identity)
            gathered.folders.append(under)
    if known and not names and device not in (0, gathered.device):
        # A disk that has been pulled out leaves an empty folder where it was mounted.
        raise SourceError(f"“{shown(str(folder))}” cannot be listed: its disk is not there.")
    if shows_parts and len(names) > STAMPS_AT_ONCE and wish.by is not SortBy.DATE:
        yield Show(gathered.opened(names, complete=False))
    if recalled:
        gathered.stamps.clear()
    yield from _read_stamps(gathered, names)
    opened = gathered.opened(gathered.stamps, complete=True)
    assert opened.listing is not None
    yield Remember(folder, wish.deep, opened.listing.entries)
    return opened


def reordered(opened: Opened, wish: Wish, dates: Mapping[str, str] | None = None) -> Opened:
    """Return what is known of a folder in another order, without a look at the disk."""
    assert opened.listing is not None
    entries = Entries(in_order(opened.listing.entries, wish, dates))
    (collection,) = opened.manifest.collections
    collection = replace(collection, photos=entries.ids)
    return replace(
        opened,
        manifest=replace(opened.manifest, collections=(collection,), photos=()),
        listing=Listing(
            entries=entries,
            wish=wish,
            folders=opened.listing.folders,
            picked=opened.listing.picked,
            device=opened.listing.device,
        ),
    )


def open_picture(
    path: Path,
    manifest: Path | None,
    wish: Wish = USUAL,
    *,
    known: Sequence[Entry] = (),
    taken: Set[str] = frozenset(),
) -> Source:
    """Open the folder of a picture, with the picture chosen.

    Where a manifest lies beside it and includes it, the manifest is opened.
    """
    if manifest is not None:
        with suppress(SourceError):
            opened = yield from open_manifest(manifest)
            if any(one.file == path.name for one in opened.manifest.photos):
                return replace(opened, chosen=path.name)
    return (yield from open_folder(path.parent, wish, chosen=path.name, known=known, taken=taken))


def open_files(
    files: Sequence[Path],
    wish: Wish = USUAL,
    *,
    known: Sequence[Entry] = (),
    taken: Set[str] = frozenset(),
    dates: Mapping[str, str] | None = None,
) -> Source:
    """Make one collection of single files, which may lie in different folders.

    A file that is gone still gets a tile, which says so, because it was asked for.
    """
    folder = Path(os.path.commonpath([file.parent for file in files]))
    names = list(dict.fromkeys(file.relative_to(folder).as_posix() for file in files))
    gathered = _Gathered(folder, wish, known, taken, dates, picked=len(names))
    if not known:
        yield Show(gathered.opened(names, complete=False))
    yield from _read_stamps(gathered, names)
    return gathered.opened(names, complete=True)


class _Gathered:
    """What is known of a folder so far.

    Attributes: `folder`; `known`, the entries by name; `stamps`, what was read of them now;
    `folders`, what was listed; `device`, on which disk.
    """

    def __init__(
        self,
        folder: Path,
        wish: Wish,
        known: Sequence[Entry],
        taken: Set[str],
        dates: Mapping[str, str] | None,
        *,
        chosen: str = "",
        picked: int = 0,
    ) -> None:
        self.known = {entry.name: entry for entry in known}
        self.stamps: dict[str, Stamp] = {}
        self.folders: list[str] = []
        self.device = 0
        self.folder = folder
        self._wish = wish
        self._dates = dates
        self._chosen = chosen
        self._picked = picked
        self._taken = taken
        self._ids = {entry.id for entry in known}
        self._ordered: tuple[Entry, ...] = ()
        self._problems: list[Problem] = []

    def tell(self, under: str, fault: str) -> None:
        """Note that a folder could not be listed. Raises SourceError for the outermost."""
        if not under:
            raise SourceError(f"“{shown(str(self.folder))}” cannot be listed: {fault}.")
        self._problems.append(Problem(f"folder “{shown(under)}”", f"cannot be listed: {fault}"))

    def take_stamps(self, stamps: Iterable[tuple[str, Stamp | None]]) -> None:
        """Note stamps by name; an unchanged stamp is not kept twice."""
        for name, stamp in stamps:
            if stamp is not None:
                before = self.known[name].stamp if name in self.known else None
                self.stamps[name] = before if before == stamp and before else stamp

    def opened(self, names: Iterable[str], *, complete: bool) -> Opened:
        """Return the folder with these names, and records of those that are new."""
        fresh = set()
        changed = set()
        newest_ns = 0
        entries: dict[str, Entry] = {}
        for name in names:
            stamp = self.stamps.get(name)
            entry = self.known.get(name)
            if entry is None:
                entry = Entry(name, self._free(id_of(name)), stamp)
                fresh.add(name)
            elif stamp is not None and stamp != entry.stamp:
                if entry.stamp is not None:
                    changed.add(entry.id)
                entry = Entry(name, entry.id, stamp)
            if stamp is not None and entry is not self.known.get(name):
                newest_ns = max(newest_ns, stamp.mtime_ns)
            entries[name] = entry
        gone = [name for name in self.known if name not in entries]
        gone_ids = frozenset(self.known.pop(name).id for name in gone)
        self.known.update(entries)
        self._ordered = self._in_order(entries)
        held = Entries(self._ordered)
        title = self._title()
        return Opened(
            folder=self.folder,
            manifest=Manifest(
                version=VERSION,
                title=title,
                collections=(
                    Collection(
                        id=id_of(self.folder.name),
                        title=title,
                        photos=held.ids,
                        summary=shown(str(self.folder)),
                    ),
                ),
                photos=(),
            ),
            problems=tuple(self._problems) if complete else (),
            listing=Listing(
                entries=held,
                wish=self._wish,
                changed=frozenset(changed),
                gone=gone_ids,
                complete=complete,
                folders=tuple(self.folders),
                picked=bool(self._picked),
                newest_ns=newest_ns,
                fresh=Bare((entry for entry in self._ordered if entry.name in fresh), photo),
                device=self.device,
            ),
            chosen=self._chosen,
            address="" if self._picked else str(self.folder),
        )

    def _in_order(self, entries: dict[str, Entry]) -> tuple[Entry, ...]:
        same_names = len(self._ordered) == len(entries) and all(
            entry.name in entries for entry in self._ordered
        )
        if same_names and self._wish.by is SortBy.NAME:
            return tuple(entries[entry.name] for entry in self._ordered)
        return in_order(entries.values(), self._wish, self._dates)

    def _title(self) -> str:
        if self._picked > 1:
            return f"{self._picked:,} files of {shown(self.folder.name) or self.folder}"
        return shown(self.folder.name) or str(self.folder)

    def _free(self, wanted: str) -> str:
        fresh, number = wanted, 2
        while fresh in self._ids or fresh in self._taken:
            fresh, number = f"{wanted}-{number}", number + 1
        self._ids.add(fresh)
        return fresh


def _read_stamps(gathered: _Gathered, names: Iterable[str]) -> _Asking:
    """Ask for the stamps of the files that have none yet; files that are gone get none."""
    wanted = [name for name in dict.fromkeys(names) if name not in gathered.stamps]
    for start in range(0, len(wanted), STAMPS_AT_ONCE):
        some = tuple(wanted[start : start + STAMPS_AT_ONCE])
        stamps = _as(tuple, (yield ReadStamps(gathered.folder, some)))
        gathered.take_stamps(zip(some, stamps, strict=True))


def _as(kind: type[_Kind], answer: object) -> _Kind:
    assert isinstance(answer, kind)
    return answer
