"""Jinja set up for the pages: our templates, and nhsuk-frontend's macros."""

from __future__ import annotations

from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web

TEMPLATES = Path(__file__).parent / "templates"


def set_up_templates(app: web.Application) -> None:
    """Give the application its templates; everything is escaped."""
    loader = jinja2.ChoiceLoader(
        [
            jinja2.FileSystemLoader(TEMPLATES),
            jinja2.PrefixLoader({"nhsuk": jinja2.PackageLoader("nhsuk_frontend_jinja", "templates/nhsuk")}),
        ]
    )
    aiohttp_jinja2.setup(app, loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
