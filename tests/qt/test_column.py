"""A column: what is hidden leaves no gap."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gallery.qt.column import Column


def test_what_is_hidden_leaves_no_gap(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    head, middle, foot = (QLabel(text) for text in ("head", "middle", "foot"))
    for one in (head, middle, foot):
        one.setFixedHeight(20)
    middle.hide()
    _column = Column(layout, [(head, 0), (middle, 16), (foot, 10)])
    assert page.sizeHint().height() == 50
    page.show()
    middle.show()
    assert page.sizeHint().height() == 86
    middle.hide()
    assert page.sizeHint().height() == 50
