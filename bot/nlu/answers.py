"""What Rasa wants to say in one turn, gathered whole: text, choices, cards and the topic of each message."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

_FORM_SUFFIX = "_form"


class AnswerCollector(CollectingOutputChannel):
    """Keeps each message in one piece; Rasa's own collector cuts it at blank lines and drops its metadata."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa's events."""
        return "firstport"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:  # noqa: ARG002  # Rasa's signature
        """Take one message, if it says anything."""
        kept = {
            "text": message.get("text") or "",
            "buttons": [{"title": b["title"], "payload": b["payload"]} for b in message.get("buttons") or ()],
            "custom": message.get("custom") or {},
            "metadata": {
                "topic": (message.get("metadata") or {}).get("topic"),
                "response": message.get("utter_action"),
            },
        }
        if kept["text"] or kept["buttons"] or kept["custom"]:
            self.messages.append(kept)


def answer_json(messages: list[dict[str, Any]], form: str | None) -> dict[str, Any]:
    """The turn's answer: its topic is the open form's, else that of the last message that has one."""
    topics = [message["metadata"]["topic"] for message in messages if message["metadata"]["topic"]]
    of_form = form.removesuffix(_FORM_SUFFIX) if form else None
    return {"messages": messages, "topic": of_form or (topics[-1] if topics else None), "form": form}
