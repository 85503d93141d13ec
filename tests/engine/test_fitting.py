"""Fitting the second opinion's heads, on forty examples of two easy classes, with the real encoder."""

import hashlib
import json
import shutil

import numpy as np
import pytest

from bot.language.encoder import Encoder
from bot.safety import fitting
from bot.safety.fitting import HELD_APART, Example, choose, digest, fit, fit_heads, read_examples
from bot.safety.heads import ARRAYS, Heads
from bot.safety.ngrams import hashed
from bot.safety.opinion import ENCODER_FILES, MANIFEST, WEIGHTS, Scores, SecondOpinion, Thresholds
from bot.safety.windows import Window
from bot.words import Subject, Support, Theme

DANGER = """I want to kill myself tonight|urgent|suicide|self
I am going to end my life|urgent|suicide|self
I have written a note and I will be gone by morning|urgent|suicide|self
my friend says she is going to kill herself|urgent|suicide|someone_else
there is no point in me being here|offer|suicide|self
I keep cutting my arms|urgent|self_harm|self
I burned myself again last night|urgent|self_harm|self
my daughter cuts herself|urgent|self_harm|someone_else
I have swallowed all the tablets|emergency|medical_emergency|self
I cannot stop the bleeding|emergency|medical_emergency|self
he has taken an overdose and will not wake up|emergency|medical_emergency|someone_else
I am going to stab him|emergency|harm_to_others|self
I am scared that I will hurt somebody|urgent|harm_to_others|self
my husband hits me|urgent|abuse|self
he put his hands round my throat|emergency|abuse|self
I was hurt at home when I was small|offer|abuse|self
the voices tell me to hurt myself|urgent|psychosis|self
I hear people whisper about me through the wall|offer|psychosis|self
I have not eaten for six days|urgent|eating_disorder|self
I make myself sick after every meal|offer|eating_disorder|self""".splitlines()
HARMLESS = """What time does the library open?
Thank you for the phone number
How do I find a counsellor in Leeds?
My bus was late this morning
I would like to bake a cake for my sister
Where is the nearest chemist?
Can I change my appointment to Tuesday?
We had a lovely walk by the sea
How long is the waiting list?
I forgot my password again
Is there a group for new parents?
The weather is mild today
My exam is on Friday
Could you send me the link again?
I am learning to play the guitar
Do I need a letter from my doctor?
The train was full of people
Is it free of charge?
I have two cats and a garden
What does a therapist do?""".splitlines()


def example(text, support="none", theme=None, subject=None, style="one"):
    themes = frozenset({Theme(theme)} if theme else ())
    return Example(text, Support(support), themes, Subject(subject) if subject else None, style)


EXAMPLES = [example(*row.split("|")) for row in DANGER] + [example(text) for text in HARMLESS]
VOICES = [f"voice {number}" for number in range(100)]
CHOOSING = next(voice for voice in VOICES if example("", style=voice).chooses)
FITTED = next(voice for voice in VOICES if not example("", style=voice).chooses)


def row(said, style):
    subject = said.subject.value if said.subject else None
    themes = sorted(theme.value for theme in said.themes)
    return json.dumps(
        {"text": said.text, "support": said.support.value, "themes": themes, "subject": subject, "style": style}
    )


@pytest.fixture
def examples(tmp_path):
    """Two files of examples, and one that nobody may read."""
    folder = tmp_path / "examples"
    folder.mkdir()
    (folder / "fitted.jsonl").write_text("\n".join(row(said, FITTED) for said in EXAMPLES) + "\n")
    (folder / "choosing.jsonl").write_text("\n".join(row(said, CHOOSING) for said in EXAMPLES[15:]) + "\n")
    (folder / HELD_APART).write_text('{"this is": no JSON')
    return folder


@pytest.fixture(scope="module")
def encoder():
    return Encoder.load(WEIGHTS, files={name: _sha256(WEIGHTS / name) for name in ENCODER_FILES})


def _sha256(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_the_heads_tell_two_easy_classes_apart(encoder):
    arrays = fit_heads(encoder.encode([said.text for said in EXAMPLES]), EXAMPLES)
    assert arrays.keys() == set(ARRAYS)
    heads = Heads(arrays)
    harmless, danger = (
        [1 - heads.support(encoder.encode([text])[0], text)[0] for text in texts]
        for texts in (
            ["When does the museum open?", "My sister plays the guitar", "The bus was full", "Thank you for the link"],
            ["I want to end my life", "I have taken an overdose", "he hits me", "I keep cutting myself"],
        )
    )
    assert max(harmless) < 0.5 < min(danger)


@pytest.mark.hazard("HAZ-040", "HAZ-041")
def test_what_is_fitted_can_be_loaded_and_what_is_held_apart_is_never_read(tmp_path, examples):
    weights = tmp_path / "weights"
    weights.mkdir()
    for name in ENCODER_FILES:
        shutil.copy(WEIGHTS / name, weights)
    made = fit(weights, examples)
    assert (made["fitted"], made["choosing"]) == (40, 25)
    assert json.loads((weights / MANIFEST).read_text()) == made
    assert made["examples"] == digest(examples)
    opinion = SecondOpinion.load(weights)
    assert opinion.version == made["version"]
    assert opinion("I want to end my life").support >= Support.URGENT


def test_thresholds_are_kept_to_the_last_digit(tmp_path, examples, monkeypatch):
    """Rounded up to 1 they would be out of reach."""
    for name in ENCODER_FILES:
        (tmp_path / name).symlink_to(WEIGHTS / name)
    near = Thresholds(0.99996, 0.999991, 0.99997, 0.99999, 0.9, 0.001)
    monkeypatch.setattr("bot.safety.fitting.choose", lambda opinion, examples: near)
    assert Thresholds(**fit(tmp_path, examples)["thresholds"]) == near
    assert SecondOpinion.load(tmp_path)._thresholds == near


@pytest.mark.hazard("HAZ-040")
def test_examples_that_are_held_apart_are_no_examples(examples):
    assert len(list(read_examples(examples))) == 65
    before = digest(examples)
    (examples / HELD_APART).write_text("something else")
    assert digest(examples) == before


@pytest.mark.hazard("HAZ-041")
def test_the_digest_changes_with_a_single_example(examples):
    before = digest(examples)
    file = examples / "fitted.jsonl"
    file.write_text(file.read_text().replace("tonight", "to-night"))
    changed = digest(examples)
    (examples / "more.jsonl").write_text(row(EXAMPLES[0], FITTED) + "\n")
    assert len({before, changed, digest(examples)}) == 3


def test_a_line_that_is_no_example_is_refused(examples):
    (examples / "wrong.jsonl").write_text('{"text": "hello"}\n')
    with pytest.raises(KeyError):
        list(read_examples(examples))


def test_a_voice_is_fitted_or_chooses_never_both():
    chosen = [example("", style=voice).chooses for voice in VOICES]
    assert 4 <= sum(chosen) <= 25
    assert chosen == [example("other words", style=voice).chooses for voice in VOICES]


class FakeOpinion:
    """Finds in a text the shares that stand in it as numbers, one window a number."""

    def scores(self, text):
        numbers = [float(word) for word in text.split()]
        shares = np.array([[1 - 2 * each, each, each, 0] for each in numbers], dtype=np.float64)
        return Scores(tuple(Window(0, 1) for _ in numbers), np.zeros((len(numbers), 384)), shares)


@pytest.mark.hazard("HAZ-011")
@pytest.mark.parametrize("scale", [0.4, 0.4999999, 1e-4])
def test_no_more_harmless_messages_are_taken_for_danger_than_is_allowed(scale):
    count = 2000
    shares = [scale * (number + 1) / count for number in range(count)]
    said = [example(f"{share:.15f} ") for share in shares]
    thresholds = choose(FakeOpinion(), [*said, *(example("0.5", "urgent") for _ in range(50))])
    danger, anything = np.array(shares), 2 * np.array(shares)
    assert 0 < (danger >= thresholds.urgent).mean() <= fitting._MAY_INTERRUPT <= 0.05
    assert 0 < (anything >= thresholds.offer).mean() <= fitting._MAY_OFFER <= 0.1
    assert 0 < (danger >= thresholds.veiled).mean() <= fitting._MAY_LEAN <= 0.2
    assert thresholds.veiled < thresholds.urgent <= thresholds.many_urgent
    assert thresholds.offer <= thresholds.many_offer


@pytest.mark.hazard("HAZ-041")
def test_runs_of_letters_have_the_places_that_they_have_in_the_other_runtime():
    places, _ = hashed("no")
    assert places.tolist() == [49576, 141343, 148831, 223384, 227842, 238866, 141343]
