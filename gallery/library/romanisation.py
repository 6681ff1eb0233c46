"""How Russian names are written in Latin letters: several ways, each of them usual somewhere.

Терешкова is Tereshkova in English, Tereschkowa in German, Terechkova in French and Tereškova in a
library's catalogue. People type the one that they have read, so a name that is recorded in its own
script is indexed under all of them. The spellings come folded, as `gallery.text` folds what is
typed: lower case, without accents and signs.

Systems: BGN/PCGN 1947 (maps and the English press), ISO 9:1995 (catalogues), the scholarly
transliteration that came before it, ICAO Doc 9303 (passports), the German (Duden) and the French
transcription; besides them what emigrants made of the endings, -off and -of for -ов.
"""

import re
from functools import lru_cache

_CYRILLIC = re.compile(r"[а-яёіѣѳѵ]+")
_VOWELS = "аеёиоуыэюяъьй"

_LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_TABLES = {
    "bgn": "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya",
    "iso": "a b v g d e e z z i j k l m n o p r s t u f h c c s s _ y _ e u a",
    "scholarly": "a b v g d e e z z i j k l m n o p r s t u f ch c c s sc _ y _ e ju ja",
    "passport": "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y _ e iu ia",
    "german": "a b w g d e jo sch s i i k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja",
    "french": "a b v g d e e j z i i k l m n o p r s t ou f kh ts tch ch chtch _ y _ e iou ia",
}
_SYSTEMS = {
    system: dict(zip(_LETTERS, table.replace("_", "").split(" "), strict=True))
    for system, table in _TABLES.items()
}
# What е and ё become at the beginning of a word and after a vowel or a sign.
_IOTATED = {"bgn": ("ye", "ye"), "german": ("je", "jo"), "french": ("ie", "io")}
# A second way with the same system: where it ends so, it may end so too.
_ENDINGS = (
    (r"ов", ("of", "off")),
    (r"([её])в", ("ef", "eff")),
)


@lru_cache(maxsize=4_096)
def spellings(word: str) -> frozenset[str]:
    """Return the Latin spellings of one Russian word; none where it is not written in Cyrillic."""
    small = word.casefold()
    if not _CYRILLIC.fullmatch(small):
        return frozenset()
    found = set()
    for system in _SYSTEMS:
        found |= _written(small, system)
    for ending, others in _ENDINGS:
        if match := re.search(f"{ending}$", small):
            stem = small[: match.start()]
            found |= {
                begun + other
                for system in ("bgn", "passport", "french")
                for begun in _written(stem, system)
                for other in others
            }
    # Алексей and Максим are Alexei and Maxim to most of the world.
    found |= {one.replace("ks", "x") for one in found}
    return frozenset(found)


def _written(small: str, system: str) -> set[str]:
    table = _SYSTEMS[system]
    plain = "".join(table.get(letter, "") for letter in small)
    found = {plain, _iotated(small, system)}
    if small.endswith(("ий", "ый")):
        # Юрий is Yuriy, Yuri, Yury and Jurij.
        stem = "".join(table.get(letter, "") for letter in small[:-2])
        found |= {stem + "i", stem + "y", stem + "ii"}
    if system == "bgn" and "ё" in small:
        # Королёв is said Korolyov, and written so.
        found |= {_with(small, table, "ё", "yo"), _with(small, table, "ё", "o")}
    if system == "german":
        # Жанна is Schanna or Shanna; an s between vowels is doubled, and й is j in older books.
        found |= {plain.replace("jo", "o"), _with(small, table, "ж", "sh")}
        found |= {re.sub(r"(?<=[aeiouy])s(?=[aeiouy])", "ss", plain)}
        found |= {_with(small, table, "й", "j"), _with(_iotated_letters(small), table, "й", "j")}
    if system == "french":
        if small.endswith(("ин", "ын")):
            found |= {plain + "e"}
        found |= {plain.replace("gue", "ge"), re.sub(r"g(?=[eiy])", "gu", plain)}
    return found


def _iotated(small: str, system: str) -> str:
    table = _SYSTEMS[system]
    ye, yo = _IOTATED.get(system, (table["е"], table["ё"]))
    special = {"Е": ye, "Ё": yo}
    return "".join(
        special.get(letter) or table.get(letter, "") for letter in _iotated_letters(small)
    )


def _iotated_letters(small: str) -> str:
    """Return the word with е and ё in capitals where they are spoken with a y before them."""
    return re.sub(rf"(?:^|(?<=[{_VOWELS}]))[её]", lambda match: match[0].upper(), small)


def _with(small: str, table: dict[str, str], letter: str, written: str) -> str:
    return "".join(
        written if one == letter else table.get(one.lower(), "je" if one == "Е" else "")
        for one in small
    )
