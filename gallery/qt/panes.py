"""The three panes of the gallery, side by side, and how they share the width of the window."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QWidget

# A window narrower than this gives its panes less, so that two tiles stand side by side.
ROOMY = 1120
# How wide sidebar and details are in a window with room, and in one without.
_SIDES = (218, 400)
_NARROW_SIDES = (166, 290)


class Panes(QSplitter):
    """Sidebar, centre and details; their widths follow the window until a person moves one."""

    def __init__(self, sidebar: QWidget, centre: QWidget, details: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._moved = False
        self.setObjectName("panes")
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for place, (widget, stretch) in enumerate(((sidebar, 0), (centre, 1), (details, 0))):
            self.addWidget(widget)
            self.setStretchFactor(place, stretch)
        self.splitterMoved.connect(self._note_moved)

    def restore(self, state: QByteArray) -> None:
        """Put the panes where a person left them in an earlier run."""
        self._moved = self.restoreState(state)
        self.setHandleWidth(1)

    def state_to_keep(self) -> QByteArray | None:
        """Return where a person left the panes; None where nobody has moved them."""
        return self.saveState() if self._moved else None

    def share(self, width: int) -> None:
        """Share the width of the window among the panes, until a person has done so by hand."""
        if not self._moved:
            side, details = _SIDES if width >= ROOMY else _NARROW_SIDES
            self.setSizes([side, max(width - side - details, 1), details])

    def _note_moved(self) -> None:
        self._moved = True
