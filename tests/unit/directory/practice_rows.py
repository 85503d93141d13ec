"""Rows of the NHS Organisation Data Service's file, June 2023, as published, and the postcodes that they name.

Source: NHS Organisation Data Service, "epraccur"; ONS Postcode Directory, November 2025. Both: Open Government Licence.
"""

from pathlib import Path

from bot.places.authorities import read_authorities
from bot.places.build import Row, build

RAW = (Path(__file__).parent / "epraccur.csv").read_bytes()
ROWS = [
    Row("B11 4BW", "E08000025", 409705, 282964),
    Row("BD7 3JX", "E08000032", 414604, 431641),
    Row("CA101RW", "E06000064", 361028, 527019),
    Row("DE757DX", "E07000032", 443626, 346098),
    Row("LL151BP", "W06000004", 312595, 358292),
    Row("LS132UP", "E08000035", 424531, 435374),
    Row("LS6 1SG", "E08000035", 428565, 434590),
    Row("LS6 3BR", "E08000035", 427710, 435613),
    Row("LS7 4LF", "E08000035", 430779, 436840),
    Row("LS8 4AA", "E08000035", 432537, 436834),
    Row("LU2 9AU", "E06000032", 510582, 223728),
    Row("NG198BL", "E07000174", 454045, 363292),
    Row("TS181HU", "E06000004", 444136, 518701),
    Row("TS268DB", "E06000001", 450539, 532524),
    Row("YO256EB", "E06000011", 502372, 458157),
]


def build_postcodes(target: Path) -> None:
    build([ROWS], read_authorities(), "test", target, lambda _line: None)


def changed(code: str, column: int, value: str) -> bytes:
    """The file with one cell changed; columns count from 1, as the file's description does."""
    lines = RAW.decode().splitlines()
    for number, line in enumerate(lines):
        if line.startswith(f'"{code}"'):
            cells = line[1:-1].split('","')
            cells[column - 1] = value
            lines[number] = '"' + '","'.join(cells) + '"'
    return "\n".join(lines).encode()
