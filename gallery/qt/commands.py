"""What the actions of the menus do, and which of them can be used now.

Most actions mean one thing in the gallery and another in the photo view: stepping moves the current
item of the grid, or goes to the next photograph. Actions with nothing to act on are disabled.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QWidget

from gallery.qt.actions import Actions
from gallery.qt.browser import Browser
from gallery.qt.clipboard import Copier
from gallery.qt.gallery_page import GalleryPage
from gallery.qt.labels import selected_text
from gallery.qt.late import LateRooms
from gallery.qt.layout import USUAL_SIZE
from gallery.qt.pages import Pages
from gallery.qt.slideshow import Slideshow
from gallery.qt.theme import Scheme, Theme


class Commands(QObject):
    """Connects the actions to what they do."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        browser: Browser,
        actions: Actions,
        gallery: GalleryPage,
        pages: Pages,
        slideshow: Slideshow,
        copier: Copier,
        theme: Theme,
        rooms: LateRooms,
        say: Callable[[str], None],
        open_address: Callable[[str], object],
        show_file: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._browser = browser
        self._actions = actions
        self._gallery = gallery
        self._pages = pages
        self._slideshow = slideshow
        self._copier = copier
        self._theme = theme
        self._rooms = rooms
        self._say = say
        self._open_address = open_address
        self._show_file = show_file
        self._slideshow_filled_screen = False
        self._connect_actions()
        gallery.search.left_downwards.connect(self._enter_results)
        gallery.search.save_wanted.connect(self._save_search)
        gallery.details.name_chosen.connect(self._name_chosen)
        gallery.details.copy_wanted.connect(self._copy_citation)
        gallery.details.spoke.connect(copier.speak)
        self.give_menu(gallery.grid)
        slideshow.running_changed.connect(self._slideshow_changed)
        pages.turned.connect(self._turned)
        theme.changed.connect(self._check_scheme)
        self._check_scheme()

    def _connect_actions(self) -> None:
        action = self._actions
        for name, slot in (
            ("quit", self._window.close),
            ("copy_picture", self._copy_picture),
            ("copy_citation", self._copy_citation),
            ("search", self._begin_search),
            ("clear_search", self._browser.clear_search),
            ("save_search", self._save_search),
            ("open_photo", self._open_current),
            ("back", self._go_back),
            ("fit", self._fit),
            ("one_to_one", lambda: self._pages.view.canvas.one_to_one()),
            ("zoom_in", lambda: self._zoom(1)),
            ("zoom_out", lambda: self._zoom(-1)),
            ("turn_right", lambda: self._pages.view.canvas.turn(1)),
            ("turn_left", lambda: self._pages.view.canvas.turn(-1)),
            ("slideshow", self._toggle_slideshow),
            ("previous", lambda: self._step(-1)),
            ("next", lambda: self._step(1)),
            ("first", lambda: self._go_to_end(first=True)),
            ("last", lambda: self._go_to_end(first=False)),
            ("original", self._see_original),
            ("copy_path", self._copy_path),
            ("show_file", self._show_in_file_manager),
            ("keys", lambda: self._rooms.keys(action, self._window).exec()),
            ("about", lambda: self._rooms.about(self._window).exec()),
        ):
            action[name].triggered.connect(slot)
        action["full_screen"].toggled.connect(self._full_screen_toggled)
        action["show_details"].setChecked(True)
        action["show_details"].toggled.connect(lambda shown: self._pages.show_details(shown=shown))
        action["show_sidebar"].setChecked(True)
        action["show_sidebar"].toggled.connect(self._gallery.sidebar.setVisible)
        for scheme in Scheme:
            action[f"scheme_{scheme}"].triggered.connect(
                lambda _=False, scheme=scheme: self._theme.choose(scheme)
            )

    def enable(self) -> None:
        """Enable the actions that have something to act on, and disable the others."""
        idle: list[str] = []
        if not self._browser.ids:
            idle += [
                *("open_photo", "slideshow", "copy_picture", "copy_citation"),
                *("previous", "next", "first", "last"),
            ]
        if not self._browser.query.is_search():
            idle += ["clear_search", "save_search"]
        if self._browser.query.collection is None:
            idle.append("close_collection")
        record = self._browser.library.photos.get(self._pages.photo_at_hand)
        if record is None or record.original is None:
            idle.append("original")
        if record is None or self._browser.library.picture(record.id) is None:
            idle += ["copy_path", "show_file"]
        self._actions.enable(photo_view=self._pages.in_view, except_for=idle)

    def give_menu(self, widget: QWidget) -> None:
        """Give the photographs in a widget a context menu."""
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._show_context_menu)

    def _show_context_menu(self, at: QPoint) -> None:
        grid = self._gallery.grid
        sender = self._pages.view if self._pages.in_view else grid
        if sender is grid and not grid.indexAt(at).isValid():
            return
        menu = QMenu(self._window)
        self._actions.context_menu(menu)
        menu.exec(sender.mapToGlobal(at))
        menu.deleteLater()

    # Searching

    def _begin_search(self) -> None:
        self._pages.show_gallery()
        self._gallery.search.begin()

    def _save_search(self) -> None:
        self._actions["show_sidebar"].setChecked(True)
        self._gallery.sidebar.save()

    def _enter_results(self) -> None:
        target = self._gallery.grid if self._browser.ids else self._gallery.nothing.clear
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _name_chosen(self, name: str) -> None:
        if self._browser.library.count(name):
            self._browser.choose_name(name)
        else:
            # No photograph shows this companion: search the texts for the name instead.
            self._browser.choose_collection(None)
            self._browser.type_words(self._browser.library.names[name].display_name)
        # The chip that had the focus has been replaced: the keyboard goes on in the results.
        self._gallery.grid.setFocus()

    # Moving about

    def _open_current(self) -> None:
        if photo := self._gallery.grid.current_photo():
            self._pages.show_photo(photo)

    def _go_back(self) -> None:
        search = self._gallery.search
        if search.hide_offers():
            return
        if self._pages.in_view:
            self._pages.show_gallery()
        elif self._browser.query.is_search():
            search.clear()
        elif self._window.isFullScreen():
            self._actions["full_screen"].setChecked(False)
        else:
            self._gallery.grid.setFocus()

    def _step(self, by: int) -> None:
        if self._pages.in_view:
            self._pages.view.step(by)
        else:
            self._gallery.grid.step(by)

    def _go_to_end(self, *, first: bool) -> None:
        if self._pages.in_view:
            self._pages.view.go_to_end(first=first)
        elif self._browser.ids:
            self._gallery.grid.choose(self._browser.ids[0 if first else -1])

    # How large, and how much of it

    def _fit(self) -> None:
        if self._pages.in_view:
            self._pages.view.canvas.fit()
        else:
            self._gallery.grid.set_tile_size(USUAL_SIZE)

    def _zoom(self, direction: int) -> None:
        if self._pages.in_view:
            self._pages.view.canvas.zoom_in_steps(direction)
        else:
            self._gallery.grid.set_tile_size(self._gallery.grid.tile_size + direction)

    def _toggle_slideshow(self) -> None:
        if self._slideshow.is_running():
            self._slideshow.stop()
            return
        if not self._pages.in_view:
            if not self._gallery.grid.current_photo():
                return
            self._pages.show_photo(self._gallery.grid.current_photo())
        if not self._window.isFullScreen():
            self._actions["full_screen"].setChecked(True)
            self._slideshow_filled_screen = True
        self._slideshow.start()

    def _slideshow_changed(self, running: bool) -> None:
        action = self._actions["slideshow"]
        action.setText("Stop the &slideshow" if running else "&Slideshow")
        action.setProperty("iconName", "pause" if running else "play")
        action.changed.emit()

    def _turned(self, in_view: bool) -> None:
        if not in_view:
            self._slideshow.stop()
            if self._slideshow_filled_screen:
                self._actions["full_screen"].setChecked(False)

    def _full_screen_toggled(self, full: bool) -> None:
        self._slideshow_filled_screen = False
        window = self._window
        if full != window.isFullScreen():
            window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._pages.set_full_screen(full=full)
        action = self._actions["full_screen"]
        action.setProperty("iconName", "full-screen-exit" if full else "full-screen")
        action.changed.emit()

    def _check_scheme(self) -> None:
        self._actions[f"scheme_{self._theme.scheme}"].setChecked(True)

    # Taking along

    def _see_original(self) -> None:
        record = self._browser.library.photos.get(self._pages.photo_at_hand)
        if record and record.original:
            self._open_address(record.original.page)

    def _copy_picture(self) -> None:
        focused = self._window.focusWidget()
        if isinstance(focused, QLabel) and focused.hasSelectedText():
            QGuiApplication.clipboard().setText(selected_text(focused))
            return
        if photo := self._pages.photo_at_hand:
            self._say("Copying…")
            self._copier.copy_picture(photo)

    def _copy_citation(self) -> None:
        if photos := self._chosen():
            self._copier.copy_citations(photos)

    def _copy_path(self) -> None:
        if photos := self._chosen():
            self._copier.copy_paths(photos)

    def _show_in_file_manager(self) -> None:
        photo = self._pages.photo_at_hand
        if photo and (path := self._browser.library.picture(photo)) is not None:
            self._show_file(path)

    def _chosen(self) -> list[str]:
        in_view = self._pages.in_view
        return [self._pages.view.photo] if in_view else self._gallery.grid.selected_photos()
