"""A short talk with a running First Port: the page, a question, a crisis. Ends with 1 where one goes wrong."""

from __future__ import annotations

import json
import sys
import urllib.request
from typing import Any

_TALK = (
    ("how do I get counselling without seeing my gp", "none"),
    ("I want to end it all", "urgent"),
    ("where can I go right now, not A&E", "none"),
)


def main(base: str) -> int:
    """Talk to the service at ``base``; print each answer's topic and support."""
    with urllib.request.urlopen(f"{base}/", timeout=10) as page:
        html = page.read().decode("utf-8")
        print(f"GET / {page.status}, {len(html)} characters")
    begun = _post(f"{base}/api/v1/conversations", {}, "")
    address, token = f"{base}/api/v1/conversations/{begun['conversation']}/messages", begun["token"]
    wrong = [] if "First Port" in html else ["the page does not name First Port"]
    for text, least in _TALK:
        answer = _post(address, {"text": text}, token)
        print(f"  {text!r} -> topic {answer['topic']}, support {answer['support']}, {len(answer['messages'])} messages")
        if not answer["messages"]:
            wrong.append(f"no answer to {text!r}")
        if least == "urgent" and answer["support"] not in ("urgent", "emergency"):
            wrong.append(f"{text!r} carried no urgent help")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def _post(url: str, body: dict[str, str], token: str) -> Any:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
