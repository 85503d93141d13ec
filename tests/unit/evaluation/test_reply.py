"""What a reply is about is read from the product's own table."""

import pytest

from bot.evaluation.reply import led_to
from bot.words import Assessment, Signal, Subject, Support, Theme, Variant


def _found(support, *said, variants=()):
    signals = tuple(Signal(Theme(theme), Subject(subject), "words") for theme, subject in said)
    return Assessment(Support(support), signals, variants=frozenset(variants))


@pytest.mark.parametrize(
    ("found", "holds", "holds_not", "why"),
    [
        (_found("none"), set(), {"abuse", "someone_else"}, "nothing is said"),
        (_found("urgent"), set(), {"abuse", "someone_else", "suicide"}, "a check that broke: the reply for anything"),
        (_found("urgent", ("suicide", "self")), {"suicide"}, {"abuse", "someone_else"}, "its own reply"),
        (_found("urgent", ("abuse", "self")), {"abuse"}, {"someone_else"}, "its own reply"),
        (_found("urgent", ("abuse", "someone_else")), {"abuse", "someone_else"}, {"suicide"}, "of another"),
        (
            _found("urgent", ("suicide", "self"), ("abuse", "self")),
            {"suicide", "abuse"},
            {"someone_else"},
            "a line beside",
        ),
        (_found("urgent", ("suicide", "someone_else")), {"someone_else"}, {"abuse"}, "worried about someone"),
        (
            _found("urgent", ("psychosis", "someone_else")),
            {"someone_else", "psychosis"},
            set(),
            "worried about someone",
        ),
        (
            _found("urgent", ("suicide", "self"), variants=[Variant.SEXUAL_VIOLENCE]),
            {"suicide", "abuse"},
            set(),
            "the line beside it names the service",
        ),
        (
            _found("urgent", ("abuse", "self"), variants=[Variant.UNDER_18]),
            {"abuse"},
            {"someone_else"},
            "Childline first",
        ),
        (_found("emergency", ("abuse", "self")), {"abuse"}, {"someone_else"}, "attack under way"),
        (_found("emergency", ("abuse", "someone_else")), {"abuse", "someone_else"}, set(), "attack on another"),
        (_found("emergency", ("medical_emergency", "someone_else")), {"someone_else"}, set(), "stay with them"),
        (_found("offer", ("abuse", "self")), {"abuse"}, {"someone_else"}, "the gentle line"),
        (_found("offer", ("suicide", "someone_else")), {"someone_else"}, {"abuse"}, "the gentle line"),
    ],
)
def test_what_a_reply_is_about(found, holds, holds_not, why):
    about = led_to(found)
    assert holds <= about, why
    assert about.isdisjoint(holds_not), why
