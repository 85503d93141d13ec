"""The national services: each number, link and hour once, with its source and the day it was seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from bot.wording.render import WordingError
from bot.wording.strict import read_yaml
from bot.words import ServiceCard

CHECK_HOURS = "Check their hours before you rely on them."
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CARE = ("non-urgent", "urgent", "emergency")
_NATIONS = ("england", "wales", "scotland", "northern_ireland")
_FACTS = ("name", "phone", "text_to", "email", "webchat", "url", "hours", "who")


@dataclass(frozen=True)
class NationalService:
    """One national door. ``mark`` A is confirmed; B was seen once or has conflicting hours.

    ``nations`` are those of ``england wales scotland northern_ireland`` where it may be shown.
    """

    name: str
    source: str
    checked_on: date
    mark: str
    nations: tuple[str, ...]
    care: str = "non-urgent"
    phone: str | None = None
    text_to: str | None = None
    email: str | None = None
    webchat: str | None = None
    url: str | None = None
    hours: str | None = None
    who: str | None = None
    note: str | None = None

    def card(self) -> ServiceCard:
        """The door as a person sees it; a service marked B asks them to check its hours."""
        notes = [note for note in (self.note, CHECK_HOURS if self.mark == "B" else None) if note]
        return ServiceCard(
            name=self.name,
            care=self.care,
            who=self.who,
            phone=self.phone,
            text_to=self.text_to,
            hours=self.hours,
            url=self.webchat or self.url,
            note=" ".join(notes) or None,
            source=self.source,
            checked_on=self.checked_on,
        )

    def facts(self) -> dict[str, str]:
        """The fields that wording may name, those that are known."""
        return {field: value for field in _FACTS if (value := getattr(self, field)) is not None}


def read_national(file: Path) -> dict[str, NationalService]:
    """Read ``national.yml``: a mapping of names to services.

    Raises:
        WordingError: names the file and the service.
    """
    services: dict[str, NationalService] = {}
    for name, row in read_yaml(file).items():
        try:
            services[str(name)] = _service(str(name), row)
        except WordingError as error:
            raise WordingError(f"{file.name}: {name}: {error}") from None
    return services


def facts_by_name(services: Mapping[str, NationalService]) -> dict[str, str]:
    """Every fact under the name that wording calls it by: ``samaritans.phone``."""
    return {f"{name}.{field}": fact for name, service in services.items() for field, fact in service.facts().items()}


def _service(name: str, row: Any) -> NationalService:
    if not _NAME.fullmatch(name):
        raise WordingError("a service's name is small letters, digits and underscores")
    if not isinstance(row, dict):
        raise WordingError("a service is a mapping")
    known = {field.name for field in fields(NationalService)}
    if unknown := sorted(set(row) - known):
        raise WordingError(f"unknown field {unknown[0]}")
    if missing := [field for field in ("name", "source", "checked_on", "mark", "nations") if not row.get(field)]:
        raise WordingError(f"{missing[0]} is missing")
    _check_values(row)
    nations = (row["nations"],) if isinstance(row["nations"], str) else tuple(row["nations"])
    if wrong := sorted(set(nations) - set(_NATIONS)):
        raise WordingError(f"nations takes {', '.join(_NATIONS)}, not {wrong[0]}")
    return NationalService(**{**row, "nations": nations})


def _check_values(row: dict[str, Any]) -> None:
    """Each field's type and range; numbers are text, so that a leading nought stays."""
    if row["mark"] not in ("A", "B"):
        raise WordingError("mark is A or B: no other row is shown to anybody")
    if row.get("care", "non-urgent") not in _CARE:
        raise WordingError(f"care takes {', '.join(_CARE)}")
    if type(row["checked_on"]) is not date:
        raise WordingError("checked_on is a day, as 2026-11-22")
    for field, value in row.items():
        if (
            field not in ("checked_on", "nations")
            and value is not None
            and not (isinstance(value, str) and value.strip())
        ):
            raise WordingError(f"{field} is text in quotes, or null")
    for field in ("url", "webchat"):
        if row.get(field) and not str(row[field]).startswith("https://"):
            raise WordingError(f"{field} begins with https://")
