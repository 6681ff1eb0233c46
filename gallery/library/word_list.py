"""A sorted list of words, packed: ten bytes a word, where a Python list takes sixty."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence


class WordList(Sequence[str]):
    """Words in the order of their code points, in which they have to be given."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        letters = bytearray()
        # Where each word begins, and where the last one ends.
        self._begins = array("I", (0,))
        for word in words:
            letters += word.encode()
            self._begins.append(len(letters))
        self._letters = bytes(letters)

    def __len__(self) -> int:
        return len(self._begins) - 1

    def __getitem__(self, place: int) -> str:  # type: ignore[override]
        return self._bytes(place).decode()

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def has_beginning(self, beginning: str) -> bool:
        """Return whether a word begins so."""
        wanted = beginning.encode()
        # UTF-8 sorts by code point too.
        place = bisect_left(range(len(self)), wanted, key=self._bytes)
        return place < len(self) and self._bytes(place).startswith(wanted)

    def _bytes(self, place: int) -> bytes:
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._letters[self._begins[place] : self._begins[place + 1]]
