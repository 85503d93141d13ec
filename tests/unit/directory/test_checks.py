from dataclasses import replace
from datetime import date, time

import pytest

from bot.directory.checks import Check, Decision, facts_digest, facts_to_check, has_lapsed, settle, why_not
from bot.directory.values import Access, CrisisSetting, Service, ServiceKind, SpecialHours, Status
from tests.unit.directory.builders import TODAY, every_day, opening, service, therapies

SEEN = date(2026, 11, 1)
BEFORE, AFTER = date(2026, 6, 1), date(2026, 11, 20)
HELD = {"status": Status.HELD, "held_reason": "the source is undated", "checked_on": None}


def check(decision: Decision, of: Service, **changes) -> Check:
    """What somebody decided on 1 November when they saw the facts of a service."""
    reason = None if decision is Decision.KEEP else "the number is dead"
    return replace(Check(of.id, SEEN, decision, facts_digest(of), reason), **changes)


SETTLED = [
    (Decision.KEEP, {}, Status.ACTIVE, SEEN, "seen again: it is shown for longer"),
    (Decision.KEEP, HELD, Status.ACTIVE, SEEN, "what was held for want of a day has one now"),
    (
        Decision.KEEP,
        {"checked_on": SEEN, **{k: HELD[k] for k in ("status", "held_reason")}},
        Status.ACTIVE,
        SEEN,
        "same day",
    ),
    (Decision.KEEP, {"checked_on": AFTER}, Status.ACTIVE, AFTER, "the load was seen later: its own day stands"),
    (Decision.KEEP, {**HELD, "checked_on": AFTER}, Status.HELD, AFTER, "a later doubt stands"),
    (Decision.KEEP, {"status": Status.CLOSED}, Status.CLOSED, BEFORE, "whoever made the list closed it"),
    (Decision.KEEP, {"phone": "0113 496 0001"}, Status.ACTIVE, BEFORE, "nobody saw this number: it gets no new day"),
    (Decision.KEEP, {**HELD, "phone": "0113 496 0001"}, Status.HELD, None, "nobody saw this number: it stays held"),
    (Decision.HOLD, {}, Status.HELD, BEFORE, "a person's doubt outlives the load"),
    (Decision.HOLD, {"checked_on": AFTER}, Status.HELD, AFTER, "also a load that was seen later"),
    (Decision.HOLD, {"phone": "0113 496 0001"}, Status.HELD, BEFORE, "also other facts: a person looks first"),
    (Decision.HOLD, {"status": Status.CLOSED}, Status.HELD, BEFORE, "how a mistaken close is undone"),
    (Decision.CLOSE, {}, Status.CLOSED, BEFORE, "it is gone, whatever the load says"),
    (Decision.CLOSE, {"checked_on": AFTER}, Status.HELD, AFTER, "seen again later: held, so that somebody looks"),
    (Decision.CLOSE, {"checked_on": AFTER, "status": Status.CLOSED}, Status.CLOSED, AFTER, "both say that it is gone"),
]


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("decision", "loaded", "status", "checked_on", "reason"), SETTLED)
def test_what_a_decision_does_to_what_is_loaded(decision, loaded, status, checked_on, reason):
    of = therapies(checked_on=BEFORE)

    settled = settle(replace(of, **loaded), check(decision, of))

    assert (settled.status, settled.checked_on) == (status, checked_on), reason
    assert (settled.held_reason is None) is (status is not Status.HELD)


def test_settling_twice_is_settling_once():
    for decision, loaded, *_ in SETTLED:
        one = replace(therapies(checked_on=BEFORE), **loaded)
        decided = check(decision, therapies(checked_on=BEFORE))
        assert settle(settle(one, decided), decided).status == settle(one, decided).status


WHY_NOT = [
    (Decision.KEEP, {}, {}, None, "all is there"),
    (Decision.KEEP, HELD, {}, None, "held for want of a day, which it has now"),
    (Decision.KEEP, {"checked_on": AFTER}, {}, "earlier than the day", "an older look proves nothing"),
    (Decision.HOLD, {"checked_on": AFTER}, {}, "earlier than the day", "nor does it for a doubt"),
    (Decision.KEEP, {**HELD, "source_url": None}, {}, "no link to its source", "nobody could check it again"),
    (Decision.KEEP, {**HELD, "source": None}, {}, "no link to its source", "a link without its source's name"),
    (Decision.KEEP, {**HELD, "phone": None, "url": None}, {}, "nobody could reach it", "no way to be reached"),
    (Decision.KEEP, {**HELD, "phone": None, "text_to": "85258"}, {}, None, "a text is a way"),
    (Decision.KEEP, {"status": Status.CLOSED}, {}, "hold it first", "a closed door does not open by one word"),
    (Decision.KEEP, HELD, {"seen_on": date(2020, 1, 1)}, "too long ago", "it would not be shown"),
    (Decision.HOLD, {}, {"reason": None}, "needs a reason", "the next one asks why"),
    (Decision.CLOSE, {}, {"reason": None}, "needs a reason", "the next one asks why"),
    (Decision.CLOSE, {**HELD, "source_url": None}, {}, None, "what is gone needs no link"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("decision", "stored", "decided", "said", "reason"), WHY_NOT)
def test_a_decision_that_breaks_a_rule_is_not_taken(decision, stored, decided, said, reason):
    one = replace(therapies(checked_on=BEFORE), **stored)

    answer = why_not(one, check(decision, one, **decided), TODAY)

    assert (answer is None) if said is None else (said in answer), reason


WHOLE = Service(
    id="x",
    kind=ServiceKind.CRISIS_PLACE,
    name="X",
    setting=CrisisSetting.CAFE,
    phone="0113 496 0000",
    text_to="85258",
    url="https://example.org",
    hours=(*every_day("10:00", "12:00"), opening(0, "18:00", "22:00")),
    special_hours=(SpecialHours(date(2026, 12, 25), date(2026, 12, 26)),),
    access=(Access.WALK_IN, Access.NHS_111),
    min_age_months=216,
    address="1 High Street",
    postcode="LS1 2ES",
    source_url="https://example.org/source",
)


def test_the_digest_of_facts_never_changes_with_the_code():
    expected = "a7696182491155a520e8311aab86066742cc8b4e414e3522cf5dcebfbbf08415"
    assert facts_digest(WHOLE) == expected, "another digest makes every stored decision to keep lapse"


FACTS = [
    ({"phone": "0113 496 0001"}, True, "another number"),
    ({"url": None}, True, "the link is gone"),
    ({"hours": every_day("10:00", "12:00")}, True, "no evenings any more"),
    ({"special_hours": ()}, True, "open at Christmas after all"),
    ({"access": (Access.NHS_111,)}, True, "nobody walks in any more"),
    ({"min_age_months": 192}, True, "another age"),
    ({"source_url": "https://example.org/other"}, True, "another source"),
    ({"hours": tuple(reversed(WHOLE.hours)), "access": (Access.NHS_111, Access.WALK_IN)}, False, "in another order"),
    ({"name": "The X", "note": "Ring the bell.", "cost": "free"}, False, "words that nobody is sent by"),
    ({"checked_on": AFTER, "status": Status.HELD, "held_reason": "doubt"}, False, "what the decision is about"),
]


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("changes", "lapses", "reason"), FACTS)
def test_a_decision_to_keep_holds_for_the_facts_that_were_seen(changes, lapses, reason):
    kept = check(Decision.KEEP, WHOLE, seen_on=AFTER)

    assert has_lapsed(replace(WHOLE, **changes), kept) is lapses, reason


def test_what_is_to_be_checked_is_said_in_words():
    assert facts_to_check(WHOLE) == (
        "phone 0113 496 0000; text 85258; link https://example.org; hours Monday, 10am to midday and 6pm to 10pm; "
        "Tuesday to Sunday, 10am to midday; other hours 2026-12-25 to 2026-12-26 shut; ages 18 and over; "
        "way in Walk in, or go through NHS 111; address 1 High Street, LS1 2ES"
    )
    assert facts_to_check(service(address=None, town=None, hours=(), access=())) == (
        "phone not known; link not known; hours not known"
    )


def test_other_hours_are_said_with_their_times():
    special = SpecialHours(date(2026, 12, 31), date(2026, 12, 31), ((time(9), time(12)), (time(14), time(16))))

    assert "other hours 2026-12-31 to 2026-12-31 09:00-12:00, 14:00-16:00;" in facts_to_check(
        service(special_hours=(special,))
    )
