"""The chips in the search field: one for each name, value and finished field of the search.

A chip is a button that takes its part out of the search. Those that find no room are gathered in a
chip of their own, which lists them.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from gallery.library import facets
from gallery.library.query import Query
from gallery.qt.browser import Browser
from gallery.qt.icons import Icons
from gallery.qt.labels import button_text, plain_tip

# The widest chip, and the least width that is left to the line (pixels).
WIDEST_CHIP = 170
LEAST_LINE = 90
_BESIDE_TEXT = 34
_SPACING = 5


class Part(Struct, frozen=True):
    """A part of a search that stands by itself: what it is called, and the search without it."""

    title: str
    without: Query


def parts(browser: Browser) -> list[Part]:
    """Return the parts of the search that are shown as chips, in the order of the chips."""
    query, names = browser.query, browser.library.names
    found = []
    for one in query.names:
        title = names[one].display_name if one in names else one
        others = tuple(name for name in query.names if name != one)
        found.append(Part(title, replace(query, names=others)))
    for choice in query.facets:
        rest = tuple(other for other in query.facets if other != choice)
        found.append(Part(facets.title(choice, names), replace(query, facets=rest)))
    for field in query.fields:
        left = tuple(other for other in query.fields if other != field)
        found.append(Part(field, replace(query, fields=left)))
    return found


class Chips(QWidget):
    """The row of chips.

    Signals: `removed` when one was taken out of the search.
    """

    removed = Signal()

    def __init__(self, browser: Browser, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self._icons = icons
        self._shown: tuple[list[Part], int] = ([], 0)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)

    def fill(self, room: int) -> None:
        """Show the chips of the search in so many pixels."""
        wanted = parts(self._browser)
        if (wanted, room) == self._shown:
            return
        self._shown = (wanted, room)
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        chips = [self._chip(part) for part in wanted]
        gathered = 0
        while gathered < len(chips) - 1 and self._width(chips, gathered) > room:
            gathered += 1
        if gathered:
            self._row.addWidget(self._gathering(wanted[:gathered]))
        for number, chip in enumerate(chips):
            if number < gathered:
                chip.deleteLater()
            else:
                self._row.addWidget(chip)
        self.setVisible(bool(wanted))

    def remove_last(self) -> bool:
        """Take the last part out of the search; False where there is none."""
        found = parts(self._browser)
        if found:
            self._browser.ask(found[-1].without)
        return bool(found)

    def _width(self, chips: list["_Chip"], gathered: int) -> int:
        shown = sum(chip.sizeHint().width() + _SPACING for chip in chips[gathered:])
        return shown + (48 if gathered else 0)

    def _chip(self, part: Part) -> "_Chip":
        return _Chip(part.title, self._icons, lambda: self._remove(part), self)

    def _gathering(self, gathered: list[Part]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("searchChip")
        button.setText(f"+{len(gathered)}")
        button.setAccessibleName(f"{len(gathered)} more parts of the search")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for part in gathered:
            action = menu.addAction(self._icons.icon("close"), button_text(part.title))
            action.triggered.connect(lambda _=False, part=part: self._remove(part))
        button.setMenu(menu)
        return button

    def _remove(self, part: Part) -> None:
        self._browser.ask(part.without)
        self.removed.emit()


class _Chip(QToolButton):
    def __init__(
        self, title: str, icons: Icons, remove: Callable[[], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._remove = remove
        self.setObjectName("searchChip")
        metrics = QFontMetrics(self.font())
        room = WIDEST_CHIP - _BESIDE_TEXT
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        self.setText(button_text(shown))
        self.setIcon(icons.icon("close"))
        self.setIconSize(QSize(11, 11))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName(f"Remove {title} from the search")
        self.setToolTip(plain_tip(f"Remove {title} from the search"))
        self.clicked.connect(remove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._remove()
        else:
            super().keyPressEvent(event)
