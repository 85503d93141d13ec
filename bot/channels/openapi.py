"""The API's description, OpenAPI 3.1, at ``/api/v1/openapi.json``; the tests hold every answer against it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from aiohttp import web

DOCUMENT = Path(__file__).parent / "openapi.yml"


def load_document() -> dict[str, Any]:
    """The OpenAPI document."""
    document: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    return document


def add_routes(app: web.Application) -> None:
    """Serve the document."""
    document = load_document()

    async def openapi(_request: web.Request) -> web.Response:
        return web.json_response(document)

    app.router.add_get("/api/v1/openapi.json", openapi)
