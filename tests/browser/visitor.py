"""Somebody at the chat page, in words of what they do and see."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp.test_utils import TestClient
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page, expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
_CUT = "net::ERR_"  # the browser's own words for a line that a test has cut
_REFUSED = "the server responded with a status of"  # and for an answer that a test has asked for
_LISTEN = """
addEventListener("DOMContentLoaded", () => {
  const announcer = document.querySelector("[data-announcer]");
  if (!announcer) return;
  window.announced = [];
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) window.announced.push(node.textContent);
  }).observe(announcer, { childList: true });
});
"""


class Visitor:
    """One browser tab at the page."""

    def __init__(self, context: BrowserContext, page: Page, address: str) -> None:
        self.context = context
        self.page = page
        self.address = address
        self.requests: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._note)

    @classmethod
    @asynccontextmanager
    async def at(
        cls, browser: Browser, client: TestClient, *, scripts: bool = True, **options: Any
    ) -> AsyncIterator[Visitor]:
        """Open the page in a window of its own; ``scripts=False``: the page's own do not arrive."""
        context = await browser.new_context(**({"reduced_motion": "reduce"} | options))
        context.set_default_timeout(8000)
        await context.add_init_script(_LISTEN)
        visitor = cls(context, await context.new_page(), str(client.make_url("/")))
        if not scripts:
            await context.route("**/*.js", lambda route: route.abort())
        await visitor.page.goto(visitor.address)
        yield visitor
        await context.close()
        assert not visitor.faults, visitor.faults
        afar = [url for url in visitor.requests if not url.startswith((visitor.address, "about:"))]
        assert not afar, afar

    @property
    def box(self):
        return self.page.get_by_label("Your message")

    @property
    def last(self):
        return self.page.locator(".fp-message, .fp-failure").last

    async def ready(self) -> None:
        """Wait until the script has a conversation."""
        await expect(self.page.locator("[data-delete]")).to_be_visible()

    async def say(self, text: str) -> None:
        """Type and press Enter."""
        await self.box.fill(text)
        await self.box.press("Enter")

    async def hears(self, text: str) -> None:
        """Wait until the last message holds a text."""
        await expect(self.last).to_contain_text(text)

    async def lines(self) -> list[str]:
        """Every text in the conversation, in order."""
        return await self.page.locator(".fp-message__text").all_inner_texts()

    async def announced(self) -> list[str]:
        """What a screen reader was given to say."""
        return await self.page.evaluate("window.announced")

    async def stored(self) -> dict[str, Any]:
        """What the tab remembers."""
        return json.loads(await self.page.evaluate("sessionStorage.getItem('first-port') ?? '{}'"))

    async def markup(self) -> str:
        """The conversation's markup, without ids and what only one of the two ways of making it needs."""
        html = await self.page.locator("[data-messages]").inner_html()
        html = re.sub(r' (id="latest"|data-first="")', "", re.sub(r' value="[^"]*"', "", html))
        return re.sub(r">\s+<", "><", html).strip()

    async def violations(self) -> str:
        """What axe finds against WCAG 2.2 AA, and its best practice."""
        found = await Axe().run(self.page, options=RULES)
        return found.generate_report() if found.violations_count else ""

    async def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return await self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    def _note(self, message: Any) -> None:
        if message.type == "error" and _CUT not in message.text and _REFUSED not in message.text:
            self.faults.append(message.text)
