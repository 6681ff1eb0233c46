"""The search field: chips for chosen people and craft, a line to type in, suggestions below.

What is typed is searched at each keystroke. While a name fits what is typed, it is offered below
the field with the form of it that fits, so that a person sees why; choosing it makes it a chip.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gallery.library.suggestions import Suggestion
from gallery.qt.browser import Browser
from gallery.qt.icons import Icons
from gallery.qt.labels import button_text, count_in_words, plain_tip
from gallery.records import NameKind

PLACEHOLDER = "people, captions, credits, missions, years…"
WIDEST = 520


class SearchField(QFrame):
    """The field in the header, kept in step with the browser both ways.

    Signals: `left_downwards` when the Down key leaves it for the results.
    """

    left_downwards = Signal()

    def __init__(self, browser: Browser, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self._icons = icons
        self._edited_since = False
        self.setObjectName("search")
        self.setProperty("focused", False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(WIDEST)
        row = QHBoxLayout(self)
        row.setContentsMargins(11, 0, 6, 0)
        row.setSpacing(7)
        glass = QLabel()
        self._glass = glass
        self.retint()
        row.addWidget(glass)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(5)
        row.addLayout(self._chips)
        self.line = QLineEdit()
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
        self._clear = QToolButton()
        self._clear.setObjectName("flat")
        self._clear.setIcon(icons.icon("close"))
        self._clear.setIconSize(QSize(14, 14))
        self._clear.setAccessibleName("Clear the search")
        self._clear.setToolTip("Clear the search (Esc)")
        self._clear.clicked.connect(self.clear)
        row.addWidget(self._clear)
        self.suggestions = _Suggestions(icons, self)
        self.suggestions.chosen.connect(self._name_chosen)
        browser.asked.connect(self._follow)
        browser.changed.connect(self._offer)
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(WIDEST, 34)

    def begin(self) -> None:
        """Take the keyboard, with what is typed selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def clear(self) -> None:
        """End the search."""
        self.suggestions.hide()
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
                self.suggestions.hide()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.begin()

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Down:
            if not (self.suggestions.isVisible() and self.suggestions.move_on(1)):
                self.suggestions.hide()
                self.left_downwards.emit()
            return True
        if key == Qt.Key.Key_Up:
            return self.suggestions.isVisible() and self.suggestions.move_on(-1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not (self.suggestions.isVisible() and self.suggestions.take()):
                self.suggestions.hide()
                self.left_downwards.emit()
            return True
        if key == Qt.Key.Key_Escape and self.suggestions.isVisible():
            self.suggestions.hide()
            return True
        if key == Qt.Key.Key_Backspace and not self.line.text() and self._browser.query.names:
            self._browser.remove_name(self._browser.query.names[-1])
            return True
        return False

    def _edited(self, typed: str) -> None:
        self._edited_since = True
        self._browser.type_words(typed)

    def _offer(self) -> None:
        """Show what may be meant, with the first answer to what was typed."""
        if self._edited_since:
            self._edited_since = False
            self.suggestions.offer(list(self._browser.suggestions))

    def _name_chosen(self, name: str) -> None:
        self._browser.choose_name(name)
        self.line.setFocus()

    def _follow(self) -> None:
        query = self._browser.query
        if self.line.text() != query.typed:
            self.line.setText(query.typed)
            self.suggestions.hide()
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for name in query.names:
            self._chips.addWidget(self._chip(name))
        self.line.setPlaceholderText("" if query.names else PLACEHOLDER)
        self._clear.setVisible(bool(query.names or query.typed))

    def _chip(self, name: str) -> QToolButton:
        title = self._browser.library.names[name].display_name
        chip = QToolButton()
        chip.setObjectName("searchChip")
        chip.setText(button_text(title))
        chip.setIcon(self._icons.icon("close"))
        chip.setIconSize(QSize(11, 11))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setAccessibleName(f"Look for {title} no longer")
        chip.setToolTip(plain_tip(f"Look for {title} no longer"))
        chip.clicked.connect(lambda: self._browser.remove_name(name))
        return chip


class _Suggestions(QListWidget):
    """Names that fit what is typed, in a list that floats below the field."""

    chosen = Signal(str)

    def __init__(self, icons: Icons, field: QWidget) -> None:
        super().__init__(field)
        self._icons = icons
        self._field = field
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIconSize(QSize(16, 16))
        self.itemClicked.connect(self._clicked)
        self.hide()

    def offer(self, suggestions: list[Suggestion]) -> None:
        """Show suggestions below the field, or nothing where there are none."""
        self.clear()
        for suggestion in suggestions:
            name = suggestion.name
            shown = name.display_name
            if suggestion.form != shown:
                shown += f"   {suggestion.form}"
            item = QListWidgetItem(f"{shown}   ·   {count_in_words(suggestion.count)}")
            item.setIcon(self._icons.icon("person" if name.kind is NameKind.PERSON else "craft"))
            item.setData(Qt.ItemDataRole.UserRole, name.id)
            self.addItem(item)
        if not suggestions:
            self.hide()
            return
        # A child of the window, not a window of its own: the line keeps the keyboard.
        window = self._field.window()
        self.setParent(window)
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        height = self.sizeHintForRow(0) * self.count() + 12
        self.setGeometry(corner.x(), corner.y(), self._field.width(), height)
        self.setCurrentRow(-1)
        self.show()
        self.raise_()

    def move_on(self, by: int) -> bool:
        """Move the choice; False where it leaves the list at its end."""
        row = self.currentRow() + by
        if row >= self.count():
            return False
        self.setCurrentRow(max(row, -1))
        return True

    def take(self) -> bool:
        """Choose the marked suggestion; False where none is marked."""
        if self.currentRow() < 0:
            return False
        self._clicked(self.currentItem())
        return True

    def _clicked(self, item: QListWidgetItem) -> None:
        self.hide()
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
