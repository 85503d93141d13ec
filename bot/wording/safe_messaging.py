"""Safe messaging: what no sentence of ours may say, and the shape that every crisis reply keeps.

``faults`` is asked of every sentence and button when wording is read, ``shape_faults`` of every crisis reply (what the
topic ``crisis`` says with ways on under it). Wording that breaks a rule is never loaded, so it is never said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.wording.reading_age import grade, sentences, words
from bot.wording.safe_messaging_rules import RULES

IN_DANGER = frozenset({"crisis", "self_help", "talk_to_person"})
"""The topics that people may hear when they are in danger."""
ALWAYS_OPEN = ("emergency.phone", "nhs_111.phone", "samaritans.phone", "shout.text_to")
MOST_SENTENCES = 3
MOST_WORDS = 120
HIGHEST_GRADE = 6.0


def faults(text: str, *, in_danger: bool = False, button: bool = False) -> list[str]:
    """What is wrong with one sentence, each as ``rule: 'the words' (why)``; empty when all is well.

    ``in_danger``: people may hear it when they are in danger. ``button``: it is the person's own sentence.
    """
    return [
        f"{rule.name}: '{said}' ({rule.why})"
        for rule in RULES
        if (in_danger or not rule.in_danger) and not (button and rule.our_voice) and (said := rule.breaks(text))
    ]


_PROFESSIONALS = re.compile(r"\b(?:999|111|A&E|GP|doctor|nurse|midwife|Samaritans)\b")
_TRUSTED = re.compile(
    r"\b(?:you (?:both )?trust|they trust|friend|someone in (?:your|the) family|partner|neighbour|parent|teacher)",
    re.IGNORECASE,
)


def shape_faults(texts: Sequence[str], open_now: Sequence[str]) -> list[str]:
    """What is wrong with the shape of one crisis reply; empty when all is well.

    ``open_now`` are the numbers that answer day and night: the words name each of them.
    """
    whole = " ".join(texts)
    length, reading = len(words(whole)), grade(whole)
    checks = (
        (length <= MOST_WORDS, f"has {length} words, {MOST_WORDS} at most"),
        (
            all(len(sentences(text)) <= MOST_SENTENCES for text in texts),
            f"says over {MOST_SENTENCES} sentences at once",
        ),
        (reading <= HIGHEST_GRADE, f"reads like grade {reading:.1f}, {HIGHEST_GRADE} at most"),
        (all(number in whole for number in open_now), "leaves out a line that answers day and night"),
        (_PROFESSIONALS.search(whole) is not None, "names no professional"),
        (_TRUSTED.search(whole) is not None, "names nobody whom the person trusts"),
        (not texts[-1].rstrip().endswith("?"), "ends with a question"),
    )
    return [fault for kept, fault in checks if not kept]
