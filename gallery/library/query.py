"""Typed words and chosen names become a query.

Every typed word is folded (`gallery.text`) and sought as the beginning of a word; all have to be
found, in any order and in any field. A folded word holds nothing but a–z and 0–9, and goes into the
full-text expression in quotes, so no typed text reaches the database as syntax.
"""

from dataclasses import dataclass

from gallery import text

# Beyond these a query only takes longer; nobody has typed that many words on purpose.
MOST_WORDS = 24
LONGEST_WORD = 64


@dataclass(frozen=True, slots=True)
class Query:
    """What is sought: words that are typed, names that are chosen, and where."""

    typed: str = ""
    names: tuple[str, ...] = ()
    collection: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The typed words, folded, each once; empty where nothing was typed that can be sought."""
        folded = (word.folded[:LONGEST_WORD] for word in text.words(self.typed[:4_000]))
        return tuple(dict.fromkeys(folded))[:MOST_WORDS]

    def as_typed(self) -> tuple[str, ...]:
        """Return the typed words in their own script, case aside."""
        return tuple(
            self.typed[word.start : word.end].casefold() for word in text.words(self.typed[:4_000])
        )

    def is_search(self) -> bool:
        """Return whether anything narrows the collection."""
        return bool(self.names or self.words)


def full_text_expression(words: tuple[str, ...]) -> str:
    """Return the FTS5 expression for folded words: all of them, each as a prefix."""
    return " ".join(f'"{word}"*' for word in words)
