"""What every import from a file of the operator does alike: take its bytes, open the postcodes, say what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.commands import say
from bot.directory.csv_file import Refusal
from bot.places import Places, PlacesError
from bot.settings import Settings

_SHOWN = 50  # refused rows that are printed


def open_places(settings: Settings) -> Places | None:
    """The postcode file; ``None`` where it is missing or damaged, which has been said then."""
    try:
        return Places.open(settings.postcodes)
    except PlacesError as error:
        say(f"import: {error}")
        return None


def read_file(file: Path) -> bytes | None:
    """A file's bytes; ``None`` where there is no such file, which has been said then."""
    if not file.is_file():
        say("import: there is no such file")
        return None
    say("import: checking the file")
    return file.read_bytes()


def say_refused(refused: Sequence[Refusal]) -> None:
    """Every refused row by line and reason, as many as a person reads, and that nothing was loaded."""
    for refusal in refused[:_SHOWN]:
        say(f"import: line {refusal.line}: {refusal.reason}")
    if len(refused) > _SHOWN:
        say(f"import: and {len(refused) - _SHOWN} more")
    say(f"import: {len(refused)} rows are refused, so nothing was loaded")
