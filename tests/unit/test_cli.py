"""The command line without a window: answers, exit status, and one sentence where it can't."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gallery
from gallery import cli
from gallery.decode.job import Fault
from tests.unit import making
from tests.unit.metadata import writing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process; return exit status, output and errors."""

    def one(*words: str | Path) -> tuple[int, str, str]:
        try:
            status: Any = cli.main([str(word) for word in words])
        except SystemExit as leaving:
            status = leaving.code
        captured = capsys.readouterr()
        return status or 0, captured.out, captured.err

    return one


def lines(output: str) -> list[dict[str, Any]]:
    """Return what is written as one JSON object a line."""
    return [json.loads(line) for line in output.splitlines()]


# Search.


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
    assert (status, errors) == (0, "gallery: year: nothing understood.\n")
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


# Show.


def test_show_tells_what_is_known(run: Run) -> None:
    status, output, errors = run("show", "leonov-1960s")
    assert (status, errors) == (0, "")
    told = output.splitlines()
    assert told[0] == "The young Leonov, date unknown"
    assert "Credit: Keystone-France/Getty Images" in told
    assert "Date: around the 1960s" in told
    assert any("Illustration: Giant Leap" in line for line in told)


def test_show_as_json_has_record_names_and_picture(run: Run) -> None:
    status, output, errors = run("show", "hoshide-iss-2012", "--json")
    assert (status, errors) == (0, "")
    (known,) = lines(output)
    assert known["credit_line"] == "Aki Hoshide—NASA"
    assert known["illustration"] is True
    assert known["names"]["aki-hoshide"]["native_name"] == "星出 彰彦"
    assert "sunita-williams" in known["names"]
    assert known["picture"]["credit"] == "Illustration: Giant Leap"
    assert Path(known["picture"]["path"]).is_file()


def test_show_from_a_source(run: Run, tmp_path: Path) -> None:
    folder = making.write_gallery(tmp_path, [making.photo(note="Left open.")])
    status, output, _ = run("show", "moon", "--in", folder)
    assert status == 0
    assert "No credit" in output
    assert "Note: Left open." in output


# Check.


def test_the_built_in_gallery_has_nothing_missing(run: Run) -> None:
    status, output, errors = run("check")
    assert (status, output) == (0, "")
    assert "14" in errors


WHOLE = {"caption": "C", "credit_line": "NASA", "alt_text": "A moon."}


def checked(run: Run, source: Path) -> list[tuple[str, str]]:
    """Return what is told to be wrong, after seeing that both forms tell of the same."""
    status, output, _ = run("check", source, "--json")
    told = []
    for one in lines(output):
        if "where" in one:
            told.append(one["where"])
        elif one["outcome"] != "ok" or one["missing"]:
            told.append(one["id"])
    text = run("check", source)
    assert text[0] == status == (1 if told else 0)
    found = [tuple(line.split(": ", 1)) for line in text[1].splitlines()]
    assert [where for where, _ in found] == told
    return [(where, what) for where, what in found]


def test_check_of_a_whole_gallery_finds_nothing(run: Run, tmp_path: Path) -> None:
    assert checked(run, making.write_gallery(tmp_path, [making.photo(**WHOLE)])) == []


@pytest.mark.parametrize(
    ("field", "what"), [("caption", "caption"), ("credit_line", "credit"), ("alt_text", "alt text")]
)
def test_check_tells_what_is_missing(run: Run, tmp_path: Path, field: str, what: str) -> None:
    fields = {key: value for key, value in WHOLE.items() if key != field}
    folder = making.write_gallery(tmp_path, [making.photo(**fields)])
    assert checked(run, folder) == [("moon", f"no {what}")]


def test_check_tells_a_picture_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "moon.png").write_text("no picture")
    folder = making.write_gallery(tmp_path, [making.photo(**WHOLE)])
    ((where, what),) = checked(run, folder)
    assert where == "moon"
    assert "no picture" in what


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_check_tells_a_missing_picture_once(run: Run, tmp_path: Path, form: list[str]) -> None:
    folder = making.write_gallery(tmp_path, [making.photo(**WHOLE)])
    (folder / "moon.png").unlink()
    status, output, _ = run("check", folder, *form)
    assert status == 1
    assert output.count("\n") == 1
    assert "moon" in output


def test_check_does_not_look_at_what_a_link_out_of_the_folder_leads_to(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text("no picture")
    folder = tmp_path / "g"
    folder.mkdir()
    (folder / "moon.png").symlink_to(tmp_path / "secret.txt")
    making.write_gallery(folder, [making.photo(**WHOLE)])
    ((where, _),) = checked(run, folder)
    assert "moon" in where


def test_check_reports_every_file_of_a_folder(run: Run, tmp_path: Path) -> None:
    for name in ("b.png", "a.png", "sub/deep.png"):
        making.draw(tmp_path / name)
    (tmp_path / "c.jpg").write_bytes(b"")
    (tmp_path / "d.jpg").symlink_to("nothing")
    (tmp_path / "notes.txt").touch()
    missing = ["caption", "credit_line", "alt_text"]
    status, output, errors = run("check", tmp_path, "--json")
    assert status == 1
    told = [(one["file"], one["outcome"], one["missing"]) for one in lines(output)]
    assert [(file, lacking) for file, _, lacking in told] == [
        (file, missing) for file in ("a.png", "b.png", "c.jpg", "d.jpg")
    ]
    assert [outcome for _, outcome, _ in told][:2] == ["ok", "ok"]
    assert told[2][1] in {fault.value for fault in Fault}
    assert told[3][1] == Fault.GONE
    assert "4 photographs checked, 4 of them not whole" in errors
    deep = lines(run("check", tmp_path, "--json", "--recursive")[1])
    assert [one["file"] for one in deep] == ["a.png", "b.png", "c.jpg", "d.jpg", "sub/deep.png"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_check_names_a_file_whatever_its_name_is(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n.png")
    making.draw(tmp_path / "plain.png").rename(tmp_path / name)
    (one,) = lines(run("check", tmp_path, "--json")[1])
    assert (one["file"], one["outcome"]) == (name, "ok")
    assert run("check", tmp_path)[1].count("\n") == 1


def test_check_tells_the_faults_of_the_manifest(run: Run, tmp_path: Path) -> None:
    photos = [making.photo(**WHOLE), making.photo(id="bad", date_created="soon", **WHOLE)]
    ((where, _),) = checked(run, making.write_gallery(tmp_path, photos))
    assert where == "$.photos[1].date_created"


# What cannot be done.


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["--nonsense"], "--nonsense", id="unknown-option"),
        pytest.param(["search", "leonov", "--nonsense"], "--nonsense", id="of-search"),
        pytest.param(["show", "leonov-1960s", "--nonsense"], "--nonsense", id="of-show"),
        pytest.param(["check", "--nonsense"], "--nonsense", id="of-check"),
        pytest.param(["check", "a", "b"], "b", id="a-word-too-many"),
        pytest.param(["search"], "WORDS", id="search-for-nothing"),
        pytest.param(["show"], "ID", id="show-nothing"),
        pytest.param(["search", "x", "--in"], "--in", id="option-without-value"),
        pytest.param(["show", "no-such-id"], "no-such-id", id="unknown-id"),
        pytest.param(["--size", "big"], "big", id="bad-size"),
        pytest.param(["--size", "10x10"], "10x10", id="size-too-small"),
        pytest.param(["--view", "cinema"], "cinema", id="unknown-view"),
        pytest.param(["/no/such/folder"], "/no/such/folder", id="source-to-view-is-gone"),
        pytest.param(["n" * 300], "nnn", id="source-to-view-has-too-long-a-name"),
        pytest.param(["~nobody-of-this-name"], "~nobody", id="source-to-view-in-no-home"),
        pytest.param(["check", "/no/such/folder"], "/no/such/folder", id="source-is-gone"),
        pytest.param(["check", "~nobody-of-this-name"], "~nobody", id="source-in-no-home"),
        pytest.param(["search", "x", "--in", "/no/such"], "/no/such", id="search-in-what-is-gone"),
        pytest.param(["show", "x", "--in", "/no/such"], "/no/such", id="show-from-what-is-gone"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(run: Run, words: list[str], told: str) -> None:
    status, output, errors = run(*words)
    assert (status, output) == (2, "")
    assert errors.startswith("gallery: ")
    assert errors.endswith(".\n")
    assert errors.count("\n") == 1
    assert told in errors


def test_a_folder_without_a_manifest_is_a_source(run: Run, tmp_path: Path) -> None:
    making.draw(tmp_path / "moon.png")
    status, output, _ = run("search", "moon", "--in", tmp_path)
    assert (status, output.split("\t")[:3]) == (0, ["moon.png", "moon", "No credit"])
    status, output, _ = run("show", "moon.png", "--in", tmp_path)
    assert (status, output) == (0, "moon\n\nNo credit\n")


@pytest.fixture
def press(tmp_path: Path) -> Path:
    """A folder whose photographs tell everything themselves, but for one."""
    folder = tmp_path / "press"
    folder.mkdir()
    writing.write(
        folder / "walk.jpg",
        exif={"Exif.Image.Artist": "Somebody else"},
        xmp={
            "Xmp.photoshop.Headline": "The first walk in space",
            "Xmp.dc.description": {"x-default": "He floats above the Black Sea."},
            "Xmp.photoshop.Credit": "Agency archive",
            "Xmp.dc.creator": ["Pavel Belyayev"],
            "Xmp.iptc.AltTextAccessibility": {"x-default": "A man in a white suit."},
            "Xmp.iptcExt.PersonInImage": ["Леонов, Алексей"],
        },
    )
    writing.write(folder / "plain.jpg")
    return folder


@pytest.mark.parametrize("words", ["leonov", "black sea", "credit:agency", "Алексей"])
def test_search_finds_what_the_files_of_a_folder_say(run: Run, press: Path, words: str) -> None:
    status, output, _ = run("search", words, "--in", press, "--json")
    (found,) = lines(output)
    assert (status, found["id"]) == (0, "walk.jpg")
    assert found["headline"] == "The first walk in space"
    assert found["credit_line"] == "Agency archive"


def test_show_tells_what_a_file_says(run: Run, press: Path) -> None:
    status, output, _ = run("show", press / "walk.jpg")
    assert status == 0
    assert output.splitlines()[0] == "The first walk in space"
    assert "Credit: Agency archive" in output.splitlines()


def test_show_as_json_tells_where_each_value_comes_from(run: Run, press: Path) -> None:
    (known,) = lines(run("show", press / "walk.jpg", "--json")[1])
    assert known["credit_line"] == "Agency archive"
    assert known["persons_shown"] == ["alexei-leonov"]
    assert known["names"]["alexei-leonov"]["display_name"] == "Alexei Leonov"
    creator = known["read"]["fields"]["creator"]
    assert (creator["values"], creator["rule"]) == (["Pavel Belyayev"], "xmp")
    assert [(one["origin"], one["tag"], one["values"]) for one in creator["sources"]] == [
        ("XMP", "dc:creator", ["Pavel Belyayev"]),
        ("EXIF", "Exif.Image.Artist", ["Somebody else"]),
    ]
    assert creator["sources"][1]["differs"]
    assert creator["conflict"]
    assert creator["why"] == "XMP goes before the older IIM and EXIF."
    assert known["read"]["technical"]["width"] == 12


def test_show_as_json_has_the_same_keys_for_every_file(run: Run, press: Path) -> None:
    (press / "text.jpg").write_text("hello")
    (press / "empty.jpg").touch()
    read = {
        name: lines(run("show", press / name, "--json")[1])[0]["read"]
        for name in ("walk.jpg", "plain.jpg", "text.jpg", "empty.jpg")
    }
    assert {tuple(one) for one in read.values()} == {("fields", "further", "technical", "problems")}
    assert len({tuple(one["technical"]) for one in read.values()}) == 1
    for field in read["walk.jpg"]["fields"].values():
        assert list(field) == [
            "label", "values", "rule", "why", "conflict", "languages", "sources",
        ]  # fmt: skip
        for source in field["sources"]:
            assert list(source) == [
                "origin", "tag", "values", "raw", "languages", "aside", "cut", "differs",
                "encoding",
            ]  # fmt: skip
            assert source["raw"]
    assert read["plain.jpg"]["problems"] == []
    for name in ("text.jpg", "empty.jpg"):
        assert read[name]["problems"] == ["The file is of no kind whose captions can be read."]


def test_show_tells_in_which_encoding_a_text_was_read(run: Run, press: Path) -> None:
    writing.write(press / "walk.jpg", iim={"Iptc.Application2.City": "Orléans".encode("cp1252")})
    (known,) = lines(run("show", press / "walk.jpg", "--json")[1])
    city = known["read"]["fields"]["city"]
    assert city["values"] == ["Orléans"]
    assert [one["encoding"] for one in city["sources"]] == ["Windows-1252"]


def test_show_tells_what_stands_in_a_file_beside_the_fields(run: Run, press: Path) -> None:
    writing.write(press / "walk.jpg", xmp={"Xmp.photoshop.Instructions": "Mandatory credit"})
    (known,) = lines(run("show", press / "walk.jpg", "--json")[1])
    assert known["read"]["further"] == [
        {
            "origin": "XMP",
            "tag": "photoshop:Instructions",
            "label": "Instructions",
            "values": ["Mandatory credit"],
        }
    ]


@pytest.mark.parametrize("name", ["gone.jpg", "no/such"])
def test_show_says_that_a_file_is_not_there(run: Run, tmp_path: Path, name: str) -> None:
    status, output, errors = run("show", tmp_path / name)
    assert (status, output) == (2, "")
    assert "there is no file" in errors
    assert "gallery search" not in errors


def test_show_takes_a_sidecar_for_what_it_is(run: Run, tmp_path: Path) -> None:
    sidecar = writing.write_sidecar(tmp_path / "a.xmp", {"Xmp.photoshop.Credit": "NASA"})
    (known,) = lines(run("show", sidecar, "--json")[1])
    (source,) = known["read"]["fields"]["credit_line"]["sources"]
    assert (source["origin"], source["tag"]) == ("XMP", "photoshop:Credit")


def test_check_tells_what_the_files_of_a_folder_do_not_say(run: Run, press: Path) -> None:
    told = {one["file"]: one["missing"] for one in lines(run("check", press, "--json")[1])}
    assert told == {"plain.jpg": ["caption", "credit_line", "alt_text"], "walk.jpg": []}


def test_show_takes_a_file_as_well_as_an_id(run: Run, tmp_path: Path) -> None:
    making.write_gallery(tmp_path / "told", [making.photo(credit_line="Ada")])
    making.draw(tmp_path / "plain" / "moon.png")
    assert "Credit: Ada" in run("show", tmp_path / "told" / "moon.png")[1]
    assert "No credit" in run("show", tmp_path / "plain" / "moon.png")[1]


def test_a_manifest_that_is_none_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text('{"version": 1, "title": oops}')
    status, output, errors = run("check", path)
    assert (status, output) == (2, "")
    assert "broken.json" in errors
    assert "byte 24" in errors
    assert errors.count("\n") == 1


# Help and version.


def test_help_names_every_command_and_option(run: Run) -> None:
    status, output, errors = run("--help")
    assert (status, errors) == (0, "")
    for word in ("search", "show", "check", "--screenshot", "--size", "--select", "--theme"):
        assert word in output


@pytest.mark.parametrize("command", ["search", "show", "check"])
def test_every_command_has_its_own_help(run: Run, command: str) -> None:
    status, output, errors = run(command, "--help")
    assert (status, errors) == (0, "")
    assert output.startswith(f"usage: gallery {command}")
    assert "--json" in output


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version") == (0, f"Giant Leap {gallery.__version__}\n", "")


def test_the_version_at_length_tells_what_a_bug_report_needs(run: Run) -> None:
    status, output, errors = run("--version", "--verbose")
    assert (status, errors) == (0, "")
    for part in (gallery.__version__, "Python 3.", "PySide6", "Pillow", "pillow-heif"):
        assert part in output
    assert "confined by" in output


# As a program of its own.


def in_a_process(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "gallery", *words],
        capture_output=True,
        env={**os.environ, **environment},
        encoding="utf-8",
        errors="replace",
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize(
    "words", [["search", "leonov"], ["show", "leonov-1960s"], ["check"]], ids=lambda words: words[0]
)
def test_an_answer_needs_no_qt(words: list[str]) -> None:
    program = (
        "import sys; from gallery.cli import main; status = main(sys.argv[1:]);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))],"
        " file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, check=False, text=True
    )
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_reader_that_has_had_enough_is_no_fault(tmp_path: Path) -> None:
    photos = [making.photo(id=f"p{n}", file="moon.png", caption="x" * 500) for n in range(2_000)]
    folder = making.write_gallery(tmp_path, photos)
    with subprocess.Popen(
        [sys.executable, "-m", "gallery", "search", "headline", "--in", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert json.loads(process.stdout.readline())["id"] == "p0"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_knows_few_letters_gets_an_answer(encoding: str) -> None:
    done = in_a_process("search", "Леонов", PYTHONIOENCODING=encoding)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 4


def test_an_argument_that_is_no_text_is_answered() -> None:
    assert in_a_process("search", os.fsdecode(b"\xff")).returncode == 0
    unknown = in_a_process("show", os.fsdecode(b"\xff"))
    assert (unknown.returncode, unknown.stderr.count("\n")) == (2, 1)
