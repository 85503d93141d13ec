"""The best doors of an index: what ``rank`` gives of all its services, without judging those that cannot win. Pure.

A service is passed over only where as many as are asked for stand before the best place that it could take: told from
its area, from its week, and from how far away it is at least. The order is that of ``rank.Order``.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from datetime import date
from math import inf

from bot.directory import hours
from bot.directory.grid import NOWHERE, miles_at_least, spot_of
from bot.directory.index import Entry, Group, Index
from bot.directory.openness import Openness, at_best, hour_of_week
from bot.directory.rank import Candidate, Fit, Order, judge, miles_to, open_doors
from bot.directory.values import Door, Need, Service, ServiceKind


def find_best(index: Index, need: Need) -> tuple[Door, ...]:
    """The doors for ``need``, as ``rank`` finds them among all services of the index."""
    if need.limit < 1 or (need.place is None and need.practice is None):
        return ()
    today = need.now.astimezone(hours.LONDON).date()
    podium = _Podium(need, today)
    podium.consider(index.of_area(need), Fit.CATCHMENT)
    for at_least, groups in index.rings(need):
        if podium.is_closed_to(Openness.OPEN, Fit.NEAR, at_least):
            break
        podium.consider(groups, Fit.NEAR)
    return open_doors(podium.best, need, today)


class _Podium:
    """The best candidates so far, in order."""

    def __init__(self, need: Need, today: date) -> None:
        self.best: list[Candidate] = []
        self._need, self._today = need, today
        self._hour = hour_of_week(need.now)
        self._by_hour = need.kind is ServiceKind.CRISIS_PLACE
        self._spot = spot_of(None if need.place is None else need.place.point)

    def consider(self, groups: Iterable[Group], fit: Fit) -> None:
        """Judge those that could come in, none of which fits better than ``fit``, the nearest first."""
        entries: list[Entry] = []
        cosines: list[float] = []
        for group in groups:
            entries += group.entries
            cosines += group.cosines(self._spot)
        for number in sorted(range(len(entries)), key=cosines.__getitem__, reverse=True):
            entry = entries[number]
            at_least = inf if NOWHERE in (self._spot, entry.spot) else miles_at_least(cosines[number])
            if self.is_closed_to(Openness.OPEN, fit, at_least):
                return
            hour, service = at_best(entry.hours, self._hour), entry.service
            if not self.is_closed_to(hour, entry.fit, at_least, service.name, service.id):
                self._judge(service)

    def is_closed_to(self, hour: Openness, fit: Fit, at_least: float, name: str = "", number: str = "") -> bool:
        """Whether what is no better than this comes after all that are in."""
        if len(self.best) < self._need.limit:
            return False
        first, second = (hour, fit is Fit.ASK_FIRST) if self._by_hour else (0, fit)
        return (first, second, at_least, name, number) > self.best[-1].order

    def _judge(self, service: Service) -> None:
        candidate = judge(service, miles_to(service, self._need.place), self._need, self._today)
        if candidate is not None and candidate not in self.best:
            insort(self.best, candidate, key=_order)
            del self.best[self._need.limit :]


def _order(candidate: Candidate) -> Order:
    return candidate.order
