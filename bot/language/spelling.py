"""Slips of the thumb set right in any word, for the encoder: a word that nobody writes becomes the likeliest one near.

It knows no words of its own: it is given those that people write, and how often. What it changes is only read by a
model, beside the phrases, which read every text as it was typed.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from symspellpy import SymSpell, Verbosity  # type: ignore[import-untyped]  # ships no types

_WORD = re.compile(r"[A-Za-z']{4,20}")
_OFTEN = 6  # times that a word must have been written for another to be taken for it
_REMEMBERED = 20_000
_TWICE = 2  # what was written once may be a slip itself
_NEAR = 1  # letters added, lost, changed, or changed with the next


def count_words(texts: Iterable[str]) -> dict[str, int]:
    """How often each word was written, of those written at least twice."""
    counted = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    return {word: times for word, times in sorted(counted.items()) if times >= _TWICE}


def read_words(lines: str) -> dict[str, int]:
    """What ``write_words`` wrote.

    Raises:
        ValueError: a line of another form.
    """
    pairs = (line.split(" ") for line in lines.splitlines())
    return {word: int(times) for word, times in pairs}


def write_words(counted: Mapping[str, int]) -> str:
    """One word a line, and how often it was written."""
    return "".join(f"{word} {times}\n" for word, times in counted.items())


class Speller:
    """Sets slips right; safe to share between threads."""

    def __init__(self, written: Mapping[str, int]) -> None:
        """``written``: small-letter words that are right as they are, and how often each was written."""
        self._known = frozenset(written)
        self._near = SymSpell(max_dictionary_edit_distance=_NEAR)
        for word, times in written.items():
            if times >= _OFTEN:
                self._near.create_dictionary_entry(word, times)
        self._right = functools.lru_cache(_REMEMBERED)(self._find)

    def __call__(self, text: str) -> str:
        """The text with its slips set right: some 10 microseconds for a message. Known words are never touched."""
        return _WORD.sub(self._mended, text)

    def _mended(self, found: re.Match[str]) -> str:
        word = found.group()
        small = word.lower()
        if small in self._known:
            return word
        right = self._right(small)
        return word if right == small else right

    def _find(self, word: str) -> str:
        found = self._near.lookup(word, Verbosity.TOP, max_edit_distance=_NEAR)
        return found[0].term if found else word
