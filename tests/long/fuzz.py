"""`python -m tests.long.fuzz --seed 1 --count 5000`: all kinds of requests to the whole application; none may be 5xx.

Walks /openapi.json: every route with and without the right credentials, bodies by their schemas and beside them, odd
headers, encodings, addresses, and bytes that are no HTTP. The same seed sends the same kinds of requests: signatures,
sessions and the ids of what came of the requests before differ. Sessions that end are opened again, so that most of
what is asked gets past the guards.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import gzip
import hashlib
import hmac
import json
import logging
import random
import shutil
import string
import sys
import tempfile
import time
import zlib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, quote_from_bytes, urlencode
from uuid import UUID

import jwt
from sqlalchemy import text
from twilio.request_validator import RequestValidator

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.http.signature import signed_headers
from careline.seeding import DEMO_PASSWORD, seed_demo
from careline.shop_rules import load_rules
from careline.store.database import Database, engine_for
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate
from tests.desk_floor import asks_for_a_person
from tests.whole_web import SECRETS, Web, whole_web

KEY = ConsumerKey(algorithm="HS256", key=SECRETS["chat_secret"])
QUERY = ("after", "wait", "ticket", "lang", "customer_id", "order_id", "limit", "offset", "again", "waits", "state",
         "reason", "language", "customer", "remedy_id", "client_id", "conversation")  # fmt: skip
TEXTS = (
    "", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "\u202e", "\ufeff", "👩‍👩‍👧‍👦", "𠮷", "%", "_",
    "'", '"', "\\", "/", "//",
    "../../etc/passwd", "{{7*7}}", "${x}", "<script>", "' OR 1=1--", "null", "NaN", "-0", "1e999", "0x10", "٣", "９",
    "9" * 19, "9" * 400, "9" * 5000, "x" * 300, "x" * 5000, "怎么还没发货",
    "2026-02-30T25:61:00Z", "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00+14:00", "00000000-0000-0000-0000-000000000000", "+8613800000000",
    "\r\nX: y", "\t", "zh-CN", "en",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2**31, 2**63, -(2**63) - 1, 10**30, 10**399, 1e308, -1e308, 0.1, 1e-320)
CONSUMERS = ("demo-lin", "demo-emma", "demo-chen", "demo-wang", "demo-zhao")
AGENTS = ("li", "chen", "zhou")
KEPT_IN = {
    "agent_id": "agents", "button_id": "buttons", "canned_id": "canned_replies", "condition_id": "conditions",
    "conversation_id": "conversations", "customer_id": "customers", "order_id": "orders", "photo_id": "photos",
    "remedy_id": "remedies", "review_id": "quality_reviews", "transfer_id": "transfers", "turn_id": "turns",
}  # fmt: skip
"""By what an address or a body calls an id, the table whose ids they are."""
FRESH_EVERY = 250
"""After so many requests sessions that ended are opened again, and ids of what has come about are among those asked."""
HEADERS = ("Cookie", "Authorization", "Origin", "Accept-Language", "X-Forwarded-For", "Range", "Content-Encoding",
           "Expect", "If-None-Match", "X-Careline-Timestamp", "Content-Length", "Sec-WebSocket-Key")  # fmt: skip
KINDS = (
    "application/json", "application/json; charset=utf-16", "application/json; charset=\xff", "text/plain", "", "*/*",
    "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=b", "image/png",
    "multipart/form-data; boundary=", "application/json; charset=" + "x" * 200,
)  # fmt: skip


class Fuzz:
    """Makes requests for one served application."""

    def __init__(self, web: Web, seed: int, document: dict[str, Any]) -> None:
        self.web, self.random, self.document = web, random.Random(seed), document
        self.cookies: dict[str, str] = dict.fromkeys(AGENTS, "")
        self.known: dict[str, list[str]] = {}
        self.ids: list[str] = []
        self.routes = [(path, method) for path, found in document["paths"].items() for method in found]

    def request(self) -> tuple[str, bytes]:
        """What it is, and its bytes."""
        choose = self.random
        if choose.random() < 0.05:
            return "no HTTP", self._rubbish()
        path, method = choose.choice(self.routes)
        while path.endswith("/logout") and choose.random() < 0.8:  # or nobody would be in for long
            path, method = choose.choice(self.routes)
        operation = self.document["paths"][path][method]
        filled = path
        for one in operation["parameters"]:
            filled = filled.replace("{" + one["name"] + "}", self._segment(one["name"]))
        if choose.random() < 0.5:
            filled += "?" + self._query()
        headers, body = self._body(operation, path)
        headers |= self._credentials(operation, filled, body)
        if choose.random() < 0.15:
            headers[choose.choice(HEADERS)] = self._text()
        verb = method.upper() if choose.random() < 0.97 else choose.choice(["HEAD", "PUT", "OPTIONS", "TRACE", "X"])
        return f"{verb} {path}", self._bytes(verb, filled, headers, body)

    def _bytes(self, verb: str, target: str, headers: dict[str, str], body: bytes) -> bytes:
        choose = self.random
        if body and choose.random() < 0.05:
            kind, body = choose.choice(
                [("gzip", gzip.compress(body)), ("deflate", zlib.compress(body)), ("gzip", body)]
            )
            headers["Content-Encoding"] = kind
        if body and choose.random() < 0.03:
            body = body[: choose.randrange(len(body))] + bytes(choose.randrange(256) for _ in range(4))
        headers["Content-Length"] = str(len(body))
        lines = [f"{verb} {target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        flat = [line.replace("\r", " ").replace("\n", " ").replace("\x00", " ") for line in lines]
        return "\r\n".join([*flat, "", ""]).encode("utf-8", "surrogatepass") + body

    def _rubbish(self) -> bytes:
        raw = bytearray(b"POST /api/chat/messages?after=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde")
        for _ in range(self.random.randrange(1, 6)):
            raw[self.random.randrange(len(raw))] = self.random.randrange(256)
        return bytes(raw) + b"\r\n\r\n"

    def _text(self) -> str:
        choose = self.random
        if choose.random() < 0.6:
            return choose.choice(TEXTS)
        return "".join(chr(choose.randrange(1, 0x3000)) for _ in range(choose.randrange(12)))

    def _segment(self, name: str) -> str:
        choose = self.random
        if choose.random() < 0.5:
            return quote(choose.choice(self.known.get(name) or self.ids), safe="")
        if choose.random() < 0.2:
            return quote_from_bytes(bytes(choose.randrange(256) for _ in range(8)), safe="") or "x"
        return quote(self._text(), safe="", errors="surrogatepass")[:2000] or "x"

    def _query(self) -> str:
        choose = self.random
        names = [choose.choice(QUERY) for _ in range(choose.randrange(1, 4))]
        values = [choose.choice([self._text(), str(choose.choice(NUMBERS)), choose.choice(self.ids)]) for _ in names]
        pairs = [(name, "0" if name == "wait" else value) for name, value in zip(names, values, strict=True)]
        return urlencode(pairs, errors="surrogatepass")[:4000]

    def _credentials(self, operation: dict[str, Any], target: str, body: bytes) -> dict[str, str]:
        choose = self.random
        if choose.random() < 0.15:
            return {}
        headers = {"X-Careline-Desk": "1"} if choose.random() < 0.95 else {}
        names = {name for scheme in operation["security"] for name in scheme}
        if "consumer" in names:
            who = choose.choice([*CONSUMERS, "nobody"])
            token = sign_token(who, KEY, utc_now(), timedelta(minutes=5))
            if choose.random() < 0.1:
                claims = {"aud": "careline", "exp": choose.choice([*NUMBERS, "x", utc_now().timestamp() + 60])}
                claims["sub"] = choose.choice([self._text()[:500], 7, None, [], {"a": 1}])
                raw = json.dumps(claims).encode()
                token = jwt.api_jws.encode(raw, KEY.key, "HS256")
            headers["Authorization"] = f"Bearer {token}"
        if "agent" in names:
            headers["Cookie"] = f"careline_desk={self.cookies[choose.choice(AGENTS)]}"
        if names & {"feed", "platform"}:
            headers |= signed_headers(SECRETS["feed_secret" if "feed" in names else "platform_secret"], body, utc_now())
        if "carrier" in names and body:
            url = self.web.settings.base_url + target
            form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
            validator = RequestValidator(self.web.settings.twilio_auth_token)
            headers["X-Twilio-Signature"] = validator.compute_signature(url, form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if "shopify" in names:
            headers |= _webhook(body, choose)
        return headers

    def _body(self, operation: dict[str, Any], path: str) -> tuple[dict[str, str], bytes]:
        choose = self.random
        if path.startswith("/voice/"):
            names = ["CallSid", "CallStatus", "SequenceNumber", "AnsweredBy", "SpeechResult", "Digits", "MessageSid",
                     "MessageStatus", "Timestamp", "CallDuration", "ErrorCode"]  # fmt: skip
            pairs = [(name, choose.choice(["CA" + "0" * 32, "completed", "7", "human", "你好"])) for name in names]
            given = urlencode([pair for pair in pairs if choose.random() < 0.7])
            return {}, given.encode() if choose.random() < 0.9 else given.encode() + b"&x=%ff"
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content is None and choose.random() < 0.8:
            if path.startswith("/api/connect") or path == "/api/evidence":
                return self._other_body()
            return {}, b""
        if choose.random() < 0.1:
            return self._other_body()
        value = self._value(content["schema"], 0) if content else self._anything(0)
        raw = json.dumps(value, ensure_ascii=choose.random() < 0.5).encode("utf-8", "surrogatepass")
        return {"Content-Type": "application/json"}, raw

    def _other_body(self) -> tuple[dict[str, str], bytes]:
        choose = self.random
        raw = choose.choice([
            b"", b"{", b"[" * 5000, b'{"a":' * 5000, b"\xff\xfe", b"null", b"9" * 5000, b'{"a": NaN}', b"webhook_id=7",
            b'--b\r\nContent-Disposition: form-data; name="photo"\r\n\r\nx\r\n--b--\r\n', b"--b\r\n\r\n", b"--b",
            b"\x89PNG\r\n\x1a\n" + bytes(200), json.dumps(self._anything(0)).encode("utf-8", "surrogatepass"),
        ])  # fmt: skip
        return {"Content-Type": choose.choice(KINDS)}, raw

    def _anything(self, depth: int) -> Any:
        choose = self.random
        kind = choose.randrange(6 if depth < 3 else 4)
        if kind == 0:
            return self._text()
        if kind == 1:
            return choose.choice(NUMBERS)
        if kind in {2, 3}:
            return choose.choice([None, True, False, choose.choice(self.ids)])
        if kind == 4:
            return [self._anything(depth + 1) for _ in range(choose.randrange(3))]
        return {self._text()[:20]: self._anything(depth + 1) for _ in range(choose.randrange(3))}

    def _value(self, schema: dict[str, Any], depth: int) -> Any:  # noqa: C901, PLR0911 - one case a kind of schema
        choose = self.random
        if choose.random() < 0.03:
            return self._anything(depth)
        if ref := schema.get("$ref"):
            return self._value(self.document["components"]["schemas"][ref.rpartition("/")[2]], depth + 1)
        for several in ("anyOf", "oneOf", "allOf"):
            if several in schema:
                return self._value(choose.choice(schema[several]), depth + 1)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return choose.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object" or "properties" in schema:
            wanted = set(schema.get("required", ()))
            return {
                name: self._member(name, one, depth + 1)
                for name, one in schema.get("properties", {}).items()
                if (name in wanted and choose.random() < 0.98) or (depth < 8 and choose.random() < 0.4)
            }
        if kind == "array":
            return [self._value(schema.get("items", {}), depth + 1) for _ in range(choose.randrange(3))]
        if kind in {"integer", "number"}:
            usual = choose.randrange(int(schema.get("minimum", 0)), int(schema.get("maximum", 1000)) + 1)
            return usual if choose.random() < 0.8 else choose.choice(NUMBERS)
        if kind == "boolean":
            return choose.random() < 0.5
        return self._string(schema)

    def _member(self, name: str, schema: dict[str, Any], depth: int) -> Any:
        known = self.known.get(name)
        return self.random.choice(known) if known and self.random.random() < 0.5 else self._value(schema, depth)

    def _string(self, schema: dict[str, Any]) -> str:
        choose = self.random
        if choose.random() < 0.2:
            return self._text()
        form = schema.get("format")
        if form == "uuid":
            return choose.choice([choose.choice(self.ids), str(UUID(int=choose.getrandbits(128)))])
        if form == "date-time":
            return (utc_now() - timedelta(hours=choose.randrange(500))).isoformat()
        most = min(int(schema.get("maxLength", 20)), 20)
        return "".join(choose.choice(string.ascii_letters + string.digits + "你好") for _ in range(most or 1))


def _webhook(body: bytes, choose: random.Random) -> dict[str, str]:
    """Signed for each of the systems, whichever of them is asked."""

    def signature(secret: str) -> str:
        return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()

    return {
        "X-Shopify-Hmac-Sha256": signature(SECRETS["shopify_secret"]),
        "X-WC-Webhook-Signature": signature(SECRETS["woocommerce_secret"]),
        "aftership-hmac-sha256": signature(SECRETS["aftership_secret"]),
        "X-Shopify-Topic": choose.choice(["orders/create", "orders/updated", "fulfillments/update", "x", "\x7f"]),
        "X-WC-Webhook-Topic": choose.choice(["order.created", "order.updated", "x"]),
        "X-WC-Webhook-Source": choose.choice(["https://shop.example", "http://[", "\x7f", "9" * 500]),
    }


async def _log_in(web: Web, login: str) -> str:
    body = json.dumps({"login": login, "password": DEMO_PASSWORD}).encode()
    head = [b"POST /api/desk/login HTTP/1.1", b"Host: 127.0.0.1", b"Connection: close", b"X-Careline-Desk: 1",
            b"Content-Type: application/json", b"Content-Length: %d" % len(body)]  # fmt: skip
    answer = (await web.raw(b"\r\n".join([*head, b"", body]))).decode("latin-1")
    return answer.partition("careline_desk=")[2].partition(";")[0]


async def _freshen(maker: Fuzz, database: Database) -> None:
    """Everybody is in, whatever became of them, and what has come about meanwhile can be asked for."""
    for login in AGENTS:
        head = f"GET /api/desk/me HTTP/1.0\r\nHost: x\r\nCookie: careline_desk={maker.cookies[login]}\r\n\r\n"
        if await maker.web.status(head.encode()) == 200:
            continue
        async with database.begin() as tx:
            again = (
                "UPDATE agents SET disabled_at = NULL, outside = false, role = was.role,"
                " password_hash = was.password_hash FROM agents_before AS was"
                " WHERE was.login = :login AND agents.agent_id = was.agent_id"
            )
            await tx.execute(text(again), {"login": login})
        maker.cookies[login] = await _log_in(maker.web, login)
    async with database.begin() as tx:
        for name, table in KEPT_IN.items():
            found = await tx.execute(text(f"SELECT {name}::text FROM {table} ORDER BY random() LIMIT 20"))
            maker.known[name] = list(found.scalars())
    kept = [one for ids in maker.known.values() for one in ids]
    maker.ids = [*kept, "demo-lin", "00000000-0000-0000-0000-000000000000", "not-an-id"]


async def fuzz(seed: int, count: int, width: int = 8) -> int:
    """Prints statuses and faults; returns how many answers were 5xx or did not come."""
    folder = Path(tempfile.mkdtemp(prefix="careline-fuzz-", dir="/dev/shm" if Path("/dev/shm").exists() else None))
    folder.chmod(0o755)
    server = EmbeddedPostgres(folder / "postgres", ends_with_owner=True)
    logging.getLogger().setLevel(logging.ERROR)
    try:
        url = await server.start()
        await asyncio.to_thread(migrate, url)
        database = Database(engine_for(url, pool_size=2))
        now = utc_now()
        await seed_demo(database, now, load_rules("demo", now.date()), customers=20, orders_made=60)
        async with whole_web(url) as web:
            found = await _run(web, database, seed, count, width)
        await database.close()
        return found
    finally:
        await server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _run(web: Web, database: Database, seed: int, count: int, width: int) -> int:
    described = await web.raw(b"GET /openapi.json HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", whole=True)
    document = json.loads(described.partition(b"\r\n\r\n")[2])
    maker = Fuzz(web, seed, document)
    for customer_id in CONSUMERS:
        await asks_for_a_person(database, customer_id, utc_now())
    async with database.begin() as tx:
        await tx.execute(text("CREATE TABLE agents_before AS SELECT * FROM agents"))
    await _freshen(maker, database)
    assert all(maker.cookies.values()), "the agents could not log in"
    statuses, faults = Counter[str](), dict[str, tuple[int, bytes, bytes]]()
    began = time.monotonic()
    requests = ((n, *maker.request()) for n in range(count))
    asked = Counter[bool]()  # by whether a guard sent it away

    async def worker() -> None:
        for n, what, sent in requests:
            if n % FRESH_EVERY == FRESH_EVERY - 1:
                await _freshen(maker, database)
            try:
                answer = await web.raw(sent, seconds=20)
            except (TimeoutError, ConnectionError) as error:
                answer = f"HTTP/1.1 {'599' if isinstance(error, TimeoutError) else '444'} {error!r}".encode()
            status = answer.split(b" ", 2)[1].decode("latin-1") if answer.startswith(b"HTTP/1.") else "closed"
            statuses[status] += 1
            asked[status in {"401", "403"}] += 1
            if status.startswith("5") and b"The pages were not built" not in answer:
                faults.setdefault(f"{status} {what}", (0, sent, answer))
                times, *kept = faults[f"{status} {what}"]
                faults[f"{status} {what}"] = (times + 1, *kept)

    await asyncio.gather(*(worker() for _ in range(width)))
    seconds = time.monotonic() - began
    for name, (times, sent, answer) in faults.items():
        print(f"-- {times} x {name}\n   {sent[:1500]!r}\n   {answer[-300:]!r}")
    print(f"seed {seed}: {count} requests in {seconds:.0f} s; by status: {dict(sorted(statuses.items()))}")
    print(f"{asked[False]} of them got past the guards")
    found = sum(times for times, *_ in faults.values())
    print(f"{found} answers 5xx" if found else "no answer 5xx")
    return found


def main() -> int:
    cli = argparse.ArgumentParser(prog="python -m tests.long.fuzz", description=__doc__)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--count", type=int, default=5000)
    options = cli.parse_args()
    return 1 if asyncio.run(fuzz(options.seed, options.count)) else 0


if __name__ == "__main__":
    sys.exit(main())
