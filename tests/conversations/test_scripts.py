"""Whole conversations, from the scripts beside this file, through web, actions and a real Rasa."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.stack import words

SCRIPTS = [
    pytest.param(script, id=f"{file.stem}: {script['name']}")
    for file in sorted(Path(__file__).parent.glob("*.yml"))
    for script in yaml.safe_load(file.read_text(encoding="utf-8"))
]
LONGEST_MESSAGE = 600  # characters

pytestmark = [pytest.mark.slow, pytest.mark.timeout(150)]


@pytest.mark.hazard(
    "HAZ-002",
    "HAZ-004",
    "HAZ-005",
    "HAZ-006",
    "HAZ-008",
    "HAZ-009",
    "HAZ-010",
    "HAZ-012",
    "HAZ-013",
    "HAZ-014",
    "HAZ-016",
    "HAZ-017",
    "HAZ-029",
    "HAZ-031",
    "HAZ-037",
    "HAZ-038",
    "HAZ-041",
)
@pytest.mark.parametrize("script", SCRIPTS)
async def test_a_conversation_goes_as_its_script_says(talk, script: dict[str, Any]):
    for number, turn in enumerate(script["turns"], start=1):
        answer = await (talk.say(turn["say"]) if "say" in turn else talk.press(turn["button"]))
        check(turn, answer, f"turn {number}")


def check(turn: dict[str, Any], answer: dict[str, Any], where: str) -> None:
    """Hold an answer against a turn of a script."""
    text = words(answer).lower()
    for name in ("topic", "support"):
        if name in turn:
            assert answer[name] == turn[name], where
    for wanted in turn.get("has", []):
        assert wanted.lower() in text, f"{where}: “{wanted}” is missing in:\n{text}"
    for unwanted in turn.get("has_not", []):
        assert unwanted.lower() not in text, f"{where}: “{unwanted}” is in:\n{text}"
    assert answer["messages"], where
    for message in answer["messages"]:
        assert message["text"].strip() or message["cards"], f"{where}: a blank message"
        assert len(message["text"]) <= LONGEST_MESSAGE, where
