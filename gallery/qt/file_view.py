"""What the file of a photograph says, and where: every field with its sources, folded away.

What was read (`file_reader`) is shown below the details. Where a text is there in
several languages, one can be chosen; below, two folds tell where each value comes from (what
sidecar, XMP, IIM and EXIF say, which was chosen and by which rule, what contradicts it) and how the
photograph was made.
"""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gallery.metadata.fields import BY_NAME
from gallery.metadata.report import ASIDE_IN_WORDS, IN_WORDS, Found, Reading, Source, Technical
from gallery.qt.labels import label
from gallery.qt.theme import Colors, Theme

# Of a longer text its beginning tells which one it is; the whole one stands in the caption.
_MOST_CHARACTERS = 400
# A preview that is as wide, of what the sensor saw, is called the whole.
_ALMOST_WHOLE = 0.95
# The arrow before a heading and the space around it (pixels).
_ARROW = 32
X_DEFAULT = "x-default"


class FileView(QWidget):
    """Shows what was read of a file. Signals: `language_chosen(str)`."""

    language_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = Reading()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.alt_text = label("note")
        self.preview = label("note")
        self._languages = _Languages()
        self._languages.chosen.connect(self.language_chosen)
        self.sources = Fold("Where this comes from")
        self.technical = Fold("Camera and file")
        texts = (self.alt_text, self.preview)
        for widget in (*texts, self._languages, self.sources, self.technical):
            column.addWidget(widget)
        theme.changed.connect(self._fill)
        self.clear()

    def clear(self) -> None:
        """Show nothing: nothing is read yet."""
        self.show_reading(Reading())

    def show_reading(self, reading: Reading) -> None:
        """Show what a file says."""
        self._reading = reading
        self._languages.offer(languages_of(reading))
        self._fill()

    def _fill(self) -> None:
        reading, colors = self._reading, self._theme.colors
        alt_text = reading.fields.get("alt_text")
        spoken = alt_text.values[0] if alt_text and alt_text.values else ""
        self.alt_text.setText(f"Alt text: {spoken}")
        self.alt_text.setVisible(bool(spoken))
        preview = preview_in_words(reading.technical)
        self.preview.setText(preview)
        self.preview.setVisible(bool(preview))
        texts = [_colored(one, colors.link) for one in reading.problems]
        texts += [
            field_in_html(name, found, colors)
            for name, found in sorted(reading.fields.items(), key=_in_order)
        ]
        conflicts = sum(found.conflict for found in reading.fields.values())
        self.sources.fill(texts, f"{conflicts} contradicted" if conflicts else "")
        rows = technical_in_words(reading.technical)
        self.technical.fill(
            [f"{_colored(title, colors.quiet)}&nbsp; {escape(text)}" for title, text in rows]
        )
        self.setVisible(bool(spoken or texts or rows))


class Fold(QWidget):
    """A heading that unfolds some paragraphs below it; hidden where there are none."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._heading = title
        self._texts: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.head = QToolButton()
        self.head.setObjectName("fold")
        self.head.setCheckable(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # A long heading is shortened, and never makes the pane wider than its place.
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.toggled.connect(self._toggled)
        column.addWidget(self.head)
        self._toggled(False)

    def fill(self, texts: list[str], remark: str = "") -> None:
        """Show these paragraphs of rich text; `remark` stands beside the heading."""
        self._heading = f"{self._title}  ·  {remark}" if remark else self._title
        self._fit_heading()
        self.head.setAccessibleName(self._heading)
        self._texts = texts
        self.setVisible(bool(texts))
        self._toggled(self.head.isChecked())

    def paragraphs(self) -> list[QLabel]:
        """Return the paragraphs that are shown."""
        return [one for one in self.findChildren(QLabel) if one.objectName() == "sourceField"]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_heading()

    def _fit_heading(self) -> None:
        room = self.width() - _ARROW
        metrics = self.head.fontMetrics()
        shown = metrics.elidedText(self._heading, Qt.TextElideMode.ElideRight, room)
        self.head.setText(shown)
        self.head.setToolTip("" if shown == self._heading else self._heading)

    def _toggled(self, unfolded: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow)
        self.head.setAccessibleDescription("Unfolded" if unfolded else "Folded")
        old, column = self.paragraphs(), self.layout()
        assert column is not None
        texts = self._texts if unfolded else []
        # Those that are there are used again: the pane does not jump when a photograph follows.
        for one, text in zip(old, texts, strict=False):
            one.setText(text)
        for text in texts[len(old) :]:
            paragraph = label("sourceField")
            paragraph.setTextFormat(Qt.TextFormat.RichText)
            paragraph.setText(text)
            column.addWidget(paragraph)
        for one in old[len(texts) :]:
            column.removeWidget(one)
            one.setParent(None)
            one.deleteLater()


class _Languages(QWidget):
    """Offers the languages that a photograph's texts are there in, where they are several."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        caption = QLabel("Language")
        caption.setObjectName("factTitle")
        self._box = QComboBox()
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._box.setMinimumContentsLength(8)
        self._box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box.setAccessibleName("Language of headline and caption")
        self._box.activated.connect(self._activated)
        caption.setBuddy(self._box)
        row.addWidget(caption)
        row.addWidget(self._box, 1)
        self.hide()

    def offer(self, languages: Mapping[str, str]) -> None:
        if [self._box.itemData(row) for row in range(self._box.count())] != [*languages]:
            self._box.clear()
            for tag, title in languages.items():
                self._box.addItem(title, tag)
        self._box.setCurrentIndex(0)
        self.setVisible(len(languages) > 1)

    def _activated(self, row: int) -> None:
        self.chosen.emit(self._box.itemData(row))


def languages_of(reading: Reading) -> dict[str, str]:
    """Return the languages of a reading's texts, by tag, as they are called."""
    tags = dict.fromkeys(tag for found in reading.fields.values() for tag in found.languages)
    titles = {}
    for tag in tags:
        if tag == X_DEFAULT:
            titles[tag] = "As written first"
            continue
        locale = QLocale(tag)
        known = locale.language() is not QLocale.Language.C
        titles[tag] = f"{locale.nativeLanguageName()} ({tag})" if known else tag
    return titles


def field_in_html(name: str, found: Found, colors: Colors) -> str:
    """Return a field as rich text: its value, the rule, and what each source says."""
    value = " · ".join(found.values)
    lines = [f"<b>{escape(BY_NAME[name].label)}</b>"]
    if value:
        lines.append(_text(value))
        lines.append(_colored(IN_WORDS[found.rule], colors.quiet))
    else:
        lines.append(_colored("Nothing that is shown.", colors.quiet))
    lines += [_source_in_html(source, colors) for source in found.sources]
    return "<br>".join(lines)


def _source_in_html(source: Source, colors: Colors) -> str:
    # Of EXIF's tags the last part is the standard's, of lists in XMP the part before the items.
    tag = source.tag.rpartition(".")[2].partition("[]")[0]
    said = " · ".join(source.raw or source.values)
    line = f"{_colored(f'{source.origin} {tag}', colors.quiet)}&nbsp; {_text(said)}"
    remarks = []
    if source.differs:
        remarks.append(f"<b>{_colored('contradicts', colors.link)}</b>")
    if source.aside:
        remarks.append(escape(ASIDE_IN_WORDS[source.aside]))
    if source.cut:
        remarks.append("cut off at its limit")
    if len(source.languages) > 1:
        remarks.append(f"in {len(source.languages)} languages")
    return f"{line} ({', '.join(remarks)})" if remarks else line


def _colored(text: str, color: str) -> str:
    return f'<span style="color:{color}">{escape(text)}</span>'


def _text(text: str) -> str:
    cut = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"
    return escape(cut).replace("\n", "<br>")


def technical_in_words(technical: Technical) -> list[tuple[str, str]]:
    """Return how a photograph was made, as titles and texts, of what is known."""
    size = f"{technical.width:,} × {technical.height:,} pixels" if technical.width else None
    place = None
    if technical.latitude is not None and technical.longitude is not None:
        place = f"{_degrees(technical.latitude, 'NS')}, {_degrees(technical.longitude, 'EW')}"
        if technical.altitude is not None:
            place += f", {technical.altitude:,g} m"
    exposure = " · ".join(
        filter(None, (technical.exposure, technical.aperture, technical.sensitivity))
    )
    facts = (
        ("Camera", technical.camera),
        ("Lens", technical.lens),
        ("Exposure", exposure),
        ("Focal length", technical.focal_length),
        ("Taken at", place),
        ("Size", size),
        ("Colours", technical.profile),
        ("Comment", technical.comment),
    )
    return [(title, text) for title, text in facts if text]


def preview_in_words(technical: Technical) -> str:
    """Return what is shown of a raw file, in a sentence; nothing where the file is none."""
    if technical.preview is None:
        return ""
    width, height = technical.preview
    size = f"{width:,} × {height:,}"
    # What a sensor sees is a little more than the picture, all around.
    if technical.width and technical.height and width < technical.width * _ALMOST_WHOLE:
        size += f" of {technical.width:,} × {technical.height:,}"
    return f"Shown is the preview that the camera stored in its raw file: {size} pixels."


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):.5f}".rstrip("0").rstrip(".") + f"° {signs[value < 0]}"


def _in_order(item: tuple[str, Found]) -> int:
    return list(BY_NAME).index(item[0])
