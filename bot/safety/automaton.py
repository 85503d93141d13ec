"""All phrases as one machine that reads a text word by word, in linear time.

The phrases become one non-deterministic automaton; its deterministic states are made when a text first reaches
them and kept. From every word the machine runs until no phrase can go on, at most as long as the longest phrase.
Measured reasons for a machine of our own: docs/decisions/0005-phrase-grammar.md.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.safety.grammar import Choice, Step

_MOST_STATES = 30_000
_UNKNOWN = ""
_NUMBER = "#"
_ANY = "_"


class Span(NamedTuple):
    """Phrase number ``phrase`` stands at the words ``start`` up to (not with) ``end``."""

    start: int
    end: int
    phrase: int


class _Machine:
    """The deterministic states that were reached so far, by number; ``DEAD`` is the one where no phrase goes on.

    They are kept in tuples and dictionaries of plain numbers and words, which the garbage collector leaves out: with an
    object for each state it held every thread for some 80 ms. ``edges``: for a sign and a place, the places behind it.
    """

    DEAD = -1

    def __init__(self, begin: int, edges: Mapping[str, Mapping[int, tuple[int, ...]]], ends: Mapping[int, int]) -> None:
        self._edges = edges
        self._ends = ends
        self._lock = threading.Lock()
        self._numbers: dict[tuple[int, ...], int] = {}
        self._places: list[tuple[int, ...]] = []
        self.accepts: list[tuple[int, ...]] = []
        self.moves: list[dict[str, int]] = []
        self.begin = self._state({begin})

    def move(self, state: int, sign: str) -> int:
        """The state behind ``sign``; made when it is first asked for."""
        after = self.moves[state].get(sign)
        if after is None:
            after = self.moves[state][sign] = self._reach(state, sign)
        return after

    def _reach(self, state: int, sign: str) -> int:
        places = self._places[state]
        if sign == _UNKNOWN:
            return self._state(self._behind(places, _ANY))
        reached = self._behind(places, sign)
        if sign.isdigit():
            reached |= self._behind(places, _NUMBER)
        passed = self.move(state, _UNKNOWN)
        if not reached:
            return passed
        if passed != self.DEAD:
            reached.update(self._places[passed])
        return self._state(reached)

    def _behind(self, places: tuple[int, ...], sign: str) -> set[int]:
        edges = self._edges.get(sign)
        return set().union(*(edges[place] for place in edges.keys() & places)) if edges else set()

    def _state(self, places: set[int]) -> int:
        if not places:
            return self.DEAD
        key = tuple(sorted(places))
        with self._lock:
            number = self._numbers.get(key)
            if number is None:
                number = len(self.moves)
                self._places.append(key)
                self.accepts.append(tuple(sorted(self._ends[place] for place in self._ends.keys() & key)))
                self.moves.append({})
                self._numbers[key] = number
        return number


class Automaton:
    """Finds every phrase in a sequence of words; ``stop`` is the word that no phrase crosses."""

    def __init__(self, phrases: Iterable[Sequence[Step]], stop: str) -> None:
        self._stop = stop
        self._edges: dict[str, dict[int, tuple[int, ...]]] = {}
        self._ends: dict[int, int] = {}
        self._vocabulary: set[str] = set()
        self._places = itertools.count()
        self._begin = next(self._places)
        for number, steps in enumerate(phrases):
            self._ends.update(dict.fromkeys(self._lay(steps, frozenset({self._begin})), number))
        self._machine = self._fresh()

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every literal word of the phrases."""
        return frozenset(self._vocabulary)

    def find(self, words: Sequence[str]) -> list[Span]:
        """Give, for each start and phrase, the longest match, in order of start."""
        machine = self._machine
        if len(machine.moves) > _MOST_STATES:
            machine = self._machine = self._fresh()
        moves, accepts, dead = machine.moves, machine.accepts, machine.DEAD
        signs = [word if word in self._vocabulary else _NUMBER if word.isdigit() else _UNKNOWN for word in words]
        found: list[Span] = []
        for start, sign in enumerate(signs):
            if not sign:
                continue
            state, place, longest = machine.move(machine.begin, sign), start, {}
            while state != dead:
                place += 1
                for phrase in accepts[state]:
                    longest[phrase] = place
                if place >= len(signs) or words[place] == self._stop:
                    break
                after = moves[state].get(signs[place])
                state = machine.move(state, signs[place]) if after is None else after
            found.extend(Span(start, end, phrase) for phrase, end in longest.items())
        return found

    def _lay(self, steps: Sequence[Step], sources: frozenset[int], end: int | None = None) -> frozenset[int]:
        """Lay the steps after the places ``sources``, the last one at ``end``; give the places where they end.

        The options of a choice end at one place: without that the moves grow with the square of the slots' sizes.
        """
        for number, step in enumerate(steps, 1):
            place = end if end is not None and number == len(steps) else next(self._places)
            if isinstance(step, Choice):
                sources = frozenset().union(*(self._lay(option, sources, place) for option in step.options))
                continue
            alone = (place,)  # one tuple for all the moves to it: the tables stay small
            edges = self._edges.setdefault(step.text, {})
            for source in sources:
                edges[source] = (*edges[source], place) if source in edges else alone
            if step.text not in (_ANY, _NUMBER):
                self._vocabulary.add(step.text)
            sources = frozenset({place})
        return sources

    def _fresh(self) -> _Machine:
        return _Machine(self._begin, self._edges, self._ends)
