"""The state of the directory for people (aligned text, at most 100 columns) and for machines (JSON)."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from bot.directory.stock import Line, NationalLine, Source, Stock

_WIDTH = 100
_INDENT = 14  # behind "  2026-11-22  "
_COUNTS = ("shown", "stale", "held", "closed")


def to_json(stock: Stock) -> str:
    """Everything, as one JSON object; days are ISO."""
    return json.dumps({**asdict(stock), "alarms": [line.id for line in stock.alarms]}, default=str, indent=2)


def to_text(stock: Stock) -> str:
    """A table of sources, the lists that somebody has to work through, the national doors, and the alarms last."""
    expiring = f"Last day shown within {stock.days} days of {stock.today}, or gone by"
    parts = [
        _table([("origin", "kind", *_COUNTS, "oldest", "median"), *map(_source_cells, stock.sources)]),
        _list(expiring, ((_day(each.expires_on), _named(each)) for each in stock.expiring)),
        _list(
            "Held, with the day last seen",
            ((_day(each.checked_on), f"{_named(each)}: {each.reason}") for each in stock.held),
        ),
        _list(
            "Kept by a person, but the facts have changed since",
            ((_day(x.checked_on), _named(x)) for x in stock.lapsed),
        ),
        "National doors\n" + _table([("name", "mark", "checked", "due", ""), *map(_national_cells, stock.national)]),
        *(_alarm(line) for line in stock.alarms),
    ]
    return "\n\n".join(parts)


def _source_cells(source: Source) -> tuple[str, ...]:
    counts = (str(getattr(source, name)) for name in _COUNTS)
    return (source.origin, source.kind, *counts, _day(source.oldest), _day(source.median))


def _national_cells(line: NationalLine) -> tuple[str, ...]:
    state = "ALARM" if line.is_alarm else "overdue" if line.is_overdue else ""
    return (line.id, line.mark, str(line.checked_on), str(line.due_on), state)


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows under a header, numbers to the right; a first cell that is too long for a line stands on its own."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    widths[0] = min(widths[0], _WIDTH - sum(widths[1:]) - 2 * len(widths))
    return "\n".join(_row(row, widths) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if cell.isdigit() or cell in _COUNTS else cell.ljust(width)
        for cell, width in zip(row, widths, strict=True)
    ]
    if len(row[0]) > widths[0]:
        cells[0] = f"{textwrap.fill(row[0], _WIDTH - 2)}\n  {' ' * widths[0]}"
    return f"  {'  '.join(cells)}".rstrip()


def _list(title: str, lines: Iterable[tuple[str, str]]) -> str:
    rows = [
        textwrap.fill(f"  {day:<10}  {words}", _WIDTH, subsequent_indent=" " * _INDENT, break_on_hyphens=False)
        for day, words in lines
    ]
    return "\n".join([f"{title}: {len(rows) or 'none'}", *rows])


def _alarm(line: NationalLine) -> str:
    words = (
        f"ALARM: {line.name} ({line.id} in bot/wording/national.yml) was last seen on {line.checked_on} and was to be "
        f"seen again by {line.due_on}. It stays in every crisis reply. Look at its source and set checked_on there."
    )
    return textwrap.fill(words, _WIDTH, subsequent_indent="       ", break_on_hyphens=False)


def _named(line: Line) -> str:
    return f"{line.id}  {line.name}"


def _day(day: date | None) -> str:
    return "-" if day is None else day.isoformat()
