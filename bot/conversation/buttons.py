"""The buttons that were issued. A person's side holds an id; what it means stays here, sealed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation.tables import buttons
from bot.database import insert_new
from bot.keys import KeyRing
from bot.words import Button

_ID_LENGTH = 16


class Buttons:
    """Issues and recognises buttons. An id belongs to one conversation and says nothing of its meaning.

    ``standing`` buttons are offered in every conversation (under the welcome and the crisis replies, which must
    not need the database): they are recognised without having been stored.
    """

    def __init__(self, keys: KeyRing, standing: Iterable[Button] = ()) -> None:
        self._keys = keys
        self._standing = frozenset(standing)

    def id_of(self, conversation: str, button: Button) -> str:
        """The button's id in a conversation: a keyed digest, the same each time it is offered there."""
        return self._keys.digest(f"button:{conversation}", _meaning(button))[:_ID_LENGTH]

    async def issue(self, connection: AsyncConnection, conversation: str, offered: Sequence[Button]) -> None:
        """Remember buttons as offered in a conversation; one that was offered before is left as it is."""
        rows = [
            {
                "conversation": conversation,
                "id": self.id_of(conversation, button),
                "body": self._keys.seal(json.dumps([button.title, button.payload]), f"button:{conversation}"),
            }
            for button in dict.fromkeys(offered)
            if button not in self._standing
        ]
        if rows:
            await connection.execute(insert_new(connection, buttons), rows)

    async def pressed(self, connection: AsyncConnection, conversation: str, button: str) -> Button | None:
        """The button with this id, if it was offered in this conversation."""
        for offered in self._standing:
            ids = self._keys.digests(f"button:{conversation}", _meaning(offered))
            if button in {one[:_ID_LENGTH] for one in ids}:
                return offered
        query = select(buttons.c.body).where(buttons.c.conversation == conversation, buttons.c.id == button)
        sealed = (await connection.execute(query)).scalar()
        if sealed is None:
            return None
        title, payload = json.loads(self._keys.open(sealed, f"button:{conversation}"))
        return Button(title=title, payload=payload)


def _meaning(button: Button) -> str:
    return f"{button.payload}\0{button.title}"
