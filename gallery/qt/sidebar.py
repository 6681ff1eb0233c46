"""The side at the left: collections, people and craft, each with its count."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gallery.qt.browser import Browser
from gallery.qt.labels import count_in_words, plain_tip
from gallery.qt.theme import TEXT, Theme
from gallery.records import NameKind

WIDTH = 218
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names the group of places below it."""

    title: str


@dataclass(frozen=True, slots=True)
class Place:
    """Something to look at: a collection (None: everything), or a person or craft."""

    title: str
    count: int
    collection: str | None = None
    name: str | None = None


class PlacesModel(QAbstractListModel):
    """Headings and places, in the order in which they stand."""

    def __init__(self, browser: Browser, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self.rows: list[Heading | Place] = []
        browser.sources_changed.connect(self.refill)
        self.refill()

    def refill(self) -> None:
        """Read the places from the library again."""
        library = self._browser.library
        self.beginResetModel()
        self.rows = [Heading("Gallery"), Place("All photographs", len(library.photos))]
        self.rows += [
            Place(collection.title, len(collection.photos), collection=collection.id)
            for collection in library.collections.values()
        ]
        for title, kind in (("People", NameKind.PERSON), ("Craft", NameKind.CRAFT)):
            names = library.shown(kind)
            if names:
                self.rows.append(Heading(title))
                self.rows += [
                    Place(name.display_name, count, name=name.id) for name, count in names
                ]
        self.endResetModel()

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
                return row.title
            case Qt.ItemDataRole.ToolTipRole if isinstance(row, Place):
                return plain_tip(self._tip(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(row, Heading):
                    return row.title
                return f"{row.title}, {count_in_words(row.count)}"
        return None

    def _tip(self, place: Place) -> str:
        """Return a place's title, and what its collection is said to be."""
        collection = self._browser.library.collections.get(place.collection or "")
        summary = collection.summary if collection else None
        return f"{place.title}\n{summary}" if summary else place.title

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def row_of_query(self) -> int | None:
        """Return the row that stands for what is being looked at, None while words are sought."""
        query = self._browser.query
        for number, row in enumerate(self.rows):
            if not isinstance(row, Place):
                continue
            if query.names:
                if query.names == (row.name,):
                    return number
            elif row.name is None and row.collection == query.collection:
                return number
        return None


class Sidebar(QListView):
    """Lists the places; choosing one looks at it."""

    def __init__(self, browser: Browser, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browser = browser
        self._places = PlacesModel(browser, self)
        self._following = False
        self.setObjectName("sidebar")
        self.setAccessibleName("Collections, people and craft")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setItemDelegate(_PlaceDelegate(self._places, theme, self))
        self.setModel(self._places)
        self.setMinimumWidth(150)
        self.selectionModel().currentChanged.connect(self._chosen)
        self.clicked.connect(self._chosen)
        browser.changed.connect(self._follow)
        self._places.modelReset.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def _chosen(self, index: QModelIndex, *_: object) -> None:
        if self._following or not index.isValid():
            return
        row = self._places.rows[index.row()]
        if isinstance(row, Place):
            if row.name is not None:
                self._browser.choose_name(row.name)
            else:
                self._browser.choose_collection(row.collection)

    def _follow(self) -> None:
        """Show as chosen what is being looked at, however that came about."""
        row = self._places.row_of_query()
        self._following = True
        if row is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self._places.index(row))
        self._following = False


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, places: PlacesModel, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._places = places
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        line = QFontMetrics(self._theme.sans(TEXT)).height()
        heading = isinstance(self._places.rows[index.row()], Heading)
        return QSize(WIDTH, line + (24 if heading else 12))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = self._places.rows[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        else:
            self._paint_place(painter, rect, state, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRect, row: Heading) -> None:
        font = self._theme.sans(11.5, bold=True)
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.8)
        painter.setFont(font)
        painter.setPen(self._theme.colors["quiet"])
        room = rect.adjusted(18, 0, -8, -5)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignBottom)
        painter.drawText(room, flags, row.title.upper())

    def _paint_place(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: Place
    ) -> None:
        colors = self._theme.colors
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        pill = rect.adjusted(10, 1, -10, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colors["chosen" if chosen else "control"])
            painter.drawRoundedRect(pill, 5, 5)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colors["ring"], 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(pill.adjusted(1, 1, -1, -1), 5, 5)
        font = self._theme.sans(TEXT)
        painter.setFont(font)
        room = pill.adjusted(8, 0, -8, 0)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(colors["on_chosen" if chosen else "quiet"])
        count = f"{row.count:,}"
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignRight), count)
        metrics = QFontMetrics(font)
        left = room.adjusted(0, 0, -metrics.horizontalAdvance(count) - 10, 0)
        painter.setPen(colors["on_chosen" if chosen else "text"])
        title = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | int(Qt.AlignmentFlag.AlignLeft), title)
