"""What is known about a photograph in a word or a line each, as a table of two columns."""

from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from gallery import edtf, rights
from gallery.library.marking import Marks
from gallery.metadata.report import Technical
from gallery.qt import highlight
from gallery.qt.labels import label, let_links_be_followed, link
from gallery.qt.theme import Colors
from gallery.records import Photo
from gallery.sources.folder import shown

_DATE = "Date"
_FILE = "File"


class Facts(QWidget):
    """Shows the facts of the photograph it is given; hidden where there are none.

    Signals: `link_followed(str)` with a web address.
    """

    link_followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # What tells the name of the file, and its text without what is told below it.
        self._file: tuple[QLabel, str] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)

    def show_photo(self, photo: Photo, marks: Marks, colors: Colors) -> None:
        """Show a photograph's facts, what was sought marked in them."""
        self._file = None
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        rows = [
            (title, highlight.rich(value, marks.in_date() if title == _DATE else marks, colors))
            for title, value in _texts(photo)
        ]
        if photo.rights:
            meaning = rights.describe(photo.rights)
            named = link(meaning.label, photo.rights, colors.link)
            rows.append(("Rights", f"{named}. {escape(meaning.plain)}"))
        if photo.source_url:
            title = "Found at" if photo.source else "Source"
            rows.append((title, link(_host(photo.source_url), photo.source_url, colors.link)))
        for row, (title, rich) in enumerate(rows):
            value = self._add(row, title, rich)
            if title == _FILE:
                self._file = value, rich
        self.setVisible(bool(rows))

    def show_file(self, words: str | None, colors: Colors) -> None:
        """Tell in a line what its file is, below its name; None keeps the line for later."""
        if self._file is not None:
            label, name = self._file
            below = (
                f'<br><span style="color:{colors.quiet}">{escape(words or "") or "&nbsp;"}</span>'
            )
            label.setText(name if words == "" else f"{name}{below}")

    def _add(self, row: int, title: str, rich: str) -> QLabel:
        name = label("factTitle")
        name.setText(title)
        name.setWordWrap(False)
        name.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        value: QLabel = label("fact")
        value.setTextFormat(Qt.TextFormat.RichText)
        value.setText(rich)
        if "href" in rich:
            let_links_be_followed(value)
            value.linkActivated.connect(self.link_followed)
        name.setBuddy(value)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        return value


def file_in_words(technical: Technical, shown: QSize) -> str:
    """Return of what kind and how large a file is, in a line: `JPEG · 4,000 × 3,000 · 2.1 MB`.

    `shown` is the size of its picture as far as that is known otherwise.
    """
    width, height = technical.width or shown.width(), technical.height or shown.height()
    size = f"{width:,} × {height:,}" if width > 0 and height > 0 else None
    weight = _weight(technical.bytes) if technical.bytes is not None else None
    return " · ".join(filter(None, (technical.kind, size, weight)))


def _weight(count: int) -> str:
    """Return a number of bytes as people say it, in the units of the SI, as file managers do."""
    if count < 1_000:
        return "1 byte" if count == 1 else f"{count} bytes"
    unit, power = ("kB", 1_000) if count < 999_500 else ("MB", 1_000_000)
    number = count / power
    return f"{number:,.0f} {unit}" if number >= 10 or unit == "kB" else f"{number:.1f} {unit}"


def _texts(photo: Photo) -> list[tuple[str, str]]:
    """Return what is known in words: only what there is, and nothing twice."""
    facts = [
        ("Title", photo.title if photo.title != photo.headline else None),
        (_DATE, edtf.in_words(photo.date_created) if photo.date_created else None),
        ("Place", photo.place),
        ("Mission", photo.mission),
        ("Agency", photo.agency),
        *((f"{number.catalogue} ID", number.value) for number in photo.image_ids),
        ("Source", photo.source if photo.source != photo.credit_line else None),
        ("Keywords", ", ".join(photo.keywords)),
        ("Usage", photo.usage_terms),
        ("Licensor", "\n".join(photo.licensor)),
        ("Described by", photo.description_writer),
        ("Job", photo.job_id),
        *_place_of(photo),
    ]
    return [(title, value) for title, value in facts if value]


def _place_of(photo: Photo) -> list[tuple[str, str | None]]:
    """Return how a picture's file is called, and in which folder below its collection's it lies.

    The file of an illustration is not that of the photograph.
    """
    if photo.illustration:
        return []
    folder, _, name = photo.file.rpartition("/")
    return [(_FILE, shown(name)), ("Folder", shown(folder))]


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].removeprefix("www.")
