"""What the detail pane tells of a photograph's file: where each value comes from, in languages."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gallery.metadata.report import Found, Origin, Reading, Rule, Source, Technical
from gallery.qt.file_view import FileView
from gallery.qt.provenance import preview_in_words, technical_in_words
from gallery.qt.theme import Scheme, Theme
from tests.images import raw_files
from tests.qt.conftest import OpenHouse, Wait
from tests.qt.house import House, plain
from tests.unit.metadata import writing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "press"
    place.mkdir()
    writing.write(
        place / "a.jpg",
        exif={
            "Exif.Image.Artist": "Somebody else",
            "Exif.Image.Make": "NIKON CORPORATION",
            "Exif.Image.Model": "NIKON D5",
            "Exif.Photo.ExposureTime": "1/250",
            "Exif.Photo.FNumber": "8/1",
            "Exif.GPSInfo.GPSLatitude": "45/1 30/1 0/1",
            "Exif.GPSInfo.GPSLatitudeRef": "N",
            "Exif.GPSInfo.GPSLongitude": "73/1 34/1 12/1",
            "Exif.GPSInfo.GPSLongitudeRef": "W",
        },
        iim={"Iptc.Application2.Headline": "The headline"},
        xmp={
            "Xmp.photoshop.Headline": "The headline",
            "Xmp.dc.description": {"x-default": "A star <b>", "de": "Ein Stern"},
            "Xmp.dc.creator": ["Ada"],
        },
    )
    writing.write(place / "b.jpg", xmp={"Xmp.photoshop.Credit": "NASA"})
    return place


def opened(open_house: OpenHouse, folder: Path, wait: Wait) -> House:
    house = open_house(sources=())
    house.window.opening.open(str(folder))
    wait(lambda: "a.jpg" in house.library.photos)
    wait(house.window.is_settled)
    house.window.grid.choose("a.jpg")
    wait(lambda: house.window.details.file.sources.head.isVisible())
    return house


def lines_of(paragraph: QLabel) -> list[str]:
    """Return the lines and cells of a paragraph in the order in which they are read."""
    lines = (re.sub(r"\s+", " ", line).strip() for line in plain(paragraph).splitlines())
    return [line for line in lines if line]


def test_the_folds_are_folded_until_they_are_wanted(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    file = opened(open_house, folder, wait).window.details.file
    assert file.sources.paragraphs() == []
    assert file.sources.head.accessibleName() == "Where this comes from  ·  1 contradicted"
    file.sources.head.click()
    assert len(file.sources.paragraphs()) == 3
    file.sources.head.click()
    assert file.sources.paragraphs() == []


def test_every_field_tells_its_sources_and_the_rule(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    file = opened(open_house, folder, wait).window.details.file
    file.sources.head.click()
    headline, caption, creator = map(lines_of, file.sources.paragraphs())
    # A place that says the same is named and no more.
    assert headline == [
        *("Headline", "The headline", "All places say the same."),
        *("XMP", "photoshop:Headline", "IIM", "2:105"),
    ]
    assert caption == [
        *("Description", "A star <b>", "It stands in one place only."),
        *("XMP", "dc:description", "x-default A star <b>", "de Ein Stern"),
    ]
    assert creator == [
        *("Creator ≠ contradicted", "Ada", "XMP takes precedence over the older IIM and EXIF."),
        *("XMP", "dc:creator", "EXIF", "Artist ≠", "Somebody else"),
    ]


def test_what_else_stands_in_the_file_is_told_apart(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    writing.write(folder / "a.jpg", xmp={"Xmp.photoshop.Instructions": "Mandatory <credit>"})
    file = opened(open_house, folder, wait).window.details.file
    assert file.further.head.accessibleName() == "What else the file says  ·  1"
    file.further.head.click()
    (instructions,) = map(lines_of, file.further.paragraphs())
    assert instructions == ["Instructions", "Mandatory <credit>", "XMP photoshop:Instructions"]


def test_how_the_photograph_was_made(open_house: OpenHouse, folder: Path, wait: Wait) -> None:
    file = opened(open_house, folder, wait).window.details.file
    file.technical.head.click()
    assert [" ".join(lines_of(one)) for one in file.technical.paragraphs()] == [
        "Camera NIKON D5",
        "Exposure 1/250 s · f/8",
        "Taken at 45.5° N, 73.57° W",
        "Size 12 × 8 pixels",
    ]


def test_what_was_unfolded_stays_so_for_the_next_photograph(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = opened(open_house, folder, wait)
    file = house.window.details.file
    file.sources.head.click()
    house.window.grid.choose("b.jpg")
    wait(lambda: [lines_of(one)[0] for one in file.sources.paragraphs()] == ["Credit Line"])


def test_a_drawing_without_metadata_has_no_folds(open_house: OpenHouse, wait: Wait) -> None:
    house = open_house()
    house.window.grid.choose(house.browser.ids[0])
    wait(house.window.is_settled)
    assert not house.window.details.file.sources.isVisible()


def test_what_was_damaged_is_told_first(qapp: object) -> None:
    view = FileView(Theme(qapp, Scheme.DARK))  # type: ignore[arg-type]
    source = Source(Origin.XMP, "photoshop:Credit", ("NASA",), ("NA&S;A",), cut=True)
    found = Found(("NASA",), Rule.ONLY, (source,))
    view.show_reading(Reading({"credit_line": found}, problems=("EXIF is damaged.",)))
    view.sources.head.setChecked(True)
    damaged, credit = map(lines_of, view.sources.paragraphs())
    assert damaged == ["EXIF is damaged."]
    assert credit[3:] == ["XMP", "photoshop:Credit", "NA&S;A", "cut off at its limit"]
    view.deleteLater()


def test_nothing_is_made_up_of_how_a_photograph_was_made() -> None:
    assert technical_in_words(Technical()) == []
    south = Technical(latitude=-33.8568, longitude=151.2153, altitude=1234.5)
    assert technical_in_words(south) == [("Taken at", "33.8568° S, 151.2153° E, 1,234.5 m")]


def test_of_a_raw_file_it_is_told_that_a_preview_is_shown(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    (folder / "a.nef").write_bytes(raw_files.nef(orientation=6))
    house = opened(open_house, folder, wait)
    told = house.window.details.file.preview
    assert not told.isVisible()
    house.window.grid.choose("a.nef")
    wait(told.isVisible)
    assert "the preview that the camera stored" in told.text()
    assert "640 × 960 of 4,000 × 6,000 pixels" in told.text()


def test_a_preview_of_all_pixels_is_measured_against_nothing() -> None:
    # What the sensor saw is some pixels more than any picture made of it.
    whole = preview_in_words(Technical(width=6016, height=4016, preview=(6000, 4000)))
    assert "6,000 × 4,000 pixels" in whole
    assert "6,016" not in whole
    assert "160 × 120 pixels" in preview_in_words(Technical(preview=(160, 120)))


def test_alternative_text_reaches_who_listens_and_who_looks(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    writing.write(
        folder / "a.jpg",
        xmp={
            "Xmp.iptc.AltTextAccessibility": {"x-default": "A white dot on black."},
            "Xmp.iptc.ExtDescrAccessibility": {"x-default": "Around it nothing at all."},
        },
    )
    house = opened(open_house, folder, wait)
    details, grid = house.window.details, house.window.grid
    assert details.picture.accessibleName() == "A white dot on black."
    index = grid.model().index(grid.currentIndex().row(), 0)
    told = index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "A white dot on black." in (told, index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert details.file.alt_text.isVisible()
    assert details.file.alt_text.text() == "Alt text: A white dot on black."
    extended = details.file.extended_description
    assert extended.text() == "Extended description: Around it nothing at all."
    assert extended.isVisible()
    grid.choose("b.jpg")
    wait(lambda: details.picture.accessibleName() == "b")
    wait(lambda: not details.file.alt_text.isVisible())
    house.window.show_photo("a.jpg")
    wait(house.window.view.is_settled)
    assert house.window.view.canvas.accessibleName() == "A white dot on black."


def test_nothing_makes_a_narrow_pane_wider_than_its_place(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    writing.write(folder / "a.jpg", iim={"Iptc.Application2.Headline": "Quite another headline"})
    house = opened(open_house, folder, wait)
    house.window.resize(900, 600)
    details = house.window.details
    page = details.widget()
    assert page is not None
    wait(lambda: details.width() < 320)
    wait(lambda: page.width() == details.viewport().width())
    assert "contradicted" in details.file.sources.head.accessibleName()
