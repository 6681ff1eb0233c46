"""Long words: names of files, numbers and scripts of other directions in a line of their own."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from gallery.qt.breaking import BREAK, breakable
from gallery.qt.labels import apart
from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import House, picture_of
from tests.qt.pane import chips, label, look_at

HEBREW = "סוכנות החלל"
HASH = "da39a3ee5e6b4b0d3255bfef95601890afd80709"
LONG = {
    "file": "IMG_20210504_103302_PORTRAIT.edited.final_2",
    "hash": HASH,
    "wide": "W" * 90,
}


class TestBreaks:
    @pytest.mark.parametrize(
        ("text", "pieces"),
        [
            ("IMG_20210504_103302.jpg", ["IMG_", "20210504_", "103302.", "jpg"]),
            ("PXL_2021__edited", ["PXL_2021__edited"]),
            ("one_name.of_a_file and_more", ["one_", "name.", "of_", "a_", "file and_more"]),
            ("Donaudampfschifffahrt tells", ["Donaudampfschifffahrt tells"]),
            ("Keystone-France/Gamma-Keystone/Getty", ["Keystone-France/Gamma-Keystone/Getty"]),
            (HASH, [HASH[place : place + 8] for place in range(0, 40, 8)]),
            ("宇宙飛行士は青い地球の上を漂いながら", ["宇宙飛行士は青い地球の上を漂いながら"]),
        ],
    )
    def test_where_a_line_may_end(self, text: str, pieces: list[str]) -> None:
        assert breakable(text).split(BREAK) == pieces

    @given(st.text(alphabet=st.sampled_from("ab_./-é ж宇א\n")))
    def test_nothing_is_lost(self, text: str) -> None:
        assert breakable(text).replace(BREAK, "") == text


@pytest.fixture
def house(open_house: OpenHouse, write_manifest: WriteManifest) -> House:
    photos: list[dict[str, Any]] = [
        {"id": name, "headline": text, "caption": text, "credit_line": text}
        for name, text in LONG.items()
    ]
    photos.append(
        {
            "id": "hebrew",
            "credit_line": HEBREW,
            "creator": ["דוד כהן"],
            "persons_shown": ["someone"],
        }
    )
    names = [{"id": "someone", "kind": "person", "display_name": HEBREW}]
    return open_house(sources=(str(write_manifest(photos, names=names)),), size=(900, 600))


@pytest.mark.parametrize("photo", LONG)
def test_what_is_too_long_for_a_line_goes_on_in_the_next(house: House, photo: str) -> None:
    look_at(house, photo)
    for shown in (label(house, name) for name in ("headline", "caption", "creditLine")):
        assert ends_within(shown), shown.objectName()


def test_over_the_photograph_too(house: House) -> None:
    house.window.show_photo("wide")
    QApplication.processEvents()
    for name in ("overHeadline", "overCredit"):
        shown = found(house.window.view, name)
        assert ends_within(shown), name


def test_a_credit_stands_at_its_rule_whatever_its_script(house: House) -> None:
    look_at(house, "hebrew")
    assert first_ink(label(house, "creditLine")) < 8
    house.window.show_photo("hebrew")
    QApplication.processEvents()
    assert first_ink(found(house.window.view, "overCredit")) < 8


def test_what_follows_a_name_is_not_drawn_into_it(house: House) -> None:
    look_at(house, "hebrew")
    (chip,) = chips(house)
    assert chip.text() == f"{apart(HEBREW)}  ·  1 photograph"


def found(parent: QWidget, name: str) -> QLabel:
    shown = parent.findChild(QLabel, name)
    assert isinstance(shown, QLabel)
    return shown


def ink(shown: QLabel) -> list[int]:
    """Return the columns of pixels in which a label has drawn anything."""
    image = picture_of(shown)
    ground = QColor(image.pixel(image.width() - 1, image.height() - 1))
    return [
        x
        for x in range(image.width())
        if any(QColor(image.pixel(x, y)) != ground for y in range(image.height()))
    ]


def first_ink(shown: QLabel) -> int:
    return ink(shown)[0]


def ends_within(shown: QLabel) -> bool:
    """Return whether a text needs more than a line, and no line is cut off at the right."""
    lines = shown.height() / shown.fontMetrics().lineSpacing()
    return lines > 1.5 and ink(shown)[-1] < shown.width() - 1
