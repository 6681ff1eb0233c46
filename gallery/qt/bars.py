"""The lines above and below the grid: a notice that can be closed, the status, an empty page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gallery.library.completion import Offer
from gallery.qt.actions import Actions
from gallery.qt.background import BackgroundBar, BackgroundWork
from gallery.qt.browser import Browser
from gallery.qt.chips import parts
from gallery.qt.icons import Icons
from gallery.qt.labels import button_text, count_in_words, plain_tip
from gallery.qt.layout import TILE_WIDTHS

# What an empty page advises to.
_EMPTY = "Another folder opens with Ctrl+O, or by dragging it here."
_EMPTY_BUT_DEEP = f"There are none in its sub-folders either.\n{_EMPTY}"
# In a narrower page buttons stand one below the other.
_NARROW = 400


class NoticeBar(QFrame):
    """Says one sentence until it is closed; the list behind it can be asked for.

    Signals: `list_wanted()`.
    """

    list_wanted = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 10, 8)
        row.setSpacing(10)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._list = QPushButton("Show them")
        self._list.clicked.connect(self.list_wanted)
        close = QToolButton()
        close.setObjectName("flat")
        close.setIcon(icons.icon("close"))
        close.setIconSize(QSize(14, 14))
        close.setAccessibleName("Close this notice")
        close.clicked.connect(self.hide)
        row.addWidget(self._text, 1)
        row.addWidget(self._list)
        row.addWidget(close)
        self.hide()

    def say(self, sentence: str, *, has_list: bool = False) -> None:
        """Show a sentence."""
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self._list.setVisible(has_list)
        self.show()

    def text(self) -> str:
        """Return the sentence shown; empty where the bar is closed."""
        return "" if self.isHidden() else self._text.text()


class StatusLine(QFrame):
    """Counts at the left; what is going on and the size of the tiles at the right.

    Attributes: `background` shows the work that goes on.
    Signals: `cancelled()` when waiting is to end, `tile_size_wanted(int)`.
    """

    cancelled = Signal()
    tile_size_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(10)
        self._counts = QLabel()
        self._counts.setObjectName("statusText")
        self._counts.setTextFormat(Qt.TextFormat.PlainText)
        self._message = QLabel()
        self._message.setObjectName("statusText")
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.background = BackgroundBar()
        self._opening = BackgroundWork("Opening", self, stop_words="Cancel")
        self._opening.stopped.connect(self.cancelled)
        self.background.add(self._opening, at_once=True)
        self._sizes = QSlider(Qt.Orientation.Horizontal)
        self._sizes.setRange(0, len(TILE_WIDTHS) - 1)
        self._sizes.setPageStep(1)
        self._sizes.setFixedWidth(96)
        self._sizes.setAccessibleName("Size of the tiles")
        self._sizes.setToolTip("Size of the tiles (+ and −)")
        self._sizes.valueChanged.connect(self.tile_size_wanted)
        row.addWidget(self._counts)
        row.addWidget(self._message, 1)
        row.addWidget(self.background)
        row.addWidget(self._sizes)

    def show_counts(
        self, photos: int, selected: int, remarks: Sequence[str] = (), *, among: int | None = None
    ) -> None:
        """Say how many photographs there are, how many are chosen, and how they were found.

        `among` tells in how many they were sought, where they were.
        """
        found = count_in_words(photos if among is None else among)
        parts = [
            found if among is None else f"{photos:,} of {found}",
            *([f"{selected:,} selected"] if selected else []),
        ]
        self._counts.setText("  ·  ".join([" · ".join(parts), *map(_shortened, remarks)]))

    def say(self, message: str) -> None:
        """Show a short message; empty takes it away."""
        self._message.setText(f"·  {message}" if message else "")

    def show_waiting(self, what: str) -> None:
        """Show that something is being opened, with a button to stop it; empty hides both."""
        if what:
            self._opening.begin(title=f"Opening {what}")
        else:
            self._opening.end()

    def show_tile_size(self, size: int) -> None:
        """Put the slider where the grid is."""
        self._sizes.blockSignals(True)
        self._sizes.setValue(size)
        self._sizes.blockSignals(False)


class NothingFound(QWidget):
    """Stands in for the grid where a search found nothing, or a folder has; offers ways out."""

    def __init__(self, browser: Browser, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self._subfolders = actions["subfolders"]
        self._waiting = ""
        self.setObjectName("nothing")
        column = QVBoxLayout(self)
        column.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.setSpacing(10)
        self._title = QLabel()
        self._title.setObjectName("headline")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setMinimumWidth(180)
        self._advice = QLabel()
        self._advice.setObjectName("quiet")
        self._advice.setTextFormat(Qt.TextFormat.PlainText)
        self._advice.setWordWrap(True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = self._buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        self._near = QHBoxLayout()
        self._near.setSpacing(8)
        self._everywhere = QPushButton("Search everywhere")
        self._everywhere.clicked.connect(browser.search_everywhere)
        self.clear = QPushButton("Clear the search")
        self.clear.setObjectName("primary")
        self.clear.clicked.connect(browser.clear_search)
        self._deeper = QPushButton("Show its sub-folders too")
        self._deeper.setObjectName("primary")
        self._deeper.clicked.connect(self._subfolders.trigger)
        self._open = QPushButton("Open a folder…")
        self._open.clicked.connect(actions["open_folder"].trigger)
        for button in (self.clear, self._everywhere, self._deeper, self._open):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addSpacing(6)
        column.addLayout(self._near)
        column.addLayout(buttons)
        browser.changed.connect(self._follow)
        self._subfolders.toggled.connect(self._follow)
        self._follow()

    def resizeEvent(self, event: object) -> None:
        below = self.width() < _NARROW
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.TopToBottom if below else way.LeftToRight)

    def show_waiting(self, what: str) -> None:
        """Say what is being opened, for as long as nothing of it is there; empty: nothing is."""
        self._waiting = what
        self._follow()

    def _follow(self) -> None:
        query = self._browser.query
        within = query.collection is not None
        if self._waiting and not query.is_search():
            self._title.setText(f"Opening {_shortened(self._waiting)}…")
            self._advice.setText("")
        elif not query.is_search():
            self._title.setText("There are no photographs here")
            deep = within and self._subfolders.isChecked()
            self._advice.setText(_EMPTY_BUT_DEEP if deep else _EMPTY)
        else:
            chosen = [part.title for part in parts(self._browser)]
            sought = " ".join([*chosen, query.typed.strip()]).strip()
            self._title.setText(f"Nothing found for “{_shortened(sought)}”")
            remarks = [f"{_shortened(one)}." for one in self._browser.messages]
            advice = "Names are found in every spelling and script; fewer words find more."
            self._advice.setText("\n".join([*remarks, advice]))
        self._offer_names(self._browser.near)
        empty = not query.is_search() and not self._waiting
        self._deeper.setVisible(empty and within and not self._subfolders.isChecked())
        self._open.setVisible(empty)
        self.clear.setVisible(query.is_search())
        self._everywhere.setVisible(query.is_search() and within)

    def _offer_names(self, offers: Sequence[Offer]) -> None:
        """Show the names that come nearest to what was sought, as buttons."""
        while (item := self._near.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not offers:
            return
        self._near.addStretch(1)
        meant = QLabel("Did you mean")
        meant.setObjectName("quiet")
        self._near.addWidget(meant)
        for offer in offers:
            button = QPushButton(button_text(offer.title))
            button.setObjectName("chip")
            count = count_in_words(offer.count or 0)
            button.setAccessibleName(f"Look for {offer.title}, {count}")
            button.setToolTip(plain_tip(f"{offer.title}, {count}"))
            button.clicked.connect(lambda _=False, query=offer.query: self._browser.ask(query))
            self._near.addWidget(button)
        self._near.addStretch(1)


def _shortened(typed: str) -> str:
    """Return what a person typed, cut where it would fill the window."""
    return typed if len(typed) <= 80 else f"{typed[:80]}…"
