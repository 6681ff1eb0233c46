"""How the window was left last time: restored when it opens, saved when it closes."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from gallery.qt.actions import Actions
from gallery.qt.browser import Browser
from gallery.qt.folders import Folders
from gallery.qt.gallery_page import GalleryPage
from gallery.qt.settings import Settings
from gallery.qt.theme import Theme

USUAL_WINDOW = QSize(1440, 900)


class LastTime:
    """Carries the state of the window to the settings, and back."""

    def __init__(
        self,
        window: QMainWindow,
        *,
        settings: Settings,
        theme: Theme,
        browser: Browser,
        folders: Folders,
        actions: Actions,
        gallery: GalleryPage,
    ) -> None:
        self._window = window
        self._settings = settings
        self._theme = theme
        self._browser = browser
        self._folders = folders
        self._actions = actions
        self._gallery = gallery

    def bring_back(self) -> None:
        """Restore the window as it was left."""
        settings, gallery, browser = self._settings, self._gallery, self._browser
        self._window.resize(_within_screen(USUAL_WINDOW))
        self._window.restoreGeometry(settings.state("geometry"))
        gallery.panes.restore(settings.state("panes"))
        gallery.panes.share(self._window.width())
        self._actions["show_sidebar"].setChecked(settings.shows("sidebar"))
        self._actions["show_details"].setChecked(settings.shows("details"))
        gallery.grid.set_tile_size(settings.tile_size)
        gallery.status.show_tile_size(gallery.grid.tile_size)
        if settings.collection in browser.library.collections:
            browser.choose_collection(settings.collection)
        if not gallery.grid.current_photo() and browser.ids:
            gallery.grid.choose(browser.ids[0])
        gallery.grid.setFocus()

    def keep(self) -> None:
        """Save how the window is left."""
        settings = self._settings
        settings.scheme = self._theme.scheme
        settings.tile_size = self._gallery.grid.tile_size
        settings.collection = self._browser.query.collection or ""
        settings.tile_box = self._gallery.grid.schedule.box
        settings.wish = self._folders.wish
        settings.set_shows("sidebar", self._actions["show_sidebar"].isChecked())
        settings.set_shows("details", self._actions["show_details"].isChecked())
        settings.set_state("geometry", self._window.saveGeometry())
        if (panes := self._gallery.panes.state_to_keep()) is not None:
            settings.set_state("panes", panes)
        settings.save()


def _within_screen(size: QSize) -> QSize:
    """Return a size no larger than most of the screen; a scene may ask for more later."""
    screen = QGuiApplication.primaryScreen()
    if screen is None or QGuiApplication.platformName() == "offscreen":
        return size
    return size.boundedTo(screen.availableSize() * 0.95)
