"""Opens and closes sources in the window, and puts folders in another order.

Sources are named in a dialog, by dropping them, or on the command line. The loader opens them, the
folders keep them up to date, and here the window takes them in: it reports problems and shows what
is new.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gallery.manifest import Problem
from gallery.qt.actions import Actions
from gallery.qt.bars import NoticeBar, StatusLine
from gallery.qt.browser import Browser
from gallery.qt.folders import MANY, Folders
from gallery.qt.keeping import Keeping
from gallery.qt.late import LateRooms
from gallery.qt.loader import Loader
from gallery.qt.reader import Reader
from gallery.qt.recent import Recent
from gallery.qt.turns import in_a_later_turn
from gallery.sources.flow import Opened, SortBy, Wish
from gallery.sources.folder import ENDINGS


class Opening(QObject):
    """What is open, and in which order.

    Signals: `photo_wanted(str)` when a photograph is to be shown by itself.
    """

    photo_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        *,
        browser: Browser,
        loader: Loader,
        folders: Folders,
        reader: Reader,
        keeping: Keeping,
        recent: Recent,
        actions: Actions,
        notice: NoticeBar,
        status: StatusLine,
        rooms: LateRooms,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._browser = browser
        self._folders = folders
        self._reader = reader
        self._keeping = keeping
        self._recent = recent
        self._actions = actions
        self._notice = notice
        self._rooms = rooms
        self._problems: tuple[Problem, ...] = ()
        # How many sources are in the library, and not shown yet.
        self._put_off = 0
        notice.list_wanted.connect(self._show_problems)
        recent.wanted.connect(self.open)
        status.cancelled.connect(loader.cancel)
        loader.waiting_changed.connect(status.show_waiting)
        loader.opened.connect(lambda opened: self.add(opened, show=True))
        loader.continued.connect(lambda opened: self.add(opened, show=False))
        loader.told.connect(notice.say)
        loader.failed.connect(notice.say)
        folders.failed.connect(notice.say)
        folders.recovered.connect(notice.say)
        folders.took.connect(reader.follow)
        reader.rested.connect(self._arrange_by_date)
        reader.told.connect(notice.say)
        for name, slot in (
            ("open_folder", self._ask_for_folder),
            ("open_files", self._ask_for_files),
            ("close_collection", self._close_collection),
            ("sort_name", self._wish_changed),
            ("sort_date", self._wish_changed),
            ("descending", self._wish_changed),
            ("subfolders", self._wish_changed),
        ):
            actions[name].triggered.connect(slot)

    def open(self, *addresses: str) -> None:
        """Begin to open what a person named: folders, pictures, manifests."""
        self._folders.open(*addresses)

    def close(self, collection: str) -> None:
        """Show a collection no longer; nothing happens to its files."""
        self._folders.close(collection)

    def add(self, opened: Opened, *, show: bool) -> None:
        """Take in what a source opened; tell what was wrong with it; show it if wanted."""
        library = self._browser.library
        was_empty = not library.photos
        if opened.listing is None:
            added = library.add(opened.folder, opened.manifest, opened.missing)
            collections = [collection.id for collection in added]
            self._browser.reload()
        else:
            if show:
                self._reader.open_again(opened.folder)
            collections = [self._folders.take(opened)]
        if show:
            choose = not (was_empty and len(collections) > 1)
            if opened.listing is not None and len(opened.listing.fresh) >= MANY:
                self._put_off += 1
                in_a_later_turn(self, lambda: self._show_later(opened, collections, choose=choose))
            else:
                self._show(opened, collections, choose=choose)
        if opened.problems:
            self.tell_problems(opened.manifest.title, opened.problems)
        elif show:
            self._notice.hide()

    def tell_problems(self, title: str, problems: tuple[Problem, ...]) -> None:
        """Say that some of a source could not be read, and keep the list to be shown."""
        self._problems = problems
        if len(problems) == 1:
            self._notice.say(f"There is a problem in “{title}”: {problems[0]}.")
        else:
            self._notice.say(f"There are {len(problems):,} problems in “{title}”.", has_list=True)

    def show_order(self) -> None:
        """Check the actions that tell in which order folders are shown."""
        wish = self._folders.wish
        self._actions[f"sort_{wish.by}"].setChecked(True)
        self._actions["descending"].setChecked(wish.descending)
        self._actions["subfolders"].setChecked(wish.deep)

    def is_settled(self) -> bool:
        """Return whether all that was opened is shown."""
        return not self._put_off

    def _show_later(self, opened: Opened, collections: list[str], *, choose: bool) -> None:
        self._put_off -= 1
        # It may have been closed in between.
        if all(one in self._browser.library.collections for one in collections):
            self._show(opened, collections, choose=choose)

    def _show(self, opened: Opened, collections: list[str], *, choose: bool) -> None:
        if choose:
            self._browser.choose_collection(collections[0])
        self._keeping.open_again(collections)
        if opened.chosen:
            self._show_file(opened.chosen, collections)
        if opened.address:
            self._recent.add(opened.address)

    def _show_file(self, file: str, collections: list[str]) -> None:
        library = self._browser.library
        members = (photo for one in collections for photo in library.collections[one].photos)
        photo = next((one for one in members if library.photos[one].file == file), None)
        if photo is not None:
            self.photo_wanted.emit(photo)

    def _show_problems(self) -> None:
        problems = [str(one) for one in self._problems]
        self._rooms.problems("What was wrong", problems, self._window).exec()

    def _ask_for_folder(self) -> None:
        # Beside the folder that is looked at lie those that are wanted next.
        here = self._here()
        start = str(here.parent if here else _pictures())
        if folder := QFileDialog.getExistingDirectory(self._window, "Open a folder", start):
            self.open(folder)

    def _ask_for_files(self) -> None:
        pictures = " ".join(f"*.{ending}" for ending in sorted(ENDINGS))
        files, _ = QFileDialog.getOpenFileNames(
            self._window,
            "Open pictures or a manifest",
            str(self._here() or _pictures()),
            f"Pictures and manifests ({pictures} *.json);;All files (*)",
            # Eighty suffixes help nobody.
            options=QFileDialog.Option.HideNameFilterDetails,
        )
        self.open(*files)

    def _here(self) -> Path | None:
        """Return the folder that is looked at, where it is one of this person's."""
        return self._folders.folder_of(self._browser.query.collection or "")

    def _close_collection(self) -> None:
        if self._browser.query.collection is not None:
            self.close(self._browser.query.collection)

    def _wish_changed(self) -> None:
        action = self._actions
        self._folders.set_wish(
            Wish(
                by=SortBy.DATE if action["sort_date"].isChecked() else SortBy.NAME,
                descending=action["descending"].isChecked(),
                deep=action["subfolders"].isChecked(),
            )
        )

    def _arrange_by_date(self) -> None:
        """Put folders in order again: photographs have got the dates that their files tell."""
        if self._folders.wish.by is SortBy.DATE:
            self._folders.set_wish(self._folders.wish)


def _pictures() -> Path:
    """Return where this person's desktop keeps pictures."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
