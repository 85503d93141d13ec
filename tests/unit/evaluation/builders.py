"""Labelled rows and what was found in them, with only what a test is about."""

import json

from bot.evaluation import Outcome, Product, Row, Turn
from bot.words import Assessment, Signal, Subject, Support, Theme


def a_row(support="none", *turns, where="rows.jsonl:1", **labels):
    labels = {name: frozenset(value) if name in {"tags", "themes"} else value for name, value in labels.items()}
    return Row(where, turns or (Turn("words"),), Support(support), **labels)


def a_find(support="none", theme="suicide", subject="self"):
    if support == "none":
        return Assessment()
    return Assessment(Support(support), (Signal(Theme(theme), Subject(subject), "words"),))


def gravest(found):
    """A product that answers to the gravest signal alone."""
    return frozenset(word for signal in found.signals[:1] for word in (signal.theme.value, signal.subject.value))


def an_outcome(row, found):
    return Outcome(row, found, gravest(found))


def a_product(**supports):
    """A product that finds a support where its word stands: ``urgent="rope"``."""

    def screen(text):
        for support in ("emergency", "urgent", "offer"):
            if support in supports and supports[support] in text:
                return a_find(support)
        return Assessment()

    return Product(screen, lambda turns: screen("\n".join(turn.text for turn in turns if not turn.ours)), gravest)


def lines_of(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)
