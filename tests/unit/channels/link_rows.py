"""What becomes of a card's facts in a browser: the page's Python and its JavaScript are held to the same rows."""

CALL = [
    ("999", "tel:999", "three digits"),
    ("116 123", "tel:116123", "spaces go"),
    (" 0800 068 4141 ", "tel:08000684141", "spaces at the ends go too"),
    ("18001 111", "tel:18001111", "a relay's prefix stays"),
    ("+44 113 496 0000", "tel:01134960000", "abroad's form of a number at home"),
    ("0113 496 0000, option 2", "tel:01134960000", "what follows the number is for people"),
    ("+33 1 23 45 67 89", None, "not a number at home: digits alone would dial somebody else"),
    ("01onal 954 000", None, "an invented number is not dialled"),
    ("12", None, "too short to be a number"),
    ("1234567890123456", None, "too long to be a number"),
    ("ask at the desk", None, "no number"),
    ("javascript:alert(1)", None, "no scheme of somebody else's"),
    ("٩٩٩", None, "digits that a phone may not dial"),
]

TEXT = [
    ("SHOUT to 85258", "sms:85258?body=SHOUT", "the word is filled in"),
    ("88247", "sms:88247", "a number alone"),
    ("07860 039967", "sms:07860039967", "spaces go"),
    ("SHOUT", None, "no number"),
    ("a&body=x to 85258", None, "nothing but a word may be filled in"),
]

WEB = [
    ("https://www.nhs.uk/x?y=1", "https://www.nhs.uk/x?y=1", "an address of the web"),
    ("http://example.org", "http://example.org", "an old one"),
    ("javascript:alert(1)", None, "a script is no address"),
    ("data:text/html,x", None, "nor is data"),
    ("https:///x", None, "nobody is there"),
    ("//example.org", None, "no scheme"),
]

DAYS = [
    ("2026-03-03", "3 March 2026", "no leading nought"),
    ("2025-12-31", "31 December 2025", "no shift by a time zone"),
]
