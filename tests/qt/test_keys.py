"""Everything can be done with the keyboard, seen, and told to a screen reader."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QScrollArea, QWidget

from gallery.manifest import Problem
from gallery.qt.dialogs import AboutDialog, KeysDialog, ProblemsDialog
from tests.qt.conftest import OpenHouse
from tests.qt.house import House, Key, button, press, texts_in

# Section 6 of the design, with what there is to act on so far.
KEYS = {
    "open_folder": ["Ctrl+O"],
    "open_files": ["Ctrl+Shift+O"],
    "close_collection": ["Ctrl+W"],
    "copy_picture": ["Ctrl+C"],
    "copy_citation": ["Ctrl+Shift+C"],
    "search": ["Ctrl+F", "/"],
    "back": ["Esc"],
    "fit": ["0"],
    "one_to_one": ["1"],
    "zoom_in": ["+"],
    "zoom_out": ["-"],
    "turn_right": ["R"],
    "turn_left": ["Shift+R"],
    "full_screen": ["F", "F11"],
    "slideshow": ["F5"],
    "show_details": ["I"],
    "keys": ["F1", "?"],
}
TOLD = {
    "open_photo": "Enter",
    "previous": "Left",
    "next": "Right",
    "first": "Home",
    "last": "End",
}


def menu_actions(house: House) -> Iterator[tuple[str, QAction]]:
    """Yield every action of the menu bar with the title of its menu."""
    for top in house.window.menuBar().actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if not action.isSeparator():
                yield top.text(), action


class TestMenus:
    @pytest.mark.parametrize("name", KEYS)
    def test_every_key_of_the_design_is_there(self, house: House, name: str) -> None:
        action = {one.objectName(): one for _, one in menu_actions(house)}[name]
        keys = [key.toString() for key in action.shortcuts()]
        assert set(KEYS[name]) <= set(keys)
        # The first is what the menu shows.
        assert keys

    @pytest.mark.parametrize("name", TOLD)
    def test_keys_of_the_views_are_told(self, house: House, name: str) -> None:
        action = {one.objectName(): one for _, one in menu_actions(house)}[name]
        assert action.text().endswith(f"\t{TOLD[name]}")

    def test_every_action_of_the_window_is_there(self, house: House) -> None:
        listed = [action for _, action in menu_actions(house)]
        assert set(house.window.actions()) <= set(listed)

    def test_every_action_says_what_it_does(self, house: House) -> None:
        for _, action in menu_actions(house):
            assert action.text().strip()
            assert action.toolTip()

    @pytest.mark.parametrize("photo_view", [False, True])
    def test_no_key_is_given_twice(self, house: House, photo_view: bool) -> None:
        if photo_view:
            house.window.show_photo("leonov-1960s")
        given = Counter(
            key.toString()
            for action in house.window.findChildren(QAction)
            for key in action.shortcuts()
        )
        given.update(
            shortcut.key().toString()
            for shortcut in house.window.findChildren(QShortcut)
            if isinstance(shortcut, QShortcut)
        )
        assert not {key: count for key, count in given.items() if count > 1}

    def test_no_letter_is_underlined_twice_in_a_menu(self, house: House) -> None:
        letters = Counter(
            (menu, QKeySequence.mnemonic(action.text()).toString())
            for menu, action in menu_actions(house)
            if not QKeySequence.mnemonic(action.text()).isEmpty()
        )
        assert not {where: count for where, count in letters.items() if count > 1}

    def test_the_menu_bar_is_reached_with_alt(self, house: House) -> None:
        letters = [QKeySequence.mnemonic(one.text()) for one in house.window.menuBar().actions()]
        assert all(not letter.isEmpty() for letter in letters)
        assert len({letter.toString() for letter in letters}) == len(letters)

    def test_what_cannot_be_done_is_disabled(self, open_house: OpenHouse) -> None:
        house = open_house(sources=())
        action = house.window.actions_by_name
        for name in ("open_photo", "copy_picture", "copy_citation", "slideshow", "original"):
            assert not action[name].isEnabled(), name
        assert not action["clear_search"].isEnabled()

    def test_nor_after_something_was_opened_and_closed(self, house: House) -> None:
        action = house.window.actions_by_name
        house.window.show_photo("leonov-1960s")
        for name in ("open_photo", "clear_search"):
            assert not action[name].isEnabled(), name
        house.window.show_gallery()
        for name in ("one_to_one", "turn_right", "turn_left"):
            assert not action[name].isEnabled(), name
        assert action["open_photo"].isEnabled()

    def test_the_context_menu_of_the_photo_view_does_not_open_it_again(self, house: House) -> None:
        house.window.show_photo("leonov-1960s")
        menu = QMenu(house.window)
        house.window.actions_by_name.context_menu(menu)
        named = [one.objectName() for one in menu.actions()]
        assert "open_photo" not in named
        assert {"back", "copy_picture", "copy_citation", "original"} <= set(named)
        menu.deleteLater()

    def test_nor_does_that_of_the_gallery_lead_back_to_it(self, house: House) -> None:
        menu = QMenu(house.window)
        house.window.actions_by_name.context_menu(menu)
        named = [one.objectName() for one in menu.actions()]
        assert "back" not in named
        assert "open_photo" in named
        menu.deleteLater()

    def test_going_through_the_photographs_by_the_menu(self, many: House) -> None:
        action = many.window.actions_by_name
        for _ in range(2):
            action["last"].trigger()
            assert many.window.grid.current_photo() == "p39"
            action["previous"].trigger()
            assert many.window.grid.current_photo() == "p38"
            action["first"].trigger()
            action["next"].trigger()
            assert many.window.grid.current_photo() == "p1"
            many.window.show_photo("p1")

    def test_panes_can_be_hidden(self, house: House) -> None:
        press("i")
        assert not house.window.details.isVisible()
        press("i")
        assert house.window.details.isVisible()
        press(Key.Key_F9)
        assert not house.window.sidebar.isVisible()
        press(Key.Key_F9)
        assert house.window.sidebar.isVisible()


def tab_stops(house: House) -> list[QWidget]:
    """Return what the Tab key reaches, from the grid and round to it again."""
    house.window.activateWindow()
    start = QApplication.focusWidget()
    assert start is not None
    stops = [start]
    for _ in range(300):
        press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is start:
            return stops
        if focused not in stops:
            stops.append(focused)
    raise AssertionError("Tab never came round")


def told_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


class TestTab:
    def test_it_reaches_everything_that_can_be_used(self, house: House) -> None:
        stops = tab_stops(house)
        window = house.window
        assert {window.search.line, window.sidebar, window.grid, window.details.picture} <= set(
            stops
        )
        for words in ("Copy caption and credit", "See the original", "Look for Alexei Leonov"):
            assert button(window.details, words) in stops
        assert all(stop.isVisible() for stop in stops)

    def test_every_stop_has_a_name(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        assert not [stop for stop in tab_stops(house) if not told_name(stop)]
        house.window.show_photo("leonov-1960s")
        assert not [stop for stop in tab_stops(house) if not told_name(stop)]

    @pytest.mark.parametrize("photo_view", [False, True])
    def test_every_stop_shows_that_it_has_the_keyboard(
        self, house: House, photo_view: bool
    ) -> None:
        if photo_view:
            house.window.show_photo("leonov-1960s")
        unseen = []
        for stop in tab_stops(house):
            if photo_view and stop is house.window.view.canvas:
                # It fills the window: there is nothing beside it that could have the keyboard.
                continue
            stop.setFocus(Qt.FocusReason.TabFocusReason)
            QApplication.processEvents()
            place = QRect(stop.mapTo(house.window, QPoint(-3, -3)), stop.size())
            place.adjust(0, 0, 6, 6)
            place &= house.window.rect()
            with_keyboard = house.window.grab(place).toImage()
            stop.clearFocus()
            QApplication.processEvents()
            if house.window.grab(place).toImage() == with_keyboard:
                unseen.append(f"{stop.objectName()}: {told_name(stop)[:40]}")
        assert not unseen

    def test_it_goes_down_the_pane_as_one_reads(self, house: House) -> None:
        pane = house.window.details.widget()
        assert pane is not None
        inside = [stop for stop in tab_stops(house) if pane.isAncestorOf(stop)]
        heights = [stop.mapTo(pane, QPoint(0, 0)).y() for stop in inside]
        assert heights == sorted(heights), [told_name(one)[:30] for one in inside]

    def test_it_goes_along_the_header_and_then_from_pane_to_pane(self, house: House) -> None:
        stops, window = tab_stops(house), house.window
        start = [told_name(one) for one in stops].index("Sidebar")
        along = [*stops[start:], *stops[:start]]
        header = ["Sidebar", "Search", "Slideshow", "Full screen", "Details"]
        assert [told_name(one) for one in along[:5]] == header
        panes = [window.sidebar, window.grid, window.details, window.details.picture]
        assert along[5:9] == panes

    def test_a_stop_out_of_sight_is_scrolled_into_it(self, open_house: OpenHouse) -> None:
        house = open_house(size=(900, 500))
        view = house.window.details.viewport()
        pane = house.window.details.widget()
        assert pane is not None
        seen = 0
        for _ in range(len(tab_stops(house))):
            press(Key.Key_Tab)
            focused = QApplication.focusWidget()
            assert focused is not None
            if pane.isAncestorOf(focused):
                seen += 1
                place = QRect(focused.mapTo(view, QPoint(0, 0)), focused.size())
                assert view.rect().intersects(place), told_name(focused)
        assert seen > 3


class TestNames:
    def test_every_control_in_sight_has_one(self, house: House) -> None:
        house.browser.choose_name("alexei-leonov")
        house.window.opening.tell_problems(
            "A test", (Problem("here", "this"), Problem("there", "that"))
        )
        QApplication.processEvents()
        assert not nameless(house.window)
        house.browser.type_words("zzzz")
        QApplication.processEvents()
        assert not nameless(house.window)
        house.browser.clear_search()
        house.window.show_photo("leonov-1960s")
        QApplication.processEvents()
        assert not nameless(house.window)

    @pytest.mark.parametrize(
        "dialog",
        [
            lambda house: KeysDialog(house.window.actions_by_name, house.window),
            lambda house: ProblemsDialog("What was wrong", ["one", "two"], house.window),
            lambda house: AboutDialog(parent=house.window),
        ],
    )
    def test_in_the_dialogs_too(self, house: House, dialog: Callable[[House], QDialog]) -> None:
        shown = dialog(house)
        shown.show()
        QApplication.processEvents()
        assert not nameless(shown)
        assert shown.windowTitle()
        press(Key.Key_Escape)
        assert not shown.isVisible()


def nameless(root: QWidget) -> list[QWidget]:
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not told_name(one)
    ]


def told_by(kind: type[QDialog], ask: Callable[[], object]) -> list[str]:
    """Return what a dialog says that somebody asks for, and close it."""
    told: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, kind)
        told.extend(texts_in(dialog))
        dialog.reject()

    QTimer.singleShot(0, look)
    ask()
    return told


class TestDialogs:
    @pytest.mark.usefixtures("house")
    @pytest.mark.parametrize("key", [Key.Key_F1, "?"])
    def test_the_keys(self, key: Qt.Key | str) -> None:
        told = told_by(KeysDialog, lambda: press(key))
        for words in (
            "Search",
            "Ctrl+F, /",
            "Full screen",
            "Slideshow",
            "F5",
            "Turn left",
            "Shift+R",
            "Enter",
            "Esc",
            "Copy caption and credit",
            "Ctrl+Shift+C",
            "Arrows, Home, End, Page up, Page down",
        ):
            assert words in told

    def test_the_keys_need_no_scrolling_sideways(self, house: House) -> None:
        shown = KeysDialog(house.window.actions_by_name, house.window)
        shown.show()
        QApplication.processEvents()
        (area,) = shown.findChildren(QScrollArea)
        page = area.widget()
        assert page is not None
        assert page.width() <= area.viewport().width()
        assert all(page.rect().contains(one.geometry()) for one in page.findChildren(QLabel))
        shown.close()
        shown.deleteLater()

    def test_about_says_that_the_pictures_are_illustrations(self, house: House) -> None:
        told = told_by(AboutDialog, house.window.actions_by_name["about"].trigger)
        assert "illustrations" in " ".join(told)
        assert "GNU General Public License" in " ".join(told)

    def test_nothing_is_left_of_a_dialog_that_was_closed(self, house: House) -> None:
        def close() -> None:
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            dialog.close()

        for name in ("keys", "about"):
            QTimer.singleShot(0, close)
            house.window.actions_by_name[name].trigger()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not house.window.findChildren(QDialog)


def test_labels_are_no_controls(house: House) -> None:
    """A text without a link is nothing to stop at with the Tab key."""
    stops = [
        label.text()[:30]
        for label in house.window.findChildren(QLabel)
        if label.isVisible()
        and "href" not in label.text()
        and label.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert not stops
