"""The memory on disk: what it keeps, and how it lives with disks and neighbours that do not."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct

from gallery.library import remembered
from gallery.library.remembered import STEPS, FileState, Kind, Remembered

HERE = Path("/photos")


class Seen(Struct):
    width: int
    caption: str = ""


class Strict(Struct):
    width: str


SEEN = Kind("seen 1", Seen)
MOON = FileState(b"/photos/moon.jpg", 5, 7)
ODD = FileState(b"/photos/caf\xe9\n.jpg", 1, 1)

Open = Callable[..., Remembered]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "giant-leap" / "remembered.sqlite"


@pytest.fixture
def open_memory(path: Path) -> Iterator[Open]:
    opened: list[Remembered] = []

    def one(**more: object) -> Remembered:
        opened.append(Remembered(path, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield one
    for memory in opened:
        memory.close()


def asides(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.glob("*.set-aside"))


class TestFiles:
    def test_what_was_read_is_there_in_the_next_run(self, open_memory: Open) -> None:
        first = open_memory()
        first.put_many({MOON: Seen(3, "Луна"), ODD: Seen(4)}, SEEN)
        first.close()
        found = open_memory().get_many([MOON, ODD], SEEN)
        assert found == {MOON.path: Seen(3, "Луна"), ODD.path: Seen(4)}

    @pytest.mark.parametrize(
        "now",
        [FileState(MOON.path, 6, 7), FileState(MOON.path, 5, 8), FileState(b"/other", 5, 7)],
        ids=["changed", "longer", "other"],
    )
    def test_a_file_that_is_not_the_same_is_unknown(
        self, open_memory: Open, now: FileState
    ) -> None:
        memory = open_memory()
        memory.put_many({MOON: Seen(3)}, SEEN)
        assert memory.get_many([now], SEEN) == {}

    def test_what_is_read_anew_takes_the_place(self, open_memory: Open) -> None:
        memory = open_memory()
        memory.put_many({MOON: Seen(3)}, SEEN)
        later = FileState(MOON.path, 6, 7)
        memory.put_many({later: Seen(4)}, SEEN)
        assert memory.get_many([MOON], SEEN) == {}
        assert memory.get_many([later], SEEN) == {MOON.path: Seen(4)}

    @pytest.mark.parametrize("mtime_ns", [-(2**63) - 1, 2**63, 2**70])
    def test_a_file_may_be_of_any_date(self, open_memory: Open, mtime_ns: int) -> None:
        memory = open_memory()
        future = FileState(b"/photos/future.jpg", mtime_ns, 7)
        memory.put_many({future: Seen(3)}, SEEN)
        memory.put_listing(HERE, {"future.jpg": (mtime_ns, 7)}, deep=False)
        assert memory.get_many([future], SEEN) == {future.path: Seen(3)}
        assert list(memory.listing(HERE, deep=False) or ()) == ["future.jpg"]

    def test_a_record_that_cannot_be_kept_costs_no_other(self, open_memory: Open) -> None:
        memory = open_memory()
        memory.put_many({MOON: Seen(3)}, SEEN)
        with pytest.raises(OverflowError):
            memory.put_many({ODD: Seen(4), FileState(b"/photos/huge", 1, 2**63): Seen(5)}, SEEN)
        assert memory.get_many([MOON, ODD], SEEN) == {MOON.path: Seen(3)}
        assert memory.trouble() == ""

    def test_readers_do_not_see_each_others_records(self, open_memory: Open) -> None:
        memory = open_memory()
        memory.put_many({MOON: Seen(3)}, SEEN)
        assert memory.get_many([MOON], Kind("seen 2", Seen)) == {}
        assert memory.get_many([MOON], Kind("seen 1", Strict)) == {}


class TestFolders:
    def test_a_listing_is_there_in_the_next_run(self, open_memory: Open) -> None:
        held = {"b.jpg": (5, 7), "caf\udce9.jpg": (1, 2), "sub/a.jpg": (-1, 0)}
        first = open_memory()
        assert first.listing(HERE, deep=False) is None
        first.put_listing(HERE, held, deep=False)
        first.close()
        second = open_memory()
        assert second.listing(HERE, deep=False) == held
        assert list(second.listing(HERE, deep=False) or ()) == list(held)
        assert second.listing(HERE, deep=True) is None

    def test_what_was_read_of_files_that_are_gone_is_forgotten(self, open_memory: Open) -> None:
        memory = open_memory()
        other = FileState(b"/photos/other.jpg", 1, 1)
        memory.put_many({MOON: Seen(3), other: Seen(4)}, SEEN)
        memory.put_listing(HERE, {"moon.jpg": (5, 7), "other.jpg": (1, 1)}, deep=False)
        memory.put_listing(HERE, {"other.jpg": (1, 1)}, deep=False)
        assert memory.get_many([MOON, other], SEEN) == {other.path: Seen(4)}

    def test_what_was_of_no_use_for_long_is_forgotten(
        self, open_memory: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        today = remembered.today()
        monkeypatch.setattr(remembered, "today", lambda: today - remembered.MOST_DAYS - 1)
        used = FileState(b"/photos/used.jpg", 1, 1)
        first = open_memory()
        first.put_many({MOON: Seen(3), used: Seen(4)}, SEEN)
        first.put_listing(Path("/old"), {}, deep=False)
        first.close()
        monkeypatch.setattr(remembered, "today", lambda: today)
        second = open_memory()
        assert second.get_many([used], SEEN)
        second.put_listing(HERE, {}, deep=False)
        assert second.get_many([MOON, used], SEEN) == {used.path: Seen(4)}
        assert second.listing(Path("/old"), deep=False) is None

    def test_a_folder_that_is_opened_every_day_is_never_forgotten(
        self, open_memory: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        day = remembered.today()
        monkeypatch.setattr(remembered, "today", lambda: day)
        memory = open_memory()
        for _ in range(remembered.MOST_DAYS + 2):
            memory.put_listing(HERE, {"moon.jpg": (5, 7)}, deep=False)
            day += 1
        memory.close()
        memory = open_memory()
        memory.put_listing(Path("/other"), {}, deep=False)
        assert memory.listing(HERE, deep=False) == {"moon.jpg": (5, 7)}

    def test_it_does_not_grow_for_ever(
        self, open_memory: Open, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(remembered, "MOST_FILES", 2)
        memory = open_memory()
        files = [FileState(b"/photos/%d" % number, 1, 1) for number in range(5)]
        memory.put_many({file: Seen(1) for file in files}, SEEN)
        memory.put_listing(HERE, {}, deep=False)
        assert len(memory.get_many(files, SEEN)) == 2


class TestDisks:
    def test_it_lies_in_the_cache_for_its_owner_alone(
        self, open_memory: Open, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_memory().put_many({MOON: Seen(3)}, SEEN)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
        assert Remembered.usual_path() == Path("/caches/giant-leap/remembered.sqlite")
        monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
        monkeypatch.setenv("HOME", "/home/ada")
        assert Remembered.usual_path() == Path("/home/ada/.cache/giant-leap/remembered.sqlite")

    def test_without_a_home_folder_there_is_no_place_for_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("XDG_CACHE_HOME")
        # As where the system knows no home folder of this user.
        monkeypatch.setattr(os.path, "expanduser", lambda path: path)
        assert Remembered.usual_path() is None

    @pytest.mark.parametrize(
        "data",
        [
            b"no database at all, but long enough to be one" * 100,
            b"SQLite format 3\0" + b"x" * 5000,
        ],
        ids=["nonsense", "only its beginning"],
    )
    def test_a_damaged_one_is_set_aside_told_once_and_begun_anew(
        self, open_memory: Open, path: Path, data: bytes
    ) -> None:
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        memory = open_memory()
        assert memory.get_many([MOON], SEEN) == {}
        memory.put_many({MOON: Seen(3)}, SEEN)
        assert memory.get_many([MOON], SEEN) == {MOON.path: Seen(3)}
        assert asides(path) == ["remembered.set-aside"]
        assert path.with_suffix(".set-aside").read_bytes() == data
        sentence = memory.trouble()
        assert "set aside" in sentence
        assert "\n" not in sentence
        assert memory.trouble() == ""

    def test_one_that_is_damaged_in_the_middle_is_found_out_in_use(
        self, open_memory: Open, path: Path
    ) -> None:
        first = open_memory()
        files = {FileState(b"/photos/%d" % n, 1, 1): Seen(n, "x" * 200) for n in range(2_000)}
        first.put_many(files, SEEN)
        first.close()
        with path.open("r+b") as file:
            file.seek(8192)
            file.write(b"\xff" * (path.stat().st_size - 8192))
        second = open_memory()
        assert second.get_many(files, SEEN) == {}
        second.put_many(files, SEEN)
        assert second.get_many(files, SEEN).keys() == {file.path for file in files}
        assert second.trouble()

    def test_one_of_a_later_version_is_set_aside(self, open_memory: Open, path: Path) -> None:
        later = open_memory(steps=(*STEPS, "CREATE TABLE more (id INTEGER)"))
        later.put_many({MOON: Seen(3)}, SEEN)
        later.close()
        memory = open_memory()
        assert memory.get_many([MOON], SEEN) == {}
        assert "later version" in memory.trouble()
        assert asides(path) == ["remembered.set-aside"]

    def test_one_of_an_earlier_version_is_taken_over(self, open_memory: Open, path: Path) -> None:
        earlier = open_memory(steps=STEPS[:1])
        earlier.put_many({MOON: Seen(3)}, SEEN)
        earlier.close()
        memory = open_memory()
        assert memory.get_many([MOON], SEEN) == {MOON.path: Seen(3)}
        assert memory.trouble() == ""
        with closing(sqlite3.connect(path)) as database:
            ((version,),) = database.execute("PRAGMA user_version").fetchall()
            indexes = database.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")
            assert ("files_by_day",) in indexes.fetchall()
        assert version == len(STEPS)

    def test_one_that_stays_locked_is_set_aside(self, open_memory: Open, path: Path) -> None:
        path.parent.mkdir(parents=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("CREATE TABLE something (id)")
            other.execute("BEGIN EXCLUSIVE")
            memory = open_memory(busy_seconds=0.05)
            memory.put_many({MOON: Seen(3)}, SEEN)
            assert memory.get_many([MOON], SEEN) == {MOON.path: Seen(3)}
            assert memory.trouble()
            other.execute("ROLLBACK")

    def test_a_neighbour_that_writes_costs_no_more_than_this_once(
        self, open_memory: Open, path: Path
    ) -> None:
        memory = open_memory(busy_seconds=0.05)
        memory.put_many({MOON: Seen(3)}, SEEN)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert memory.get_many([MOON], SEEN) == {MOON.path: Seen(3)}
            memory.put_many({ODD: Seen(4)}, SEEN)
            other.execute("ROLLBACK")
        assert memory.get_many([ODD], SEEN) == {}
        memory.put_many({ODD: Seen(4)}, SEEN)
        assert memory.get_many([ODD], SEEN) == {ODD.path: Seen(4)}
        assert memory.trouble() == ""

    def test_where_none_can_be_written_there_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        memory = Remembered(tmp_path / "file" / "giant-leap" / "remembered.sqlite")
        memory.put_many({MOON: Seen(3)}, SEEN)
        assert memory.get_many([MOON], SEEN) == {}
        assert memory.listing(HERE, deep=False) is None
        assert memory.trouble() == ""
        memory.close()

    def test_a_home_that_is_read_only(self, open_memory: Open, path: Path) -> None:
        first = open_memory()
        first.put_many({MOON: Seen(3)}, SEEN)
        first.close()
        path.parent.chmod(0o500)
        path.chmod(0o400)
        try:
            if os.access(path, os.W_OK):
                pytest.skip("this user may write everything")
            memory = open_memory()
            memory.put_many({ODD: Seen(4)}, SEEN)
            assert memory.get_many([ODD], SEEN) == {}
            assert memory.trouble() == ""
        finally:
            path.parent.chmod(0o700)

    def test_without_a_path_nothing_is_remembered(self) -> None:
        memory = Remembered(None)
        memory.put_many({MOON: Seen(3)}, SEEN)
        assert memory.get_many([MOON], SEEN) == {}

    def test_closed_it_is_left_in_peace(self, open_memory: Open) -> None:
        memory = open_memory()
        memory.put_many({MOON: Seen(3)}, SEEN)
        memory.close()
        memory.put_many({MOON: Seen(4)}, SEEN)
        assert memory.get_many([MOON], SEEN) == {}


WRITER = """
import sys
from pathlib import Path
from msgspec import Struct
from gallery.library.remembered import FileState, Kind, Remembered

class Seen(Struct):
    width: int
    caption: str = ""

memory = Remembered(Path(sys.argv[1]), busy_seconds=30)
for number in range(30):
    file = FileState(b"/photos/%s/%d" % (sys.argv[2].encode(), number), 1, 1)
    memory.put_many({file: Seen(number)}, Kind("seen 1", Seen))
print(memory.trouble())
memory.close()
"""


def test_several_instances_write_at_the_same_time(open_memory: Open, path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two", "three")
    ]
    for process in processes:
        told, _ = process.communicate(timeout=60)
        assert (process.returncode, told) == (0, "\n")
    files = [
        FileState(b"/photos/%s/%d" % (name, number), 1, 1)
        for name in (b"one", b"two", b"three")
        for number in range(30)
    ]
    assert len(open_memory().get_many(files, SEEN)) == 90


def test_a_record_is_kept_as_it_is(open_memory: Open) -> None:
    class Deep(Struct):
        names: dict[str, list[int]]

    memory = open_memory()
    memory.put_many({MOON: Deep({"a": [1, 2]})}, Kind("deep", Deep))
    found = memory.get_many([MOON], Kind("deep", Deep))[MOON.path]
    assert msgspec.to_builtins(found) == {"names": {"a": [1, 2]}}
