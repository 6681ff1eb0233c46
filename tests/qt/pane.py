"""What a person does with the pane at the right, and what is to be seen in it."""

from html import unescape

from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.qt.house import House, plain


def look_at(house: House, photo: str) -> None:
    house.window.grid.choose(photo)
    assert house.window.grid.current_photo() == photo
    QApplication.processEvents()


def chips(house: House) -> list[QPushButton]:
    QApplication.processEvents()
    return [
        one
        for one in house.window.details.findChildren(QPushButton)
        if one.isVisible() and one.objectName() in ("chip", "quietChip")
    ]


def label(house: House, name: str) -> QLabel:
    found = house.window.details.findChild(QLabel, name)
    assert isinstance(found, QLabel)
    return found


def facts(house: House) -> dict[str, str]:
    """Return the facts in sight, by their titles."""
    labels = [
        one
        for one in house.window.details.findChildren(QLabel)
        if one.isVisible() and one.objectName() in ("factTitle", "fact")
    ]
    titles = [one for one in labels if one.objectName() == "factTitle"]
    return {
        plain(title): plain(buddy) for title in titles if isinstance(buddy := title.buddy(), QLabel)
    }


def link_in(one: QLabel, words: str) -> str:
    """Return where a link in a label leads."""
    before, _, _ = one.text().partition(f">{words}</a>")
    assert before != one.text(), f"no link says “{words}”"
    return unescape(before.rpartition('href="')[2].removesuffix('"'))
