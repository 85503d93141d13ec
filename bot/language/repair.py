"""Mending one word: leet, masked and stretched letters, words run together, slips of the key words.

A word that is already known is never touched, and an everyday word that stands close to a key word
(``ORDINARY_WORDS``) stays what it is. Every mend is a look-up or bounded by the length of one word, so a
text of any length is read in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.language.lexicon import KEY_WORDS, MENDED_TWICE, MENDED_WORDS, ORDINARY_WORDS, SPELLINGS

_LEET = {"0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g", "$": "s", "@": "a"}
_LEET |= {"!": "il", "|": "il", "+": "t", "€": "e", "£": "l", "(": "c"}
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_SYMBOLS = re.compile(r"[^a-z0-9']")
_FIRST_TYPO_LETTERS = 6
_SHORTEST_JOINED = 7
_SHORTEST_DROPPED = 5  # "thin" and "kin" are words of their own
_LONGEST_WORD = 40
_LONGEST_LEET = 16
_LONGEST_PIECE = 16
_REMEMBERED = 20_000


class WordMender:
    """Turns one raw word into the plain words that it stands for; remembers what it has mended."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._keys = KEY_WORDS
        self._known = frozenset(known) | KEY_WORDS | {word for full in SPELLINGS.values() for word in full}
        self._undoubled = {_DOUBLED.sub(r"\1", key): key for key in sorted(self._keys) if len(key) > 2}  # noqa: PLR2004 -- "sh", "od" are too short to guess
        self._slips = _by_first_letter(MENDED_WORDS)
        self._within = re.compile("|".join(sorted((key for key in self._keys if len(key) > 2), key=len, reverse=True)))  # noqa: PLR2004 -- as above
        self._remembered: dict[str, tuple[str, ...]] = {}

    @property
    def known(self) -> frozenset[str]:
        """Every word that is left as it is."""
        return self._known

    def __call__(self, raw: str) -> tuple[str, ...]:
        """Give the plain words of ``raw`` (folded, lower case, no spaces)."""
        words = self._remembered.get(raw)
        if words is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            words = self._remembered[raw] = self._mend(raw)
        return words

    def segment(self, run: str) -> tuple[str, ...] | None:
        """Cut letters without spaces into known words, fewest words first; ``None`` unless a key word is among them."""
        if not self._within.search(run):
            return None
        best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(run)
        for end in range(1, len(run) + 1):
            for start in range(max(0, end - _LONGEST_PIECE), end):
                before, piece = best[start], run[start:end]
                if before is None or not self._is_piece(piece):
                    continue
                here = best[end]
                if here is None or before[0] + 1 < here[0]:
                    best[end] = (before[0] + 1, (*before[1], *SPELLINGS.get(piece, (piece,))))
        found = best[len(run)]
        return found[1] if found and any(word in self._keys for word in found[1]) else None

    def key_within(self, run: str) -> tuple[int, str] | None:
        """Find the first key word in letters without spaces: where it starts, and the word."""
        found = self._within.search(run)
        return (found.start(), found.group()) if found else None

    def _is_piece(self, piece: str) -> bool:
        return (piece in self._known or piece in SPELLINGS) and (len(piece) > 1 or piece in "ia")

    def _mend(self, raw: str) -> tuple[str, ...]:
        bare = raw.replace("'", "")
        for form in (raw, bare):
            if form in SPELLINGS:
                return SPELLINGS[form]
        if raw.endswith("'s") and len(raw) > 2:  # noqa: PLR2004 -- the length of the ending
            return self(raw[:-2])
        if bare in self._known or bare in ORDINARY_WORDS or bare.isdigit() or not bare:
            return (bare,) if bare else ()
        mended = self._unmask(bare) if "*" in bare else self._respell(bare)
        if mended:
            return mended
        if _SYMBOLS.search(bare) and bare.isascii():
            return tuple(word for part in _SYMBOLS.split(bare) if part for word in self(part))
        return (bare,)

    def _respell(self, bare: str) -> tuple[str, ...] | None:
        if len(bare) > _LONGEST_WORD:
            return None
        if not bare.isalpha():
            plain = self._unleet(bare)
            return plain or None
        return self._undropped(bare) or self._unstretch(bare) or self._unslip(bare) or self._unjoin(bare)

    def _undropped(self, bare: str) -> tuple[str, ...] | None:
        """Read "livin" and "drownin": a word that a "g" makes into one that the patterns use."""
        if bare.endswith("in") and len(bare) >= _SHORTEST_DROPPED and bare + "g" in self._known:
            return (bare + "g",)
        return None

    def _unleet(self, bare: str) -> tuple[str, ...] | None:
        if len(bare) > _LONGEST_LEET or not any(letter.isalpha() for letter in bare):
            return None
        for one in (0, -1):
            plain = "".join(_LEET.get(letter, letter)[one] for letter in bare)
            if not plain.isalpha():
                return None
            if plain in SPELLINGS:
                return SPELLINGS[plain]
            if plain in self._known:
                return (plain,)
            mended = self._respell(plain)
            if mended:
                return mended
        return None

    def _unmask(self, bare: str) -> tuple[str, ...] | None:
        """Read "k*ll" and "su**ide": a key word of that length that fits; at least two letters are shown."""
        if len(bare) > _LONGEST_PIECE or len(bare.replace("*", "")) < 2:  # noqa: PLR2004 -- see the docstring
            return None
        mask = re.compile("".join("." if letter == "*" else re.escape(letter) for letter in bare))
        return next(((key,) for key in sorted(self._keys) if len(key) > 2 and mask.fullmatch(key)), None)  # noqa: PLR2004 -- "sh" fits anything

    def _unstretch(self, bare: str) -> tuple[str, ...] | None:
        if _STRETCHED.search(bare):
            for keep in (r"\1\1", r"\1"):
                plain = _STRETCHED.sub(keep, bare)
                if plain in SPELLINGS:
                    return SPELLINGS[plain]
                if plain in self._known or plain in ORDINARY_WORDS:
                    return (plain,)
        key = self._undoubled.get(_DOUBLED.sub(r"\1", bare))
        return (key,) if key else None

    def _unslip(self, bare: str) -> tuple[str, ...] | None:
        if not _FIRST_TYPO_LETTERS - 1 <= len(bare) <= _LONGEST_PIECE:
            return None
        letters = frozenset(bare)
        for key in self._slips.get(bare[0], ()):
            allowed = _allowed(key)
            near = abs(len(bare) - len(key)) <= allowed and len(letters.symmetric_difference(key)) <= 2 * allowed
            if near and _slips_between(bare, key) <= allowed:
                return (key,)
        return None

    def _unjoin(self, bare: str) -> tuple[str, ...] | None:
        return self.segment(bare) if len(bare) >= _SHORTEST_JOINED else None


def _allowed(key: str) -> int:
    return 2 if key in MENDED_TWICE else 1


def _by_first_letter(keys: Iterable[str]) -> dict[str, list[str]]:
    """List the key words long enough to be mended, under their first letter: few people mistype that one."""
    index: dict[str, list[str]] = {}
    for key in sorted(keys):
        if len(key) >= _FIRST_TYPO_LETTERS:
            index.setdefault(key[0], []).append(key)
    return index


def _slips_between(one: str, other: str) -> int:
    """Count letters added, lost, changed or swapped with a neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
