"""Talking to the engine as the gateway does."""

import json
import socket
import urllib.error
import urllib.request


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class EngineClient:
    """``post`` answers status and JSON; ``turn`` and ``forget`` expect 200 and answer the JSON alone."""

    def __init__(self, url: str, token: str) -> None:
        self._url = f"{url}/webhooks/firstport"
        self._token = token

    def post(self, path: str, body, token: str | None = None):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token or self._token}"}
        request = urllib.request.Request(f"{self._url}/{path}", data, headers)  # noqa: S310  # loopback
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # loopback
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def turn(self, sender: str, text: str | None = None, *, payload: str | None = None, support: str = "none"):
        said = {"payload": payload} if payload else {"text": text}
        status, answer = self.post("turn", {"sender": sender, **said, "metadata": {"support": support, "signals": []}})
        assert status == 200, answer
        return answer

    def forget(self, sender: str):
        status, answer = self.post("forget", {"sender": sender})
        assert status == 200, answer
