import csv
import io
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.checks import Decision
from bot.directory.recheck import COLUMNS, quote, read_decisions, unquote, write_list
from bot.directory.values import Service, Status
from tests.unit.directory.builders import TODAY, service, therapies

HELD = {"status": Status.HELD, "held_reason": "the source is undated"}
SERVICES = {
    each.id: each
    for each in (
        service(id="cafe", checked_on=date(2026, 6, 1)),
        therapies(id="young", checked_on=date(2026, 10, 1)),
        therapies(id="old", checked_on=date(2021, 1, 1)),
        therapies(id="held", checked_on=None, **HELD),
        therapies(id="bare", checked_on=None, source_url=None, **HELD),
        therapies(id="gone", status=Status.CLOSED),
    )
}


def filled(*decided: dict[str, str], with_closed: bool = False, of: Iterable[Service] = SERVICES.values()) -> bytes:
    """The list, with what a person wrote into the rows of some services."""
    rows = list(csv.DictReader(io.StringIO(write_list(of, with_closed=with_closed), newline="")))
    for changes in decided:
        next(row for row in rows if row["id"] == changes["id"]).update(changes)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def decided(service_id: str, decision: str, seen_on: str = "2026-11-20", reason: str = "") -> dict[str, str]:
    return {"id": service_id, "decision": decision, "seen_on": seen_on, "reason": reason}


def test_the_list_begins_with_what_is_most_overdue_and_leaves_out_what_is_closed():
    rows = list(csv.DictReader(io.StringIO(write_list(SERVICES.values()))))

    assert [row["id"] for row in rows] == ["bare", "held", "old", "cafe", "young"]
    assert rows[2]["expires_on"] == "2024-01-01"
    assert rows[1]["held_reason"] == "the source is undated"
    assert all(row["seen_on"] == row["decision"] == row["reason"] == "" for row in rows)
    assert "gone" in write_list(SERVICES.values(), with_closed=True)


def test_decisions_are_read_and_rows_without_one_are_passed_over():
    raw = filled(decided("held", "keep"), decided("cafe", " Close ", reason="moved away"))

    read = read_decisions(raw, SERVICES, TODAY)

    assert read.refused == ()
    assert [(c.service_id, c.decision, c.reason) for c in read.checks] == [
        ("held", Decision.KEEP, None),
        ("cafe", Decision.CLOSE, "moved away"),
    ]
    assert read_decisions(b"\xef\xbb\xbf" + raw, SERVICES, TODAY) == read, "as a spreadsheet saves it"


REFUSED = [
    (decided("young", "keep", "20/11/2026"), "seen_on must be a day", "a day as a spreadsheet turns it"),
    (decided("young", "keep", ""), "seen_on must be a day", "no day"),
    (decided("young", "keep", "2026-11-23"), "seen_on lies ahead", "tomorrow"),
    (decided("young", "keep", "2026-09-30"), "earlier than the day", "seen before it was last seen"),
    (decided("young", "maybe"), "decision must be", "no decision of ours"),
    (decided("young", ""), "no decision", "a day and no decision"),
    (decided("young", "hold"), "needs a reason", "held without a reason"),
    (decided("young", "hold", reason="x" * 501), "reason is too long", "a reason as long as a page"),
    (decided("young", "hold", reason="<b>dead</b>"), "reason holds markup", "markup"),
    (decided("young", "hold", reason="dead\u202enumber"), "reason holds a character", "it turns the reading round"),
    (decided("young", "hold", reason="=1+1"), "spreadsheet formula", "a formula"),
    (decided("bare", "keep"), "no link to its source", "dated, but nobody can check it again"),
    (decided("gone", "keep"), "hold it first", "closed"),
    ({**decided("young", "keep"), "what_to_check": "phone 0113 496 0001"}, "make a new list", "the row changed since"),
]


@pytest.mark.hazard("HAZ-018")
@pytest.mark.parametrize(("row", "said", "reason"), REFUSED)
def test_a_bad_row_is_refused_by_line_and_reason_and_nothing_is_repeated(row, said, reason):
    raw = filled(decided("cafe", "keep"), row, with_closed=True)
    line = next(n for n, text in enumerate(raw.decode().splitlines(), 1) if text.startswith(row["id"]))

    (refusal,) = read_decisions(raw, SERVICES, TODAY).refused

    assert refusal.line == line
    assert said in refusal.reason, reason
    assert "0113" not in refusal.reason


def test_an_unknown_service_and_one_that_is_decided_twice_are_refused():
    raw = filled(decided("cafe", "keep"))
    lines = raw.decode().splitlines()
    mine = next(line for line in lines if line.startswith("cafe"))
    raw = "\n".join([*lines, mine, mine.replace("cafe", "nobody", 1)]).encode()

    reasons = [refusal.reason for refusal in read_decisions(raw, SERVICES, TODAY).refused]

    assert ["earlier line" in reasons[0], "no service" in reasons[1]] == [True, True]


@pytest.mark.parametrize("raw", [b"", b"id,kind\n", filled(), "é".encode("utf-16"), b'a,"b\n'])
def test_a_file_that_decides_nothing_is_refused(raw):
    read = read_decisions(raw, SERVICES, TODAY)

    assert (read.checks, len(read.refused)) == ((), 1)


@pytest.mark.hazard("HAZ-018")
@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_raise(raw):
    assert read_decisions(raw, SERVICES, TODAY).checks == ()


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-x", "@a", "'=1", "\t=1"])
def test_no_cell_goes_out_as_a_formula(cell):
    assert quote(cell) == f"'{cell}"


@given(st.text(alphabet="'=+-@ \tab", max_size=6))
def test_every_cell_comes_back_as_it_was(cell):
    assert unquote(quote(cell)) == cell
    assert quote(cell).lstrip()[:1] not in tuple("=+-@")


@pytest.mark.hazard("HAZ-018")
def test_a_formula_in_the_directory_goes_out_harmless_and_its_row_comes_back():
    odd = {"odd": therapies(id="odd", name="=cmd()", held_reason="-- see note", status=Status.HELD, checked_on=None)}
    raw = filled(decided("odd", "keep"), of=odd.values())

    assert b",'=cmd()," in raw
    assert b",'-- see note," in raw
    assert [check.service_id for check in read_decisions(raw, odd, TODAY).checks] == ["odd"]
