"""What stands at the left: collections, saved searches, and what the answer can be narrowed by.

One list of rows of several kinds, as Qt's model. Sections can be folded; what is chosen in a folded
one stays in sight. A long section shows its first values, and the others when they are asked for.
"""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from gallery.library.facets import Counted, Facet
from gallery.qt.browser import Browser
from gallery.qt.labels import count_in_words, plain_tip
from gallery.qt.settings import Settings

# A long section shows so many values: those with the most photographs.
DOZEN = 12
TITLES = {
    Facet.PERSON: "People",
    Facet.CRAFT: "Craft",
    Facet.MISSION: "Mission",
    Facet.YEAR: "Year",
    Facet.AGENCY: "Agency",
    Facet.CREDIT: "Credit",
    Facet.RIGHTS: "Rights",
}
# People and craft are what most come for; the others open with a click.
FOLDED_AT_FIRST = frozenset(Facet) - {Facet.PERSON, Facet.CRAFT}
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names the group of places below it."""

    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """A collection to look at (None: everything)."""

    title: str
    count: int
    collection: str | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A line that names the values below it, and folds them away."""

    facet: Facet
    title: str
    values: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Value:
    """Something that the answer can be narrowed to."""

    counted: Counted


@dataclass(frozen=True, slots=True)
class More:
    """Shows the other values of a section, or the first alone again."""

    facet: Facet
    hidden: int


Row = Heading | Place | Section | Value | More


class PlacesModel(QAbstractListModel):
    """All rows, in the order in which they stand."""

    def __init__(self, browser: Browser, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self._settings = settings
        self._folded = {
            facet: settings.is_folded(facet.value, facet in FOLDED_AT_FIRST) for facet in Facet
        }
        self._whole: set[Facet] = set()
        self.rows: list[Row] = []
        for signal in (browser.sources_changed, browser.counted, browser.asked):
            signal.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        """Read the rows again; those that are the same stay what they are to the view."""
        rows = [*self._collections(), *self._sections()]
        if [_key(row) for row in rows] == [_key(row) for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def fold(self, facet: Facet, *, folded: bool) -> None:
        """Fold a section, or open it; remembered between runs."""
        self._folded[facet] = folded
        self._settings.set_folded(facet.value, folded)
        self.refill()

    def show_more(self, facet: Facet) -> None:
        """Show all values of a section, or the first alone again."""
        self._whole ^= {facet}
        self.refill()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(row)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def chosen_rows(self) -> list[int]:
        """Return the rows of what is being looked at, and of all that is chosen."""
        query = self._browser.query
        return [
            number
            for number, row in enumerate(self.rows)
            if (isinstance(row, Value) and self._browser.is_chosen(row.counted.choice))
            or (isinstance(row, Place) and row.collection == query.collection)
        ]

    def _collections(self) -> list[Row]:
        library = self._browser.library
        rows: list[Row] = [Heading("Gallery"), Place("All photographs", len(library.photos))]
        rows += [
            Place(one.title, len(one.photos), one.id, one.summary or "")
            for one in library.collections.values()
        ]
        return rows

    def _sections(self) -> list[Row]:
        rows: list[Row] = []
        for facet in Facet:
            values = self._browser.counts.get(facet, ())
            chosen = [one for one in values if self._browser.is_chosen(one.choice)]
            # What nothing can be narrowed by need not be shown.
            if len(values) < 2 and not chosen and facet in FOLDED_AT_FIRST:
                continue
            if not values:
                continue
            folded = self._folded[facet]
            rows.append(Section(facet, TITLES[facet], len(values), folded))
            if folded:
                shown = chosen
            elif facet in self._whole or len(values) <= DOZEN + 1:
                shown = list(values)
            else:
                first = set(sorted(values, key=lambda one: -one.count)[:DOZEN]) | set(chosen)
                shown = [one for one in values if one in first]
            rows += map(Value, shown)
            if not folded and len(values) > DOZEN + 1:
                rows.append(More(facet, len(values) - len(shown)))
        return rows

    def _tip(self, row: Row) -> str:
        match row:
            case Place(title, tip=summary):
                return f"{title}\n{summary}" if summary else title
            case Value(counted):
                return counted.title
            case Section(folded=folded):
                return "Click to open" if folded else "Click to fold away"
        return ""

    def _spoken(self, row: Row) -> str:
        match row:
            case Place(title, count):
                return f"{title}, {count_in_words(count)}"
            case Value(counted):
                return f"{counted.title}, {count_in_words(counted.count)}"
            case Section(title=title, values=values, folded=folded):
                return f"{title}, {values:,} values, {'folded' if folded else 'open'}"
        return title_of(row)


def title_of(row: Row) -> str:
    """Return what a row says."""
    match row:
        case Value(counted):
            return counted.title
        case More(hidden=hidden):
            return f"{hidden:,} more…" if hidden else "Fewer"
    return row.title


def _key(row: Row) -> object:
    """Return what makes a row the same row, whatever its count."""
    match row:
        case Place(title, collection=collection):
            return (title, collection)
        case Value(counted):
            return counted.choice
        case Section(facet=facet, folded=folded):
            return (facet, folded)
        case More(facet, hidden):
            return (facet, "more", not hidden)
    return row
