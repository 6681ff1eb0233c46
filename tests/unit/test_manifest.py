"""Manifests: what is read and written, and where a fault in one of its objects is said to be."""

import json
import stat
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import manifest
from gallery.manifest import Manifest, Problem
from gallery.records import Photo
from gallery.sources.builtin import photos_folder
from tests.unit import making

BUILTIN = photos_folder() / "manifest.json"
SCHEMA = photos_folder() / "manifest.schema.json"

GOOD = making.photo(id="good")
LINES = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1, max_size=40)


def problems_of(*photos: object, **fields: Any) -> tuple[Problem, ...]:
    """Return what is wrong with a manifest that has one good photograph before these."""
    read, problems = manifest.read(making.as_bytes(making.gallery([GOOD, *photos], **fields)))
    assert read.photos[0].id == "good"
    return problems


def test_the_built_in_manifest_has_no_fault() -> None:
    assert manifest.read(BUILTIN.read_bytes())[1] == ()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    whole, _ = manifest.read(BUILTIN.read_bytes())
    path = tmp_path / "again.json"
    manifest.write(whole, path)
    assert manifest.read(path.read_bytes()) == (whole, ())
    assert [file.name for file in tmp_path.iterdir()] == ["again.json"]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scratch") / "manifest.json"


@given(headlines=st.lists(LINES, min_size=1, max_size=4), title=LINES, credit=st.none() | LINES)
def test_texts_survive_being_written_and_read(
    scratch: Path, headlines: list[str], title: str, credit: str | None
) -> None:
    photos = tuple(
        Photo(id=f"p{n}", file=f"p{n}.png", headline=line, caption=line, credit_line=credit)
        for n, line in enumerate(headlines)
    )
    whole = Manifest(version=1, title=title, photos=photos)
    manifest.write(whole, scratch)
    assert manifest.read(scratch.read_bytes()) == (whole, ())


def test_a_manifest_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    whole, _ = manifest.read(making.as_bytes(making.gallery([GOOD])))
    path = tmp_path / "manifest.json"
    path.mkdir()
    with pytest.raises(OSError, match="manifest"):
        manifest.write(whole, path)
    assert list(tmp_path.iterdir()) == [path]


def test_writing_keeps_who_may_read_the_file(tmp_path: Path) -> None:
    whole, _ = manifest.read(making.as_bytes(making.gallery([GOOD])))
    path = tmp_path / "manifest.json"
    path.touch()
    path.chmod(0o644)
    manifest.write(whole, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_the_schema_beside_the_manifest_is_the_programs() -> None:
    generated = json.loads(msgspec.json.encode(manifest.schema()))
    assert json.loads(SCHEMA.read_bytes()) == generated, (
        "python -m gallery.manifest > assets/photos/manifest.schema.json"
    )


def test_the_schema_is_one_and_the_built_in_manifest_follows_it() -> None:
    schema = json.loads(SCHEMA.read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(BUILTIN.read_bytes()))


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"caption": 3}, id="wrong-type"),
        pytest.param({"credit_lin": "NASA"}, id="unknown-field"),
        pytest.param({"headline": ""}, id="empty"),
        pytest.param({"headline": "two\nlines"}, id="two-lines"),
        pytest.param({"rights": "free"}, id="no-address"),
        pytest.param({"id": "a b"}, id="bad-id"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(fields: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(manifest.schema())
    assert validator.is_valid(making.gallery([GOOD]))
    assert not validator.is_valid(making.gallery([{**GOOD, **fields}]))


# What a photograph can have wrong: its fields, where the fault is told to be, and with what words.
PHOTO_FAULTS = [
    pytest.param({"caption": 3}, ".caption", "should be text", id="wrong-type"),
    pytest.param({"creator": "Ada"}, ".creator", "should be a list", id="text-for-a-list"),
    pytest.param({"illustration": "yes"}, ".illustration", "true or false", id="not-a-boolean"),
    pytest.param({"original": []}, ".original", "should be an object", id="list-for-object"),
    pytest.param({"credit_lin": "NASA"}, "", "“credit_lin” is not a field", id="unknown-field"),
    pytest.param({"headline": ""}, ".headline", "empty", id="empty-text"),
    pytest.param({"headline": "x" * 3_000}, ".headline", "longer than 2000", id="too-long"),
    pytest.param({"headline": "two\nlines"}, ".headline", "one line", id="two-lines"),
    pytest.param({"headline": "line\n"}, ".headline", "one line", id="trailing-newline"),
    pytest.param({"headline": "\x1b[31mred"}, ".headline", "control char", id="control-character"),
    pytest.param({"id": "a b"}, ".id", "an id is made of", id="bad-id"),
    pytest.param({"id": "bad\n"}, ".id", "an id is made of", id="id-with-newline"),
    pytest.param({"id": "good"}, ".id", "already the id of $.photos[0]", id="id-taken"),
    pytest.param({"persons_shown": ["eva"]}, ".persons_shown[0]", "no name “eva”", id="no-person"),
    pytest.param({"craft_shown": ["eva"]}, ".craft_shown[0]", "no name “eva”", id="no-craft"),
    pytest.param({"persons_shown": ["a b"]}, ".persons_shown[0]", "an id is", id="bad-name-id"),
    pytest.param(
        {"companions": [{"name": "eva", "part": "crew"}]},
        ".companions[0].name",
        "no name “eva”",
        id="unknown-companion",
    ),
    pytest.param(
        {"companions": [{"name": "eva", "part": "pilot"}]},
        ".companions[0].part",
        "'pilot'",
        id="unknown-part",
    ),
    pytest.param(
        {"date_created": "12 Nov 1966"}, ".date_created", "not an EDTF date", id="bad-date"
    ),
    pytest.param({"date_created": "1966-02-29"}, ".date_created", "no day 29", id="no-such-day"),
    pytest.param({"rights": "free"}, ".rights", "not a web address", id="bad-rights"),
    pytest.param({"rights": "https://a.b/\n"}, ".rights", "web address", id="address-with-newline"),
    pytest.param({"source_url": "ftp://x.y/z"}, ".source_url", "not a web address", id="not-web"),
    pytest.param(
        {"original": {"provider": "X", "page": "javascript:alert(1)"}},
        ".original.page",
        "not a web address",
        id="script-for-a-page",
    ),
    *(
        pytest.param({"file": file}, ".file", "leaves the manifest's folder", id=f"path-{name}")
        for name, file in {
            "up": "../a.jpg",
            "up-from-below": "sub/../../a.jpg",
            "down-and-up": "sub/..",
            "absolute": "/etc/passwd",
            "network": "//host/share/a.jpg",
            "the-folder": ".",
            "its-parent": "..",
        }.items()
    ),
    *(
        pytest.param({"file": file}, ".file", "forward slashes", id=f"path-{name}")
        for name, file in {
            "backslash": "sub\\a.jpg",
            "backslash-up": "..\\a.jpg",
            "unc": "\\\\host\\share\\a.jpg",
            "drive": "C:/a.jpg",
            "drive-without-slash": "c:a.jpg",
        }.items()
    ),
    pytest.param({"file": "a\x00.jpg"}, ".file", "control characters", id="path-nul"),
]


@pytest.mark.parametrize(("fields", "where", "what"), PHOTO_FAULTS)
def test_a_bad_photograph_is_left_out_and_told(
    fields: dict[str, Any], where: str, what: str
) -> None:
    bad, last = {**making.photo(id="bad"), **fields}, making.photo(id="last")
    read, problems = manifest.read(making.as_bytes(making.gallery([GOOD, bad, last])))
    assert [photo.id for photo in read.photos] == ["good", "last"]
    (problem,) = problems
    assert problem.where == f"$.photos[1]{where}"
    assert what in problem.what


@pytest.mark.parametrize("field", ["id", "file", "headline"])
def test_a_photograph_has_to_have(field: str) -> None:
    bad = making.photo(id="bad")
    del bad[field]
    (problem,) = problems_of(bad)
    assert problem == Problem("$.photos[1]", f"the field “{field}” is missing")


@pytest.mark.parametrize("file", ["a.jpg", "sub/a.jpg", "./a.jpg", "a..jpg", ".a.jpg", "Å b.jpg"])
def test_a_path_beside_the_manifest_is_followed(file: str) -> None:
    assert problems_of(making.photo(file=file)) == ()


@pytest.mark.parametrize(
    ("fields", "where", "what"),
    [
        pytest.param(
            {"names": [making.person(), making.person()]},
            "$.names[1].id",
            "already the id of $.names[0]",
            id="name-twice",
        ),
        pytest.param(
            {"names": [making.person(kind="alien")]}, "$.names[0].kind", "'alien'", id="kind"
        ),
        pytest.param(
            {"names": [making.person(nicknmes=["A"])]},
            "$.names[0]",
            "“nicknmes” is not a field",
            id="unknown-field-of-a-name",
        ),
        pytest.param(
            {"collections": [{"id": "c", "title": "C", "photos": ["good", "gone"]}]},
            "$.collections[0].photos[1]",
            "there is no photo “gone”",
            id="unknown-photo",
        ),
        pytest.param(
            {"collections": [{"id": "c", "title": "C", "photos": []}] * 2},
            "$.collections[1].id",
            "already the id of $.collections[0]",
            id="collection-twice",
        ),
        pytest.param(
            {"collections": [{"id": "c", "photos": []}]},
            "$.collections[0]",
            "“title” is missing",
            id="collection-without-title",
        ),
    ],
)
def test_bad_names_and_collections_are_told(fields: dict[str, Any], where: str, what: str) -> None:
    (problem,) = problems_of(**fields)
    assert problem.where == where
    assert what in problem.what


def test_every_bad_photograph_is_told_and_the_good_ones_keep_their_order() -> None:
    photos = [
        making.photo(id="one"),
        {"id": "two"},
        making.photo(id="three", persons_shown=["ada"]),
        making.photo(id="four", date_created="soon"),
        making.photo(id="five"),
    ]
    collection = {"id": "all", "title": "All", "photos": ["five", "four", "three", "one"]}
    whole = making.gallery(photos, names=[making.person()], collections=[collection])
    read, problems = manifest.read(making.as_bytes(whole))
    assert [photo.id for photo in read.photos] == ["one", "three", "five"]
    assert read.collections[0].photos == ("five", "three", "one")
    assert [problem.where for problem in problems] == ["$.photos[1]", "$.photos[3].date_created"]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"file": "../a.jpg"}, id="path"),
        pytest.param({"caption": 3}, id="type"),
    ],
)
def test_one_fault_of_a_photograph_in_a_collection_is_told_once(fault: dict[str, Any]) -> None:
    bad = {**making.photo(id="bad"), **fault}
    collection = {"id": "all", "title": "All", "photos": ["good", "bad"]}
    assert len(problems_of(bad, collections=[collection])) == 1


def test_a_photograph_stands_once_in_a_collection() -> None:
    whole = making.gallery(
        [GOOD], collections=[{"id": "c", "title": "C", "photos": ["good", "good"]}]
    )
    assert manifest.read(making.as_bytes(whole))[0].collections[0].photos == ("good",)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("x\ny", id="two-lines"),
        pytest.param("\x1b[31mx", id="terminal-code"),
        pytest.param("x" * 1_000_000, id="a-megabyte"),
    ],
)
def test_a_fault_is_told_in_one_short_line_whatever_the_file_says(name: str) -> None:
    (problem,) = problems_of(making.photo(**{name: 1}))
    assert problem.where == "$.photos[1]"
    assert "is not a field of a manifest" in problem.what
    assert str(problem).isprintable()
    assert len(str(problem)) < 500
