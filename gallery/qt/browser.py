"""What is being looked at: the collection, the chosen values, the typed words, the answer to them.

The sidebar, the search field, the chips in the detail pane and the command line all say here what
they want; the grid, the subtitle and the counts listen. There is one search in the window, and this
is where it stands. Searches are answered on another thread (`gallery.qt.searcher`); a collection as
a whole is known here.
"""

from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from gallery.library import facets, marking
from gallery.library.change import Change
from gallery.library.completion import Offer
from gallery.library.facets import Choice, Counts, Facet
from gallery.library.marking import Marks
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.qt.searcher import Found, Narrowing, Others, Part, Searcher
from gallery.qt.titles import told_apart
from gallery.records import NameKind, Photo

# So many photographs are searched faster than anything is painted: the window waits for the answer.
SMALL = 1_000
_LONG_ENOUGH_S = 5.0
_FOR_A_PICTURE_S = 60.0
# With more, a keystroke waits for less than half a picture of the screen; the other half is for
# showing it. Most answers are there then.
_A_MOMENT_S = 0.006
# The index is filled so long after photographs were added, when the first of them are drawn.
AHEAD_MS = 400
# While photographs are still being listed or read, an answer is renewed no more often than this: to
# index what was read takes its time from the reading.
PORTION_MS = 5_000


class Browser(QObject):
    """Holds the query and its answer.

    Attributes: `query`, what is sought; `ids`, the answer, in order: never changed, only put in
    another's place; `answered`, the query without its typing mistakes, which the answer is one to;
    `messages`, what has to be said about it; `offers`, what the typed words may become; `near`,
    names like those that were sought in vain; `counts`, what the answer can be narrowed by;
    `searching`, whether an answer is still to come: until then, `ids` are those of the last.
    `is_arriving` tells whether photographs are still being listed or read: until they are all
    there, the index is filled for nobody but who searches.
    Signals: `asked` when the query is another, `changed` when its answer is there, `counted` when
    its counts are, `sources_changed` when photographs were added.
    """

    asked = Signal()
    changed = Signal()
    counted = Signal()
    sources_changed = Signal()

    def __init__(self, library: Library, searcher: Searcher, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.query = self.answered = Query()
        self.ids: Sequence[str] = ()
        self.messages: tuple[str, ...] = ()
        self.offers: tuple[Offer, ...] = ()
        self.near: tuple[Offer, ...] = ()
        self.counts: Counts = {}
        self.searching = False
        self.is_arriving: Callable[[], bool] = lambda: False
        self._marks: dict[str, tuple[Photo, Marks]] = {}
        self._searcher = searcher
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._prepare)
        self._portion = QTimer(self)
        self._portion.setSingleShot(True)
        self._portion.setInterval(PORTION_MS)
        self._portion.timeout.connect(self._renew)
        searcher.came.connect(self._take)
        self._take_news()
        self._answer()

    def type_words(self, typed: str) -> None:
        """Search for typed words within what is chosen."""
        self.ask(replace(self.query, typed=typed))

    def choose_name(self, name: str) -> None:
        """Look for one person or craft among all photographs, and for nothing else."""
        self.ask(Query(names=(name,)))

    def choose_collection(self, collection: str | None) -> None:
        """Look at a collection (None: all photographs), and end any search."""
        self.ask(Query(collection=collection))

    def choose(self, choice: Choice, *, beside: bool = False) -> None:
        """Narrow the answer to a value, or let go of it where it is chosen.

        Other values of its facet are let go of, unless it is to stand `beside` them.
        """
        chosen = self.is_chosen(choice)
        if choice.facet in facets.NAMES:
            kept = [
                name
                for name in self.query.names
                if name != choice.value and (beside or self._facet_of(name) is not choice.facet)
            ]
            names = (*kept, *([] if chosen else [choice.value]))
            self.ask(replace(self.query, names=names))
            return
        others = [
            one
            for one in self.query.facets
            if one != choice and (beside or one.facet is not choice.facet)
        ]
        self.ask(replace(self.query, facets=(*others, *([] if chosen else [choice]))))

    def is_chosen(self, choice: Choice) -> bool:
        """Return whether a value is part of the search."""
        if choice.facet in facets.NAMES:
            return choice.value in self.query.names
        return choice in self.query.facets

    def clear_search(self) -> None:
        """End the search; the collection stays."""
        self.ask(Query(collection=self.query.collection))

    def search_everywhere(self) -> None:
        """Search all photographs for what is sought in one collection now."""
        self.ask(replace(self.query, collection=None))

    def title(self) -> str:
        """Return the title of what is being looked at."""
        collection = self.query.collection or ""
        if collection not in self.library.collections:
            return "All photographs"
        return told_apart(self.library)[collection]

    def scope_size(self) -> int:
        """Return how many photographs there are in what is being looked at, sought or not."""
        there = self.library.collections.get(self.answered.collection or "")
        return len(self.library.photos if there is None else there.photos)

    def reload(self) -> None:
        """Answer the same query again, from a library that has become different."""
        if self._take_news().has_gone and self._is_asking():
            # Nobody may be shown what is gone, not even until the answer is there.
            there = tuple(filter(self.library.photos.keys().__contains__, self.ids))
            if len(there) < len(self.ids):
                self.ids = there
                self.changed.emit()
        self.sources_changed.emit()
        if not self.query.is_search() or not self.is_arriving():
            self._answer()
        elif not self._portion.isActive():
            self._portion.start()

    def marks(self, photo: Photo) -> Marks:
        """Return what is marked in the texts of a photograph; reckoned once for an answer."""
        kept = self._marks.get(photo.id)
        if kept is None or kept[0] != photo:
            found = marking.marks(photo, self.library.names, self.answered)
            kept = self._marks[photo.id] = photo, found
        return kept[1]

    def wait(self) -> None:
        """Wait until the answer is whole, for those who take a picture of it."""
        self._searcher.wait(_FOR_A_PICTURE_S)

    def ask(self, query: Query) -> None:
        """Look for something else."""
        if query == self.query:
            return
        self.query = query
        self._answer()

    def _is_asking(self) -> bool:
        """Return whether the searcher has to be asked; a collection as a whole is known here."""
        # The field that somebody begins to type has values that fit, though nothing is sought yet.
        return self.query.is_search() or bool(self.query.typed)

    def _answer(self) -> None:
        self._portion.stop()
        query, small = self.query, len(self.library.photos) <= SMALL
        self.searching = self._is_asking()
        self.asked.emit()
        if self.searching:
            patience = _LONG_ENOUGH_S if small else _A_MOMENT_S
            self._searcher.ask(query, patience_s=patience, whole=small)
            return
        self._searcher.forget()
        self.answered, self.messages, self.offers, self.near = query, query.messages, (), ()
        self._marks.clear()
        self.ids = self._scope(query.collection)
        self.changed.emit()
        if small:
            self._count_here()
        elif not self.counts:
            self._count_names()
        if not small and not self._ahead.isActive() and not self.is_arriving():
            self._searcher.ask(query, patience_s=0)

    def _take(self, part: Part) -> None:
        match part:
            case Found():
                self.searching = False
                self._marks.clear()
                self.answered, self.messages = part.answered, part.messages
                self.offers, self.near = part.offers, part.near
                self.ids = part.ids
                self.changed.emit()
            case Others():
                self.ids = (*self.ids, *part.ids)
                self.changed.emit()
            case Narrowing():
                self.counts = part.counts
                self.counted.emit()

    def _count_here(self) -> None:
        photos = self.library.photos.each(self.ids)
        self.counts = facets.listed(facets.counted(photos), self.library.names)
        self.counted.emit()

    def _count_names(self) -> None:
        """Count the people and craft of all photographs, until everything is counted."""
        counted = {
            Choice(Facet(kind), name.id): count
            for kind in NameKind
            for name, count in self.library.shown(kind)
        }
        self.counts = facets.listed(counted, self.library.names)
        self.counted.emit()

    def _take_news(self) -> Change:
        news = self.library.news()
        self._searcher.tell(news)
        self._ahead.start()
        return news

    def _renew(self) -> None:
        """Answer anew what is sought, with what has come meanwhile."""
        self._take_news()
        self._answer()

    def _prepare(self) -> None:
        if self.is_arriving():
            self._ahead.start()
        elif not self.query.is_search() and len(self.library.photos) > SMALL:
            self._searcher.ask(self.query, patience_s=0)  # What is counted then is wanted too.
        elif self.library.photos:
            self._searcher.prepare()

    def _scope(self, collection: str | None) -> tuple[str, ...]:
        if collection is None:
            return tuple(self.library.photos)
        there = self.library.collections.get(collection)
        return there.photos if there is not None else ()

    def _facet_of(self, name: str) -> Facet:
        return Facet(self.library.names[name].kind)
