"""Rasa over HTTP, through First Port's own channel in the engine (``bot/nlu/channel.py``)."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.dialogue.port import DialogueError
from bot.words import Button, Reply, Said, ServiceCard, Turn

LONGEST_TEXT = 2000  # characters; a message of 200 kB held Rasa for 12 s
_CARD_FIELDS = frozenset(field.name for field in fields(ServiceCard))


class RasaDialogue:
    """The dialogue engine at ``url``. ``patience_s`` bounds one call; the gateway's budget is shorter."""

    def __init__(self, session: aiohttp.ClientSession, url: str, token: str, patience_s: float = 30.0) -> None:
        self._session = session
        self._url = f"{url}/webhooks/firstport"
        self._health = url
        self._headers = {"Authorization": f"Bearer {token}"}
        self._timeout = aiohttp.ClientTimeout(total=patience_s, connect=1.0)

    async def turn(self, conversation: str, said: Said) -> Turn:
        """See ``port.Dialogue.turn``; text over 2,000 characters reaches Rasa shortened."""
        body: dict[str, Any] = {"sender": conversation, "metadata": {"support": said.assessment.support.value}}
        if said.payload is not None:
            body["payload"] = said.payload
        else:
            body["text"] = (said.text or "")[:LONGEST_TEXT]
        answer = await self._post("turn", body)
        try:
            return read_turn(answer)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DialogueError(f"unreadable answer: {type(error).__name__}") from None

    async def tell(self, conversation: str, payload: str) -> None:
        """See ``port.Dialogue.tell``."""
        await self._post("turn", {"sender": conversation, "payload": payload, "metadata": {}})

    async def forget(self, conversation: str) -> None:
        """See ``port.Dialogue.forget``."""
        await self._post("forget", {"sender": conversation})

    async def ready(self) -> bool:
        """See ``port.Dialogue.ready``: Rasa's root page answers."""
        try:
            async with self._session.get(self._health, timeout=aiohttp.ClientTimeout(total=1.0)) as response:
                return response.status == HTTPStatus.OK
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        call = self._session.post(f"{self._url}/{path}", json=body, headers=self._headers, timeout=self._timeout)
        try:
            async with call as response:
                if response.status != HTTPStatus.OK:
                    raise DialogueError(f"status {response.status}")
                answer = await response.json()
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise DialogueError(type(error).__name__) from None
        if not isinstance(answer, dict):
            raise DialogueError("unreadable answer: no object")
        return answer


def read_turn(answer: dict[str, Any]) -> Turn:
    """Read the channel's JSON (``docs/architecture.md``); an empty list of messages is a failure.

    Raises:
        DialogueError: there is no reply in it.
        AttributeError, KeyError, TypeError, ValueError: it has another shape.
    """
    messages = answer["messages"]
    customs = [message.get("custom") or {} for message in messages]
    replies = tuple(reply for reply in map(_reply, messages) if reply.text.strip() or reply.cards)
    if not replies:
        raise DialogueError("no reply")
    reasons = [str(custom["hand_over"]) for custom in customs if custom.get("hand_over")]
    return Turn(
        replies=replies,
        topic=answer.get("topic"),
        form=answer.get("form"),
        hand_over=reasons[-1] if reasons else None,
        responses=tuple(name for name in map(_response, messages) if name),
    )


def _response(message: dict[str, Any]) -> str | None:
    name: str | None = (message.get("metadata") or {}).get("response")
    return name


def _reply(message: dict[str, Any]) -> Reply:
    custom = message.get("custom") or {}
    return Reply(
        text=message.get("text") or "",
        buttons=tuple(Button(b["title"], b["payload"]) for b in message.get("buttons") or ()),
        cards=tuple(_card(card) for card in custom.get("cards") or ()),
    )


def _card(values: dict[str, Any]) -> ServiceCard:
    known = {name: value for name, value in values.items() if name in _CARD_FIELDS}
    if known.get("checked_on"):
        known["checked_on"] = date.fromisoformat(known["checked_on"])
    return ServiceCard(**known)
