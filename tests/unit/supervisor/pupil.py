"""A small real program for the supervisor's tests: ``pupil.py PORT [stubborn] [parent] [unready] [ends]``.

It answers 200 on ``/alive`` and, unless ``unready``, on ``/ready``. ``stubborn``: it does not hear SIGTERM.
``parent``: it starts a child of its own and writes its pid to the body of ``/child``. ``ends``: it ends with status 3.
"""

import http.server
import signal
import subprocess
import sys

PORT, TRAITS = int(sys.argv[1]), set(sys.argv[2:])
CHILD = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) if "parent" in TRAITS else None
PARTS = b'{"parts": {"engine": false, "actions": true}}'


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = str(CHILD.pid).encode() if CHILD and self.path == "/child" else PARTS
        self.send_response(503 if "unready" in TRAITS and self.path == "/ready" else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if "ends" in TRAITS:
    sys.exit(3)
if "stubborn" in TRAITS:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
else:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Answers).serve_forever()
