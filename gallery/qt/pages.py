"""The two pages of the window: the gallery, and the photo view that lies over it.

This decides which of them is visible, and what happens on the way from one to the other: the photo
view steps through the answer that was there when it was opened, and back in the gallery the
photograph that was looked at last is selected. The photo view is made when it is first needed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gallery.qt.browser import Browser
from gallery.qt.gallery_page import GalleryPage

if TYPE_CHECKING:
    from gallery.qt.photo import PhotoView


class Pages(QStackedWidget):
    """Shows the gallery or the photo view.

    Attributes: `view`, the photo view; `in_view`, whether that is the page that is seen.
    Signals: `turned(bool)` when the other page is seen (True: the photo view), `photo_changed(str)`
    when the photo view shows another photograph.
    """

    turned = Signal(bool)
    photo_changed = Signal(str)

    def __init__(
        self,
        browser: Browser,
        gallery: GalleryPage,
        make_view: "Callable[[], PhotoView]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._gallery = gallery
        self._make_view = make_view
        self._view: PhotoView | None = None
        # What was asked for when the photo view was opened: it steps through the answer to that.
        self._viewed = browser.query
        self._full_screen = False
        self._details = True
        self.addWidget(gallery)

    @property
    def view(self) -> "PhotoView":
        """The photo view."""
        if self._view is None:
            self._view = self._make_view()
            self._view.closed.connect(self.show_gallery)
            self._view.photo_changed.connect(self._moved)
            self._view.set_full_screen(full=self._full_screen)
            self._view.show_details(shown=self._details)
            self.addWidget(self._view)
        return self._view

    @property
    def in_view(self) -> bool:
        """Whether the photo view is seen."""
        return self._view is not None and self.currentWidget() is self._view

    @property
    def photo_at_hand(self) -> str:
        """The photograph that is looked at, or the current one of the grid; empty for none."""
        return self.view.photo if self.in_view else self._gallery.grid.current_photo()

    def photos_in_sight(self) -> list[str]:
        """Return the photographs that are looked at, the one at hand first."""
        page = self.view if self.in_view else self._gallery.grid
        return [*filter(None, [self.photo_at_hand]), *page.photos_in_sight()]

    def show_photo(self, photo: str) -> None:
        """Open a photograph in the photo view."""
        self._viewed = self._browser.query
        self._turn_to(self.view)
        self.view.show_list(self._browser.ids, photo)

    def show_gallery(self) -> None:
        """Go back to the grid, to the photograph that was looked at last."""
        if not self.in_view:
            return
        photo = self.view.photo
        self._turn_to(self._gallery)
        self._gallery.grid.choose(photo)
        self.view.leave()

    def follow(self) -> None:
        """Let the photo view step through what has come, and leave what has gone."""
        if not self.in_view:
            return
        if self._browser.query == self._viewed:
            self.view.set_list(self._browser.ids)
        else:
            self.view.leave_out_gone()
        self.view.tell()

    def title(self) -> str:
        """Return what the window is called while this page is seen."""
        if self.in_view and (record := self._browser.library.photos.get(self.view.photo)):
            return record.headline
        return self._browser.title()

    def set_full_screen(self, *, full: bool) -> None:
        """Let the controls of the photo view go when the pointer rests, in full screen alone."""
        self._full_screen = full
        if self._view is not None:
            self._view.set_full_screen(full=full)

    def show_details(self, *, shown: bool) -> None:
        """Show or hide what is known about the photograph; the credit stays."""
        self._details = shown
        self._gallery.details.setVisible(shown)
        if self._view is not None:
            self._view.show_details(shown=shown)

    def is_settled(self) -> bool:
        """Return whether everything in sight on this page is drawn."""
        return self.view.is_settled() if self.in_view else self._gallery.is_settled()

    def _moved(self, photo: str) -> None:
        self._gallery.grid.choose(photo)
        self.photo_changed.emit(photo)

    def _turn_to(self, page: QWidget) -> None:
        self.setCurrentWidget(page)
        self.turned.emit(self.in_view)
        (self.view if self.in_view else self._gallery.grid).setFocus()
