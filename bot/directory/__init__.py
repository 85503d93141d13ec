"""What help exists: services, their hours and areas, the search for the right door, and the schools with a team."""

from bot.directory.cards import card
from bot.directory.practices import PracticeBook
from bot.directory.schools import find_schools
from bot.directory.search import find_doors
from bot.directory.values import (
    Access,
    CrisisSetting,
    Door,
    Need,
    Opening,
    School,
    Service,
    ServiceKind,
    Status,
)

__all__ = [
    "Access",
    "CrisisSetting",
    "Door",
    "Need",
    "Opening",
    "PracticeBook",
    "School",
    "Service",
    "ServiceKind",
    "Status",
    "card",
    "find_doors",
    "find_schools",
]
