"""The importer stops a training that Rasa would only warn about."""

import pytest
from conftest import copy_project
from rasa.shared.core.domain import InvalidDomain

from bot.nlu.importer import FirstPortImporter, ProjectError


def importer_of(project):
    data = [str(project / "data")]
    return FirstPortImporter(str(project / "config.yml"), str(project / "domain.yml"), data, str(project / "wording"))


def edit(file, old, new):
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_the_domain_holds_the_wordings_responses_with_their_topic(tmp_path):
    domain = importer_of(copy_project(tmp_path)).get_domain()
    assert domain.responses["utter_crisis"][0]["metadata"] == {"topic": "crisis"}
    assert [card["name"] for card in domain.responses["utter_crisis"][0]["custom"]["cards"]] == ["Samaritans", "Shout"]
    assert "utter_crisis" in domain.action_names_or_texts


STORY = "stories:\n  - story: hello\n    steps: [{intent: greeting}, {action: utter_greeting}]\n"

NAMED = [
    ("data/nlu.yml", "intent: inform_place", "intent: inform_plaice", "examples for inform_plaice", "get_nlu_data"),
    ("data/rules.yml", "intent: greeting", "intent: greetings", "greetings is no intent", "get_stories"),
    ("data/rules.yml", "action: utter_crisis", "action: utter_crysis", "utter_crysis is no action", "get_stories"),
    ("data/rules.yml", "active_loop: helplines_form", "active_loop: help_form", "help_form is no form", "get_stories"),
    ("data/rules.yml", "- requested_slot: null", "- requested: null", "requested is no slot", "get_stories"),
    ("data/rules.yml", "rules:\n", STORY + "rules:\n", "hello is a story", "get_stories"),
    ("domain.yml", "actions: [", "responses: {utter_more: [{text: x}]}\nactions: [", "every sentence", "get_domain"),
    ("wording/greeting.yml", "source: our own words", "", "greeting.yml: source is missing", "get_domain"),
]


@pytest.mark.filterwarnings("ignore::UserWarning")  # Rasa warns of the same, and would go on
@pytest.mark.parametrize(("file", "old", "new", "error", "what"), NAMED, ids=[row[3] for row in NAMED])
def test_a_contradiction_is_named(tmp_path, file, old, new, error, what):
    project = copy_project(tmp_path)
    edit(project / file, old, new)
    with pytest.raises(ProjectError) as raised:
        getattr(importer_of(project), what)()
    assert error in str(raised.value)


def test_an_invalid_domain_is_no_empty_domain(tmp_path):
    project = copy_project(tmp_path)
    edit(project / "domain.yml", "actions: [action_find]", "actions: [action_find, action_find]")
    with pytest.raises(InvalidDomain):
        importer_of(project).get_domain()


def test_no_domain_is_an_error(tmp_path):
    with pytest.raises(ProjectError, match=r"there is no domain.yml"):
        FirstPortImporter(None, None, None, str(tmp_path)).get_domain()
