"""Where a search looks: the place that a person told, their GP practice, and how to say so. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.directory import Door
from bot.directory.catchment import Cover
from bot.places import Place, Practice, Precision


@dataclass(frozen=True)
class Where:
    """What is known; both may be ``None``. A practice stands in for a place that was not told, and is named then."""

    place: Place | None = None
    practice: Practice | None = None

    @property
    def near(self) -> Place | None:
        """From where distances are measured and areas told."""
        return self.place or (self.practice.place if self.practice is not None else None)

    @property
    def is_known(self) -> bool:
        """Whether anything is."""
        return self.place is not None or self.practice is not None

    @property
    def name(self) -> str:
        """What is searched for, as a person reads it: "LS6 3BR", "Leeds", "Densham Surgery, Stockton"."""
        if self.place is not None:
            return self.place.text
        return practice_name(self.practice) if self.practice is not None else ""

    @property
    def start(self) -> str:
        """From where miles are counted: "the middle of Leeds", because its point is that and not the person's."""
        return f"the middle of {self.name}" if self.place is not None and self.place.is_rough else self.name

    @property
    def is_wide(self) -> bool:
        """Whether a whole authority or county is all that is known: its middle may be far from the person."""
        return self.place is not None and self.place.precision is Precision.AUTHORITY

    def is_held_whole(self, door: Door) -> bool:
        """Whether a door is everybody's there: not one for a part of a town, of which another part has another."""
        service = door.service
        return service.catchment.covers(self.near, self.practice, service.point) is Cover.WHOLE


def practice_name(practice: Practice) -> str:
    """A practice as a person reads it, with its town."""
    return ", ".join(part for part in (practice.name, practice.town) if part)
