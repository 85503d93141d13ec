"""Cutting a text into windows that the second opinion reads one by one: a few sentences each, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WHOLE = 400
"""A text of so many characters is one window: some 100 word pieces, which is more than most messages."""
LONGEST = 110
"""Characters of a window of a longer text: in a wider one, one sentence drowns among the others."""
OVERLAP = 60
"""The longest sentence that also opens the next window, so that "the pills are here. tonight" is read as one."""
MOST = 40
"""Windows of one text that are read."""

_END = re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]?\s|\n")  # one character back: linear on any text
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Window:
    """The characters ``start`` up to (not with) ``end`` of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the window's own characters."""
        return text[self.start : self.end]


def windows(text: str) -> list[Window]:
    """Every window of a text, in order; a blank text has none. Linear in the text's length."""
    whole = Window(len(text) - len(text.lstrip()), len(text.rstrip()))
    if whole.end - whole.start <= WHOLE:
        return [whole] if whole.start < whole.end else []
    packed: list[Window] = []
    opened: list[Window] = []
    for sentence in _sentences(text):
        if opened and sentence.end - opened[0].start > LONGEST:
            packed.append(Window(opened[0].start, opened[-1].end))
            last = opened[-1]
            carried = len(opened) > 1 and last.end - last.start <= OVERLAP
            opened = [last] if carried and sentence.end - last.start <= LONGEST else []
        opened.append(sentence)
    if opened:
        packed.append(Window(opened[0].start, opened[-1].end))
    return packed


def chosen(found: Sequence[Window], places: Sequence[int] = ()) -> list[Window]:
    """At most 40 windows: the first and the last 15, those around ``places`` (characters), then evenly between."""
    if len(found) <= MOST:
        return list(found)
    edge = MOST * 3 // 8
    picked = {*range(edge), *range(len(found) - edge, len(found))}
    for number, window in enumerate(found):
        if len(picked) >= MOST:
            break
        if any(window.start <= place < window.end for place in places):
            picked.add(number)
    left = MOST - len(picked)
    between = [number for number in range(edge, len(found) - edge) if number not in picked]
    picked.update(between[(2 * n + 1) * len(between) // (2 * left)] for n in range(left))
    return [found[number] for number in sorted(picked)]


def _sentences(text: str) -> Iterator[Window]:
    begin = 0
    for mark in _END.finditer(text):
        yield from _cut(text, begin, mark.end())
        begin = mark.end()
    yield from _cut(text, begin, len(text))


def _cut(text: str, begin: int, end: int) -> Iterator[Window]:
    """Trim a sentence, and cut one that is too long at spaces into pieces that overlap."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > LONGEST:
        space = text.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
        stop = space if space > 0 else begin + LONGEST
        yield Window(begin, stop)
        again = _SPACE.search(text, max(stop - OVERLAP, begin + LONGEST // 4), stop)  # always onwards, on any text
        begin = again.end() if again else stop
    if begin < end:
        yield Window(begin, end)
