import asyncio

import pytest
from sqlalchemy import select

from bot.conversation.transcript import Transcript
from bot.escalation.cases import Cases, Reason
from bot.escalation.tables import audit, case_reasons, cases
from bot.words import Signal, Subject, Support, Theme
from tests.application import KEYS, NOW

SIGNALS = (Signal(Theme.SUICIDE, Subject.SELF, "quoted words"),)


@pytest.fixture
async def opened(engine):
    async with engine.begin() as connection:
        await Transcript(KEYS).open(connection, "a", "web", NOW)
    return engine


@pytest.mark.hazard("HAZ-032")
async def test_a_case_is_opened_with_its_audit_row(opened):
    async with opened.begin() as connection:
        case = await Cases(KEYS).open(connection, "a", Reason.SIGNAL, Support.URGENT, NOW, message=1, signals=SIGNALS)
        row = (await connection.execute(select(cases))).one()
        trail = (await connection.execute(select(audit))).all()

    assert case.is_new
    assert (row.state, row.reply_support) == ("new", "urgent")
    assert [(step.action, step.actor, step.case_id) for step in trail] == [("case_opened", "gateway", case.id)]
    assert "quoted" not in str(trail)


@pytest.mark.hazard("HAZ-011", "HAZ-042")
async def test_further_reasons_are_added_to_the_open_case_and_support_only_rises(opened):
    async with opened.begin() as connection:
        first = await Cases(KEYS).open(connection, "a", Reason.SIGNAL, Support.EMERGENCY, NOW)
        second = await Cases(KEYS).open(connection, "a", Reason.PERSON_ASKED, Support.NONE, NOW)
        reasons = (await connection.execute(select(case_reasons.c.reason).order_by(case_reasons.c.id))).scalars().all()
        row = (await connection.execute(select(cases))).one()
        actions = (await connection.execute(select(audit.c.action).order_by(audit.c.id))).scalars().all()

    assert (second.id, second.is_new) == (first.id, False)
    assert reasons == ["signal", "person_asked"]
    assert row.reply_support == "emergency"
    assert actions == ["case_opened", "reason_added"]


@pytest.mark.hazard("HAZ-011")
async def test_many_at_once_open_one_case(opened):
    async def open_one() -> bool:
        async with opened.begin() as connection:
            return (await Cases(KEYS).open(connection, "a", Reason.SIGNAL, Support.URGENT, NOW)).is_new

    made = await asyncio.gather(*(open_one() for _ in range(8)))

    assert sum(made) == 1


@pytest.mark.hazard("HAZ-032")
async def test_a_transaction_that_fails_leaves_neither_case_nor_audit_row(opened):
    async with opened.connect() as connection:
        await Cases(KEYS).open(connection, "a", Reason.SIGNAL, Support.URGENT, NOW)
        await connection.rollback()
        assert (await connection.execute(select(audit))).first() is None
        assert (await connection.execute(select(cases))).first() is None


@pytest.mark.hazard("HAZ-033")
async def test_erasing_takes_the_words_and_leaves_the_trail(opened):
    async with opened.begin() as connection:
        await Cases(KEYS).open(connection, "a", Reason.SIGNAL, Support.URGENT, NOW, signals=SIGNALS)
        await Cases(KEYS).erase(connection, "a", NOW)
        assert (await connection.execute(select(case_reasons))).first() is None
        assert (await connection.execute(select(cases.c.state))).scalar() == "new", "a clinician closes it, not we"
        actions = (await connection.execute(select(audit.c.action).order_by(audit.c.id))).scalars().all()
    assert actions == ["case_opened", "words_erased"]
