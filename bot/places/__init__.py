"""Where a person is: a postcode in any spelling gives a point, a local authority, an ICB and a country."""

from bot.places.file import Places
from bot.places.values import Area, Country, NotFound, Place, PlacesError, Point, Practice, Precision, plain_name

__all__ = [
    "Area",
    "Country",
    "NotFound",
    "Place",
    "Places",
    "PlacesError",
    "Point",
    "Practice",
    "Precision",
    "plain_name",
]
