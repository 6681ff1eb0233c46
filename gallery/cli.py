"""The command line: opens the window, or answers without one.

Results go to standard output, everything else to standard error. The exit status is 0 for success,
1 where `check` found something, 2 where the command could not be done, with one sentence that says
why. What opens the window and what answers without one (`answers`) is imported only when it is
known which of them is wanted.
"""

import argparse
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from gallery import __version__, ahead
from gallery.terminal import Parser, print_lines, refuse

DESCRIPTION = "A desktop viewer for captioned, credited photographs."
EPILOGUE = """\
further commands (each has its own --help):
  gallery search WORDS [--in SOURCE] [--json]   find photographs
  gallery show ID|FILE [--in SOURCE] [--json]   show what is known about one
  gallery check [SOURCE] [--json]               list what is missing; exit 1 if anything is

A SOURCE is a folder of photographs, a picture (its folder opens with the picture chosen; several
pictures are one collection), or a manifest, or a folder with a manifest.json. Without a SOURCE the
built-in gallery is meant. With QT_QPA_PLATFORM=offscreen, --screenshot needs no display.
"""
# What is answered without a window.
COMMANDS = ("search", "show", "check")
# The last of the three streams that a program begins with.
_STANDARD_ERROR = 2
# What a shell tells of a program that was interrupted.
_INTERRUPTED = 128 + signal.SIGINT
# A disk that sleeps may answer later.
_PATIENCE_SECONDS = 1.0


def run() -> NoReturn:
    """Run the program for the words of the command line, and leave with its exit status."""
    _open_what_is_closed()
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


def _open_what_is_closed() -> None:
    """Have nothing read and nothing written where whoever started us closed a standard stream.

    Otherwise the next file that is opened takes its number, and what is said goes into that.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _STANDARD_ERROR:
        pass
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 (it stays open)
            setattr(sys, name, nowhere)


def main(words: list[str]) -> int:
    """Do what the words ask for; return the exit status. Raises SystemExit(2) with a sentence."""
    if words and words[0] in COMMANDS:
        return _answer(words[0], words[1:])
    return _view(words)


def _answer(command: str, words: list[str]) -> int:
    from gallery import answers

    commands = {"search": answers.search, "show": answers.show, "check": answers.check}
    return commands[command](words)


def _view(words: list[str]) -> int:
    parser = Parser(
        prog="gallery",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="what to open")
    parser.add_argument("--recursive", action="store_true", help="show sub-folders too")
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    parser.add_argument("--verbose", action="store_true", help="with --version: name the libraries")
    scene = parser.add_argument_group("a picture of the window")
    scene.add_argument("--screenshot", type=Path, metavar="FILE", help="save it and exit")
    scene.add_argument("--size", type=_size, metavar="WxH", help="size of the window")
    scene.add_argument(
        "--select", metavar="ID", default="", help="choose a photograph, by its id or file name"
    )
    scene.add_argument("--search", metavar="WORDS", default="", help="search for words")
    scene.add_argument("--view", choices=("grid", "photo"), help="what to show")
    scene.add_argument("--theme", choices=("dark", "light"), help="which colours to use")
    given = parser.parse_args(words)
    if given.verbose and not given.version:
        parser.error("--verbose goes with --version")
    if given.version:
        print_lines(*_version(verbose=given.verbose))
        return 0
    return _open_window(given)


def _open_window(given: argparse.Namespace) -> int:
    if given.sources:
        _check_sources(given.sources)
    # Nothing that a launch makes is garbage; looking for some costs a twentieth of it. Later the
    # window has it looked for (`gallery.qt.collector`).
    gc.disable()
    # The scene of a picture does not depend on what a person did the last time.
    sources = () if given.screenshot else tuple(given.sources)
    begun = ahead.begin(sources, deep=given.recursive)
    try:
        return _show_window(given, begun)
    finally:
        if begun is not None:
            begun.close()


def _show_window(given: argparse.Namespace, begun: ahead.Ahead | None) -> int:
    from gallery.sources.flow import SourceError, Wish

    try:
        # Here and nowhere else the command line brings in Qt.
        from gallery import app
        from gallery.qt.scene import Scene
        from gallery.qt.theme import Scheme
    except ImportError as error:
        refuse(
            f"Qt cannot be loaded ({error}); on Debian, apt install libegl1 libgl1 libglib2.0-0"
            " libxkbcommon0 libdbus-1-3 libfontconfig1"
        )
    if not app.has_display():
        refuse(
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
        ahead=begun,
    )
    try:
        return app.show(options)
    except (SourceError, app.RefusedError) as error:
        refuse(str(error))


def _check_sources(sources: Sequence[str]) -> None:
    """Refuse what is not there at once, before a window opens; the rest is for the window.

    That can wait for a disk that stalls, and be told to stop; nobody can stop us here.
    """
    wrong: list[str] = []

    def ask() -> None:
        for source in sources:
            if sentence := _what_is_wrong(source):
                wrong.append(sentence)
                return

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(_PATIENCE_SECONDS)
    if wrong:
        refuse(wrong[0])


def _what_is_wrong(source: str) -> str:
    """Return why nothing can be opened there, empty where something is."""
    from gallery.sources.blocking import path_of
    from gallery.sources.listing import reason

    try:
        path_of(source).stat()
    except (FileNotFoundError, NotADirectoryError, RuntimeError, ValueError):
        # Also the home of somebody unknown, or what no file can be called.
        return f"there is no “{source}” to open"
    except OSError as error:
        return f"“{source}” cannot be opened: {reason(error)}"
    return ""


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(200 <= one <= 16_384 for one in size):
            return size
    raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 1440x900 (200 to 16384)")


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
