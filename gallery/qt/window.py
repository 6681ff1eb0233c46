"""The window: lays out the parts, and lets each action act on what is shown.

Two pages lie one on the other: the gallery (header, sidebar, grid, details, status) and the photo
view, which fills everything. Whatever the parts have to tell each other they tell by signals, and
this is where the signals are connected.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gallery.qt.actions import Actions
from gallery.qt.bars import NothingFound, NoticeBar, StatusLine
from gallery.qt.browser import Browser
from gallery.qt.clipboard import Copier
from gallery.qt.details import DetailPane
from gallery.qt.dialogs import AboutDialog, KeysDialog
from gallery.qt.file_view import FileReader
from gallery.qt.folders import Folders
from gallery.qt.grid import PhotoGrid
from gallery.qt.header import Header
from gallery.qt.icons import Icons
from gallery.qt.keeping import Keeping
from gallery.qt.layout import USUAL_SIZE
from gallery.qt.loader import Loader
from gallery.qt.models import PhotoModel
from gallery.qt.opening import Opening
from gallery.qt.panes import Panes
from gallery.qt.photo import PhotoView
from gallery.qt.pictures import Pictures
from gallery.qt.preparing import Preparing
from gallery.qt.reader import Reader
from gallery.qt.recent import Recent
from gallery.qt.saved import SavedSearches
from gallery.qt.search import SearchField
from gallery.qt.searched import RecentSearches
from gallery.qt.settings import Settings
from gallery.qt.sidebar import Sidebar
from gallery.qt.slideshow import Slideshow
from gallery.qt.theme import Scheme, Theme
from gallery.qt.tile import TileDelegate

USUAL_WINDOW = QSize(1440, 900)
LEAST_WINDOW = QSize(640, 420)
# How long a message such as "Caption and credit copied" stays.
MESSAGE_MS = 4_000


class Window(QMainWindow):
    """The program's one window.

    Attributes: `browser`, `grid`, `details`, `view`, `actions_by_name`: the parts, for whoever
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
        open_address: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.browser = browser
        self._pictures = pictures
        self._theme = theme
        self._settings = settings
        self._loader = loader
        self.folders = folders
        self._reader = reader
        self._files = files
        self._saved = saved
        self._copier = copier
        self._open_address = open_address
        # What was asked for when the photo view was opened: it steps through the answer to that.
        self._viewed = browser.query
        self._slideshow_filled_screen = False
        self.setObjectName("window")
        self.setWindowTitle("Giant Leap")
        self.setMinimumSize(LEAST_WINDOW)
        self.setAcceptDrops(True)
        self.actions_by_name = Actions(self, icons)
        self.recent = Recent(settings, self)
        self.actions_by_name.add_submenu("open_files", self.recent.menu)

        tiles = TileDelegate(browser, pictures, theme, icons, self)
        self.grid = PhotoGrid(PhotoModel(browser, self), tiles, pictures)
        self.sidebar = Sidebar(browser, saved, theme, settings)
        self.search = SearchField(browser, pictures, theme, icons, RecentSearches(settings))
        self.details = DetailPane(browser, pictures, theme, icons, files)
        self.view = PhotoView(browser.library, pictures, theme, icons)
        self.slideshow = Slideshow(self.view, self)
        self.notice = NoticeBar(icons)
        self.nothing = NothingFound(browser)
        self.status = StatusLine()
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
        )
        self.opening.photo_wanted.connect(self.show_photo)
        self._header = Header(browser, self.search, icons)
        self._lay_out()
        self._connect_parts()
        self._connect_actions()
        self._restore()
        self._answer_changed()
        if saved.problem:
            self.notice.say(saved.problem)

    # What others may ask

    def show_photo(self, photo: str) -> None:
        """Open a photograph in the photo view."""
        self._viewed = self.browser.query
        self._show_page(self.view)
        self.view.show_list(self.browser.ids, photo)

    def show_gallery(self) -> None:
        """Go back to the grid, to the photograph that was looked at last."""
        self.slideshow.stop()
        if self._pages.currentWidget() is not self.view:
            return
        photo = self.view.photo
        self._show_page(self._gallery)
        if self._slideshow_filled_screen:
            self.actions_by_name["full_screen"].setChecked(False)
        self.grid.choose(photo)
        self.view.leave()

    def is_settled(self) -> bool:
        """Return whether everything in sight is drawn, and nothing more is being opened."""
        if self._is_arriving() or self.browser.searching:
            return False
        if not self._files.is_settled():
            return False
        if self._pages.currentWidget() is self.view:
            return self.view.is_settled()
        current = self.grid.current_photo()
        return self.grid.is_settled() and (not current or self._pictures.is_settled(current))

    def _is_arriving(self) -> bool:
        """Return whether photographs, or what they say, are still to come."""
        return (
            self._loader.is_waiting()
            or not self.folders.is_settled()
            or not self._reader.is_settled()
        )

    # Layout

    def _lay_out(self) -> None:
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
        self._panes = Panes(self.sidebar, centre, self.details)
        self._gallery = QWidget()
        self._gallery.setObjectName("gallery")
        page = QVBoxLayout(self._gallery)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._header)
        page.addWidget(self._panes, 1)
        page.addWidget(self.status)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._gallery)
        self._pages.addWidget(self.view)
        self.setCentralWidget(self._pages)
        action = self.actions_by_name
        self._header.add_switches(
            action["show_sidebar"],
            [action["slideshow"], action["full_screen"], action["show_details"]],
        )
        self.view.add_tools(
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
        for one, other in (
            (self.search.line, self.sidebar),
            (self.sidebar, self.grid),
            (self.grid, self.details.picture),
        ):
            QWidget.setTabOrder(one, other)
        for widget in (self.grid, self.view):
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(self._show_context_menu)

    def _connect_parts(self) -> None:
        self.browser.changed.connect(self._answer_changed)
        self.search.left_downwards.connect(self._enter_results)
        self.search.save_wanted.connect(self._save_search)
        self.sidebar.said.connect(self.notice.say)
        self._saved.failed.connect(self.notice.say)
        self.grid.opened.connect(self.show_photo)
        self.grid.current_changed.connect(self._current_changed)
        self.grid.selection_changed.connect(lambda _: self._show_counts())
        self.grid.tile_size_changed.connect(self.status.show_tile_size)
        self.grid.said.connect(self._say)
        self.details.opened.connect(self.show_photo)
        self.details.name_chosen.connect(self._name_chosen)
        self.details.link_followed.connect(self._open_address)
        self.details.copy_wanted.connect(self._copy_citation)
        self.view.closed.connect(self.show_gallery)
        self.view.photo_changed.connect(self._view_moved)
        self.status.tile_size_wanted.connect(self.grid.set_tile_size)
        self.slideshow.running_changed.connect(self._slideshow_changed)
        self._reader.in_sight = self.grid.photos_in_sight
        self._copier.copied.connect(self._say)
        self._copier.failed.connect(self._say)
        self._theme.changed.connect(self._theme_changed)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(MESSAGE_MS)
        self._quiet.timeout.connect(self._be_quiet)

    def _connect_actions(self) -> None:
        action = self.actions_by_name
        for name, slot in (
            ("quit", self.close),
            ("copy_picture", self._copy_picture),
            ("copy_citation", self._copy_citation),
            ("search", self._begin_search),
            ("clear_search", self.browser.clear_search),
            ("save_search", self._save_search),
            ("open_photo", self._open_current),
            ("back", self._go_back),
            ("fit", self._fit),
            ("one_to_one", self.view.canvas.one_to_one),
            ("zoom_in", lambda: self._zoom(1)),
            ("zoom_out", lambda: self._zoom(-1)),
            ("turn_right", lambda: self.view.canvas.turn(1)),
            ("turn_left", lambda: self.view.canvas.turn(-1)),
            ("slideshow", self._toggle_slideshow),
            ("previous", lambda: self._step(-1)),
            ("next", lambda: self._step(1)),
            ("first", lambda: self._go_to_end(first=True)),
            ("last", lambda: self._go_to_end(first=False)),
            ("original", self._see_original),
            ("keys", lambda: KeysDialog(action, self).exec()),
            ("about", lambda: AboutDialog(self).exec()),
        ):
            action[name].triggered.connect(slot)
        action["full_screen"].toggled.connect(self._full_screen_toggled)
        action["show_details"].setChecked(True)
        action["show_details"].toggled.connect(self._details_toggled)
        action["show_sidebar"].setChecked(True)
        action["show_sidebar"].toggled.connect(self.sidebar.setVisible)
        for scheme in Scheme:
            action[f"scheme_{scheme}"].triggered.connect(
                lambda _=False, scheme=scheme: self._theme.choose(scheme)
            )
        self._theme_changed()

    def _save_search(self) -> None:
        self.actions_by_name["show_sidebar"].setChecked(True)
        self.sidebar.save()

    # Reactions

    def _answer_changed(self) -> None:
        found = bool(self.browser.ids)
        if self._pages.currentWidget() is self.view:
            self._follow_in_view()
        came_back = found and self._middle.currentWidget() is self.nothing
        self._middle.setCurrentWidget(self.grid if found else self.nothing)
        if came_back and not self.search.line.hasFocus():
            # The button that had the keyboard is gone with the page it stood on.
            self.grid.setFocus()
        self._enable_actions()
        self._show_counts()
        if self._pages.currentWidget() is self._gallery:
            self.setWindowTitle(self.browser.title())

    def _follow_in_view(self) -> None:
        """Let the photo view step through what has come, and leave what has gone."""
        if self.browser.query == self._viewed:
            self.view.set_list(self.browser.ids)
        else:
            self.view.leave_out_gone()
        self.view.tell()
        if record := self.browser.library.photos.get(self.view.photo):
            self.setWindowTitle(record.headline)

    def _current_changed(self, photo: str) -> None:
        record = self.browser.library.photos[photo] if photo else None
        self.details.show_photo(record)
        if self._pages.currentWidget() is self._gallery:
            self._keep_requests([photo])
        self._enable_actions()

    def _enable_actions(self) -> None:
        """Leave nothing enabled that has nothing to act on."""
        idle: list[str] = []
        if not self.browser.ids:
            idle += [
                *("open_photo", "slideshow", "copy_picture", "copy_citation"),
                *("previous", "next", "first", "last"),
            ]
        if not self.browser.query.is_search():
            idle += ["clear_search", "save_search"]
        if self.browser.query.collection is None:
            idle.append("close_collection")
        record = self.browser.library.photos.get(self._photo_at_hand())
        if record is None or record.original is None:
            idle.append("original")
        in_view = self._pages.currentWidget() is self.view
        self.actions_by_name.enable(photo_view=in_view, except_for=idle)

    def _view_moved(self, photo: str) -> None:
        self.grid.choose(photo)
        self.setWindowTitle(self.browser.library.photos[photo].headline)
        self._keep_requests(self.view.photos_in_sight())

    def _keep_requests(self, photos: list[str]) -> None:
        self._pictures.keep_only({*photos, self._copier.photo_awaited})

    def _show_counts(self) -> None:
        self.status.show_counts(
            len(self.browser.ids), self.grid.selected_count(), self.browser.messages
        )

    def _theme_changed(self) -> None:
        self.actions_by_name[f"scheme_{self._theme.scheme}"].setChecked(True)
        self.search.retint()
        for widget in (self.grid.viewport(), self.sidebar.viewport()):
            widget.update()

    def _say(self, message: str) -> None:
        self.status.say(message)
        if self._pages.currentWidget() is self.view:
            self.view.say(message)
        self._quiet.start()

    def _be_quiet(self) -> None:
        self.status.say("")
        self.view.say("")

    def _name_chosen(self, name: str) -> None:
        if self.browser.library.count(name):
            self.browser.choose_name(name)
        else:
            # Nobody's photograph shows a crew mate: look for the name in the texts instead.
            self.browser.choose_collection(None)
            self.browser.type_words(self.browser.library.names[name].display_name)
        # The chip that was chosen is another one now: the keyboard goes on in the results.
        self.grid.setFocus()

    def _show_page(self, page: QWidget) -> None:
        photo = page is self.view
        self._pages.setCurrentWidget(page)
        self.menuBar().setVisible(not photo)
        self._answer_changed()
        (self.view if photo else self.grid).setFocus()

    def _slideshow_changed(self, running: bool) -> None:
        action = self.actions_by_name["slideshow"]
        action.setText("Stop the &slideshow" if running else "&Slideshow")
        action.setProperty("iconName", "pause" if running else "play")
        action.changed.emit()

    def _show_context_menu(self, at: QPoint) -> None:
        sender = self.view if self._pages.currentWidget() is self.view else self.grid
        if sender is self.grid and not self.grid.indexAt(at).isValid():
            return
        menu = QMenu(self)
        self.actions_by_name.context_menu(menu)
        menu.exec(sender.mapToGlobal(at))
        menu.deleteLater()

    # Actions

    def _begin_search(self) -> None:
        self.show_gallery()
        self.search.begin()

    def _enter_results(self) -> None:
        if self.browser.ids:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.nothing.clear.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_current(self) -> None:
        if photo := self.grid.current_photo():
            self.show_photo(photo)

    def _go_back(self) -> None:
        if self.search.suggestions.isVisible():
            self.search.suggestions.hide()
        elif self._pages.currentWidget() is self.view:
            self.show_gallery()
        elif self.browser.query.is_search():
            self.search.clear()
        elif self.isFullScreen():
            self.actions_by_name["full_screen"].setChecked(False)
        else:
            self.grid.setFocus()

    def _fit(self) -> None:
        if self._pages.currentWidget() is self.view:
            self.view.canvas.fit()
        else:
            self.grid.set_tile_size(USUAL_SIZE)

    def _zoom(self, direction: int) -> None:
        if self._pages.currentWidget() is self.view:
            self.view.canvas.zoom_in_steps(direction)
        else:
            self.grid.set_tile_size(self.grid.tile_size + direction)

    def _step(self, by: int) -> None:
        if self._pages.currentWidget() is self.view:
            self.view.step(by)
        else:
            self.grid.step(by)

    def _go_to_end(self, *, first: bool) -> None:
        if self._pages.currentWidget() is self.view:
            self.view.go_to_end(first=first)
        elif self.browser.ids:
            self.grid.choose(self.browser.ids[0 if first else -1])

    def _toggle_slideshow(self) -> None:
        if self.slideshow.is_running():
            self.slideshow.stop()
            return
        if self._pages.currentWidget() is self._gallery:
            if not self.grid.current_photo():
                return
            self.show_photo(self.grid.current_photo())
        if not self.isFullScreen():
            self.actions_by_name["full_screen"].setChecked(True)
            self._slideshow_filled_screen = True
        self.slideshow.start()

    def _full_screen_toggled(self, full: bool) -> None:
        self._slideshow_filled_screen = False
        if full != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.view.set_full_screen(full=full)
        action = self.actions_by_name["full_screen"]
        action.setProperty("iconName", "full-screen-exit" if full else "full-screen")
        action.changed.emit()

    def _details_toggled(self, shown: bool) -> None:
        self.view.show_details(shown=shown)
        self.details.setVisible(shown)

    def _see_original(self) -> None:
        record = self.browser.library.photos.get(self._photo_at_hand())
        if record and record.original:
            self._open_address(record.original.page)

    def _copy_picture(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, QLabel) and focused.hasSelectedText():
            QGuiApplication.clipboard().setText(focused.selectedText())
            return
        if photo := self._photo_at_hand():
            self._say("Copying…")
            self._copier.copy_picture(photo)

    def _copy_citation(self) -> None:
        in_view = self._pages.currentWidget() is self.view
        photos = [self.view.photo] if in_view else self.grid.selected_photos()
        if photos:
            self._copier.copy_citations(photos)

    def _photo_at_hand(self) -> str:
        in_view = self._pages.currentWidget() is self.view
        return self.view.photo if in_view else self.grid.current_photo()

    # Between runs, and from outside

    def _restore(self) -> None:
        settings = self._settings
        self.resize(_within_screen(USUAL_WINDOW))
        self.restoreGeometry(settings.state("geometry"))
        self._panes.restore(settings.state("panes"))
        self._panes.share(self.width())
        self.actions_by_name["show_sidebar"].setChecked(settings.shows("sidebar"))
        self.actions_by_name["show_details"].setChecked(settings.shows("details"))
        self.opening.show_order()
        self.grid.set_tile_size(settings.tile_size)
        self.status.show_tile_size(self.grid.tile_size)
        if settings.collection in self.browser.library.collections:
            self.browser.choose_collection(settings.collection)
        if not self.grid.current_photo() and self.browser.ids:
            self.grid.choose(self.browser.ids[0])
        self.grid.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.suggestions.hide()
        self._panes.share(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The system too may bring the window out of full screen, or an earlier run into it.
        if event.type() is QEvent.Type.WindowStateChange:
            self.actions_by_name["full_screen"].setChecked(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        settings = self._settings
        self.slideshow.stop()
        self.keeping.close()
        settings.scheme = self._theme.scheme
        settings.tile_size = self.grid.tile_size
        settings.collection = self.browser.query.collection or ""
        settings.wish = self.folders.wish
        settings.set_shows("sidebar", self.actions_by_name["show_sidebar"].isChecked())
        settings.set_shows("details", self.actions_by_name["show_details"].isChecked())
        settings.set_state("geometry", self.saveGeometry())
        if (panes := self._panes.state_to_keep()) is not None:
            settings.set_state("panes", panes)
        settings.save()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # What is dragged out of this window is not opened in it.
        files = any(url.isLocalFile() for url in event.mimeData().urls())
        if files and event.source() is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.opening.open(*(url.toLocalFile() for url in urls if url.isLocalFile()))
        event.acceptProposedAction()


def _within_screen(size: QSize) -> QSize:
    """Return a size no larger than most of the screen; a scene may ask for more later."""
    screen = QGuiApplication.primaryScreen()
    if screen is None or QGuiApplication.platformName() == "offscreen":
        return size
    return size.boundedTo(screen.availableSize() * 0.95)
