"""How a phrase is written: words, choices, slots and gaps, read into steps that the automaton compiles.

``(a|b c)`` one of these; ``[a|b]`` the same, or nothing; ``{slot}`` the phrases of a slot; ``...`` up to three
words of any kind; ``_`` exactly one word; ``#`` a number in figures. Everything else is a word, written as the
person would ("can't" and "cant" are the same).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

_PIECE = re.compile(r"\.\.\.|[()\[\]|]|\{[^{}\s]*\}|[^\s()\[\]|{}]+|\S")
GAP_WORDS = 3

Spell = Callable[[str], tuple[str, ...]]


class GrammarError(ValueError):
    """A phrase that cannot be read; the message says why."""


@dataclass(frozen=True)
class Word:
    """One plain word; ``_`` is any word, ``#`` a number in figures."""

    text: str


@dataclass(frozen=True)
class Choice:
    """One of several sequences; an empty one means that it may be left out."""

    options: tuple[tuple[Step, ...], ...]


Step = Word | Choice
Sequence = tuple[Step, ...]

ANY = Word("_")
_GAP = tuple(Choice(((), (ANY,))) for _ in range(GAP_WORDS))
_CLOSING = {"(": ")", "[": "]"}


class PhraseReader:
    """Reads phrases; a slot is read once, when it is first named, and may name other slots."""

    def __init__(self, slots: Mapping[str, tuple[str, ...]], spell: Spell) -> None:
        self._slots = slots
        self._spell = spell
        self._read: dict[str, Choice] = {}
        self._open: list[str] = []

    def __call__(self, phrase: str) -> Sequence:
        """Read one phrase.

        Raises:
            GrammarError: brackets that do not match, an unknown or circular slot, an empty choice, a phrase that
                begins with a gap or could be empty.
        """
        steps = self._sequence(phrase)
        if shortest(steps) == 0:
            raise GrammarError(f"'{phrase}' could be empty")
        if not steps or steps[0] in (ANY, _GAP[0]) or steps[-1] == _GAP[0]:
            raise GrammarError(f"'{phrase}' begins or ends with a gap")
        return steps

    def _sequence(self, phrase: str) -> Sequence:
        pieces = _PIECE.findall(phrase)
        steps, rest = self._steps(pieces, phrase)
        if rest:
            raise GrammarError(f"'{phrase}' has a '{rest[0]}' too many")
        return steps

    def _steps(self, pieces: list[str], phrase: str) -> tuple[Sequence, list[str]]:
        steps: list[Step] = []
        while pieces and pieces[0] not in ")]|":
            piece, pieces = pieces[0], pieces[1:]
            if piece in _CLOSING:
                choice, pieces = self._choice(piece, pieces, phrase)
                steps.append(choice)
            elif piece == "...":
                steps.extend(_GAP)
            elif piece.startswith("{"):
                steps.append(self._slot(piece[1:-1], phrase))
            else:
                steps.extend(self._words(piece, phrase))
        return tuple(steps), pieces

    def _choice(self, opening: str, pieces: list[str], phrase: str) -> tuple[Choice, list[str]]:
        options: list[Sequence] = []
        while True:
            option, pieces = self._steps(pieces, phrase)
            if not option:
                raise GrammarError(f"'{phrase}' has an empty choice")
            options.append(option)
            if not pieces or pieces[0] != "|":
                break
            pieces = pieces[1:]
        if not pieces or pieces[0] != _CLOSING[opening]:
            raise GrammarError(f"'{phrase}' lacks a '{_CLOSING[opening]}'")
        return Choice((*options, ()) if opening == "[" else tuple(options)), pieces[1:]

    def _slot(self, name: str, phrase: str) -> Choice:
        if name in self._open:
            raise GrammarError(f"slot '{name}' names itself")
        if name not in self._slots:
            raise GrammarError(f"'{phrase}' names a slot '{name}' that is not in slots.yml")
        if name not in self._read:
            self._open.append(name)
            self._read[name] = Choice(tuple(self._sequence(option) for option in self._slots[name]))
            self._open.pop()
        return self._read[name]

    def _words(self, piece: str, phrase: str) -> Sequence:
        if piece in ("_", "#"):
            return (Word(piece),)
        words = self._spell(piece)
        if not words or not all(any(c.isalnum() or not c.isascii() for c in word) for word in words):
            raise GrammarError(f"'{phrase}' has a sign that is no word: '{piece}'")
        return tuple(Word(word) for word in words)


def shortest(steps: Sequence) -> int:
    """Count the words of the shortest text that the steps match."""
    return sum(1 if isinstance(step, Word) else min(map(shortest, step.options)) for step in steps)


def words_of(steps: Sequence) -> frozenset[str]:
    """Every literal word of the steps."""
    found: set[str] = set()
    for step in steps:
        if isinstance(step, Word):
            found.add(step.text)
        else:
            found.update(*map(words_of, step.options))
    return frozenset(found - {"_", "#"})
