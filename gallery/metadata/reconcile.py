"""Chooses, from everything that a file says about a field, what is shown, and says by which rule.

The order is that of the Metadata Working Group's guidelines (Guidelines for Handling Image
Metadata 2.0, section 3): sidecar, XMP, IIM, EXIF. Where the digest of the IIM block no longer fits
the block, IIM was changed last and takes precedence over XMP. A text that is cut off because its
place holds no more is never a contradiction, and never wins over the whole text.

One thing is different: the guidelines prefer EXIF's date. But in a scan of an old photograph that
is the date of the scan, and the person who wrote the caption knew better.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from gallery.credit_lines import credits_nobody
from gallery.metadata import boilerplate, dates
from gallery.metadata.fields import BY_NAME, FIELDS, LAST_RESORTS, Field, Kind
from gallery.metadata.report import Aside, Found, Origin, Rule, Source
from gallery.metadata.said import Raw, Said, as_source, mended

X_DEFAULT = "x-default"
# What is left of an HTML entity whose end was cut off: Tom &am
_CUT_ENTITY = re.compile(r"\s*&#?\w{0,8}$")
# Looked up once: this is asked of every field of every photograph.
_UNION, _DATE = Kind.UNION, Kind.DATE
_LOOKED_OVER = {"headline", "title", "caption", "creator", "copyright_notice", "credit_line"}
# Texts about this one photograph; programs may also put the name of the file there.
_SPOKEN = ("headline", "title", "caption")
# What names whoever is to be credited.
_NAMING = ("credit_line", "creator", "copyright_notice")
# Credits, creators, places, keywords: values are cached up to this number in a field, and up to
# this many characters together.
_FEW, _SHORT = 30, 400
_ORDER = (Origin.SIDECAR, Origin.XMP, Origin.IIM, Origin.EXIF)
_IIM_NEWER = (Origin.SIDECAR, Origin.IIM, Origin.XMP, Origin.EXIF)
_FIRST = {Origin.SIDECAR: Rule.SIDECAR, Origin.XMP: Rule.XMP, Origin.IIM: Rule.IIM}


def reconcile(
    said: Said, file: str, language: str, iim_is_newer: Callable[[], bool]
) -> dict[str, Found]:
    """Return what was found, by field.

    `said` is what stands in the file, whose name is `file`. Whether the IIM block was changed after
    the XMP is asked only where the two contradict each other, because it takes another look into
    the file.
    """
    fields = {}
    for field in FIELDS:
        if raws := said.get(field.name):
            found = _found(field, raws, file, language, iim_is_newer)
            if found is not None:
                fields[field.name] = found
    return fields


def choose(
    said: Said, file: str, language: str, iim_is_newer: Callable[[], bool]
) -> dict[str, tuple[str, ...]]:
    """Return the values that `reconcile` chooses, by field.

    In most files all places say the same about a field, for which a quick comparison is enough.
    """
    chosen = {}
    for name, raws in said.items():
        field = BY_NAME[name]
        values = _at_a_glance(field, raws, file, language)
        if values is None:
            found = _found(field, raws, file, language, iim_is_newer)
            values = found.values if found else ()
        if values:
            chosen[name] = values
    return chosen


def in_other_languages(said: Said, chosen: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return headline, title and caption in the languages that were not chosen, each text once."""
    found: dict[str, None] = {}
    for field in _SPOKEN:
        for raw in said.get(field, ()):
            if raw.languages:
                texts = [*raw.languages.values()]
                if texts.count(texts[0]) < len(texts):
                    found.update(dict.fromkeys(mended(texts)))
    for field in _SPOKEN if found else ():
        for text in chosen.get(field, ()):
            found.pop(text, None)
    return tuple(found)


def _at_a_glance(field: Field, raws: list[Raw], file: str, language: str) -> tuple[str, ...] | None:
    """Return the values of a field that is clear, None where it needs closer examination."""
    first = raws[0]
    values = first.values
    kind = field.kind
    if kind is _UNION:
        if len(raws) > 1:
            return mended([value for raw in raws for value in raw.values])
        return _remembered(field.name, values)
    for raw in raws:
        if raw.aside:
            return None
        if raw.values != values and kind is not _DATE and not _is_among(raw, first):
            return None
    if kind is _DATE:
        return _date_at_a_glance(raws)
    if first.languages:
        if not all(first.languages.values()):
            return None
        values = (choose_language(first.languages, language),)
    if field.name not in _SPOKEN:
        return _remembered(field.name, values)
    return _believed(field.name, values, file)


def _believed(name: str, values: Sequence[str], file: str = "") -> tuple[str, ...] | None:
    values = mended(values)
    return values if values and _aside(name, values, file) is None else None


_believed_of_many = lru_cache(maxsize=4096)(_believed)


def _remembered(name: str, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the values of a field that many photographs of a folder have in common."""
    is_short = len(values) <= _FEW and sum(map(len, values)) <= _SHORT
    return (_believed_of_many if is_short else _believed)(name, values)


def _date_at_a_glance(raws: list[Raw]) -> tuple[str, ...] | None:
    first = best = raws[0].values[0]
    for raw in raws:
        (date,) = raw.values
        if date == best:
            continue
        if not dates.agree(date, first):
            return None
        if dates.precision(date) > dates.precision(best):
            best = date
    return (best,)


def _is_among(raw: Raw, first: Raw) -> bool:
    """Return whether a text is one of several in other languages."""
    return len(raw.values) == 1 and bool(
        first.languages and raw.values[0] in first.languages.values()
    )


def choose_language(languages: Mapping[str, str], wanted: str) -> str:
    """Return the text for a language (`en` is also `en-GB`), else the default, else the first."""
    wanted = wanted.lower()
    primary = wanted.partition("-")[0]
    near = default = ""
    for tag, text in languages.items():
        small = tag.lower()
        if small == wanted:
            return text
        if small == X_DEFAULT:
            default = text
        elif not near and small.partition("-")[0] == primary:
            near = text
    return near or default or next(iter(languages.values()))


def _looked_over(field: Field, raws: list[Raw], file: str) -> list[Source]:
    """Set aside the sources that no person wrote, and places that only repeat a better one."""
    sources = [one for one in map(as_source, raws) if one is not None]
    # A block that had to be salvaged comes late.
    sources.sort(key=lambda one: _ORDER.index(one.origin))
    if field.kind is Kind.UNION:
        return sources
    seen: set[Origin] = set()
    looked_over = []
    for one in sources:
        aside = one.aside or _aside(field.name, one.values, file)
        if aside is None and (one.origin in seen or (seen and one.tag in LAST_RESORTS)):
            aside = Aside.SECOND
        if aside is None:
            seen.add(one.origin)
        looked_over.append(msgspec.structs.replace(one, aside=aside) if aside else one)
    return looked_over


def _aside(field: str, values: Sequence[str], file: str) -> Aside | None:
    """Return why the values of a field are not believed, None where they are."""
    if field not in _LOOKED_OVER:
        return None
    # What is no boilerplate in the first place is none.
    if boilerplate.is_boilerplate(values[0]) and all(map(boilerplate.is_boilerplate, values)):
        return Aside.BOILERPLATE
    if field in _NAMING and all(map(credits_nobody, values)):
        return Aside.BOILERPLATE
    if field in _SPOKEN and boilerplate.is_file_name(values[0], file):
        return Aside.FILE_NAME
    return None


def _found(
    field: Field, raws: list[Raw], file: str, language: str, iim_is_newer: Callable[[], bool]
) -> Found | None:
    sources = _looked_over(field, raws, file)
    if not sources:
        return None
    usable = [source for source in sources if source.aside is None]
    if not usable:
        return Found((), Rule.ONLY, tuple(sources))
    if field.kind is Kind.UNION:
        return _united(sources, usable)
    if field.kind is Kind.DATE:
        return _dated(sources, usable, iim_is_newer)
    if len(usable) == 1:
        chosen, rule = usable[0], Rule.ONLY
    else:
        chosen, rule = _chosen(usable, iim_is_newer)
    sources = [_compared(source, chosen) for source in sources]
    if rule is Rule.ONLY and any(_is_second(source) for source in sources):
        rule = _among_seconds(sources)
    values = chosen.values
    if chosen.languages:
        values = (choose_language(chosen.languages, language),)
    return Found(values, rule, tuple(sources), _to_choose_from(chosen.languages))


def _to_choose_from(languages: Mapping[str, str]) -> dict[str, str]:
    """Return the languages that say different things: the default is often one of the others."""
    default = languages.get(X_DEFAULT)
    named = {tag: text for tag, text in languages.items() if tag != X_DEFAULT}
    several = dict(languages) if default and default not in named.values() else named
    return several if len(several) > 1 else {}


def _chosen(usable: list[Source], iim_is_newer: Callable[[], bool]) -> tuple[Source, Rule]:
    first = usable[0]
    rule = _FIRST.get(first.origin, Rule.AGREED)
    contradicting = [source for source in usable if _contradicts(source, first)]
    origins = {source.origin for source in contradicting}
    if first.origin is Origin.XMP and Origin.IIM in origins and iim_is_newer():
        usable = sorted(usable, key=lambda source: _IIM_NEWER.index(source.origin))
        first, rule = usable[0], Rule.IIM_NEWER
        contradicting = [source for source in usable if _contradicts(source, first)]
    # The whole text stands where there is more room.
    for source in usable:
        if _is_beginning(first, source):
            return source, Rule.MENDED
    if contradicting:
        return first, rule
    if any(_is_beginning(source, first) for source in usable):
        return first, Rule.MENDED
    return first, Rule.AGREED


def _compared(source: Source, chosen: Source) -> Source:
    counts = source.aside is None or _is_second(source)
    if source is chosen or not counts or not _contradicts(source, chosen):
        return source
    return msgspec.structs.replace(source, differs=True)


def _is_second(source: Source) -> bool:
    """Return whether a source was set aside only because another place has the field too."""
    return source.aside is Aside.SECOND and source.tag not in LAST_RESORTS


def _among_seconds(sources: Iterable[Source]) -> Rule:
    """Return the rule for a field that a second place of the same kind has too."""
    return Rule.BETTER_PLACE if any(source.differs for source in sources) else Rule.AGREED


def _contradicts(source: Source, other: Source) -> bool:
    """Return whether two sources say different things: not where one is the other's beginning."""
    mine, theirs = _plain(source.values), _plain(other.values)
    if mine == theirs or "; ".join(mine) == "; ".join(theirs):
        return False
    if other.languages and len(mine) == 1 and mine[0] in _plain(other.languages.values()):
        return False
    if source.languages and len(theirs) == 1 and theirs[0] in _plain(source.languages.values()):
        return False
    return not _is_beginning(source, other) and not _is_beginning(other, source)


def _is_beginning(cut: Source, whole: Source) -> bool:
    """Return whether a source is the beginning of another one, cut off by its place's limit."""
    if not cut.cut or cut is whole:
        return False
    for text in (whole.values, *((one,) for one in whole.languages.values())):
        mine, theirs = _plain(cut.values), _plain(text)
        if mine != theirs and len(mine) == len(theirs) and all(map(_begins, theirs, mine)):
            return True
    return False


def _begins(whole: str, cut: str) -> bool:
    """Return whether a text begins with one that may be cut off inside an entity or a letter."""
    if whole.startswith(cut):
        return True
    cut = _CUT_ENTITY.sub("", cut)
    # Of several accents on a letter some may be missing, which changes the order of the others.
    while cut and unicodedata.combining(cut[-1]):
        cut = cut[:-1]
    return whole.startswith(cut)


def _plain(values: Iterable[str]) -> list[str]:
    """Return texts without the differences that no reader sees.

    Decomposed, so that a text that is cut between a letter and its accent is still a beginning.
    """
    return [" ".join(unicodedata.normalize("NFD", value).split()) for value in values]


def _united(sources: list[Source], usable: list[Source]) -> Found:
    values = tuple(dict.fromkeys(value for source in usable for value in source.values))
    rule = Rule.ONLY if len(usable) == 1 else Rule.UNITED
    if rule is Rule.UNITED and all(source.values == usable[0].values for source in usable):
        rule = Rule.AGREED
    return Found(values, rule, tuple(sources))


def _dated(sources: list[Source], usable: list[Source], iim_is_newer: Callable[[], bool]) -> Found:
    first, rule = usable[0], Rule.AGREED
    agreeing = _agreeing(usable, first)
    if len(usable) == 1:
        rule = Rule.ONLY
    elif len(agreeing) < len(usable):
        rule = _FIRST.get(first.origin, Rule.AGREED)
        by_origin = {one.origin: one for one in usable}
        written = by_origin.get(Origin.IIM)
        if first.origin is Origin.XMP and written and written not in agreeing and iim_is_newer():
            first, rule = written, Rule.IIM_NEWER
            agreeing = _agreeing(usable, first)
        elif by_origin.keys() - {one.origin for one in agreeing} == {Origin.EXIF}:
            rule = Rule.WRITTEN_DATE
    best = max(agreeing, key=lambda one: dates.precision(one.values[0]))
    if dates.precision(best.values[0]) > dates.precision(first.values[0]):
        rule = Rule.PRECISE if rule is Rule.AGREED else rule
    else:
        best = first
    compared = tuple(
        msgspec.structs.replace(source, differs=True)
        if (source.aside is None or _is_second(source)) and not _agreeing([source], first)
        else source
        for source in sources
    )
    if rule is Rule.ONLY and any(map(_is_second, compared)):
        rule = _among_seconds(compared)
    return Found(best.values, rule, compared)


def _agreeing(usable: list[Source], first: Source) -> list[Source]:
    return [one for one in usable if dates.agree(one.values[0], first.values[0])]
