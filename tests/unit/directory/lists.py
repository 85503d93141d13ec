"""Lists of services as an operator sends them: a row that is right, and what a test changes in it."""

import csv
import io
from pathlib import Path

from bot.directory.service_csv import COLUMNS

DEMONSTRATION = (Path(__file__).parent / "demonstration.csv").read_bytes()
HEADER = ",".join(COLUMNS) + "\n"
_GOOD = {
    "id": "one",
    "kind": "crisis_place",
    "name": "A Haven",
    "status": "active",
    "phone": "0113 496 0001",
    "access": "walk_in",
    "address": "1 Example Street",
    "town": "Leeds",
    "postcode": "LS6 3BR",
    "source": "a page",
    "source_url": "https://example.org/one",
    "checked_on": "2026-09-01",
}


def row(**changes: str) -> str:
    """One line of the file: a crisis place in Leeds that is right, but for ``changes``."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow({**dict.fromkeys(COLUMNS, ""), **_GOOD, **changes}.values())
    return out.getvalue()


def listing(*rows: str) -> bytes:
    """A whole file."""
    return (HEADER + "".join(rows)).encode()


def many(count: int) -> bytes:
    """A file of so many services, all right."""
    return listing(*(row(id=f"service-{number:02}") for number in range(count)))
