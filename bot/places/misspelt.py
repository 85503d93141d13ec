"""Which town a misspelt name may be: "in Manchster". Never an ordinary word, a short one, or a place elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.places.gazetteer import Entry, Gazetteer, Word, plain
from bot.places.mentions import is_bare
from bot.places.values import Country

_ORDINARY_FILE = Path(__file__).parent / "ordinary_words.txt"
CUT_OFF = 0.8  # of 1: one slip in five to nine letters, two in ten to fourteen; measured in tests/unit/places
SHORTEST = 5  # letters
LONG = (
    7  # letters; in a shorter name a wrong letter makes another name (Burton, Barton), a lost or swapped one does not
)
LEAST_SIZE, LEAST_SIZE_SHORT = 2, 3  # towns of 5,000 people; of 20,000 where the name is short
_LEADS = frozenset(("in", "near", "nr", "around", "round", "outside", "from"))
_LEADS_READ = 4
_WORDS = 3


class Speller:
    """Names that may be misspelt, and words that are none."""

    def __init__(self, book: Gazetteer, ordinary: Iterable[str] | None = None) -> None:
        self._book = book.by_name
        whole = (name for name, entries in book.by_name.items() if _counts(name, entries))
        self._names = [name for name in whole if name not in book.words]
        self.ordinary = frozenset(_read_ordinary() if ordinary is None else ordinary)

    def mend(self, words: list[Word], *, asked: bool) -> tuple[Entry, ...] | None:
        """What the likeliest misspelt name means; ``None`` where nothing is near enough, or two are as near."""
        for first, end in _spans(words, asked=asked):
            key = " ".join(word.plain for word in words[first:end])
            if len(key) >= SHORTEST and (near := self.nearest(key)) is not None:
                entries = self._book[near]
                return entries if entries[0].place.country is Country.ENGLAND else None
        return None

    def nearest(self, key: str) -> str | None:
        """The one name that is nearest to ``key``, within the cut-off; the largest town of several as near."""
        parts = key.split()
        if not all(map(str.isalpha, parts)) or self.ordinary.intersection(parts) or key in self._book:
            return None
        found = process.extract(key, self._names, scorer=OSA.normalized_similarity, score_cutoff=CUT_OFF, limit=5)
        near = [name for name, score, _ in found if score == found[0][1] and _is_slip(name, key)]
        near.sort(key=lambda name: -self._size(name))
        if not near or (len(near) > 1 and self._size(near[0]) == self._size(near[1])):
            return None
        return near[0]

    def _size(self, name: str) -> int:
        return self._book[name][0].size


def _read_ordinary(file: Path = _ORDINARY_FILE) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return (word for line in lines if not line.startswith("#") for word in line.split())


def _counts(name: str, entries: tuple[Entry, ...]) -> bool:
    least = LEAST_SIZE if len(name) >= LONG else LEAST_SIZE_SHORT
    known = bool(entries) and plain(entries[0].name) == name  # not a short form: "Staffs" is near "staff"
    return known and entries[0].size >= least and len(name) >= SHORTEST


def _is_slip(name: str, key: str) -> bool:
    """As many words, the same beginning; in a short name a letter too many, too few or swapped, never a wrong one."""
    begins = name[0] == key[0] or name[:2] == key[1::-1]
    wrong = len(name) == len(key) and sorted(name) != sorted(key)
    return begins and name.count(" ") == key.count(" ") and (len(name) >= LONG or not wrong)


def _spans(words: list[Word], *, asked: bool) -> Iterator[tuple[int, int]]:
    """The words where a name would stand, the longest first: after "in" or "near"; or an answer that is but a name."""
    led = [index for index in range(1, len(words)) if words[index - 1].plain in _LEADS][:_LEADS_READ]
    for first in led:
        yield from ((first, end) for end in range(min(first + _WORDS, len(words)), first, -1))
    if asked and not led:
        spans = ((first, end) for first in range(min(len(words), _WORDS)) for end in range(len(words), first, -1))
        yield from (span for span in spans if span[1] - span[0] <= _WORDS and is_bare(words, *span))
