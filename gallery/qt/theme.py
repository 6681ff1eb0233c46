"""The look: two sets of colours, two typefaces, one style sheet.

The theme follows the system's light or dark scheme while it runs, unless the person has chosen one.
Everything that paints by itself takes its colours from `Theme.colors` at each paint and repaints
when `changed` is emitted.
"""

import re
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict
from PySide6.QtCore import QFile, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

SERIF = "Source Serif Pro"
SANS = "Source Sans Pro"
_FONT_FILES = {
    "font_source_sans_pro": ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"),
    "font_source_serif_pro": ("SourceSerifPro-Regular.ttf", "SourceSerifPro-Semibold.ttf"),
}

# Sizes in pixels at a text scale of 1; `Theme.px` scales them with the system's text size.
TEXT = 14
SMALL = 12.5
CAPTION = 16
HEADLINE = 24
# Desktops set their text in 9 to 11 points; a person who needs it larger has chosen more.
_USUAL_POINTS = 11.0


class Scheme(StrEnum):
    """What a person may choose."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Colors(Struct, frozen=True):
    """The colours of one scheme, by what they are for."""

    window: str
    panel: str
    side: str
    line: str
    control: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    link: str
    chosen: str
    on_chosen: str
    mark: str
    ring: str

    def __getitem__(self, name: str) -> QColor:
        return QColor(getattr(self, name))


DARK = Colors(
    window="#14161b", panel="#191c22", side="#16181d", line="#262a32", control="#20242c",
    text="#e9e6df", quiet="#9298a2", accent="#d9a441", on_accent="#191307", link="#f2cd86",
    chosen="#2a2416", on_chosen="#f2cd86", mark="#5c471b", ring="#d9a441",
)  # fmt: skip
LIGHT = Colors(
    window="#f7f4ee", panel="#fffdf9", side="#f1ede5", line="#dfd9cd", control="#eee9e0",
    text="#22201c", quiet="#5f636b", accent="#d9a441", on_accent="#191307", link="#6b4a0d",
    chosen="#f3e3c1", on_chosen="#6b4a0d", mark="#f6dca4", ring="#94650f",
)  # fmt: skip


class Theme(QObject):
    """Applies the look to the application, and emits a signal when it changes.

    The style sheet comes with `dress`, when the window is built: where there is one, Qt tells a
    widget and all within it of a new style each time that it is put into another.

    Signals: `changed` after every change of scheme or colours.
    """

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        self._scale = _text_scale(application)
        self.colors = DARK
        load_fonts()
        application.setStyle("Fusion")
        font = QFont(SANS)
        font.setPixelSize(self.px(TEXT))
        application.setFont(font)
        self._sheet = _read(":/style.qss")
        self._is_dressed = False
        application.styleHints().colorSchemeChanged.connect(self._apply)
        self.choose(scheme)

    @property
    def scheme(self) -> Scheme:
        """What the person has chosen."""
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Use a scheme from now on."""
        self._scheme = scheme
        wanted = {
            Scheme.DARK: Qt.ColorScheme.Dark,
            Scheme.LIGHT: Qt.ColorScheme.Light,
            Scheme.SYSTEM: Qt.ColorScheme.Unknown,
        }[scheme]
        self._application.styleHints().setColorScheme(wanted)
        self._apply()

    def dress(self) -> None:
        """Put the style sheet on, now and with every change."""
        self._is_dressed = True
        self._application.setStyleSheet(self._filled_sheet())

    def px(self, size: float) -> int:
        """Return a size in pixels, scaled as the system scales its text."""
        return round(size * self._scale)

    def serif(self, size: float, *, bold: bool = False) -> QFont:
        """Return the typeface of headlines and captions."""
        return self._font(SERIF, size, bold=bold)

    def sans(self, size: float, *, bold: bool = False) -> QFont:
        """Return the typeface of everything else."""
        return self._font(SANS, size, bold=bold)

    def _font(self, family: str, size: float, *, bold: bool) -> QFont:
        font = QFont(family)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _apply(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            scheme = self._application.styleHints().colorScheme()
            # Where the system does not say, the page is dark: pictures look best on it.
            self.colors = LIGHT if scheme is Qt.ColorScheme.Light else DARK
        else:
            self.colors = LIGHT if self._scheme is Scheme.LIGHT else DARK
        self._application.setPalette(_palette(self.colors))
        if self._is_dressed:
            self._application.setStyleSheet(self._filled_sheet())
        self.changed.emit()

    def _filled_sheet(self) -> str:
        values = asdict(self.colors) | {"serif": SERIF, "sans": SANS}

        def value(match: re.Match[str]) -> str:
            if match["px"]:
                return f"{self.px(float(match['px']))}px"
            return str(values[match["name"]])

        return re.sub(r"@(?:(?P<px>\d+(?:\.\d+)?)px|(?P<name>[a-z_]+))", value, self._sheet)


def load_fonts() -> None:
    """Make the two typefaces known to Qt; where a file is missing, Qt takes another typeface."""
    for package, files in _FONT_FILES.items():
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            continue
        folder = Path(spec.submodule_search_locations[0]) / "files"
        for file in files:
            QFontDatabase.addApplicationFont(str(folder / file))


def _text_scale(application: QApplication) -> float:
    """Return how much larger than usual the system wants its text, within reason."""
    points = application.font().pointSizeF()
    if points <= 0 or application.platformName() == "offscreen":
        return 1.0
    return min(max(points / _USUAL_POINTS, 1.0), 2.0)


def _palette(colors: Colors) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for where, name in (
        (role.Window, "window"), (role.Base, "window"), (role.AlternateBase, "panel"),
        (role.ToolTipBase, "panel"), (role.Button, "control"),
        (role.WindowText, "text"), (role.Text, "text"), (role.ButtonText, "text"),
        (role.ToolTipText, "text"), (role.BrightText, "text"),
        (role.PlaceholderText, "quiet"), (role.Highlight, "accent"),
        (role.HighlightedText, "on_accent"), (role.Link, "link"), (role.LinkVisited, "link"),
        (role.Accent, "accent"), (role.Mid, "line"), (role.Dark, "line"), (role.Light, "line"),
    ):  # fmt: skip
        palette.setColor(where, colors[name])
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, colors["quiet"])
    return palette


def _read(resource: str) -> str:
    file = QFile(resource)
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(f"{resource} is not in the program's resources")
    return bytes(file.readAll().data()).decode()
