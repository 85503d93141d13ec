"""What was measured, for a machine to read: ``--json``. The form is stable; ``format`` counts its changes."""

from __future__ import annotations

from typing import Any

from bot.evaluation.measures import Measure
from bot.evaluation.robustness import MOST_POINTS, ROBUST, Robustness
from bot.evaluation.tally import Miss, Tally
from bot.evaluation.wilson import Share

FORMAT = 1


def figures(tally: Tally, robustness: Robustness | None) -> dict[str, Any]:
    """All measures with their break-downs and goals, the misses that were kept, the variations."""
    said: dict[str, Any] = {
        "format": FORMAT,
        "rows": tally.rows,
        "labels": dict(sorted(tally.labels.items())),
        "checks_broken": tally.broken,
        "measures": {measure.name: _measure(measure, tally) for measure in tally.measures},
        "missed": dict(sorted(tally.missed.items())),
        "misses": [_miss(miss) for miss in tally.misses],
    }
    return said if robustness is None else {**said, "robustness": _robustness(robustness)}


def missed_goals(tally: Tally) -> list[str]:
    """The measures that miss their goal, by name."""
    return [m.name for m in tally.measures if m.reached(tally.shares[m.name]) is False]


def _measure(measure: Measure, tally: Tally) -> dict[str, Any]:
    share = tally.shares[measure.name]
    said = {"title": measure.title, **_share(share)}
    if measure.goal is not None:
        bound = "at_most" if measure.fewer else "at_least"
        said["goal"] = {bound: measure.goal, "reached": measure.reached(share)}
    groups = tally.groups[measure.name]
    said["by"] = {by: {name: _share(shares[name]) for name in sorted(shares)} for by, shares in groups.items()}
    return said


def _share(share: Share) -> dict[str, Any]:
    """A share and its interval, 0 to 1; null of no rows."""
    if not share.of:
        return {"count": 0, "of": 0, "share": None, "low": None, "high": None}
    low, high = share.interval
    return {"count": share.count, "of": share.of, **_rounded(share=share.value, low=low, high=high)}


def _rounded(**shares: float) -> dict[str, float]:
    return {name: round(share, 6) for name, share in shares.items()}


def _miss(miss: Miss) -> dict[str, Any]:
    row = miss.row
    said: dict[str, Any] = {"kind": miss.kind, "id": row.id, "where": row.where, "support": row.support.value}
    said |= {"themes": sorted(row.themes), "subject": row.subject, "style": row.style, "tags": sorted(row.tags)}
    return said if miss.text is None else {**said, "text": miss.text}


def _robustness(robustness: Robustness) -> dict[str, Any]:
    fell = robustness.fell()
    return {
        "may_fall_by_points": MOST_POINTS,
        "variations": {
            name: {
                measure.name: {
                    **_share(tally.shares[measure.name]),
                    "points": robustness.points(name, measure.name),
                    "fell": (name, measure.name) in fell,
                }
                for measure in ROBUST
            }
            for name, tally in robustness.tallies.items()
        },
    }
