"""Reading an operator's list of services: what a good file says, and that garbage is refused by column and reason."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.directory.catchment import Basis
from bot.directory.service_csv import COLUMNS, Known, read_services_file
from bot.directory.values import Access, BankHolidays, CrisisSetting, SpecialHours, Status
from bot.places import Point
from bot.places.authorities import read_authorities
from tests.unit.directory.builders import LEEDS, TODAY, YORK, every_day, opening
from tests.unit.directory.lists import DEMONSTRATION, HEADER, listing, row

AUTHORITIES = read_authorities()


def _read(raw, places):
    return read_services_file(raw, Known(AUTHORITIES, places, TODAY))


@pytest.fixture
def shown(places):
    """The demonstration's services by id."""
    read = _read(DEMONSTRATION, places)
    assert read.refused == ()
    return {each.service.id: each.service for each in read.rows}


def test_what_a_row_says_of_a_service_is_read(shown):
    haven = shown["demo-haven"]

    assert (haven.status, haven.setting, haven.bank_holidays) == (
        Status.ACTIVE,
        CrisisSetting.CAFE,
        BankHolidays.CLOSED,
    )
    assert (haven.phone, haven.phone_note, haven.text_to) == ("0113 496 0001", "choose option 2", "HAVEN to 85258")
    assert haven.languages == ("en", "ur", "bfi")
    assert haven.access == (Access.WALK_IN, Access.GP)
    assert (haven.min_age_months, haven.max_age_months) == (213, 64 * 12 + 11), "64 lasts until the 65th birthday"
    assert haven.checked_on == date(2026, 9, 1)


def test_hours_are_read_with_shifts_and_other_hours_for_some_days(shown):
    haven = shown["demo-haven"]

    assert len(haven.hours) == 11
    assert haven.hours[:2] == (opening(0, "09:00", "12:30"), opening(0, "13:30", "17:00"))
    assert haven.special_hours == (
        SpecialHours(date(2026, 12, 24), date(2026, 12, 26), (), "Christmas"),
        SpecialHours(date(2026, 12, 31), date(2026, 12, 31), ((time(9), time(12)), (time(13), time(15)))),
    )
    assert shown["demo-therapies"].hours == every_day("00:00", "00:00")


def test_an_area_is_read_in_every_form(shown):
    area, centre = shown["demo-therapies"].catchment, shown["demo-centre"].catchment

    assert area.local_authorities[:2] == (LEEDS, YORK)
    assert len(area.local_authorities) > 5, "a county is all of its authorities"
    assert (area.icbs, area.outcodes) == (("QWO",), ("LS6", "YO24"))
    assert area.gp_practices == ("B86012", "The Demonstration Surgery")
    assert (area.basis, area.words) == (Basis.GP_PRACTICE, "Leeds and York")
    assert (centre.radius_miles, len(centre.polygon), centre.polygon[0]) == (7.5, 5, Point(53.9, -1.2))


@pytest.mark.hazard("HAZ-018")
def test_a_point_is_the_file_s_or_its_postcode_s_and_else_there_is_none(shown):
    haven, centre, town = shown["demo-haven"], shown["demo-centre"], shown["demo-town"]

    assert (haven.point, haven.located_by, haven.postcode) == (Point(53.8167, -1.5807), "source", "LS6 3BR")
    assert (centre.point is not None, centre.located_by, centre.site_authority) == (True, "postcode", YORK)
    assert (town.point, town.located_by, town.site_authority) == (None, None, LEEDS)


def test_columns_may_stand_in_any_order_and_empty_rows_are_passed_over(places):
    names = ",".join(reversed(COLUMNS))
    cells = row().strip().split(",")
    raw = f"\ufeff{names}\r\n{','.join(reversed(cells))}\r\n{',' * (len(COLUMNS) - 1)}\r\n\r\n".encode()

    read = _read(raw, places)

    assert (len(read.rows), read.refused) == (1, ())


RING = "POLYGON((-1.2 53.9, -1.0 53.9, -1.0 54.0))"
REFUSED = [
    ({"phone": "01onal 954 000"}, "phone is no phone number", "an invented number"),
    ({"phone": "0113 496"}, "phone is no phone number", "half a number"),
    ({"phone": "+1 202 555 0100"}, "phone is no phone number", "a number of another country"),
    ({"phone": "", "phone_note": "option 2"}, "phone_note stands without a phone", "a note on no number"),
    ({"text_to": "12345"}, "text_to is no phone number", "no short code of ours"),
    ({"text_to": "KEYWORD to 0113 496 0001"}, "text_to is too long", "longer than the table's column"),
    ({"special_hours": f"2026-12-24 closed: {'n' * 501}"}, "special_hours hold a note", "a note that is too long"),
    (
        {"gp_practices": "1" * 19_000 + "!"},
        "gp_practices hold a name that is too long",
        "longer than the table's column",
    ),
    ({"polygon": f"POLYGON(({','.join(['-1.1 53.9'] * 1_001)}))"}, "polygon has too many points", "a coast"),
    ({"text_to": "\uff11"}, "text_to", "a digit of another script"),
    ({"id": ""}, "id is empty", "no id"),
    ({"id": "Two Words"}, "id must be", "an id with a space"),
    ({"name": ""}, "name is empty", "no name"),
    ({"name": "<b>Haven</b>"}, "name holds markup", "HTML in a name"),
    ({"name": "Haven &lt;"}, "name holds markup", "HTML that is written out"),
    ({"name": "=HYPERLINK(1)"}, "name begins like a spreadsheet formula", "a formula"),
    ({"note": "@SUM(A1)"}, "note begins like a spreadsheet formula", "a formula of another kind"),
    ({"note": "\uff1d1+1"}, "note begins like a spreadsheet formula", "a full-width formula"),
    ({"special_hours": "=1+1"}, "special_hours begins like", "a formula where hours stand"),
    ({"name": "H" * 201}, "name is too long", "longer than the table's column"),
    ({"note": "n" * 501}, "note is too long", "longer than the table's column"),
    ({"polygon": "P" * 100_001}, "polygon is too long", "a shape without an end"),
    ({"name": "Ha\x07ven"}, "name holds a control character", "a bell"),
    ({"name": "Ha\nven"}, "name holds a control character", "a line break"),
    ({"name": "Ha\x85ven"}, "name holds a control character", "a line break of another kind"),
    ({"name": "Ha\u202even"}, "name holds a character that is not seen", "a bidi override"),
    ({"name": "Ha\u2066ven"}, "name holds a character that is not seen", "a bidi isolate"),
    ({"name": "Ha\u200bven"}, "name holds a character that is not seen", "a space of no width"),
    ({"name": "Caf\u00c3\u00a9"}, "name holds garbled", "UTF-8 that was read as cp1252"),
    ({"name": "It\u00e2\u20ac\u2122s"}, "name holds garbled", "a garbled apostrophe"),
    ({"name": "Caf\ufffd"}, "name holds garbled", "a character that was lost"),
    ({"name": "Caf\ue000"}, "name holds garbled", "a private character"),
    ({"kind": "spa"}, "kind must be one of", "an unknown kind"),
    ({"kind": ""}, "kind is empty", "no kind"),
    ({"status": "open"}, "status must be one of", "an unknown status"),
    ({"status": "held"}, "held_reason belongs to held", "held without a reason"),
    ({"held_reason": "why"}, "held_reason belongs to held", "a reason without being held"),
    ({"setting": "cinema"}, "setting must be one of", "an unknown setting"),
    ({"kind": "neighbourhood_centre", "setting": "cafe"}, "setting is for crisis places", "a setting of another kind"),
    ({"checked_on": ""}, "checked_on is empty", "undated and active"),
    ({"source_url": ""}, "source_url is empty", "no link to its source"),
    ({"source": ""}, "source is empty", "no source"),
    ({"checked_on": "2026-11-23"}, "checked_on lies ahead", "seen tomorrow"),
    ({"checked_on": "01/09/2026"}, "checked_on must be a day", "a day as a spreadsheet writes it"),
    ({"checked_on": "2026-02-30"}, "checked_on must be a day", "a day that no calendar has"),
    ({"checked_on": "0026-09-01"}, "checked_on lies too long ago", "two digits lost"),
    ({"min_age": "eighteen"}, "min_age must be an age", "an age in words"),
    ({"min_age": "17y13m"}, "min_age must be an age", "thirteen months"),
    ({"max_age": "-1"}, "max_age must be an age", "less than nothing"),
    ({"min_age": "65", "max_age": "18"}, "min_age is above max_age", "ages the wrong way round"),
    ({"min_age": "17y9m", "max_age": "17y8m"}, "min_age is above max_age", "by a month"),
    ({"hours": "most evenings"}, "hours must be like", "hours that are none"),
    ({"hours": "Monday-Friday 25:00-26:00"}, "hours must be like", "a time that no clock has"),
    ({"hours": "Friday-Monday 09:00-17:00"}, "hours must be like", "days the wrong way round: no day at all"),
    ({"hours": "Funday 09:00-17:00"}, "hours must be like", "no such day"),
    ({"hours": "Monday 09:00-09:00"}, "hours open and close at the same time", "nothing, or a day and a night"),
    ({"hours": "Monday 09:00-12:00; Monday 11:00-14:00"}, "hours overlap", "two at once"),
    ({"hours": "Monday 18:00-02:00; Monday 20:00-22:00"}, "hours overlap", "within an evening past midnight"),
    ({"hours": "every day; Monday 09:00-12:00"}, "hours overlap", "always, and then some"),
    ({"special_hours": "Christmas closed"}, "special_hours must be like", "no day"),
    ({"special_hours": "2026-02-30 closed"}, "special_hours must be a day", "a day that no calendar has"),
    ({"special_hours": "2026-12-26..2026-12-24 closed"}, "special_hours must end after", "days the wrong way round"),
    ({"special_hours": "2026-12-26..2036-12-24 closed"}, "special_hours must end after", "ten years"),
    ({"special_hours": "9999-12-26..9999-12-31 closed; 2026-12-24 25:00-26:00"}, "no clock has", "no such time"),
    ({"special_hours": "2026-12-24 closed; 2026-12-24 09:00-12:00"}, "special_hours name a day twice", "both at once"),
    ({"special_hours": "2026-12-24 09:00-12:00, 11:00-13:00"}, "special_hours overlap", "two at once"),
    ({"bank_holidays": "maybe"}, "bank_holidays must be one of", "an unknown word"),
    ({"access": "walk_in; teleport"}, "access must be one of", "no such way in"),
    ({"languages": "English"}, "languages must be codes", "a language's name"),
    ({"local_authorities": "Leeds; Atlantis"}, "local_authorities is no local authority", "no such authority"),
    ({"icbs": "QZZ"}, "icbs must be codes", "no such board"),
    ({"outcodes": "LS6 3BR"}, "outcodes must be first halves", "a whole postcode"),
    ({"outcodes": "ZZ9"}, "outcodes must be first halves", "no such outcode"),
    ({"outcodes": "EH1"}, "outcodes lie outside England", "Edinburgh"),
    ({"gp_practices": "F8406"}, "gp_practices hold what is neither", "a code cut short"),
    ({"polygon": "POLYGON((1 2"}, "polygon must be POLYGON", "a ring that does not end"),
    ({"polygon": RING.replace("))", "), (-1.1 53.95, -1.1 53.96, -1.12 53.95))")}, "polygon must be", "a hole"),
    ({"polygon": "POLYGON((-1.2 53.9, -1.0 53.9, -1.2 53.9))"}, "polygon needs three", "a line there and back"),
    ({"polygon": "POLYGON((53.9 -1.2, 53.9 -1.0, 54.0 -1.0))"}, "swapped", "latitude before longitude"),
    ({"polygon": RING.replace("54.0", "64.0")}, "polygon lies outside England", "a corner in Iceland"),
    ({"polygon": RING.replace("54.0", "nan")}, "polygon must hold decimal numbers", "no number"),
    ({"polygon": RING.replace("54.0", "54.0 7")}, "polygon must have a longitude", "three dimensions"),
    ({"radius_miles": "0"}, "radius_miles must be more than 0", "nothing"),
    ({"radius_miles": "500"}, "radius_miles must be", "half of Europe"),
    ({"radius_miles": "1e2"}, "radius_miles must hold decimal numbers", "a number as a machine writes it"),
    ({"radius_miles": "5", "postcode": ""}, "radius_miles needs a postcode", "a circle around nothing"),
    ({"area_basis": "birth"}, "area_basis must be one of", "an unknown word"),
    ({"postcode": "XX1 1XX"}, "postcode is not a postcode that we know", "no such postcode"),
    ({"postcode": "LS6"}, "postcode is not a postcode that we know", "half of one"),
    ({"postcode": "near LS6 3BR"}, "postcode is not a postcode that we know", "words around it"),
    ({"postcode": "CF10 1EP"}, "postcode lies outside England", "Cardiff"),
    ({"site_authority": "York"}, "site_authority is not the one", "another than the postcode's"),
    ({"site_authority": "Devon", "postcode": ""}, "site_authority is a county", "a county of several"),
    ({"latitude": "53.81"}, "latitude and longitude go together", "half a point"),
    ({"latitude": "-1.58", "longitude": "53.81"}, "look swapped", "the wrong way round"),
    ({"latitude": "48.85", "longitude": "2.35"}, "lies outside England", "Paris"),
    ({"latitude": "north", "longitude": "-1.58"}, "latitude must hold decimal numbers", "a word"),
    ({"latitude": "nan", "longitude": "inf"}, "latitude must hold decimal numbers", "no numbers"),
    (
        {"latitude": "53.96", "longitude": "-1.12"},
        "more than 5 miles from the postcode",
        "York, by a postcode of Leeds",
    ),
    ({"url": "javascript:alert(1)"}, "url must begin with https", "a script"),
    ({"url": "ftp://example.org"}, "url must begin with https", "another protocol"),
    ({"url": "https://nhs.uk@example.org/"}, "url holds a user name", "a host that pretends to be another"),
    ({"url": "https://localhost/"}, "url is no link", "a name of one machine"),
    ({"url": "https://127.0.0.1/"}, "url is no link", "an address of one machine"),
    ({"url": "https://[::1"}, "url is no link", "a broken address"),
    ({"url": "https://example.org:port/"}, "url is no link", "a port that is none"),
    ({"url": "https://example.org/a b"}, "url is no link", "a space"),
    ({"url": "https://ex\u0430mple.org/"}, "url is no link", "a letter of another script"),
    ({"bsl_url": "example.org"}, "bsl_url must begin with https", "no protocol"),
    ({"source_url": "www.example.org"}, "source_url must begin with https", "no protocol"),
    ({"phone": "", "address": "", "postcode": "", "site_authority": "Leeds"}, "needs a phone", "nobody could reach it"),
    ({"access": "gp"}, "would never be found", "not walked into, and no area"),
    ({"kind": "talking_therapies"}, "would never be found", "found by area only, and it has none"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("changes", "named", "reason"), REFUSED, ids=[reason for _, _, reason in REFUSED])
def test_garbage_is_refused_by_line_column_and_reason(places, changes, named, reason):
    read = _read(listing(row(id="right"), row(**changes)), places)

    assert [refusal.line for refusal in read.refused] == [3], reason
    assert named in read.refused[0].reason, reason
    spelt = [value for value in changes.values() if len(value) > 12]
    assert not any(value in read.refused[0].reason for value in spelt), "a refusal never repeats the cell"


@pytest.mark.hazard("HAZ-018")
def test_a_row_is_refused_with_every_reason_at_once(places):
    (refusal,) = _read(listing(row(phone="1", hours="now", kind="")), places).refused

    assert [part.split()[0] for part in refusal.reason.split("; ")][:3] == ["kind", "phone", "hours"]


GOOD_FILE = listing(row())
BAD_FILES = [
    (b"", 1, "lacks id", "nothing at all"),
    (HEADER.encode(), 1, "no service", "a header alone"),
    (GOOD_FILE.replace(b"phone,", b"tel,", 1), 1, "lacks phone", "a column with another name"),
    (GOOD_FILE.replace(b"checked_on\n", b"checked_on,extra\n"), 1, "column 41 of the first line", "an unknown column"),
    (GOOD_FILE.replace(b"checked_on\n", b"checked_on,id\n"), 1, "names the column id twice", "a column twice"),
    (listing(row(name="Caf\u00e9")).decode().encode("cp1252"), 2, "not UTF-8", "cp1252"),
    (GOOD_FILE.decode().encode("utf-16"), 1, "UTF-16", "UTF-16"),
    (GOOD_FILE.decode().encode("utf-16-le"), 1, "UTF-16", "UTF-16 that does not say so"),
    (listing(row(name="Ha\0ven")), 2, "NUL", "a NUL"),
    (listing(row(), "a,b\n"), 3, "2 cells where there must be 40", "a ragged row, shorter"),
    (listing(row().replace("\n", ",,,\n")), 2, "43 cells", "a ragged row, longer"),
    (listing(row(), row(name="Another")), 3, "id stands in line 2 already", "an id twice"),
    (listing('"A" x\n'), 2, "quotes", "quotes that do not match"),
    (listing('"A\n'), 2, "quotes", "a quote that does not end"),
    (listing(row(note="n" * 140_000)), 2, "far too long", "a cell without an end"),
    (GOOD_FILE.replace(b",", b";"), 1, "lacks", "semicolons between the cells"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("raw", "line", "named", "reason"), BAD_FILES, ids=[bad[3] for bad in BAD_FILES])
def test_a_bad_file_is_refused_by_line_and_reason(places, raw, line, named, reason):
    read = _read(raw, places)

    assert [(refusal.line, named in refusal.reason) for refusal in read.refused] == [(line, True)], reason


@pytest.mark.hazard("HAZ-018")
@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=300), in_header=st.booleans())
def test_no_bytes_make_the_reader_raise(places, raw, in_header):
    read = _read(HEADER.encode() + raw if in_header else raw, places)

    assert read.rows or read.refused


_ODD = st.one_of(
    st.text(max_size=40),
    st.from_regex(r"[0-9:;., \-]{1,30}"),
    st.sampled_from(
        ["POLYGON((\u0663 1,2 2,3 3))", "\u0661\u0667y9m", "http://[", "00:00-00:00", "every day;;", "9999-12-31"]
    ),
)


@pytest.mark.hazard("HAZ-018")
@settings(max_examples=400, deadline=None)
@given(column=st.sampled_from(list(COLUMNS)), text=_ODD)
def test_no_text_in_any_column_makes_the_reader_raise_or_is_repeated(places, column, text):
    read = _read(listing(row(**{column: text})), places)

    assert read.rows or read.refused
    if len(text.strip()) > 12:
        assert not any(text.strip() in refusal.reason for refusal in read.refused)
