"""Texts as controls show them: labels that can be selected from, links, and texts taken as written.

What comes out of a manifest is never taken for markup or for a mark of the toolkit: it is shown as
it is written.
"""

from html import escape
from unicodedata import bidirectional

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

# A button that is cut with dots is no narrower than this: a word and the dots.
_LEAST_BUTTON = 80
# How Qt ends lines and paragraphs, and the marks of `apart`, as other programs take them.
_AS_OTHERS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\u2068": "", "\u2069": ""})
# By so many pixels widths of the same words may differ, as they are rounded.
_ROUNDED = 2


def label(name: str) -> QLabel:
    """Return a label that wraps its text and lets it be selected; `name` is for the style sheet."""
    made = QLabel()
    made.setObjectName(name)
    made.setWordWrap(True)
    # A border of the style sheet would otherwise indent the text by half a letter.
    made.setIndent(0)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def apart(text: str) -> str:
    """Return a text so that what follows in its line is not drawn into its direction.

    Arabic and Hebrew are put between marks of the Unicode Bidirectional Algorithm (UAX #9, FSI).
    """
    leftward = any(bidirectional(one) in ("R", "AL") for one in text)
    return f"\u2068{text}\u2069" if leftward else text


def selected_text(shown: QLabel) -> str:
    """Return what is selected in a label, with the line breaks that others understand."""
    return shown.selectedText().translate(_AS_OTHERS)


def let_links_be_followed(made: QLabel) -> None:
    """Let the links of a label be reached with the pointer and with the Tab key."""
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def link(words: str, address: str, color: str) -> str:
    """Return a link as rich text."""
    return f'<a style="color:{color}" href="{escape(address)}">{escape(words)}</a>'


def button_text(text: str) -> str:
    """Return a text so that a button shows it as it is: "&" would underline a letter."""
    return text.replace("&", "&&")


def plain_tip(text: str) -> str:
    """Return a text so that a tool tip, which would take markup for markup, shows it as it is."""
    # Without a tag Qt takes it for plain text, and shows “&amp;” as that.
    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f"<qt>{lines}</qt>" if lines else ""


def count_in_words(count: int) -> str:
    """Return a number of photographs in words: `1 photograph`, `36,422 photographs`."""
    return "1 photograph" if count == 1 else f"{count:,} photographs"


class ElidedButton(QPushButton):
    """A button whose words end in dots where there is no room for them."""

    def __init__(self, words: str) -> None:
        super().__init__(button_text(words))
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        whole, shown = (
            metrics.horizontalAdvance(one) for one in (self._words, self.text().replace("&&", "&"))
        )
        return super().sizeHint() + QSize(whole - shown, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_BUTTON, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        metrics, wanted = self.fontMetrics(), self.sizeHint().width()
        shown = self._words
        if self.width() < wanted - _ROUNDED:
            room = self.width() - wanted + metrics.horizontalAdvance(self._words)
            shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(button_text(shown))
