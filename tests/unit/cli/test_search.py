"""`gallery search`: what is found and why, and what is told beside the results."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit import making
from tests.unit.cli.conftest import Run, lines


def test_search_tells_ids_headlines_credits_and_why(run: Run) -> None:
    status, output, errors = run("search", "leonow", "--json")
    assert (status, errors) == (0, "")
    found = lines(output)
    assert [one["id"] for one in found] == [
        "leonov-portrait-2015",
        "leonov-spacewalk-1965",
        "leonov-1960s",
    ]
    assert found[0] == {
        "id": "leonov-portrait-2015",
        "headline": "At 80, Leonov wears his medals",
        "credit_line": "Marco Grob for TIME",
        "matched": [{"field": "persons_shown", "text": "Alexej Leonow"}],
    }


def test_search_for_people_has_a_line_for_each_with_its_credit(run: Run) -> None:
    status, output, errors = run("search", "Леонов")
    assert (status, errors) == (0, "")
    first, *rest = output.splitlines()
    assert len(rest) == 3
    for part in ("leonov-portrait-2015", "Marco Grob for TIME", "Алексей Архипович Леонов"):
        assert part in first


def test_words_are_sought_together_in_one_argument_or_several(run: Run) -> None:
    one = run("search", "collins 1966")
    assert one == run("search", "collins", "1966")
    assert one[1].startswith("collins-gemini10-1966\t")


@pytest.mark.parametrize("words", ["qwxyz", "", "…"])
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_nothing_found_is_no_fault(run: Run, words: str, form: list[str]) -> None:
    assert run("search", words, *form) == (0, "", "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_nothing_that_is_typed_fails(run: Run, typed: str) -> None:
    # A word that begins with two dashes is an option, unless two dashes stand before it.
    status, _, errors = run("search", "--json", "--", typed)
    assert status == 0
    assert "Traceback" not in errors


def test_a_typing_mistake_is_told_beside_the_results(run: Run) -> None:
    status, output, errors = run("search", "leonv", "--json")
    assert (status, errors) == (0, "gallery: leonv: showing Leonov.\n")
    assert lines(output)[0]["matched"] == [{"field": "persons_shown", "text": "Alexei Leonov"}]


def test_what_is_not_understood_is_told_beside_the_results(run: Run) -> None:
    status, output, errors = run("search", "leonov", "year:")
    assert (status, errors) == (0, "gallery: “year:” has no value that is understood.\n")
    assert output.startswith("leonov-portrait-2015\t")


def test_a_word_with_a_minus_is_left_out_and_no_option(run: Run) -> None:
    status, output, errors = run("search", "leonov", "-moscow", "year:1965", "--json")
    assert (status, errors) == (0, "")
    assert [one["id"] for one in lines(output)] == ["leonov-spacewalk-1965"]
    assert lines(run("search", "-nasa", "--json")[1])


def test_search_in_a_source_tells_its_faults_beside_the_results(run: Run, tmp_path: Path) -> None:
    photos = [making.photo(caption="The far side."), making.photo(id="bad", file="../bad.png")]
    making.draw(tmp_path / "bad.png")
    folder = making.write_gallery(tmp_path / "g", photos)
    status, output, errors = run("search", "far", "--in", folder, "--json")
    assert status == 0
    assert [(one["id"], one["credit_line"]) for one in lines(output)] == [("moon", None)]
    assert errors.startswith("gallery: $.photos[1].file: ")
    assert errors.count("\n") == 1
    assert "No credit" in run("search", "far", "--in", folder)[1]


@pytest.mark.parametrize("words", ["leonov", "black sea", "credit:agency", "Алексей"])
def test_search_finds_what_the_files_of_a_folder_say(run: Run, press: Path, words: str) -> None:
    status, output, _ = run("search", words, "--in", press, "--json")
    (found,) = lines(output)
    assert (status, found["id"]) == (0, "walk.jpg")
    assert found["headline"] == "The first walk in space"
    assert found["credit_line"] == "Agency archive"
