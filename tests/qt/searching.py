"""What a person does at the search field and in the sidebar, and what is to be seen there."""

from itertools import takewhile
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from gallery.qt.places import PlacesModel, Row, Value, title_of
from tests.qt.house import NO_MODIFIER, House, click, press

LEONOV = ("leonov-portrait-2015", "leonov-spacewalk-1965", "leonov-1960s")


def typed(house: House, text: str) -> None:
    house.window.search.begin()
    press(text)


def offered(house: House) -> list[str]:
    """Return the suggestions in sight."""
    listed = house.window.search.suggestions
    if not listed.isVisible():
        return []
    return [listed.item(row).text() for row in range(listed.count())]


def chips(house: House) -> list[QToolButton]:
    QApplication.processEvents()
    found = house.window.search.findChildren(QToolButton, "searchChip")
    return [chip for chip in found if chip.isVisible()]


def chosen(house: House) -> list[str]:
    """Return the titles of the rows that the sidebar shows as chosen."""
    sidebar = house.window.sidebar
    return [str(index.data()) for index in sorted(sidebar.selectionModel().selectedIndexes())]


def listed(house: House, title: str) -> dict[str, int]:
    """Return the values in sight below the title of a section, with their counts."""
    rows = rows_of(house)
    begin = next(n for n, row in enumerate(rows) if title_of(row) == title) + 1
    values = takewhile(lambda row: isinstance(row, Value), rows[begin:])
    return {row.counted.title: row.counted.count for row in values if isinstance(row, Value)}


def rows_of(house: House) -> list[Row]:
    model = house.window.sidebar.model()
    assert isinstance(model, PlacesModel)
    return model.rows


def titles(house: House) -> list[str]:
    return [title_of(row) for row in rows_of(house)]


def told(house: House) -> list[str]:
    """Return what a screen reader is told of each row of the sidebar."""
    model = house.window.sidebar.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def choose_place(house: House, title: str, modifiers: Any = NO_MODIFIER) -> None:
    sidebar = house.window.sidebar
    for row in range(sidebar.model().rowCount()):
        index = sidebar.model().index(row, 0)
        if index.data() == title:
            sidebar.scrollTo(index)
            click(sidebar.viewport(), sidebar.visualRect(index).center(), modifiers)
            return
    raise AssertionError(f"there is no place “{title}”")
