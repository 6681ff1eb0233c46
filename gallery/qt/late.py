"""The parts of the window that are not in sight when it opens.

Each is made, and its module imported, when it is first needed: a launch has no time for them. This
is the one place in the window that imports late; whatever needs such a part asks `LateRooms`.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from gallery.library.store import Library
from gallery.qt.actions import Actions
from gallery.qt.icons import Icons
from gallery.qt.pictures import Pictures
from gallery.qt.spoken import Spoken
from gallery.qt.theme import Theme

if TYPE_CHECKING:
    from gallery.qt.file_view import FileView
    from gallery.qt.offers import OfferList
    from gallery.qt.photo import PhotoView


class LateRooms:
    """Makes parts of the window that were not needed when it opened."""

    def __init__(self, library: Library, pictures: Pictures, theme: Theme, icons: Icons) -> None:
        self._library = library
        self._pictures = pictures
        self._theme = theme
        self._icons = icons

    def photo_view(self, spoken: Spoken) -> "PhotoView":
        """Make the page on which one photograph fills the window."""
        from gallery.qt.photo import PhotoView

        return PhotoView(self._library, self._pictures, self._theme, self._icons, spoken)

    def offers(self, field: QWidget) -> "OfferList":
        """Make the list below the search field."""
        from gallery.qt.offers import OfferList

        return OfferList(self._pictures, self._theme, self._icons, field)

    def file_view(self) -> "FileView":
        """Make the folds that tell what the file of a photograph says, and where."""
        from gallery.qt.file_view import FileView

        return FileView(self._theme)

    def keys(self, actions: Actions, window: QWidget) -> QDialog:
        """Make the list of all keys."""
        from gallery.qt.dialogs import KeysDialog

        return KeysDialog(actions, window)

    def about(self, window: QWidget) -> QDialog:
        """Make the page that tells what this program is."""
        from gallery.qt.dialogs import AboutDialog

        return AboutDialog(window)

    def problems(self, title: str, problems: list[str], window: QWidget) -> QDialog:
        """Make the list of what was wrong with a source."""
        from gallery.qt.dialogs import ProblemsDialog

        return ProblemsDialog(title, problems, window)
