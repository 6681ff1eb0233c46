"""Rights: an address becomes words, and nothing unknown is called free."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gallery import rights
from gallery.sources.flow import Opened

UNKNOWN = rights.describe("https://example.org/terms")
STATEMENTS = "http://rightsstatements.org/vocab"
LICENCES = "https://creativecommons.org/licenses"
PUBLIC = "https://creativecommons.org/publicdomain"


@pytest.mark.parametrize(
    ("uri", "label", "free"),
    [
        (f"{STATEMENTS}/InC/1.0/", "In copyright", False),
        (f"{STATEMENTS}/NoC-US/1.0/", "No copyright in the United States", True),
        (f"{STATEMENTS}/UND/1.0/", "Copyright undetermined", False),
        (f"{STATEMENTS}/CNE/1.0/", "Copyright not evaluated", False),
        (f"{STATEMENTS}/NoC-NC/1.0/", "No copyright, non-commercial use only", False),
        (f"{STATEMENTS}/NKC/1.0/", "No known copyright", True),
        ("https://rightsstatements.org/page/InC/1.0/?language=en", "In copyright", False),
        (f"{LICENCES}/by/4.0/", "CC BY 4.0", True),
        (f"{LICENCES}/by/4.0", "CC BY 4.0", True),
        (f"{LICENCES}/by/4.0/deed.de", "CC BY 4.0", True),
        (f"{LICENCES}/by/4.0/deed", "CC BY 4.0", True),
        (f"{LICENCES}/by/4.0/legalcode", "CC BY 4.0", True),
        ("http://creativecommons.org/licenses/by-sa/3.0/igo/", "CC BY-SA 3.0 IGO", True),
        (f"{LICENCES}/by-sa/3.0/de/deed.de", "CC BY-SA 3.0 DE", True),
        (f"{LICENCES}/by-nd/2.0/", "CC BY-ND 2.0", True),
        (f"{LICENCES}/by-nc/4.0/", "CC BY-NC 4.0", False),
        (f"{LICENCES}/by-nc-sa/4.0/", "CC BY-NC-SA 4.0", False),
        (f"{PUBLIC}/zero/1.0/", "CC0, given to the public", True),
        (f"{PUBLIC}/zero/1.0/legalcode", "CC0, given to the public", True),
        (f"{PUBLIC}/mark/1.0/", "Public domain", True),
    ],
)
def test_an_address_is_put_into_words(uri: str, label: str, free: bool) -> None:
    described = rights.describe(uri)
    assert (described.uri, described.label, described.free) == (uri, label, free)


@pytest.mark.parametrize(
    ("uri", "condition"),
    [
        (f"{LICENCES}/by/4.0/", "Give the credit"),
        (f"{LICENCES}/by-sa/4.0/", "under the same licence"),
        (f"{LICENCES}/by-nc/4.0/", "make no commercial use"),
        (f"{LICENCES}/by-nc-nd/4.0/", "leave it as it is"),
        (f"{STATEMENTS}/InC/1.0/", "ask whoever holds the rights"),
        (f"{STATEMENTS}/NoC-US/1.0/", "elsewhere the law may differ"),
        ("https://example.org/terms", "Read the terms"),
    ],
)
def test_the_conditions_are_told_in_one_sentence(uri: str, condition: str) -> None:
    plain = rights.describe(uri).plain
    assert condition in plain
    assert plain.endswith(".")


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.org/terms",
        f"{STATEMENTS}/Whatever/1.0/",
        f"{STATEMENTS}/NoC-US/2.0/",
        f"{LICENCES}/nc/4.0/",
        f"{LICENCES}/by/4.0/and/more/of/it",
        "https://creativecommons.org.example.org/licenses/by/4.0/",
        "https://example.org/?from=https://creativecommons.org/licenses/by/4.0/",
    ],
)
def test_what_is_not_known_is_never_called_free(uri: str) -> None:
    described = rights.describe(uri)
    assert (described.label, described.free) == (UNKNOWN.label, False)


def test_all_rights_of_the_built_in_gallery_are_known(builtin: Opened) -> None:
    for photo in builtin.manifest.photos:
        assert photo.rights, photo.id
        assert rights.describe(photo.rights).label != UNKNOWN.label, photo.rights


@given(st.text())
def test_any_text_has_a_label_and_a_sentence(text: str) -> None:
    described = rights.describe(text)
    assert described.label
    assert described.plain.endswith(".")
