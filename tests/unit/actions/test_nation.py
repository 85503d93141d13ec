import pytest

from actions.nation import nation_in

NATIONS = [
    ("wales", "wales", "a bare answer"),
    ("no, in Scotland", "scotland", "an answer to a question"),
    ("yes in england", "england", "an answer to a question"),
    ("it's in wales", "wales", "an answer to a question"),
    ("scottish", "scotland", "a bare answer, loosely"),
    ("england please", "england", "a bare answer with manners"),
    ("somewhere else", "elsewhere", "a bare answer"),
    ("Northern Ireland", "northern_ireland", "no part of Ireland here"),
    ("im from northern ireland", "northern_ireland", "nothing else is said"),
    ("my gp is in england", "england", "where the surgery is"),
    ("i live in cardiff", "wales", "a town"),
    ("i live in belfast, northern ireland", "northern_ireland", "a town and its country"),
    ("i live in newry northern ireland", "northern_ireland", "a town that we do not know"),
    ("im in dublin", "elsewhere", "where one is"),
    ("i'm in france at the moment", "elsewhere", "where one is"),
    ("i live on the isle of man", "crown_dependency", "an island"),
    ("i'm up in aberdeen", "scotland", "where one is"),
    ("im living in dundee", "scotland", "where one lives"),
    ("i live abroad", "elsewhere", "abroad"),
    ("help in scotland", "scotland", "where help is asked for"),
    ("i moved from leeds to cardiff last year", "wales", "where one lives now"),
    ("i live in england now, was in scotland before", "england", "the past does not count"),
    ("I've moved from Ireland to Leeds", None, "where one comes from"),
    ("I moved to Leeds from Ireland", None, "where one comes from, the other way round"),
    ("i'm welsh but live in bristol", None, "what one is says nothing of where"),
    ("i'm Scottish", None, "what one is"),
    ("I'm from Scotland but I live in Leeds", None, "where one comes from"),
    ("i work in wales but live in bristol", None, "where one works"),
    ("i used to live in scotland", None, "the past"),
    ("i was born in france", None, "the past"),
    ("my mum lives in scotland and i need help", None, "someone else"),
    ("i live in leeds and my mum lives in scotland", None, "someone else, later in the sentence"),
    ("we went on holiday in spain", None, "a holiday"),
    ("they want to take me abroad to marry", None, "a threat, no place"),
    ("i'm not in england", None, "where one is not: asked"),
    ("i want to live in scotland one day", None, "a wish"),
    ("do you only know england", None, "a question about us"),
    ("welsh helpline", None, "a language or a country: asked"),
    ("i live near the park", None, "no country"),
    ("", None, "nothing"),
]


@pytest.mark.hazard("HAZ-017")
@pytest.mark.parametrize(("text", "nation", "why"), NATIONS, ids=[row[0] for row in NATIONS])
def test_a_country_counts_only_where_somebody_says_that_they_are_there(text, nation, why):
    assert nation_in(text) == nation, why


def test_a_long_message_is_read_at_once():
    assert nation_in("i live in " + "a very long street of " * 200) is None
    assert nation_in("moved " * 600) is None
