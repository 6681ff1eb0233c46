"""A second gallery for the tests of searching: people whose names are written in many ways."""

from gallery.manifest import Manifest
from tests.unit import making

_NAMES = (
    ("tereshkova", "Valentina Tereshkova", "Валентина Владимировна Терешкова"),
    ("gagarin", "Yuri Gagarin", "Юрий Алексеевич Гагарин"),
    ("korolev", "Sergei Korolev", "Сергей Павлович Королёв"),
    ("savitskaya", "Svetlana Savitskaya", "Светлана Савицкая"),
    ("yang", "Yang Liwei", "杨利伟"),
    ("yi", "Yi So-yeon", "이소연"),
    ("hermaszewski", "Mirosław Hermaszewski", None),
    ("gross", "Jürgen Groß", None),
    ("odegaard", "Bjørn Ødegård", None),
    ("noel", "Noël O’Brien", None),
    ("sultan", "Sultan bin Salman", "سلطان بن سلمان"),
    ("papadakis", "Eleni Papadaki", "Ελένη Παπαδάκη"),
)


def the_others() -> Manifest:
    """Return the gallery: a photograph of each, and two that only mention them."""
    photos = [
        making.photo(id=name, headline="In training", persons_shown=[name]) for name, _, _ in _NAMES
    ]
    photos += [
        making.photo(
            id="press",
            headline="Valentina meets the press",
            caption="Tereshkova smiles; a gold star shines. The star is gold.",
            date_created="1963-06/1963-08",
            credit_line="Novosti",
            keywords=["cosmonaut corps", "Звёздный городок"],
            source="TASS",
            copyright_notice="© 1963 Novosti",
            rights="https://creativecommons.org/licenses/by/4.0/",
        ),
        making.photo(
            id="launch",
            headline="Vostok leaves the pad",
            caption="A gold star is painted on the rocket of Yuri Gagarin.",
            date_created="1961-04-12",
            file="scans/vostok_1.png",
            place="Baikonur",
        ),
    ]
    names = [
        making.person(id=name, display_name=shown, **({"native_name": native} if native else {}))
        for name, shown, native in _NAMES
    ]
    firsts = {
        "id": "firsts",
        "title": "Firsts in orbit",
        "photos": ["tereshkova", "launch", "gagarin", "yang"],
    }
    everyone = {"id": "everyone", "title": "Everyone", "photos": [one["id"] for one in photos]}
    return making.records(making.gallery(photos, names=names, collections=[everyone, firsts]))
