"""Texts that wrap: as high as their lines are, whatever becomes of them, and laid out seldom."""

import pytest
from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gallery.qt.labels import WrappedLabel, label

WORDS = "A caption tells of everything that can be seen. " * 20
WIDTHS = (300, 180, 640)


class Counting(WrappedLabel):
    """Notes for which widths Qt was asked to lay the text out."""

    def __init__(self) -> None:
        super().__init__()
        self.measured: list[int] = []

    def _measure(self, width: int) -> int:
        self.measured.append(width)
        return super()._measure(width)


@pytest.fixture
def shown(qtbot: QtBot) -> QLabel:
    made = label("caption")
    made.setText(WORDS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_as_high_as_its_lines(shown: QLabel) -> None:
    def is_right() -> bool:
        return all(
            shown.heightForWidth(width) == QLabel.heightForWidth(shown, width) for width in WIDTHS
        )

    before = [shown.heightForWidth(width) for width in WIDTHS]
    assert is_right()
    assert len({*before}) == len(WIDTHS)
    shown.setText(WORDS * 2)
    assert is_right()
    assert shown.heightForWidth(300) > before[0]
    font = shown.font()
    font.setPixelSize(28)
    shown.setFont(font)
    assert is_right()
    shown.setStyleSheet("QLabel { padding: 30px; font-size: 19px }")
    assert is_right()
    shown.setContentsMargins(QMargins(20, 20, 20, 20))
    assert is_right()
    shown.setTextFormat(Qt.TextFormat.RichText)
    assert is_right()
    shown.setText("<p>One.</p><p>Two.</p>")
    assert is_right()


def test_a_long_text_is_measured_once_for_each_width(qtbot: QtBot) -> None:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.resize(320, 400)
    page = QWidget()
    column = QVBoxLayout(page)
    made = Counting()
    made.setSizePolicy(label("caption").sizePolicy())
    column.addWidget(made)
    area.setWidget(page)
    qtbot.addWidget(area)
    with qtbot.waitExposed(area):
        area.show()
    made.measured.clear()
    made.setText(WORDS * 20)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert made.height() == made.heightForWidth(made.width())
    assert made.measured
    assert len(made.measured) == len({*made.measured})
    area.resize(360, 400)
    area.resize(320, 400)
    assert len(made.measured) == len({*made.measured})
