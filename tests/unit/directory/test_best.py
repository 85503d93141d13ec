"""The search gives what the ranking gives of every service there is, whatever it passed over to be quick."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.directory import find_doors, hours
from bot.directory.best import find_best
from bot.directory.index import Index
from bot.directory.openness import Openness, at_best, hour_of_week, hours_in_week, openness
from bot.directory.rank import rank
from bot.directory.rows import read_services, select_services
from bot.directory.write import replace_services
from tests.unit.directory.builders import every_day, service
from tests.unit.directory.crowd import FIRST, make_need, make_services

_SEEDS = st.integers(0, 2**32)
_MINUTES = st.integers(0, 366 * 24 * 60)


def _of_kind(services, need):
    return [service for service in services if service.kind is need.kind]


@pytest.mark.hazard("HAZ-016")
@settings(deadline=None, max_examples=40)
@given(_SEEDS, st.sampled_from((1, 5, 60, 400)))
def test_what_the_index_passes_over_could_not_have_won(seed, count):
    chance = random.Random(seed)
    services = make_services(chance, count)
    for _ in range(30):
        need = make_need(chance)

        assert find_best(Index(_of_kind(services, need)), need) == rank(services, need)


@pytest.mark.hazard("HAZ-016")
@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=_SEEDS)
async def test_the_search_equals_the_ranking_of_all(engine, seed):
    chance = random.Random(seed)
    async with engine.begin() as connection:
        await replace_services(connection, make_services(chance, 300), "test")
    async with engine.connect() as connection:
        services = await read_services(connection, select_services())
        for need in [make_need(chance) for _ in range(60)]:
            assert await find_doors(connection, need) == rank(services, need)


@pytest.mark.hazard("HAZ-019")
@settings(deadline=None, max_examples=200)
@given(_SEEDS, _MINUTES)
def test_openness_is_what_the_words_say_and_the_week_promises_no_worse(seed, minutes):
    now = FIRST + timedelta(minutes=minutes)
    for one in make_services(random.Random(seed), 5):
        state = hours.state(one, now)
        said = {True: Openness.OPEN, None: Openness.NOT_KNOWN, False: Openness.SHUT}
        expected = Openness.NOT_KNOWN if state is None else said[state.is_open]

        assert openness(one, now) is expected
        assert at_best(hours_in_week(one), hour_of_week(now)) <= expected


@pytest.mark.hazard("HAZ-019")
def test_the_week_promises_an_hour_more_when_the_clocks_go_forward():
    late = service(hours=every_day("00:30", "01:30"))
    spring = datetime(2026, 3, 29, 1, 20, tzinfo=UTC)  # 2.20am by the clock: half past one never came

    assert openness(late, spring) is Openness.OPEN
    assert at_best(hours_in_week(late), hour_of_week(spring)) is Openness.OPEN
