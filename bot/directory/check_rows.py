"""People's decisions about services in the database: stored, read, and laid over what was loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.checks import Check, Decision, settle
from bot.directory.rows import read_services, select_services
from bot.directory.stock import Stocked
from bot.directory.tables import service, service_check

_BATCH = 500  # services in one query: databases bound how many values one may name


async def read_checks(connection: AsyncConnection) -> dict[str, Check]:
    """Every service's last decision, by the service's id, those of services that are no longer there too."""
    rows = (await connection.execute(select(service_check))).mappings()
    return {row["service_id"]: _to_check(row) for row in rows}


async def read_stock(connection: AsyncConnection) -> list[Stocked]:
    """Every service of the directory, by id, with the loader that wrote it."""
    rows = (await connection.execute(select(service.c.id, service.c.origin).order_by(service.c.id))).mappings()
    origins = {row["id"]: row["origin"] for row in rows}
    ids = list(origins)
    stocked = []
    for start in range(0, len(ids), _BATCH):
        query = select_services().where(service.c.id.in_(ids[start : start + _BATCH]))
        stocked += [Stocked(each, origins[each.id]) for each in await read_services(connection, query)]
    return stocked


async def store_checks(connection: AsyncConnection, checks: Sequence[Check]) -> None:
    """Put decisions (at most one a service) in the place of earlier ones, and lay them over their services.

    The caller owns the transaction.
    """
    if not checks:
        return
    ids = [check.service_id for check in checks]
    await connection.execute(delete(service_check).where(service_check.c.service_id.in_(ids)))
    await connection.execute(insert(service_check), [_to_row(check) for check in checks])
    await apply_checks(connection, ids)


async def apply_checks(connection: AsyncConnection, ids: Iterable[str]) -> None:
    """Lay what people decided over the stored services ``ids``: after each load, so that none undoes a decision."""
    checks = await read_checks(connection)
    decided = sorted(checks.keys() & set(ids))
    if not decided:
        return
    for loaded in await read_services(connection, select_services().where(service.c.id.in_(decided))):
        settled = settle(loaded, checks[loaded.id])
        if settled != loaded:
            await connection.execute(
                update(service)
                .where(service.c.id == loaded.id)
                .values(status=settled.status.value, held_reason=settled.held_reason, checked_on=settled.checked_on)
            )


def _to_check(row: RowMapping) -> Check:
    decision = Decision(row["decision"])
    return Check(row["service_id"], row["seen_on"], decision, row["facts"], row["reason"])


def _to_row(check: Check) -> dict[str, object]:
    return {
        "service_id": check.service_id,
        "seen_on": check.seen_on,
        "decision": check.decision.value,
        "facts": check.facts,
        "reason": check.reason,
    }
