"""The head of the gallery: what it is, what is being looked at, the search, three switches."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gallery.qt.actions import plain
from gallery.qt.browser import Browser
from gallery.qt.icons import Icons
from gallery.qt.labels import ElidedLabel
from gallery.qt.search import SearchField

HEIGHT = 56
# In a narrower window the search field needs the room of the subtitle.
_NARROW = 980


class Header(QFrame):
    """Stands over the gallery. Attribute: `switches`, the buttons from left to right."""

    def __init__(
        self, browser: Browser, search: SearchField, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._icons = icons
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self._left = QWidget()
        self._left_row = QHBoxLayout(self._left)
        self._left_row.setContentsMargins(0, 0, 0, 0)
        self._left_row.setSpacing(10)
        self._title = QLabel("Giant Leap")
        self._title.setObjectName("brand")
        self._subtitle = ElidedLabel()
        self._subtitle.setObjectName("subtitle")
        self._left_row.addWidget(self._title)
        self._left_row.addSpacing(4)
        self._left_row.addWidget(self._subtitle, 1)
        self._right = QWidget()
        self._right_row = QHBoxLayout(self._right)
        self._right_row.setContentsMargins(0, 0, 0, 0)
        self._right_row.setSpacing(4)
        self._right_row.addStretch(1)
        row.addWidget(self._left, 4)
        row.addWidget(search, 6)
        row.addWidget(self._right, 3)
        self.switches: list[QToolButton] = []
        browser.changed.connect(self._follow)
        self._follow()

    def add_switches(self, left: QAction, right: list[QAction]) -> None:
        """Put a switch before the title, and some at the other end."""
        self.switches = [self._switch(action) for action in (left, *right)]
        self._left_row.insertWidget(0, self.switches[0])
        for button in self.switches[1:]:
            self._right_row.addWidget(button)

    def _switch(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setDefaultAction(action)
        button.setIconSize(QSize(19, 19))
        button.setAccessibleName(plain(action))
        action.changed.connect(lambda: button.setAccessibleName(plain(action)))
        return button

    def resizeEvent(self, event: object) -> None:
        self._subtitle.setVisible(self.width() >= _NARROW)

    def _follow(self) -> None:
        self._subtitle.show_words(self._browser.title())
