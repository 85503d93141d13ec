"""What a card says beside the main facts, in words: the languages spoken, and hours that differ for a time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.directory.hours import clock
from bot.directory.values import SpecialHours

_AHEAD = timedelta(days=42)
_MOST_TOLD = 3  # stretches of other hours on one card
_OWN = "en"  # everybody expects it: said only beside others
# Languages by their code in BCP 47, as people in England call them.
_NAMES = {
    "am": "Amharic", "ar": "Arabic", "bfi": "British Sign Language", "bg": "Bulgarian", "bn": "Bengali",
    "cmn": "Mandarin", "cs": "Czech", "cy": "Welsh", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fr": "French", "gu": "Gujarati", "ha": "Hausa",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "ig": "Igbo", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "ku": "Kurdish", "ln": "Lingala", "lt": "Lithuanian", "lv": "Latvian",
    "ml": "Malayalam", "mr": "Marathi", "ne": "Nepali", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "rom": "Romani", "ru": "Russian", "si": "Sinhala",
    "sk": "Slovak", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sv": "Swedish", "sw": "Swahili",
    "syl": "Sylheti", "ta": "Tamil", "te": "Telugu", "th": "Thai", "ti": "Tigrinya", "tl": "Tagalog",
    "tr": "Turkish", "tw": "Twi", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "yi": "Yiddish",
    "yo": "Yoruba", "yue": "Cantonese", "zh": "Chinese",
}  # fmt: skip


def languages(codes: Iterable[str]) -> str | None:
    """The languages in words, in the source's order: "Polish, Urdu". A code without a name here is left out."""
    names = dict.fromkeys(_NAMES[code] for code in (_plain(code) for code in codes) if code in _NAMES)
    return ", ".join(names) if set(names) - {_NAMES[_OWN]} else None


def other_hours(special: Iterable[SpecialHours], today: date) -> str | None:
    """Hours that differ in the six weeks from ``today``: "closed from 24 to 26 December"; ``None`` for none."""
    coming = sorted(
        (each for each in special if each.last >= today and each.first <= today + _AHEAD),
        key=lambda each: (each.first, each.last),
    )
    return "; ".join(map(_told, coming[:_MOST_TOLD])) or None


def _plain(code: str) -> str:
    """The language of a code, without its script and region: ``zh-Hant`` is ``zh``."""
    return code.lower().partition("-")[0]


def _told(special: SpecialHours) -> str:
    times = " and ".join(f"{clock(opens)} to {clock(closes)}" for opens, closes in special.openings)
    words = f"{times or 'closed'} {_days(special)}"
    return f"{words} ({special.note})" if special.note else words


def _days(special: SpecialHours) -> str:
    first, last = special.first, special.last
    if first == last:
        return f"on {_day(first)}"
    begins = str(first.day) if (first.year, first.month) == (last.year, last.month) else _day(first)
    return f"from {begins} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
