"""The full-text index: one row of words for each photograph, in SQLite's FTS5.

It keeps no texts, only which words stand in which row (a contentless table): to take a row out, its
words have to be given again, exactly as they were put in. A small index stays in memory; a larger
one goes into a temporary file of SQLite's own, which has no name and vanishes with the connection.
A connection belongs to the thread that uses it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

from gallery.library.vocabulary import Vocabulary
from gallery.library.word_list import WordList

# The index gathers so many bytes before it writes them into its tree: with the usual million, half
# the time of filling it would go into merging what was written.
GATHERED = 64 << 20
# How much of the index is kept in memory (KiB). The rest is read when needed, mostly from the
# system's cache of the file, so a search takes no longer.
KEPT = 1_024
# With at least this many rows, gathering leaves a table behind that slows searches down.
MANY = 2_000
# How often a long look-up asks whether it is still wanted: every so many steps of SQLite's machine,
# a fifth of a millisecond.
STEPS = 5_000
# Up to this many different words are kept in a list beside the index: 5 MB.
MOST_WORDS = 500_000
# For how many beginnings of words it is remembered whether the index has them.
MOST_BEGINNINGS = 20_000


class SupersededError(Exception):
    """Nobody waits for the answer any more."""


class NoRoomError(Exception):
    """There is no place on disk for the index."""


class FullText:
    """Rows of words, and which of them answer a full-text expression.

    A look-up that is `superseded` while it runs ends with a SupersededError. `in_memory` has all
    of it in memory, for where no file can be made.
    """

    def __init__(
        self, superseded: Callable[[], bool] = lambda: False, *, in_memory: bool = False
    ) -> None:
        # SQLite is imported with the first search: the first paint does not wait for it.
        import sqlite3

        self._connection: sqlite3.Connection = sqlite3.connect(":memory:" if in_memory else "")
        # An index that could not be filled is thrown away: nothing needs to be rolled back.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute(f"PRAGMA cache_size = -{KEPT}")
        # Each word has the letter of its field before it: beginnings of three letters are four
        # long. The texts themselves are in the records. A list of beginnings of two letters would
        # make the index half as large again, and take a quarter of the time to fill it.
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING"
            " fts5(words, content='', columnsize=0, tokenize='ascii', prefix='4')"
        )
        self._connection.execute(
            "INSERT INTO texts(texts, rank) VALUES ('hashsize', ?)", (GATHERED,)
        )
        self._connection.execute("CREATE VIRTUAL TABLE instances USING fts5vocab(texts, instance)")
        self._connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, row)")
        self._superseded = superseded
        self._known_beginnings: dict[str, bool] = {}
        # The words of the index in order, each behind its letter; empty until they are listed.
        self._words = WordList()
        self._too_many = False
        # The words of the index; read when the first typing mistake is made.
        self._vocabulary: Vocabulary | None = None

    def change(
        self, out: Iterable[tuple[int, str]] = (), into: Iterable[tuple[int, str]] = ()
    ) -> None:
        """Take rows out, each with the words that it was put in with, and put rows in.

        Raises NoRoomError. After any error the index is useless.
        """
        import sqlite3

        before = self._connection.total_changes
        try:
            with self._connection:
                self._connection.executemany(
                    "INSERT INTO texts(texts, rowid, words) VALUES ('delete', ?, ?)", out
                )
                self._connection.executemany("INSERT INTO texts(rowid, words) VALUES (?, ?)", into)
        except sqlite3.OperationalError as error:
            raise NoRoomError from error
        if self._connection.total_changes - before >= MANY:
            # WORKAROUND: what was gathered leaves a large empty table behind, which every search
            # for the beginning of a word would walk through. A new schema version makes SQLite
            # close and open the index again, without it.
            ((version,),) = self._connection.execute("PRAGMA schema_version").fetchall()
            self._connection.execute(f"PRAGMA schema_version = {version + 1}")
        self._known_beginnings.clear()
        self._vocabulary = None
        self._words, self._too_many = WordList(), False

    def rows_of(self, expression: str) -> Iterator[int]:
        """Yield the rows that answer an expression, in order, as they are asked for."""
        with self._until_superseded():
            found = self._connection.execute(
                "SELECT rowid FROM texts WHERE texts MATCH ?", (expression,)
            )
            for (row,) in found:
                yield row

    def begins(self, beginning: str) -> bool:
        """Return whether a word of the index begins so; remembered for the next keystroke."""
        if self._words:
            # Many times faster than a query to the index.
            return self._words.has_beginning(beginning)
        known = self._known_beginnings.get(beginning)
        if known is None:
            with self._until_superseded():
                found = self._connection.execute(
                    "SELECT 1 FROM instances WHERE term >= ? AND term < ? LIMIT 1",
                    (beginning, f"{beginning}\x7f"),
                )
                known = found.fetchone() is not None
            if len(self._known_beginnings) >= MOST_BEGINNINGS:
                self._known_beginnings.clear()
            self._known_beginnings[beginning] = known
        return known

    def vocabulary(self) -> Vocabulary:
        """Return the words of all rows, as typing mistakes are compared with them."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._words or self._all_words())
        return self._vocabulary

    def list_words(self) -> None:
        """Keep a list of the words of all rows, unless there are too many."""
        if not self._words and not self._too_many:
            words = WordList(islice(self._all_words(), MOST_WORDS + 1))
            self._too_many = len(words) > MOST_WORDS
            self._words = WordList() if self._too_many else words

    def _all_words(self) -> Iterator[str]:
        with self._until_superseded():
            for (term,) in self._connection.execute("SELECT term FROM vocabulary"):
                yield term

    def size(self) -> int:
        """Return the bytes that the index takes."""
        ((pages,),) = self._connection.execute("PRAGMA page_count").fetchall()
        ((bytes_each,),) = self._connection.execute("PRAGMA page_size").fetchall()
        return int(pages * bytes_each)

    @contextmanager
    def _until_superseded(self) -> Iterator[None]:
        import sqlite3

        # Only look-ups may end early; changes are made whole.
        self._connection.set_progress_handler(self._superseded, STEPS)
        try:
            yield
        except sqlite3.OperationalError:
            if self._superseded():
                raise SupersededError from None
            raise
        finally:
            self._connection.set_progress_handler(None, 0)

    def close(self) -> None:
        """Close the index."""
        self._connection.close()
