"""Where the tiles of the grid lie: columns of one width, lines of one height.

Everything follows from a row's number, so nothing here costs more for a million photographs than
for fourteen. Places are in the page's own units: from its upper left corner, however far it is
scrolled.
"""

from functools import cached_property

from msgspec import Struct
from PySide6.QtCore import QRect

PADDING = 20
COLUMN_GAP = 18
ROW_GAP = 14
# How wide a tile wants to be at each of the five sizes; columns share what is left over.
TILE_WIDTHS = (150, 190, 236, 330, 480)
USUAL_SIZE = 2
_LEAST_WIDTH = 60


def column_count(room: int, wanted: int) -> int:
    """Return how many tiles that want to be `wanted` wide stand side by side in a page."""
    return max(1, round((room - 2 * PADDING + COLUMN_GAP) / (wanted + COLUMN_GAP)))


def shared_width(room: int, columns: int) -> int:
    """Return how wide each of some columns is in a page."""
    return max(_LEAST_WIDTH, (room - 2 * PADDING - COLUMN_GAP * (columns - 1)) // columns)


class Layout(Struct, frozen=True, dict=True):
    """The places of `count` tiles, each `width` × `height`, in so many `columns`."""

    count: int
    columns: int
    width: int
    height: int
    right_to_left: bool = False

    @cached_property
    def step(self) -> int:
        """How far one line lies below another."""
        return self.height + ROW_GAP

    @cached_property
    def total_height(self) -> int:
        """How high the page is."""
        lines = -(-self.count // self.columns)
        return 2 * PADDING - ROW_GAP + lines * self.step if lines else 0

    def place(self, row: int) -> QRect:
        """Return where a tile lies."""
        line, column = divmod(row, self.columns)
        if self.right_to_left:
            column = self.columns - 1 - column
        left = PADDING + column * (self.width + COLUMN_GAP)
        return QRect(left, PADDING + line * self.step, self.width, self.height)

    def row_at(self, x: int, y: int) -> int | None:
        """Return whose tile covers a point, None where none does."""
        line, below = divmod(y - PADDING, self.step)
        column, beside = divmod(x - PADDING, self.width + COLUMN_GAP)
        if below >= self.height or beside >= self.width or not 0 <= column < self.columns:
            return None
        if self.right_to_left:
            column = self.columns - 1 - column
        row = line * self.columns + column
        return row if 0 <= row < self.count else None

    def rows(self, top: int, height: int) -> range:
        """Return the rows of all lines of which anything lies in a part of the page."""
        first = min(max(0, (top - PADDING + ROW_GAP) // self.step) * self.columns, self.count)
        last = (max(-1, (top + height - 1 - PADDING) // self.step) + 1) * self.columns
        return range(first, max(first, min(last, self.count)))

    def touched(self, area: QRect) -> list[range]:
        """Return the rows whose tiles an area touches, as few runs, in order."""
        stride = self.width + COLUMN_GAP
        first = max(0, (area.left() - PADDING + COLUMN_GAP) // stride)
        last = min(self.columns - 1, (area.right() - PADDING) // stride)
        top = max(0, (area.top() - PADDING + ROW_GAP) // self.step)
        bottom = min((self.count - 1) // self.columns, (area.bottom() - PADDING) // self.step)
        if first > last or top > bottom:
            return []
        if self.right_to_left:
            first, last = self.columns - 1 - last, self.columns - 1 - first
        if last - first + 1 == self.columns:
            return [range(top * self.columns, min((bottom + 1) * self.columns, self.count))]
        runs = (
            range(line * self.columns + first, min(line * self.columns + last + 1, self.count))
            for line in range(top, bottom + 1)
        )
        return [run for run in runs if run]
