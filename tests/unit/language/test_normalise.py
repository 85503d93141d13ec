"""Reading what people type."""

import pytest

from bot.language import Normaliser, normalise

WORDS = ["i", "want", "to", "die", "in", "my", "life", "hello", "and", "🔪"]
ORDINARY = """
skill still filling willing tables strange struggling homeless hopeful breeding blending thought meditation charming
putting hunting kissing diet lied deed deal odd nose suicides conscious breakfast breaking killer harvest cuter
himself itself paragraph overcome overdone overdue strangers threaten serving string waited wasted rating handed
visiting voting blessing editing formed staging cutlery live alive hanger changing
"""


@pytest.mark.hazard("HAZ-003")
@pytest.mark.parametrize(
    ("typed", "plain", "why"),
    [
        ("I CAN'T go", "i can not go", "case and short forms"),
        ("I can’t go", "i can not go", "a typographic apostrophe"),
        ("cant dont wont", "can not do not will not", "missing apostrophes"),
        ("my friend's mum", "my friend mum", "a possessive is the word itself"),
        ("wanna gonna", "want to going to", "spoken forms"),
        ("d i e", "die", "spaced-out letters"),
        ("k.i.l.l", "kill", "letters with stops"),
        ("k-i-l-l", "kill", "letters with dashes"),
        ("k 1 l l", "kill", "spaced-out leet"),
        ("I w a n t to", "i want to", "a spaced-out word in a sentence"),
        ("I. want. to. die.", "i want to die .", "a stop after every word is no end of a sentence"),
        ("hello. i want", "hello . i want", "an end of a sentence stands"),
        ("hello... i want", "hello i want", "dots are a pause, no end"),
        ("k1ll mys3lf", "kill myself", "leet"),
        ("$uicide k!ll", "suicide kill", "leet signs"),
        ("k*ll s*icide", "kill suicide", "masked letters"),
        ("dieeeee", "die", "a stretched word"),
        ("killl", "kill", "a doubled letter in a key word"),
        ("wannnnt", "want", "a stretched word that patterns use"),
        ("killmyself", "kill myself", "words run together"),
        ("my self", "myself", "a word cut in two"),
        ("su icide", "suicide", "a key word cut in two"),
        ("sucide suicidle suisidal", "suicide suicidal suicidal", "slips by ear"),
        ("paracetmaol overdsoe", "paracetamol overdose", "swapped letters"),
        ("кill мyself", "kill myself", "Cyrillic look-alikes"),
        ("𝐝𝐢𝐞 ⓓⓘⓔ ｄｉｅ", "die die die", "styled letters"),
        ("ᴅɪᴇ", "die", "small capitals"),
        ("d\u0336i\u0336e\u0336", "die", "struck-through letters"),
        ("k\u200bill my\u00adself", "kill myself", "invisible characters"),
        ("🔪 😀", "🔪", "an emoji is kept when a pattern uses it"),
        ("i want 2 die", "i want to die", "a 2 after a want is a to"),
        ("i have 2 dogs", "i have 2 dogs", "a 2 that counts stays a number"),
        ("i want too die", "i want to die", "a to with one o too many"),
        ("kiII myseIf", "kill myself", "a capital I inside a word stands for an l"),
        ("sui c1de", "suicide", "leet in a word cut in two"),
        ("shant mesel", "will not myself", "short and regional forms"),
        ("我想死了", "我 想 死 了", "Chinese is read sign by sign"),
        ("", "", "nothing"),
        ("  \n ", "", "white space"),
    ],
)
def test_what_is_typed_becomes_plain_words(typed, plain, why):
    assert Normaliser(WORDS)(typed).text == plain, why


@pytest.mark.hazard("HAZ-003")
@pytest.mark.parametrize(
    "ordinary",
    ORDINARY.split(),
)
def test_an_ordinary_word_is_left_alone(ordinary):
    assert normalise(ordinary).words == (ordinary,)


@pytest.mark.parametrize(
    ("typed", "word", "own"),
    [
        ("oh I can’t  go", "not", "can’t"),
        ("so k i l l it", "kill", "k i l l"),
        ("please ＫＩＬＬ it", "kill", "ＫＩＬＬ"),
        ("well iwanttodie ok", "die", "iwanttodie"),
    ],
)
def test_a_word_leads_back_to_the_persons_own_characters(typed, word, own):
    read = Normaliser(WORDS)(typed)
    place = read.words.index(word)
    assert read.cut(place, place + 1) == own


def test_a_cut_spans_several_words():
    read = normalise("I’m  SO   tired today")
    assert read.cut(1, 4) == "I’m  SO   tired"


@pytest.mark.hazard("HAZ-026")
@pytest.mark.parametrize(
    "text", ["a " * 20_000, "k i l l " * 5_000, "k*" * 20_000, "a" * 40_000, '"' * 40_000, "'" * 40_000]
)
def test_no_text_takes_more_than_linear_time(text):
    assert len(normalise(text).words) <= len(text)
