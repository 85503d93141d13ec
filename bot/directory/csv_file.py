"""Reading a CSV file of an operator: its encoding, its header and its records. Pure.

A refusal names a line and a reason, never what stands there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader  # exists for type checkers only, so far

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Refusal:
    """One refused row: its line in the file (the header is line 1), and why. Never the row's own text."""

    line: int
    reason: str


@dataclass(frozen=True)
class Table:
    """A file's rows, each with the line that it begins in and its cells by column, and what could not be read."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    refused: tuple[Refusal, ...]


def read_table(raw: bytes, columns: Sequence[str]) -> Table:
    """Every row of a CSV file whose first line names just these columns, in any order. It never raises.

    Cells come without spaces around them. Empty rows are passed over.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        coding = "UTF-16" if raw.startswith(_UTF16) else "not UTF-8"
        return _refuse_all(f"the file is {coding}: save it as UTF-8", raw.count(b"\n", 0, error.start) + 1)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _refuse_all("the file holds NUL characters: it is damaged, or UTF-16; save it as UTF-8", line)
    refused: list[Refusal] = []
    records = _records(csv.reader(io.StringIO(text, newline=""), strict=True), refused)
    header = [name.strip() for name in next(records, (1, []))[1]]
    wrong = _header_error(header, columns)
    if wrong is not None:
        return _refuse_all(wrong)
    rows = []
    for line, cells in records:
        if len(cells) != len(header):
            refused.append(Refusal(line, f"{len(cells)} cells where there must be {len(header)}"))
        elif any(cell.strip() for cell in cells):
            rows.append((line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
    return Table(tuple(rows), tuple(refused))


def _refuse_all(reason: str, line: int = 1) -> Table:
    return Table((), (Refusal(line, reason),))


def _records(reader: Reader, refused: list[Refusal]) -> Iterator[tuple[int, list[str]]]:
    """Every record with the line that it begins in; one that is no CSV is refused, and reading goes on."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "field limit" in str(error)
            reason = "a cell is far too long" if too_long else "the quotes in this line do not match"
            refused.append(Refusal(line, reason))
            continue
        if cells:
            yield line, cells


def _header_error(header: Sequence[str], columns: Sequence[str]) -> str | None:
    missing = [name for name in columns if name not in header]
    if missing:
        return f"the first line must name every column; it lacks {', '.join(missing)}"
    for number, name in enumerate(header, 1):
        if name not in columns:
            return f"column {number} of the first line has a name that we do not know"
        if name in header[: number - 1]:
            return f"the first line names the column {name} twice"
    return None
