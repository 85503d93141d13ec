"""Jinja set up for the pages."""

from __future__ import annotations

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

TEMPLATES = Path(__file__).parent / "templates"


def set_up_templates(app: web.Application) -> None:
    """Give the application its templates; everything is escaped, and a name that is not given is an error."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    aiohttp_jinja2.setup(app, loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
