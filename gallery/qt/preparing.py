"""Shows the progress of preparing the search, and lets a person stop it."""

from PySide6.QtCore import QObject

from gallery.qt.background import BackgroundWork
from gallery.qt.searcher import Searcher


class Preparing(BackgroundWork):
    """The work of filling the index. Once stopped, the next search does it."""

    def __init__(self, searcher: Searcher, parent: QObject | None = None) -> None:
        super().__init__("Preparing the search", parent)
        searcher.progressed.connect(self._show)
        self.stopped.connect(searcher.stop)

    def _show(self, done: int, total: int) -> None:
        if not total:
            self.end()
        else:
            if not self.is_running:
                self.begin(total)
            self.advance(done, total)
