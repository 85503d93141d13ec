"""What was measured, for a person to read. No row's text stands in it unless it was asked for."""

from __future__ import annotations

from collections.abc import Iterator

from bot.evaluation.measures import Measure
from bot.evaluation.robustness import MOST_POINTS, PLAIN, ROBUST, Robustness
from bot.evaluation.tally import KINDS_OF_MISS, Miss, Tally
from bot.evaluation.wilson import Share

_MOST_GROUPS = 12
_PLURALS = {"tag": "tags", "theme": "themes", "subject": "subjects", "style": "styles"}


def report(tally: Tally, robustness: Robustness | None) -> Iterator[str]:
    """The lines: all measures beside their goals, what is weakest, the misses, the variations."""
    labels = ", ".join(f"{count} {label}" for label, count in tally.labels.most_common())
    yield f"{tally.rows} rows: {labels or 'none'}"
    if tally.broken:
        yield f"The check itself broke on {tally.broken} of them: they count as interrupted."
    yield ""
    yield f"{'':<52}{'share':>7}  {'95% interval':<16}{'rows':>12}  goal"
    for measure in tally.measures:
        yield _line(measure, tally.shares[measure.name])
    for measure in tally.measures:
        for by, shares in tally.groups[measure.name].items():
            yield from _weakest(measure, by, shares)
    yield from _misses(tally)
    if robustness is not None:
        yield from _variations(robustness)


def _line(measure: Measure, share: Share) -> str:
    return f"{measure.title:<52}{_figures(share)}  {_goal(measure, share)}".rstrip()


def _figures(share: Share) -> str:
    if not share.of:
        return f"{'-':>7}  {'':<16}{'no rows':>12}"
    low, high = share.interval
    interval = f"{100 * low:.1f} to {100 * high:.1f}"
    return f"{100 * share.value:>6.1f}%  {interval:<16}{f'{share.count}/{share.of}':>12}"


def _goal(measure: Measure, share: Share) -> str:
    if measure.goal is None:
        return ""
    said = {True: "reached", False: "MISSED", None: "not measured"}[measure.reached(share)]
    return f"at {'most' if measure.fewer else 'least'} {100 * measure.goal:g}%: {said}"


def _weakest(measure: Measure, by: str, shares: dict[str, Share]) -> Iterator[str]:
    """The groups that are surest to be weak; those without a fault are counted only."""
    faulty = {name: share for name, share in shares.items() if share.count != (0 if measure.fewer else share.of)}
    if not shares:
        return
    yield ""
    yield f"{measure.title}, by {by}, the weakest first"
    order = sorted(faulty, key=lambda name: (_weakness(measure, faulty[name]), name))
    for name in order[:_MOST_GROUPS]:
        yield f"  {plain(name)[:49]:<50}{_figures(faulty[name])}"
    more, rest = len(faulty) - len(order[:_MOST_GROUPS]), len(shares) - len(faulty)
    notes = [f"{more} more with a fault"] * bool(more) + [f"{rest} {_PLURALS[by]} without"] * bool(rest)
    if notes:
        yield f"  ({', '.join(notes)}; --json holds all)"


def _weakness(measure: Measure, share: Share) -> float:
    low, high = share.interval
    return -low if measure.fewer else high


def _misses(tally: Tally) -> Iterator[str]:
    for kind in KINDS_OF_MISS:
        shown = [miss for miss in tally.misses if miss.kind == kind]
        if tally.missed[kind] and tally.keep:
            yield ""
            yield f"Missed: {kind}: {tally.missed[kind]} rows" + (f", the first {len(shown)}:" * bool(shown))
            for miss in shown:
                yield from _miss(miss)


def _miss(miss: Miss) -> Iterator[str]:
    row = miss.row
    said = [row.support.value, *sorted(row.themes), *([row.subject] if row.subject else [])]
    said += [f"style {row.style}"] if row.style else []
    yield f"  {plain(miss.name)}  {plain(' '.join(said))}  [{plain(', '.join(sorted(row.tags)))}]"
    if miss.text is not None:
        yield f"      {plain(miss.text)}"


def _variations(robustness: Robustness) -> Iterator[str]:
    yield ""
    yield f"{'The same rows, written otherwise (points)':<52}" + "".join(f"{m.title:>25}" for m in ROBUST)
    fell = robustness.fell()
    for name, tally in robustness.tallies.items():
        cells = []
        for measure in ROBUST:
            cell = f"{100 * tally.shares[measure.name].value:.1f}%"
            if name != PLAIN:
                cell += f" ({robustness.points(name, measure.name):+.1f})"
            cells.append(f"{cell + (' FELL' if (name, measure.name) in fell else ''):>25}")
        yield f"  {name:<50}{''.join(cells)}"
    said = f"{len(fell)} results fell by more" if fell else "none fell by more"
    yield f"  Below zero is worse. A result may fall by {MOST_POINTS:g} points: {said}."


def plain(text: str) -> str:
    """``text`` on one line, without signs that would steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
