import stat

import pytest

from bot.keys import KeyRing, KeyRingError, load_keys, parse_keys

OLD, NEW = bytes(range(32)), bytes(range(32, 64))


def test_what_is_sealed_opens_in_its_own_context():
    ring = KeyRing([NEW])
    for text in ("", "words", "naïve 🙂", "half a character: \ud800", "a" * 300_000):
        assert ring.open(ring.seal(text, "message:1"), "message:1") == text


def test_it_is_not_readable_and_never_the_same_twice():
    ring = KeyRing([NEW])
    first, second = ring.seal("very private", "c"), ring.seal("very private", "c")
    assert b"private" not in first
    assert first != second


def test_a_ring_opens_what_its_older_keys_sealed_and_seals_with_the_newest():
    sealed = KeyRing([OLD]).seal("words", "c")
    both = KeyRing([NEW, OLD])
    assert both.open(sealed, "c") == "words"
    with pytest.raises(KeyRingError):
        KeyRing([OLD]).open(both.seal("words", "c"), "c")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), "changed"),
        (lambda sealed: sealed[:10], "cut short"),
        (lambda sealed: b"", "empty"),
        (lambda sealed: b"xxxx" + sealed[4:], "an unknown key"),
    ],
)
def test_a_value_that_was_tampered_with_does_not_open(change, why):
    ring = KeyRing([NEW])
    with pytest.raises(KeyRingError) as caught:
        ring.open(change(ring.seal("very private", "c")), "c")
    assert "private" not in str(caught.value), why


@pytest.mark.hazard("HAZ-034")
def test_a_value_moved_to_another_place_does_not_open():
    ring = KeyRing([NEW])
    with pytest.raises(KeyRingError):
        ring.open(ring.seal("words", "message:1"), "message:2")


@pytest.mark.parametrize("text", ["", "not base64!", "c2hvcnQ=", "\n,\n"])
def test_a_ring_that_cannot_be_read_is_refused(text):
    with pytest.raises(KeyRingError):
        parse_keys(text)


def test_local_keys_are_made_once_for_the_owner_alone(tmp_path):
    made = load_keys("", tmp_path / "var")
    file = tmp_path / "var" / "keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert load_keys("", tmp_path / "var").open(made.seal("words", "c"), "c") == "words"


def test_a_digest_depends_on_key_purpose_and_value():
    ring = KeyRing([NEW])
    digests = {ring.digest("token", "a"), ring.digest("token", "b"), ring.digest("button", "a")}
    assert len(digests | {KeyRing([OLD]).digest("token", "a")}) == 4


def test_what_an_older_key_minted_is_still_recognised():
    assert KeyRing([OLD]).digest("token", "a") in KeyRing([NEW, OLD]).digests("token", "a")
    assert KeyRing([OLD]).digest("token", "a") not in KeyRing([NEW]).digests("token", "a")
