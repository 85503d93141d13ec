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

_MOST_STATES = 60_000
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

    def reach(self, state: int, sign: str) -> int:
        """The state behind ``sign``, when ``moves`` does not give it yet."""
        moves, places = self.moves[state], self._places[state]
        after = moves.get(_UNKNOWN)
        if after is None:
            after = moves[_UNKNOWN] = self._state(_behind(places, self._edges.get(_ANY, {})))
        edges = self._edges.get(sign)
        if edges is not None and not edges.keys().isdisjoint(places):
            reached = _behind(places, edges)
            reached.update(self._places[after] if after != self.DEAD else ())
            after = self._state(reached)
        moves[sign] = after
        return after

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


def _behind(places: Iterable[int], edges: Mapping[int, tuple[int, ...]]) -> set[int]:
    return set().union(*[edges[place] for place in edges.keys() & places])


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
        self._let_figures_be_numbers()
        begins_with_any = self._begin in self._edges.get(_ANY, {})
        self._first = {sign for sign, edges in self._edges.items() if begins_with_any or self._begin in edges}
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
        moves, accepts, reach, dead = machine.moves, machine.accepts, machine.reach, machine.DEAD
        signs = self._signs(words)
        found: list[Span] = []
        for start, sign in enumerate(signs):
            if sign not in self._first:
                continue
            state, place, longest = machine.begin, start, {}
            while (sign := signs[place]) is not None:  # the sign at ``place``, from the start on
                after = moves[state].get(sign)
                state = reach(state, sign) if after is None else after
                if state == dead:
                    break
                place += 1
                for phrase in accepts[state]:
                    longest[phrase] = place
            if longest:
                found.extend(Span(start, end, phrase) for phrase, end in longest.items())
        return found

    def _signs(self, words: Sequence[str]) -> list[str | None]:
        """What the machine reads for each word; nothing at a stop, and nothing after the last word."""
        vocabulary = self._vocabulary
        signs: list[str | None] = [
            word if word in vocabulary else _NUMBER if word.isdigit() else None if word == self._stop else _UNKNOWN
            for word in words
        ]
        signs.append(None)
        return signs

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

    def _let_figures_be_numbers(self) -> None:
        """A figure that some phrases name goes on, in the others, as any number."""
        numbers = self._edges.get(_NUMBER, {})
        for figure in filter(str.isdigit, self._vocabulary):
            edges = self._edges[figure]
            for source, places in numbers.items():
                edges[source] = (*edges.get(source, ()), *places)

    def _fresh(self) -> _Machine:
        return _Machine(self._begin, self._edges, self._ends)
