from bot.channels.page_view import card_view
from bot.gateway.answer import card_values
from bot.words import ServiceCard

ADDED_LATER = ("other_hours", "bsl_url", "languages", "interpreter", "accessibility", "cost")


def test_a_card_that_was_kept_before_a_fact_was_added_is_still_shown():
    kept = {name: value for name, value in card_values(ServiceCard("A door")).items() if name not in ADDED_LATER}

    shown = card_view(kept)

    assert shown["name"] == "A door"
    assert {shown[name] for name in (*ADDED_LATER, "bsl")} == {None}


def test_a_link_to_sign_language_is_one_of_the_web_or_none():
    links = {url: card_view(card_values(ServiceCard("A door", bsl_url=url)))["bsl"] for url in ("https://a.uk", "x:y")}

    assert links == {"https://a.uk": "https://a.uk", "x:y": None}
