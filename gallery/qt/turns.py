"""Puts work off, so that the window answers between two steps that take some milliseconds each."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def in_a_later_turn(owner: QObject, do: Callable[[], object]) -> None:
    """Do something when whatever waits for the window has had its turn; not if `owner` goes.

    A timer without delay that an event begins ends in the same turn of Qt's loop, behind its
    events; one that a timer begins does not.
    """
    QTimer.singleShot(0, owner, lambda: QTimer.singleShot(0, owner, do))
