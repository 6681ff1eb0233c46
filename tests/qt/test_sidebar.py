"""The sidebar: places to go to, and values by which an answer is narrowed."""

from html import escape
from pathlib import Path

from PySide6.QtCore import Qt

from gallery.qt.places import Place
from tests.qt.conftest import OpenHouse, WriteManifest
from tests.qt.house import CTRL, House, Key, press, texts_in
from tests.qt.searching import (
    LEONOV,
    chips,
    choose_place,
    chosen,
    listed,
    rows_of,
    titles,
    told,
    typed,
)


class TestSidebar:
    def test_a_collection_tells_what_it_is(self, house: House) -> None:
        model = house.window.sidebar.model()
        tips = {
            model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
            for row in range(model.rowCount())
        }
        for collection in house.browser.library.collections.values():
            assert collection.summary
            assert escape(collection.summary) in tips[collection.title]
        assert "Alexei Leonov<br>" in tips["Alexei Leonov"]

    def test_it_lists_collections_people_and_craft_with_counts(self, house: House) -> None:
        rows = rows_of(house)
        places = [(row.title, row.count) for row in rows if isinstance(row, Place)]
        assert places == [
            ("All photographs", 14),
            ("The other giant leap", 4),
            ("The ten best space selfies", 10),
        ]
        assert listed(house, "People")["Alexei Leonov"] == 3
        assert listed(house, "Craft")["Rosetta"] == 1
        # A crew mate whom no photograph shows is no place to go to.
        assert not any("Belyayev" in title for title in titles(house))

    def test_it_says_its_counts(self, house: House) -> None:
        assert "All photographs, 14 photographs" in told(house)
        assert "Buzz Aldrin, 1 photograph" in told(house)

    def test_a_click_on_a_collection_goes_there_and_ends_the_search(self, house: House) -> None:
        typed(house, "nasa")
        choose_place(house, "The other giant leap")
        assert len(house.browser.ids) == 4
        assert house.window.search.line.text() == ""
        assert chosen(house) == ["The other giant leap"]

    def test_a_click_on_a_person_narrows_and_another_lets_go(self, house: House) -> None:
        typed(house, "1966")
        choose_place(house, "Buzz Aldrin")
        assert list(house.browser.ids) == ["aldrin-gemini12-1966"]
        assert house.browser.query.typed == "1966"
        assert len(chips(house)) == 1
        choose_place(house, "Buzz Aldrin")
        assert len(house.browser.ids) == 2
        assert not chips(house)

    def test_a_click_on_the_place_where_one_is_ends_the_search(self, house: House) -> None:
        typed(house, "leonov")
        choose_place(house, "All photographs")
        assert len(house.browser.ids) == 14

    def test_arrows_walk_and_enter_chooses(self, house: House) -> None:
        house.window.sidebar.setFocus()
        seen = []
        for _ in range(4):
            press(Key.Key_Down)
            seen.append(house.window.sidebar.currentIndex().data())
        assert seen == [
            "The other giant leap",
            "The ten best space selfies",
            "People",
            "Alexei Leonov",
        ]
        assert not house.browser.query.is_search()
        press(Key.Key_Return)
        assert house.browser.ids == LEONOV
        # The keyboard stays on the row, wherever that is now.
        assert house.window.sidebar.currentIndex().data() == "Alexei Leonov"
        press(Key.Key_Space)
        assert len(house.browser.ids) == 14

    def test_it_follows_what_is_chosen_elsewhere(self, house: House) -> None:
        assert chosen(house) == ["All photographs"]
        house.browser.choose_name("alexei-leonov")
        assert chosen(house) == ["All photographs", "Alexei Leonov"]
        house.browser.clear_search()
        assert chosen(house) == ["All photographs"]
        house.browser.choose_collection("space-selfies")
        assert chosen(house) == ["The ten best space selfies"]

    def test_the_counts_below_follow_the_answer(self, house: House) -> None:
        assert "14 photographs · 1 selected" in texts_in(house.window.status)
        typed(house, "curiosity")
        found = len(house.browser.ids)
        assert 0 < found < 14
        assert any(
            text.startswith(f"{found} of 14 photographs") for text in texts_in(house.window.status)
        )
        house.browser.choose_collection("space-selfies")
        assert "10 photographs · 1 selected" in texts_in(house.window.status)


class TestFacets:
    def test_the_counts_are_those_within_the_answer(self, house: House) -> None:
        typed(house, "1966")
        assert listed(house, "People") == {"Buzz Aldrin": 1, "Mike Collins": 1}
        choose_place(house, "Mission")
        assert listed(house, "Mission") == {"Gemini 10": 1, "Gemini 12": 1}

    def test_most_sections_are_folded_at_first_and_stay_as_they_are_left(
        self, open_house: OpenHouse, tmp_path: Path
    ) -> None:
        settings = tmp_path / "gallery.ini"
        house = open_house(settings=settings)
        assert listed(house, "Agency") == {}
        choose_place(house, "Agency")
        assert listed(house, "Agency") == {
            "NASA": 7,
            "Soviet space programme": 3,
            "ESA": 2,
            "JAXA": 1,
        }
        choose_place(house, "People")
        assert listed(house, "People") == {}
        house.window.close()
        again = open_house(settings=settings)
        assert listed(again, "Agency")["JAXA"] == 1
        assert listed(again, "People") == {}

    def test_arrows_open_and_fold_a_section(self, house: House) -> None:
        sidebar = house.window.sidebar
        sidebar.setFocus()
        sidebar.setCurrentIndex(sidebar.model().index(titles(house).index("Year"), 0))
        press(Key.Key_Right)
        years = listed(house, "Year")
        assert list(years) == sorted(years)
        assert years["2014"] == 5
        press(Key.Key_Left)
        assert listed(house, "Year") == {}

    def test_with_ctrl_several_are_chosen_of_which_one_is_enough(self, house: House) -> None:
        choose_place(house, "Agency")
        choose_place(house, "ESA")
        assert len(house.browser.ids) == 2
        choose_place(house, "JAXA")
        assert len(house.browser.ids) == 1
        choose_place(house, "ESA", CTRL)
        assert len(house.browser.ids) == 3
        assert chosen(house) == ["All photographs", "ESA", "JAXA"]

    def test_of_different_kinds_all_have_to_be_there(self, house: House) -> None:
        choose_place(house, "Agency")
        choose_place(house, "Year")
        choose_place(house, "NASA")
        choose_place(house, "2014")
        assert set(house.browser.ids) == {
            "curiosity-windjana-2014",
            "opportunity-2014",
            "global-selfie-2014",
        }
        assert listed(house, "Craft").keys() == {"Curiosity", "Opportunity"}

    def test_several_people_are_to_be_in_one_picture(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        names = [
            {"id": one, "kind": "person", "display_name": one.title()} for one in ("ada", "bo")
        ]
        photos = [
            {"id": "both", "persons_shown": ["ada", "bo"]},
            {"id": "one", "persons_shown": ["ada"]},
        ]
        house = open_house(sources=(str(write_manifest(photos, names=names)),))
        choose_place(house, "Ada")
        choose_place(house, "Bo", CTRL)
        assert house.browser.ids == ("both",)

    def test_what_is_chosen_stays_in_sight_in_a_folded_section(self, house: House) -> None:
        choose_place(house, "Agency")
        choose_place(house, "ESA")
        choose_place(house, "Agency")
        assert listed(house, "Agency") == {"ESA": 2}

    def test_what_nothing_can_be_narrowed_by_is_not_shown(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        photos = [{"id": one, "agency": "ESA", "mission": one} for one in "ab"]
        house = open_house(sources=(str(write_manifest(photos)),))
        assert "Mission" in titles(house)
        assert not {"People", "Craft", "Year", "Agency", "Rights"} & set(titles(house))

    def test_one_value_that_some_have_is_shown(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        photos = [{"id": "a", "credit_line": "NASA"}, {"id": "b", "credit_line": "Credit: NASA"}]
        house = open_house(sources=(str(write_manifest([*photos, {"id": "c"}])),))
        choose_place(house, "Credit")
        assert listed(house, "Credit") == {"NASA": 2}
        choose_place(house, "NASA")
        assert house.browser.ids == ("a", "b")
        assert listed(house, "Credit") == {"NASA": 2}

    def test_a_long_section_shows_its_first_dozen_and_more_when_asked(
        self, open_house: OpenHouse, write_manifest: WriteManifest
    ) -> None:
        photos = [{"id": f"p{n}", "credit_line": f"Archive {n % 20}"} for n in range(30)]
        house = open_house(sources=(str(write_manifest(photos)),))
        choose_place(house, "Credit")
        assert len(listed(house, "Credit")) == 12
        choose_place(house, "8 more…")
        assert len(listed(house, "Credit")) == 20
        choose_place(house, "Fewer")
        assert len(listed(house, "Credit")) == 12

    def test_a_screen_reader_is_told_what_a_section_is(self, house: House) -> None:
        assert "Agency, 4 values, folded" in told(house)
        assert "People, 7 values, open" in told(house)
