"""All phrases as one machine that reads a text word by word, in linear time.

The phrases become one non-deterministic automaton; its deterministic states are made when a text first reaches
them and kept. From every word the machine runs until no phrase can go on, at most as long as the longest phrase.
Measured reasons for a machine of our own: docs/decisions/0005-phrase-grammar.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.safety.grammar import Choice, Step

_MOST_STATES = 30_000
_UNKNOWN = ""
_NUMBER = "#"
_ANY = "_"


@dataclass(frozen=True, order=True)
class Span:
    """Phrase number ``phrase`` stands at the words ``start`` up to (not with) ``end``."""

    start: int
    end: int
    phrase: int


class _State:
    """One deterministic state: the places it stands for, the phrases that end here, the moves made so far."""

    __slots__ = ("accepts", "moves", "places")

    def __init__(self, places: frozenset[int], accepts: tuple[int, ...]) -> None:
        self.places = places
        self.accepts = accepts
        self.moves: dict[str, _State | None] = {}


class Automaton:
    """Finds every phrase in a sequence of words; ``stop`` is the word that no phrase crosses."""

    def __init__(self, phrases: Iterable[Sequence[Step]], stop: str) -> None:
        self._stop = stop
        self._edges: list[dict[str, tuple[int, ...]]] = []
        self._ends: dict[int, int] = {}
        self._vocabulary: set[str] = set()
        begin = self._new_place()
        for number, steps in enumerate(phrases):
            self._ends.update(dict.fromkeys(self._lay(steps, frozenset({begin})), number))
        self._begin_places = frozenset({begin})
        self._fresh()

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every literal word of the phrases."""
        return frozenset(self._vocabulary)

    def find(self, words: Sequence[str]) -> list[Span]:
        """Give, for each start and phrase, the longest match, in order of start."""
        if self._made > _MOST_STATES:
            self._fresh()
        signs = [word if word in self._vocabulary else _NUMBER if word.isdigit() else _UNKNOWN for word in words]
        found: list[Span] = []
        for start, sign in enumerate(signs):
            if not sign:
                continue
            state, place, longest = self._move(self._begin, sign), start, {}
            while state is not None:
                place += 1
                for phrase in state.accepts:
                    longest[phrase] = place
                if place >= len(signs) or words[place] == self._stop:
                    break
                state = self._move(state, signs[place])
            found.extend(Span(start, end, phrase) for phrase, end in longest.items())
        return found

    def _new_place(self) -> int:
        self._edges.append({})
        return len(self._edges) - 1

    def _lay(self, steps: Sequence[Step], sources: frozenset[int], end: int | None = None) -> frozenset[int]:
        """Lay the steps after the places ``sources``, the last one at ``end``; give the places where they end.

        The options of a choice end at one place: without that the moves grow with the square of the slots' sizes.
        """
        for number, step in enumerate(steps, 1):
            place = end if end is not None and number == len(steps) else self._new_place()
            if isinstance(step, Choice):
                sources = frozenset().union(*(self._lay(option, sources, place) for option in step.options))
                continue
            alone = (place,)  # one tuple for all the moves to it: the tables stay small
            for source in sources:
                edges = self._edges[source]
                edges[step.text] = (*edges[step.text], place) if step.text in edges else alone
            if step.text not in (_ANY, _NUMBER):
                self._vocabulary.add(step.text)
            sources = frozenset({place})
        return sources

    def _fresh(self) -> None:
        self._states: dict[frozenset[int], _State] = {}
        self._made = 0
        self._begin = _State(self._begin_places, ())

    def _move(self, state: _State, sign: str) -> _State | None:
        try:
            return state.moves[sign]
        except KeyError:
            reached = state.moves[sign] = self._reach(state, sign)
            return reached

    def _reach(self, state: _State, sign: str) -> _State | None:
        places: set[int] = set()
        for place in state.places:
            edges = self._edges[place]
            places.update(edges.get(sign, ()), edges.get(_ANY, ()))
            if sign.isdigit():
                places.update(edges.get(_NUMBER, ()))
        if not places:
            return None
        key = frozenset(places)
        known = self._states.get(key)
        if known is None:
            accepts = tuple(sorted(self._ends[place] for place in key if place in self._ends))
            known = self._states[key] = _State(key, accepts)
            self._made += 1
        return known
