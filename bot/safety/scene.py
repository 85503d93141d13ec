"""What a check sees: one find, the words around it, the frames near it, and where its sentence ends."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.language import BREAK
from bot.safety.automaton import Span
from bot.safety.pattern_files import Group
from bot.words import Subject

_NEAR = 25
_TURNS = frozenset({BREAK, "but", "now", "however", "yet", "still", "though", "although", "then", "except"})


@dataclass(frozen=True)
class Found:
    """A phrase of ``group`` at the words ``start`` up to (not with) ``end``.

    ``denies``: the phrase has a "not" of its own.
    """

    group: Group
    start: int
    end: int
    subject: Subject
    denies: bool


class Scene:
    """One text: its words and the frames found in it, by name and in order."""

    def __init__(self, words: Sequence[str], frames: Mapping[str, Sequence[Span]]) -> None:
        self.words = words
        self._frames = frames
        self._starts = {name: [span.start for span in spans] for name, spans in frames.items()}
        self._breaks = [-1, *(i for i, word in enumerate(words) if word == BREAK), len(words)]

    def sentence(self, place: int) -> tuple[int, int]:
        """Give the first word and the end of the sentence that holds the word at ``place``."""
        after = bisect.bisect_right(self._breaks, place)
        return self._breaks[after - 1] + 1, self._breaks[min(after, len(self._breaks) - 1)]

    def near(self, name: str, found: Found, *, within_sentence: bool = True) -> Iterator[Span]:
        """Give the frames ``name`` within 25 words of the find."""
        spans = self._frames.get(name)
        if not spans:
            return
        first, last = found.start - _NEAR, found.end + _NEAR
        if within_sentence:
            begin, end = self.sentence(found.start)
            first, last = max(first, begin), min(last, end)
        starts = self._starts[name]
        for span in spans[bisect.bisect_left(starts, first) : bisect.bisect_left(starts, last)]:
            if span.end <= last:
                yield span

    def overlapping(self, name: str, found: Found) -> Iterator[Span]:
        """Give the frames ``name`` that share a word with the find."""
        return (s for s in self.near(name, found, within_sentence=False) if s.start < found.end and found.start < s.end)

    def between(self, span: Span, found: Found) -> Sequence[str]:
        """Give the words between a frame and the find."""
        return self.words[span.end : found.start] if span.start < found.start else self.words[found.end : span.start]

    def governs(self, span: Span, found: Found) -> bool:
        """Say whether a frame still speaks of the find: no "but", no "now" stands between."""
        return _TURNS.isdisjoint(self.between(span, found))
