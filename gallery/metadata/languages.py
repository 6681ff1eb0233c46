"""The languages of the texts in a reading."""

from collections.abc import Iterable

from gallery.metadata.report import Reading

X_DEFAULT = "x-default"


def tags_of(reading: Reading) -> list[str]:
    """Return the tags of all languages that any text has, each once."""
    return list(dict.fromkeys(tag for one in reading.fields.values() for tag in one.languages))


def in_language(reading: Reading, tag: str) -> dict[str, str]:
    """Return the texts of a reading in a language, by field, as far as they exist in it."""
    return {
        name: found.languages[tag]
        for name, found in reading.fields.items()
        if tag in found.languages
    }


def language_shown(reading: Reading) -> str:
    """Return the language in which the caption was chosen, or else another text; "" for none."""
    several = [found for found in reading.fields.values() if found.languages and found.values]
    several.sort(key=lambda found: found is not reading.fields.get("caption"))
    for found in several:
        for tag, text in found.languages.items():
            if text == found.values[0]:
                return tag
    return ""


def nearest(wanted: str, languages: Iterable[str]) -> str:
    """Return the language that comes nearest to a wanted one (`de-AT` to `de`); "" for none."""
    primary = wanted.partition("-")[0]
    near = [tag for tag in languages if wanted and tag.partition("-")[0] == primary]
    return wanted if wanted in near else next(iter(near), "")
