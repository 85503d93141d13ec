"""Some finds count only beside another: the same words alone are left alone."""

import pytest

from bot.safety.phrases import load_phrases
from bot.words import Support, Theme


def _eating(text: str) -> bool:
    found = load_phrases()(text)
    return found.support >= Support.URGENT and Theme.EATING_DISORDER in {signal.theme for signal in found.signals}


@pytest.mark.parametrize(
    ("text", "counts", "why"),
    [
        ("I fainted at the sight of blood", False, "fainting alone"),
        ("I've been living on cucumber", False, "eating little alone: other groups hear it where it goes on for days"),
        ("I've been living on cucumber and I fainted", True, "both"),
        ("I fainted. I was on the bus. I've been living on cucumber.", True, "over sentences, in either order"),
        ("I've been living on cucumber. " + "We went out for a walk. " * 20 + "I fainted", False, "too far apart"),
    ],
)
def test_a_sign_of_the_body_counts_beside_not_eating(text, counts, why):
    assert _eating(text) is counts, why
