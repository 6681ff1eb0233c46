"""The names of a photograph as chips: who and what it shows, and who belongs to them."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from gallery import edtf
from gallery.library.store import Library
from gallery.qt.flow import FlowLayout
from gallery.qt.icons import Icons
from gallery.qt.labels import ElidedButton, apart, count_in_words, plain_tip
from gallery.records import Name, NameKind, Part, Photo

_PARTS = {
    Part.REFLECTED: "reflected in the picture",
    Part.CREW: "in the crew",
    Part.OUT_OF_FRAME: "out of the frame",
}


class NameChips(QWidget):
    """Shows the names of the photograph it is given; hidden where there are none.

    Signals: `chosen(str)` with the id of a name.
    """

    chosen = Signal(str)

    def __init__(self, library: Library, icons: Icons) -> None:
        super().__init__()
        self._library = library
        self._icons = icons
        self._row = FlowLayout(self)

    def show_photo(self, photo: Photo) -> None:
        """Show the names of a photograph in the place of those before."""
        self._empty()
        library = self._library
        shown = library.named_in(photo.id)
        for name in shown:
            self._row.addWidget(self._chip(name, count_in_words(library.count(name))))
        for companion in photo.companions:
            self._row.addWidget(self._chip(companion.name, _PARTS[companion.part]))
        self.setVisible(bool(shown or photo.companions))

    def _chip(self, name: str, remark: str) -> QPushButton:
        record = self._library.names[name]
        chip = ElidedButton(f"{apart(record.display_name)}  ·  {remark}")
        chip.setObjectName("chip" if self._library.count(name) else "quietChip")
        chip.setIcon(self._icons.icon("person" if record.kind is NameKind.PERSON else "craft"))
        chip.setIconSize(QSize(14, 14))
        lines = [record.full_name, record.native_name, record.agency, _lifetime(record)]
        chip.setToolTip(plain_tip("\n".join(line for line in lines if line)))
        chip.setAccessibleName(f"Look for {record.display_name}, {remark}")
        chip.clicked.connect(lambda: self.chosen.emit(name))
        return chip

    def _empty(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _lifetime(name: Name) -> str | None:
    if name.born and name.died:
        return f"{edtf.in_words(name.born)} – {edtf.in_words(name.died)}"
    return f"born {edtf.in_words(name.born)}" if name.born else None
