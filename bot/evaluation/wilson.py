"""A share of few rows is uncertain: this says by how much."""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.959964  # the normal distribution's two-sided 95%


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95% score interval of ``count`` in ``of``, both as shares; of nothing, everything is possible.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927), 209-212; without continuity correction.
    """
    if not of:
        return 0.0, 1.0
    share, weight = count / of, _Z * _Z / of
    middle = share + weight / 2
    half = math.sqrt(share * (1 - share) * weight + weight * weight / 4)
    return max(0.0, (middle - half) / (1 + weight)), min(1.0, (middle + half) / (1 + weight))


@dataclass(frozen=True)
class Share:
    """``count`` rows of ``of``."""

    count: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """The share itself, 0 to 1; 0 of nothing."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval."""
        return wilson(self.count, self.of)

    def plus(self, hit: bool) -> Share:
        """The same with one row more."""
        return Share(self.count + hit, self.of + 1)
