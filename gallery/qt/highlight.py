"""Marks what was searched for in texts that are painted or shown as rich text."""

from html import escape

from PySide6.QtGui import QBrush, QTextCharFormat, QTextLayout

from gallery.library.marking import Marks
from gallery.qt.breaking import breaks, pieced
from gallery.qt.theme import Colors


def formats(shown: str, marks: Marks, colors: Colors) -> list[QTextLayout.FormatRange]:
    """Return the formats of what is marked in a painted text, in Qt's UTF-16 positions."""
    ranges = []
    for start, end in marks.spans(shown):
        marked = QTextLayout.FormatRange()
        marked.start = _utf16_length(shown[:start])
        marked.length = _utf16_length(shown[start:end])
        form = QTextCharFormat()
        form.setBackground(QBrush(colors["mark"]))
        # Quiet words would be too quiet on the mark.
        form.setForeground(QBrush(colors["text"]))
        marked.format = form
        ranges.append(marked)
    return ranges


def rich(shown: str, marks: Marks, colors: Colors) -> str:
    """Return a plain text as rich text with its marks, and its line breaks kept."""
    places = breaks(shown)
    parts = []
    end = 0
    for start, stop in marks.spans(shown):
        parts.append(escape(pieced(shown, end, start, places)))
        style = f"background-color:{colors.mark};color:{colors.text}"
        marked = escape(pieced(shown, start, stop, places))
        parts.append(f'<span style="{style}">{marked}</span>')
        end = stop
    parts.append(escape(pieced(shown, end, len(shown), places)))
    return "".join(parts).replace("\n", "<br>")


def _utf16_length(piece: str) -> int:
    return len(piece.encode("utf-16-le", "surrogatepass")) // 2
