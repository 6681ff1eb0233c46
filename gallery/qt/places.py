"""The rows of the sidebar: collections, saved searches, and what the answer can be narrowed by.

One list of rows of several kinds, as Qt's model. Sections can be folded; chosen values stay in
sight even then. A long section shows its first values, and the others on request.
"""

from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import takewhile
from typing import Any

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gallery.library.facets import NAMES, Counted, Facet
from gallery.library.query import Query
from gallery.library.saved import SavedSearch
from gallery.qt.browser import Browser
from gallery.qt.labels import count_in_words, plain_tip
from gallery.qt.saved import SavedSearches
from gallery.qt.settings import Settings
from gallery.qt.titles import told_apart

# A long section shows this many values: those with the most photographs.
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
# People and craft are used most; the others open with a click.
FOLDED_AT_FIRST = frozenset(Facet) - {Facet.PERSON, Facet.CRAFT}
_NO_PARENT = QModelIndex()


class Heading(Struct, frozen=True):
    """A line that names the group of places below it."""

    title: str


class Place(Struct, frozen=True):
    """A collection to look at (None: everything)."""

    title: str
    count: int
    collection: str | None = None
    tip: str = ""


class Section(Struct, frozen=True):
    """A line that names the values below it, and folds them away."""

    facet: Facet
    title: str
    values: int
    folded: bool


class Value(Struct, frozen=True):
    """Something that the answer can be narrowed to."""

    counted: Counted


class More(Struct, frozen=True):
    """Shows the other values of a section, or the first alone again."""

    facet: Facet
    hidden: int


class Saved(Struct, frozen=True):
    """A saved search; `query` is None while its collection is not open."""

    place: int
    search: SavedSearch
    query: Query | None


class BringBack(Struct, frozen=True):
    """Brings back the saved search that was removed last."""

    title: str


Row = Heading | Place | Saved | BringBack | Section | Value | More


class PlacesModel(QAbstractListModel):
    """All rows, in the order in which they stand.

    Signals: `refilling` and `refilled` before and after rows are read again.
    """

    refilling = Signal()
    refilled = Signal()

    def __init__(
        self,
        browser: Browser,
        saved: SavedSearches,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._saved = saved
        self._settings = settings
        self._folded = {
            facet: settings.is_folded(facet.value, facet in FOLDED_AT_FIRST) for facet in Facet
        }
        self._whole: set[Facet] = set()
        self.rows: list[Row] = []
        for signal in (browser.sources_changed, browser.counted, browser.asked, saved.changed):
            signal.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        """Read the rows again; those that are the same stay what they are to the view."""
        rows = [*self._collections(), *self._searches(), *self._sections()]
        old, new = [_key(row) for row in self.rows], [_key(row) for row in rows]
        self.refilling.emit()
        first = _alike(old, new)
        last = _alike(old[first:][::-1], new[first:][::-1])
        if len(old) > first + last:
            self.beginRemoveRows(_NO_PARENT, first, len(old) - last - 1)
            del self.rows[first : len(old) - last]
            self.endRemoveRows()
        if len(new) > first + last:
            self.beginInsertRows(_NO_PARENT, first, len(new) - last - 1)
            self.rows[first:first] = rows[first : len(new) - last]
            self.endInsertRows()
        self.rows = rows
        self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        self.refilled.emit()

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
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return title_of(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(row)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        usual = super().flags(index)
        if index.isValid() and isinstance(self.rows[index.row()], Saved):
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: Any,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        row = self.rows[index.row()] if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or not isinstance(row, Saved):
            return False
        self._saved.rename(row.place, str(value))
        return True

    def row_of_saved(self, place: int) -> int:
        """Return the row of a saved search."""
        rows = enumerate(self.rows)
        return next(n for n, row in rows if isinstance(row, Saved) and row.place == place)

    def chosen_rows(self) -> list[int]:
        """Return the rows of what is being looked at, and of all that is chosen."""
        query = self._browser.query
        return [
            number
            for number, row in enumerate(self.rows)
            if (isinstance(row, Value) and self._browser.is_chosen(row.counted.choice))
            or (isinstance(row, Place) and row.collection == query.collection)
            or (isinstance(row, Saved) and row.query == query)
        ]

    def _collections(self) -> list[Row]:
        library = self._browser.library
        rows: list[Row] = [Heading("Gallery"), Place("All photographs", len(library.photos))]
        titles = told_apart(library)
        rows += [
            Place(titles[one.id], len(one.photos), one.id, one.summary or "")
            for one in library.collections.values()
        ]
        return rows

    def _searches(self) -> list[Row]:
        collections = self._browser.library.collections
        rows: list[Row] = [
            Saved(place, search, search.query(collections))
            for place, search in enumerate(self._saved.searches)
        ]
        if self._saved.removed is not None:
            rows.append(BringBack(self._saved.removed.title))
        return [Heading("Saved searches"), *rows] if rows else []

    def _sections(self) -> list[Row]:
        rows: list[Row] = []
        for facet in Facet:
            values = self._browser.counts.get(facet, ())
            chosen = self._chosen(facet, values)
            # One value that all photographs share cannot narrow anything.
            narrows = len(values) > 1 or any(one.count < len(self._browser.ids) for one in values)
            if not narrows and not chosen and facet in FOLDED_AT_FIRST:
                continue
            if not values:
                continue
            folded = self._folded[facet]
            rows.append(Section(facet, TITLES[facet], len(values), folded))
            if folded:
                shown = [values[place] for place in chosen]
            elif facet in self._whole or len(values) <= DOZEN + 1:
                shown = list(values)
            else:
                shown = [values[place] for place in sorted({*chosen, *_frequent(facet, values)})]
            rows += map(Value, shown)
            if not folded and len(values) > DOZEN + 1:
                rows.append(More(facet, len(values) - len(shown)))
        return rows

    def _chosen(self, facet: Facet, values: Sequence[Counted]) -> list[int]:
        """Return which values of a facet are chosen, by their places: mostly none, of thousands."""
        query = self._browser.query
        if not (query.names if facet in NAMES else query.facets):
            return []
        is_chosen = self._browser.is_chosen
        return [place for place, one in enumerate(values) if is_chosen(one.choice)]

    def _tip(self, row: Row) -> str:
        match row:
            case Place(title, collection=collection, tip=summary):
                ways = "Delete closes it; its files stay as they are" if collection else ""
                return "\n".join(line for line in (title, summary, ways) if line)
            case Value(counted):
                return f"{counted.title}\nCtrl+click adds it to the others"
            case Saved(search=search, query=query):
                where = search.collection_title
                closed = f"\nIts collection “{where}” is not open" if query is None else ""
                return f"{search.title}{closed}\nF2 renames, Delete removes it"
            case Section(folded=folded):
                return "Click to open" if folded else "Click to fold away"
        return ""

    def _spoken(self, row: Row) -> str:
        match row:
            case Place(title, count):
                return f"{title}, {count_in_words(count)}"
            case Value(counted):
                return f"{counted.title}, {count_in_words(counted.count)}"
            case Saved(search=search, query=query):
                return f"{search.title}, saved search{'' if query else ', not open'}"
            case Section(title=title, values=values, folded=folded):
                return f"{title}, {values:,} values, {'folded' if folded else 'open'}"
        return title_of(row)


def _frequent(facet: Facet, values: Sequence[Counted]) -> Iterable[int]:
    """Return the places of the values with the most photographs."""
    if facet is not Facet.YEAR:
        # They stand in that order.
        return range(min(DOZEN, len(values)))
    return nlargest(DOZEN, range(len(values)), key=lambda place: values[place].count)


def title_of(row: Row) -> str:
    """Return what a row says."""
    match row:
        case Value(counted):
            return counted.title
        case More(hidden=hidden):
            return f"{hidden:,} more…" if hidden else "Fewer"
        case Saved(search=search):
            return search.title
        case BringBack():
            return "Bring it back"
    return row.title


def _alike(some: list[object], others: list[object]) -> int:
    """Return how many keys two lists begin with alike."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(some, others, strict=False))
    )


def _key(row: Row) -> object:
    """Return what makes a row the same row, whatever its count."""
    match row:
        case Place(title, collection=collection):
            return (title, collection)
        case Value(counted):
            return counted.choice
        case Section(facet=facet):
            return (facet, "section")
        case Saved(place):
            return (place, "saved")
        case More(facet, hidden):
            return (facet, "more", not hidden)
    return row
