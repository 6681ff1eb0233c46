"""What is remembered between runs: window, panes, look, tile size, last collection.

A setting that is missing, of the wrong type or out of range counts as its default. A file that is
not a settings file at all is set aside, so that settings can be saved again.
"""

from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from gallery.qt.layout import TILE_WIDTHS, USUAL_SIZE
from gallery.qt.theme import Scheme
from gallery.sources.flow import SortBy, Wish

FOLDER = "giant-leap"
FILE = "gallery"
MOST_RECENT = 10


class Settings:
    """Typed access to one settings file; with `None` for its path nothing is remembered."""

    def __init__(self, path: Path | None) -> None:
        self._store: QSettings | None = None
        if path is not None:
            self._store = QSettings(str(path), QSettings.Format.IniFormat)
            if self._store.status() is not QSettings.Status.NoError:
                with suppress(OSError):
                    path.replace(path.with_suffix(".broken"))
                self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @staticmethod
    def usual_path() -> Path:
        """Return where the system keeps a program's settings."""
        usual = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, FOLDER, FILE
        ).fileName()
        return Path(usual)

    @property
    def scheme(self) -> Scheme:
        """The scheme chosen."""
        try:
            return Scheme(self._text("look/scheme"))
        except ValueError:
            return Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._write("look/scheme", scheme.value)

    @property
    def tile_size(self) -> int:
        """The tile size, one of five, from 0."""
        text = self._text("look/tileSize")
        size = int(text) if text.isdecimal() and len(text) < 3 else USUAL_SIZE
        return size if size < len(TILE_WIDTHS) else USUAL_SIZE

    @tile_size.setter
    def tile_size(self, size: int) -> None:
        self._write("look/tileSize", str(size))

    @property
    def tile_box(self) -> tuple[int, int]:
        """The size of the pictures of tiles in pixels, zeros where it is not known.

        What is decoded while Qt is still being loaded is decoded in this size (`gallery.ahead`).
        """
        width, _, height = self._text("look/tileBox").partition("x")
        if width.isdecimal() and height.isdecimal():
            return int(width), int(height)
        return 0, 0

    @tile_box.setter
    def tile_box(self, box: tuple[int, int]) -> None:
        if all(box):
            self._write("look/tileBox", f"{box[0]}x{box[1]}")

    @property
    def collection(self) -> str:
        """The id of the last collection looked at; empty for all photographs."""
        return self._text("place/collection")

    @collection.setter
    def collection(self, collection: str) -> None:
        self._write("place/collection", collection)

    @property
    def wish(self) -> Wish:
        """How folders are to be shown."""
        by = self._text("folders/sortBy")
        return Wish(
            by=SortBy(by) if by in list(SortBy) else SortBy.NAME,
            descending=self._text("folders/order") == "descending",
            deep=self._text("folders/subfolders") == "shown",
        )

    @wish.setter
    def wish(self, wish: Wish) -> None:
        self._write("folders/sortBy", wish.by.value)
        self._write("folders/order", "descending" if wish.descending else "ascending")
        self._write("folders/subfolders", "shown" if wish.deep else "hidden")

    @property
    def recent(self) -> list[str]:
        """What was opened last, the latest first."""
        value = self._store.value("recent/addresses") if self._store is not None else None
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list):
            return []
        return [one for one in listed if isinstance(one, str) and one][:MOST_RECENT]

    @recent.setter
    def recent(self, addresses: list[str]) -> None:
        if self._store is not None:
            self._store.setValue("recent/addresses", addresses[:MOST_RECENT])

    def shows(self, pane: str) -> bool:
        """Return whether a pane is to be shown; it is, unless it was hidden."""
        return self._text(f"panes/{pane}") != "hidden"

    def set_shows(self, pane: str, shown: bool) -> None:
        """Remember whether a pane is shown."""
        self._write(f"panes/{pane}", "shown" if shown else "hidden")

    @property
    def recent_searches(self) -> tuple[str, ...]:
        """What was searched for lately, as it can be typed, the last search first."""
        try:
            return msgspec.json.decode(self._text("search/recent") or "[]", type=tuple[str, ...])
        except msgspec.MsgspecError:
            return ()

    @recent_searches.setter
    def recent_searches(self, searches: tuple[str, ...]) -> None:
        self._write("search/recent", msgspec.json.encode(searches).decode())

    def is_folded(self, section: str, usually: bool) -> bool:
        """Return whether a section at the left is folded away."""
        return {"folded": True, "open": False}.get(self._text(f"sections/{section}"), usually)

    def set_folded(self, section: str, folded: bool) -> None:
        """Remember whether a section at the left is folded away."""
        self._write(f"sections/{section}", "folded" if folded else "open")

    def state(self, key: str) -> QByteArray:
        """Return a state that a Qt widget saved; empty where there is none."""
        value = self._store.value(f"window/{key}") if self._store is not None else None
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, state: QByteArray) -> None:
        """Remember a state that a Qt widget saved."""
        if self._store is not None:
            self._store.setValue(f"window/{key}", state)

    def save(self) -> None:
        """Write to disk now. On a full or read-only disk the settings are lost, nothing else."""
        if self._store is not None:
            self._store.sync()

    def _text(self, key: str) -> str:
        value = self._store.value(key) if self._store is not None else None
        return value if isinstance(value, str) else ""

    def _write(self, key: str, value: str) -> None:
        if self._store is not None:
            self._store.setValue(key, value)
