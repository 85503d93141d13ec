"""Counts outcomes, row by row: every measure, its break-downs, and the misses. Keeps no text unless it is told to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.evaluation.measures import MEASURES, Measure
from bot.evaluation.outcome import Outcome, is_harmless, is_in_danger, is_interrupted, is_noticed
from bot.evaluation.rows import Row
from bot.evaluation.wilson import Share

NOT_NOTICED = "in danger, not noticed"
NOT_INTERRUPTED = "in danger, noticed, not interrupted"
FALSELY_INTERRUPTED = "harmless, interrupted"
KINDS_OF_MISS = (NOT_NOTICED, NOT_INTERRUPTED, FALSELY_INTERRUPTED)


@dataclass(frozen=True)
class Miss:
    """A row that went wrong, by where it stands; ``text`` only where it was asked for."""

    kind: str
    row: Row
    text: str | None = None

    @property
    def name(self) -> str:
        """The row's id where it has one, else its file and line."""
        return self.row.id or self.row.where


@dataclass
class Tally:
    """What was counted so far.

    ``keep`` is how many misses of each kind are kept by name, the first ones; all are counted.
    """

    measures: Sequence[Measure] = MEASURES
    keep: int = 0
    keep_text: bool = False
    rows: int = 0
    broken: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    shares: dict[str, Share] = field(default_factory=dict)
    groups: dict[str, dict[str, dict[str, Share]]] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Every measure begins with no rows, so that none is left out of the report."""
        for measure in self.measures:
            self.shares[measure.name] = Share()
            self.groups[measure.name] = {by: {} for by in measure.by}

    def add(self, outcome: Outcome) -> None:
        """Count one row."""
        self.rows += 1
        self.broken += outcome.found.check_failed
        self.labels[outcome.row.support.value] += 1
        for measure in self.measures:
            if measure.of(outcome):
                hit = measure.counts(outcome)
                self.shares[measure.name] = self.shares[measure.name].plus(hit)
                for by, group in _groups(measure, outcome.row):
                    shares = self.groups[measure.name][by]
                    shares[group] = shares.get(group, Share()).plus(hit)
        kind = _miss(outcome)
        if kind is not None:
            self._miss(kind, outcome.row)

    def _miss(self, kind: str, row: Row) -> None:
        self.missed[kind] += 1
        if self.missed[kind] <= self.keep:
            text = " / ".join(turn.text for turn in row.turns) if self.keep_text else None
            self.misses.append(Miss(kind, replace(row, turns=()), text))


def _groups(measure: Measure, row: Row) -> Iterator[tuple[str, str]]:
    for by in measure.by:
        match by:
            case "tag":
                names = sorted(row.tags)
            case "theme":
                names = sorted(row.themes)
            case "subject":
                names = [row.subject] if row.subject else []
            case _:
                names = [row.style] if row.style else []
        for name in names:
            yield by, name


def _miss(outcome: Outcome) -> str | None:
    if is_in_danger(outcome) and not is_interrupted(outcome):
        return NOT_INTERRUPTED if is_noticed(outcome) else NOT_NOTICED
    return FALSELY_INTERRUPTED if is_harmless(outcome) and is_interrupted(outcome) else None
