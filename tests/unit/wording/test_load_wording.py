"""Reading the wording: what is right is read whole, what is wrong is named by file and response."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.wording import WordingError, load_wording
from bot.words import Button

SAMARITANS = {
    "name": "Samaritans",
    "phone": "116 123",
    "url": "https://www.samaritans.org",
    "mark": "A",
    "nations": ["england"],
    "source": "https://www.samaritans.org",
    "checked_on": date(2026, 9, 1),
}


def topic(**changes):
    said = [{"text": "Call ${samaritans.phone}."}]
    file = {
        "topic": "helplines",
        "source": "https://www.samaritans.org",
        "checked_on": date(2026, 9, 1),
        "review_by": date(2027, 3, 1),
        "responses": {"utter_helplines": said},
    }
    return {key: value for key, value in {**file, **changes}.items() if value is not ...}


def folder_with(path: Path, national=None, **topics) -> Path:
    (path / "national.yml").write_text(yaml.safe_dump(national or {"samaritans": SAMARITANS}))
    for name, content in (topics or {"helplines": topic()}).items():
        (path / f"{name}.yml").write_text(content if isinstance(content, str) else yaml.safe_dump(content))
    return path


def saying(*rows):
    return topic(responses={"utter_helplines": list(rows)})


def test_a_fact_is_filled_in_when_the_file_is_read(tmp_path):
    wording = load_wording(folder_with(tmp_path))
    assert wording.responses["utter_helplines"][0].texts == ("Call 116 123.",)
    assert wording.topics == {"utter_helplines": "helplines"}
    assert wording.reviews["helplines"].review_by == date(2027, 3, 1)


def test_cards_and_buttons_come_with_the_variation(tmp_path):
    row = {
        "text": ["First.", "Then ${samaritans.name}."],
        "cards": ["samaritans"],
        "buttons": [{"title": "Near me", "payload": '/crisis_units{"place": "here"}'}],
    }
    (said,) = load_wording(folder_with(tmp_path, helplines=saying(row))).responses["utter_helplines"]
    assert said.texts == ("First.", "Then Samaritans.")
    assert said.cards[0].phone == "116 123"
    assert said.buttons == (Button("Near me", '/crisis_units{"place": "here"}'),)


REFUSED = [
    (topic(topic="other"), "the topic is the file's name", "a file says whose words it holds"),
    (topic(source=...), "source is missing", "no fact without its source"),
    (topic(checked_on=...), "checked_on is missing", "no fact without its day"),
    (topic(review_by=...), "review_by is missing", "someone must look again"),
    (topic(review_by=date(2026, 9, 1)), "review_by the later", "a review lies ahead"),
    (topic(checked_on="2026-09"), "are days", "a month is no day"),
    (topic(review="x"), "unknown key review", "a misspelled key is not lost in silence"),
    (topic(responses=["x"]), "mapping of names", "responses have names"),
    (topic(responses={"helplines": [{"text": "Hello."}]}), "begins with utter_", "Rasa's own rule"),
    (topic(responses={"utter_helplines": []}), "list of variations", "a response says something"),
    (saying({"text": "  "}), "utter_helplines: a text is blank", "a reply is never blank"),
    (saying({"text": ["Hello.", ""]}), "a text is blank", "nor a second message"),
    (saying({"text": None}), "a text is blank", "nor none at all"),
    (saying({"title": "x"}), "a variation has a text", "a variation speaks"),
    (saying({"text": "Hello.", "card": []}), "unknown key card", "misspelled"),
    (saying({"text": "Call 116 123."}), "a number stands in national.yml", "numbers stand once"),
    (saying({"text": "See www.nhs.uk"}), "a link stands in national.yml", "links stand once"),
    (saying({"text": "See https://x.y"}), "a link stands in national.yml", "links stand once"),
    (saying({"text": "Call ${samaritans.fax}."}), "no fact is called ${samaritans.fax}", "unknown field"),
    (saying({"text": "Call ${nobody.phone}."}), "no fact is called ${nobody.phone}", "unknown service"),
    (saying({"text": "Call ${samaritans.hours}."}), "no fact is called", "a fact that is not known"),
    (saying({"text": "It costs $5."}), "a dollar sign stands for a fact", "no half-written fact"),
    (saying({"text": "Hello.", "cards": ["nobody"]}), "no service is called nobody", "unknown card"),
    (saying({"text": "Hello.", "buttons": [{"title": "Go"}]}), "a title and a payload", "a button leads on"),
    (saying({"text": "Hi.", "buttons": [{"title": "Go", "payload": "go"}]}), "a payload is /intent", "no command"),
    (saying({"text": "Hi.", "buttons": [{"title": "Go", "payload": "/go{x}"}]}), "is JSON", "broken entities"),
    (saying({"text": "Hi.", "buttons": [{"title": "Call 999", "payload": "/go"}]}), "a number stands", "titles too"),
    ("responses: {utter_a: [{text: x}], utter_a: [{text: y}]}", "utter_a stands twice", "YAML keeps the last"),
    ("- a list", "holds no mapping", "a list is no topic"),
    ("a: [", "is no YAML", "broken YAML"),
]


@pytest.mark.hazard("HAZ-015", "HAZ-027", "HAZ-039")
@pytest.mark.parametrize(("file", "error", "why"), REFUSED, ids=[row[2] for row in REFUSED])
def test_wrong_wording_is_refused_by_name(tmp_path, file, error, why):
    with pytest.raises(WordingError, match=r"^helplines.yml: ") as raised:
        load_wording(folder_with(tmp_path, helplines=file))
    assert error in str(raised.value), why


@pytest.mark.hazard("HAZ-039")
def test_a_response_that_two_topics_say_is_refused(tmp_path):
    with pytest.raises(WordingError, match=r"thanks.yml: utter_helplines: is said in helplines.yml already"):
        load_wording(folder_with(tmp_path, helplines=topic(), thanks=topic(topic="thanks")))


@pytest.mark.hazard("HAZ-039", "HAZ-041")
def test_the_version_changes_with_a_single_letter(tmp_path):
    before = load_wording(folder_with(tmp_path)).version
    assert load_wording(folder_with(tmp_path)).version == before
    changed = load_wording(folder_with(tmp_path, helplines=saying({"text": "Call us."})))
    assert changed.version != before


WRONG_SERVICES = [
    ({"mark": "C"}, "mark is A or B", "unconfirmed rows are shown to nobody"),
    ({"phone": 116123}, "phone is text in quotes", "a number loses its leading nought"),
    ({"phone": " "}, "phone is text in quotes", "a blank is not a number"),
    ({"checked_on": "2026-09"}, "checked_on is a day", "a month is no day"),
    ({"checked_on": None}, "checked_on is missing", "no fact without its day"),
    ({"source": ""}, "source is missing", "no fact without its source"),
    ({"nations": ["france"]}, "nations takes", "four nations"),
    ({"care": "red"}, "care takes", "the NHS care cards"),
    ({"url": "http://samaritans.org"}, "url begins with https", "no unsafe link"),
    ({"fax": "1"}, "unknown field fax", "misspelled"),
]


@pytest.mark.hazard("HAZ-015")
@pytest.mark.parametrize(("changes", "error", "why"), WRONG_SERVICES, ids=[row[1] for row in WRONG_SERVICES])
def test_a_wrong_national_service_is_refused_by_name(tmp_path, changes, error, why):
    with pytest.raises(WordingError, match=r"^national.yml: samaritans: ") as raised:
        load_wording(folder_with(tmp_path, national={"samaritans": {**SAMARITANS, **changes}}))
    assert error in str(raised.value), why


def test_no_folder_is_an_error_and_not_an_empty_wording(tmp_path):
    with pytest.raises(WordingError, match=r"national.yml: cannot be read"):
        load_wording(tmp_path / "nowhere")
