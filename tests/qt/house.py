"""The window as the program builds it, and what a person does to it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import shiboken6
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QSize, Qt, QThreadPool, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QInputMethodEvent,
    QTextDocumentFragment,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from gallery.clerk import Clerk
from gallery.later import Later
from gallery.library.remembered import Remembered
from gallery.library.store import Library
from gallery.qt import application
from gallery.qt.browser import Browser
from gallery.qt.clipboard import Copier
from gallery.qt.decoder import Decoder
from gallery.qt.file_reader import FileReader
from gallery.qt.folders import Folders
from gallery.qt.icons import Icons
from gallery.qt.late import LateRooms
from gallery.qt.loader import Loader
from gallery.qt.pictures import Pictures
from gallery.qt.preparing import Preparing
from gallery.qt.reader import Reader
from gallery.qt.saved import FILE as SEARCHES
from gallery.qt.saved import SavedSearches
from gallery.qt.searcher import Searcher
from gallery.qt.settings import Settings
from gallery.qt.theme import Scheme, Theme
from gallery.qt.window import Window
from gallery.sources import blocking

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
COPY = Qt.DropAction.CopyAction


@dataclass(frozen=True, slots=True)
class Plan:
    """What to build a window of."""

    sources: tuple[str, ...] = ()
    settings: Path | None = None
    scheme: Scheme | None = Scheme.DARK
    size: tuple[int, int] | None = (1200, 800)
    shown: bool = True
    # The folder whose pictures have no thumbnails on disk, as those of the built-in gallery.
    ours: Path | None = None
    remembered: Remembered | None = None


@dataclass(slots=True)
class House:
    """Everything that lives while the program runs.

    `followed` holds the web addresses that were to be opened in a browser, `shown` the files that
    were to be shown in a file manager.
    """

    library: Library
    searcher: Searcher
    pictures: Pictures
    browser: Browser
    theme: Theme
    threads: QThreadPool
    loader: Loader
    folders: Folders
    reader: Reader
    files: FileReader
    copier: Copier
    window: Window
    followed: list[str] = field(default_factory=list)
    shown: list[Path] = field(default_factory=list)

    def close(self) -> None:
        """Take everything down in the program's order; nothing may be left at work."""
        self.window.close()
        self.pictures.keep_only(set())
        self.folders.stop()
        self.loader.close()
        self.reader.close()
        self.files.close()
        self.copier.close()
        self.searcher.close()
        assert self.threads.waitForDone(10_000), "a thread is still at work"
        for thing in (
            self.window,
            self.folders,
            self.reader,
            self.files,
            self.copier,
            self.loader,
            self.pictures,
            self.browser,
        ):
            shiboken6.delete(thing)
        shiboken6.delete(self.theme)
        shiboken6.delete(self.threads)
        shiboken6.delete(self.searcher)


def build(qapp: QApplication, decoder: Decoder, plan: Plan) -> House:
    """Wire everything as `gallery.app` does. The decoder's workers serve many windows here."""
    settings = Settings(plan.settings)
    saved = SavedSearches(plan.settings.with_name(SEARCHES) if plan.settings else None)
    theme = Theme(qapp, plan.scheme or settings.scheme)
    icons = Icons(theme)
    threads = application.threads()
    library = Library()
    opened = [blocking.open_address(source) for source in plan.sources]
    for one in opened:
        library.add(one.folder, one.manifest)
    searcher = Searcher()
    browser = Browser(library, searcher)
    pictures = Pictures(library, decoder, not_cached=plan.ours)
    remembered = plan.remembered or Remembered(None)
    loader = Loader(Later(lambda: remembered))
    loader.wish = settings.wish
    folders = Folders(browser, pictures, loader)
    reader = Reader(
        browser,
        decoder,
        lambda: Clerk(remembered),
        lambda: blocking.open_address(None).manifest.names,
    )
    files = FileReader(decoder)
    copier = Copier(library, pictures, decoder, application.clipboard(), threads)
    followed: list[str] = []
    shown: list[Path] = []
    window = Window(
        browser=browser,
        pictures=pictures,
        theme=theme,
        icons=icons,
        settings=settings,
        saved=saved,
        loader=loader,
        folders=folders,
        reader=reader,
        preparing=Preparing(searcher, searcher),
        files=files,
        copier=copier,
        rooms=LateRooms(library, pictures, theme, icons),
        open_address=followed.append,
        show_file=shown.append,
    )
    for one in opened:
        if one.problems:
            window.opening.tell_problems(one.manifest.title, one.problems)
    if plan.size is not None:
        window.resize(QSize(*plan.size))
    if plan.shown:
        window.show()
        window.activateWindow()
        QApplication.processEvents()
    return House(
        library,
        searcher,
        pictures,
        browser,
        theme,
        threads,
        loader,
        folders,
        reader,
        files,
        copier,
        window,
        followed,
        shown,
    )


# What a person does


def press(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = NO_MODIFIER, times: int = 1) -> None:
    """Press a key where the keyboard is; a character comes with its text, as from a keyboard."""
    for _ in range(times):
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        if isinstance(key, str):
            QTest.keyClicks(widget, key, modifiers)
        else:
            QTest.keyClick(widget, key, modifiers)


def compose(text: str) -> None:
    """Enter text through an input method, as 星出 or Леонов come in."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def click(
    widget: QWidget, at: QPoint | None = None, modifiers: Qt.KeyboardModifier = NO_MODIFIER
) -> None:
    QTest.mouseClick(widget, LEFT_BUTTON, modifiers, at or widget.rect().center())


def wheel(
    widget: QWidget,
    notches: float,
    modifiers: Qt.KeyboardModifier = NO_MODIFIER,
    at: QPointF | None = None,
) -> None:
    """Turn the wheel over a widget; away from the person is positive."""
    where = at if at is not None else QPointF(widget.rect().center())
    event = QWheelEvent(
        where,
        QPointF(widget.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, round(notches * 120)),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def drag(widget: QWidget, by: QPoint, start: QPoint | None = None) -> None:
    begin = start or widget.rect().center()
    QTest.mousePress(widget, LEFT_BUTTON, NO_MODIFIER, begin)
    QTest.mouseMove(widget, begin + by / 2)
    QTest.mouseMove(widget, begin + by)
    QTest.mouseRelease(widget, LEFT_BUTTON, NO_MODIFIER, begin + by)


def drag_in(widget: QWidget, urls: list[QUrl]) -> bool:
    """Drag something onto a widget; return whether it would be taken."""
    data = QMimeData()
    data.setUrls(urls)
    enter = QDragEnterEvent(QPoint(50, 50), COPY, data, LEFT_BUTTON, NO_MODIFIER)
    QApplication.sendEvent(widget, enter)
    return enter.isAccepted()


def drop(widget: QWidget, urls: list[QUrl]) -> None:
    """Drag something onto a widget, and let go of it there."""
    drag_in(widget, urls)
    data = QMimeData()
    data.setUrls(urls)
    event = QDropEvent(QPointF(50, 50), COPY, data, LEFT_BUTTON, NO_MODIFIER)
    QApplication.sendEvent(widget, event)


# What a person sees


def picture_of(widget: QWidget) -> QImage:
    """Return what a widget shows, as pixels."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def files(house: House) -> list[str]:
    """Return the files of the photographs that are shown, in order."""
    return [house.library.photos[photo].file for photo in house.browser.ids]


def texts_in(widget: QWidget) -> list[str]:
    """Return the texts of all labels in sight inside a widget, without their markup."""
    return [plain(label) for label in widget.findChildren(QLabel) if label.isVisible()]


def plain(label: QLabel) -> str:
    """Return what a label says, whatever markup it is written in; each blank is a plain one.

    Blanks without width, at which long words may be broken, nobody sees.
    """
    # Qt's own guess, Qt::mightBeRichText, is not to be had in Python.
    rich = label.textFormat() is Qt.TextFormat.RichText or (
        label.textFormat() is Qt.TextFormat.AutoText and re.search("<[a-zA-Z]", label.text())
    )
    if not rich:
        return label.text().replace("\u200b", "")
    said = QTextDocumentFragment.fromHtml(label.text()).toPlainText()
    return said.replace("\xa0", " ").replace("\u200b", "")


def button(parent: QWidget, words: str) -> QAbstractButton:
    """Return the button in sight whose text or accessible name has these words."""
    found = [
        one
        for one in parent.findChildren(QAbstractButton)
        if one.isVisible() and (words in one.text() or words in one.accessibleName())
    ]
    assert len(found) == 1, f"{len(found)} buttons say “{words}”"
    return found[0]


def spoken(thing: QObject) -> tuple[str, str]:
    """Return name and description of something, as a screen reader is told them."""
    interface = QAccessible.queryAccessibleInterface(thing)
    return interface.text(QAccessible.Text.Name), interface.text(QAccessible.Text.Description)
