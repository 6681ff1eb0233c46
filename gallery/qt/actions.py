"""Every action of the window: its name, its keys, its place in the menus.

This table is the one place where keys are given out. The menu bar, the context menus, the tool bar
of the photo view and the page of keys (F1) are all made from it.
"""

from collections.abc import Iterable
from enum import Enum, auto

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gallery.qt.icons import Icons


class Where(Enum):
    """In which of the two views an action can be used."""

    ANYWHERE = auto()
    GRID = auto()
    PHOTO = auto()


class Spec(Struct, frozen=True):
    """One action. `keys` are real shortcuts; `told` names keys that the view itself answers to.

    `where` it can be used, and `offered` in which views' context menu, if it is in that.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    told: str = ""
    icon: str = ""
    where: Where = Where.ANYWHERE
    checkable: bool = False
    group: str = ""
    offered: Where = Where.ANYWHERE


SEPARATOR = Spec("", "")

MENUS: dict[str, tuple[Spec, ...]] = {
    "&File": (
        Spec("open_folder", "&Open a folder…", ("Ctrl+O",), icon="open"),
        Spec("open_files", "Open &pictures or a manifest…", ("Ctrl+Shift+O",)),
        Spec("close_collection", "&Close this collection", ("Ctrl+W",), where=Where.GRID),
        SEPARATOR,
        Spec("quit", "&Quit", ("Ctrl+Q",)),
    ),
    "&Edit": (
        Spec("copy_picture", "Copy &picture with its credit", ("Ctrl+C",), icon="copy"),
        Spec("copy_citation", "&Copy caption and credit", ("Ctrl+Shift+C",), icon="copy"),
        Spec("copy_path", "Copy the pat&h of the file", ("Ctrl+Alt+C",)),
        SEPARATOR,
        Spec("search", "&Search", ("Ctrl+F", "/"), icon="search"),
        Spec("clear_search", "C&lear the search", told="Esc", where=Where.GRID),
        Spec("save_search", "Sa&ve the search", ("Ctrl+S",), icon="bookmark", where=Where.GRID),
    ),
    "&View": (
        Spec("open_photo", "&Open the photograph", told="Enter", where=Where.GRID),
        Spec("back", "&Back", ("Esc",), icon="back", offered=Where.PHOTO),
        SEPARATOR,
        Spec("fit", "&Fit into the window", ("0",), icon="fit"),
        Spec("one_to_one", "One &to one", ("1",), icon="one-to-one", where=Where.PHOTO),
        Spec("zoom_out", "Zoom o&ut", ("-", "Ctrl+-"), icon="minus"),
        Spec("zoom_in", "Zoom &in", ("+", "=", "Ctrl++", "Ctrl+="), icon="plus"),
        Spec("turn_right", "Turn &right", ("R",), icon="rotate-right", where=Where.PHOTO),
        Spec("turn_left", "Turn &left", ("Shift+R",), icon="rotate-left", where=Where.PHOTO),
        SEPARATOR,
        Spec("slideshow", "&Slideshow", ("F5",), icon="play"),
        Spec("full_screen", "Full s&creen", ("F11", "F"), icon="full-screen", checkable=True),
        SEPARATOR,
        Spec("show_details", "&Details", ("I",), icon="details", checkable=True),
        Spec("show_sidebar", "Sid&ebar", ("F9",), icon="sidebar", checkable=True),
        SEPARATOR,
        Spec("scheme_system", "Colours of the s&ystem", checkable=True, group="scheme"),
        Spec("scheme_dark", "D&ark", checkable=True, group="scheme"),
        Spec("scheme_light", "Li&ght", checkable=True, group="scheme"),
    ),
    "&Sort": (
        Spec("sort_name", "By &name", checkable=True, group="sort"),
        Spec("sort_date", "By &date", checkable=True, group="sort"),
        SEPARATOR,
        Spec("descending", "&Last first", checkable=True),
        SEPARATOR,
        Spec("subfolders", "With s&ub-folders", checkable=True),
    ),
    "&Go": (
        Spec("previous", "&Previous photograph", told="Left", icon="previous"),
        Spec("next", "&Next photograph", told="Right", icon="next"),
        Spec("first", "&First photograph", told="Home"),
        Spec("last", "&Last photograph", told="End"),
        SEPARATOR,
        Spec("original", "See the &original", icon="open-external"),
        Spec("show_file", "Show in the file &manager"),
    ),
    "&Help": (
        Spec("keys", "&Keys", ("F1", "?"), icon="keys"),
        Spec("about", "&About Giant Leap"),
    ),
}

# What can be done with a photograph under the pointer, in either view.
CONTEXT = (
    *("open_photo", "back", "", "copy_picture", "copy_citation", "copy_path", ""),
    *("original", "show_file", "", "slideshow"),
)

# Keys of the views themselves, for the page of keys.
FURTHER_KEYS: tuple[tuple[str, str], ...] = (
    ("Move through the gallery", "Arrows, Home, End, Page up, Page down"),
    ("Choose several photographs", "Shift or Ctrl with arrows or clicks, Ctrl+A, a band"),
    ("Go to the next photograph whose headline begins so", "Letters"),
    ("Copy the files of the chosen photographs to another program", "Drag"),
    ("From the search field into the results", "Down"),
    ("Remove the last chip from the search", "Backspace"),
    ("Choose, or let go of, a value at the left; beside others", "Enter or a click; with Ctrl"),
    ("Fold a section at the left, open it", "Left, Right"),
    ("Rename, remove a saved search", "F2, Delete"),
    ("Close the collection at the left", "Delete"),
    ("What can be done with a photograph, or a row at the left", "Menu, Shift+F10"),
    ("Size of the tiles in the gallery", "Ctrl+wheel"),
    ("Zoom a photograph at the pointer", "Wheel"),
    ("Previous and next of the large photographs", "Ctrl+wheel"),
    ("Move a photograph that is zoomed", "Drag, Shift+arrows"),
)


class Actions:
    """Makes the actions and the menus of a window. `actions[name]` is the QAction."""

    def __init__(self, window: QMainWindow, icons: Icons) -> None:
        self._actions: dict[str, QAction] = {}
        self._specs: dict[str, Spec] = {}
        self._menus: list[QMenu] = []
        self._here = Where.GRID
        groups: dict[str, QActionGroup] = {}
        for title, specs in MENUS.items():
            menu = window.menuBar().addMenu(title)
            self._menus.append(menu)
            for spec in specs:
                if spec is SEPARATOR:
                    menu.addSeparator()
                    continue
                action = self._make(spec, window, icons)
                menu.addAction(action)
                # The window holds it too: its keys work while the menu bar is hidden.
                window.addAction(action)
                if spec.group:
                    groups.setdefault(spec.group, QActionGroup(window)).addAction(action)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def add_submenu(self, behind: str, menu: QMenu) -> None:
        """Put a menu behind an action, into the menu in which that stands."""
        action = self._actions[behind]
        for title in self._menus:
            actions = title.actions()
            if action in actions:
                title.insertMenu(actions[actions.index(action) + 1], menu)

    def enable(self, *, photo_view: bool, except_for: Iterable[str]) -> None:
        """Enable what can be used in the view that is shown, but for what has nothing to act on."""
        here = self._here = Where.PHOTO if photo_view else Where.GRID
        idle = set(except_for)
        for name, spec in self._specs.items():
            can = spec.where in (Where.ANYWHERE, here) and name not in idle
            self._actions[name].setEnabled(can)

    def context_menu(self, menu: QMenu) -> None:
        """Fill a context menu with what can be done here."""
        for name in CONTEXT:
            if not name:
                menu.addSeparator()
                continue
            spec = self._specs[name]
            if {spec.where, spec.offered} <= {Where.ANYWHERE, self._here}:
                menu.addAction(self._actions[name])

    def keys(self) -> list[tuple[str, str]]:
        """Return what each action does and its keys, in the order of the menus."""
        listed = []
        for name, spec in self._specs.items():
            keys = [
                QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                for key in spec.keys
            ]
            if spec.told:
                keys.append(spec.told)
            if keys:
                listed.append((plain(self._actions[name]), ", ".join(keys)))
        return listed

    def _make(self, spec: Spec, window: QMainWindow, icons: Icons) -> QAction:
        action = QAction(spec.text + (f"\t{spec.told}" if spec.told else ""), window)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        action.setObjectName(spec.name)
        if spec.icon:
            action.setProperty("iconName", spec.icon)
            action.setIcon(icons.icon(spec.icon))
            action.setIconVisibleInMenu(False)
        told = spec.told or ", ".join(spec.keys[:2])
        action.setToolTip(plain(action) + (f" ({told})" if told else ""))
        self._actions[spec.name] = action
        self._specs[spec.name] = spec
        return action


def plain(action: QAction) -> str:
    """Return an action's text without its marks for menus."""
    return action.text().partition("\t")[0].replace("&", "").rstrip("…")
