"""The composition root: every long-lived object of the window is made and wired here, once.

Nothing else makes them, and nothing finds them but by being given them. What is started first is
closed last.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from gallery.ahead import TURN_SECONDS, Ahead
from gallery.later import Later
from gallery.library.store import Library
from gallery.qt import application
from gallery.qt.browser import Browser
from gallery.qt.clipboard import Copier
from gallery.qt.collector import Collector
from gallery.qt.decoder import Decoder
from gallery.qt.file_manager import FileManager
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
from gallery.qt.scene import Photographer, Scene, SceneError, set_scene, set_size
from gallery.qt.searcher import Searcher
from gallery.qt.settings import Settings
from gallery.qt.theme import Theme
from gallery.qt.tidying import Tidying
from gallery.qt.window import Window
from gallery.records import Name
from gallery.sources import blocking
from gallery.sources.builtin import photos_folder
from gallery.sources.flow import Opened, Wish
from gallery.sources.folder import USUAL

if TYPE_CHECKING:
    from gallery.clerk import Clerk
    from gallery.library.remembered import Remembered


class Options(Struct, frozen=True):
    """What the command line asks of the window. Without a `wish` folders are shown as last time."""

    sources: tuple[str, ...] = ()
    wish: Wish | None = None
    screenshot: Path | None = None
    scene: Scene = field(default_factory=Scene)
    # What the command line has begun while Qt was being loaded.
    ahead: Ahead | None = None


class RefusedError(Exception):
    """Why the program can't do what was asked of it, in one sentence."""


class Program:
    """The running program: its application object, its window, and all that they need."""

    def __init__(self, options: Options) -> None:
        self._options = options
        sys.setswitchinterval(TURN_SECONDS)
        # What can't be opened is refused before anything is started.
        opened = self._open_first()
        self._chosen = next((one.chosen for one in opened if one.chosen), "")
        self.application = application.create([])
        self._signals = application.SignalWatch(self.application)
        # A worker starts while the window is built, and is ready when that asks for pictures.
        ahead = options.ahead
        self.decoder = Decoder(vanguard=ahead.vanguard if ahead else None)
        self.decoder.warm_up()
        # The picture of a scene neither depends on what a person chose, nor changes it.
        kept = None if options.screenshot else Settings.usual_path()
        settings = Settings(kept)
        saved = SavedSearches(kept.with_name(SEARCHES) if kept else None)
        self.theme = Theme(self.application, options.scene.scheme or settings.scheme)
        icons = Icons(self.theme)
        self._threads = application.threads()
        self.library = Library()
        for one in opened:
            self.library.add(one.folder, one.manifest, one.missing)
        self.searcher = Searcher()
        browser = Browser(self.library, self.searcher)
        self._tidying = Tidying(browser, self.searcher)
        self._collector = Collector()
        pictures = Pictures(self.library, self.decoder, not_cached=photos_folder())
        begun = ahead.begun if ahead else None
        self.remembered = Later(
            lambda: _memory(kept=not options.screenshot), ahead.remembered if ahead else None
        )
        self.loader = Loader(self.remembered, begun)
        self.loader.wish = options.wish or settings.wish
        self.folders = Folders(browser, pictures, self.loader)
        self.reader = Reader(browser, self.decoder, self._clerk, _builtin_names)
        self.files = FileReader(self.decoder)
        self.copier = Copier(
            self.library, pictures, self.decoder, application.clipboard(), self._threads
        )
        self.file_manager = FileManager()
        self.window = Window(
            browser=browser,
            pictures=pictures,
            theme=self.theme,
            icons=icons,
            settings=settings,
            saved=saved,
            loader=self.loader,
            folders=self.folders,
            reader=self.reader,
            preparing=Preparing(self.searcher, self.searcher),
            files=self.files,
            copier=self.copier,
            rooms=LateRooms(self.library, pictures, self.theme, icons),
            open_address=application.open_address,
            show_file=self.file_manager.show,
        )
        self.decoder.cache_unusable.connect(self.window.notice.say)
        self.window.grid.schedule.settled.connect(self.loader.go_on)
        for one in opened:
            if one.listing is not None:
                ids = [entry.id for entry in one.listing.entries]
                self.reader.follow(one.folder, one.listing.entries, ids)
            if one.problems:
                self.window.opening.tell_problems(one.manifest.title, one.problems)

    def run(self) -> int:
        """Show the window until it is closed, or take a picture of it; return the exit status.

        Raises RefusedError where no picture can be taken.
        """
        options = self._options
        if options.screenshot is None:
            self.window.show()
            application.when_idle(self._collector.start)
            application.in_turns_after(
                self.window.grid.schedule.settled, self.window.rooms_in_advance()
            )
            self.window.opening.open(*options.sources)
            return self.application.exec()
        scene = options.scene
        if len(self.library.collections) == 1:
            # What is alone is looked at as itself, as when it is opened in the window.
            self.window.browser.choose_collection(next(iter(self.library.collections)))
        if self._chosen and not scene.select:
            in_view = scene.photo_view is not False
            scene = replace(scene, select=self._chosen, photo_view=in_view)
        set_size(self.window, scene)
        self.window.show()
        try:
            set_scene(self.window, scene)
        except SceneError as error:
            raise RefusedError(str(error)) from None
        failures: list[str] = []
        photographer = Photographer(self.window, options.screenshot)
        photographer.done.connect(failures.append)
        photographer.done.connect(self.application.quit)
        photographer.take()
        self.application.exec()
        if failures and failures[0]:
            raise RefusedError(failures[0])
        return 0

    def close(self) -> None:
        """End the workers and threads; nothing is left behind."""
        self.window.close()
        self.window.deleteLater()
        self.folders.stop()
        self.loader.close()
        self.reader.close()
        self.files.close()
        self.copier.close()
        if self.remembered.made is not None:
            self.remembered.made.close()
        self._threads.waitForDone()
        application.release_clipboard()
        self.decoder.close()
        self.searcher.close()
        self._signals.close()

    def _clerk(self) -> "Clerk":
        """Hire the clerk who keeps the records of a person's files; on his own thread."""
        from gallery.clerk import Clerk

        return Clerk(self.remembered())

    def _open_first(self) -> list[Opened]:
        """Open what the first paint is to show.

        The built-in gallery is small and lies beside the program; a person's own sources may lie
        anywhere, and are opened behind the window, unless its picture is all that is wanted.
        """
        if not self._options.sources:
            return [blocking.open_address(None)]
        if self._options.screenshot:
            wish = self._options.wish or USUAL
            return blocking.open_all(self._options.sources, wish)
        return []


def show(options: Options) -> int:
    """Run the program with a window; return the exit status. Raises SourceError, RefusedError."""
    try:
        program = Program(options)
    except application.NoResourcesError as error:
        raise RefusedError(str(error)) from None
    try:
        return program.run()
    finally:
        program.close()


def has_display() -> bool:
    """Return whether Qt has any chance to show a window here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _memory(*, kept: bool) -> "Remembered":
    """Return the library's memory on disk; one that is not kept knows nothing.

    It brings in SQLite, for which a launch has no time: the threads behind the window call for it.
    """
    from gallery.library.remembered import Remembered

    return Remembered(Remembered.usual_path() if kept else None)


def _builtin_names() -> tuple[Name, ...]:
    """Return the names that people in a person's own files are joined with."""
    return blocking.open_address(None).manifest.names
