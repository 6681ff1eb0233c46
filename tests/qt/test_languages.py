"""Photographs whose texts are there in several languages: one is chosen, and shown everywhere."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from gallery.metadata.languages import language_shown, nearest
from gallery.metadata.report import Found, Origin, Reading, Rule, Source
from gallery.qt.details import DetailPane
from gallery.qt.languages import languages_of
from tests.qt.conftest import OpenHouse, Wait
from tests.qt.house import CTRL, SHIFT, House, Key, plain, press, texts_in, wheel
from tests.unit.metadata import writing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "press"
    place.mkdir()
    writing.write(
        place / "a.jpg", xmp={"Xmp.dc.description": {"x-default": "A star <b>", "de": "Ein Stern"}}
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


def test_another_language_can_be_chosen(open_house: OpenHouse, folder: Path, wait: Wait) -> None:
    house = opened(open_house, folder, wait)
    details = house.window.details
    box = details.file.languages.box
    wait(box.isVisible)
    assert box.accessibleName() == "Language of headline and caption"
    assert box.currentText() == "As written first"
    (caption,) = details.findChildren(QLabel, "caption")
    assert plain(caption) == "A star <b>"
    choose_language(details, "de")
    assert plain(caption) == "Ein Stern"


def test_the_language_that_was_chosen_stays_for_the_next_photographs(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    writing.write(
        folder / "c.jpg", xmp={"Xmp.dc.description": {"x-default": "A moon", "de": "Ein Mond"}}
    )
    writing.write(folder / "d.jpg", xmp={"Xmp.dc.description": {"en": "A sun", "fr": "Un soleil"}})
    house = opened(open_house, folder, wait)
    details = house.window.details
    (caption,) = details.findChildren(QLabel, "caption")
    choose_language(details, "de")
    house.window.grid.choose("c.jpg")
    wait(lambda: plain(caption) == "Ein Mond")
    assert details.file.languages.box.currentData() == "de"
    # Where it is not there, what the interface's language says is shown, and said to be.
    house.window.grid.choose("d.jpg")
    wait(lambda: details.file.languages.box.currentData() == "en")
    assert plain(caption) == "A sun"
    house.window.grid.choose("b.jpg")
    wait(lambda: not details.file.languages.isVisible())
    house.window.grid.choose("a.jpg")
    wait(lambda: plain(caption) == "Ein Stern")


def test_the_chosen_language_is_shown_and_copied_wherever_the_photograph_is(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = opened(open_house, folder, wait)
    choose_language(house.window.details, "de")
    press(Key.Key_C, CTRL | SHIFT)
    assert "Ein Stern" in QGuiApplication.clipboard().text()
    house.window.show_photo("a.jpg")
    wait(lambda: "Ein Stern" in texts_in(house.window.view))
    assert "Ein Stern" in house.window.view.canvas.accessibleDescription()
    press("i", times=2)
    assert "Ein Stern" in texts_in(house.window.view)
    house.window.view.step(1)
    house.window.view.step(-1)
    wait(lambda: "Ein Stern" in texts_in(house.window.view))
    # What the file says newly goes before what was chosen of the old.
    writing.write(
        folder / "a.jpg", xmp={"Xmp.dc.description": {"x-default": "A comet", "fr": "Une comète"}}
    )
    wait(lambda: "A comet" in texts_in(house.window.view))


def test_the_choice_of_language_is_reached_by_tab_and_left_alone_by_the_wheel(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    house = opened(open_house, folder, wait)
    details = house.window.details
    wait(details.file.languages.box.isVisible)
    details.picture.setFocus()
    press(Key.Key_Tab)
    assert details.file.languages.box.hasFocus()
    press(Key.Key_Down)
    (caption,) = details.findChildren(QLabel, "caption")
    wait(lambda: plain(caption) == "Ein Stern")
    wheel(details.file.languages.box, 1)
    assert plain(caption) == "Ein Stern"
    press(Key.Key_Up)
    wait(lambda: plain(caption) == "A star <b>")


def choose_language(details: DetailPane, tag: str) -> None:
    box = details.file.languages.box
    box.setCurrentIndex(box.findData(tag))
    box.activated.emit(box.currentIndex())


def test_a_text_in_the_language_of_the_interface_is_said_to_be_in_it() -> None:
    languages = {"x-default": "a", "de": "b", "en-GB": "c"}
    source = Source(Origin.XMP, "dc:description", ("a",), languages=languages)
    found = Found(("c",), Rule.ONLY, (source,), languages)
    assert language_shown(Reading({"caption": found})) == "en-GB"
    assert language_shown(Reading()) == ""


def test_texts_in_another_language_are_as_all_texts_are(
    open_house: OpenHouse, folder: Path, wait: Wait
) -> None:
    """A headline is one line, whatever line breaks a file has in it."""
    writing.write(
        folder / "a.jpg",
        xmp={
            "Xmp.dc.title": {"x-default": "A\nstar", "de": "Ein\nStern\u2028\tam Himmel  "},
            "Xmp.dc.rights": {"x-default": "Ours", "de": "\nUnser\n"},
            "Xmp.iptc.AltTextAccessibility": {"x-default": "A dot.", "de": "Ein Punkt."},
        },
    )
    house = opened(open_house, folder, wait)
    details = house.window.details
    assert "Alt text: A dot." in texts_in(details)
    choose_language(details, "de")
    (headline,) = details.findChildren(QLabel, "headline")
    assert plain(headline) == "Ein Stern am Himmel"
    assert "Alt text: Ein Punkt." in texts_in(details)
    press(Key.Key_C, CTRL | SHIFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "Ein Stern am Himmel"
    assert "Unser" in "".join(lines)


def test_languages_are_called_in_their_own_words() -> None:
    source = Source(Origin.XMP, "dc:title", ("a",))
    found = Found(
        ("a",),
        Rule.ONLY,
        (source,),
        {"x-default": "a", "de": "b", "ru-RU": "c", "tlh": "d", "en": "e", "en-GB": "f"},
    )
    assert languages_of(Reading({"title": found})) == {
        "x-default": "As written first",
        "de": "Deutsch (de)",
        "ru-RU": "русский (ru-RU)",
        "tlh": "tlh",
        "en": "English (en)",
        "en-GB": "British English (en-GB)",
    }


@pytest.mark.parametrize(
    ("wanted", "languages", "found"),
    [
        ("de", ["en", "de"], "de"),
        ("de", ["en", "de-AT"], "de-AT"),
        ("de-AT", ["de", "de-CH", "de-AT"], "de-AT"),
        ("de-AT", ["en", "de"], "de"),
        ("de", ["en", "x-default"], ""),
        ("x-default", ["en", "x-default"], "x-default"),
        ("", ["en"], ""),
    ],
)
def test_the_nearest_language_is_taken(wanted: str, languages: list[str], found: str) -> None:
    assert nearest(wanted, languages) == found
