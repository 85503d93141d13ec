"""A reader of the page as somebody without JavaScript meets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from aiohttp.test_utils import TestClient

_VOID = {"meta", "link", "input", "br"}


@dataclass
class Page(HTMLParser):
    """What stands on a page: the token in its form, the lines said, the buttons, and what is hidden."""

    status: int
    html: str
    token: str = ""
    draft: str = ""
    title: str = ""
    lines: list[tuple[str, str]] = field(default_factory=list)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    shown: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, dict[str, Any]]] = []
        self.feed(self.html)
        assert self._open == [], "a tag was left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "input" and values.get("name") == "token":
            self.token = values["value"] or ""
        if tag == "a":
            self.links.append(values["href"] or "")
        if tag not in _VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self._open.pop()
        assert opened == tag, f"{opened} was closed by {tag}"

    def handle_data(self, data: str) -> None:
        if not self._open or any("hidden" in values or tag == "template" for tag, values in self._open):
            return
        tag, values = self._open[-1]
        if tag == "textarea":
            self.draft += data
        elif tag == "title":
            self.title += data
        elif tag == "button" and "name" in values:
            self.buttons[data] = (values["name"], values.get("value", ""))
        elif values.get("class") == "fp-message__text":
            self._say(data)
        self.shown += data

    def _say(self, data: str) -> None:
        author = next(v["class"].rpartition("--")[2] for t, v in reversed(self._open) if t == "li")
        self.lines.append((author, data))


async def visit(client: TestClient) -> Page:
    """Open the page."""
    response = await client.get("/")
    return Page(response.status, await response.text())


async def submit(client: TestClient, page: Page | None = None, **fields: str) -> Page:
    """Send the page's form with these fields, and its token."""
    response = await client.post("/", data={"token": page.token if page else "", **fields})
    return Page(response.status, await response.text())


async def press(client: TestClient, page: Page, title: str) -> Page:
    """Press one of the page's buttons."""
    name, value = page.buttons[title]
    return await submit(client, page, text="", **{name: value})
