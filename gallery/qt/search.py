"""The search field: chips for what is chosen, a line to type in, suggestions below.

The search runs at each keystroke. Names, fields and values that fit what is typed are offered below
the field, a name with the form that fits, so that a person sees why; a chosen one becomes a chip. A
field that has been typed to its end becomes a chip by itself.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gallery.library import completion
from gallery.library.query import Query
from gallery.qt.browser import Browser
from gallery.qt.chips import LEAST_LINE, Chips
from gallery.qt.icons import Icons
from gallery.qt.searched import RecentSearches

if TYPE_CHECKING:
    from gallery.qt.offers import OfferList

PLACEHOLDER = "people, captions, credits, missions, years…"
WIDEST = 520
# How many recent searches are offered beside names and fields.
_FEW = 3
# What stands in the field beside chips and line: the glass, the buttons, the space between.
_BESIDE = 100


class SearchField(QFrame):
    """The field in the header, kept in step with the browser both ways.

    Signals: `left_downwards` when the Down key leaves it for the results, `save_wanted` when the
    search is to be kept.
    """

    left_downwards = Signal()
    save_wanted = Signal()

    def __init__(
        self,
        browser: Browser,
        icons: Icons,
        recent: RecentSearches,
        make_offers: "Callable[[QWidget], OfferList]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._icons = icons
        self._recent = recent
        self._make_offers = make_offers
        self._offers: OfferList | None = None
        self._edited_since = False
        self.setObjectName("search")
        self.setProperty("focused", False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 6, 0)
        row.setSpacing(7)
        self._glass = QLabel()
        self.retint()
        row.addWidget(self._glass)
        self._chips = Chips(browser, icons)
        row.addWidget(self._chips)
        self.line = QLineEdit()
        self._chips.removed.connect(self.line.setFocus)
        self.line.setObjectName("searchLine")
        self.line.setAccessibleName("Search")
        self.line.setAccessibleDescription(
            "Finds photographs by people in any spelling or script, captions, credits,"
            " missions and years, while you type"
        )
        self.line.setFrame(False)
        self.line.setMaxLength(4_000)
        self.line.textEdited.connect(self._edited)
        self.line.installEventFilter(self)
        row.addWidget(self.line, 1)
        self._save = self._button("bookmark", "Save this search", "Save this search (Ctrl+S)")
        self._save.clicked.connect(self.save_wanted)
        self._clear = self._button("close", "Clear the search", "Clear the search (Esc)")
        self._clear.clicked.connect(self.clear)
        row.addWidget(self._save)
        row.addWidget(self._clear)
        row.setSpacing(6)
        browser.asked.connect(self._follow)
        browser.changed.connect(self._offer)
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, 34)

    @property
    def suggestions(self) -> "OfferList":
        """The list below the field."""
        if self._offers is None:
            self._offers = self._make_offers(self)
            self._offers.chosen.connect(self._offer_chosen)
            self._offers.typed.connect(self._recent_chosen)
            self._offers.forgotten.connect(self._recent.clear)
        return self._offers

    def is_offering(self) -> bool:
        """Return whether the list below the field is in sight."""
        return self._offers is not None and self._offers.isVisible()

    def hide_offers(self) -> bool:
        """Put the list below the field away; return whether it was in sight."""
        was_there = self.is_offering()
        if self._offers is not None:
            self._offers.hide()
        return was_there

    def begin(self) -> None:
        """Take the keyboard, with what is typed selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        if not self.line.text() and not self._browser.query.is_search():
            self.suggestions.offer((), self._recent.fitting("", len(self._recent.searches)))

    def clear(self) -> None:
        """End the search."""
        self.hide_offers()
        self._browser.clear_search()

    def retint(self) -> None:
        """Take the theme's colours again where an icon has become pixels."""
        glass = self._icons.icon("search").pixmap(QSize(16, 16), self.devicePixelRatio())
        self._glass.setPixmap(glass)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            self.setProperty("focused", self.line.hasFocus())
            self.style().unpolish(self)
            self.style().polish(self)
            if not self.line.hasFocus():
                self.hide_offers()
                self._note()
        if event.type() is QEvent.Type.MouseButtonPress and not self.line.text():
            self.begin()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fill_chips()
        if self.is_offering():
            self.suggestions.place()

    def _button(self, icon: str, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName("flat")
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(QSize(14, 14))
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Down:
            if not (self.is_offering() and self.suggestions.move_on(1)):
                self._leave()
            return True
        if key == Qt.Key.Key_Up:
            return self.is_offering() and self.suggestions.move_on(-1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not (self.is_offering() and self.suggestions.take()):
                self._leave()
            return True
        if key == Qt.Key.Key_Escape and self.hide_offers():
            return True
        if key == Qt.Key.Key_Backspace and not self.line.text():
            return self._chips.remove_last()
        return False

    def _leave(self) -> None:
        self.hide_offers()
        self.left_downwards.emit()

    def _edited(self, typed: str) -> None:
        self._edited_since = True
        fields, rest = completion.split(typed)
        query = self._browser.query
        if fields:
            self.line.setText(rest)
            kept = tuple(one for one in query.fields if one not in fields)
            self._browser.ask(replace(query, typed=rest, fields=(*kept, *fields)))
        else:
            self._browser.type_words(typed)

    def _offer(self) -> None:
        """Show what may be meant, with the first answer to what was typed."""
        if not self._edited_since or not self.line.hasFocus():
            return
        self._edited_since = False
        typed = self._browser.query.typed
        recent = self._recent.fitting(typed, _FEW) if typed.strip() else ()
        self.suggestions.offer(self._browser.offers, recent)

    def _offer_chosen(self, query: Query) -> None:
        self._browser.ask(query)
        self.line.setFocus()
        if query.typed.endswith(":"):
            # A field wants a value: those that are there are offered at once.
            self._edited_since = True
            self._offer()

    def _recent_chosen(self, search: str) -> None:
        fields, rest = completion.split(f"{search} ")
        query = Query(rest.rstrip(), collection=self._browser.query.collection, fields=fields)
        self._browser.ask(query)
        self.line.setFocus()

    def _note(self) -> None:
        """Add a search to the recent ones when it is left."""
        query = self._browser.query
        if query.is_search() and self._browser.ids and not self._browser.searching:
            self._recent.note(query.in_words(self._browser.library.names))

    def _follow(self) -> None:
        query = self._browser.query
        if self.line.text() != query.typed:
            self.line.setText(query.typed)
            self.hide_offers()
        chosen = bool(query.names or query.facets or query.fields)
        self.line.setPlaceholderText("" if chosen else PLACEHOLDER)
        self._clear.setVisible(chosen or bool(query.typed))
        self._save.setVisible(query.is_search())
        self._fill_chips()

    def _fill_chips(self) -> None:
        self._chips.fill(self.width() - _BESIDE - LEAST_LINE)
