import pytest

from bot.directory import Access, card, find_doors
from bot.directory.catchment import Basis
from bot.directory.values import ServiceKind, Status
from bot.directory.write import replace_services
from bot.places import Point
from tests.unit.directory.builders import BRADFORD, LEEDS, count_by_status, every_day, need, service, therapies

NORTH = Point(53.8962, -1.5479)
FAR = Point(54.9, -1.5479)


async def _load(engine, *services):
    async with engine.begin() as connection:
        await replace_services(connection, services, "test")


async def _find(engine, **changes):
    async with engine.connect() as connection:
        return await find_doors(connection, need(**changes))


async def test_a_service_comes_back_as_it_was_stored(engine):
    whole = service(
        operator="A Charity",
        phone="0113 496 0000",
        phone_note="choose option 1",
        hours=every_day("16:30", "00:30"),
        access=(Access.WALK_IN, Access.NHS_111),
        min_age_months=216,
        max_age_months=1199,
        local_authorities=(BRADFORD, LEEDS),
        icbs=("QWO",),
        gp_practices=("A Practice", "B Practice"),
        area_basis=Basis.HOME_AND_GP_PRACTICE,
        area_words="Leeds",
        postcode="LS1 2ES",
        located_by="postcode",
        url="https://example.org",
        note="A note.",
    )
    await _load(engine, whole)

    (door,) = await _find(engine)

    assert door.service == whole


async def test_the_query_leaves_nothing_out_that_the_ranking_would_show(engine):
    await _load(
        engine,
        service(id="near"),
        service(id="edge", point=NORTH),
        service(id="far", point=FAR),
        service(id="nowhere", point=None),
        service(id="held", status=Status.HELD, held_reason="doubtful"),
    )

    assert [door.service.id for door in await _find(engine, limit=9)] == ["near", "edge", "nowhere"]
    assert [door.service.id for door in await _find(engine, within_miles=6.8)] == ["near", "nowhere"]


async def test_a_catchment_is_matched_by_authority_and_by_icb(engine):
    await _load(
        engine,
        therapies(id="authority"),
        therapies(id="board", local_authorities=(), icbs=("QWO",)),
        therapies(id="elsewhere", local_authorities=(BRADFORD,)),
    )

    found = await _find(engine, kind=ServiceKind.TALKING_THERAPIES)

    assert [door.service.id for door in found] == ["authority", "board"]


async def test_no_place_finds_nothing(engine):
    await _load(engine, service())

    assert await _find(engine, place=None) == ()


async def test_loading_again_replaces_what_the_same_loader_loaded_and_nothing_else(engine):
    await _load(engine, service(id="old", operator="A Charity"))
    async with engine.begin() as connection:
        await replace_services(connection, [service(id="mine", operator="Another")], "operator")
    await _load(engine, service(id="new"), service(id="held", status=Status.HELD, held_reason="doubtful"))
    await _load(engine, service(id="new"), service(id="held", status=Status.HELD, held_reason="doubtful"))

    assert [door.service.id for door in await _find(engine)] == ["mine", "new"]
    async with engine.connect() as connection:
        assert await count_by_status(connection) == {"active": 2, "held": 1}


def test_a_card_leaves_out_what_is_not_known(door_of):
    shown = card(door_of(service(point=None, address=None, town=None, note=None)))

    assert (shown.address, shown.map_url, shown.phone, shown.url) == (None, None, None, None)


@pytest.mark.hazard("HAZ-016")
def test_a_card_names_the_way_in_the_practices_and_the_source(door_of):
    shown = card(
        door_of(
            service(
                access=(Access.WALK_IN, Access.REGISTERED_PRACTICE),
                gp_practices=("A", "B", "C"),
                phone="0113 496 0000",
                phone_note="choose option 1",
                postcode="LS1 2ES",
            )
        )
    )

    assert shown.note == (
        "Walk in, if you are registered at one of its GP practices. "
        "For people registered at A, B or C. On the phone: choose option 1."
    )
    assert shown.address == "1 High Street, Leeds, LS1 2ES"
    assert shown.map_url == "https://www.openstreetmap.org/?mlat=53.79620&mlon=-1.54790#map=17/53.79620/-1.54790"
    assert (shown.care, shown.source, shown.checked_on) == ("urgent", "a page", service().checked_on)


@pytest.mark.hazard("HAZ-016")
def test_a_card_says_when_it_is_not_known_who_may_walk_in(door_of):
    assert card(door_of(service(access=()))).note.startswith("We do not know if you can walk in. Ask NHS 111 first")
