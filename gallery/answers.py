"""The commands that answer without a window: `search`, `show` and `check`.

Each takes the words that follow it on the command line and returns the exit status.
"""

import argparse
import json
import os
import re
import sys
from contextlib import closing
from pathlib import Path

import msgspec

from gallery import check as checking
from gallery import clerk
from gallery.decode.child import Child
from gallery.decode.children import Children
from gallery.export import citation
from gallery.library.finder import Finder
from gallery.library.query import Query
from gallery.library.reasons import matched
from gallery.library.remembered import Remembered
from gallery.library.store import Library
from gallery.metadata.languages import in_language, nearest, tags_of
from gallery.metadata.record import in_language as in_other_language
from gallery.metadata.report import Reading
from gallery.metadata.telling import told
from gallery.records import Photo
from gallery.sources import blocking
from gallery.sources.flow import Opened, SourceError, Wish
from gallery.sources.folder import is_picture, shown
from gallery.terminal import Parser, Progress, print_lines, refuse, unless_interrupted


def search(words: list[str]) -> int:
    """Find photographs as the search field does, and say why each was found."""
    parser = Parser(prog="gallery search", description="Find photographs by any words.")
    parser.add_argument("words", nargs="+", metavar="WORDS", help="names, captions, credits, years")
    _add_source_options(parser)
    # A word to be left out (-leonov) is not an option; -h and --json are.
    given = parser.parse_args(
        [f" {word}" if re.match(r"-[^-]", word) and word != "-h" else word for word in words]
    )
    library = _library(given.source, recursive=given.recursive)
    query = Query(typed=" ".join(given.words))
    with closing(Finder(library.news())) as finder:
        answer = finder.answer(query)
        ids = list(answer.ids) if query.is_search() else []
    for message in answer.messages:
        sys.stderr.write(f"gallery: {message}.\n")
    for photo in ids:
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
            reasons = "; ".join(f"{one.label}: {_shortened(one.text)}" for one in because)
            print_lines(f"{photo}\t{record.headline}\t{citation.credit(record)}\t{reasons}")
    return 0


def show(words: list[str]) -> int:
    """Show everything that is known about one photograph."""
    parser = Parser(prog="gallery show", description="Show what is known about a photograph.")
    parser.add_argument("id", metavar="ID", help="the photograph's id, or its file")
    parser.add_argument(
        "--language", metavar="TAG", default="", help="its texts in a language it has (de, pt-BR)"
    )
    _add_source_options(parser)
    given = parser.parse_args(words)
    photo = _photo_of_file(given.id) if given.source is None else None
    wanted = photo or given.id
    source = given.id if photo else given.source
    library = _library(source, recursive=given.recursive, only=wanted)
    photo = library.find(wanted)
    if photo is None and given.source is None and _is_address(given.id):
        refuse(f"there is no file “{given.id}” with a photograph in it")
    if photo is None:
        refuse(f"there is no photograph with the id “{given.id}”; gallery search finds ids")
    record = library.photos[photo]
    reading = _reading(library.picture(photo)) if given.json or given.language else None
    if given.language:
        record = _spoken(record, reading, given.language)
    if given.json:
        names = {*library.named_in(photo), *(one.name for one in record.companions)}
        known = msgspec.to_builtins(record)
        known["names"] = {name: msgspec.to_builtins(library.names[name]) for name in sorted(names)}
        known["picture"] = {
            "path": str(library.picture(photo) or "") or None,
            "credit": library.picture_credit(photo),
        }
        known["read"] = told(reading) if reading is not None else None
        _print_json(known)
        return 0

    print_lines(citation.caption_and_credit(record, library.picture_credit(photo)))
    if record.note:
        print_lines("", f"Note: {record.note}")
    return 0


def _reading(path: Path | None) -> Reading | None:
    """Return everything that a picture file says, with its sources; None where there is no file."""
    if path is None or not unless_interrupted(path.is_file):
        return None
    with Child() as child:
        return child.reading(path)


def _spoken(plain: Photo, reading: Reading | None, wanted: str) -> Photo:
    """Return a record with the texts that its file has in a language; without any it is told."""
    there = tags_of(reading) if reading is not None else []
    tag = nearest(wanted, there)
    if reading is None or not tag:
        others = f"; there are: {', '.join(there)}" if there else ""
        sys.stderr.write(f"gallery: there are no texts in “{wanted}”{others}.\n")
        return plain
    return in_other_language(plain, reading.gist().values, in_language(reading, tag))


def _photo_of_file(address: str) -> str | None:
    """Return the name of a file that is there, None where an id is meant."""
    path = Path(address)
    try:
        return path.name if unless_interrupted(path.is_file) else None
    except (OSError, ValueError):
        return None


def _is_address(text: str) -> bool:
    """Return whether what was typed can only be meant for a file."""
    return os.sep in text or is_picture(text)


def check(words: list[str]) -> int:
    """List what is missing or faulty; return 1 where anything is."""
    parser = Parser(
        prog="gallery check",
        description="Open every picture of a source, and list what is faulty or missing.",
    )
    parser.add_argument("source", nargs="?", metavar="SOURCE", help="a folder or a manifest")
    parser.add_argument("--recursive", action="store_true", help="with sub-folders")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line, for each photograph"
    )
    given = parser.parse_args(words)

    with Children() as children:
        return _check(given, children)


def _check(given: argparse.Namespace, children: Children) -> int:
    opened = _filled(_opened(given.source, recursive=given.recursive), children)
    photos = opened.manifest.photos
    # A missing picture is reported with its photograph.
    told_already = {f"photo “{photo.id}”" for photo in photos if photo.file in opened.missing}
    not_whole = 0
    progress = Progress("Opening", len(photos))
    for number, one in enumerate(checking.check(opened, children), start=1):
        not_whole += not one.is_well()
        if given.json or not one.is_well():
            progress.make_room()
        if one.outcome != checking.OK:
            # A file that cannot be opened is reported once, not for its metadata as well.
            told_already.add(f"file “{shown(one.file)}”")
        if given.json:
            _print_json(msgspec.to_builtins(one))
        elif not one.is_well():
            print_lines(f"{shown(one.file) if opened.listing else one.id}: {one.in_words()}")
        progress.tell(number)
    progress.end()
    problems = [problem for problem in opened.problems if problem.where not in told_already]
    for problem in problems:
        if given.json:
            _print_json(msgspec.to_builtins(problem))
        else:
            print_lines(str(problem))
    further = f", and {len(problems):,} other faults" if problems else ""
    sys.stderr.write(
        f"{len(photos):,} photographs checked, {not_whole:,} of them not whole{further}.\n"
    )
    return 1 if not_whole or problems else 0


def _add_source_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--in", dest="source", metavar="SOURCE", help="a folder or a manifest")
    parser.add_argument("--recursive", action="store_true", help="with sub-folders")
    parser.add_argument("--json", action="store_true", help="JSON, one object a line")


def _opened(source: str | None, *, recursive: bool) -> Opened:
    try:
        return unless_interrupted(lambda: blocking.open_address(source, Wish(deep=recursive)))
    except SourceError as error:
        refuse(str(error))


def _filled(opened: Opened, children: Children, only: str = "") -> Opened:
    """Return a folder with what its files say; every other source as it is."""
    if opened.listing is None:
        return opened

    progress = Progress("Reading", len(opened.listing.entries))
    remembered = Remembered(Remembered.usual_path())
    names = blocking.open_address(None).manifest.names
    try:
        return unless_interrupted(
            lambda: clerk.fill(opened, children, remembered, names, only=only, tell=progress.tell)
        )
    finally:
        progress.end()
        if trouble := remembered.trouble():
            sys.stderr.write(f"gallery: {trouble}\n")
        remembered.close()


def _library(source: str | None, *, recursive: bool, only: str = "") -> Library:
    with Children() as children:
        opened = _filled(_opened(source, recursive=recursive), children, only)
    for problem in opened.problems:
        sys.stderr.write(f"gallery: {problem}\n")
    library = Library()
    library.add(opened.folder, opened.manifest, opened.missing)
    return library


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _print_json(value: object) -> None:
    """Print a result as JSON, in one line."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # The name of a file may contain bytes that are not text: they come back as they were.
        text = json.dumps(value)
    print_lines(text)
