"""Which country a postcode area lies in, where it lies wholly in one outside England.

Source: the areas as they stand in the ONS Postcode Directory, November 2025. Areas that lie in England and in another
country (CA, CH, DG, GL, HR, LD, LL, NP, SY, TD) are told apart by their postcodes, which the file holds.
"""

from __future__ import annotations

import re

from bot.places.values import Country


def _areas(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLAND = _areas(
    "AL B BA BB BD BH BL BN BR BS CB CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GU HA HD HG HP HU HX IG IP "
    "KT L LA LE LN LS LU M ME MK N NE NG NN NR NW OL OX PE PL PO PR RG RH RM S SE SG SK SL SM SN SO SP SR SS ST SW TA "
    "TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO"
)
BORDER_AREAS = _areas("CA CH DG GL HR LD LL NP SY TD")
AREA_COUNTRY: dict[str, Country] = (
    dict.fromkeys(_areas("AB DD EH FK G HS IV KA KW KY ML PA PH ZE"), Country.SCOTLAND)
    | dict.fromkeys(_areas("CF SA"), Country.WALES)
    | {"BT": Country.NORTHERN_IRELAND}
    | dict.fromkeys(_areas("GY IM JE"), Country.CROWN_DEPENDENCY)
)
KNOWN_AREAS = BORDER_AREAS | AREA_COUNTRY.keys() | _ENGLAND


def area_of(out: str) -> str:
    """The letters that a first half begins with: ``LS`` of ``LS6``."""
    match = re.match(r"[A-Z]+", out)
    return match[0] if match else ""
