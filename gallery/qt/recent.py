"""Recently opened folders and manifests, to be opened again from the menu."""

import os

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from gallery.qt.settings import Settings


class Recent(QObject):
    """The menu of folders and manifests that were opened last, kept in the settings.

    Attributes: `menu`.
    Signals: `wanted(str)` with the address that was chosen.
    """

    wanted = Signal(str)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.menu = QMenu("Open &again", parent)
        self._fill()

    def add(self, address: str) -> None:
        """Put an address first."""
        if not address.isprintable():
            # Not every file name can be written into the settings.
            return
        others = [one for one in self._settings.recent if one != address]
        self._settings.recent = [address, *others]
        self._fill()

    def _fill(self) -> None:
        self.menu.clear()
        for address in self._settings.recent:
            # The end of a path tells more than its beginning.
            text = _with_home(address)
            shown = text if len(text) <= 60 else f"…{text[-59:]}"
            action = self.menu.addAction(shown.replace("&", "&&"))
            action.triggered.connect(lambda _=False, address=address: self.wanted.emit(address))
        if self._settings.recent:
            self.menu.addSeparator()
            self.menu.addAction("&Forget these", self._forget)
        self.menu.setEnabled(bool(self._settings.recent))

    def _forget(self) -> None:
        self._settings.recent = []
        self._fill()


def _with_home(address: str) -> str:
    home = os.path.expanduser("~")  # noqa: PTH111 (Path.home raises where there is none)
    return f"~{address.removeprefix(home)}" if address.startswith(f"{home}/") else address
