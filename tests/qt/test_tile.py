"""What a tile of the grid shows: picture, headline, credit, mark, and why it was found."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from gallery.library.marking import Marks
from gallery.qt.theme import DARK, SMALL, Scheme, Theme
from gallery.qt.tile_text import TileTexts, broken
from gallery.records import Photo
from gallery.sources.builtin import photos_folder
from tests.images import raw_files
from tests.qt.conftest import OpenHouse, Wait, WriteManifest
from tests.qt.house import House, picture_of
from tests.unit.metadata import writing


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Scheme.DARK)


SAME = {"file": "same.png", "headline": "The same headline", "credit_line": "The same credit"}


@pytest.fixture
def alike(open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait) -> House:
    """A window on two photographs of which one alone is an illustration, behind a third."""
    source = write_manifest(
        [{"id": "first"}, {"id": "drawn", "illustration": True, **SAME}, {"id": "photo", **SAME}]
    )
    house = open_house(sources=(str(source),), size=(1440, 800))
    wait(house.window.is_settled)
    return house


def tile(house: House, photo: str) -> QImage:
    """Return a tile as it stands in the grid now, without its ring."""
    grid = house.window.grid
    row = house.browser.ids.index(photo)
    return picture_of(grid.viewport()).copy(grid.visualRect(grid.model().index(row, 0)))


def differing(one: QImage, other: QImage) -> QRect:
    """Return the least rectangle that holds every difference between two pictures."""
    assert one.size() == other.size()
    found = QRect()
    for y in range(one.height()):
        for x in range(one.width()):
            if one.pixel(x, y) != other.pixel(x, y):
                found |= QRect(x, y, 1, 1)
    return found


def count(image: QImage, color: QColor) -> int:
    wanted = color.rgb()
    return sum(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


def golden_below_the_picture(image: QImage) -> int:
    """Count the pixels of a tile's texts that are golden: grey and white letters have none."""
    top = round(image.width() * 2 / 3) + 8
    colors = (
        image.pixelColor(x, y) for y in range(top, image.height()) for x in range(image.width())
    )
    return sum(color.red() > color.blue() + 40 for color in colors)


def test_an_illustration_carries_its_mark_beside_the_credit(alike: House) -> None:
    drawn, photo = tile(alike, "drawn"), tile(alike, "photo")
    mark = differing(drawn, photo)
    assert not mark.isEmpty()
    # In the first of the two lines for the credit, and at its end: the picture is left alone.
    assert mark.top() > drawn.height() - 3 * SMALL
    assert mark.bottom() < drawn.height() - SMALL
    assert mark.left() > drawn.width() / 2
    assert mark.right() >= drawn.width() - 4
    assert mark.width() > 60


def test_a_raw_file_and_its_jpeg_are_told_apart(
    open_house: OpenHouse, tmp_path: Path, wait: Wait
) -> None:
    folder = tmp_path / "pairs"
    folder.mkdir()
    (folder / "a.JPG").write_bytes(raw_files.preview(raw_files.LARGE))
    (folder / "a.NEF").write_bytes(raw_files.nef())
    (folder / "z.JPG").write_bytes(raw_files.preview(raw_files.LARGE))
    said = {"Xmp.photoshop.Headline": "One moment", "Xmp.photoshop.Credit": "NASA"}
    writing.write_sidecar(folder / "a.xmp", said)
    house = open_house(sources=(), size=(1440, 800))
    house.window.opening.open(str(folder))
    # The sidecar tells of both, and both stand in the order of their names.
    wait(lambda: "a.NEF" in house.library.photos)
    wait(lambda: house.library.photos["a.NEF"].headline == "One moment")
    wait(house.window.is_settled)
    assert house.browser.ids == ("a.JPG", "a.NEF", "z.JPG")
    assert house.library.photos["a.JPG"].headline == "One moment"
    house.window.grid.choose("z.JPG")
    wait(house.window.is_settled)
    raw = tile(house, "a.NEF")
    texts = int(3 * SMALL)
    below = QRect(0, raw.height() - texts, raw.width(), texts)
    mark = differing(tile(house, "a.JPG").copy(below), raw.copy(below))
    assert not mark.isEmpty()
    assert mark.left() > raw.width() / 2
    model = house.window.grid.model()
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole) for row in range(3)]
    assert ["Raw file, NEF" in one for one in told] == [False, True, False]


def test_the_mark_stays_when_the_credit_is_longer_than_the_tile(
    open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
) -> None:
    long = {**SAME, "credit_line": "A credit that goes on and on " * 8}
    source = write_manifest(
        [{"id": "first"}, {"id": "drawn", "illustration": True, **long}, {"id": "photo", **long}]
    )
    for size in range(5):
        house = open_house(sources=(str(source),), size=(1440, 800))
        house.window.grid.set_tile_size(size)
        wait(house.window.is_settled)
        assert not differing(tile(house, "drawn"), tile(house, "photo")).isEmpty()


def test_in_a_right_to_left_window_mark_and_credit_stand_apart(alike: House, wait: Wait) -> None:
    """The mark takes as much of the line as it does in a left-to-right window, in one place."""
    usual = differing(tile(alike, "drawn"), tile(alike, "photo"))
    alike.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    wait(alike.window.is_settled)
    mirrored = differing(tile(alike, "drawn"), tile(alike, "photo"))
    assert abs(mirrored.width() - usual.width()) <= 4


def test_a_picture_that_cannot_be_shown_says_why(
    open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
) -> None:
    source = write_manifest([{"id": "good"}, {"id": "damaged"}, {"id": "gone"}, {"id": "nonsense"}])
    (source / "gone.png").unlink()
    whole = (source / "good.png").read_bytes()
    (source / "damaged.png").write_bytes(whole[: len(whole) // 2])
    (source / "nonsense.png").write_bytes(b"nonsense" * 100)
    house = open_house(sources=(str(source),), size=(2200, 800))
    wait(house.window.is_settled)
    wait(lambda: all(house.pictures.fault(photo) for photo in ("damaged", "gone", "nonsense")))
    shown = [tile(house, photo) for photo in ("damaged", "gone", "nonsense")]
    for image in shown:
        picture = image.copy(0, 0, image.width(), round(image.width() * 2 / 3))
        words = picture.width() * picture.height() - count(picture, DARK["control"])
        assert 300 < words < picture.width() * picture.height() / 3
    headless = [image.copy(0, 0, image.width(), image.height() - 50) for image in shown]
    assert not differing(headless[0], headless[1]).isEmpty()
    assert not differing(headless[1], headless[2]).isEmpty()
    assert house.window.notice.isVisible()


def test_that_nobody_is_credited_stands_out(
    open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
) -> None:
    source = write_manifest([{"id": "bare"}, {"id": "credited", "credit_line": "No creditor"}])
    house = open_house(sources=(str(source),), size=(1440, 800))
    wait(house.window.is_settled)
    assert golden_below_the_picture(tile(house, "bare")) > 20
    assert golden_below_the_picture(tile(house, "credited")) == 0
    for photo, stands_out in (("credited", False), ("bare", True), ("credited", False)):
        house.window.grid.choose(photo)
        house.window.show_photo(photo)
        QApplication.processEvents()
        for part, name in ((house.window.details, "creditLine"), (house.window.view, "overCredit")):
            line = part.findChild(QLabel, name)
            assert isinstance(line, QLabel)
            assert line.font().italic() is stands_out
            color = line.palette().color(QPalette.ColorRole.WindowText)
            assert (color == DARK["link"]) is stands_out
        house.window.show_gallery()
        told = house.window.grid.currentIndex().data(Qt.ItemDataRole.AccessibleDescriptionRole)
        assert told.endswith(". No credit." if stands_out else ". Credit: No creditor.")


def test_what_was_typed_is_marked_in_the_tile(house: House, wait: Wait) -> None:
    wait(house.window.is_settled)
    assert count(tile(house, "leonov-spacewalk-1965"), DARK["mark"]) == 0
    house.browser.type_words("leonov")
    assert count(tile(house, "leonov-spacewalk-1965"), DARK["mark"]) > 100


@pytest.mark.parametrize("typed", ["Leonof", "Leonv", "year:1965", "date:1965-03"])
def test_what_was_found_another_way_is_marked_too(house: House, wait: Wait, typed: str) -> None:
    wait(house.window.is_settled)
    house.browser.type_words(typed)
    assert "leonov-spacewalk-1965" in house.browser.ids
    assert count(tile(house, "leonov-spacewalk-1965"), DARK["mark"]) > 50


def test_the_line_that_says_why_is_there_only_while_words_are_sought(house: House) -> None:
    grid = house.window.grid
    before = grid.visualRect(grid.model().index(0, 0)).height()
    house.browser.type_words("leonow")
    during = grid.visualRect(grid.model().index(0, 0)).height()
    house.browser.clear_search()
    after = grid.visualRect(grid.model().index(0, 0)).height()
    assert before == after < during


def test_the_current_tile_has_a_ring_while_the_grid_has_the_keyboard(
    house: House, wait: Wait
) -> None:
    wait(house.window.is_settled)
    grid = house.window.grid
    focused = count(picture_of(grid.viewport()), DARK["accent"])
    house.window.search.begin()
    assert count(picture_of(grid.viewport()), DARK["accent"]) < focused
    assert focused > 300


def test_the_pictures_of_the_built_in_gallery_are_drawn(open_house: OpenHouse, wait: Wait) -> None:
    house = open_house(sources=(str(photos_folder()),))
    wait(house.window.is_settled)
    for photo in house.window.grid.photos_in_sight():
        picture = house.pictures.any(photo)
        assert picture is not None, photo
        assert picture.full_size.width() * 2 == picture.full_size.height() * 3
        assert (photos_folder() / f"{photo}.jpg").is_file()


def test_a_picture_is_shown_whole_and_never_cropped(
    open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
) -> None:
    source = write_manifest([{"id": "first"}, {"id": "tall"}])
    tall = QImage(40, 120, QImage.Format.Format_RGB32)
    tall.fill(QColor("#ff0000"))
    for y in (*range(10), *range(110, 120)):
        for x in range(40):
            tall.setPixelColor(x, y, QColor("#0000ff"))
    assert tall.save(str(source / "tall.png"))
    house = open_house(sources=(str(source),))
    wait(house.window.is_settled)
    image = tile(house, "tall")
    middle = image.width() // 2
    column = [QColor(image.pixel(middle, y)) for y in range(round(image.width() * 2 / 3))]
    assert column[3].blue() > 200
    assert column[len(column) // 2].red() > 200
    assert column[-4].blue() > 200


@pytest.mark.parametrize("width", [90, 140, 400])
@pytest.mark.parametrize(
    "credit",
    ["NASA", "Keystone-France/Gamma-Keystone/Getty Images", "Фото: Алексей Леонов 👩‍🚀 и друзья"],
)
def test_a_long_credit_goes_on_in_a_second_line_and_nothing_of_it_is_lost(
    qapp: QApplication, credit: str, width: int
) -> None:
    font = QFont()
    first, rest = broken(credit, font, width)
    assert f"{first}{rest}".replace(" ", "") == credit.replace(" ", "")
    assert rest or first == credit
    assert QFontMetrics(font).horizontalAdvance(first) <= width


TEXTS = st.sampled_from(
    [
        *("Earthrise", "NASA", "Keystone-France/Gamma-Keystone/Getty Images", "صورة من الفضاء"),
        *("Leonov drifts out on his tether above the Crimea", "Фото: Алексей Леонов 👩‍🚀"),
        "",
    ]
)
AREA = QRect(10, 0, 1, 20)


@given(TEXTS, TEXTS, st.booleans(), st.lists(st.integers(60, 480), min_size=2, max_size=5))
def test_texts_look_alike_whatever_widths_their_tile_had_before(
    theme: Theme, headline: str, credit: str, drawn: bool, widths: list[int]
) -> None:
    photo = Photo(
        id="one", file="one.jpg", headline=headline, credit_line=credit, illustration=drawn
    )

    def painted(texts: TileTexts, width: int) -> QImage:
        image = QImage(520, 120, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        texts.draw(painter, QRect(AREA.topLeft(), QSize(width, 20)), photo, Marks(), list)
        painter.end()
        return image

    kept = TileTexts(theme)
    for width in widths:
        assert painted(kept, width) == painted(TileTexts(theme), width)


def test_pictures_are_smooth_again_when_the_window_rests(
    open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
) -> None:
    source = write_manifest([{"id": "first"}, {"id": "small"}])
    checks = QImage(30, 20, QImage.Format.Format_RGB32)
    checks.fill(QColor("#ffffff"))
    for x in range(0, 30, 2):
        for y in range(x // 2 % 2, 20, 2):
            checks.setPixelColor(x, y, QColor("#000000"))
    assert checks.save(str(source / "small.png"))
    resized = open_house(sources=(str(source),), size=(1200, 800))
    other = open_house(sources=(str(source),), size=(1160, 800))
    wait(resized.window.is_settled)
    wait(other.window.is_settled)
    for width in range(1190, 1150, -10):
        resized.window.resize(width, 800)
    resized.window.resize(1160, 800)
    assert tile(resized, "small") != tile(other, "small")
    wait(resized.window.is_settled)
    assert tile(resized, "small") == tile(other, "small")
