"""Finds the name record for a person's name in a file, however the name is written.

A photograph's file says "Леонов Алексей" or "Leonov, Alexei" and no more. Where a record has that
name, in any of its spellings and in any order of its words, or where one of the rules of
romanisation turns a Russian name into it, the person is that of the record. Otherwise it is a new
one, to whom later spellings of the same name are added. Titles before a name (Dr.) and positions in
the picture behind it (left) are not part of it. Nicknames and single words of a name are not
enough: every family has a Tom, and a wrong name under a photograph is worse than two entries for
one person.
"""

import re
from collections.abc import Iterable
from itertools import islice, product

import msgspec

from gallery import text
from gallery.library import romanisation
from gallery.records import Name, NameKind

# A Russian name of several words can be written in very many ways: more are not tried.
_MOST_WAYS = 256
_MOST_ID = 100
# What may stand behind a comma without being a given name.
_NO_GIVEN_NAME = re.compile(r"(?:jr|sr|ii|iii|iv|phd|md|dr|esq)\.?", re.IGNORECASE)

# What captions put before a name; never "Mrs", which may stand before the name of a husband.
_TITLE = re.compile(
    r"(?:(?:dr|prof|col|maj|gen|lt|capt|cmdr|cdr|sgt|adm)\.?|doctor|professor|colonel|major|general"
    r"|lieutenant|captain|commander|sergeant|admiral|sir|(?:nasa |esa )?astronaut|cosmonaut"
    r"|(?:л[её]тчик-)?космонавт)\s+",
    re.IGNORECASE,
)
# Where in the picture somebody is, as captions put it behind a name: in brackets or a comma.
_WHERE = (
    r"(?:(?:far|second|third|top|bottom|front|back|at)[ -]*(?:from[ -]*)?)?(?:the[ -]*)?"
    r"(?:left|right|cent(?:er|re)|middle"
)
_POSITION = re.compile(
    rf"(?<=\S)(?:\s*[(\[]{_WHERE}|[lrc])[)\]]|\s*,\s*{_WHERE}))\s*$", re.IGNORECASE
)

# The folded words of a name, in alphabetical order.
_Key = tuple[str, ...]


class People:
    """Knows name records, and makes those that are missing."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        self._names: dict[str, Name] = {}
        # None: two people have this name, so it identifies neither.
        self._by_key: dict[_Key, str | None] = {}
        self._by_writing: dict[str, str] = {}
        self._news: dict[str, None] = {}
        self.know(names)

    def know(self, names: Iterable[Name]) -> None:
        """Learn name records of others."""
        for name in names:
            if name.id in self._names:
                continue
            self._names[name.id] = name
            if name.kind is NameKind.PERSON:
                forms = (name.display_name, name.full_name, name.native_name, *name.spellings)
                for form in filter(None, forms):
                    self._note(form, name.id)
                    if (short := _with_initials(form)) != form:
                        self._note(short, name.id)

    def id_of(self, written: str) -> str:
        """Return the id of the person whose name is written so in a file."""
        known = self._by_writing.get(written)
        if known is None:
            # In the next photograph the same person may stand on the other side.
            bare = _POSITION.sub("", written)
            known = self._by_writing[written] = self._find(bare) or self._make(bare)
            self._add_spelling(known, bare)
        return known

    def names(self, ids: Iterable[str]) -> tuple[Name, ...]:
        """Return the records of some names, as they are now."""
        return tuple(self._names[one] for one in ids)

    def news(self) -> tuple[Name, ...]:
        """Return the records that were made or got a spelling since this was last asked."""
        news, self._news = self._news, {}
        return self.names(news)

    def _find(self, written: str) -> str | None:
        return next(filter(None, map(self._by_key.get, _keys(written))), None)

    def _make(self, written: str) -> str:
        name = Name(id=self._free_id(written), kind=NameKind.PERSON, display_name=_turned(written))
        self._names[name.id] = name
        self._news[name.id] = None
        self._note(written, name.id)
        return name.id

    def _add_spelling(self, person: str, written: str) -> None:
        name = self._names[person]
        self._note(written, person)
        if any(_same_letters(form, written) for form in name.written_forms()):
            return
        spellings = (*name.spellings, written)
        self._names[person] = msgspec.structs.replace(name, spellings=spellings)
        self._news[person] = None

    def _note(self, form: str, person: str) -> None:
        for key in _keys(form):
            known = self._by_key.setdefault(key, person)
            if known != person:
                self._by_key[key] = None

    def _free_id(self, written: str) -> str:
        wanted = "-".join(text.folded(written))[:_MOST_ID].strip("-")
        if not wanted:
            # Few names need it, and OpenSSL comes with it.
            from hashlib import blake2b

            wanted = f"person-{blake2b(written.encode(), digest_size=5).hexdigest()}"
        fresh, number = wanted, 2
        while fresh in self._names:
            fresh, number = f"{wanted}-{number}", number + 1
        return fresh


def _keys(written: str) -> Iterable[_Key]:
    """Yield the keys of a name: its words, folded, and all Latin spellings of Russian ones."""
    written = _bare(written)
    plain = tuple(sorted(text.folded(written)))
    if not plain:
        # Signs alone: only the very same ones are the same.
        yield (written,)
        return
    yield plain
    if written.isascii():
        return
    ways = [
        sorted({*text.folded(word), *romanisation.spellings(word.strip("-,."))})
        for word in written.split()
    ]
    for words in islice(product(*filter(None, ways)), _MOST_WAYS):
        key = tuple(sorted(words))
        if key != plain:
            yield key


def _bare(written: str) -> str:
    """Return a name without titles."""
    bare = written
    while (title := _TITLE.match(bare)) and len(bare[title.end() :].split()) > 1:
        bare = bare[title.end() :]
    return bare


def _with_initials(form: str) -> str:
    """Return a name of three words and more as many write it: Alexei A. Leonov."""
    words = form.split()
    # Behind the family's name Jr. may stand.
    last = -2 if words and _NO_GIVEN_NAME.fullmatch(words[-1]) else -1
    first, middle, family = words[:1], words[1:last], words[last:]
    if not middle:
        return form
    return " ".join([*first, *(f"{word[0]}." for word in middle), *family])


def _turned(written: str) -> str:
    """Return a name as it is spoken: Leonov, Alexei becomes Alexei Leonov."""
    name, bracket, remark = written.partition(" (")
    if bracket and "," in name:
        return f"{_turned(name)} ({remark}"
    family, comma, given = (part.strip() for part in written.partition(","))
    is_turned = (
        comma and family and given and "," not in given and not any(map(str.isdigit, written))
    )
    if not is_turned or _NO_GIVEN_NAME.fullmatch(given) or len(given.split()) > 3:
        return written
    return f"{given} {family}"


def _same_letters(form: str, written: str) -> bool:
    return sorted(form.casefold().replace(",", " ").split()) == sorted(
        written.casefold().replace(",", " ").split()
    )
