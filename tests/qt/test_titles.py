"""What folders of the same name are called."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from gallery.library.store import Library
from gallery.qt.titles import told_apart
from gallery.records import Collection
from tests.qt.conftest import Fill, Wait, open_
from tests.qt.house import House


@pytest.mark.parametrize(
    ("folders", "titles"),
    [
        (["/card/DCIM", "/trip/Summer"], ["DCIM", "Summer"]),
        (["/card/DCIM", "/phone/DCIM"], ["DCIM · card", "DCIM · phone"]),
        (["/a/x/DCIM", "/b/x/DCIM", "/b/y/DCIM"], ["DCIM · a/x", "DCIM · b/x", "DCIM · b/y"]),
        (["/DCIM", "/card/DCIM"], ["DCIM · /", "DCIM · card"]),
        (["/card/DCIM", "/card/DCIM"], ["DCIM", "DCIM"]),
    ],
)
def test_as_much_of_the_way_is_named_as_tells_them_apart(
    folders: list[str], titles: list[str]
) -> None:
    library = Library()
    for number, folder in enumerate(folders):
        one = Collection(id=f"c{number}", title=Path(folder).name, photos=())
        library.put(one, Path(folder), {})
    assert [*told_apart(library).values()] == titles


def test_they_are_told_apart_wherever_they_are_named(house: House, fill: Fill, wait: Wait) -> None:
    card, phone = (fill("a.png", folder=f"{one}/DCIM") for one in ("card", "phone"))
    open_(house, wait, card)
    assert house.window.windowTitle() == house.browser.title() == "DCIM"
    open_(house, wait, phone)
    assert house.window.windowTitle() == house.browser.title() == "DCIM · phone"
    rows = house.window.sidebar.model()
    named = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    assert named.count("DCIM · card") == named.count("DCIM · phone") == 1
    house.window.opening.close(house.browser.query.collection or "")
    assert "DCIM" in [rows.index(row, 0).data() for row in range(rows.rowCount())]


def test_a_long_title_ends_in_dots_and_is_told_whole(house: House, fill: Fill, wait: Wait) -> None:
    long = "Everything that we have seen on our journey around the world in eighty days"
    open_(house, wait, fill("a.png", folder=long))
    title = house.window.findChild(QLabel, "subtitle")
    assert isinstance(title, QLabel)
    wait(lambda: title.text().endswith("…"))
    assert title.fontMetrics().horizontalAdvance(title.text()) <= title.width()
    assert title.accessibleName() == long
    assert long in title.toolTip()
    house.window.resize(2560, 800)
    wait(lambda: title.text() == long)
