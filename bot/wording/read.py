"""Reading ``<topic>.yml``: strict, because a sentence that is wrong here is wrong for everybody who asks."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.wording.national import NationalService, facts_by_name, read_national
from bot.wording.render import WordingError, state_facts
from bot.wording.safe_messaging import ALWAYS_OPEN, IN_DANGER, faults, shape_faults
from bot.wording.strict import read_yaml
from bot.wording.wording import Review, Variation, Wording
from bot.words import Button

NATIONAL_FILE = "national.yml"
_LINK = re.compile(r"https?:|www\.|\b[a-z0-9-]+\.(?:uk|org|com|net)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d{3}")
_PAYLOAD = re.compile(r"/[a-z][a-z0-9_]*(\{.*\})?")


@dataclass(frozen=True)
class _Facts:
    """What a variation of ``topic`` may name: single facts, and whole services as cards."""

    by_name: Mapping[str, str]
    services: Mapping[str, NationalService]
    topic: str = ""


def load_wording(folder: Path) -> Wording:
    """Read ``national.yml`` and every ``<topic>.yml`` of ``folder``.

    Raises:
        WordingError: anything unknown, missing, blank or said twice; it names the file and the response.
    """
    files = sorted(folder.glob("*.yml"))
    services = read_national(folder / NATIONAL_FILE)
    facts = _Facts(facts_by_name(services), services)
    responses: dict[str, tuple[Variation, ...]] = {}
    topics: dict[str, str] = {}
    reviews: dict[str, Review] = {}
    for file in (file for file in files if file.name != NATIONAL_FILE):
        content = read_yaml(file)
        reviews[file.stem] = _review(file, content)
        for name, variations in _responses(file, content, replace(facts, topic=file.stem)):
            if name in responses:
                raise WordingError(f"{file.name}: {name}: is said in {topics[name]}.yml already")
            responses[name], topics[name] = variations, file.stem
    return Wording(responses, topics, reviews, services, _version(files))


def _version(files: list[Path]) -> str:
    """A hash of what the files hold (16 hexadecimal digits)."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _review(file: Path, content: Mapping[str, Any]) -> Review:
    required = ("topic", "source", "checked_on", "review_by", "responses")
    if unknown := sorted(set(map(str, content)) - {*required, "reviewed_by"}):
        raise WordingError(f"{file.name}: unknown key {unknown[0]}")
    if missing := [key for key in required if not content.get(key)]:
        raise WordingError(f"{file.name}: {missing[0]} is missing")
    if content["topic"] != file.stem:
        raise WordingError(f"{file.name}: the topic is the file's name")
    source = content["source"]
    sources = (source,) if isinstance(source, str) else tuple(source)
    checked_on, review_by = content["checked_on"], content["review_by"]
    if type(checked_on) is not date or type(review_by) is not date or review_by <= checked_on:
        raise WordingError(f"{file.name}: checked_on and review_by are days, review_by the later")
    return Review(sources, checked_on, review_by, content.get("reviewed_by"))


def _responses(file: Path, content: Mapping[str, Any], facts: _Facts) -> Iterator[tuple[str, tuple[Variation, ...]]]:
    if not isinstance(content["responses"], dict):
        raise WordingError(f"{file.name}: responses is a mapping of names to lists")
    for name, rows in content["responses"].items():
        try:
            yield str(name), _variations(str(name), rows, facts)
        except WordingError as error:
            raise WordingError(f"{file.name}: {name}: {error}") from None


def _variations(name: str, rows: Any, facts: _Facts) -> tuple[Variation, ...]:
    if not name.startswith("utter_"):
        raise WordingError("a response's name begins with utter_")
    if not isinstance(rows, list) or not rows:
        raise WordingError("a response is a list of variations")
    variations = tuple(_variation(row, facts) for row in rows)
    open_now = [facts.by_name[fact] for fact in ALWAYS_OPEN if fact in facts.by_name]
    for said in variations if facts.topic == "crisis" else ():
        if said.buttons and (wrong := shape_faults(said.texts, open_now)):
            raise WordingError(f"a crisis reply {wrong[0]}")
    return variations


def _variation(row: Any, facts: _Facts) -> Variation:
    if not isinstance(row, dict) or "text" not in row:
        raise WordingError("a variation has a text")
    if unknown := sorted(set(map(str, row)) - {"text", "buttons", "cards"}):
        raise WordingError(f"unknown key {unknown[0]}")
    texts = row["text"] if isinstance(row["text"], list) else [row["text"]]
    if unknown := [str(card) for card in row.get("cards", []) if card not in facts.services]:
        raise WordingError(f"no service is called {unknown[0]}")
    return Variation(
        texts=tuple(_sentence(text, facts) for text in texts),
        buttons=tuple(_button(button, facts) for button in row.get("buttons", [])),
        cards=tuple(facts.services[card].card() for card in row.get("cards", [])),
    )


def _sentence(text: Any, facts: _Facts, *, button: bool = False) -> str:
    """One message or title: facts by name only, never a number or a link of its own, and safe to say."""
    if not isinstance(text, str) or not text.strip():
        raise WordingError("a text is blank")
    said = re.sub(r"\$\{[^}]*\}", "", text)
    if _DIGITS.search(said):
        raise WordingError("a number stands in national.yml and is named here as ${name.phone}")
    if _LINK.search(said):
        raise WordingError("a link stands in national.yml and is named here as ${name.url}")
    if wrong := faults(said, in_danger=facts.topic in IN_DANGER, button=button):
        raise WordingError(f"breaks a rule of safe messaging: {wrong[0]}")
    return state_facts(text.strip(), facts.by_name)


def _button(row: Any, facts: _Facts) -> Button:
    if not isinstance(row, dict) or set(row) != {"title", "payload"}:
        raise WordingError("a button has a title and a payload")
    payload = row["payload"]
    match = _PAYLOAD.fullmatch(payload) if isinstance(payload, str) else None
    if match is None:
        raise WordingError('a payload is /intent or /intent{"entity": "value"}')
    try:
        json.loads(match[1] or "{}")
    except ValueError:
        raise WordingError("what follows a payload's intent is JSON") from None
    return Button(_sentence(row["title"], facts, button=True), match[0])
