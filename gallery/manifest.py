"""A manifest: one JSON file that describes a set of photographs beside it.

`read` turns its bytes into records. What is not a manifest raises one `ManifestError`; one
with some faulty entries opens with the good ones, and each fault comes back as a `Problem` that
names its JSON path (`$.photos[3].caption`). `write` makes a manifest of records again, `schema` the
JSON Schema that editors use to help whoever writes one by hand; its output is kept beside the
built-in manifest (`python -m gallery.manifest > assets/photos/manifest.schema.json`).

Unknown fields are refused: a misspelt `credit_line` would otherwise lose a credit without a word.
"""

import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal, NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct

from gallery import edtf
from gallery.records import Collection, Id, Line, Name, Photo, WebAddress
from gallery.writing import write_whole

VERSION: Final = 1
# Some editors begin a UTF-8 file with a byte order mark.
_MARK = b"\xef\xbb\xbf"

# Faults beyond this number are only counted; nobody needs a longer list.
MOST_PROBLEMS = 1_000
# What a fault quotes from the file is cut to this many characters.
_QUOTED = 60

_Record = TypeVar("_Record", Collection, Name, Photo)
# An entry with its index in the file, so that a fault can be given its JSON path.
_Numbered = Sequence[tuple[int, _Record]]


class Manifest(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a manifest file holds. `picture_credit` credits the illustrations, if there are any."""

    version: Literal[1]
    title: Line
    picture_credit: Line | None = None
    collections: tuple[Collection, ...] = ()
    names: tuple[Name, ...] = ()
    photos: tuple[Photo, ...]


class Problem(Struct, frozen=True):
    """One fault in a manifest: where it is (a JSON path or a byte) and what is wrong."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class ManifestError(ValueError):
    """Nothing can be shown of this manifest; `problem` says where it fails."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class _Version(Struct):
    version: int


class _Identified(Struct):
    id: str


class _Envelope(Struct, forbid_unknown_fields=True):
    """The outermost braces alone, for reading the entries one by one."""

    version: int
    title: Line
    photos: list[Raw]
    picture_credit: Line | None = None
    collections: list[Raw] = []
    names: list[Raw] = []


def read(data: bytes) -> tuple[Manifest, tuple[Problem, ...]]:
    """Return a manifest's good entries and what is wrong with the others.

    Raises ManifestError where it is not JSON, not a manifest, or has no good photograph in it.
    """
    text = data.removeprefix(_MARK)
    problems = _Problems()
    try:
        whole = _decode_at_once(text) or _decode_one_by_one(text, problems)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ManifestError(_not_json(error, text, len(data) - len(text))) from None
    manifest = _resolve(whole, problems)
    if problems.listed and not manifest.photos:
        raise ManifestError(problems.listed[0])
    return manifest, problems.told()


def write(manifest: Manifest, path: Path) -> None:
    """Write a manifest to a file at once or not at all. Raises OSError."""
    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    write_whole(path, data)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a manifest, the same on every Python."""
    from inspect import cleandoc

    made = msgspec.json.schema(Manifest)
    for part in made["$defs"].values():
        # Python before 3.13 leaves the indentation of the source in docstrings.
        if "description" in part:
            part["description"] = cleandoc(part["description"])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def picture_fault(file: str) -> str | None:
    """Return why a picture's path may not be followed, None where it stays beside the manifest."""
    if "\\" in file or re.match(r"[A-Za-z]:", file):
        return f"“{quoted(file)}” should be written with forward slashes and without a drive"
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or not path.name:
        return f"“{quoted(file)}” leaves the manifest's folder"
    return None


class _Problems:
    """Collects faults: the first thousand in words, the others only as a count."""

    def __init__(self) -> None:
        self.listed: list[Problem] = []
        self._more = 0

    def add(self, where: str, what: str) -> None:
        if len(self.listed) < MOST_PROBLEMS:
            self.listed.append(Problem(where, what))
        else:
            self._more += 1

    def add_error(self, error: msgspec.ValidationError, where: str) -> None:
        if len(self.listed) < MOST_PROBLEMS:
            self.listed.append(_explained(error, where))
        else:
            self._more += 1

    @property
    def are_too_many(self) -> bool:
        return len(self.listed) >= MOST_PROBLEMS

    def told(self) -> tuple[Problem, ...]:
        more = (Problem("$", f"{self._more:,} further faults"),) if self._more else ()
        return (*self.listed, *more)


class _Whole(NamedTuple):
    """A manifest whose entries still know their places in the file."""

    title: str
    picture_credit: str | None
    collections: _Numbered[Collection]
    names: _Numbered[Name]
    photos: _Numbered[Photo]
    # The ids of faulty photographs and names: what refers to one of them is not itself at fault.
    faulty_photos: frozenset[str] = frozenset()
    faulty_names: frozenset[str] = frozenset()


def _decode_at_once(data: bytes) -> _Whole | None:
    """Decode a manifest without type faults: the fast way, which nearly every file takes."""
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.ValidationError:
        return None
    return _Whole(
        manifest.title,
        manifest.picture_credit,
        tuple(enumerate(manifest.collections)),
        tuple(enumerate(manifest.names)),
        tuple(enumerate(manifest.photos)),
    )


def _decode_one_by_one(data: bytes, problems: _Problems) -> _Whole:
    try:
        # A later version may have other fields: which one it is comes before anything else.
        version = msgspec.json.decode(data, type=_Version).version
        if version != VERSION:
            what = f"this manifest is of version {version}; only version {VERSION} can be read"
            raise ManifestError(Problem("$.version", what))
        envelope = msgspec.json.decode(data, type=_Envelope)
    except msgspec.ValidationError as error:
        raise ManifestError(_explained(error, "$")) from None

    def good(field: str, raws: list[Raw], kind: type[_Record]) -> _Numbered[_Record]:
        decoder = msgspec.json.Decoder(kind)
        records = []
        for index, raw in enumerate(raws):
            try:
                records.append((index, decoder.decode(raw)))
            except msgspec.ValidationError as error:
                problems.add_error(error, f"$.{field}[{index}]")
                if problems.are_too_many and not records:
                    # A thousand faults and nothing good: this is something else, and large.
                    raise ManifestError(problems.listed[0]) from None
        return records

    photos = good("photos", envelope.photos, Photo)
    names = good("names", envelope.names, Name)
    return _Whole(
        envelope.title,
        envelope.picture_credit,
        good("collections", envelope.collections, Collection),
        names,
        photos,
        _faulty_ids(envelope.photos, {index for index, _ in photos}),
        _faulty_ids(envelope.names, {index for index, _ in names}),
    )


def _faulty_ids(raws: list[Raw], good: set[int]) -> frozenset[str]:
    """Return the ids of the photographs that could not be read, as far as they have any."""
    ids = set()
    for index, raw in enumerate(raws):
        if index not in good:
            with suppress(msgspec.ValidationError):
                ids.add(msgspec.json.decode(raw, type=_Identified).id)
    return frozenset(ids)


def _resolve(whole: _Whole, problems: _Problems) -> Manifest:
    """Leave out duplicates and what refers to nothing; add each fault to `problems`."""
    names = _unique("names", whole.names, problems)
    known_names = {name.id for _, name in names}
    photos = []
    for index, photo in _unique("photos", whole.photos, problems):
        photo = _without(photo, whole.faulty_names)
        if fault := _photo_fault(photo, known_names, f"$.photos[{index}]"):
            problems.add(*fault)
        else:
            photos.append(photo)
    good = {photo.id for photo in photos}
    written = {photo.id for _, photo in whole.photos} | whole.faulty_photos
    collections = []
    for index, collection in _unique("collections", whole.collections, problems):
        for place, photo_id in enumerate(collection.photos):
            if photo_id not in written:
                where = f"$.collections[{index}].photos[{place}]"
                problems.add(where, f"there is no photo “{photo_id}”")
        members = tuple(dict.fromkeys(one for one in collection.photos if one in good))
        collections.append(msgspec.structs.replace(collection, photos=members))
    return Manifest(
        version=VERSION,
        title=whole.title,
        picture_credit=whole.picture_credit,
        collections=tuple(collections),
        names=tuple(name for _, name in names),
        photos=tuple(photos),
    )


def _unique(
    field: str, records: _Numbered[_Record], problems: _Problems
) -> list[tuple[int, _Record]]:
    first: dict[str, tuple[int, _Record]] = {}
    for index, record in records:
        if record.id in first:
            what = f"“{record.id}” is already the id of $.{field}[{first[record.id][0]}]"
            problems.add(f"$.{field}[{index}].id", what)
        else:
            first[record.id] = (index, record)
    return list(first.values())


def _without(photo: Photo, names: frozenset[str]) -> Photo:
    """Return a photograph without faulty names, which have been reported already."""
    if not names:
        return photo
    return msgspec.structs.replace(
        photo,
        persons_shown=tuple(name for name in photo.persons_shown if name not in names),
        craft_shown=tuple(name for name in photo.craft_shown if name not in names),
        companions=tuple(one for one in photo.companions if one.name not in names),
    )


def _photo_fault(photo: Photo, names: set[str], where: str) -> tuple[str, str] | None:
    if what := picture_fault(photo.file):
        return f"{where}.file", what
    if photo.date_created is not None:
        try:
            edtf.parse(photo.date_created)
        except edtf.EdtfError as error:
            return f"{where}.date_created", str(error)
    for path, name in _references(photo):
        if name not in names:
            return f"{where}.{path}", f"there is no name “{name}”"
    return None


def _references(photo: Photo) -> Iterable[tuple[str, str]]:
    for index, name in enumerate(photo.persons_shown):
        yield f"persons_shown[{index}]", name
    for index, name in enumerate(photo.craft_shown):
        yield f"craft_shown[{index}]", name
    for index, companion in enumerate(photo.companions):
        yield f"companions[{index}].name", companion.name


_JSON_TYPES = {
    "str": "text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "array": "a list", "object": "an object", "null": "nothing (null)",
}  # fmt: skip


def _explained(error: msgspec.ValidationError, prefix: str) -> Problem:
    """Turn msgspec's message into one for whoever wrote the manifest."""
    # The path comes last: what was misspelt may look like one.
    what, _, where = str(error).rpartition(" - at `")
    if not what:
        what, where = str(error), ""
    where = prefix + where.removesuffix("`").removeprefix("$")
    if match := re.fullmatch(r"Object missing required field `(.+)`", what):
        what = f"the field “{match[1]}” is missing"
    elif match := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        what = f"“{quoted(match[1])}” is not a field of a manifest; is it misspelt?"
    elif match := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        wanted, got = (
            " or ".join(
                # That an optional field may also be null is no help to the author.
                _JSON_TYPES.get(part, part)
                for part in side.removesuffix(" | null").split(" | ")
            )
            for side in match.groups()
        )
        what = f"this should be {wanted}, but is {got}"
    elif match := re.fullmatch(r"Expected `str` of length >= 1", what):
        what = "this is empty; leave the field out instead"
    elif match := re.fullmatch(r"Expected `str` of length <= (\d+)", what):
        what = f"this is longer than {match[1]} characters"
    elif what.startswith("Expected `str` matching regex"):
        what = _MISMATCHED.get(
            what.partition("regex ")[2].strip("'"), "this does not have the right form"
        )
    elif match := re.fullmatch(r"Invalid enum value (.+)", what, re.DOTALL):
        what = f"{quoted(match[1])} is none of the values allowed here"
    return Problem(where, quoted(what, 300))


def _pattern(kind: Any) -> str:
    """Return the regular expression of a text in `gallery.records`, as msgspec says it."""
    return repr(kind.__metadata__[0].pattern)[1:-1]


_MISMATCHED = {
    _pattern(WebAddress): "this is not a web address (http:// or https://)",
    _pattern(Id): "an id is made of letters, digits, “.”, “_” and “-”",
    _pattern(Line): "this must be one line without control characters",
}


def quoted(text: str, most: int = _QUOTED) -> str:
    """Return a text from a file so that it can stand in one line of a message."""
    line = "".join(one if one.isprintable() else " " for one in text[: most + 1])
    return line if len(line) <= most else f"{line[:most]}…"


def _not_json(error: Exception, text: bytes, before: int) -> Problem:
    """Say where a text stops being JSON; `before` is the number of bytes before the text."""
    if isinstance(error, RecursionError):
        return Problem("$", "this is nested too deeply to be a manifest")
    match = re.search(r"\(byte (\d+)\)", str(error))
    try:
        text.decode()
    except UnicodeDecodeError as undecodable:
        # The first fault counts: a picture is not text, but it is not JSON at byte 0 already.
        if match and int(match[1]) <= undecodable.start:
            return Problem(f"byte {int(match[1]) + before}", "this is not JSON")
        return Problem(f"byte {undecodable.start + before}", "this is not UTF-8 text")
    if match:
        return Problem(f"byte {int(match[1]) + before}", "this is not JSON")
    return Problem("end of file", "the JSON breaks off here")


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n")
