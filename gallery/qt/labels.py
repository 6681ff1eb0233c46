"""Texts as controls show them: labels that can be selected from, links, and texts taken as written.

What comes out of a manifest is never taken for markup or for a mark of the toolkit: it is shown as
it is written. However long it is, it is measured once for each width.
"""

import re
from html import escape
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

# A button that is cut with dots is no narrower than this: a word and the dots.
_LEAST_BUTTON = 80
# What is there only for how a text is laid out: marks of direction, blanks without width.
_UNSEEN = "\u200b\u200e\u2068\u2069"
# How Qt ends lines and paragraphs, as other programs take them.
_AS_OTHERS = str.maketrans({"\u2028": "\n", "\u2029": "\n", **dict.fromkeys(_UNSEEN, "")})
# A screen reader cannot be asked to skip a part of what it reads: of the longest texts it reads so
# many characters. The whole of them stands in the labels, which it reads line by line.
MOST_READ_OUT = 1_000
# What is seen and not heard: control characters, ends of lines, marks of the writing direction.
_UNHEARD = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_DIRECTIONS = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# By so many pixels widths of the same words may differ, as they are rounded.
_ROUNDED = 2
# What makes the same text take another height.
_MEASURED_ANEW = {
    QEvent.Type.ContentsRectChange,
    QEvent.Type.FontChange,
    QEvent.Type.LayoutDirectionChange,
    QEvent.Type.Polish,
    QEvent.Type.ScreenChangeInternal,
    QEvent.Type.StyleChange,
}


class WrappedLabel(QLabel):
    """A label that is as wide as there is room, and as high as its lines then are.

    Qt lays a text out twenty times to show it once: for each width that a layout tries it asks
    again and again, and for the width that would look best, which nobody uses here, five times.
    """

    def __init__(self) -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        super().setWordWrap(True)

    def setText(self, text: str) -> None:
        # What is the same is laid out already.
        if text != self.text():
            self._heights.clear()
            super().setText(text)

    def setTextFormat(self, form: Qt.TextFormat) -> None:
        self._heights.clear()
        super().setTextFormat(form)

    def event(self, event: QEvent) -> bool:
        if event.type() in _MEASURED_ANEW:
            self._heights.clear()
        return super().event(event)

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._measure(width)
        return height

    def _measure(self, width: int) -> int:
        return super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._line() if self.wordWrap() else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._line() if self.wordWrap() else super().minimumSizeHint()

    def _line(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(0, self.fontMetrics().height() + margins.top() + margins.bottom())


def label(name: str) -> QLabel:
    """Return a label that wraps its text and lets it be selected; `name` is for the style sheet."""
    made = WrappedLabel()
    made.setObjectName(name)
    # A border of the style sheet would otherwise indent the text by half a letter.
    made.setIndent(0)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made


def stand_left(made: QLabel) -> None:
    """Let a label begin at the left in whatever direction its script runs."""
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)


def stress(made: QLabel, *, stressed: bool) -> None:
    """Let a label stand out, as the style sheet has it for `[stressed="true"]`, or let it not."""
    if made.property("stressed") != stressed:
        made.setProperty("stressed", stressed)
        made.style().unpolish(made)
        made.style().polish(made)


def apart(text: str) -> str:
    """Return a text so that what follows in its line is not drawn into its direction.

    Arabic and Hebrew are put between marks of the Unicode Bidirectional Algorithm (UAX #9, FSI).
    """
    leftward = any(bidirectional(one) in ("R", "AL") for one in text)
    return f"\u2068{text}\u2069" if leftward else text


def in_our_direction(text: str) -> str:
    """Return a line put together here so that it runs from the left, whatever it begins with."""
    # Qt looks for the first letter that has a direction inside of what is kept `apart` too.
    return f"\u200e{text}" if "\u2068" in text else text


def read_out(text: str, most: int = MOST_READ_OUT) -> str:
    """Return a text as a screen reader is told it: in one line, the longest cut at a word."""
    line = _UNHEARD.sub(" ", _DIRECTIONS.sub("", text[: 2 * most])).strip()
    if len(line) <= most:
        return line
    return f"{line[:most].rpartition(' ')[0] or line[:most]}…"


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


class ElidedLabel(QLabel):
    """A line that takes the room there is, and ends in dots where that is too little."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show a line; all of it stands in its tip."""
        self._words = words
        self.setToolTip(plain_tip(words))
        self.setAccessibleName(words)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width()))
