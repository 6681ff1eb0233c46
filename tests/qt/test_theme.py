"""The look: following the system, choosing, and being readable."""

from itertools import product

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from gallery.qt.theme import DARK, LIGHT, SANS, SERIF, Colors, Scheme
from tests.qt.conftest import OpenHouse
from tests.qt.house import House, picture_of

SCHEMES = {"dark": DARK, "light": LIGHT}
GROUNDS = ("window", "panel", "side", "control")
PAIRS = [
    *product(("text", "quiet", "link"), GROUNDS),
    ("text", "chosen"),
    ("on_chosen", "chosen"),
    ("on_accent", "accent"),
    # What was found is marked in headlines, credits and in the line that says why.
    ("text", "mark"),
    ("link", "mark"),
    # The one button that is filled, under the pointer.
    ("panel", "link"),
]


class SystemHints(QObject):
    """The system's say about light and dark, which no platform without a screen has."""

    colorSchemeChanged = Signal(object)  # noqa: N815 (Qt's name)

    def __init__(self) -> None:
        super().__init__()
        self._scheme = Qt.ColorScheme.Unknown
        self._wanted = Qt.ColorScheme.Unknown

    def colorScheme(self) -> Qt.ColorScheme:
        known = self._wanted is not Qt.ColorScheme.Unknown
        return self._wanted if known else self._scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        self._wanted = scheme

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> SystemHints:
    hints = SystemHints()
    monkeypatch.setattr(qapp, "styleHints", lambda: hints, raising=False)
    return hints


def luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(one) for one in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(scheme: str, words: str, ground: str) -> None:
    colors: Colors = SCHEMES[scheme]
    assert contrast(colors[words], colors[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["window", "panel", "side", "control"])
def test_the_ring_of_what_has_the_keyboard_can_be_seen(scheme: str, ground: str) -> None:
    """3 : 1 is what WCAG 2.2 (1.4.11) asks of lines."""
    colors: Colors = SCHEMES[scheme]
    assert contrast(colors["ring"], colors[ground]) >= 3


def ground_of(house: House) -> QColor:
    """Return the colour of the space between the tiles."""
    return QColor(picture_of(house.window.grid.viewport()).pixel(3, 3))


class TestFollowingTheSystem:
    def test_it_follows_while_it_runs(self, system: SystemHints, open_house: OpenHouse) -> None:
        house = open_house(scheme=Scheme.SYSTEM)
        system.turn(Qt.ColorScheme.Light)
        assert ground_of(house) == LIGHT["window"]
        system.turn(Qt.ColorScheme.Dark)
        assert ground_of(house) == DARK["window"]

    @pytest.mark.usefixtures("system")
    def test_a_system_that_does_not_say_gets_the_dark_page(self, open_house: OpenHouse) -> None:
        assert open_house(scheme=Scheme.SYSTEM).theme.colors is DARK

    def test_what_a_person_chose_stays(self, system: SystemHints, open_house: OpenHouse) -> None:
        house = open_house(scheme=Scheme.SYSTEM)
        house.window.actions_by_name["scheme_light"].trigger()
        assert house.theme.colors is LIGHT
        system.turn(Qt.ColorScheme.Dark)
        assert house.theme.colors is LIGHT
        house.window.actions_by_name["scheme_system"].trigger()
        assert house.theme.colors is DARK

    def test_the_pane_follows_too(self, system: SystemHints, open_house: OpenHouse) -> None:
        house = open_house(scheme=Scheme.SYSTEM)
        notice = house.window.details.findChild(QLabel, "notice")
        assert isinstance(notice, QLabel)
        system.turn(Qt.ColorScheme.Light)
        assert LIGHT.link in notice.text()
        assert DARK.link not in notice.text()


class TestChoosing:
    def test_the_menu_shows_what_is_chosen(self, house: House) -> None:
        action = house.window.actions_by_name
        for scheme in Scheme:
            action[f"scheme_{scheme}"].trigger()
            checked = [one for one in Scheme if action[f"scheme_{one}"].isChecked()]
            assert checked == [scheme]
            assert house.theme.scheme is scheme

    def test_icons_take_the_colours(self, house: House) -> None:
        button = house.window.search
        dark = picture_of(button)
        house.theme.choose(Scheme.LIGHT)
        light = picture_of(button)
        assert QColor(dark.pixel(3, dark.height() // 2)).lightness() < 60
        assert QColor(light.pixel(3, light.height() // 2)).lightness() > 200
        # The magnifying glass: dark strokes on light ground, and the other way round.
        assert (
            min(QColor(light.pixel(x, y)).lightness() for x in range(11, 27) for y in range(9, 25))
            < 90
        )

    def test_the_photo_view_is_dark_in_either(self, house: House) -> None:
        house.theme.choose(Scheme.LIGHT)
        house.window.show_photo("leonov-1960s")
        assert QColor(picture_of(house.window.view).pixel(2, 300)).lightness() < 20

    @pytest.mark.usefixtures("house")
    def test_no_placeholder_of_the_style_sheet_is_left(self, qapp: QApplication) -> None:
        assert "@" not in qapp.styleSheet().partition("*/")[2]


def test_the_two_typefaces_are_there(house: House) -> None:
    assert QFontInfo(house.theme.serif(16)).family() == SERIF
    assert QFontInfo(house.theme.sans(14)).family() == SANS
