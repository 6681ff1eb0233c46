"""How long a keystroke takes until its first photographs are known, beside bare FTS5.

Galleries of invented photographs, with captions, credits and names as archives have them, are
indexed by the library and, in the same run, by a bare FTS5 table that holds the same texts. Then
people's queries are typed letter by letter. For each keystroke the library gives its first 500 ids,
ranked, mended and in every script, and the bare table 500 ids in any order for the plain words.
Printed are the 95th percentiles and their ratio, the ratio of the builds, and the sizes.

Sizes: 14, 36,422 and 100,000 photographs, and those in GALLERY_BENCHMARK_MORE (1000000, say).
"""

import gc
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from gallery import text
from gallery.library.entries import entries
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.store import Library
from gallery.manifest import Manifest
from gallery.records import CatalogueId, Name, NameKind, Photo

SIZES = [14, 36_422, 100_000, *map(int, os.environ.get("GALLERY_BENCHMARK_MORE", "").split())]
AIM = 3.0
FIRST = 500
ROUNDS = 3
# Filling an index is counted in the processor's seconds: the least of so many times.
BUILDS = 2

# What is typed, letter by letter.
TYPED = (
    "leonov", "Леонов", "Терешкова", "tereschkowa", "星出", "hubble telescope", "mars rover",
    "nasa", "a spacewalk above the earth", "apollo 11", "armstrong moon 1969", "leonv",
    "tereshkva orbit", "credit:nasa leonov", "year:1965", "year:1961..1975 launch",
    '"solar panels" -mars', "leonov OR gagarin", "person:", "has:caption iss", "astronaut",
)  # fmt: skip

_RUSSIAN_FIRST = (
    "Алексей", "Юрий", "Валентина", "Сергей", "Светлана", "Павел", "Владимир", "Андрей",
    "Борис", "Виктор",
)  # fmt: skip
_STEMS = (
    "Леон", "Гагар", "Терешк", "Королёв", "Беля", "Савицк", "Комар", "Быков", "Николай",
    "Попов", "Шатал", "Волк", "Жолоб",
)  # fmt: skip
_ENDINGS = (
    "ов", "ин", "ова", "ев", "ский", "енко", "ёв", "ицын",
)  # fmt: skip
_FIRST = (
    "Alan", "Buzz", "Chris", "Dana", "Edwin", "Frank", "Grace", "Helen", "Ivan", "James",
    "Karen", "Luca", "Mae", "Neil", "Ola",
)  # fmt: skip
_SYLLABLES = (
    "an", "ber", "cor", "dal", "el", "fen", "gar", "hol", "in", "jen", "kar", "lin", "mor",
    "nor", "os", "per", "ran", "sen", "tor", "ul",
)  # fmt: skip
_SCENES = (
    "floats outside the International Space Station during a spacewalk of {n} hours",
    "looks back at the Earth from the window of the cupola, above the Pacific",
    "checks the solar panels of the Hubble Space Telescope in the payload bay",
    "stands beside the lunar module, with the flag and the Sea of Tranquility behind",
    "trains in the neutral buoyancy laboratory before the launch of Soyuz {n}",
    "waves to the crowd at the launch pad, on the way to Apollo {n}",
    "drives the rover across the dust of Mars, sol {n} of its mission",
)
_TAILS = (
    "The photograph was taken with a hand-held camera through the hatch.",
    "Look for the reflection in the visor: it shows the photographer and the orbiter’s wing.",
    "The crew had been awake for {n} hours when this frame was exposed.",
    "It was released years later, with others of the same roll, by the archive.",
    "Engineers studied the image to learn how the heat shield had fared.",
)
_CREDITS = ("NASA", "NASA/JPL-Caltech", "ESA/{who}", "Keystone/Getty Images", "JAXA", "RIA Novosti")


def invented(count: int) -> Manifest:
    """Return a gallery of `count` photographs, the same in every run."""
    random = Random(count)  # noqa: S311 (nothing secret)
    names = [_name(random, number) for number in range(max(count // 25, 12))]
    names[0] = Name(
        id="n0",
        kind=NameKind.PERSON,
        display_name="Alexei Leonov",
        native_name="Алексей Архипович Леонов",
    )
    names[1] = Name(
        id="n1", kind=NameKind.PERSON, display_name="Aki Hoshide", native_name="星出 彰彦"
    )
    photos = tuple(_photo(random, number, names) for number in range(count))
    return Manifest(version=1, title="Invented", names=tuple(names), photos=photos)


def _name(random: Random, number: int) -> Name:
    family = "".join(random.choices(_SYLLABLES, k=random.randint(2, 4))).capitalize()
    native = None
    if number % 5 == 0:
        native = " ".join(
            [random.choice(_RUSSIAN_FIRST), random.choice(_STEMS) + random.choice(_ENDINGS)]
        )
    return Name(
        id=f"n{number}",
        kind=NameKind.CRAFT if number % 10 == 9 else NameKind.PERSON,
        display_name=f"{random.choice(_FIRST)} {family}",
        full_name=f"{random.choice(_FIRST)} {random.choice(_FIRST)} {family}",
        native_name=native,
    )


def _photo(random: Random, number: int, names: list[Name]) -> Photo:
    who = names[min(int(random.expovariate(8 / len(names))), len(names) - 1)]
    scene = random.choice(_SCENES).format(n=random.randint(1, 70))
    tails = (one.format(n=random.randint(2, 40)) for one in random.sample(_TAILS, 2))
    year = random.randint(1957, 2024)
    return Photo(
        id=f"p{number}",
        file=f"p{number}.jpg",
        headline=f"{who.display_name} {scene.split(' of ')[0]}"[:60],
        caption=" ".join([f"{who.display_name} {scene} in {year}.", *tails]),
        alt_text=f"A person in a white suit {scene}.",
        credit_line=random.choice(_CREDITS).format(who=who.display_name),
        persons_shown=(who.id,) if who.kind is NameKind.PERSON else (),
        craft_shown=(who.id,) if who.kind is NameKind.CRAFT else (),
        date_created=f"{year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        place=random.choice(("Low Earth orbit", "Baikonur", "Cape Canaveral", "Moon", "Mars")),
        mission=f"STS-{random.randint(1, 135)}",
        agency=random.choice(("NASA", "ESA", "JAXA")),
        image_ids=(CatalogueId(catalogue="NASA", value=f"PIA{number:05}"),),
    )


class Bare:
    """A bare FTS5 table of the same texts."""

    def __init__(self, library: Library) -> None:
        self._texts = [
            " \n".join(entry.text for entry in entries(library.photos[photo], library.names))
            for photo in library.photos
        ]
        self.connection = sqlite3.connect(":memory:")
        self.connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='unicode61', prefix='2 3')"
        )

    def build(self) -> None:
        with self.connection:
            self.connection.executemany(
                "INSERT INTO texts VALUES (?)", ((one,) for one in self._texts)
            )

    def first(self, typed: str) -> list[int]:
        words = " ".join(f'"{word.folded}"*' for word in text.words(typed))
        if not words:
            return []
        rows = self.connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? LIMIT ?", (words, FIRST)
        )
        return [row for (row,) in rows]


def keystrokes() -> Iterator[str]:
    for typed in TYPED:
        for end in range(1, len(typed) + 1):
            yield typed[:end]


def timed(action: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begin = clock()
    action()
    return clock() - begin


def percentile(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


@pytest.mark.parametrize("count", SIZES)
def test_search(
    count: int, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library()
    library.add(Path("folder"), invented(count))
    change = library.news()
    bares, ours_built = [], []
    bare, finder = Bare(library), Finder(change)
    for again in range(BUILDS):
        if again:
            bare.connection.close()
            finder.close()
            bare, finder = Bare(library), Finder(change)
        gc.collect()
        bares.append(timed(bare.build, time.process_time))
        gc.collect()
        ours_built.append(timed(finder.prepare, time.process_time))
    bare_build, our_build = min(bares), min(ours_built)
    finder.warm_up()

    def first(typed: str) -> list[str]:
        return list(islice(finder.answer(Query(typed)).ids, FIRST))

    first("leonv")  # The words are listed with the first mistake.
    ours: dict[str, list[float]] = {}
    floor: dict[str, list[float]] = {}

    def one_round() -> None:
        for typed in keystrokes():
            ours.setdefault(typed, []).append(timed(lambda typed=typed: first(typed)))  # type: ignore[misc]
            floor.setdefault(typed, []).append(
                timed(lambda typed=typed: bare.first(typed))  # type: ignore[misc]
            )

    benchmark.pedantic(one_round, rounds=ROUNDS)  # type: ignore[no-untyped-call]
    mine = {typed: min(times) for typed, times in ours.items()}
    floors = [min(times) for times in floor.values()]
    p95, bare_p95 = percentile(list(mine.values())), percentile(floors)
    every = timed(lambda: finder.search(Query("nasa")))
    slowest = sorted(mine, key=lambda typed: -mine[typed])[:4]
    benchmark.extra_info |= {"ratio": p95 / bare_p95, "build": our_build / bare_build}
    with capsys.disabled():
        sys.stdout.write(
            f"\n{count:,} photographs, keystroke to the first {FIRST} ids at p95:"
            f" {p95 * 1e3:.2f} ms, bare FTS5 {bare_p95 * 1e3:.2f} ms,"
            f" ratio {p95 / bare_p95:.2f} (aim: {AIM})\n"
            f"  median {statistics.median(mine.values()) * 1e3:.2f} ms,"
            f" bare {statistics.median(floors) * 1e3:.2f} ms; all ids for “nasa”"
            f" {every * 1e3:.1f} ms\n"
            f"  slowest: {', '.join(f'{one!r} {mine[one] * 1e3:.1f} ms' for one in slowest)}\n"
            f"  index built in {our_build:.2f} s, bare {bare_build:.2f} s,"
            f" ratio {our_build / bare_build:.2f} (aim: {AIM});"
            f" {finder.prepare().size() / 2**20:.1f} MiB,"
            f" bare {size(bare.connection) / 2**20:.1f} MiB\n"
        )
    bare.connection.close()
    finder.close()


def size(connection: sqlite3.Connection) -> int:
    """Return the bytes that a database takes."""
    ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    ((bytes_each,),) = connection.execute("PRAGMA page_size").fetchall()
    return int(pages * bytes_each)
