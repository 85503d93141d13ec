"""The best doors of an index: what ``rank`` gives of all its services, without judging those that cannot win. Pure.

A service is passed over only where as many as are asked for stand before the best place that it could take: told from
how it is let in, from its week, and from how far away it is at least. The order is that of ``rank.Order``.
"""

from __future__ import annotations

from bisect import insort
from datetime import date

from bot.directory import hours
from bot.directory.index import Entry, Index
from bot.directory.openness import Openness, at_best, hour_of_week
from bot.directory.rank import Candidate, Fit, Order, judge, miles_to, open_doors
from bot.directory.values import Door, Need, ServiceKind


def find_best(index: Index, need: Need) -> tuple[Door, ...]:
    """The doors for ``need``, as ``rank`` finds them among all services of the index."""
    if need.limit < 1 or (need.place is None and need.practice is None):
        return ()
    today = need.now.astimezone(hours.LONDON).date()
    podium = _Podium(need, today)
    for entry in index.of_area(need):
        podium.consider(entry, 0.0)
    for at_least, entries in index.rings(need):
        if podium.is_closed_to(Openness.OPEN, Fit.NEAR, at_least):
            break
        for entry in entries:
            podium.consider(entry, at_least)
    return open_doors(podium.best, need, today)


class _Podium:
    """The best candidates so far, in order."""

    def __init__(self, need: Need, today: date) -> None:
        self.best: list[Candidate] = []
        self._need, self._today = need, today
        self._hour = hour_of_week(need.now)
        self._by_hour = need.kind is ServiceKind.CRISIS_PLACE

    def consider(self, entry: Entry, at_least: float) -> None:
        """Judge a service that is at least so many miles away, unless it could not come in any more."""
        service = entry.service
        hour = at_best(entry.hours, self._hour)
        fit = Fit.CATCHMENT if service.catchment else Fit.NEAR if service.access else Fit.ASK_FIRST
        if self.is_closed_to(hour, fit, at_least):
            return
        miles = miles_to(service, self._need.place)
        if self.is_closed_to(hour, fit, float("inf") if miles is None else miles):
            return
        candidate = judge(service, miles, self._need, self._today)
        if candidate is not None:
            insort(self.best, candidate, key=_order)
            del self.best[self._need.limit :]

    def is_closed_to(self, hour: Openness, fit: Fit, at_least: float) -> bool:
        """Whether what is no better than this, and no nearer, comes after all that are in."""
        if len(self.best) < self._need.limit:
            return False
        bound = (int(hour), int(fit is Fit.ASK_FIRST)) if self._by_hour else (0, int(fit))
        return (*bound, at_least) > self.best[-1].order[:3]


def _order(candidate: Candidate) -> Order:
    return candidate.order
