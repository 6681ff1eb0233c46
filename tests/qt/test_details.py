"""The pane at the right: all that is known about a photograph, seen and told."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gallery import edtf, rights
from gallery.qt.theme import Scheme
from tests.qt.conftest import Fill, OpenHouse, Wait, WriteManifest, open_
from tests.qt.house import House, Key, button, click, picture_of, plain, press, spoken, texts_in
from tests.qt.pane import chips, facts, label, look_at
from tests.qt.test_theme import contrast


class TestEverythingIsShown:
    def test_of_every_photograph_of_the_built_in_gallery(self, house: House) -> None:
        assert len(house.browser.ids) == 14
        for photo in house.browser.ids:
            look_at(house, photo)
            record = house.library.photos[photo]
            shown = texts_in(house.window.details)
            assert record.headline in shown
            assert record.caption in shown
            assert record.credit_line in shown
            assert "Illustration: Giant Leap" in shown
            known = facts(house)
            assert record.date_created
            assert known["Date"] == edtf.in_words(record.date_created)
            assert known.get("Place") == record.place
            assert known.get("Mission") == record.mission
            assert known.get("Agency") == record.agency
            for number in record.image_ids:
                assert known[f"{number.catalogue} ID"] == number.value
            assert record.rights
            assert rights.describe(record.rights).label in known["Rights"]
            assert rights.describe(record.rights).plain in known["Rights"]
            assert ("Source" in known) == (record.source_url is not None)
            named = " ".join(chip.text() for chip in chips(house))
            for name in (*record.persons_shown, *record.craft_shown):
                assert house.library.names[name].display_name in named
            for companion in record.companions:
                assert house.library.names[companion.name].display_name in named
            if record.creator:
                assert any("Photograph by " + record.creator[0] in text for text in shown)
            if record.note:
                assert record.note in shown

    @pytest.mark.parametrize(
        ("photo", "words"),
        [
            ("aldrin-gemini12-1966", "12 November 1966"),
            ("leonov-1960s", "around the 1960s"),
            ("collins-gemini10-1966", "18–21 July 1966"),
            ("voskhod-celebration-1965", "1965"),
        ],
    )
    def test_dates_are_written_out(self, house: House, photo: str, words: str) -> None:
        look_at(house, photo)
        assert facts(house)["Date"] == words

    def test_of_what_kind_and_how_large_its_file_is(
        self, open_house: OpenHouse, fill: Fill, wait: Wait
    ) -> None:
        place = fill("a.png")
        Image.new("RGB", (60, 40)).save(place / "b.qoi")
        (place / "c.jpg").write_text("no picture")
        house = open_house(sources=())
        open_(house, wait, place)
        told = []
        for photo in house.browser.ids:
            look_at(house, photo)
            wait(house.window.is_settled)
            told.append(facts(house)["File"].splitlines())
        weight = (place / "a.png").stat().st_size
        assert told == [
            ["a.png", f"PNG · 48 × 32 · {weight} bytes"],
            # The reader of metadata does not know this kind, the picture tells how large it is.
            ["b.qoi", "60 × 40"],
            ["c.jpg"],
        ]

    def test_what_is_not_known_takes_no_line(
        self, open_house: OpenHouse, write_manifest: WriteManifest, wait: Wait
    ) -> None:
        house = open_house(sources=(str(write_manifest([{"id": "bare"}])),))
        wait(house.window.is_settled)
        assert [*facts(house)] == ["File"]
        assert not chips(house)
        name, file = facts(house)["File"].splitlines()
        assert name == "bare.png"
        assert file.startswith("PNG · 48 × 32 · ")
        assert texts_in(house.window.details) == [
            "Headline of bare",
            "No credit",
            "File",
            f"bare.png\n{file}",
        ]
        buttons = [
            one.text() for one in house.window.details.findChildren(QPushButton) if one.isVisible()
        ]
        assert buttons == ["Copy caption and credit"]

    def test_texts_are_shown_as_written(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        """No text of a manifest is taken for markup, wherever it stands."""
        markup = '<b>bold</b> & <img src="x"> &amp;'
        source = write_manifest(
            [
                {
                    "id": "one",
                    "headline": markup,
                    "caption": f"{markup}\n\nSecond paragraph",
                    "credit_line": markup,
                    "creator": [markup],
                    "place": markup,
                    "note": markup,
                    "persons_shown": ["x"],
                    "illustration": True,
                }
            ],
            title=markup,
            picture_credit=markup,
            collections=[{"id": "c", "title": markup, "photos": ["one"]}],
            names=[{"id": "x", "kind": "person", "display_name": markup}],
        )
        house = open_house(sources=(str(source),))
        shown = texts_in(house.window.details)
        assert shown.count(markup) == 4 + 1
        assert facts(house)["Place"] == markup
        assert any("Second paragraph" in text for text in shown)
        house.browser.choose_collection("c")
        titles = house.window.findChildren(QLabel, "subtitle")
        assert [plain(one) for one in titles] == [markup]

    def test_what_was_typed_is_marked_in_the_caption(self, house: House) -> None:
        house.browser.type_words("hasselblad")
        look_at(house, "aldrin-gemini12-1966")
        assert f"background-color:{house.theme.colors.mark}" in label(house, "caption").text()
        house.browser.clear_search()
        assert "background-color" not in label(house, "caption").text()

    @pytest.mark.parametrize("typed", ["Leonof", "Léonow", "Leonv", "Леонов"])
    def test_a_name_is_marked_that_was_typed_in_another_spelling(
        self, house: House, typed: str
    ) -> None:
        house.browser.type_words(typed)
        look_at(house, "leonov-portrait-2015")
        mark = f"background-color:{house.theme.colors.mark};color:{house.theme.colors.text}"
        assert f'<span style="{mark}">Leonov</span>' in label(house, "headline").text()

    def test_a_year_that_was_asked_for_is_marked_in_the_date(self, house: House) -> None:
        house.browser.type_words("year:1966")
        look_at(house, "aldrin-gemini12-1966")
        marked = [one.text() for one in house.window.details.findChildren(QLabel, "fact")]
        assert [one for one in marked if "background-color" in one and ">1966</span>" in one]

    def test_the_pane_begins_at_its_head_again(self, house: House) -> None:
        look_at(house, "aldrin-gemini12-1966")
        bar = house.window.details.verticalScrollBar()
        bar.setValue(bar.maximum())
        look_at(house, "leonov-1960s")
        assert bar.value() == 0

    @pytest.mark.parametrize("size", [(640, 420), (900, 600), (1440, 900), (2560, 1440)])
    def test_no_text_is_cut_off(
        self, open_house: OpenHouse, wait: Wait, size: tuple[int, int]
    ) -> None:
        house = open_house(size=size)
        page = house.window.details.widget()
        assert page is not None

        def cut_off() -> list[str]:
            return [
                plain(one)
                for one in page.findChildren(QLabel)
                if one.isVisible()
                and one.wordWrap()
                and (
                    one.height() < one.heightForWidth(one.width())
                    or one.mapTo(page, one.rect().topRight()).x() > page.width()
                )
            ]

        for photo in house.browser.ids[:5]:
            look_at(house, photo)
            wait(lambda: not cut_off())

    @pytest.mark.parametrize("size", [(640, 420), (900, 600), (1440, 900)])
    def test_nothing_is_wider_than_the_pane(
        self, open_house: OpenHouse, wait: Wait, size: tuple[int, int]
    ) -> None:
        house = open_house(size=size)
        details = house.window.details
        page = details.widget()
        assert page is not None
        for photo in house.browser.ids:
            look_at(house, photo)
            wait(lambda: page.width() <= details.viewport().width())


class TestPeople:
    def test_a_chip_searches_for_the_person(self, house: House) -> None:
        look_at(house, "leonov-1960s")
        (chip,) = chips(house)
        assert chip.text() == "Alexei Leonov  ·  3 photographs"
        click(chip)
        assert house.browser.query.names == ("alexei-leonov",)
        assert len(house.browser.ids) == 3
        assert house.window.grid.current_photo() == "leonov-1960s"

    def test_crew_mates_are_told_apart_from_who_is_shown(self, house: House) -> None:
        for photo, said in (
            ("leonov-spacewalk-1965", "Pavel Belyayev  ·  in the crew"),
            ("hoshide-iss-2012", "Sunita Williams  ·  reflected in the picture"),
            ("gerst-iss-2014", "Reid Wiseman  ·  out of the frame"),
        ):
            look_at(house, photo)
            texts = [chip.text() for chip in chips(house)]
            assert said in texts
            assert texts.index(said) == len(texts) - 1
            mate = chips(house)[-1]
            assert mate.objectName() != chips(house)[0].objectName()

    def test_a_crew_mate_whom_nothing_shows_is_looked_for_in_the_texts(self, house: House) -> None:
        look_at(house, "leonov-spacewalk-1965")
        click(button(house.window.details, "Pavel Belyayev"))
        assert house.browser.ids == ("leonov-spacewalk-1965",)
        assert house.window.search.line.text() == "Pavel Belyayev"

    def test_a_chip_says_what_it_does(self, house: House) -> None:
        look_at(house, "hoshide-iss-2012")
        assert spoken(chips(house)[0])[0] == "Look for Aki Hoshide, 1 photograph"
        assert "星出 彰彦" in chips(house)[0].toolTip()

    def test_with_the_keyboard_the_keyboard_is_not_lost(self, house: House) -> None:
        look_at(house, "leonov-1960s")
        chips(house)[0].setFocus()
        press(Key.Key_Space)
        assert house.browser.query.names == ("alexei-leonov",)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        assert focused is house.window.grid


class TestPicture:
    @pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space])
    def test_a_key_opens_it(self, house: House, key: Qt.Key) -> None:
        look_at(house, "rosetta-67p-2014")
        house.window.details.picture.setFocus()
        press(key)
        assert house.window.view.photo == "rosetta-67p-2014"
        assert house.window.view.isVisible()

    def test_a_click_opens_it(self, house: House) -> None:
        look_at(house, "rosetta-67p-2014")
        click(house.window.details.picture)
        assert house.window.view.photo == "rosetta-67p-2014"

    def test_a_press_that_ends_elsewhere_does_not(self, house: House) -> None:
        picture = house.window.details.picture
        QTest.mousePress(picture, Qt.MouseButton.LeftButton)
        outside = picture.rect().bottomRight() * 3
        QTest.mouseRelease(
            picture, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, outside
        )
        assert not house.window.view.isVisible()

    @pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
    def test_that_it_has_the_keyboard_is_seen_on_any_picture(
        self, open_house: OpenHouse, scheme: Scheme
    ) -> None:
        house = open_house(scheme=scheme)
        look_at(house, "rosetta-67p-2014")
        picture = house.window.details.picture
        colors = house.theme.colors
        without = picture_of(picture)
        picture.setFocus()
        seen = picture_of(picture)
        # From the panel into the picture, half-way down its left edge.
        row = picture.height() // 2
        ring, ground = (seen.pixelColor(column, row) for column in (1, 3))
        assert (ring, ground) == (colors["ring"], colors["panel"])
        assert contrast(ring, colors["panel"]) >= 3
        assert seen.pixelColor(5, row) == without.pixelColor(5, row)

    def test_it_has_the_alternative_text(self, house: House) -> None:
        look_at(house, "rosetta-67p-2014")
        record = house.library.photos["rosetta-67p-2014"]
        assert spoken(house.window.details.picture)[0] == record.alt_text

    def test_it_is_told_to_be_a_button(self, house: House) -> None:
        interface = QAccessible.queryAccessibleInterface(house.window.details.picture)
        assert interface.role() is QAccessible.Role.PushButton


class TestScreenReader:
    def test_every_text_is_told(self, house: House) -> None:
        """What a label shows is in its name, description or value, not only what it is called."""
        look_at(house, "leonov-portrait-2015")
        for one in house.window.details.findChildren(QLabel):
            if not one.isVisible():
                continue
            interface = QAccessible.queryAccessibleInterface(one)
            told = " ".join(
                interface.text(kind)
                for kind in (
                    QAccessible.Text.Name,
                    QAccessible.Text.Description,
                    QAccessible.Text.Value,
                )
            )
            assert " ".join(plain(one).split()) in " ".join(told.split()), one.objectName()

    def test_the_credit_is_told(self, house: House) -> None:
        look_at(house, "leonov-portrait-2015")
        name, description = spoken(label(house, "creditLine"))
        assert "Marco Grob for TIME" in f"{name} {description}"
