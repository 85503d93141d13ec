"""What is learned from: the fitted voices of the example files, and service requests of the topics' own examples."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SUPPORTS = ("none", "offer", "urgent", "emergency")
THEMES = ("suicide", "self_harm", "medical_emergency", "harm_to_others", "abuse", "psychosis", "eating_disorder")
SUBJECTS = ("self", "someone_else")
_HELD_APART = "held_apart.jsonl"
_MAY_SPEAK_OF_DANGER = frozenset({"crisis", "self_help", "complaint_feedback"})
_ENTITY = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Row:
    """One example as classes: ``subject`` is -100 (no loss) where there is none."""

    text: str
    support: int
    themes: tuple[float, ...]
    subject: int


def fitted() -> tuple[list[Row], list[Row]]:
    """The rows to learn from, and the rows of the voices that choose, to watch while it learns."""
    learned, watched = [], []
    for file in sorted((ROOT / "bot" / "safety" / "examples").glob("*.jsonl")):
        if file.name == _HELD_APART:
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            example = json.loads(line)
            (watched if chooses(example["style"]) else learned).append(_row(example))
    return learned + _requests(), watched


def chooses(style: str) -> bool:
    """Whether a voice is one of the eighth that only chooses thresholds (as in ``bot/safety/fitting.py``)."""
    return int(hashlib.sha256(style.encode()).hexdigest(), 16) % 8 == 0


def _row(example: dict) -> Row:
    subject = example["subject"]
    return Row(
        text=example["text"],
        support=SUPPORTS.index(example["support"]),
        themes=tuple(float(theme in example["themes"]) for theme in THEMES),
        subject=SUBJECTS.index(subject) if subject else -100,
    )


def _requests() -> list[Row]:
    """What people ask for in ``data/nlu``, topics apart in which danger may be told: all of it is harmless."""
    texts = []
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        if file.stem in _MAY_SPEAK_OF_DANGER:
            continue
        for block in yaml.safe_load(file.read_text(encoding="utf-8")).get("nlu", []):
            if "intent" in block and "safe" not in block["intent"]:
                lines = (line.strip().lstrip("-").strip() for line in block["examples"].splitlines())
                texts += [_ENTITY.sub(r"\1", line) for line in lines if line]
    return [Row(text, 0, (0.0,) * len(THEMES), -100) for text in texts]
