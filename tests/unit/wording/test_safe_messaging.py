"""Safe messaging: each rule bites, none bites what we must be able to say, and every crisis reply keeps its shape."""

from pathlib import Path

import pytest

import bot.wording
from bot.wording import WordingError, load_wording
from bot.wording.reading_age import grade, sentences, syllables, words
from bot.wording.safe_messaging import (
    ALWAYS_OPEN,
    HIGHEST_GRADE,
    IN_DANGER,
    MOST_SENTENCES,
    MOST_WORDS,
    faults,
    shape_faults,
)
from bot.wording.safe_messaging_rules import RULES

SHIPPED = Path(bot.wording.__file__).parent
WORDING = load_wording(SHIPPED)
OPEN_NOW = [str(getattr(WORDING.national[name], field)) for name, field in (fact.split(".") for fact in ALWAYS_OPEN)]

BROKEN = [
    ("crime", "Many people commit suicide each year."),
    ("crime", "He committed suicide."),
    ("success", "It was a failed attempt."),
    ("success", "After a successful suicide there is grief."),
    ("belittling", "It may be a cry for help."),
    ("belittling", "This is attention seeking."),
    ("belittling", "Try to calm down."),
    ("method", "Keep the tablets away from you."),
    ("method", "If you want to jump off something, wait."),
    ("method", "Put the razor in a drawer."),
    ("glamour", "They are at peace now."),
    ("glamour", "You may see no way out."),
    ("leading question", "You're not thinking of suicide, are you?"),
    ("leading question", "You wouldn't hurt yourself?"),
    ("leading question", "Don't you feel better now?"),
    ("leading question", "You are safe, right?"),
    ("secrecy", "This is confidential."),
    ("secrecy", "I won't tell anyone."),
    ("secrecy", "Nobody will know what you say."),
    ("secrecy", "It stays between us."),
    ("diagnosis", "You have depression."),
    ("diagnosis", "You are suicidal."),
    ("diagnosis", "It sounds like you have anxiety."),
    ("level", "You are at high risk."),
    ("level", "This is a low risk."),
    ("level", "Your risk score is four."),
    ("level", "You have severe symptoms."),
    ("promise", "Everything will be fine."),
    ("promise", "I promise that it helps."),
    ("promise", "You will feel better tomorrow."),
    ("promise", "Nobody will judge you."),
    ("posing as human", "I understand how you feel."),
    ("posing as human", "I care about you."),
    ("posing as human", "I'm worried by this."),
    ("guilt", "Think of your family."),
    ("guilt", "You have so much to live for."),
    ("watching", "A clinician will read this soon."),
    ("watching", "Somebody will call you back."),
    ("watching", "I have alerted a person."),
    ("farewell or praise", "Well done for saying so."),
    ("farewell or praise", "Goodbye for now."),
    ("label", "Help for the mentally ill."),
    ("label", "She suffers from anxiety."),
]


@pytest.mark.hazard("HAZ-028", "HAZ-029", "HAZ-030", "HAZ-031", "HAZ-042")
@pytest.mark.parametrize(("rule", "text"), BROKEN, ids=[row[1] for row in BROKEN])
def test_a_rule_bites(rule, text):
    assert rule in [fault.split(":")[0] for fault in faults(text, in_danger=True)]


@pytest.mark.hazard("HAZ-029")
def test_every_rule_is_shown_to_bite_and_says_why_and_who_says_so():
    assert {rule.name for rule in RULES} == {row[0] for row in BROKEN}
    assert all(rule.why and rule.source for rule in RULES)


GOOD = [
    ("My brother died by suicide.", "the words that the guidance asks for"),
    ("If you have depression, talking therapies may help.", "nobody is told that they have it"),
    ("Do you have an eating disorder?", "asked, not told"),
    ("This sounds like an emergency.", "about what was said"),
    ("What you say is confidential, unless somebody is in danger.", "with its limits"),
    ("Are you safe right now?", "an open question"),
    ("What would help most?", "an open question"),
    ("I'm glad you told me. I'm sorry that it hurts this much.", "courtesy, no claim to feelings"),
    ("I am a bot, so I can't be with you.", "the truth"),
    ("I cannot promise that this is kept.", "the opposite of a promise"),
]


@pytest.mark.parametrize(("text", "why"), GOOD, ids=[row[1] for row in GOOD])
def test_a_rule_leaves_alone_what_we_must_be_able_to_say(text, why):
    assert faults(text, in_danger=True) == [], why


def test_a_rule_for_danger_leaves_other_topics_alone_and_a_button_is_the_persons_voice():
    assert faults("Ask before you stop your tablets. Bye for now.") == []
    assert faults("I'm worried about a friend", button=True) == []
    assert faults("I'm worried about a friend")


@pytest.mark.hazard("HAZ-028", "HAZ-031")
def test_all_wording_keeps_the_rules():
    said = [
        (name, fault)
        for name, variations in WORDING.responses.items()
        for variation in variations
        for text, button in [(t, False) for t in variation.texts] + [(b.title, True) for b in variation.buttons]
        for fault in faults(text, in_danger=WORDING.topics[name] in IN_DANGER, button=button)
    ]
    assert said == []


@pytest.mark.hazard("HAZ-028", "HAZ-030", "HAZ-039")
def test_a_sentence_that_breaks_a_rule_cannot_be_loaded(tmp_path):
    for name in ("national.yml", "crisis.yml"):
        content = (SHIPPED / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            content.replace("Thank you for telling me.", "You are suicidal."), encoding="utf-8"
        )
    with pytest.raises(
        WordingError, match=r"crisis\.yml: utter_crisis_\w+: breaks a rule of safe messaging: diagnosis"
    ):
        load_wording(tmp_path)


@pytest.mark.hazard("HAZ-029", "HAZ-036", "HAZ-039")
def test_a_crisis_reply_out_of_shape_cannot_be_loaded(tmp_path):
    for name in ("national.yml", "crisis.yml"):
        content = (
            (SHIPPED / name).read_text(encoding="utf-8").replace("Samaritans on ${samaritans.phone}", "Samaritans")
        )
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(WordingError, match=r"a crisis reply leaves out a line that answers day and night"):
        load_wording(tmp_path)


LINES = " ".join(OPEN_NOW)
MISSHAPEN = [
    ([f"Call {LINES} with a friend. " + "Go on. " * 200], "words", "too long"),
    ([f"Call {LINES}. One. Two. A friend can help."], "sentences", "too many sentences at once"),
    ([f"Institutional organisations incorporate {LINES} psychological evaluation friend."], "grade", "hard to read"),
    (["Call 999 with a friend."], "day and night", "one line alone"),
    ([f"Call {LINES}."], "trusts", "no person named"),
    (["Tell a friend."], "professional", "no professional named"),
    ([f"Call {LINES} with a friend. Are you safe?"], "question", "a question at its end"),
]


@pytest.mark.hazard("HAZ-029", "HAZ-036")
@pytest.mark.parametrize(("texts", "says", "why"), MISSHAPEN, ids=[row[2] for row in MISSHAPEN])
def test_a_reply_out_of_shape_is_named(texts, says, why):
    assert any(says in fault for fault in shape_faults(texts, OPEN_NOW)), why


def test_a_reply_in_shape_has_no_faults():
    assert shape_faults(["I'm glad you told me.", f"Call {LINES}.", "A friend can help."], OPEN_NOW) == []


def _short(prefix):
    return [
        pytest.param(list(said.texts), id=f"{name} {number}")
        for name, variations in WORDING.responses.items()
        if name.startswith(prefix)
        for number, said in enumerate(variations)
    ]


@pytest.mark.hazard("HAZ-036")
@pytest.mark.parametrize("texts", [*_short("utter_crisis_also_"), *_short("utter_crisis_offer")])
def test_lines_under_or_beside_an_answer_are_short_and_plain(texts):
    text = " ".join(texts)
    assert len(words(text)) <= MOST_WORDS / 2
    assert len(sentences(text)) <= MOST_SENTENCES + 1
    assert grade(text) <= HIGHEST_GRADE + 2, "a long name weighs more in a short text"


@pytest.mark.parametrize("texts", _short("utter_crisis_offer"))
def test_a_gentle_line_names_the_open_lines_and_a_person_and_does_not_alarm(texts):
    rest = {fault.split(" ")[0] for fault in shape_faults(texts, OPEN_NOW[1:])}  # 999 would alarm
    assert rest <= {"says"}, "four sentences are fine here"


SYLLABLES = [("cat", 1), ("trust", 1), ("hurt", 1), ("people", 2), ("danger", 2), ("Samaritans", 4)]
SYLLABLES += [
    ("called", 1),
    ("wanted", 2),
    ("safe", 1),
    ("table", 2),
    ("ambulance", 3),
    ("emergency", 4),
    ("116 123", 1),
]


@pytest.mark.parametrize(("word", "count"), SYLLABLES)
def test_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.hazard("HAZ-036")
def test_a_plain_text_is_easier_than_an_official_one():
    plain = "Call now. They will help you."
    official = (
        "Individuals experiencing psychological deterioration should immediately contact professional organisations."
    )
    assert grade(plain) < 3
    assert grade(official) > 12
    assert grade("") == 0
