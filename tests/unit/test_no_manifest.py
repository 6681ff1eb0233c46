"""What is no manifest: any bytes are refused with their place, or read; none take long."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import manifest
from gallery.manifest import Manifest, ManifestError, Problem
from gallery.records import Photo
from tests.unit import making

MEGABYTE = 1_000_000
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)
FIELDS = (*Photo.__struct_fields__, "kind", "display_name", "title", "provider", "page", "part")
# Objects with the right fields of wrong types get further than any others.
NEARLY = st.fixed_dictionaries(
    {"version": st.just(1), "title": st.just("T") | JSON},
    optional={
        field: st.lists(st.dictionaries(st.sampled_from(FIELDS), st.just("x") | JSON) | JSON)
        for field in ("photos", "names", "collections")
    },
)


def refused(data: bytes) -> Problem:
    with pytest.raises(ManifestError) as refusal:
        manifest.read(data)
    return refusal.value.problem


TEXT = making.as_bytes(making.gallery([making.photo(id="good")]))
LATIN = '{"version": 1, "title": "K\xf8ge", "photos": []}'.encode("latin-1")


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        pytest.param(b"", "end of file", "breaks off", id="empty"),
        pytest.param(b" \n ", "end of file", "breaks off", id="blank"),
        pytest.param(TEXT[:-9], "end of file", "breaks off", id="truncated"),
        pytest.param(b'{"version": 1, "title": oops}', "byte 24", "not JSON", id="not-json"),
        pytest.param("{}".encode("utf-16"), "byte 0", "not JSON", id="utf-16"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "byte 0", "not JSON", id="a-jpeg"),
        pytest.param(b"\xef\xbb\xbf{oops}", "byte 4", "not JSON", id="byte-after-a-mark"),
        pytest.param(LATIN, f"byte {LATIN.index(0xF8)}", "not UTF-8", id="latin-1"),
        pytest.param(b"null", "$", "should be an object", id="null"),
        pytest.param(b"[]", "$", "should be an object", id="list"),
        pytest.param(b"{}", "$", "“version” is missing", id="no-fields"),
        pytest.param(b'{"version": 1, "photos": []}', "$", "“title” is missing", id="no-title"),
        pytest.param(b'{"version": 1, "title": "T"}', "$", "“photos” is missing", id="no-photos"),
        pytest.param(
            b'{"version": 1, "title": "T", "photos": {}}',
            "$.photos",
            "should be a list",
            id="photos-no-list",
        ),
        pytest.param(
            b'{"version": 1, "title": "T", "photo": []}',
            "$",
            "“photo” is not a field",
            id="misspelt",
        ),
        pytest.param(
            b'{"version": 2, "title": "T", "photos": []}',
            "$.version",
            "only version 1",
            id="version-2",
        ),
        pytest.param(
            b'{"version": 2, "title": "T", "photos": [], "maps": []}',
            "$.version",
            "only version 1",
            id="version-2-with-its-own-fields",
        ),
        pytest.param(
            b'{"version": "1", "title": "T", "photos": []}',
            "$.version",
            "whole number",
            id="version-as-text",
        ),
        pytest.param(
            making.as_bytes(making.gallery([making.photo(file="../a.jpg")])),
            "$.photos[0].file",
            "leaves",
            id="no-good-photo",
        ),
    ],
)
def test_what_is_no_manifest_is_refused(data: bytes, where: str, what: str) -> None:
    problem = refused(data)
    assert problem.where == where
    assert what in problem.what


def test_what_stands_behind_a_manifest_is_no_part_of_it() -> None:
    problem = refused(TEXT + b"x")
    assert problem.where in {f"byte {len(TEXT)}", f"byte {len(TEXT) + 1}"}
    assert "not JSON" in problem.what


def test_the_byte_is_told_behind_a_bad_photograph_too() -> None:
    data = making.as_bytes(making.gallery([3, making.photo(headline="HERE")]))
    data = data.replace(b"HERE", b"\\q")
    assert refused(data).where == f"byte {data.index(b'q')}"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert manifest.read(b"\xef\xbb\xbf" + TEXT) == manifest.read(TEXT)


def many(piece: bytes) -> Callable[[], bytes]:
    return lambda: piece * (50 * MEGABYTE // len(piece))


@pytest.mark.parametrize(
    "nonsense",
    [
        pytest.param(many(b"x"), id="letters"),
        pytest.param(many(b"["), id="brackets"),
        pytest.param(many(b"\x00"), id="zeros"),
        pytest.param(many(b'{"a":'), id="braces"),
        pytest.param(lambda: b'"' + many(b"x")() + b'"', id="one-text"),
        pytest.param(lambda: b'{"title": "' + many(b"x")() + b'"}', id="long-title"),
        pytest.param(lambda: b"[" + many(b"1,")() + b"1]", id="numbers"),
        pytest.param(
            lambda: b'{"version":1,"title":"T","photos":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
            id="nested-100000-deep",
        ),
    ],
)
def test_large_nonsense_is_refused_in_no_time(nonsense: Callable[[], bytes]) -> None:
    data = nonsense()
    assert refused(data).what


def test_names_that_are_nested_100_000_deep_are_told_of() -> None:
    data = TEXT[:-1] + b',"names":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    # How deep JSON may be nested depends on Python; a later one goes on, and says what it found.
    try:
        _, problems = manifest.read(data)
    except ManifestError as refusal:
        problems = (refusal.problem,)
    assert problems


def test_a_million_bytes_of_bad_photographs_are_refused_in_no_time() -> None:
    data = b'{"version":1,"title":"T","photos":[' + b"1," * (MEGABYTE // 2) + b"1]}"
    assert refused(data).what


def read_or_refused(data: bytes) -> Manifest | None:
    """Return what is read; any exception but a ManifestError that tells its place fails."""
    try:
        read, problems = manifest.read(data)
    except ManifestError as error:
        read, problems = None, (error.problem,)
    assert all(problem.where and problem.what for problem in problems)
    return read


@given(st.binary() | JSON.map(making.as_bytes))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refused(data)


@given(NEARLY)
def test_any_contents_are_read_or_refused(value: object) -> None:
    if read := read_or_refused(making.as_bytes(value)):
        assert len({photo.id for photo in read.photos}) == len(read.photos)


@given(st.integers(0, len(TEXT) - 1), st.integers(0, 255))
def test_any_changed_byte_is_read_or_refused(place: int, byte: int) -> None:
    data = bytearray(TEXT)
    data[place] = byte
    read_or_refused(bytes(data))
