"""What is on the clipboard: no picture without its credit, no illustration without its maker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from gallery.export import citation
from tests.qt.conftest import Fill, OpenHouse, Wait, WriteManifest, draw, open_
from tests.qt.house import CTRL, SHIFT, House, Key, press, texts_in


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    QApplication.clipboard().clear()
    yield
    # Without a screen the clipboard outlives Python, and what is left on it would crash the exit.
    QApplication.clipboard().clear()


def on_clipboard() -> QMimeData:
    """Return what is on the clipboard; nothing is empty data."""
    data: QMimeData | None = QApplication.clipboard().mimeData()
    return data or QMimeData()


def picture() -> QImage:
    return QImage.fromData(on_clipboard().data("image/png"))


def copy_picture(house: House, qtbot: QtBot) -> str:
    with qtbot.waitSignal(house.copier.copied) as copied:
        press(Key.Key_C, CTRL)
    return str(copied.args[0])


class TestCaptionAndCredit:
    def test_of_one_photograph(self, house: House) -> None:
        house.window.grid.choose("aldrin-gemini12-1966")
        press(Key.Key_C, CTRL | SHIFT)
        record = house.library.photos["aldrin-gemini12-1966"]
        text = on_clipboard().text()
        assert text == citation.caption_and_credit(record, "Illustration: Giant Leap")
        for part in (
            record.headline,
            record.caption,
            "Credit: NASA",
            "Photograph by Buzz Aldrin",
            "12 November 1966",
            "S66-62926",
            "No copyright in the United States",
        ):
            assert part
            assert part in text
        # The credit is the photograph's, and the text says that the picture shown is not it.
        assert "not the photograph" in " ".join(text.split())
        assert "Illustration: Giant Leap" in text
        assert any("copied" in one for one in texts_in(house.window.status))

    def test_of_several(self, many: House) -> None:
        press(Key.Key_Right, SHIFT)
        press(Key.Key_C, CTRL | SHIFT)
        text = on_clipboard().text()
        assert "Headline of p0" in text
        assert "Headline of p1" in text
        assert any("2 photographs" in one for one in texts_in(many.window.status))

    def test_of_the_one_in_the_photo_view(self, many: House) -> None:
        press(Key.Key_A, CTRL)
        many.window.show_photo("p3")
        press(Key.Key_C, CTRL | SHIFT)
        assert on_clipboard().text().startswith("Headline of p3")
        assert "Headline of p4" not in on_clipboard().text()

    def test_by_the_button_of_the_pane(self, house: House) -> None:
        house.window.details.copy_wanted.emit()
        assert on_clipboard().text().startswith("At 80")


class TestPicture:
    def test_of_an_illustration(self, house: House, qtbot: QtBot) -> None:
        house.window.grid.choose("aldrin-gemini12-1966")
        said = copy_picture(house, qtbot)
        assert said == "Illustration copied with its credit"
        text = on_clipboard().text()
        first, second = text.split("\n")
        assert first == "Illustration: Giant Leap"
        assert second == (
            "Drawn after a photograph: Aldrin stands up in the open hatch (photograph: NASA)"
        )
        html = on_clipboard().html()
        caption = html.partition("<figcaption>")[2].partition("</figcaption>")[0]
        assert caption == text.replace("\n", "<br>")
        assert 'src="data:image/png;base64,' in html
        assert picture().text("Description") == text
        assert picture().size() == QImage(48, 32, QImage.Format.Format_RGB32).size()
        # Buzz Aldrin took the photograph; he has not drawn our picture.
        assert "Buzz Aldrin" not in text + html

    def test_of_a_photograph(
        self, open_house: OpenHouse, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest(
            [
                {
                    "id": "one",
                    "headline": 'A <b> & "quotes"',
                    "credit_line": "Someone & Sons <x>",
                    "alt_text": 'An "alt" <text>',
                }
            ]
        )
        house = open_house(sources=(str(source),))
        assert copy_picture(house, qtbot) == "Picture copied with its credit"
        text = on_clipboard().text()
        assert text == 'A <b> & "quotes"\nSomeone & Sons <x>'
        html = on_clipboard().html()
        assert 'alt="An &quot;alt&quot; &lt;text&gt;"' in html
        assert "<figcaption>A &lt;b&gt; &amp; &quot;quotes&quot;<br>" in html
        assert "Someone &amp; Sons &lt;x&gt;</figcaption>" in html
        assert picture().text("Description") == text

    def test_without_any_credit_it_says_so(
        self, open_house: OpenHouse, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        house = open_house(sources=(str(write_manifest([{"id": "one"}])),))
        copy_picture(house, qtbot)
        assert on_clipboard().text() == "Headline of one\nNo credit"

    def test_a_picture_whose_collection_is_closed_meanwhile_is_copied_with_its_credit(
        self, open_house: OpenHouse, write_manifest: WriteManifest, qtbot: QtBot, wait: Wait
    ) -> None:
        source = write_manifest([{"id": "one", "credit_line": "NASA"}])
        house = open_house(sources=(str(source),))
        wait(lambda: house.pictures.whole("one") is not None)
        with qtbot.waitSignal(house.copier.copied):
            press(Key.Key_C, CTRL)
            house.window.opening.close(next(iter(house.library.collections)))
            assert "one" not in house.library.photos
        assert on_clipboard().text() == picture().text("Description") == "Headline of one\nNASA"

    def test_a_picture_that_gets_its_id_meanwhile_is_not_taken_for_it(
        self, house: House, fill: Fill, wait: Wait, qtbot: QtBot
    ) -> None:
        first, second = fill("a.png", folder="first"), fill("a.png", folder="second")
        draw(first / "a.png", 1, (96, 16))
        open_(house, wait, first)
        with qtbot.waitSignal(house.copier.copied):
            house.copier.copy_picture("a.png")
            house.window.opening.close("first")
            open_(house, wait, second)
        assert picture().width() == 96

    def test_it_is_the_picture_in_full_size_and_its_own_colours(
        self, open_house: OpenHouse, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest([{"id": "one"}])
        image = QImage(1600, 900, QImage.Format.Format_RGB32)
        image.fill(QColor("#336699"))
        assert image.save(str(source / "one.png"))
        house = open_house(sources=(str(source),))
        copy_picture(house, qtbot)
        assert (picture().width(), picture().height()) == (1600, 900)
        assert QColor(picture().pixel(800, 450)) == QColor("#336699")

    def test_a_picture_that_cannot_be_read_leaves_the_clipboard_alone(
        self, open_house: OpenHouse, write_manifest: WriteManifest, qtbot: QtBot
    ) -> None:
        source = write_manifest([{"id": "one"}])
        (source / "one.png").write_bytes(b"nonsense")
        house = open_house(sources=(str(source),))
        QApplication.clipboard().setText("before")
        with qtbot.waitSignal(house.copier.failed):
            press(Key.Key_C, CTRL)
        assert on_clipboard().text() == "before"
        assert any("could not be copied" in one for one in texts_in(house.window.status))

    def test_going_on_at_once_does_not_lose_it(self, many: House, qtbot: QtBot) -> None:
        many.window.show_photo("p3")
        with qtbot.waitSignal(many.copier.copied):
            press(Key.Key_C, CTRL)
            press(Key.Key_Right, times=20)
        assert on_clipboard().text().startswith("Headline of p3")

    def test_what_was_copied_last_is_there_in_the_end(
        self, open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        source = write_manifest([{"id": "large"}, {"id": "small"}])
        noise(source / "large.png")
        house = open_house(sources=(str(source),))
        house.pictures.whole("large")
        house.pictures.whole("small")
        wait(lambda: house.pictures.whole("large") and house.pictures.whole("small"))
        copied: list[str] = []
        house.copier.copied.connect(copied.append)
        house.copier.copy_picture("large")
        house.copier.copy_picture("small")
        wait(lambda: copied)
        assert house.threads.waitForDone(10_000)
        QApplication.processEvents()
        assert on_clipboard().text().startswith("Headline of small")

    def test_in_the_search_field_the_same_keys_copy_text(self, house: House) -> None:
        house.window.search.begin()
        press("leonov")
        press(Key.Key_A, CTRL)
        press(Key.Key_C, CTRL)
        assert on_clipboard().text() == "leonov"
        assert not on_clipboard().hasFormat("image/png")

    def test_text_selected_in_the_pane_is_what_is_copied(self, house: House) -> None:
        caption = house.window.details.findChild(QLabel, "headline")
        assert isinstance(caption, QLabel)
        caption.setFocus(Qt.FocusReason.MouseFocusReason)
        caption.setSelection(0, 5)
        press(Key.Key_C, CTRL)
        assert on_clipboard().text() == "At 80"

    def test_it_is_told_in_the_photo_view_too(self, house: House, qtbot: QtBot) -> None:
        """Whoever copies wants to be told that it is done, wherever they are."""
        house.window.show_photo("leonov-1960s")
        copy_picture(house, qtbot)
        QApplication.processEvents()
        assert any("copied" in one for one in texts_in(house.window))


def noise(path: Path) -> None:
    """Draw a picture that takes long to pack."""
    data = bytearray()
    value = 12345
    for _ in range(1500 * 10):
        value = (value * 1103515245 + 12345) % 2**31
        data += value.to_bytes(4, "little")
    noisy = QImage(bytes(data) * 100, 1500, 1000, 6000, QImage.Format.Format_RGB32)
    assert noisy.save(str(path))
