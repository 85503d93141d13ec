"""What the gateway asks of a dialogue engine."""

from typing import Protocol

from bot.words import Said, Turn


class DialogueError(Exception):
    """The engine did not answer, or answered nothing. Says what kind of failure, never what was said."""


class Dialogue(Protocol):
    """The law: a turn gives at least one reply that is not blank, or raises ``DialogueError``."""

    async def turn(self, conversation: str, said: Said) -> Turn:
        """Answer one message.

        Raises:
            DialogueError: no answer, an empty one, or one that cannot be read.
        """

    async def tell(self, conversation: str, payload: str) -> None:
        """Let the engine know of something in silence: what it answers is thrown away.

        Raises:
            DialogueError: it could not be told.
        """

    async def forget(self, conversation: str) -> None:
        """Delete what the engine remembers of a conversation.

        Raises:
            DialogueError: it could not be told.
        """

    async def ready(self) -> bool:
        """Whether the engine would answer now."""
