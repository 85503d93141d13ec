"""The local authorities of England and their ICBs, read from ``local_authorities.yml`` (derived, dated)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.places.values import Area

SOURCE_FILE = Path(__file__).parent / "local_authorities.yml"


@dataclass(frozen=True)
class Authority:
    """One local authority: its area, its upper-tier county where it has one, and its ICBs, the likeliest first."""

    area: Area
    county: str | None
    icbs: tuple[Area, ...]


@dataclass(frozen=True)
class Authorities:
    """All local authorities by ONS code, the ICBs by code, and the codes that others took over."""

    by_code: dict[str, Authority]
    icbs: dict[str, Area]
    superseded: dict[str, str]
    digest: str

    def current(self, code: str) -> Authority | None:
        """The authority that stands under ``code`` today; ``None`` for a code that is no English authority."""
        return self.by_code.get(self.superseded.get(code, code))

    def codes(self, names: Iterable[str]) -> tuple[str, ...]:
        """The codes of authorities or whole counties by name (``Leeds``, ``Devon``), in the order given.

        Raises:
            ValueError: a name that is neither; the message names it.
        """
        found: dict[str, None] = {}
        for name in names:
            codes = [code for code, a in self.by_code.items() if name in (a.area.name, a.county)]
            if not codes:
                raise ValueError(f"{name!r} is no local authority or county of England")
            found.update(dict.fromkeys(codes))
        return tuple(found)


def read_authorities(file: Path = SOURCE_FILE) -> Authorities:
    """Read the table; ``digest`` names its contents, so that what was built from it knows when it is out of date."""
    raw = file.read_bytes()
    data = yaml.load(raw, Loader=yaml.CSafeLoader)
    icbs = {code: Area(code, name) for code, name in data["icbs"].items()}
    by_code = {
        code: Authority(Area(code, row["name"]), row.get("county"), tuple(icbs[icb] for icb in row["icbs"]))
        for code, row in data["local_authorities"].items()
    }
    return Authorities(by_code, icbs, data["superseded"], hashlib.sha256(raw).hexdigest()[:12])
