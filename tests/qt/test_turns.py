"""Work that is put off: what waits for the window goes before it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gallery.qt.turns import in_a_later_turn


class Asker(QObject):
    asked = Signal()


def test_it_is_not_done_in_the_turn_of_the_event_that_asks(qtbot: QtBot) -> None:
    asker, done = Asker(), []
    queued = Qt.ConnectionType.QueuedConnection
    asker.asked.connect(lambda: in_a_later_turn(asker, lambda: done.append("later")), queued)
    asker.asked.emit()
    QApplication.processEvents()
    assert not done
    qtbot.waitUntil(lambda: done == ["later"])
