"""The gallery page: header, sidebar, grid, details and status line.

The parts are made and connected here. The grid shows the answer to the search; where that is empty,
a page with suggestions takes its place.
"""

from itertools import pairwise

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gallery.qt.actions import Actions
from gallery.qt.bars import NothingFound, NoticeBar, StatusLine
from gallery.qt.browser import Browser
from gallery.qt.details import DetailPane
from gallery.qt.file_reader import FileReader
from gallery.qt.grid import PhotoGrid
from gallery.qt.header import Header
from gallery.qt.icons import Icons
from gallery.qt.late import LateRooms
from gallery.qt.models import PhotoModel
from gallery.qt.panes import Panes
from gallery.qt.pictures import Pictures
from gallery.qt.saved import SavedSearches
from gallery.qt.search import SearchField
from gallery.qt.searched import RecentSearches
from gallery.qt.settings import Settings
from gallery.qt.sidebar import Sidebar
from gallery.qt.theme import Theme
from gallery.qt.tile import TileDelegate


class GalleryPage(QWidget):
    """The page on which photographs are searched and listed.

    Attributes: `search`, `sidebar`, `grid`, `nothing`, `details`, `notice`, `status`: its parts;
    `panes`, which shares the width among three of them.
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
        files: FileReader,
        actions: Actions,
        rooms: LateRooms,
    ) -> None:
        super().__init__()
        self._browser = browser
        self._pictures = pictures
        self.setObjectName("gallery")
        tiles = TileDelegate(browser, pictures, theme, icons, self)
        self.grid = PhotoGrid(PhotoModel(browser, self), tiles, pictures)
        self.sidebar = Sidebar(browser, saved, theme, settings)
        self.search = SearchField(browser, icons, RecentSearches(settings), rooms.offers)
        self.details = DetailPane(browser, pictures, theme, icons, files, rooms.file_view)
        self.notice = NoticeBar(icons)
        self.nothing = NothingFound(browser, actions)
        self.status = StatusLine()
        header = Header(browser, self.search, icons)
        header.add_switches(
            actions["show_sidebar"],
            [actions["slideshow"], actions["full_screen"], actions["show_details"]],
        )
        self._lay_out(header)
        self._theme = theme
        theme.changed.connect(self._retint)
        self.sidebar.said.connect(self.notice.say)
        saved.failed.connect(self.notice.say)
        self.grid.selection_changed.connect(lambda _: self.show_counts())
        self.grid.tile_size_changed.connect(self.status.show_tile_size)
        self.status.tile_size_wanted.connect(self.grid.set_tile_size)
        if saved.problem:
            self.notice.say(saved.problem)

    def follow(self) -> None:
        """Show what the browser answers now."""
        found = bool(self._browser.ids)
        came_back = found and self._middle.currentWidget() is self.nothing
        self._middle.setCurrentWidget(self.grid if found else self.nothing)
        if came_back and not self.search.line.hasFocus():
            # The button that had the keyboard is gone with the page it stood on.
            self.grid.setFocus()
        self.show_counts()

    def show_counts(self) -> None:
        """Say how many photographs there are, and how many of them are chosen."""
        browser = self._browser
        among = browser.scope_size() if browser.answered.is_search() else None
        self.status.show_counts(
            len(browser.ids), self.grid.selected_count(), browser.messages, among=among
        )

    def is_settled(self) -> bool:
        """Return whether everything in sight is drawn."""
        current = self.grid.current_photo()
        return self.grid.is_settled() and (not current or self._pictures.is_settled(current))

    def _lay_out(self, header: Header) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self.nothing)
        centre = QWidget()
        centre.setObjectName("centre")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self._middle, 1)
        self.panes = Panes(self.sidebar, centre, self.details)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(header)
        page.addWidget(self.panes, 1)
        page.addWidget(self.status)
        # As one reads: along the header, then the panes from left to right.
        first, *others = header.switches
        stops = (
            *(first, self.search.line, *others),
            *(self.sidebar, self.grid, self.details, self.details.picture),
        )
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _retint(self) -> None:
        self.search.retint()
        for widget in (self.grid.viewport(), self.sidebar.viewport()):
            widget.update()
