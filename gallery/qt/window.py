"""The window: makes its parts and connects them.

It has two pages (`pages`): the gallery (`gallery_page`) and the photo view, which fills everything.
What the actions of the menus do is in `commands`, what is opened in `opening`, what stays from one
run to the next in `last_time`. The parts talk to each other by signals, which are connected here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from gallery.qt.actions import Actions
from gallery.qt.browser import Browser
from gallery.qt.clipboard import Copier
from gallery.qt.commands import Commands
from gallery.qt.dropped import files_in
from gallery.qt.file_reader import FileReader
from gallery.qt.folders import Folders
from gallery.qt.gallery_page import GalleryPage
from gallery.qt.icons import Icons
from gallery.qt.keeping import Keeping
from gallery.qt.last_time import LastTime
from gallery.qt.late import LateRooms
from gallery.qt.loader import Loader
from gallery.qt.opening import Opening
from gallery.qt.pages import Pages
from gallery.qt.pictures import Pictures
from gallery.qt.preparing import Preparing
from gallery.qt.reader import Reader
from gallery.qt.recent import Recent
from gallery.qt.saved import SavedSearches
from gallery.qt.settings import Settings
from gallery.qt.slideshow import Slideshow
from gallery.qt.theme import Theme

if TYPE_CHECKING:
    from gallery.qt.photo import PhotoView

LEAST_WINDOW = QSize(640, 420)
# How long a message such as "Caption and credit copied" stays.
MESSAGE_MS = 4_000


class Window(QMainWindow):
    """The program's one window.

    Attributes: `browser`, `grid`, `details`, `view`, `actions_by_name`…: the parts, for whoever
    drives the window (the scenes of `--screenshot`, the tests).
    """

    def __init__(
        self,
        *,
        browser: Browser,
        pictures: Pictures,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        saved: SavedSearches,
        loader: Loader,
        folders: Folders,
        reader: Reader,
        preparing: Preparing,
        files: FileReader,
        copier: Copier,
        rooms: LateRooms,
        open_address: Callable[[str], object],
        show_file: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self.browser = browser
        self._pictures = pictures
        self._theme = theme
        self._icons = icons
        self._loader = loader
        self.folders = folders
        self._reader = reader
        self._files = files
        self._copier = copier
        self._rooms = rooms
        self.setObjectName("window")
        self.setWindowTitle("Giant Leap")
        self.setMinimumSize(LEAST_WINDOW)
        self.setAcceptDrops(True)
        self.actions_by_name = Actions(self, icons)
        self.recent = Recent(settings, self)
        self.actions_by_name.add_submenu("open_files", self.recent.menu)
        gallery = self._gallery = GalleryPage(
            browser=browser,
            pictures=pictures,
            theme=theme,
            icons=icons,
            settings=settings,
            saved=saved,
            files=files,
            actions=self.actions_by_name,
            rooms=rooms,
        )
        self.grid = gallery.grid
        self.sidebar = gallery.sidebar
        self.search = gallery.search
        self.details = gallery.details
        self.notice = gallery.notice
        self.nothing = gallery.nothing
        self.status = gallery.status
        self._pages = Pages(browser, gallery, self._make_view)
        self.slideshow = Slideshow(self._pages, self)
        self.setCentralWidget(self._pages)
        self.keeping = Keeping(
            browser,
            pictures,
            self.grid.schedule,
            lambda: self.grid.currentIndex().row(),
            self,
        )
        self.status.background.add(reader.work)
        self.status.background.add(self.keeping)
        self.status.background.add(preparing)
        browser.is_arriving = self._is_arriving
        self.opening = Opening(
            self,
            browser=browser,
            loader=loader,
            folders=folders,
            reader=reader,
            keeping=self.keeping,
            recent=self.recent,
            actions=self.actions_by_name,
            notice=self.notice,
            status=self.status,
            rooms=rooms,
        )
        self._commands = Commands(
            self,
            browser=browser,
            actions=self.actions_by_name,
            gallery=gallery,
            pages=self._pages,
            slideshow=self.slideshow,
            copier=copier,
            theme=theme,
            rooms=rooms,
            say=self._say,
            open_address=open_address,
            show_file=show_file,
        )
        self._last_time = LastTime(
            self,
            settings=settings,
            theme=theme,
            browser=browser,
            folders=folders,
            actions=self.actions_by_name,
            gallery=gallery,
        )
        self._connect_parts(open_address)
        # When all parts are where they belong, and before the first text is laid out.
        theme.dress()
        self.opening.show_order()
        self._last_time.bring_back()
        self._follow()

    # What others may ask

    @property
    def view(self) -> "PhotoView":
        """The photo view."""
        return self._pages.view

    def show_photo(self, photo: str) -> None:
        """Open a photograph in the photo view."""
        self._pages.show_photo(photo)

    def show_gallery(self) -> None:
        """Go back to the grid, to the photograph that was looked at last."""
        self._pages.show_gallery()

    def rooms_in_advance(self) -> "tuple[Callable[[], object], ...]":
        """Return functions that make the parts of the window that are most likely needed next.

        They would be made when they are needed; an idle program makes them in advance.
        """
        return (lambda: self.search.suggestions, lambda: self.view, lambda: self.details.file)

    def is_settled(self) -> bool:
        """Return whether everything in sight is drawn, and nothing more is being opened."""
        if self._is_arriving() or self.browser.searching or not self._files.is_settled():
            return False
        return self._pages.is_settled()

    def _is_arriving(self) -> bool:
        """Return whether photographs, or what they say, are still to come."""
        return (
            self._loader.is_waiting()
            or not self.folders.is_settled()
            or not self.opening.is_settled()
            or not self._reader.is_settled()
        )

    # How the rooms are connected

    def _make_view(self) -> "PhotoView":
        """Make the photo view when it is wanted for the first time."""
        view = self._rooms.photo_view(self.details.spoken)
        self.details.spoke.connect(view.tell)
        action = self.actions_by_name
        view.add_tools(
            [
                action["fit"],
                action["one_to_one"],
                action["zoom_out"],
                None,
                action["zoom_in"],
                action["turn_right"],
                action["slideshow"],
                action["full_screen"],
            ]
        )
        self._commands.give_menu(view)
        return view

    def _connect_parts(self, open_address: Callable[[str], object]) -> None:
        self.browser.changed.connect(self._follow)
        self._pages.turned.connect(self._turned)
        self._pages.photo_changed.connect(self._view_moved)
        self.opening.photo_wanted.connect(self.show_photo)
        self.sidebar.close_wanted.connect(self.opening.close)
        self.grid.opened.connect(self.show_photo)
        self.grid.current_changed.connect(self._current_changed)
        self.grid.said.connect(self._say)
        self.details.opened.connect(self.show_photo)
        self.details.link_followed.connect(open_address)
        self._reader.in_sight = self.grid.photos_in_sight
        self._loader.waiting_changed.connect(self.nothing.show_waiting)
        self.folders.in_sight = self._pages.photos_in_sight
        for changed in (self.grid.sight_changed, self._pages.turned, self._pages.photo_changed):
            changed.connect(self.folders.look_around)
        self._copier.copied.connect(self._say)
        self._copier.failed.connect(self._say)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(MESSAGE_MS)
        self._quiet.timeout.connect(self._be_quiet)

    def _follow(self) -> None:
        """Show what the browser answers now."""
        self._pages.follow()
        self._gallery.follow()
        self._commands.enable()
        self.setWindowTitle(self._pages.title())

    def _turned(self, in_view: bool) -> None:
        self.menuBar().setVisible(not in_view)
        self._follow()

    def _current_changed(self, photo: str) -> None:
        record = self.browser.library.photos[photo] if photo else None
        self.details.show_photo(record)
        if not self._pages.in_view:
            self._pictures.keep_only({photo})
        self._commands.enable()

    def _view_moved(self, photo: str) -> None:
        self.setWindowTitle(self.browser.library.photos[photo].headline)
        self._pictures.keep_only({*self.view.photos_in_sight()})

    def _say(self, message: str) -> None:
        """Say something for a moment."""
        self.status.say(message)
        if self._pages.in_view:
            self.view.say(message)
        self._quiet.start()

    def _be_quiet(self) -> None:
        self.status.say("")
        if self._pages.in_view:
            self.view.say("")

    # What the system tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.hide_offers()
        self._gallery.panes.share(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The system too may bring the window out of full screen, or an earlier run into it.
        if event.type() is QEvent.Type.WindowStateChange:
            self.actions_by_name["full_screen"].setChecked(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        self.slideshow.stop()
        self.keeping.close()
        self._last_time.keep()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is dragged out of this window is not opened in it.
        if files_in(event.mimeData()) and event.source() is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.opening.open(*files_in(event.mimeData()))
        event.acceptProposedAction()
