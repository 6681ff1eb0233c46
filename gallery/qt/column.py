"""A column of widgets with a gap above each, in which those that are hidden leave no gap behind."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget


class Column(QObject):
    """Puts widgets into a column; of each pair the number is the gap above it, in pixels."""

    def __init__(self, column: QVBoxLayout, widgets: Iterable[tuple[QWidget, int]]) -> None:
        super().__init__(column)
        self._column = column
        # By the widget.
        self._gaps: dict[QObject, tuple[QSpacerItem, int]] = {}
        for widget, gap in widgets:
            self.add(widget, gap)
        column.addStretch(1)

    def add(self, widget: QWidget, gap: int, *, above: QWidget | None = None) -> None:
        """Put a widget above another one, or below all."""
        space = QSpacerItem(0, gap)
        # What stretches is below all of them; above each is its gap.
        place = 2 * len(self._gaps) if above is None else self._column.indexOf(above) - 1
        self._gaps[widget] = space, gap
        self._column.insertItem(place, space)
        self._column.insertWidget(place + 1, widget)
        self._set_gap(widget, shown=not widget.isHidden())
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._set_gap(watched, shown=event.type() is QEvent.Type.ShowToParent)
        return False

    def _set_gap(self, widget: QObject, *, shown: bool) -> None:
        space, gap = self._gaps[widget]
        space.changeSize(0, gap if shown else 0)
        self._column.invalidate()
