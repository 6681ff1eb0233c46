"""What is told of a picture that cannot be shown: in the details, the photo view, aloud."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QPushButton

from gallery.decode.advice import ADVICE, in_full
from gallery.decode.job import IN_WORDS, Fault
from tests.qt.conftest import OpenHouse, Wait, WriteManifest, draw
from tests.qt.house import House, button, click, picture_of, spoken, texts_in


@pytest.fixture
def source(write_manifest: WriteManifest) -> Path:
    """Two photographs that can be shown, one that is damaged, one whose file is gone."""
    made = write_manifest([{"id": one} for one in ("good", "damaged", "gone", "other")])
    (made / "damaged.png").write_bytes((made / "good.png").read_bytes()[:60])
    (made / "gone.png").unlink()
    return made


@pytest.fixture
def house(open_house: OpenHouse, source: Path) -> House:
    return open_house(sources=(str(source),))


def look_at(house: House, photo: str, wait: Wait) -> None:
    house.window.grid.choose(photo)
    wait(house.window.is_settled)


@pytest.mark.parametrize("fault", Fault)
def test_for_every_fault_there_is_something_to_be_done(fault: Fault) -> None:
    assert ADVICE[fault].endswith(".")
    assert in_full(fault).startswith(IN_WORDS[fault])


def test_the_details_say_what_is_wrong_and_what_to_do(house: House, wait: Wait) -> None:
    details = house.window.details
    look_at(house, "damaged", wait)
    assert IN_WORDS[Fault.DAMAGED] in texts_in(details)
    assert ADVICE[Fault.DAMAGED] in texts_in(details)
    assert spoken(details.trouble) == (IN_WORDS[Fault.DAMAGED], ADVICE[Fault.DAMAGED])
    assert in_full(Fault.DAMAGED) in spoken(details.picture)[1]
    look_at(house, "good", wait)
    assert not details.trouble.isVisible()
    assert spoken(details.picture)[1] == "Opens Headline of good"


def test_what_may_be_over_can_be_tried_again(house: House, source: Path, wait: Wait) -> None:
    details = house.window.details
    look_at(house, "damaged", wait)
    assert not [one for one in details.trouble.findChildren(QPushButton) if one.isVisible()]
    look_at(house, "gone", wait)
    draw(source / "gone.png")
    click(button(details.trouble, "Try again"))
    wait(lambda: house.pictures.any("gone"))
    wait(house.window.is_settled)
    assert not details.trouble.isVisible()
    assert details.picture.hasFocus()
    assert not house.pictures.fault("gone")


def test_what_is_missing_from_the_beginning_is_not_tried_again(
    house: House, source: Path, wait: Wait
) -> None:
    house.window.opening.open(str(source))
    wait(lambda: len(house.browser.ids) == 4 and house.browser.query.collection is not None)
    look_at(house, next(one for one in house.browser.ids if one.startswith("gone")), wait)
    assert IN_WORDS[Fault.GONE] in texts_in(house.window.details)
    assert not house.window.details.trouble.retry.isVisible()


def test_the_photo_view_says_it_too(house: House, wait: Wait) -> None:
    view = house.window.view
    house.window.show_photo("damaged")
    wait(house.window.is_settled)
    assert spoken(view.canvas)[1].startswith(in_full(Fault.DAMAGED))
    middle = view.canvas.rect().center()
    words = picture_of(view.canvas).copy(middle.x() - 280, middle.y() - 40, 560, 80)
    assert len({words.pixel(x, y) for x in range(words.width()) for y in range(80)}) > 20
    view.step(-1)
    wait(house.window.is_settled)
    assert in_full(Fault.DAMAGED) not in spoken(view.canvas)[1]


def test_a_tile_says_it_aloud_and_in_its_tool_tip(house: House, wait: Wait) -> None:
    wait(lambda: house.pictures.fault("damaged"))
    model = house.window.grid.model()
    row = house.browser.ids.index("damaged")
    told = model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told.startswith(IN_WORDS[Fault.DAMAGED].rstrip("."))
    tip = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    lines = QTextDocumentFragment.fromHtml(tip).toPlainText().splitlines()
    assert lines == ["damaged.png", in_full(Fault.DAMAGED)]
    assert "good.png" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
