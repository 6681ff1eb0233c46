"""The sidebar: collections, and what the answer can be narrowed by, each with its count.

A click, or Enter, on a collection shows it. On a person, a craft, a mission… it narrows the answer;
another one undoes that. With Ctrl it adds to what is chosen of the same kind.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from gallery.library.query import Query
from gallery.library.saved import of_query
from gallery.qt.browser import Browser
from gallery.qt.places import (
    BringBack,
    More,
    Place,
    PlacesModel,
    Row,
    Saved,
    Section,
    Value,
    title_of,
)
from gallery.qt.rows import WIDTH, RowDelegate
from gallery.qt.saved import SavedSearches
from gallery.qt.settings import Settings
from gallery.qt.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Sidebar(QListView):
    """Lists the rows; choosing one shows it, or narrows the answer to it.

    Signals: `said(str)` with a sentence on what can't be done, `close_wanted(str)` with the id of a
    collection that is to be shown no longer.
    """

    said = Signal(str)
    close_wanted = Signal(str)

    def __init__(
        self,
        browser: Browser,
        saved: SavedSearches,
        theme: Theme,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._saved = saved
        self._places = PlacesModel(browser, saved, settings, self)
        self._current: object = None
        self.setObjectName("sidebar")
        self.setAccessibleName("Collections, people, craft and more")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        # The selection shows what is chosen in the browser, not what was clicked here.
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.setItemDelegate(RowDelegate(self._places, theme, self))
        self.setModel(self._places)
        self.setMinimumWidth(150)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        browser.asked.connect(self._mark)
        browser.asked.connect(saved.forget_removed)
        self._places.refilling.connect(self._remember)
        self._places.refilled.connect(self._recall)
        self._place_before = 0
        self._mark()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def save(self) -> None:
        """Save the current search, and let the person name it."""
        query = self._browser.query
        if not query.is_search():
            self.said.emit("There is no search to save: type something, or choose a value.")
            return
        library = self._browser.library
        search = of_query(query.in_words(library.names), query, library.collections)
        index = self._places.index(self._places.row_of_saved(self._saved.add(search)))
        self._stand_on(index.row())
        self.scrollTo(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self._row(self.currentIndex())
        if event.key() in _ENTER and row is not None:
            self._activate(row, beside=bool(event.modifiers() & _CONTROL))
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(row, Section):
            self._places.fold(row.facet, folded=event.key() == Qt.Key.Key_Left)
        elif event.key() == Qt.Key.Key_Delete and isinstance(row, Saved):
            self._saved.remove(row.place)
        elif event.key() == Qt.Key.Key_Delete and isinstance(row, Place):
            self._close(row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._row(index)
        if event.button() is Qt.MouseButton.LeftButton and row is not None:
            self._activate(row, beside=bool(event.modifiers() & _CONTROL))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = self._row(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        match row:
            case Saved():
                menu.addAction("&Show", lambda: self._activate(row, beside=False))
                menu.addAction("&Rename\tF2", lambda: self.edit(index))
                menu.addAction("Re&move\tDel", lambda: self._saved.remove(row.place))
            case Place(collection=str()):
                menu.addAction("&Show", lambda: self._activate(row, beside=False))
                menu.addAction("&Close\tDel", lambda: self._close(row))
            case _:
                menu.deleteLater()
                return
        menu.setAccessibleName(f"What can be done with {title_of(row)}")
        at = self.viewport().mapToGlobal(self.visualRect(index).center())
        menu.popup(at if by_key else event.globalPos())

    def _close(self, place: Place) -> None:
        if place.collection is not None:
            self.close_wanted.emit(place.collection)

    def _row(self, index: QModelIndex) -> Row | None:
        return self._places.rows[index.row()] if index.isValid() else None

    def _activate(self, row: Row, *, beside: bool) -> None:
        match row:
            case Place(collection=collection):
                self._browser.choose_collection(collection)
            case Value(counted):
                self._browser.choose(counted.choice, beside=beside)
            case Section(facet, folded=folded):
                self._places.fold(facet, folded=not folded)
            case More(facet):
                self._places.show_more(facet)
            case Saved(search=search, query=None):
                where = search.collection_title
                self.said.emit(f"This search looks in the collection “{where}”, which is not open.")
            case Saved(query=Query() as query):
                self._browser.ask(query)
            case BringBack():
                self._saved.bring_back()

    def _mark(self) -> None:
        """Show as selected what is chosen in the browser, wherever it was chosen."""
        selection = QItemSelection()
        chosen = self._places.chosen_rows()
        if chosen and not self.currentIndex().isValid():
            self._stand_on(chosen[0])
        for number in chosen:
            index = self._places.index(number)
            selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _remember(self) -> None:
        row = self._row(self.currentIndex())
        self._current = (type(row), title_of(row)) if row is not None else None
        self._place_before = self.verticalScrollBar().value()

    def _recall(self) -> None:
        """Keep the current row and the scroll position, as far as that row still exists."""
        there = self._row(self.currentIndex())
        same = there is not None and (type(there), title_of(there)) == self._current
        for number, row in enumerate([] if same else self._places.rows):
            if (type(row), title_of(row)) == self._current:
                self._stand_on(number)
                break
        self._mark()
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._place_before)

    def _stand_on(self, row: int) -> None:
        """Make a row current, without choosing it."""
        self.selectionModel().setCurrentIndex(
            self._places.index(row), QItemSelectionModel.SelectionFlag.NoUpdate
        )
