"""Sidecars: which files beside a picture are its own."""

import os
from pathlib import Path

import pytest

from gallery.metadata import raw
from gallery.metadata.report import Rule
from gallery.metadata.sidecars import Sidecars
from tests.unit.metadata import writing


@pytest.mark.parametrize(
    ("files", "picture", "found"),
    [
        ([], "a.jpg", []),
        (["a.xmp"], "a.jpg", ["a.xmp"]),
        (["a.jpg.xmp"], "a.jpg", ["a.jpg.xmp"]),
        (["a.xmp", "a.jpg.xmp"], "a.jpg", ["a.jpg.xmp", "a.xmp"]),
        (["A.XMP"], "a.jpg", ["A.XMP"]),
        (["a.XMP"], "A.JPG", ["a.XMP"]),
        (["b.xmp", "a.tif.xmp"], "a.jpg", []),
        (["a.b.xmp"], "a.b.jpg", ["a.b.xmp"]),
        (["a.xmp"], "a", ["a.xmp"]),
        (["Леонов.xmp"], "Леонов.jpg", ["Леонов.xmp"]),
    ],
)
def test_which_are_found(files: list[str], picture: str, found: list[str], tmp_path: Path) -> None:
    for file in files:
        (tmp_path / file).touch()
    beside = Sidecars().beside(str(tmp_path / picture))
    assert [os.fsdecode(one) for one in beside] == [str(tmp_path / one) for one in found]
    assert Sidecars().beside(bytes(tmp_path / picture)) == beside


def test_a_sidecar_that_has_come_since_is_found(tmp_path: Path) -> None:
    sidecars = Sidecars()
    picture = str(tmp_path / "a.jpg")
    assert sidecars.beside(picture) == []
    (tmp_path / "a.xmp").touch()
    sidecars.look_again()
    assert len(sidecars.beside(picture)) == 1


def test_a_folder_that_is_gone_has_none(tmp_path: Path) -> None:
    assert Sidecars().beside(str(tmp_path / "gone" / "a.jpg")) == []


def test_what_the_first_sidecar_does_not_say_the_second_may_and_then_the_picture(
    tmp_path: Path,
) -> None:
    picture = writing.write(
        tmp_path / "a.jpg",
        xmp={"Xmp.photoshop.Credit": "in the picture", "Xmp.photoshop.City": "Moscow"},
    )
    writing.write_sidecar(tmp_path / "a.xmp", {"Xmp.photoshop.Credit": "a.xmp"})
    writing.write_sidecar(tmp_path / "a.jpg.xmp", {"Xmp.photoshop.Headline": "a.jpg.xmp"})
    fields = raw.read(str(picture)).fields
    assert {name: found.values[0] for name, found in fields.items()} == {
        "headline": "a.jpg.xmp",
        "credit_line": "a.xmp",
        "city": "Moscow",
    }


def test_two_sidecars_that_contradict_each_other_are_marked(tmp_path: Path) -> None:
    picture = writing.write(tmp_path / "a.jpg")
    for name, text in (("a.jpg.xmp", "Its own"), ("a.xmp", "The other")):
        writing.write_sidecar(
            tmp_path / name,
            {"Xmp.dc.description": {"x-default": text}, "Xmp.photoshop.Credit": "NASA"},
        )
    fields = raw.read(str(picture)).fields
    caption = fields["caption"]
    assert (caption.values, caption.rule, caption.conflict) == (
        ("Its own",), Rule.BETTER_PLACE, True,
    )  # fmt: skip
    assert [source.differs for source in caption.sources] == [False, True]
    assert (fields["credit_line"].rule, fields["credit_line"].conflict) == (Rule.AGREED, False)
