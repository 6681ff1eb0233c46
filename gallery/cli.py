"""The command line: opens the window, or answers without one.

Results go to standard output, everything else to standard error. The exit status is 0 for success,
1 where `check` found something, 2 where the command could not be done, with one sentence that says
why. Qt is imported only where a window is wanted.
"""

import argparse
import gc
import io
import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from gallery import __version__

DESCRIPTION = "A desktop viewer for captioned, credited photographs."
EPILOGUE = """\
further commands (each has its own --help):
  gallery search WORDS [--in SOURCE] [--json]   find photographs
  gallery show ID|FILE [--in SOURCE] [--json]   tell what is known about one
  gallery check [SOURCE] [--json]               list what is missing; exit 1 if anything is

A SOURCE is a folder of photographs, a picture file (its folder opens, with it chosen; several are
one collection), or a manifest, which a folder may have as its manifest.json; without one the
built-in gallery is meant. With QT_QPA_PLATFORM=offscreen, --screenshot needs no display.
"""
# What a shell tells of a program that was interrupted.
_INTERRUPTED = 128 + signal.SIGINT


class _Parser(argparse.ArgumentParser):
    """Refuses with one sentence instead of a page of usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        _refuse(f"{message}; see {self.prog} --help")


def run() -> NoReturn:
    """Run the program for the words of the command line, and leave with its exit status."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few letters gets a question mark for the others.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our results has had enough; that is no error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        sys.stderr.write("\ngallery: interrupted.\n")
        status = _INTERRUPTED
    raise SystemExit(status)


def main(words: list[str]) -> int:
    """Do what the words ask for; return the exit status. Raises SystemExit(2) with a sentence."""
    commands: dict[str, Callable[[list[str]], int]] = {
        "search": _search,
        "show": _show,
        "check": _check,
    }
    if words and words[0] in commands:
        return commands[words[0]](words[1:])
    return _view(words)


def _view(words: list[str]) -> int:
    parser = _Parser(
        prog="gallery",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="what to open")
    parser.add_argument("--recursive", action="store_true", help="show sub-folders too")
    parser.add_argument("--version", action="store_true", help="tell the version and leave")
    parser.add_argument("--verbose", action="store_true", help="with --version: tell of what")
    scene = parser.add_argument_group("a picture of the window")
    scene.add_argument("--screenshot", type=Path, metavar="FILE", help="save it and leave")
    scene.add_argument("--size", type=_size, metavar="WxH", help="size of the window")
    scene.add_argument(
        "--select", metavar="ID", default="", help="choose a photograph, by its id or file name"
    )
    scene.add_argument("--search", metavar="WORDS", default="", help="search for words")
    scene.add_argument("--view", choices=("grid", "photo"), help="which view")
    scene.add_argument("--theme", choices=("dark", "light"), help="which colours")
    given = parser.parse_args(words)
    if given.verbose and not given.version:
        parser.error("--verbose goes with --version")
    if given.version:
        _print(*_version(verbose=given.verbose))
        return 0
    return _open_window(given)


def _open_window(given: argparse.Namespace) -> int:
    from gallery.sources.flow import SourceError, Wish

    _check_sources(given.sources)
    # Nothing that a launch makes is garbage; looking for some costs a twentieth of it.
    gc.disable()
    try:
        # Here and nowhere else the command line brings in Qt.
        from gallery import app
        from gallery.qt.scene import Scene
        from gallery.qt.theme import Scheme
    except ImportError as error:
        _refuse(
            f"Qt cannot be loaded ({error}); on Debian, apt install libegl1 libgl1 libxkbcommon0"
            " libdbus-1-3 libfontconfig1"
        )
    if not app.has_display():
        _refuse(
            "there is no display to show a window on; with QT_QPA_PLATFORM=offscreen and"
            " --screenshot FILE, a picture of it can be saved"
        )
    options = app.Options(
        sources=tuple(given.sources),
        wish=Wish(deep=True) if given.recursive else None,
        screenshot=given.screenshot,
        scene=Scene(
            size=given.size,
            select=given.select,
            search=given.search,
            photo_view=None if given.view is None else given.view == "photo",
            scheme=Scheme(given.theme) if given.theme else None,
        ),
    )
    try:
        return app.show(options)
    except (SourceError, app.RefusedError) as error:
        _refuse(str(error))


def _search(words: list[str]) -> int:
    parser = _Parser(prog="gallery search", description="Find photographs by any words.")
    parser.add_argument("words", nargs="+", metavar="WORDS", help="names, captions, credits, years")
    _add_source_options(parser)
    # A word that is to be left out is no option: -leonov, but -h and --json.
    given = parser.parse_args(
        [f" {word}" if re.match(r"-[^-]", word) and word != "-h" else word for word in words]
    )
    from gallery.export import citation
    from gallery.library.finder import Finder
    from gallery.library.query import Query
    from gallery.library.reasons import matched

    library = _library(given.source, recursive=given.recursive)
    query = Query(typed=" ".join(given.words))
    answer = Finder(library.news()).answer(query)
    for message in answer.messages:
        sys.stderr.write(f"gallery: {message}.\n")
    for photo in answer.ids if query.is_search() else []:
        record = library.photos[photo]
        because = matched(record, library.names, answer.query)
        if given.json:
            _print_json(
                {
                    "id": photo,
                    "headline": record.headline,
                    "credit_line": record.credit_line,
                    "matched": [{"field": one.field, "text": one.text} for one in because],
                }
            )
        else:
            told = "; ".join(f"{one.label}: {_shortened(one.text)}" for one in because)
            _print(f"{photo}\t{record.headline}\t{citation.credit(record)}\t{told}")
    return 0


def _show(words: list[str]) -> int:
    parser = _Parser(prog="gallery show", description="Tell what is known about a photograph.")
    parser.add_argument("id", metavar="ID", help="the photograph's id, or its file")
    _add_source_options(parser)
    given = parser.parse_args(words)
    photo = _photo_of_file(given.id) if given.source is None else None
    wanted = photo or given.id
    source = given.id if photo else given.source
    library = _library(source, recursive=given.recursive, only=wanted)
    photo = library.find(wanted)
    if photo is None:
        _refuse(f"there is no photograph with the id “{given.id}”; gallery search finds ids")
    record = library.photos[photo]
    if given.json:
        import msgspec

        names = {*library.named_in(photo), *(one.name for one in record.companions)}
        known = msgspec.to_builtins(record)
        known["names"] = {name: msgspec.to_builtins(library.names[name]) for name in sorted(names)}
        known["picture"] = {
            "path": str(library.picture(photo) or "") or None,
            "credit": library.picture_credit(photo),
        }
        known["read"] = msgspec.to_builtins(_reading(library.picture(photo)))
        _print_json(known)
        return 0
    from gallery.export import citation

    _print(citation.caption_and_credit(record, library.picture_credit(photo)))
    if record.note:
        _print("", f"Note: {record.note}")
    return 0


def _reading(path: Path | None) -> Any:
    """Return everything that a picture file says, with its sources; None where there is no file."""
    from gallery.decode.child import Child

    if path is None or not path.is_file():
        return None
    with Child() as child:
        return child.reading(path)


def _photo_of_file(address: str) -> str | None:
    """Return the name of a file that is there, None where an id is meant."""
    path = Path(address)
    try:
        return path.name if path.is_file() else None
    except (OSError, ValueError):
        return None


def _check(words: list[str]) -> int:
    parser = _Parser(
        prog="gallery check",
        description="Open every picture of a source, and list what is faulty or missing.",
    )
    parser.add_argument("source", nargs="?", metavar="SOURCE", help="a folder or a manifest")
    parser.add_argument("--recursive", action="store_true", help="with sub-folders")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line, for each photograph"
    )
    given = parser.parse_args(words)
    import msgspec

    from gallery.check import check
    from gallery.sources.folder import shown

    opened = _filled(_opened(given.source, recursive=given.recursive))
    photos = opened.manifest.photos
    # A picture that is missing is told of with its photograph.
    gone = {f"photo “{photo.id}”" for photo in photos if photo.file in opened.missing}
    problems = [problem for problem in opened.problems if problem.where not in gone]
    for problem in problems:
        if given.json:
            _print_json(msgspec.to_builtins(problem))
        else:
            _print(str(problem))
    faults = len(problems)
    progress = _Progress(len(photos))
    for number, one in enumerate(check(opened), start=1):
        faults += not one.is_well()
        if given.json:
            _print_json(msgspec.to_builtins(one))
        elif not one.is_well():
            _print(f"{shown(one.file) if opened.listing else one.id}: {one.in_words()}")
        progress.tell(number)
    progress.end()
    sys.stderr.write(f"{len(photos):,} photographs checked, {faults:,} of them not whole.\n")
    return 1 if faults else 0


class _Progress:
    """Tells on a terminal how far something is, where the results go elsewhere."""

    EVERY_SECONDS = 0.2

    def __init__(self, total: int) -> None:
        self._total = total
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._told = time.monotonic()

    def tell(self, number: int) -> None:
        if self._shown and time.monotonic() - self._told >= self.EVERY_SECONDS:
            self._told = time.monotonic()
            sys.stderr.write(f"\r{number:,} of {self._total:,} photographs")
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            # To the beginning of the line, and erase it.
            sys.stderr.write("\r\x1b[K")


def _add_source_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="source", metavar="SOURCE", help="a folder or a manifest")
    parser.add_argument("--recursive", action="store_true", help="with sub-folders")
    parser.add_argument("--json", action="store_true", help="JSON, one object a line")


def _opened(source: str | None, *, recursive: bool) -> Any:
    from gallery.sources import blocking
    from gallery.sources.flow import SourceError, Wish

    try:
        return blocking.open_address(source, Wish(deep=recursive))
    except SourceError as error:
        _refuse(str(error))


def _filled(opened: Any, only: str = "") -> Any:
    """Return a folder with what its files say; every other source as it is."""
    if opened.listing is None:
        return opened
    from gallery import clerk
    from gallery.decode.child import Child
    from gallery.library.remembered import Remembered
    from gallery.sources import blocking

    progress = _Progress(len(opened.listing.entries))
    remembered = Remembered(Remembered.usual_path())
    names = blocking.open_address(None).manifest.names
    try:
        with Child() as child:
            return clerk.fill(opened, child, remembered, names, only=only, tell=progress.tell)
    finally:
        progress.end()
        if trouble := remembered.trouble():
            sys.stderr.write(f"gallery: {trouble}\n")
        remembered.close()


def _library(source: str | None, *, recursive: bool, only: str = "") -> Any:
    from gallery.library.store import Library

    opened = _filled(_opened(source, recursive=recursive), only)
    for problem in opened.problems:
        sys.stderr.write(f"gallery: {problem}\n")
    library = Library()
    library.add(opened.folder, opened.manifest, opened.missing)
    return library


def _check_sources(sources: Iterable[str]) -> None:
    """Refuse what is not there at once, before a window opens; the rest is for the window."""
    for source in sources:
        try:
            there = Path(source).expanduser().exists()
        except (OSError, RuntimeError):
            # A name too long for any file, or the home of somebody unknown.
            there = False
        if not there:
            _refuse(f"there is no “{source}” to open")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(200 <= one <= 16_384 for one in size):
            return size
    raise argparse.ArgumentTypeError(f"“{text}” is no size such as 1440x900 (200 to 16384)")


def _version(*, verbose: bool) -> list[str]:
    lines = [f"Giant Leap {__version__}"]
    if verbose:
        from importlib.metadata import version
        from platform import platform, python_version

        from gallery.decode import formats
        from gallery.decode.child import Child

        lines.append(f"Python {python_version()} on {platform()}")
        lines += [f"{package} {version(package)}" for package in ("PySide6-Essentials", "msgspec")]
        # Asked of a worker, because it depends on the system what takes effect in one.
        with Child() as child:
            confined_by = child.confined_by()
        lines += formats.readers()
        lines.append(f"Pictures are decoded confined by {confined_by or 'nothing'}")
    return lines


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _print(*lines: str) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # The name of a file may have bytes in it that are no text: they come back as they were.
        text = json.dumps(value)
    _print(text)


def _refuse(sentence: str) -> NoReturn:
    # What was typed is repeated here: in one line, and nothing that a terminal would obey.
    sentence = "".join(one if one.isprintable() else " " for one in sentence)
    sys.stderr.write(f"gallery: {sentence.rstrip('.')}.\n")
    raise SystemExit(2)
