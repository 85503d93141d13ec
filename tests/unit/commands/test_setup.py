"""Set-up names real commands, in an order in which each finds what it needs."""

from bot.commands import list_commands
from bot.commands.setup import STEPS, run_steps

NAMES = [name for name, _ in STEPS]


def test_every_step_is_a_command():
    assert set(NAMES) <= set(list_commands())


def test_tables_stand_before_they_are_filled_and_the_encoder_before_the_model_is_trained():
    assert NAMES.index("migrate") < NAMES.index("seed")
    assert NAMES.index("postcodes") < NAMES.index("seed"), "places are found by their postcodes"
    assert NAMES.index("encoder") < NAMES.index("train")


def test_each_step_says_what_it_does_and_how_far_it_is(capsys):
    assert run_steps(lambda _: 0) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line[:4] for line in said[::2]] == ["3/8 ", "4/8 ", "5/8 ", "6/8 ", "7/8 ", "8/8 "]
    assert all(line.startswith("    done in ") for line in said[1::2])


def test_the_first_step_that_fails_ends_it_and_is_named(capsys):
    done = []
    assert run_steps(lambda name: done.append(name) or (7 if name == "postcodes" else 0)) == 7
    assert done == ["assets", "encoder", "postcodes"]
    assert capsys.readouterr().err.startswith("First Port: set-up stopped at step 5 (postcodes).")
