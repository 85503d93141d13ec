"""The interval is the published one."""

import pytest

from bot.evaluation.wilson import Share, wilson


@pytest.mark.hazard("HAZ-040")
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
        # 857-872, table I, method 3 (score, without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(count, of, low, high):
    assert wilson(count, of) == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (3, 7), (999, 1000)])
def test_it_is_the_same_from_the_other_side_and_holds_the_share(count, of):
    low, high = wilson(count, of)
    assert wilson(of - count, of) == pytest.approx((1 - high, 1 - low))
    assert 0 <= low <= count / of <= high <= 1


def test_nothing_measured_is_everything_possible():
    assert (Share().value, Share().interval) == (0.0, (0.0, 1.0))
    assert Share(1, 2).plus(hit=True) == Share(2, 3)
    assert Share(1, 2).plus(hit=False) == Share(1, 3)
