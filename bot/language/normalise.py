"""From what a person typed to plain words that a pattern can read, each tied to the person's own characters.

Lower case, look-alikes folded, short forms written out, spaced-out letters joined, slips mended. Meant for
matching only: what is quoted or stored is always cut from the original text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.language.characters import Folder
from bot.language.lexicon import KEY_WORDS, SPELLINGS, SPLIT_WORDS, WANTS_TO
from bot.language.repair import WordMender

BREAK = "."
"""The word that stands between two sentences."""
QUOTE = '"'
"""The word that stands for a quotation mark."""

_TOKEN = re.compile(
    r"(?P<han>[\u3400-\u9fff])"  # Chinese is written without spaces: each sign is a word
    r"|(?P<word>[$@]?[^\W_]+(?:['$@*!|+€]{1,6}[^\W_]+|\*{1,6})*)"
    r"|(?P<break>\.{2,}|[.!?;。！？]+(?=\s|[\"')\]]|$)|\n\s*\n)"
    r"|(?P<quote>\")"
    r"|(?P<symbol>[^\x00-\x7f\w\s])"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEWEST_SPACED = 3
_LONGEST_SPACED = 40
_SPACED_LEET = {"1": "i", "0": "o", "3": "e", "4": "a", "5": "s"}
_SHORTEST_SPLIT_KEY = 4
_TO = frozenset({"2", "too"})
_FIRST_HALVES = _TO.union(
    (first for first, _ in SPLIT_WORDS), (key[:cut] for key in KEY_WORDS for cut in range(1, len(key)))
)
"""Words that may be joined to the next one; of others only those with a figure in them."""

_Raw = tuple[str, int, int]


@dataclass(frozen=True)
class Normalised:
    """The plain words of ``original``; word ``n`` was written at ``original[starts[n]:ends[n]]``."""

    original: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def text(self) -> str:
        """The plain words, one space between."""
        return " ".join(self.words)

    def cut(self, first: int, end: int) -> str:
        """Give the person's own characters of the words ``first`` up to (not with) ``end``."""
        return self.original[self.starts[first] : max(self.ends[first:end])]


class Normaliser:
    """Normalises text; ``known`` are the words of the reader's patterns, which are never changed."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._fold = Folder()
        self._mend = WordMender(known)

    def __call__(self, text: str) -> Normalised:
        """Never fails on any string; time is linear in its length."""
        folded, origin = self._fold(text)
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for raw, start, end in self._without_lone_breaks(self._joined(self._raw(folded))):
            for word in self._plain(raw):
                words.append(word)
                starts.append(origin[start])
                ends.append(origin[end - 1] + 1)
        return Normalised(text, tuple(words), tuple(starts), tuple(ends))

    def _plain(self, raw: str) -> tuple[str, ...]:
        return tuple(raw.split()) if " " in raw else self._mend(raw) if raw[0].isalnum() or raw[0] in "$@" else (raw,)

    def _raw(self, folded: str) -> list[_Raw]:
        known = self._mend.known
        tokens: list[_Raw] = []
        for found in _TOKEN.finditer(folded):
            kind, raw = found.lastgroup, found.group()
            if kind == "break":
                if not raw.startswith(".."):
                    tokens.append((BREAK, found.start(), found.end()))
            elif kind == "quote":
                tokens.append((QUOTE, found.start(), found.end()))
            elif kind in ("word", "han") or raw in known:
                tokens.append((raw, found.start(), found.end()))
        return tokens

    def _joined(self, tokens: list[_Raw]) -> list[_Raw]:
        """Join spaced-out letters ("k i l l"), broken key words ("su icide") and split pairs ("my self")."""
        joined: list[_Raw] = []
        place = 0
        while place < len(tokens):
            word = tokens[place][0]
            end = self._end_of_spaced(tokens, place) if len(word) == 1 else place
            if end - place >= _FEWEST_SPACED:
                joined.extend(self._spaced(tokens[place:end]))
                place = end
                continue
            pair = self._pair(tokens, place) if word in _FIRST_HALVES or not word.isalpha() else None
            taken, token = pair or (1, tokens[place])
            joined.append(token)
            place += taken
        return joined

    @staticmethod
    def _end_of_spaced(tokens: Sequence[_Raw], place: int) -> int:
        """Find where the run of single letters (and stops between them) that begins at ``place`` ends."""
        end, limit = place, min(len(tokens), place + _LONGEST_SPACED)
        while end < limit and len(tokens[end][0]) == 1 and (end > place or tokens[end][0].isalnum()):
            end += 1
        return end

    def _spaced(self, run: list[_Raw]) -> list[_Raw]:
        """Read a run of single letters as words where they hold a key word; otherwise leave it as it is."""
        signs = [token for token in run if token[0] not in (BREAK, QUOTE)]
        letters = "".join(_SPACED_LEET.get(token[0], token[0]) for token in signs)
        words = self._mend.segment(letters)
        if words:
            return [(" ".join(words) + " ", run[0][1], run[-1][2])]
        found = self._mend.key_within(letters)
        if not found:
            return run
        first, last = found[0], found[0] + len(found[1]) - 1
        return [*signs[:first], (found[1], signs[first][1], signs[last][2]), *signs[last + 1 :]]

    def _pair(self, tokens: Sequence[_Raw], place: int) -> tuple[int, _Raw] | None:
        if place + 1 >= len(tokens):
            return None
        (left, start, stop), (right, _, end) = tokens[place], tokens[place + 1]
        if left in _TO and place and tokens[place - 1][0] in WANTS_TO and right.isalpha():
            return 1, ("to", start, stop)
        whole = SPLIT_WORDS.get((left, right))
        if whole is None and len(left) + len(right) >= _SHORTEST_SPLIT_KEY:
            joined = left + right
            if not joined.isalpha():
                joined = "".join(_SPACED_LEET.get(sign, sign) for sign in joined)
            whole = joined if joined in KEY_WORDS else None
        return (2, (whole, start, end)) if whole else None

    def _without_lone_breaks(self, tokens: list[_Raw]) -> list[_Raw]:
        """Drop the stops of "I. want. to. die.": a stop between two sentences of one word is no stop."""
        places = [-1, *(i for i, token in enumerate(tokens) if token[0] == BREAK), len(tokens)]
        lone = {
            here
            for before, here, after in zip(places, places[1:], places[2:], strict=False)
            if here - before == 2 and after - here == 2  # noqa: PLR2004 -- one word between two neighbouring stops
        }
        return [token for i, token in enumerate(tokens) if i not in lone] if lone else tokens


def spell_out(word: str) -> tuple[str, ...]:
    """Give the plain words of one word as a pattern writes it: short forms written out, nothing guessed."""
    folded = Folder()(word)[0]
    if _HAN.search(folded):
        return tuple(folded)
    bare = folded.removesuffix("'s").replace("'", "")
    return SPELLINGS.get(folded) or SPELLINGS.get(bare) or ((bare,) if bare else ())


@functools.cache
def _default() -> Normaliser:
    return Normaliser()


def normalise(text: str) -> Normalised:
    """Normalise with the key words alone; a reader with patterns of its own makes its own ``Normaliser``."""
    return _default()(text)
