import itertools

import pytest

from bot.words import Assessment, Signal, Subject, Support, Theme, Variant


@pytest.mark.hazard("HAZ-004", "HAZ-042")
def test_support_is_ordered_and_the_stricter_wins():
    none, offer, urgent, emergency = Support
    assert none < offer < urgent < emergency
    for a, b in itertools.product(Support, repeat=2):
        assert max(a, b) is max(b, a)


def test_two_assessments_keep_every_signal_once_and_the_higher_support():
    low = Signal(Theme.SUICIDE, Subject.SELF, "what's the point")
    high = Signal(Theme.SELF_HARM, Subject.SELF, "i cut myself")
    one = Assessment(Support.OFFER, (low,))
    two = Assessment(Support.URGENT, (high, low), check_failed=True)

    both = one.stricter(two)

    assert both == Assessment(Support.URGENT, (high, low), check_failed=True), "the gravest thing said stays in front"
    assert two.stricter(one).support is Support.URGENT


def test_two_assessments_keep_the_variants_of_both():
    one = Assessment(variants=frozenset({Variant.UNDER_18}))
    two = Assessment(Support.URGENT, variants=frozenset({Variant.WALES}))
    assert one.stricter(two) == Assessment(Support.URGENT, variants=frozenset({Variant.UNDER_18, Variant.WALES}))
