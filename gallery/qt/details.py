"""The pane at the right: everything that is known about one photograph.

From above: the picture, headline, caption, the credit behind its rule, the names as chips, the
facts, what can be done, and, where an illustration stands in for the photograph, a notice that says
so, and where the photograph itself is.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gallery import rights
from gallery.decode.job import Fault
from gallery.export import citation
from gallery.library.marking import Marks
from gallery.metadata import record
from gallery.metadata.languages import in_language, language_shown, nearest, tags_of
from gallery.metadata.report import Reading
from gallery.qt import highlight
from gallery.qt.breaking import breakable
from gallery.qt.browser import Browser
from gallery.qt.column import Column
from gallery.qt.facts import Facts, file_in_words
from gallery.qt.file_reader import FileReader
from gallery.qt.flow import FlowLayout, widgets_in
from gallery.qt.icons import Icons
from gallery.qt.labels import (
    label,
    let_links_be_followed,
    link,
    plain_tip,
    read_out,
    stand_left,
    stress,
)
from gallery.qt.name_chips import NameChips
from gallery.qt.picture_button import WIDTH, PictureButton
from gallery.qt.pictures import Pictures
from gallery.qt.spoken import Spoken
from gallery.qt.theme import CAPTION, Theme
from gallery.qt.trouble import Trouble
from gallery.records import Photo

if TYPE_CHECKING:
    from gallery.qt.file_view import FileView

_MARGIN = 20
_TAB = Qt.FocusPolicy.TabFocus


class DetailPane(QScrollArea):
    """Shows the photograph it is given.

    Signals: `opened(str)` when its picture is activated, `name_chosen(str)`, `link_followed(str)`
    with a web address, `copy_wanted()` for caption and credit, `spoke(Photo, Photo)` with a
    record, and what it is in the language that was chosen.
    Attribute: `spoken`, which gives that record to others.
    """

    opened = Signal(str)
    name_chosen = Signal(str)
    link_followed = Signal(str)
    copy_wanted = Signal()
    spoke = Signal(object, object)

    def __init__(
        self,
        browser: Browser,
        pictures: Pictures,
        theme: Theme,
        icons: Icons,
        files: FileReader,
        make_file_view: "Callable[[], FileView]",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._browser = browser
        self._pictures = pictures
        self._theme = theme
        self._icons = icons
        self._files = files
        self._make_file_view = make_file_view
        self._file: FileView | None = None
        self._photo: Photo | None = None
        # What was read of the file, and the record in the language that was chosen of it.
        self._reading: Reading | None = None
        self._spoken: Photo | None = None
        # Everything that the displayed texts depend on.
        self._shown: object = None
        self.spoken = Spoken(browser.library)
        # The language that a person has chosen, for all photographs that have it.
        self._language = ""
        self.setObjectName("details")
        self.setAccessibleName("Details")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        self._page = QWidget()
        self._page.setObjectName("detailsPage")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(_MARGIN, 18, _MARGIN, 24)
        column.setSpacing(0)
        self.picture = PictureButton(pictures, theme, icons)
        self.picture.activated.connect(self.opened)
        self.trouble = Trouble(theme, icons)
        self.trouble.retry_wanted.connect(self._try_again)
        self._headline = label("headline")
        self._headline.setTextFormat(Qt.TextFormat.RichText)
        self._caption = label("caption")
        self._caption.setTextFormat(Qt.TextFormat.RichText)
        self._credit = _Credit()
        self._chips = NameChips(browser.library, icons)
        self._chips.chosen.connect(self.name_chosen)
        self._facts = Facts()
        self._facts.link_followed.connect(self.link_followed)
        self._buttons = self._make_buttons()
        self._notice = label("notice")
        self._notice.setTextFormat(Qt.TextFormat.RichText)
        let_links_be_followed(self._notice)
        self._notice.linkActivated.connect(self.link_followed)
        self._note = label("note")
        widgets: tuple[tuple[QWidget, int], ...] = (
            (self.picture, 0),
            (self.trouble, 14),
            (self._headline, 16),
            (self._caption, 8),
            (self._credit, 14),
            (self._chips, 16),
            (self._facts, 18),
            (self._buttons, 18),
            (self._notice, 16),
            (self._note, 14),
        )
        self._column = Column(column, widgets)
        self.setWidget(self._page)
        focus = QApplication.instance()
        assert isinstance(focus, QApplication)
        focus.focusChanged.connect(self._focus_changed)
        browser.changed.connect(self._refresh)
        theme.changed.connect(self._refresh)
        files.came.connect(self._file_read)
        pictures.arrived.connect(self._picture_arrived)
        pictures.forgotten.connect(self._file_changed)
        self.show_photo(None)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 600)

    @property
    def file(self) -> "FileView":
        """What the file of the photograph says."""
        if self._file is None:
            self._file = self._make_file_view()
            self._file.languages.chosen.connect(self._language_chosen)
            self._column.add(self._file.languages, 12, above=self._headline)
            self._column.add(self._file, 14)
            self._set_tab_order()
        return self._file

    def show_photo(self, photo: Photo | None) -> None:
        """Show a photograph, or an empty pane."""
        before, self._photo = self._photo, photo
        if photo is None or before is None or photo.id != before.id:
            self.verticalScrollBar().setValue(0)
            if self._file is not None:
                self._file.clear()
        if photo != before:
            self._reading = self._spoken = None
            if photo is not None:
                self._files.read(photo.id, self._browser.library.picture(photo.id))
        self._page.setVisible(photo is not None)
        bar = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            bar.ScrollBarAsNeeded if photo is not None else bar.ScrollBarAlwaysOff
        )
        self._refresh()

    def _make_buttons(self) -> QWidget:
        buttons = QWidget()
        row = FlowLayout(buttons)
        copy = QPushButton("Copy caption and credit")
        copy.setObjectName("primary")
        copy.setToolTip("Copy headline, caption, credit and rights as text (Ctrl+Shift+C)")
        copy.clicked.connect(self.copy_wanted)
        row.addWidget(copy)
        self._original = QPushButton("See the original")
        self._original.setIcon(self._icons.icon("open-external"))
        self._original.setIconSize(QSize(15, 15))
        self._original.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._original.clicked.connect(self._follow_original)
        row.addWidget(self._original)
        return buttons

    def _follow_original(self) -> None:
        if self._photo and self._photo.original:
            self.link_followed.emit(self._photo.original.page)

    def _file_read(self, photo: str, reading: Reading) -> None:
        if self._photo is not None and self._photo.id == photo:
            self._reading = reading
            wanted = nearest(self._language, tags_of(reading))
            self.file.show_reading(reading, wanted or language_shown(reading))
            if wanted:
                self._speak(wanted)
            else:
                self._refresh()

    def _language_chosen(self, language: str) -> None:
        self._language = language
        self._speak(language)

    def _file_changed(self, photo: str) -> None:
        if self._photo is not None and self._photo.id == photo:
            self._files.read(photo, self._browser.library.picture(photo))

    def _picture_arrived(self, photo: str) -> None:
        if self._photo is not None and self._photo.id == photo:
            # How large it is may be known only now.
            self._refresh()

    def _tell_trouble(self, photo: str) -> None:
        # What is known to be missing nobody tries to open, and so nobody tells of it later.
        missing = self._browser.library.picture(photo) is None
        fault = Fault.GONE if missing else self._pictures.fault(photo)
        self.trouble.show_fault(fault, may_pass=not missing)

    def _try_again(self) -> None:
        if self._photo is not None:
            # The button vanishes while the file is opened: the picture takes the focus.
            self.picture.setFocus()
            self._pictures.forget(self._photo.id)

    def _speak(self, language: str) -> None:
        """Show the texts of the photograph in a language, as far as they are there in it."""
        if self._photo is None or self._reading is None:
            return
        values = self._reading.gist().values
        texts = in_language(self._reading, language)
        self._spoken = record.in_language(self._photo, values, texts)
        self.spoken.speak(self._photo, self._spoken)
        self.spoke.emit(self._photo, self._spoken)
        self._refresh()

    def _refresh(self) -> None:
        photo = self._spoken or self._photo
        if photo is None:
            self.picture.show_photo(None)
            return
        marks, colors = self._browser.marks(photo), self._theme.colors
        library = self._browser.library
        illustrator = library.picture_credit(photo.id)
        self.picture.show_photo(photo)
        self._tell_trouble(photo.id)
        # While a folder is read, the page changes often, and this photograph hardly ever.
        names = [(library.names[one], library.count(one)) for one in photo.names()]
        shown = photo, marks, illustrator, names, colors, self._theme.px(CAPTION)
        if shown != self._shown:
            self._shown = shown
            self._show_texts(photo, marks, illustrator)
        self._facts.show_file(self._file_in_words(), colors)

    def _show_texts(self, photo: Photo, marks: Marks, illustrator: str | None) -> None:
        colors = self._theme.colors
        self._headline.setText(highlight.rich(photo.headline, marks, colors))
        self._caption.setVisible(bool(photo.caption))
        caption = highlight.rich(photo.caption or "", marks, colors)
        self._caption.setText(
            f'<div style="line-height:{self._theme.px(CAPTION * 1.5)}px">{caption}</div>'
        )
        self._credit.show_photo(
            photo, illustrator, highlight.rich(citation.credit(photo), marks, colors)
        )
        self._chips.show_photo(photo)
        self._facts.show_photo(photo, marks, colors)
        self._original.setVisible(photo.original is not None)
        if photo.original:
            self._original.setToolTip(
                plain_tip(f"{photo.original.provider}: {photo.original.page}")
            )
        self._notice.setVisible(photo.illustration)
        self._notice.setText(notice(photo, colors.link))
        self._note.setVisible(bool(photo.note))
        self._note.setText(breakable(photo.note or ""))
        self._set_tab_order()

    def _file_in_words(self) -> str | None:
        """Return of what kind and how large the file is, empty for nothing; None: not read yet."""
        assert self._photo is not None
        if self._reading is None:
            return None if self._browser.library.picture(self._photo.id) is not None else ""
        picture = self._pictures.any(self._photo.id)
        return file_in_words(self._reading.technical, picture.full_size if picture else QSize())

    def _set_tab_order(self) -> None:
        """Let Tab go down the pane in reading order, through new chips and links too."""
        stops: list[QWidget] = [self.picture, self.trouble.retry]
        stops += [self._file.languages.box] if self._file is not None else []
        stops += widgets_in(self._chips)
        stops += [one for one in widgets_in(self._facts) if one.focusPolicy() & _TAB]
        stops += [*widgets_in(self._buttons), self._notice]
        if self._file is not None:
            # The list of a combo box is a window of its own.
            here, inside = self.window(), self._file.findChildren(QWidget)
            stops += [one for one in inside if one.focusPolicy() & _TAB and one.window() is here]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._page.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 24)


class _Credit(QFrame):
    """The credit behind its rule, and under it who drew the picture where that was us."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("credit")
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 2, 0, 2)
        column.setSpacing(1)
        self._line = label("creditLine")
        # At its rule, in whatever script it is.
        stand_left(self._line)
        self._line.setTextFormat(Qt.TextFormat.RichText)
        self._byline = label("byline")
        self._illustration = label("byline")
        for line in (self._line, self._byline, self._illustration):
            column.addWidget(line)

    def show_photo(self, photo: Photo, illustrator: str | None, rich_credit: str) -> None:
        self._line.setText(rich_credit)
        self._line.setAccessibleName(read_out(citation.credit_in_words(photo)))
        stress(self._line, stressed=citation.credit(photo) == citation.NO_CREDIT)
        byline = citation.byline(photo)
        self._byline.setText(breakable(byline))
        self._byline.setVisible(bool(byline))
        self._illustration.setVisible(photo.illustration)
        self._illustration.setText(citation.picture_credit(photo, illustrator))


def notice(photo: Photo, link_color: str) -> str:
    """Return, as rich text, what an illustration stands in for and where the photograph is."""
    original, free = photo.original, bool(photo.rights and rights.describe(photo.rights).free)
    parts = [
        f'<b style="color:{link_color}">Illustration.</b>'
        " This picture was drawn for Giant Leap; it is not the photograph."
    ]
    if free and original and original.image:
        parts.append(
            "The photograph is free to use in the United States:"
            f" {link(f'get it from {original.provider}', original.image, link_color)}."
        )
    elif free and original:
        parts.append(
            "The photograph is free to use in the United States; look for it at"
            f" {link(original.provider, original.page, link_color)}."
        )
    elif free:
        parts.append(
            "The photograph is free to use in the United States, but where it is kept is not"
            " confirmed yet."
        )
    elif original:
        parts.append(
            "The photograph cannot be shown here because of its rights; it can be seen at"
            f" {link(original.provider, original.page, link_color)}."
        )
    else:
        parts.append(
            "The photograph cannot be shown here because of its rights; where it can be seen is not"
            " confirmed yet."
        )
    return " ".join(parts)
