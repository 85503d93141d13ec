"""Short words for a service's facts: who may come, how, how far. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.directory.values import Access

_YEAR = 12  # months
_NEAR_MILES = 0.1
_WHOLE_MILES_FROM = 10.0

# How each way in reads inside a sentence.
_WAYS: dict[Access, str] = {
    Access.WALK_IN: "walk in",
    Access.SELF_REFERRAL: "ask for help yourself",
    Access.GP: "go through your GP",
    Access.NHS_111: "go through NHS 111",
}
# The easiest first. A registered practice is a condition, not a way.
_OFFERED = (Access.WALK_IN, Access.SELF_REFERRAL, Access.NHS_111, Access.GP)


def age(months: int) -> str:
    """An age: 216 is "18", 213 is "17 years 9 months", 210 is "17 and a half"."""
    years, rest = divmod(months, _YEAR)
    if rest == 0:
        return str(years)
    return f"{years} and a half" if rest == _YEAR // 2 else f"{years} years {rest} months"


def ages(low: int | None, high: int | None) -> str | None:
    """Who may come by age, both ends included, in months: "18 and over", "10 to 18"; ``None`` when not known."""
    if low is not None and high is not None:
        return f"{age(low)} to {age(high - high % _YEAR)}"
    if low is not None:
        return "all ages" if low == 0 else f"{age(low)} and over"
    return None if high is None else f"up to {age(high - high % _YEAR)}"


def first_way(access: Sequence[Access]) -> str | None:
    """The easiest way in, in words; ``None`` when no way is known."""
    return next((_WAYS[way] for way in _OFFERED if way in access), None)


def ways(access: Sequence[Access]) -> str | None:
    """Every way in as one sentence: "Walk in, or go through NHS 111."; ``None`` when no way is known."""
    offered = [_WAYS[way] for way in _OFFERED if way in access]
    if not offered:
        return None
    condition = ", if you are registered at one of its GP practices" if Access.REGISTERED_PRACTICE in access else ""
    sentence = ", or ".join(offered) + condition
    return f"{sentence[0].upper()}{sentence[1:]}."


def miles(distance: float, *, rough: bool) -> str:
    """A distance as the crow flies: "1.2 miles", "about 12 miles" when measured from the middle of an outcode."""
    if distance < _NEAR_MILES:
        return "very near" if not rough else "near"
    number = f"{distance:.0f}" if rough or distance >= _WHOLE_MILES_FROM else f"{distance:.1f}"
    if number == "0":
        return "less than a mile"
    return f"{'about ' if rough else ''}{number} {'mile' if number in ('1', '1.0') else 'miles'}"
