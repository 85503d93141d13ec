"""Errors as JSON problem details (RFC 9457), in words that a person understands."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import web


class Problem(Exception):  # noqa: N818  # the RFC's word for it
    """An answer that is an error. ``extra`` members stand beside the standard ones."""

    def __init__(self, status: HTTPStatus, detail: str, **extra: Any) -> None:
        super().__init__(status.phrase)
        self.status = status
        self.detail = detail
        self.extra = extra

    def response(self) -> web.Response:
        """The problem as a response."""
        body = {"type": "about:blank", "title": self.status.phrase, "status": int(self.status), "detail": self.detail}
        return web.json_response(self.extra | body, status=self.status, content_type="application/problem+json")


def unreadable(detail: str) -> Problem:
    """The request cannot be read as what it should be."""
    return Problem(HTTPStatus.BAD_REQUEST, detail)


def not_yours() -> Problem:
    """No token, one that we did not mint, or another conversation's: all alike, so that nothing can be learned."""
    return Problem(HTTPStatus.UNAUTHORIZED, "We can't open this conversation. Please start a new one.")


def gone(messages: list[dict[str, Any]]) -> Problem:
    """The person deleted the conversation; ``messages`` say where urgent help is."""
    return Problem(HTTPStatus.GONE, "This conversation was deleted. You can start a new one.", messages=messages)


def unknown_button(messages: list[dict[str, Any]]) -> Problem:
    """A button id that was not issued in this conversation; ``messages`` say so, and what else to do."""
    detail = "\n\n".join(message["text"] for message in messages)
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, messages=messages)
