"""Labelled rows, one JSON object a line: what was written, and what the reply to it should carry.

``{"text" | "turns", "support", "id"?, "themes"?, "subject"?, "style"?, "tags"?}``; a turn is a text of the person's or
``{"text", "role"}``. Other members are left alone. What the labels mean: ``docs/evaluation.md``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.words import Subject, Support, Theme

OURS = frozenset({"assistant", "bot", "system", "agent", "clinician"})  # roles whose turns are not the person's
_THEMES = frozenset(theme.value for theme in Theme)
_SUBJECTS = frozenset(subject.value for subject in Subject)


@dataclass(frozen=True)
class Turn:
    """One message of a conversation, the person's or ours."""

    text: str
    ours: bool = False


class RowError(ValueError):
    """A row that cannot be used; the message says why and never carries the row's text."""


@dataclass(frozen=True)
class Row:
    """One labelled example. ``where`` is its file's name and line; at least one of ``turns`` is the person's."""

    where: str
    turns: tuple[Turn, ...]
    support: Support
    id: str | None = None
    themes: frozenset[str] = frozenset()
    subject: str | None = None
    style: str | None = None
    tags: frozenset[str] = frozenset()


def list_files(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and every ``.jsonl`` file of a folder.

    Raises:
        FileNotFoundError: there is no such file, or no such rows in the folder.
    """
    files: list[Path] = []
    for path in paths:
        found = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not found or not found[0].is_file():
            raise FileNotFoundError(path)
        files += found
    return files


def read_rows(files: Iterable[Path], refuse: Callable[[str, RowError], None]) -> Iterator[Row]:
    """Read rows one after the other; ``refuse`` hears where a bad one stands and why, and the rest goes on."""
    for file in files:
        with file.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                where = f"{file.name}:{number}"
                if not line.strip():
                    continue
                try:
                    row = parse(line, where)
                except RowError as error:
                    refuse(where, error)
                else:
                    yield row


def parse(line: bytes, where: str) -> Row:
    """One row.

    Raises:
        RowError: why it is none.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise RowError("is no JSON in UTF-8") from None
    if not isinstance(row, dict) or ("text" in row) == ("turns" in row):
        raise RowError('takes either "text" or "turns"')
    subject = row.get("subject")
    if subject is not None and (not isinstance(subject, str) or subject not in _SUBJECTS):
        raise RowError('has an unknown "subject"')
    themes = _words(row, "themes")
    if not themes <= _THEMES:
        raise RowError('has an unknown theme among its "themes"')
    return Row(
        where=where,
        turns=said(row),
        support=_support(row),
        id=None if row.get("id") is None else str(row["id"]),
        themes=themes,
        subject=subject,
        style=None if row.get("style") is None else str(row["style"]),
        tags=_words(row, "tags"),
    )


def said(row: dict[str, Any]) -> tuple[Turn, ...]:
    """The text as one turn, or the turns.

    Raises:
        RowError: a text that is none, or nothing that the person wrote.
    """
    if "text" in row:
        return (Turn(_text(row["text"])),)
    if not isinstance(row["turns"], list):
        raise RowError('"turns" takes a list')
    turns = tuple(_turn(turn) for turn in row["turns"])
    if all(turn.ours for turn in turns):
        raise RowError("has no turn of the person's")
    return turns


def _turn(turn: object) -> Turn:
    if isinstance(turn, dict):
        return Turn(_text(turn.get("text")), ours=str(turn.get("role", "")).lower() in OURS)
    return Turn(_text(turn))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RowError("has a text that is no string")
    return value


def _support(row: dict[str, Any]) -> Support:
    try:
        return Support(row.get("support"))
    except ValueError:
        raise RowError('has no "support" that we know') from None


def _words(row: dict[str, Any], member: str) -> frozenset[str]:
    """A list of words, absent or null for none."""
    words = row.get(member) or []
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise RowError(f'"{member}" takes a list of words')
    return frozenset(words)
