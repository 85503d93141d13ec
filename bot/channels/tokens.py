"""The bearer token of a conversation: its id and a keyed digest of it, checked without the database."""

from __future__ import annotations

import hmac
import uuid

from bot.keys import KeyRing


class Tokens:
    """Mints conversation ids with their tokens; nobody else chooses an id."""

    def __init__(self, keys: KeyRing) -> None:
        self._keys = keys

    def mint(self) -> tuple[str, str]:
        """A new conversation's id and its token."""
        conversation = str(uuid.uuid4())
        return conversation, self.token(conversation)

    def token(self, conversation: str) -> str:
        """The token of a conversation."""
        return f"{conversation}.{self._keys.digest('token', conversation)}"

    def conversation(self, token: str) -> str | None:
        """The conversation that a token opens; ``None`` for anything that we did not mint."""
        conversation, _, proof = token.partition(".")
        offered = proof.encode(errors="replace")
        good = [hmac.compare_digest(offered, minted.encode()) for minted in self._keys.digests("token", conversation)]
        return conversation if any(good) else None

    def for_sender(self, key_name: str, sender: str) -> str:
        """The conversation id of a server-side client's ``sender``: ours, and apart from any other client's."""
        digest = self._keys.digest(f"sender:{key_name}", sender)
        return str(uuid.uuid5(uuid.NAMESPACE_OID, digest))
