"""The folders that are open: puts what they hold into the library, and follows what becomes of it.

What the loader brings of a folder is put in the place of what was there before. A folder that has
changed is looked at again on a thread, which hands over only what is different: records that are
known stay, pictures of files that were written anew are forgotten. Where a folder can't be read any
more, what was shown of it stays; its tiles say what is wrong.
"""

import os
from collections.abc import Callable, Iterable, Set
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from gallery.decode.job import Fault
from gallery.qt.browser import Browser
from gallery.qt.loader import Loader, Work
from gallery.qt.pictures import Pictures
from gallery.qt.turns import in_a_later_turn
from gallery.qt.watch import Watch
from gallery.sources.blocking import Driver
from gallery.sources.entries import Entries
from gallery.sources.flow import Entry, Listing, Opened, SortBy, Wish
from gallery.sources.folder import open_files, open_folder, reordered

# So many new photographs are shown in a step of their own, behind that of taking them in.
MANY = 2_000
# Who scrolls on has no files watched on the way.
SIGHT_RESTS_MS = 400

# A folder, or some files of it.
_Key = tuple[Path, frozenset[str]]


class _Followed(Struct):
    """A folder that is open. `opened` is what was seen of it last, `job` the look at it now."""

    collection: str
    opened: Opened
    watch: Watch
    job: int = 0
    is_lost: bool = False
    # Ids that somebody else had taken in the meantime, and those that stand for them.
    renamed: dict[str, str] = field(default_factory=dict)


class Folders(QObject):
    """Keeps the library and the folders of this person together.

    `in_sight` tells which photographs are looked at; their files are watched.
    Signals: `failed(str)` with a sentence, where an open folder can't be read any more;
    `recovered(str)` with another, where it can be again;
    `took(Path, Sequence[Entry], Iterable[str])` when a folder's entries are in the library, the
    ids of those that have come just now behind them.
    """

    failed = Signal(str)
    recovered = Signal(str)
    took = Signal(object, object, object)

    def __init__(
        self,
        browser: Browser,
        pictures: Pictures,
        loader: Loader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._library = browser.library
        self._pictures = pictures
        self._loader = loader
        self.in_sight: Callable[[], Iterable[str]] = list
        self._followed: dict[_Key, _Followed] = {}
        self._sight_rests = QTimer(self)
        self._sight_rests.setSingleShot(True)
        self._sight_rests.setInterval(SIGHT_RESTS_MS)
        self._sight_rests.timeout.connect(self._look_after_sight)
        self._is_put_off = False
        loader.looked.connect(self._looked)
        pictures.arrived.connect(self._look_for_gone)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self._state_changed)

    @property
    def wish(self) -> Wish:
        """How folders are shown."""
        return self._loader.wish

    def open(self, *addresses: str) -> None:
        """Begin to open what a person named."""
        known = {
            one.opened.folder: listing.entries
            for one in self._followed.values()
            if (listing := _listing(one.opened)).complete and not listing.picked
        }
        self._loader.open(*addresses, known=known, taken=self._library.photos.keys())

    def take(self, opened: Opened) -> str:
        """Put what has come of a folder into the library; return the id of its collection."""
        listing = _listing(opened)
        (collection,) = opened.manifest.collections
        key = _key(opened)
        followed = self._followed.get(key)
        if followed is None:
            followed = self._follow(key, opened, self._library.free_collection_id(collection.id))
        if followed.renamed:
            opened = _with_ids(opened, followed.renamed)
            listing = _listing(opened)
            (collection,) = opened.manifest.collections
        before = self._library.collections.get(followed.collection)
        wanted = replace(collection, id=followed.collection)
        photos = listing.fresh
        if before is None or photos or before.photos != wanted.photos or listing.changed:
            placed = self._library.put(wanted, opened.folder, photos, listing.gone)
            if listing.gone:
                self._pictures.drop_gone()
            if placed is not wanted:
                ids = zip(wanted.photos, placed.photos, strict=True)
                followed.renamed.update((one, other) for one, other in ids if one != other)
                opened = _with_ids(opened, followed.renamed)
                listing = _listing(opened)
            for photo in listing.changed:
                self._pictures.forget(photo)
            if listing.gone or len(photos) < MANY:
                # What is gone may not be shown for another moment.
                self._browser.reload()
            else:
                # The window answers between two steps that take some milliseconds each.
                self._reload_later()
        if followed.is_lost:
            followed.is_lost = False
            for photo in wanted.photos:
                if self._pictures.fault(photo) is not None:
                    self._pictures.forget(photo)
            self.recovered.emit(f"“{wanted.title}” can be read again.")
        # The records are in the library now; holding them twice would keep what is gone.
        followed.opened = replace(
            opened,
            manifest=replace(opened.manifest, photos=()),
            listing=replace(listing, fresh={}),
        )
        self.took.emit(opened.folder, listing.entries, listing.fresh.keys())
        if listing.complete:
            places = [str(opened.folder / one) for one in listing.folders]
            followed.watch.looked(places, listing.newest_ns)
            self.look_around()
            if listing.wish != self.wish:
                self._arrange(followed)
        return followed.collection

    def is_settled(self) -> bool:
        """Return whether all that has come is shown."""
        return not self._is_put_off

    def _reload_later(self) -> None:
        if not self._is_put_off:
            self._is_put_off = True
            # Behind what the window shows of them first.
            in_a_later_turn(self, lambda: in_a_later_turn(self, self._reload))

    def _reload(self) -> None:
        self._is_put_off = False
        self._browser.reload()

    def set_wish(self, wish: Wish) -> None:
        """Show all folders another way, these and those to come."""
        self._loader.wish = wish
        for followed in self._followed.values():
            if _listing(followed.opened).complete:
                self._arrange(followed)

    def look_around(self) -> None:
        """Take note that other photographs may be looked at."""
        self._sight_rests.start()

    def stop(self) -> None:
        """Follow nothing any more."""
        self._sight_rests.stop()
        for followed in self._followed.values():
            followed.watch.close()

    def watched(self) -> frozenset[str]:
        """Return the folders and files of which the system tells when they change."""
        return frozenset().union(*(one.watch.watched() for one in self._followed.values()))

    def followed(self) -> list[Path]:
        """Return the folders that are open."""
        return [one.opened.folder for one in self._followed.values()]

    def folder_of(self, collection: str) -> Path | None:
        """Return the folder of a collection that is open; None where it is none."""
        there = (one for one in self._followed.values() if one.collection == collection)
        return next((one.opened.folder for one in there), None)

    def close(self, collection: str) -> None:
        """Show a collection no longer; a folder is no longer followed."""
        for key, followed in list(self._followed.items()):
            if followed.collection == collection:
                self._loader.drop(followed.job)
                self._loader.leave(partial(_is_of, key))
                followed.watch.close()
                followed.watch.deleteLater()
                del self._followed[key]
        if self._browser.query.collection == collection:
            self._browser.choose_collection(None)
        self._library.remove(collection)
        self._pictures.drop_gone()
        self._browser.reload()

    def _follow(self, key: _Key, opened: Opened, collection: str) -> _Followed:
        followed = self._followed[key] = _Followed(collection, opened, Watch(self))
        followed.watch.due.connect(lambda: self._look(followed))
        return followed

    def _look_after_sight(self) -> None:
        library = self._library
        pictures = (library.picture(one) for one in self.in_sight() if one in library.photos)
        files = [str(one) for one in dict.fromkeys(pictures) if one is not None]
        for followed in self._followed.values():
            within = f"{followed.opened.folder}/".replace("//", "/")
            followed.watch.look_after([one for one in files if one.startswith(within)])

    def _look_for_gone(self, photo: str) -> None:
        """Look at a folder of which a file is gone: a folder above it may have been renamed."""
        if self._pictures.fault(photo) is not Fault.GONE or photo not in self._library.photos:
            return
        path = self._library.picture(photo)
        for followed in self._followed.values():
            within = path is not None and path.is_relative_to(followed.opened.folder)
            if within and _listing(followed.opened).complete:
                followed.watch.touch()

    def _look(self, followed: _Followed) -> None:
        """Have a folder looked at for what is different."""
        opened, listing = followed.opened, _listing(followed.opened)
        folder, known = opened.folder, listing.entries
        wish, dates = self.wish, self._dates(followed)
        # As they are when an id is looked for, not a copy of a million of them.
        taken = self._library.photos.keys()

        unopened = self._pictures.unopened()

        def work(driver: Driver) -> Opened:
            if listing.picked:
                files = [folder / entry.name for entry in known]
                source = open_files(files, wish, known=known, taken=taken, dates=dates())
            else:
                source = open_folder(
                    folder, wish, known=known, taken=taken, dates=dates(), device=listing.device
                )
            return _with_opened(driver.run(source), unopened)

        self._start(followed, work)

    def _arrange(self, followed: _Followed) -> None:
        """Have a folder shown as is wished for now."""
        opened, listing = followed.opened, _listing(followed.opened)
        wish, dates = self.wish, self._dates(followed)
        deeper = listing.wish.deep != wish.deep and not listing.picked
        if deeper or followed.watch.is_looking:
            self._look(followed)
        else:
            self._start(followed, lambda _: reordered(opened, wish, dates()))

    def _start(self, followed: _Followed, work: Work) -> None:
        self._loader.drop(followed.job)
        followed.job = self._loader.look_again(work)

    def _looked(self, job: int, result: object) -> None:
        followed = next((one for one in self._followed.values() if one.job == job), None)
        if followed is None:
            return
        if isinstance(result, Opened):
            self.take(result)
        else:
            followed.watch.lost()
            if not followed.is_lost:
                followed.is_lost = True
                self.failed.emit(str(result))

    def _dates(self, followed: _Followed) -> Callable[[], dict[str, str]]:
        """Return what gathers the dates of photographs, by id, where nobody waits for it."""
        if self.wish.by is not SortBy.DATE:
            return dict
        photos = self._library.photos.as_now()
        members = self._library.collections[followed.collection].photos
        return lambda: {
            one.id: one.date_created for one in photos.each(members) if one.date_created
        }

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        """Look at everything again when the person comes back to the window."""
        if state is Qt.ApplicationState.ApplicationActive:
            for followed in self._followed.values():
                if _listing(followed.opened).complete:
                    followed.watch.touch()


def _key(opened: Opened) -> _Key:
    listing = _listing(opened)
    names = [entry.name for entry in listing.entries] if listing.picked else ()
    return opened.folder, frozenset(names)


def _is_of(key: _Key, opened: Opened) -> bool:
    return opened.listing is not None and _key(opened) == key


def _listing(opened: Opened) -> Listing:
    assert opened.listing is not None
    return opened.listing


def _with_opened(opened: Opened, unopened: Set[str]) -> Opened:
    """Count those as changed that can be opened now: permissions are no part of a stamp."""
    listing = _listing(opened)
    there = (one for one in listing.entries if one.id in unopened) if unopened else ()
    now = {one.id for one in there if os.access(opened.folder / one.name, os.R_OK)}
    return replace(opened, listing=replace(listing, changed=listing.changed | now))


def _with_ids(opened: Opened, renamed: dict[str, str]) -> Opened:
    """Return what was opened with other ids in the place of some."""

    def fresh(one: str) -> str:
        return renamed.get(one, one)

    listing = _listing(opened)
    (collection,) = opened.manifest.collections
    photos = {fresh(one): replace(photo, id=fresh(one)) for one, photo in listing.fresh.items()}
    return replace(
        opened,
        manifest=replace(
            opened.manifest,
            collections=(replace(collection, photos=tuple(map(fresh, collection.photos))),),
            photos=tuple(photos.values()),
        ),
        listing=replace(
            listing,
            entries=Entries(Entry(one.name, fresh(one.id), one.stamp) for one in listing.entries),
            changed=frozenset(map(fresh, listing.changed)),
            gone=frozenset(map(fresh, listing.gone)),
            fresh=photos,
        ),
    )
