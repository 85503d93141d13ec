"""Where a person is: a postcode or a town's name gives a point, local authorities, ICBs and a country."""

from bot.places.file import Places
from bot.places.towns import Choice, Towns
from bot.places.values import Area, Country, NotFound, Place, PlacesError, Point, Practice, Precision, plain_name

__all__ = [
    "Area",
    "Choice",
    "Country",
    "NotFound",
    "Place",
    "Places",
    "PlacesError",
    "Point",
    "Practice",
    "Precision",
    "Towns",
    "plain_name",
]
