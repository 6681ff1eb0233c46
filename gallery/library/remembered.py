"""The library's memory on disk: what was read from files, so that it need not be read again.

Two things are remembered: what a folder contained when it was last listed, and what was read from
each file, under the file's path, modification time and size. A file that has changed is unknown.
What a reader has read is kept as it is, in a record of the reader's own (`Kind`).

All of it can be read from the files again, so it lies in the cache (`$XDG_CACHE_HOME`), where
backups leave it out and people may delete it. A database that is damaged, comes from a later
version, or stays locked is set aside under another name, and a new one is started; where none can
be written the program works without.

For worker threads only: every call waits for the disk, and one thread for another.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T", bound=Struct)
_Result = TypeVar("_Result")
# The modification time of a file (ns) and its size: what a folder's listing keeps of each.
Stamp = tuple[int, int]

FILE_NAME = "remembered.sqlite"
# Steps that have been released are never changed: a database of an earlier version takes the steps
# that it has not taken yet. `day` is the day on which something was last used, counted from 1970.
STEPS = (
    """
    CREATE TABLE files (
        path BLOB NOT NULL, kind TEXT NOT NULL, mtime_ns INTEGER NOT NULL, size INTEGER NOT NULL,
        day INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (path, kind)
    ) WITHOUT ROWID;
    CREATE TABLE folders (
        path BLOB NOT NULL, deep INTEGER NOT NULL, day INTEGER NOT NULL, listing BLOB NOT NULL,
        PRIMARY KEY (path, deep)
    ) WITHOUT ROWID;
    """,
    "CREATE INDEX files_by_day ON files (day);",
)
# How much of the database is kept in memory (KiB): most of what is read is read once.
CACHED = 512
# Another instance of the program writes for some milliseconds at a time.
BUSY_SECONDS = 3.0
# At the end the program waits no longer than this for a thread that is at work here.
CLOSE_SECONDS = 1.0
# What has not been used for this many days is forgotten; beyond this many files, the oldest.
MOST_DAYS = 180
MOST_FILES = 1_000_000
_DAY_SECONDS = 86_400
# A newer day is noted only after this many: each look at a folder would write all of it again.
NOTED_AFTER_DAYS = 7
_NOTHING = (b"", 0)


class FileState(Struct, frozen=True):
    """The state of a file: only what was read from it in this very state is of use."""

    path: bytes
    mtime_ns: int
    size: int


class Kind(Struct, Generic[T], frozen=True):
    """What one reader keeps: under which name, as which record.

    The name has to change when what is read changes: older records are then not found.
    """

    name: str
    record: type[T]


class _Held(Struct, frozen=True, array_like=True):
    """What a folder contained: relative names, modification times (ns) and sizes."""

    names: list[bytes]
    mtimes_ns: list[int]
    sizes: list[int]


class Remembered:
    """The memory on disk. With None for its path nothing is remembered.

    `steps` are the schema's versions, one after the other.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        steps: Sequence[str] = STEPS,
        busy_seconds: float = BUSY_SECONDS,
    ) -> None:
        self._path = path
        self._steps = steps
        self._busy_seconds = busy_seconds
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._closed = path is None
        self._tidied = False
        self._trouble = ""

    @staticmethod
    def usual_path() -> Path | None:
        """Return where the memory is kept for this person, None without a home folder."""
        # The base directory specification says to ignore relative paths.
        given = Path(os.environ.get("XDG_CACHE_HOME", ""))
        try:
            cache = given if given.is_absolute() else Path.home() / ".cache"
        except RuntimeError:
            return None
        return cache / "giant-leap" / FILE_NAME

    def get_many(self, files: Iterable[FileState], kind: Kind[T]) -> dict[bytes, T]:
        """Return by path what is known of files that have not changed since it was read."""
        this_day = today()
        worn: list[bytes] = []

        def look_up(database: sqlite3.Connection) -> dict[bytes, T]:
            decoder = msgspec.msgpack.Decoder(kind.record)
            found: dict[bytes, T] = {}
            for file in files:
                row = database.execute(
                    "SELECT mtime_ns, size, day, record FROM files WHERE path = ? AND kind = ?",
                    (file.path, kind.name),
                ).fetchone()
                if row is None or row[:2] != (_in_64_bits(file.mtime_ns), file.size):
                    continue
                # What cannot be understood is read again.
                with suppress(msgspec.DecodeError):
                    found[file.path] = decoder.decode(row[3])
                    if this_day - row[2] >= NOTED_AFTER_DAYS:
                        worn.append(file.path)
            return found

        found: dict[bytes, T] = self._do(look_up, {})
        if worn:
            self._write(
                "UPDATE files SET day = ? WHERE path = ? AND kind = ?",
                [(this_day, path, kind.name) for path in worn],
            )
        return found

    def put_many(self, records: Mapping[FileState, T], kind: Kind[T]) -> None:
        """Remember what was read from files."""
        encode = msgspec.msgpack.Encoder().encode
        self._write(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    *(file.path, kind.name, _in_64_bits(file.mtime_ns), file.size),
                    *(today(), encode(record)),
                )
                for file, record in records.items()
            ],
        )

    def listing(self, folder: Path, *, deep: bool) -> dict[str, Stamp] | None:
        """Return what a folder contained when it was last listed, None where that is unknown."""
        noted, _ = self._do(lambda database: _noted(database, folder, deep=deep), _NOTHING)
        held = _held(noted)
        if held is None:
            return None
        # The names stay, the stamps go soon: made in turns, they would share their pages for good.
        names = list(map(os.fsdecode, held.names))
        stamps = zip(held.mtimes_ns, held.sizes, strict=False)
        return dict(zip(names, stamps, strict=False))

    def put_listing(self, folder: Path, held: Mapping[str, Stamp], *, deep: bool) -> None:
        """Remember what a folder contains, and forget what was read from files that are gone."""
        now = _Held(
            [os.fsencode(name) for name in held],
            [_in_64_bits(mtime_ns) for mtime_ns, _ in held.values()],
            [size for _, size in held.values()],
        )
        place, listing = os.fsencode(folder), msgspec.msgpack.encode(now)

        def put(database: sqlite3.Connection) -> None:
            noted, day = _noted(database, folder, deep=deep)
            # Mostly nothing is different, and need not be taken apart to be compared.
            if noted == listing and today() - day < NOTED_AFTER_DAYS:
                return
            database.execute(
                "INSERT OR REPLACE INTO folders VALUES (?, ?, ?, ?)",
                (place, deep, today(), listing),
            )
            before = _held(noted)
            gone = {*before.names} - {*now.names} if before else set()
            database.executemany(
                "DELETE FROM files WHERE path = ?", [(place + b"/" + one,) for one in gone]
            )
            if not self._tidied:
                self._tidied = True
                _forget_oldest(database)

        self._do(put, None, writes=True)

    def trouble(self) -> str:
        """Return once, as a sentence, what went wrong; empty where nothing did."""
        told, self._trouble = self._trouble, ""
        return told

    def close(self) -> None:
        """Close the database. A thread that still needs it gets nothing from now on."""
        self._closed = True
        if self._lock.acquire(timeout=CLOSE_SECONDS):
            self._let_go()
            self._lock.release()

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            database.executemany(statement, rows)

        self._do(write, None, writes=True)

    def _do(
        self,
        work: Callable[[sqlite3.Connection], _Result],
        otherwise: _Result,
        *,
        writes: bool = False,
    ) -> _Result:
        """Do something in one transaction; where there is no database, return `otherwise`.

        A database that turns out to be damaged is set aside, and the work is done in a new one.
        """
        with self._lock:
            for _ in range(2):
                if self._closed:
                    break
                opening = self._database is None
                try:
                    database = self._database = self._database or self._open()
                    opening = False
                    database.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
                    result = work(database)
                    database.execute("COMMIT")
                except (sqlite3.Error, OSError) as error:
                    if not self._can_go_on(error, opening=opening):
                        break
                except Exception:
                    # No fault of the database: whoever has work done hears of it.
                    self._roll_back()
                    raise
                else:
                    return result
            return otherwise

    def _can_go_on(self, error: sqlite3.Error | OSError, *, opening: bool) -> bool:
        """Deal with an error; return whether to try again."""
        code = getattr(error, "sqlite_errorcode", None)
        locked = code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
        if not opening:
            self._roll_back()
        if locked and not opening:
            # Another instance has much to write: this call goes without.
            return False
        no_use = isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        )
        # A table that is not there, or another fault of a statement, is one of the schema.
        if locked or no_use or code == sqlite3.SQLITE_ERROR:
            return self._set_aside(error)
        # Read-only, full, unreachable: there is no memory in this run.
        self._let_go()
        self._closed = True
        return False

    def _roll_back(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.execute("ROLLBACK")

    def _open(self) -> sqlite3.Connection:
        assert self._path is not None
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = sqlite3.connect(
            self._path,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            database.execute("PRAGMA journal_mode = WAL")
            # What a power failure loses here is read again.
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA cache_size = -{CACHED}")
            self._take_steps(database)
        except BaseException:
            database.close()
            raise
        return database

    def _take_steps(self, database: sqlite3.Connection) -> None:
        """Bring the schema to this version. Raises sqlite3.DatabaseError for a later one."""
        if _version(database) == len(self._steps):
            return
        database.execute("BEGIN IMMEDIATE")
        # Another instance may have been faster.
        version = _version(database)
        if version > len(self._steps):
            raise sqlite3.DatabaseError("it was made by a later version of Giant Leap")
        for step in self._steps[version:]:
            for statement in filter(str.strip, step.split(";")):
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {len(self._steps)}")
        database.execute("COMMIT")

    def _set_aside(self, error: Exception) -> bool:
        self._let_go()
        assert self._path is not None
        aside = self._path.with_suffix(".set-aside")
        try:
            for tail in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    Path(f"{self._path}{tail}").replace(f"{aside}{tail}")
        except OSError:
            self._closed = True
            return False
        self._trouble = (
            f"What Giant Leap remembered of folders could not be used ({error}); it was set aside"
            f" as “{aside}”, and is gathered again."
        )
        return True

    def _let_go(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None


def _version(database: sqlite3.Connection) -> int:
    ((version,),) = database.execute("PRAGMA user_version").fetchall()
    return int(version)


def _noted(database: sqlite3.Connection, folder: Path, *, deep: bool) -> tuple[bytes, int]:
    """Return what is noted of what a folder held, and on which day; `_NOTHING` for nothing."""
    row = database.execute(
        "SELECT listing, day FROM folders WHERE path = ? AND deep = ?", (os.fsencode(folder), deep)
    ).fetchone()
    return _NOTHING if row is None else (row[0], row[1])


def _held(noted: bytes) -> _Held | None:
    """Return what a folder held, None where that is not known."""
    try:
        return msgspec.msgpack.decode(noted, type=_Held) if noted else None
    except msgspec.DecodeError:
        return None


def _in_64_bits(number: int) -> int:
    """Return a number as SQLite holds it, and msgpack: disks may hold dates after 2262."""
    return (number + (1 << 63)) % (1 << 64) - (1 << 63)


def _forget_oldest(database: sqlite3.Connection) -> None:
    """Keep the memory from growing for ever."""
    last = today() - MOST_DAYS
    database.execute("DELETE FROM files WHERE day < ?", (last,))
    database.execute("DELETE FROM folders WHERE day < ?", (last,))
    ((count,),) = database.execute("SELECT count(*) FROM files").fetchall()
    if count > MOST_FILES:
        database.execute(
            "DELETE FROM files WHERE (path, kind) IN"
            " (SELECT path, kind FROM files ORDER BY day LIMIT ?)",
            (count - MOST_FILES,),
        )


def today() -> int:
    """Return the number of the day, counted from 1970."""
    return int(time.time()) // _DAY_SECONDS
