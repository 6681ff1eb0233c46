"""The way to the photograph itself: an illustration says it is one, links lead there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from gallery import rights
from gallery.export import citation
from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import House, Key, button, click, plain, press, texts_in
from tests.qt.pane import facts, label, link_in, look_at


class TestIllustration:
    def test_a_photograph_that_is_none_has_neither_mark_nor_notice(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        source = write_manifest([{"id": "one", "credit_line": "Somebody"}])
        house = open_house(sources=(str(source),))
        shown = " ".join(texts_in(house.window.details))
        assert "llustration" not in shown
        assert not label(house, "notice").isVisible()

    def test_one_whose_maker_is_not_named_is_still_told_of(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        source = write_manifest([{"id": "one", "credit_line": "Somebody", "illustration": True}])
        house = open_house(sources=(str(source),))
        assert citation.UNKNOWN_ILLUSTRATION in texts_in(house.window.details)
        assert label(house, "notice").isVisible()

    def test_a_free_photograph_with_its_picture(self, house: House) -> None:
        look_at(house, "aldrin-gemini12-1966")
        said = plain(label(house, "notice"))
        assert said.startswith("Illustration.")
        assert "is not the photograph" in said
        assert "free to use in the United States" in said
        image = link_in(label(house, "notice"), "get it from Wikimedia Commons")
        original = house.library.photos["aldrin-gemini12-1966"].original
        assert original is not None
        assert image == original.image

    def test_a_free_photograph_without_its_picture(self, house: House) -> None:
        look_at(house, "collins-gemini10-1966")
        assert "free to use in the United States" in plain(label(house, "notice"))
        page = link_in(label(house, "notice"), "Arizona State University")
        assert page == "http://tothemoon.ser.asu.edu/gallery/gemini"

    def test_a_free_photograph_that_nobody_found(self, house: House) -> None:
        look_at(house, "robinson-sts114-2005")
        said = plain(label(house, "notice"))
        assert "free to use in the United States" in said
        assert "not confirmed" in said
        assert "href" not in label(house, "notice").text()

    def test_a_photograph_that_is_not_free(self, house: House) -> None:
        look_at(house, "leonov-1960s")
        said = plain(label(house, "notice"))
        assert "cannot be shown here because of its rights" in said
        page = link_in(label(house, "notice"), "TIME")
        assert page == "http://time.com/3745861/leonov-spacewalk-50th-anniversary/"

    def test_rights_that_nobody_knows_are_not_told_as_a_refusal(self, house: House) -> None:
        look_at(house, "global-selfie-2014")
        assert (
            rights.describe(house.library.photos["global-selfie-2014"].rights or "").label
            in (facts(house)["Rights"])
        )
        assert "free to use" not in plain(label(house, "notice"))


class TestLinks:
    def test_rights_and_source_lead_to_their_addresses(self, house: House) -> None:
        look_at(house, "leonov-1960s")
        labels = [
            one
            for one in house.window.details.findChildren(QLabel, "fact")
            if one.isVisible() and "href" in one.text()
        ]
        assert link_in(labels[0], "In copyright") == "http://rightsstatements.org/vocab/InC/1.0/"
        assert link_in(labels[1], "time.com") == (
            "http://time.com/3745861/leonov-spacewalk-50th-anniversary/"
        )
        labels[0].linkActivated.emit("http://rightsstatements.org/vocab/InC/1.0/")
        assert house.followed == ["http://rightsstatements.org/vocab/InC/1.0/"]

    def test_a_link_is_followed_with_the_keyboard(self, house: House) -> None:
        look_at(house, "leonov-1960s")
        rights_label = next(
            one
            for one in house.window.details.findChildren(QLabel, "fact")
            if one.isVisible() and "rightsstatements" in one.text()
        )
        rights_label.setFocus(Qt.FocusReason.TabFocusReason)
        press(Key.Key_Tab)
        press(Key.Key_Return)
        assert house.followed == ["http://rightsstatements.org/vocab/InC/1.0/"]

    def test_see_the_original(self, house: House) -> None:
        look_at(house, "curiosity-windjana-2014")
        click(button(house.window.details, "See the original"))
        assert house.followed == ["https://photojournal.jpl.nasa.gov/catalog/PIA18390"]
        house.window.actions_by_name["original"].trigger()
        assert len(house.followed) == 2

    def test_without_an_original_there_is_nothing_to_see(self, house: House) -> None:
        look_at(house, "robinson-sts114-2005")
        visible = [
            one.text() for one in house.window.details.findChildren(QPushButton) if one.isVisible()
        ]
        assert "See the original" not in visible
        assert not house.window.actions_by_name["original"].isEnabled()

    def test_nor_after_a_visit_to_the_photo_view(self, house: House) -> None:
        look_at(house, "robinson-sts114-2005")
        house.window.show_photo("robinson-sts114-2005")
        assert not house.window.actions_by_name["original"].isEnabled()
        house.window.show_gallery()
        assert not house.window.actions_by_name["original"].isEnabled()
