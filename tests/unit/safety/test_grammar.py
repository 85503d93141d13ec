"""How phrases are written and found."""

import gc

import pytest

from bot.language import BREAK, spell_out
from bot.safety.automaton import Automaton, Span
from bot.safety.grammar import GrammarError, PhraseReader

SLOTS = {"me": ("i", "we all"), "loop": ("{loop} x",), "much": ("so {me}",)}


def _find(phrase: str, text: str) -> list[tuple[int, int]]:
    machine = Automaton([PhraseReader(SLOTS, spell_out)(phrase)], BREAK)
    return [(span.start, span.end) for span in machine.find(text.split())]


@pytest.mark.parametrize(
    ("phrase", "text", "spans"),
    [
        ("end it", "to end it all", [(1, 3)]),
        ("end (it|this all)", "end this all", [(0, 3)]),
        ("end [it] all", "end all", [(0, 2)]),
        ("end [it] all", "end it all", [(0, 3)]),
        ("{me} go", "we all go", [(0, 3)]),
        ("{much} go", "so i go", [(0, 3)]),
        ("can't go", "i can not go", [(1, 4)]),
        ("took # pills", "took 30 pills", [(0, 3)]),
        ("took # pills", "took some pills", []),
        ("took 30 pills", "took 30 pills", [(0, 3)]),
        ("i _ go", "i must go", [(0, 3)]),
        ("i _ go", "i go", []),
        ("i ... go", "i really must now go", [(0, 5)]),
        ("i ... go", "i a b c d go", []),
        ("i ... go", "i a . go", []),
        ("end it", "end . it", []),
        ("go [go]", "go go", [(0, 2), (1, 2)]),
    ],
)
def test_a_phrase_is_found_where_it_stands(phrase, text, spans):
    assert _find(phrase, text) == spans


def test_phrases_share_one_machine_and_keep_their_numbers():
    reader = PhraseReader({}, spell_out)
    machine = Automaton([reader("end it"), reader("end it all"), reader("it all")], BREAK)
    assert machine.find(["end", "it", "all"]) == [Span(0, 2, 0), Span(0, 3, 1), Span(1, 3, 2)]


def test_what_the_machine_remembers_is_left_out_of_garbage_collection():
    machine = Automaton([PhraseReader(SLOTS, spell_out)(f"i ... w{n} [_] w{n + 1}") for n in range(40)], BREAK)
    for n in range(40):
        assert machine.find(["i", "really", f"w{n}", "x", f"w{n + 1}"]) == [Span(0, 5, n)]
    gc.collect()
    kept = [*machine._machine.moves, *machine._machine.accepts, *machine._machine._places]
    assert len(kept) > 200
    assert not any(gc.is_tracked(one) for one in kept)


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("end (it", "lacks"),
        ("end it)", "too many"),
        ("end (it|)", "empty choice"),
        ("end {nobody}", "not in slots"),
        ("{loop}", "names itself"),
        ("[end]", "could be empty"),
        ("... end", "begins or ends"),
        ("_ end", "begins or ends"),
        ("end ...", "begins or ends"),
        ("", "could be empty"),
        ("end , it", "no word"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why(phrase, says):
    with pytest.raises(GrammarError, match=says):
        PhraseReader(SLOTS, spell_out)(phrase)
