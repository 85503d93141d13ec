"""The heads: shapes, shares, and what they say of a vector."""

import json

import numpy as np
import pytest

from bot.language.encoder import SIZE
from bot.safety.heads import ARRAYS, Heads
from bot.safety.ngrams import PLACES, hashed
from bot.safety.opinion import HEADS, MANIFEST, WEIGHTS, load_heads
from bot.words import Subject, Theme
from tests.unit.safety.second_opinions import arrays

SHAPES = {
    "support_weights": (4, SIZE),
    "support_bias": (4,),
    "ngram_weights": (4, PLACES),
    "ngram_bias": (4,),
    "theme_weights": (len(Theme), SIZE),
    "theme_bias": (len(Theme),),
    "subject_weights": (2, SIZE),
    "subject_bias": (2,),
    "whom_weights": (PLACES,),
    "whom_bias": (),
}


@pytest.fixture(scope="module")
def heads() -> Heads:
    manifest = json.loads((WEIGHTS / MANIFEST).read_text())
    return load_heads(WEIGHTS, manifest["files"][HEADS])


def vectors(count: int) -> np.ndarray:
    rows = np.random.default_rng(7).normal(size=(count, SIZE)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_arrays_that_lie_there_have_the_shapes_that_are_read(heads):
    assert {name: heads._arrays[name].shape for name in ARRAYS} == SHAPES
    assert all(np.isfinite(heads._arrays[name]).all() for name in ARRAYS)


@pytest.mark.parametrize("text", ["", "no", "I can't sleep", "🙂", "\ud83d", "word " * 80])
def test_shares_add_up_to_one_and_none_is_nothing(heads, text):
    for vector in vectors(5):
        shares = heads.support(vector, text)
        assert shares.shape == (4,)
        assert shares.sum() == pytest.approx(1, abs=1e-5)
        assert (shares > 0).all()


def test_what_is_meant_and_what_is_written_are_both_heard():
    vector = vectors(1)[0]
    meant, written = arrays(), arrays()
    meant["support_weights"][2] = 8 * vector
    written["ngram_weights"][2, hashed("rope")[0]] = 4
    neither, one, other = (Heads(made).support(vector, "rope")[2] for made in (arrays(), meant, written))
    both = Heads(meant | {"ngram_weights": written["ngram_weights"]}).support(vector, "rope")[2]
    assert neither == pytest.approx(0.25)
    assert 0.9 < min(one, other) <= max(one, other) < both
    assert Heads(written).support(vector, "lasagne")[2] < 0.6, "other letters, but for a run or two"


def test_numbers_of_any_size_give_shares():
    made = arrays()
    made["support_bias"][:] = [-1e4, 0, 1e4, 0]
    shares = Heads(made).support(vectors(1)[0], "text")
    assert np.isfinite(shares).all()
    assert shares[2] == pytest.approx(1, abs=1e-5)


def test_there_is_always_one_theme_and_the_likeliest_stands_first(heads):
    for vector in vectors(20):
        assert len(heads.themes(vector)) >= 1
    made = arrays()
    made["theme_bias"][:] = -1
    assert Heads(made).themes(vectors(1)[0]) == (next(iter(Theme)),)
    made["theme_bias"][[3, 4]] = [1, 2]
    assert Heads(made).themes(vectors(1)[0]) == (list(Theme)[4], list(Theme)[3])


def test_whom_it_is_about():
    made = arrays()
    vector = vectors(1)[0]
    assert Heads(made).subject(vector, "she") is Subject.SELF, "who is not sure speaks to the person"
    made["subject_bias"][1] = 1
    assert Heads(made).subject(vector, "she") is Subject.SOMEONE_ELSE, "by what it means"
    made["whom_weights"][hashed("me")[0]] = -1
    assert Heads(made).whom("me") < -1
    assert Heads(made).whom("lads") == 0
    assert Heads(made).subject(vector, "me") is Subject.SELF, "by how it is written"


@pytest.mark.parametrize("name", ARRAYS)
def test_an_array_that_is_missing_is_named(name):
    made = arrays()
    del made[name]
    with pytest.raises(KeyError, match=name):
        Heads(made)
