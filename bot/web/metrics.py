"""Counts and times for the operator, at ``/metrics``: no words, no ids, no addresses."""

from __future__ import annotations

import hmac
import ipaddress
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest

from bot.channels.problems import Problem
from bot.channels.reading import bearer

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Meters:
    """The meters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("firstport_requests", "Requests answered", labels, registry=self.registry)
        self.seconds = Histogram(
            "firstport_request_seconds",
            "Time to the answer",
            ("method", "route"),
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8),
            registry=self.registry,
        )


METERS = web.AppKey("meters", Meters)
KEY = web.AppKey("metrics_key", str)


def add_routes(app: web.Application) -> None:
    """Serve ``/metrics``."""
    app[METERS] = Meters()
    app.router.add_get("/metrics", metrics)


async def metrics(request: web.Request) -> web.Response:
    """The meters in Prometheus's format, for loopback or whoever holds the key."""
    if not (_from_here(request) or _holds_key(request)):
        raise Problem(HTTPStatus.FORBIDDEN, "These figures are for the operator.")
    body = generate_latest(request.app[METERS].registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


@web.middleware
async def measure(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Count and time every request by its route's pattern, never by its path."""
    meters, started, status = request.app[METERS], time.perf_counter(), 500
    resource = request.match_info.route.resource
    route = resource.canonical if resource else "none"
    try:
        response = await handler(request)
        status = response.status
    except web.HTTPException as error:
        status = error.status
        raise
    else:
        return response
    finally:
        meters.requests.labels(request.method, route, str(status)).inc()
        meters.seconds.labels(request.method, route).observe(time.perf_counter() - started)


def _from_here(request: web.Request) -> bool:
    """From this machine, and not on somebody's behalf: a proxy on loopback says for whom it asks."""
    if {"X-Forwarded-For", "Forwarded"} & set(request.headers):
        return False
    try:
        return ipaddress.ip_address(request.remote or "").is_loopback
    except ValueError:
        return False


def _holds_key(request: web.Request) -> bool:
    key, offered = request.app[KEY], bearer(request)
    return bool(key) and hmac.compare_digest(key.encode(), offered.encode(errors="replace"))
