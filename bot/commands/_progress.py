"""How far a long command is: a bar on a terminal, nothing where the output goes into a file or a pipe."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO, TypeVar

from tqdm import tqdm

Item = TypeVar("Item")
_COLUMNS, _LINES = 80, 24  # of a terminal that does not know its own size, as one made by a script


def watch(items: Iterable[Item], terminal: TextIO, unit: str, total: int | None = None) -> Iterator[Item]:
    """Hand on ``items`` one by one and count them on ``terminal``, where it is one; ``total`` is how many they are."""
    with _bar(terminal, unit, total) as bar:
        for item in items:
            yield item
            bar.update()


def watch_lines(lines: BinaryIO, terminal: TextIO) -> Iterator[bytes]:
    """Hand on the lines of a file; the bar shows bytes, of the file's size where it has one, as a pipe has not."""
    with _bar(terminal, "B", _size(lines), scaled=True) as bar:
        for line in lines:
            yield line
            bar.update(len(line))


def note(line: str, terminal: TextIO) -> None:
    """Write a line above the bar."""
    tqdm.write(line, file=terminal)


def _bar(terminal: TextIO, unit: str, total: int | None, *, scaled: bool = False) -> tqdm[None]:
    return tqdm(
        total=total,
        file=terminal,
        unit=unit if scaled else f" {unit}",
        unit_scale=scaled,
        ncols=_width(terminal),
        nrows=_LINES,
        disable=not terminal.isatty(),
    )


def _width(terminal: TextIO) -> int:
    try:
        return os.get_terminal_size(terminal.fileno()).columns or _COLUMNS
    except OSError:
        return _COLUMNS


def _size(lines: BinaryIO) -> int | None:
    try:
        about = os.fstat(lines.fileno())
    except OSError:
        return None
    return about.st_size if stat.S_ISREG(about.st_mode) else None
