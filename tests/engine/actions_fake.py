"""An action server of a few lines: finds a helpline for any place, fails for the place "Nowhere"."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOUND = {"response": "utter_found", "custom": {"cards": [{"name": "A line near you"}], "hand_over": "asked"}}


class ActionsFake:
    """``calls`` holds the bodies of all calls so far, as text."""

    def __init__(self) -> None:
        calls = self.calls = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                calls.append(body)
                place = json.loads(body)["tracker"]["slots"]["place"]
                failed = place == "Nowhere"
                # A careless action server's error: it repeats everything that it was told.
                answer = json.dumps({"error": body} if failed else {"events": [], "responses": [FOUND]}).encode()
                self.send_response(500 if failed else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
