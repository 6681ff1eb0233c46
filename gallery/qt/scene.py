"""Sets a scene in the window, waits until everything in sight is drawn, and saves a picture."""

from pathlib import Path

from msgspec import Struct
from PySide6.QtCore import QElapsedTimer, QIODevice, QObject, QSaveFile, QSize, QTimer, Signal
from PySide6.QtGui import QPixmap

from gallery.qt.last_time import USUAL_WINDOW
from gallery.qt.theme import Scheme
from gallery.qt.window import Window

# A picture of the window waits for its photographs no longer than this.
PATIENCE_MS = 60_000
_LOOK_EVERY_MS = 20


class Scene(Struct, frozen=True):
    """What a picture of the window is to show.

    `select` is the id of a photograph or the name of its file. Where `photo_view` is None, a
    picture that was named is shown in the photo view, and everything else in the grid.
    """

    size: tuple[int, int] | None = None
    select: str = ""
    search: str = ""
    photo_view: bool | None = None
    scheme: Scheme | None = None


class SceneError(ValueError):
    """A scene that can't be set, in one sentence."""


class Photographer(QObject):
    """Takes one picture of a window.

    Signals: `done(str)` when the picture is saved (empty) or with a sentence why it is not.
    """

    done = Signal(str)

    def __init__(self, window: Window, target: Path) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def take(self) -> None:
        """Wait until everything in sight is drawn, then save the picture."""
        self._clock.start()
        self._timer.start()

    def _look(self) -> None:
        # Painting asks for what is missing: only what is settled behind a painting is whole.
        taken = self._window.grab() if self._window.is_settled() else None
        if taken is None or not self._window.is_settled():
            if self._clock.elapsed() > PATIENCE_MS:
                self._timer.stop()
                self.done.emit("the photographs in sight were not drawn within a minute")
            return
        self._timer.stop()
        self.done.emit(self._save(taken))

    def _save(self, taken: QPixmap) -> str:
        file = QSaveFile(str(self._target))
        form = self._target.suffix.removeprefix(".").upper() or "PNG"
        if not file.open(QIODevice.OpenModeFlag.WriteOnly):
            return f"“{self._target}” cannot be written: {file.errorString()}"
        if not taken.save(file, form):
            return f"“{self._target}” cannot be written as a picture; try a name ending in .png"
        return "" if file.commit() else f"“{self._target}” cannot be written"


def set_size(window: Window, scene: Scene) -> None:
    """Give a window that is not shown yet the size of a scene, however small."""
    window.setMinimumSize(1, 1)
    window.resize(QSize(*scene.size) if scene.size else USUAL_WINDOW)


def set_scene(window: Window, scene: Scene) -> None:
    """Bring the window into a scene. Raises SceneError."""
    if scene.search:
        window.browser.type_words(scene.search)
        window.browser.wait()
    if scene.select:
        photo = window.browser.library.find(scene.select)
        if photo is None:
            raise SceneError(f"there is no photograph with the id or file name “{scene.select}”")
        if photo not in window.browser.ids:
            raise SceneError(f"the photograph “{scene.select}” is not among those shown")
        window.grid.choose(photo)
    if scene.photo_view:
        if not window.browser.ids:
            raise SceneError("nothing was found that could be opened")
        window.show_photo(window.grid.current_photo())
