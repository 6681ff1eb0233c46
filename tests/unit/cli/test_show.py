"""`gallery show`: everything that is known about one photograph, and where it comes from."""

from pathlib import Path

import pytest

from tests.unit import making
from tests.unit.cli.conftest import Run, lines
from tests.unit.metadata import writing


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
    assert creator["why"] == "XMP takes precedence over the older IIM and EXIF."
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
        assert read[name]["problems"] == ["Captions cannot be read from this kind of file."]


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


def test_show_takes_a_file_as_well_as_an_id(run: Run, tmp_path: Path) -> None:
    making.write_gallery(tmp_path / "told", [making.photo(credit_line="Ada")])
    making.draw(tmp_path / "plain" / "moon.png")
    assert "Credit: Ada" in run("show", tmp_path / "told" / "moon.png")[1]
    assert "No credit" in run("show", tmp_path / "plain" / "moon.png")[1]


def test_show_tells_texts_in_a_language_that_the_file_has(run: Run, tmp_path: Path) -> None:
    writing.write(
        tmp_path / "a.jpg",
        xmp={
            "Xmp.dc.title": {"x-default": "A star", "de": "Ein Stern", "pt-BR": "Uma estrela"},
            "Xmp.dc.description": {"x-default": "It shines.", "de": "Er leuchtet."},
        },
    )
    for wanted, headline, caption in (
        ("de", "Ein Stern", "Er leuchtet."),
        ("de-AT", "Ein Stern", "Er leuchtet."),
        ("pt", "Uma estrela", "It shines."),
    ):
        status, output, errors = run("show", tmp_path / "a.jpg", "--language", wanted)
        assert (status, errors) == (0, "")
        assert output.splitlines()[:3] == [headline, "", caption]
    (known,) = lines(run("show", tmp_path / "a.jpg", "--language", "de", "--json")[1])
    assert (known["headline"], known["caption"]) == ("Ein Stern", "Er leuchtet.")
    status, output, errors = run("show", tmp_path / "a.jpg", "--language", "fr")
    assert (status, output.splitlines()[0]) == (0, "A star")
    assert "“fr”" in errors
    assert all(tag in errors for tag in ("x-default", "de", "pt-BR"))
