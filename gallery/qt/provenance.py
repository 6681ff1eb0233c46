"""Where the values of a photograph come from, as rich text.

For each field its value, the rule by which it was chosen, and below, in two columns, what each
place says. A place that says the same is only named; one that says something else is quoted and
marked.
"""

from collections.abc import Iterable
from html import escape

from gallery.metadata.fields import BY_NAME
from gallery.metadata.report import (
    ASIDE_IN_WORDS,
    IN_WORDS,
    Found,
    Further,
    Origin,
    Source,
    Technical,
)
from gallery.qt.theme import SMALL, Theme

# The beginning of a longer text is enough to recognise it; the caption has the whole one.
_MOST_CHARACTERS = 400
# The column of the places, and that of the names of technical facts (pixels at a text scale of 1).
_PLACES = 56
_FACTS = 96
# A preview of at least this part of the sensor's width counts as the whole picture.
_ALMOST_WHOLE = 0.95
_IN_WORDS = {Origin.SIDECAR: "Sidecar", Origin.COMMENT: "File"}


class Provenance:
    """Writes readings of files as rich text, in the colours and sizes of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def problem(self, sentence: str) -> str:
        """Return what could not be read."""
        return self._marked(sentence)

    def field(self, name: str, found: Found) -> str:
        """Return a field: its value, the rule, and what each source says."""
        heading = _strong(escape(BY_NAME[name].label))
        if found.conflict:
            heading += f"&nbsp; {_strong(self._marked('≠ contradicted'))}"
        value, rule = " · ".join(found.values), IN_WORDS[found.rule]
        paragraphs = [heading]
        if value:
            paragraphs.append(_text(value))
        paragraphs.append(self._small(rule if value else "Not shown."))
        rows = [(self._place(one), self._said(one, found)) for one in found.sources]
        return _paragraphs(paragraphs) + self._table(rows, _PLACES)

    def further(self, one: Further) -> str:
        """Return something else that stands in a file."""
        place = " ".join(filter(None, (_IN_WORDS.get(one.origin, one.origin), one.tag)))
        paragraphs = [_strong(escape(one.label)), *map(_text, one.values), self._small(place)]
        return _paragraphs(paragraphs)

    def technical(self, technical: Technical) -> list[str]:
        """Return how a photograph was made, a line each."""
        rows = technical_in_words(technical)
        return [self._table([(self._quiet(title), _text(text))], _FACTS) for title, text in rows]

    def _place(self, source: Source) -> str:
        return self._quiet(_IN_WORDS.get(source.origin, source.origin))

    def _said(self, source: Source, found: Found) -> str:
        """Return what a source says, as far as that is not what was chosen."""
        # Of EXIF's tags the last part is the standard's, of lists in XMP the part before the items.
        tag = source.tag.rpartition(".")[2].partition("[]")[0]
        remarks = []
        if source.aside:
            remarks.append(ASIDE_IN_WORDS[source.aside])
        if source.cut:
            remarks.append("cut off at its limit")
        if source.encoding not in ("", "UTF-8"):
            remarks.append(f"read as {source.encoding}")
        lines = [self._quiet(tag)]
        if source.differs:
            lines[0] += f"&nbsp; {_strong(self._marked('≠'))}"
        said = source.raw or source.values
        if len(source.languages) > 1:
            lines += [f"{self._quiet(tag)}&nbsp; {_text(one)}" for tag, one in _spoken(source)]
        elif said != found.values:
            lines.append(_text(" · ".join(said)))
        if remarks:
            lines.append(self._small(", ".join(remarks)))
        return _paragraphs(lines)

    def _table(self, rows: Iterable[tuple[str, str]], width: int) -> str:
        wide = self._theme.px(width)
        cells = "".join(
            f'<tr><td width="{wide}">{left}</td><td width="100%">{right}</td></tr>'
            for left, right in rows
        )
        shape = 'width="100%" style="margin-top:2px" cellspacing="0" cellpadding="0"'
        return f"<table {shape}>{cells}</table>"

    def _quiet(self, text: str) -> str:
        return self._colored(text, self._theme.colors.quiet)

    def _marked(self, text: str) -> str:
        return self._colored(text, self._theme.colors.link)

    def _small(self, text: str) -> str:
        size = self._theme.px(SMALL)
        return f'<span style="font-size:{size}px">{self._quiet(text)}</span>'

    @staticmethod
    def _colored(text: str, color: str) -> str:
        return f'<span style="color:{color}">{escape(text)}</span>'


def _spoken(source: Source) -> Iterable[tuple[str, str]]:
    """Return what a source says by language, as it stands there."""
    return zip(source.languages, source.raw or source.languages.values(), strict=False)


def _strong(rich: str) -> str:
    return f'<span style="font-weight:600">{rich}</span>'


def _paragraphs(texts: Iterable[str]) -> str:
    """Return texts one below the other, each in the direction of its own script."""
    return "".join(f'<p style="margin:0">{text}</p>' for text in texts)


def _text(text: str) -> str:
    cut = text if len(text) <= _MOST_CHARACTERS else f"{text[:_MOST_CHARACTERS]}…"
    return escape(cut).replace("\n", "<br>")


def technical_in_words(technical: Technical) -> list[tuple[str, str]]:
    """Return how a photograph was made, as titles and texts, of what is known."""
    size = f"{technical.width:,} × {technical.height:,} pixels" if technical.width else None
    place = None
    if technical.latitude is not None and technical.longitude is not None:
        place = f"{_degrees(technical.latitude, 'NS')}, {_degrees(technical.longitude, 'EW')}"
        if technical.altitude is not None:
            place += f", {technical.altitude:,g} m"
    exposure = " · ".join(
        filter(None, (technical.exposure, technical.aperture, technical.sensitivity))
    )
    facts = (
        ("Camera", technical.camera),
        ("Lens", technical.lens),
        ("Exposure", exposure),
        ("Focal length", technical.focal_length),
        ("Taken at", place),
        ("Size", size),
        ("Colours", technical.profile),
        ("Comment", technical.comment),
    )
    return [(title, text) for title, text in facts if text]


def preview_in_words(technical: Technical) -> str:
    """Return what is shown of a raw file, in a sentence; nothing where the file is none."""
    if technical.preview is None:
        return ""
    width, height = technical.preview
    size = f"{width:,} × {height:,}"
    # What a sensor sees is a little more than the picture, all around.
    if technical.width and technical.height and width < technical.width * _ALMOST_WHOLE:
        size += f" of {technical.width:,} × {technical.height:,}"
    return f"This is the preview that the camera stored in its raw file: {size} pixels."


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):.5f}".rstrip("0").rstrip(".") + f"° {signs[value < 0]}"
