"""The same rows in other writing: side by side, by points, the same at every run."""

import pytest

from bot.evaluation import Outcome, Robustness, Turn, choose_padding
from bot.evaluation.robustness import PLAIN, TALK
from bot.evaluation.wilson import Share
from tests.unit.evaluation.builders import a_product, a_row

PRODUCT = a_product(urgent="rope", offer="veil")


def _measured(rows, product=PRODUCT):
    robustness = Robustness(product, TALK)
    for row in rows:
        robustness.add(Outcome(row, product.read(row.turns), frozenset()))
    return robustness


@pytest.mark.hazard("HAZ-041")
def test_what_falls_is_said_and_by_how_many_points():
    robustness = _measured([a_row("urgent", Turn("a rope here")), a_row("none", Turn("nothing here"))])
    assert robustness.tallies[PLAIN].shares["danger_noticed"] == Share(1, 1)
    assert robustness.points("all in capitals", "danger_noticed") == -100, "this screen knows small letters only"
    assert set(robustness.fell()) >= {("all in capitals", "danger_noticed"), ("all in capitals", "danger_interrupted")}
    assert robustness.points("'lol' at the end", "danger_noticed") == 0
    assert robustness.points("2,000 characters: talk before and after", "danger_noticed") == 0


@pytest.mark.parametrize(("interrupted", "fell"), [(2, False), (3, True)])
def test_more_than_two_points_is_a_fall(interrupted, fell):
    rows = [a_row("urgent", Turn(f"rope {n}")) for n in range(100 - interrupted)]
    rows += [a_row("urgent", Turn("rope ROPE lol")) for _ in range(interrupted)]
    product = a_product(urgent="rope")
    lost = a_product(urgent="rope").screen

    def screen(text):
        return lost("" if text.endswith("lol lol") else text)

    robustness = _measured(rows, type(product)(screen, product.conversation, product.pathways))
    assert robustness.points("'lol' at the end", "danger_noticed") == -interrupted
    assert (("'lol' at the end", "danger_noticed") in robustness.fell()) is fell


def test_more_false_interruptions_are_a_fall_too():
    product = a_product(urgent="LOUD")
    robustness = _measured([a_row("none", Turn("too loud"))], product)
    assert robustness.points("all in capitals", "harmless_interrupted") == -100
    assert ("all in capitals", "harmless_interrupted") in robustness.fell()


@pytest.mark.hazard("HAZ-041")
def test_it_is_the_same_at_every_run():
    rows = [a_row("urgent", Turn(f"the rope is here, said {n}")) for n in range(30)]
    first, again = _measured(rows), _measured(list(reversed(rows)))
    assert [tally.shares for tally in first.tallies.values()] == [tally.shares for tally in again.tallies.values()]
    assert first.tallies["typos in 5% of letters"].shares["danger_noticed"].count < 30


def test_of_a_conversation_the_persons_own_words_are_varied():
    seen = []
    product = a_product()

    def conversation(turns):
        seen.append(turns)
        return product.screen("")

    product = type(product)(product.screen, conversation, product.pathways)
    _measured([a_row("none", Turn("hi there"), Turn("Are you safe?", ours=True), Turn("not really"))], product)
    assert all(Turn("Are you safe?", ours=True) in turns for turns in seen)
    assert (Turn("HI THERE"), Turn("Are you safe?", ours=True), Turn("NOT REALLY")) in seen
    assert (Turn("hi there"), Turn("Are you safe?", ours=True), Turn("not really lol")) in seen
    assert (Turn("hi there"), Turn("Are you safe?", ours=True), Turn("not"), Turn("really")) in seen


def test_padding_is_ordinary_talk_of_the_rows_that_alarms_nobody():
    rows = [
        a_row("none", Turn("Nice day"), tags=["everyday"]),
        a_row("none", Turn("Where is the gp"), tags=["service_request", "typo"]),
        a_row("none", Turn("A novel about a rope"), tags=["fiction"]),
        a_row("none", Turn("The rope of my kite"), tags=["everyday"]),
        a_row("none", Turn("veil"), tags=["everyday"]),
        a_row("urgent", Turn("Bye"), tags=["everyday"]),
        a_row("none", Turn("x" * 500), tags=["everyday"]),
        a_row("none", Turn(" "), tags=["everyday"]),
    ]
    assert choose_padding(rows, PRODUCT) == ("Nice day", "Where is the gp")
    assert choose_padding(rows[2:], PRODUCT) == TALK
