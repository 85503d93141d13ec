"""Links of a card: numbers to call and to text, addresses, days."""

import pytest

from bot.channels.links import call_link, day_in_words, text_link, web_link
from tests.unit.channels.link_rows import CALL, DAYS, TEXT, WEB

ROWS = [
    *((call_link, *row) for row in CALL),
    *((text_link, *row) for row in TEXT),
    *((web_link, *row) for row in WEB),
    *((day_in_words, *row) for row in DAYS),
]


@pytest.mark.hazard("HAZ-036")
@pytest.mark.parametrize(("make", "fact", "link", "why"), ROWS)
def test_a_fact_becomes_a_link_or_stays_words(make, fact, link, why):
    assert make(fact) == link, why
