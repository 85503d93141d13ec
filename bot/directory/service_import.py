"""Loading the operator's own list of services: held against what earlier files of that name loaded, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.directory.catchment import Catchment
from bot.directory.check_rows import read_checks
from bot.directory.checks import Check, settle
from bot.directory.csv_file import Refusal
from bot.directory.rows import read_services, select_services
from bot.directory.service_csv import ServiceRow
from bot.directory.tables import service
from bot.directory.values import Service, Status
from bot.directory.write import replace_services

MOST_REMOVED = 0.2
"""The share of an origin's live services that one file may close, unless an operator says otherwise."""
_FEW = 5  # so many may always go: a fifth of a short list is one service
_BATCH = 500  # ids in one query: databases bound how many values one may name
# The columns of the file that these facts come from.
_COLUMN = {
    "min_age_months": "min_age",
    "max_age_months": "max_age",
    "point": "latitude and longitude",
    "basis": "area_basis",
    "words": "area_words",
}


@dataclass(frozen=True)
class Changed:
    """A service that is in the directory already, and the columns in which the file now says something else."""

    id: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class ImportReport:
    """What a file does to the directory, by service id; where ``refused`` or ``is_stopped``, nothing was written."""

    added: tuple[str, ...] = ()
    changed: tuple[Changed, ...] = ()
    closed: tuple[str, ...] = ()
    same: int = 0
    refused: tuple[Refusal, ...] = ()
    is_stopped: bool = False


def origin_of(name: str | None) -> str:
    """Under which origin a list with this name is kept, so that lists with other names are left alone."""
    return "csv" if name is None else f"csv:{name}"


async def import_services(
    connection: AsyncConnection,
    rows: Sequence[ServiceRow],
    origin: str,
    *,
    most_removed: float = MOST_REMOVED,
    dry_run: bool = False,
) -> ImportReport:
    """Put a file's services in the place of those that earlier files of ``origin`` loaded.

    The caller owns the transaction. A service that is no longer in the file is closed, never forgotten. Nothing is
    written where a row is refused, where more than ``most_removed`` (a share; five may always go) of the live services
    would be closed, where nothing changed, or on a dry run. What people decided about a service stays decided.
    """
    refused = await _taken(connection, rows, origin)
    if refused:
        return ImportReport(refused=refused)
    stored = await _stored(connection, origin)
    loaded = {row.service.id: row.service for row in rows}
    gone = {each.id: replace(each, status=Status.CLOSED) for each in stored.values() if each.id not in loaded}
    report = compare(loaded | gone, stored, await read_checks(connection), most_removed)
    if not (dry_run or report.is_stopped) and (report.added or report.changed or report.closed):
        await replace_services(connection, [*loaded.values(), *gone.values()], origin)
    return report


def compare(
    wanted: Mapping[str, Service], stored: Mapping[str, Service], checks: Mapping[str, Check], most_removed: float
) -> ImportReport:
    """What ``wanted`` would do to ``stored`` (both by id), with people's decisions laid over it. Pure."""
    settled = {each.id: settle(each, checks[each.id]) if each.id in checks else each for each in wanted.values()}
    live = {each.id for each in stored.values() if each.status is not Status.CLOSED}
    removed = {each for each in live if settled[each].status is Status.CLOSED}
    changed = [Changed(each, _differing(stored[each], settled[each])) for each in sorted(stored)]
    return ImportReport(
        added=tuple(sorted(settled.keys() - stored.keys())),
        changed=tuple(change for change in changed if change.columns and change.id not in removed),
        closed=tuple(sorted(removed)),
        same=sum(not change.columns for change in changed),
        is_stopped=len(removed) > _FEW and len(removed) > most_removed * len(live),
    )


async def _taken(connection: AsyncConnection, rows: Sequence[ServiceRow], origin: str) -> tuple[Refusal, ...]:
    """The rows whose id belongs to a service that another loader wrote."""
    lines = {row.service.id: row.line for row in rows}
    taken: list[str] = []
    for batch in _batches(list(lines)):
        query = select(service.c.id).where(service.c.id.in_(batch), service.c.origin != origin)
        taken += (await connection.execute(query)).scalars()
    return tuple(
        Refusal(line, "id belongs to a service of another list") for line in sorted(lines[each] for each in taken)
    )


async def _stored(connection: AsyncConnection, origin: str) -> dict[str, Service]:
    """Every service that earlier files of ``origin`` loaded, by id."""
    query = select(service.c.id).where(service.c.origin == origin).order_by(service.c.id)
    ids = (await connection.execute(query)).scalars().all()
    found: dict[str, Service] = {}
    for batch in _batches(ids):
        services = await read_services(connection, select_services().where(service.c.id.in_(batch)))
        found.update((each.id, each) for each in services)
    return found


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _differing(old: Service, new: Service) -> tuple[str, ...]:
    before, after = _facts(old), _facts(new)
    return tuple(_COLUMN.get(name, name) for name in before if before[name] != after[name])


def _facts(one: Service) -> dict[str, Any]:
    """Every fact by name; those that have no order of their own in one order, whatever the database gives back."""
    own = {field.name: getattr(one, field.name) for field in fields(Service) if field.name != "catchment"}
    area = {field.name: getattr(one.catchment, field.name) for field in fields(Catchment)}
    unordered = ("local_authorities", "icbs", "outcodes", "gp_practices")
    return (
        own
        | area
        | {
            **{name: frozenset(area[name]) for name in unordered},
            "hours": frozenset(one.hours),
            "special_hours": frozenset(one.special_hours),
        }
    )
