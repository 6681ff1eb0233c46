"""What stands in a file beside the fields of a record is told as it stands, and nothing twice."""

import json
import re
from pathlib import Path

import pytest

from gallery.metadata import raw
from gallery.metadata.report import Further, Origin
from tests.unit.metadata import writing

# Dates and codes take no text; where a region lies is told by no words.
NO_TEXT = re.compile(r"Date|Time|Boundary|Preview|Version|Rasterized")


def told(path: Path) -> dict[str, Further]:
    further = raw.read(str(path)).further
    assert len({(one.origin, one.tag) for one in further}) == len(further)
    return {f"{one.origin} {one.label}": one for one in further}


def test_instructions_in_both_places(tmp_path: Path) -> None:
    path = writing.write(
        tmp_path / "a.jpg",
        xmp={"Xmp.photoshop.Instructions": "Out: <b>Föderation</b> &amp; Mars"},
        iim={"Iptc.Application2.SpecialInstructions": "Out: Föderation".encode("cp1252")},
    )
    found = told(path)
    assert found["XMP Instructions"].values == ("Out: <b>Föderation</b> & Mars",)
    assert found["IIM Special Instructions"].values == ("Out: Föderation",)
    assert found["IIM Special Instructions"].tag == "2:40"


@writing.needs_exiftool
def test_structures_are_one_value_each(tmp_path: Path) -> None:
    path = writing.exiftool(
        tmp_path / "a.jpg",
        "-XMP-plus:CopyrightOwner=[{CopyrightOwnerName=The Museum,CopyrightOwnerID=m1},"
        "{CopyrightOwnerName=The Heirs}]",
        "-XMP-iptcCore:CreatorWorkEmail=a@example.org",
        "-XMP-iptcExt:PersonInImageWDetails={PersonName=Ada,PersonCharacteristic={CvTermName=Old}}",
    )
    found = told(path)
    assert found["XMP Copyright Owner"].values == ("ID: m1; Name: The Museum", "Name: The Heirs")
    assert found["XMP Creator’s Contact Info"].values == ("Email: a@example.org",)
    (person,) = found["XMP Person Shown in the Image with Details"].values
    assert set(person.split("; ")) == {"Name: Ada", "Characteristic Name: Old"}


def test_a_sidecar_that_is_opened_by_itself_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.xmp"
    writing.write_sidecar(path, {"Xmp.photoshop.Instructions": "Do not crop"})
    assert list(told(path)) == ["XMP Instructions"]


def test_a_sidecar_is_told_apart(tmp_path: Path) -> None:
    picture = writing.write(tmp_path / "a.jpg")
    writing.write_sidecar(tmp_path / "a.xmp", {"Xmp.iptc.Scene": ["010100"]})
    (scene,) = raw.read(str(picture)).further
    assert scene == Further(Origin.SIDECAR, "Iptc4xmpCore:Scene", "Scene Code", ("010100",))


def test_fields_and_what_programs_keep_for_themselves_are_not_told_again(tmp_path: Path) -> None:
    path = writing.write(
        tmp_path / "a.jpg",
        xmp={
            "Xmp.photoshop.Headline": "Headline",
            "Xmp.dc.creator": ["Ada"],
            "Xmp.photoshop.ColorMode": "3",
            "Xmp.crs.Contrast": "12",
        },
        iim={"Iptc.Application2.Headline": "Headline"},
    )
    assert raw.read(str(path)).further == ()


@writing.needs_exiftool
@pytest.mark.parametrize("group", ["XMP-iptcCore", "XMP-iptcExt", "XMP-plus", "IPTC"])
def test_nothing_is_hidden_that_the_standard_has(group: str, tmp_path: Path) -> None:
    """Every text that exiftool can write into IPTC's groups comes back, as a field or beside."""
    listed = writing.asked_of_exiftool("-listw", f"-{group}:all")
    names = [name for name in listed.partition(":\n")[2].split() if not NO_TEXT.search(name)]
    path = writing.exiftool(
        tmp_path / "a.jpg", "-m", *(f"-{group}:{name}=Text {n}." for n, name in enumerate(names))
    )
    (back,) = json.loads(writing.asked_of_exiftool("-json", "-G1", f"-{group}:all", str(path)))
    flat = json.dumps(back)
    written = {f"Text {n}." for n in range(len(names)) if f"Text {n}." in flat}
    assert len(written) > 10
    reading = raw.read(str(path))
    said = [value for one in reading.further for value in one.values]
    sources = [source for found in reading.fields.values() for source in found.sources]
    said += [value for source in sources for value in source.values]
    assert {text for text in written if not any(text in one for one in said)} == set()
