"""The second opinion, with its real weights where it is to understand, and with a counting encoder where it is not."""

import hashlib
import io
import json
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from bot.language.encoder import EncoderError
from bot.safety.opinion import WEIGHTS, SecondOpinion
from bot.safety.phrases import load_phrases
from bot.safety.windows import MOST
from bot.words import Assessment, Support
from tests.unit.safety.second_opinions import arrays, change_manifest, copy_weights, counting, put


@pytest.fixture(scope="module")
def opinion() -> SecondOpinion:
    return SecondOpinion.load()


PLANS = (
    "I have written the letters and put my affairs in order. Everyone will be better off once I am out of the way. "
    "There is a bag of tablets next to me that I have been saving up, and tonight I am going to swallow all of them. "
    "Nobody can talk me out of it any more, I have said my goodbyes and I do not want to wake up tomorrow."
)
LETTER = (
    f"{PLANS} I do not want to be alive any more and there is nothing left that I would stay for. "
    "I have worked out how to do it and where, so that the children will not be the ones who find me. "
    "By the time that anybody reads this I will be dead. "
    "Please tell my mother that I am sorry and that killing myself was the only way I could see. "
)
TALK = (
    "We went to the market and bought apples for a pie. The weather was mild and the bus came on time. "
    "In the evening we watched a film about trains and had tea. "
)
DANGER = [
    ("the rope is already up in the garage and I am going out there when they are asleep", "no key word in it"),
    (PLANS, "a plan, means and farewells, in plain sentences"),
    ("tonight is my last night on this earth", "a farewell"),
    ("there is a bag of tablets next to me and tonight i am going to swallow all of them", "means and a time"),
    ("i keep standing at the edge of the platform wondering how quick it would be", "a place and a thought"),
]
ORDINARY = [
    ("What time does the library open on Saturday?", "a question about hours"),
    ("thank you, that was very helpful", "thanks"),
    ("How do I book an appointment with a counsellor in Leeds?", "a question about a service"),
    ("I would like to know how to make a lasagne for six people", "not our subject"),
    ("Please could you tell me how long the waiting list is", "a question about waiting"),
    ("my exam is on Friday and I am a bit nervous about it", "an ordinary worry"),
    ("can I get talking therapy without seeing my GP first", "a question about a service"),
    (TALK * 20, "3,000 characters of an ordinary day"),
]


@pytest.mark.hazard("HAZ-001", "HAZ-002", "HAZ-003")
@pytest.mark.parametrize(("text", "why"), DANGER, ids=[row[1] for row in DANGER])
def test_danger_that_nobody_could_mistake_is_noticed(opinion, text, why):
    found = opinion(text)
    assert found.support >= Support.OFFER, why
    assert found.veiled, "whatever is noticed counts with what else was said"
    assert found.signals
    assert all(0 < len(signal.quote) <= 200 and signal.quote in text for signal in found.signals)


@pytest.mark.hazard("HAZ-001", "HAZ-040")
def test_it_interrupts_for_danger_in_which_the_phrases_find_no_word(opinion):
    text = "the rope is already up in the garage and I am going out there when they are asleep"
    assert load_phrases()(text).support is Support.NONE
    assert opinion(text).support >= Support.URGENT


@pytest.mark.hazard("HAZ-011")
@pytest.mark.parametrize(("text", "why"), ORDINARY, ids=[row[1] for row in ORDINARY])
def test_ordinary_messages_are_left_alone(opinion, text, why):
    assert opinion(text).support is Support.NONE, why


@pytest.mark.hazard("HAZ-007")
@pytest.mark.parametrize("shift", [0, 70, 210])
def test_a_disclosure_in_the_middle_of_5000_characters_of_ordinary_talk_is_found(opinion, shift):
    text = TALK[:shift] + TALK * 14 + LETTER + TALK * 14
    assert len(text) > 5000
    found = opinion(text)
    assert found.support >= Support.OFFER
    assert found.signals[0].quote[:40] in text


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_what_says_nothing_is_nothing(opinion, text):
    assert opinion(text) == Assessment()


@pytest.mark.parametrize("text", ["\ud83d", "\x00", "🙂", "ا", "'", "_" * 500, "\u202e" * 50])
def test_what_has_no_words_interrupts_nobody(opinion, text):
    assert opinion(text).support < Support.URGENT


@pytest.mark.hazard("HAZ-026")
def test_of_200000_characters_40_windows_are_read():
    encoder, opinion = counting()
    begun = time.process_time()
    assert opinion(TALK * (200_000 // len(TALK) + 1)).support is Support.NONE
    assert len(encoder.read) == MOST == 40
    assert time.process_time() - begun < 2


@pytest.mark.hazard("HAZ-007")
def test_where_a_phrase_was_found_is_read_whatever_the_length():
    encoder, opinion = counting()
    needle = "Here stands what a phrase found."
    text = TALK * 500 + needle + " " + TALK * 700
    assert opinion(text) == opinion(text, [text.index(needle)]), "it finds nothing anywhere"
    assert [needle in " ".join(encoder.read[:24]), needle in " ".join(encoder.read[24:])] == [False, True]


def test_several_threads_read_alike(opinion):
    texts = [text for text, _ in (*DANGER, *ORDINARY)] * 2
    alone = [opinion(text) for text in texts]
    with ThreadPoolExecutor(4) as workers:
        assert list(workers.map(opinion, texts)) == alone


def _cut_short(folder):
    (folder / "manifest.json").write_text('{"files": ')


def _no_object(folder):
    (folder / "manifest.json").write_text("[1, 2]")


def _not_utf8(folder):
    (folder / "manifest.json").write_bytes(b"\xff\xfe")


BROKEN = [
    (lambda folder: (folder / "manifest.json").unlink(), "no manifest"),
    (_cut_short, "a manifest that was cut short"),
    (_no_object, "a manifest that is no object"),
    (_not_utf8, "a manifest that is no text"),
    (lambda folder: change_manifest(folder, files=None), "a manifest that names no files"),
    (lambda folder: change_manifest(folder, thresholds={"urgent": 0.5}), "a threshold is missing"),
    (lambda folder: (folder / "model.onnx").unlink(), "no model"),
    (lambda folder: put(folder, "model.onnx", b"another one"), "another model"),
    (lambda folder: put(folder, "tokenizer.json", b"{}"), "another tokeniser"),
    (lambda folder: (folder / "heads.npz").unlink(), "no heads"),
    (lambda folder: put(folder, "heads.npz", (WEIGHTS / "heads.npz").read_bytes()[:-1]), "heads cut short"),
]


@pytest.mark.hazard("HAZ-023", "HAZ-041")
@pytest.mark.parametrize(("breaking", "why"), BROKEN, ids=[row[1] for row in BROKEN])
def test_other_weights_than_the_manifest_names_are_refused(tmp_path, breaking, why):
    breaking(copy_weights(tmp_path))
    with pytest.raises(EncoderError, match="second opinion"):
        SecondOpinion.load(tmp_path)


@pytest.mark.hazard("HAZ-023")
def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(EncoderError, match="second opinion"):
        SecondOpinion.load(tmp_path / "nowhere")


def _with_heads(folder, made) -> None:
    content = io.BytesIO()
    np.savez(content, **made)
    put(folder, "heads.npz", content.getvalue())
    files = json.loads((folder / "manifest.json").read_text())["files"]
    change_manifest(folder, files={**files, "heads.npz": hashlib.sha256(content.getvalue()).hexdigest()})


class Trap:
    """What a pickle would run."""

    sprung = False

    def __reduce__(self):
        return setattr, (Trap, "sprung", True)


@pytest.mark.hazard("HAZ-041")
def test_arrays_are_read_without_pickles(tmp_path):
    copy_weights(tmp_path)
    _with_heads(tmp_path, {**arrays(), "support_bias": np.array([Trap()] * 4, dtype=object)})
    with pytest.raises(EncoderError, match="ValueError"):
        SecondOpinion.load(tmp_path)
    assert not Trap.sprung


def test_a_head_that_is_missing_is_refused(tmp_path):
    copy_weights(tmp_path)
    made = arrays()
    del made["theme_bias"]
    _with_heads(tmp_path, made)
    with pytest.raises(EncoderError, match="KeyError"):
        SecondOpinion.load(tmp_path)
