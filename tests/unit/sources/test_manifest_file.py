"""A manifest on disk: asked for in two steps, with its pictures beside it."""

from pathlib import Path

import pytest

from gallery.sources.flow import FindMissing, Opened, ReadFile, SourceError
from gallery.sources.manifest_file import open_manifest
from tests.unit import making

PATH = Path("/somewhere/manifest.json")


def opened(data: bytes, missing: frozenset[str]) -> Opened:
    """Drive the source by hand, without a disk."""
    source = open_manifest(PATH)
    assert next(source) == ReadFile(PATH)
    request = source.send(data)
    assert isinstance(request, FindMissing)
    assert request.folder == PATH.parent
    with pytest.raises(StopIteration) as end:
        source.send(missing)
    result = end.value.value
    assert isinstance(result, Opened)
    return result


def test_it_asks_for_the_file_then_for_its_pictures() -> None:
    data = making.as_bytes(making.gallery([making.photo(id="a"), making.photo(id="b")]))
    source = open_manifest(PATH)
    assert next(source) == ReadFile(PATH)
    assert source.send(data) == FindMissing(PATH.parent, ("a.png", "b.png"))


def test_a_missing_picture_is_told_and_costs_nothing_else() -> None:
    photos = [making.photo(id="a", caption="Kept."), making.photo(id="b")]
    result = opened(making.as_bytes(making.gallery(photos)), frozenset({"a.png"}))
    assert [photo.id for photo in result.manifest.photos] == ["a", "b"]
    assert result.manifest.photos[0].caption == "Kept."
    (problem,) = result.problems
    assert "a.png" in problem.what
    assert "“a”" in problem.where


def test_faults_of_the_manifest_stand_before_missing_pictures() -> None:
    photos = [making.photo(id="a"), making.photo(id="b", file="../b.png")]
    result = opened(making.as_bytes(making.gallery(photos)), frozenset({"a.png"}))
    assert [problem.where for problem in result.problems] == ["$.photos[1].file", "photo “a”"]


def test_what_cannot_be_opened_is_one_sentence_with_file_and_place() -> None:
    source = open_manifest(PATH)
    next(source)
    with pytest.raises(SourceError) as refusal:
        source.send(b'{"version": 1, "title": oops}')
    sentence = str(refusal.value)
    assert str(PATH) in sentence
    assert "byte 24" in sentence
    assert "\n" not in sentence
