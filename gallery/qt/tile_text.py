"""The texts of a tile: headline, credit, and why a photograph was found.

They are broken, cut and laid out once for a photograph, and again only where a tile has another
width in which they would be laid out otherwise; then they are only drawn. A frame has no time for
more.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout

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
# Texts are kept laid out for so many tiles, or so many times those in sight: 20 kB each.
_LEAST_KEPT = 60
_KEPT_SCREENS = 2
# No tile is so wide.
_ANY_WIDTH = 1 << 20


class _Face(NamedTuple):
    font: QFont
    metrics: QFontMetrics


class _Line(Struct, frozen=True):
    """A line of text, so far below the picture.

    It is laid out alike in all widths from `least` to `most`.
    """

    top: int
    color: str
    layout: QTextLayout
    least: int
    most: int


class _Texts(Struct, frozen=True):
    photo: Photo
    marks: Marks
    colors: Colors
    lines: tuple[_Line, ...]
    least: int
    most: int


class TileTexts:
    """Lays out the texts of tiles, and draws them.

    Attributes: `small`, the font of credits.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        # The size of the text is settled at the launch: what every paint needs is reckoned here.
        self.small = theme.sans(SMALL)
        slanted = QFont(self.small)
        slanted.setItalic(True)
        headline = theme.serif(HEADLINE_SIZE, bold=True)
        self._small, self._slanted, self._headline = (
            _Face(font, QFontMetrics(font)) for font in (self.small, slanted, headline)
        )
        self._headline_height = self._headline.metrics.height()
        self._line_height = self._small.metrics.height() + 1
        self._most_kept = _LEAST_KEPT
        self._kept: OrderedDict[str, _Texts] = OrderedDict()

    def make_room(self, tiles: int) -> None:
        """Keep the texts of at least so many tiles, which are in sight."""
        self._most_kept = max(_LEAST_KEPT, tiles * _KEPT_SCREENS)

    def height(self, *, searching: bool) -> int:
        """Return how high the texts are: one line more while reasons are told."""
        return self._headline_height + self._line_height * (3 if searching else 2)

    def mark_width(self, photo: Photo) -> int:
        """Return the room that a photograph's mark takes beside its credit, nought for none."""
        mark = mark_of(photo)
        if not mark:
            return 0
        icon = MARK_ICON if photo.illustration else 0
        return self._small.metrics.horizontalAdvance(mark) + icon + _MARK_SPACE

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
        width = area.width()
        texts = self._kept.get(photo.id)
        # A record that was read anew is another one.
        if (
            texts is None
            or not texts.least <= width <= texts.most
            or (texts.marks is not marks and texts.marks != marks)
            or texts.colors is not colors
            or (texts.photo is not photo and texts.photo != photo)
        ):
            lines = tuple(self._lay_out(photo, width, marks, matched))
            least, most = max(line.least for line in lines), min(line.most for line in lines)
            texts = self._kept[photo.id] = _Texts(photo, marks, colors, lines, least, most)
        self._kept.move_to_end(photo.id)
        while len(self._kept) > self._most_kept:
            self._kept.popitem(last=False)
        left, top = area.left(), area.bottom()
        for line in texts.lines:
            painter.setPen(QColor(getattr(colors, line.color)))
            line.layout.draw(painter, QPointF(left, top + line.top))

    def _lay_out(
        self,
        photo: Photo,
        width: int,
        marks: Marks,
        matched: Callable[[], list[Entry]],
    ) -> Iterator[_Line]:
        top = GAP_UNDER_PICTURE
        yield self._line(top, photo.headline, "text", self._headline, width, marks)
        top += self._headline_height
        credit, mark = citation.credit(photo), self.mark_width(photo)
        # That nobody is credited is not read over like another name.
        nobody = credit == citation.NO_CREDIT
        color, face = ("link", self._slanted) if nobody else ("quiet", self._small)
        head, rest = broken(credit, face.font, width - mark)
        first = self._line(top, head, color, face, width - mark, marks, beside=mark)
        if rest:
            # In another width it breaks elsewhere.
            yield replace(first, least=width, most=width)
            top += self._line_height
            yield self._line(top, rest, color, face, width, marks)
        else:
            yield first
        if marks and (why := reason(photo, matched(), marks)):
            top += self._line_height
            yield self._line(top, why, "link", self._small, width, marks.in_date())

    def _line(
        self,
        top: int,
        shown: str,
        color: str,
        face: _Face,
        width: int,
        marks: Marks,
        *,
        beside: int = 0,
    ) -> _Line:
        """Lay out a line in a width, `beside` which so much of the tile is taken."""
        layout = _laid_out(shown, face.font)
        least, most = ceil(layout.lineAt(0).naturalTextWidth()), _ANY_WIDTH
        if least > width:
            shown = face.metrics.elidedText(shown, Qt.TextElideMode.ElideRight, width)
            layout = _laid_out(shown, face.font)
            least = most = width
        if marks and (ranges := highlight.formats(shown, marks, self._theme.colors)):
            layout = _laid_out(shown, face.font, ranges)
        return _Line(top, color, layout, least + beside, most + beside)


def _laid_out(
    line: str, font: QFont, ranges: Sequence[QTextLayout.FormatRange] = ()
) -> QTextLayout:
    layout = QTextLayout(line, font)
    # What it looks like is kept, not found out again at each paint.
    layout.setCacheEnabled(True)
    if ranges:
        layout.setFormats(ranges)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


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
    layout = QTextLayout(line, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    if first.textLength() >= len(line) and line.isascii():
        return line, ""
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
