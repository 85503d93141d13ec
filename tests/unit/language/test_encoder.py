"""The sentence encoder, with its real files (``python -m bot encoder`` puts them into place)."""

import numpy as np
import pytest

from bot.language.encoder import FILES, SIZE, Encoder, EncoderError, check_files
from bot.settings import Settings


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(Settings.from_env().encoder)


def test_a_row_of_384_numbers_of_length_one_for_each_text(encoder):
    rows = encoder.encode(["how do I get counselling", "hello"])
    assert rows.shape == (2, SIZE)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_no_texts_no_rows(encoder):
    assert encoder.encode([]).shape == (0, SIZE)


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("how do I get counselling", "where can I find a therapist", "my cat sleeps on the sofa"),
        ("I have had a baby and feel low", "postnatal depression", "I have had a holiday"),
        ("I want to kill myself", "I am thinking about suicide", "I want to bake a cake"),
    ],
)
def test_near_meanings_lie_near_each_other(encoder, text, near, far):
    here, close, away = encoder.encode([text, near, far])
    assert here @ close > here @ away + 0.1


def test_a_sentence_has_the_same_numbers_whatever_stands_beside_it(encoder):
    alone = encoder.encode(["hello"])[0]
    assert np.array_equal(alone, encoder.encode(["a much longer text " * 30, "hello"])[1])


@pytest.mark.parametrize("text", ["", " ", "\ud800", "🙂🙂", "\x00", "ا" * 100, "word " * 40_000])
def test_nothing_that_a_person_can_type_breaks_it(encoder, text):
    row = encoder.encode([text])[0]
    assert np.isfinite(row).all()


def test_what_stands_after_the_256th_piece_is_left_out(encoder):
    assert np.array_equal(*encoder.encode(["word " * 300, "word " * 300 + "and more"]))


@pytest.mark.hazard("HAZ-023")
def test_missing_files_are_refused_with_the_mend(tmp_path):
    with pytest.raises(EncoderError, match=r"model.onnx is missing: run `python -m bot encoder`"):
        check_files(tmp_path)


@pytest.mark.hazard("HAZ-023", "HAZ-041")
def test_other_files_than_the_pinned_ones_are_refused(tmp_path):
    for name in FILES:
        (tmp_path / name).write_bytes(b"something else")
    with pytest.raises(EncoderError, match=r"model.onnx is not the pinned one"):
        Encoder.load(tmp_path)
