"""The texts of a tile: headline, credit, and why a photograph was found.

They are broken, cut and laid out once for a photograph and a width, and then only drawn: a frame of
scrolling has no time for more.
"""

from collections import OrderedDict
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStaticText, QTextLayout

from gallery import text
from gallery.export import citation
from gallery.library.entries import Entry
from gallery.library.marking import Marks
from gallery.qt import highlight
from gallery.qt.theme import SMALL, Colors, Theme
from gallery.records import Photo
from gallery.sources.folder import raw_kind

ILLUSTRATION = "Illustration"
HEADLINE_SIZE = 15
GAP_UNDER_PICTURE = 9
MARK_ICON = 13
# The space before a mark.
_MARK_SPACE = 14
# How many characters of a long text stand before the word that was found in it.
_BEFORE = 18
# So many tiles keep their texts laid out: several screens of small ones, some kB each.
_MOST_KEPT = 600
_LEFT = int(Qt.AlignmentFlag.AlignLeft)


class _Line(Struct, frozen=True):
    """A line of text, so far below the picture; in the plain way, or with marks."""

    top: int
    font: QFont
    color: str
    plain: QStaticText | None = None
    marked: QTextLayout | None = None


class _Texts(Struct, frozen=True):
    photo: Photo
    marks: Marks
    colors: Colors
    lines: tuple[_Line, ...]


class TileTexts:
    """Lays out the texts of tiles, and draws them.

    Attributes: `small`, the font of credits.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        # The size of the text is settled at the launch: what every paint needs is reckoned here.
        self.small = theme.sans(SMALL)
        self._slanted = QFont(self.small)
        self._slanted.setItalic(True)
        self._headline = theme.serif(HEADLINE_SIZE, bold=True)
        self._headline_metrics = QFontMetrics(self._headline)
        self._small_metrics = QFontMetrics(self.small)
        self._headline_height = self._headline_metrics.height()
        self._line_height = self._small_metrics.height() + 1
        self._kept: OrderedDict[tuple[str, int], _Texts] = OrderedDict()

    def height(self, *, searching: bool) -> int:
        """Return how high the texts are: one line more while reasons are told."""
        return self._headline_height + self._line_height * (3 if searching else 2)

    def mark_width(self, photo: Photo) -> int:
        """Return the room that a photograph's mark takes beside its credit, nought for none."""
        mark = mark_of(photo)
        if not mark:
            return 0
        icon = MARK_ICON if photo.illustration else 0
        return self._small_metrics.horizontalAdvance(mark) + icon + _MARK_SPACE

    def credit_line(self, area: QRect) -> QRect:
        """Return where the first line of the credit stands under a picture."""
        top = area.bottom() + GAP_UNDER_PICTURE + self._headline_height
        return QRect(area.left(), top, area.width(), self._line_height)

    def draw(
        self,
        painter: QPainter,
        area: QRect,
        photo: Photo,
        marks: Marks,
        matched: Callable[[], list[Entry]],
    ) -> None:
        """Draw the texts of a photograph under its picture's area."""
        colors = self._theme.colors
        key = (photo.id, area.width())
        texts = self._kept.get(key)
        # A record that was read anew is another one.
        if (
            texts is None
            or (texts.marks is not marks and texts.marks != marks)
            or texts.colors is not colors
            or (texts.photo is not photo and texts.photo != photo)
        ):
            lines = tuple(self._lay_out(photo, area.width(), marks, matched))
            texts = self._kept[key] = _Texts(photo, marks, colors, lines)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        left, top = area.left(), area.bottom()
        for line in texts.lines:
            painter.setFont(line.font)
            painter.setPen(QColor(getattr(colors, line.color)))
            at = QPointF(left, top + line.top)
            if line.plain is not None:
                painter.drawStaticText(at, line.plain)
            elif line.marked is not None:
                line.marked.draw(painter, at)

    def _lay_out(
        self,
        photo: Photo,
        width: int,
        marks: Marks,
        matched: Callable[[], list[Entry]],
    ) -> list[_Line]:
        top = GAP_UNDER_PICTURE
        lines = [self._line(top, photo.headline, "text", width, marks, headline=True)]
        top += self._headline_height
        room = width - self.mark_width(photo)
        credit = citation.credit(photo)
        first, rest = broken(credit, self.small, room)
        # That nobody is credited is not read over like another name.
        color, font = ("link", self._slanted) if credit == citation.NO_CREDIT else ("quiet", None)
        lines.append(self._line(top, first, color, room, marks, font))
        if rest:
            top += self._line_height
            lines.append(self._line(top, rest, color, width, marks, font))
        if marks and (why := reason(photo, matched(), marks)):
            top += self._line_height
            lines.append(self._line(top, why, "link", width, marks.in_date()))
        return lines

    def _line(
        self,
        top: int,
        shown: str,
        color: str,
        width: int,
        marks: Marks,
        font: QFont | None = None,
        *,
        headline: bool = False,
    ) -> _Line:
        font = font or (self._headline if headline else self.small)
        metrics = self._headline_metrics if headline else self._small_metrics
        elided = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
        ranges = highlight.formats(elided, marks, self._theme.colors) if marks else []
        if not ranges:
            plain = QStaticText(elided)
            plain.setTextFormat(Qt.TextFormat.PlainText)
            plain.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            plain.prepare(font=font)
            return _Line(top, font, color, plain=plain)
        layout = QTextLayout(elided, font)
        layout.setFormats(ranges)
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return _Line(top, font, color, marked=layout)


def mark_of(photo: Photo) -> str:
    """Return what a picture is, where it is not simply the photograph.

    A raw file lies mostly beside a JPEG of the same name.
    """
    return ILLUSTRATION if photo.illustration else raw_kind(photo.file)


def reason(photo: Photo, matched: list[Entry], marks: Marks) -> str:
    """Return why a photograph was found, where headline and credit do not show it already."""
    visible = f" {text.fold(f'{photo.headline} {citation.credit(photo)}')}"
    unseen = tuple(
        way
        for ways in marks.sought
        if not any(f" {way}" in visible for way in ways)
        for way in ways
    )
    hidden = [
        entry
        for entry in matched
        if any(word.startswith(unseen) for word in entry.words())
        or (marks.dates and entry.field == "date_created")
    ]
    found = replace(marks.in_date(), sought=(unseen,))
    return " · ".join(f"{entry.label}: {excerpt(entry.text, found)}" for entry in hidden)


def broken(line: str, font: QFont, width: int) -> tuple[str, str]:
    """Return what of a text stands in a first line of `width`, and what is left for a second."""
    if QFontMetrics(font).horizontalAdvance(line) <= width:
        return line, ""
    layout = QTextLayout(line, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    # Qt counts in UTF-16.
    units = line.encode("utf-16-le", "surrogatepass")
    end = 2 * first.textLength()
    head, rest = (
        part.decode("utf-16-le", "surrogatepass").strip() for part in (units[:end], units[end:])
    )
    return head, rest


def excerpt(whole: str, marks: Marks) -> str:
    """Return a text from shortly before its first mark, so that one line shows it."""
    first = next((start for start, _ in marks.spans(whole)), 0)
    if first <= _BEFORE:
        return whole
    begin = whole.find(" ", first - _BEFORE, first)
    return f"…{whole[begin + 1 if begin >= 0 else first :]}"
