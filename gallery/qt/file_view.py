"""What the file of a photograph says, and where: every field with its sources, folded away.

What was read (`file_reader`) is shown below the details. Three folds show where each value comes
from (what sidecar, XMP, IIM and EXIF say, which was chosen and by which rule, what contradicts it),
what else stands in the file, and how the photograph was made. Where a text is there in several
languages, one can be chosen.
"""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gallery.metadata.fields import BY_NAME
from gallery.metadata.report import Found, Reading
from gallery.qt.fold import Fold
from gallery.qt.labels import label
from gallery.qt.languages import Languages, languages_of
from gallery.qt.provenance import Provenance, preview_in_words
from gallery.qt.theme import Theme


class FileView(QWidget):
    """Shows what was read from a file: its alternative texts, and three folds.

    Attribute: `languages`, the choice of one, for the owner to put where the texts begin.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._provenance = Provenance(theme)
        self._reading = Reading()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.alt_text = label("note")
        self.extended_description = label("note")
        self.preview = label("note")
        self.languages = Languages(self)
        self.languages.chosen.connect(self._speak)
        self.sources = Fold("Where this comes from")
        self.further = Fold("What else the file says")
        self.technical = Fold("Camera and file")
        self._folds = (self.sources, self.further, self.technical)
        texts = (self.alt_text, self.extended_description, self.preview)
        for widget in (*texts, *self._folds):
            column.addWidget(widget)
        theme.changed.connect(self._fill)
        self.clear()

    def clear(self) -> None:
        """Show nothing: nothing is read yet."""
        self.show_reading(Reading())

    def show_reading(self, reading: Reading, language: str = "") -> None:
        """Show what a file says; its texts are shown in a language, where there are several."""
        self._reading = reading
        self.languages.offer(languages_of(reading), language)
        self._fill()
        self._speak(language)

    def _speak(self, language: str) -> None:
        """Show the descriptions in a language, as far as they are there in it."""
        fields = self._reading.fields
        _tell(self.alt_text, "Alt text", fields.get("alt_text"), language)
        _tell(
            self.extended_description,
            "Extended description",
            fields.get("extended_description"),
            language,
        )
        self._show_unless_empty()

    def _fill(self) -> None:
        reading, written = self._reading, self._provenance
        preview = preview_in_words(reading.technical)
        self.preview.setText(preview)
        self.preview.setVisible(bool(preview))
        texts = [written.problem(one) for one in reading.problems]
        texts += [
            written.field(name, found) for name, found in sorted(reading.fields.items(), key=_place)
        ]
        conflicts = sum(found.conflict for found in reading.fields.values())
        self.sources.fill(texts, f"{conflicts} contradicted" if conflicts else "")
        self.further.fill(
            [written.further(one) for one in reading.further], f"{len(reading.further)}"
        )
        self.technical.fill(written.technical(reading.technical))

    def _show_unless_empty(self) -> None:
        parts = (self.alt_text, self.extended_description, *self._folds)
        self.setVisible(any(not one.isHidden() for one in parts))


def _tell(shown: QLabel, title: str, found: Found | None, language: str) -> None:
    """Show a description that a file has, in a language if it is there in it."""
    text = found.values[0] if found and found.values else ""
    text = found.languages.get(language, text) if found else text
    shown.setText(f"{title}: {text}")
    shown.setVisible(bool(text))


def _place(item: tuple[str, Found]) -> int:
    return list(BY_NAME).index(item[0])
