"""A receiver of Careline's remedies to start from (docs/contracts.md, Platform): Python's standard library, one file.

PLATFORM_SECRET=… python platform_receiver.py 9000
"""

import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = os.environ["PLATFORM_SECRET"].encode()
DONE = sqlite3.connect(os.environ.get("PLATFORM_FILE", "remedies.sqlite"))
DONE.execute("CREATE TABLE IF NOT EXISTS done (key TEXT PRIMARY KEY, remedy TEXT, answer TEXT)")


def carry_out(remedy):
    """Your work: refund, resend … Refuse with a code, and a reason in words for the consumer."""
    if remedy["kind"] == "address_change":
        return {"status": "refused", "code": "already_dispatched", "reason": "包裹已经发出，改不了地址"}
    return {"status": "accepted", "ref": remedy["remedy_id"][:8]}


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        stamp, signature = self.headers.get("X-Careline-Timestamp", ""), self.headers.get("X-Careline-Signature", "")
        signed = "v1=" + hmac.new(SECRET, stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        if not (stamp.isdigit() and abs(time.time() - int(stamp)) < 300 and hmac.compare_digest(signed, signature)):
            return self.reply(401, {"error": "not signed by Careline, or not now"})
        key = self.headers["Idempotency-Key"]
        with DONE:  # one transaction: what was done is known to be done, and is done once for each key
            known = DONE.execute("SELECT answer FROM done WHERE key = ?", (key,)).fetchone()
            answer = json.loads(known[0]) if known else carry_out(json.loads(body))
            DONE.execute("INSERT OR IGNORE INTO done VALUES (?, ?, ?)", (key, body.decode(), json.dumps(answer)))
        return self.reply(409 if answer["status"] == "refused" else 200, answer)

    def reply(self, status, answer):
        raw = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
