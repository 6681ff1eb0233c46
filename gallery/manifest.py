"""A manifest: one JSON file that tells everything about a set of photographs beside it.

`read` turns its bytes into records. A manifest that is no manifest raises one `ManifestError`; one
with some faulty entries opens with the good ones, and each fault comes back as a `Problem` that
names its JSON path (`$.photos[3].caption`). `write` makes a manifest of records again, `schema` the
JSON Schema that editors use to help whoever writes one by hand; its output is kept beside the
built-in manifest (`python -m gallery.manifest > assets/photos/manifest.schema.json`).

Unknown fields are refused: a misspelt `credit_line` would otherwise lose a credit without a word.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal, NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct

from gallery import edtf
from gallery.records import Collection, Line, Name, Photo

VERSION: Final = 1

_Record = TypeVar("_Record", Collection, Name, Photo)
# An entry with its place in the file, so that a fault can be told by its JSON path.
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
    data = data.removeprefix(b"\xef\xbb\xbf")
    problems: list[Problem] = []
    try:
        whole = _decode_at_once(data) or _decode_one_by_one(data, problems)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ManifestError(_not_json(error)) from None
    manifest = _resolve(whole, problems)
    if problems and not manifest.photos:
        raise ManifestError(problems[0])
    return manifest, tuple(problems)


def write(manifest: Manifest, path: Path) -> None:
    """Write a manifest to a file at once or not at all. Raises OSError."""
    # Only writing needs it, and importing it would slow down every launch.
    import tempfile

    data = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink()
        raise


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a manifest."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(Manifest),
    }


def picture_fault(file: str) -> str | None:
    """Return why a picture's path may not be followed, None where it stays beside the manifest."""
    if "\\" in file or re.match(r"[A-Za-z]:", file):
        return f"“{file}” should be written with forward slashes and without a drive"
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or not path.name:
        return f"“{file}” leaves the manifest's folder"
    return None


class _Whole(NamedTuple):
    """A manifest whose entries still know their places in the file."""

    title: str
    picture_credit: str | None
    collections: _Numbered[Collection]
    names: _Numbered[Name]
    photos: _Numbered[Photo]


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


def _decode_one_by_one(data: bytes, problems: list[Problem]) -> _Whole:
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
    except msgspec.ValidationError as error:
        raise ManifestError(_explained(error, "$")) from None
    if envelope.version != VERSION:
        what = f"this manifest is of version {envelope.version}; only version {VERSION} can be read"
        raise ManifestError(Problem("$.version", what))

    def good(field: str, raws: list[Raw], kind: type[_Record]) -> _Numbered[_Record]:
        records = []
        for index, raw in enumerate(raws):
            try:
                records.append((index, msgspec.json.decode(raw, type=kind)))
            except msgspec.ValidationError as error:
                problems.append(_explained(error, f"$.{field}[{index}]"))
        return records

    return _Whole(
        envelope.title,
        envelope.picture_credit,
        good("collections", envelope.collections, Collection),
        good("names", envelope.names, Name),
        good("photos", envelope.photos, Photo),
    )


def _resolve(whole: _Whole, problems: list[Problem]) -> Manifest:
    """Leave out what is double or points nowhere; every fault is added to `problems`."""
    names = _unique("names", whole.names, problems)
    known_names = {name.id for _, name in names}
    photos = []
    for index, photo in _unique("photos", whole.photos, problems):
        if fault := _photo_fault(photo, known_names, f"$.photos[{index}]"):
            problems.append(fault)
        else:
            photos.append(photo)
    good = {photo.id for photo in photos}
    written = {photo.id for _, photo in whole.photos}
    collections = []
    for index, collection in _unique("collections", whole.collections, problems):
        problems.extend(
            Problem(f"$.collections[{index}].photos[{place}]", f"there is no photo “{photo}”")
            for place, photo in enumerate(collection.photos)
            if photo not in written
        )
        members = tuple(dict.fromkeys(photo for photo in collection.photos if photo in good))
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
    field: str, records: _Numbered[_Record], problems: list[Problem]
) -> list[tuple[int, _Record]]:
    first: dict[str, tuple[int, _Record]] = {}
    for index, record in records:
        if record.id in first:
            what = f"“{record.id}” is already the id of $.{field}[{first[record.id][0]}]"
            problems.append(Problem(f"$.{field}[{index}].id", what))
        else:
            first[record.id] = (index, record)
    return list(first.values())


def _photo_fault(photo: Photo, names: set[str], where: str) -> Problem | None:
    if what := picture_fault(photo.file):
        return Problem(f"{where}.file", what)
    if photo.date_created is not None:
        try:
            edtf.parse(photo.date_created)
        except edtf.EdtfError as error:
            return Problem(f"{where}.date_created", str(error))
    for path, name in _references(photo):
        if name not in names:
            return Problem(f"{where}.{path}", f"there is no name “{name}”")
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
    what, _, where = str(error).partition(" - at ")
    where = prefix + where.strip("`").removeprefix("$")
    if match := re.fullmatch(r"Object missing required field `(.+)`", what):
        what = f"the field “{match[1]}” is missing"
    elif match := re.fullmatch(r"Object contains unknown field `(.+)`", what):
        what = f"“{match[1]}” is no field of a manifest; is it misspelt?"
    elif match := re.fullmatch(r"Expected `(.+)`, got `(.+)`", what):
        wanted, got = (
            " or ".join(_JSON_TYPES.get(part, part) for part in side.split(" | "))
            for side in match.groups()
        )
        what = f"this should be {wanted}, but is {got}"
    elif match := re.fullmatch(r"Expected `str` of length >= 1", what):
        what = "this is empty; leave the field out instead"
    elif match := re.fullmatch(r"Expected `str` of length <= (\d+)", what):
        what = f"this is longer than {match[1]} characters"
    elif what.startswith("Expected `str` matching regex"):
        what = "this is not written as such a field has to be"
        if where.endswith((".page", ".image", ".rights", ".source_url")):
            what = "this is no web address (http:// or https://)"
        elif where.endswith(".id"):
            what = "an id is made of letters, digits, “.”, “_” and “-”"
        elif "\\x00" in str(error):
            what = "this is to be one line without control characters"
    elif match := re.fullmatch(r"Invalid enum value (.+)", what):
        what = f"{match[1]} is none of the values allowed here"
    return Problem(where, what)


def _not_json(error: Exception) -> Problem:
    if isinstance(error, RecursionError):
        return Problem("$", "this is nested too deeply to be a manifest")
    text = str(error)
    if match := re.search(r"\(byte (\d+)\)", text):
        return Problem(f"byte {match[1]}", "this is not JSON")
    if isinstance(error, UnicodeDecodeError):
        return Problem(f"byte {error.start}", "this is not UTF-8 text")
    return Problem("end of file", "the JSON breaks off" if "truncated" in text else text)


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(schema()), indent=2) + b"\n")
