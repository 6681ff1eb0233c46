"""What is known about a photograph in a word or a line each, as a table of two columns."""

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from gallery import edtf, rights
from gallery.library.marking import Marks
from gallery.qt import highlight
from gallery.qt.labels import label, let_links_be_followed, link
from gallery.qt.theme import Colors
from gallery.records import Photo
from gallery.sources.folder import shown

_DATE = "Date"


class Facts(QWidget):
    """Shows the facts of the photograph it is given; hidden where there are none.

    Signals: `link_followed(str)` with a web address.
    """

    link_followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)

    def show_photo(self, photo: Photo, marks: Marks, colors: Colors) -> None:
        """Show a photograph's facts, what was sought marked in them."""
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
            self._add(row, title, rich)
        self.setVisible(bool(rows))

    def _add(self, row: int, title: str, rich: str) -> None:
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
    return [("File", shown(name)), ("Folder", shown(folder))]


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].removeprefix("www.")
