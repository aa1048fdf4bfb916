"""`python -m tests.long.production`: walks docs/production.md from an empty machine, as far as one that has no systemd
and no nginx can, and prints what came of each part.

The blocks of the guide are run as they stand: roles and database in a PostgreSQL server of its own, the settings, the
first start, the commands of the units, a TLS proxy in nginx' place, a restart of each process under requests, a secret
changed, backup, restore. Left out: other users (`chown`), systemd itself, the carrier (the shop chats only), `git`.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import psycopg

from careline.chat.identity import ConsumerKey, sign_token
from careline.clock import utc_now
from careline.http.signature import signed_headers
from careline.store.embedded.programs import candidates
from tests.long.guide import Guide, blocks, read_environment
from tests.long.tls_proxy import tls_proxy
from tests.running.feeding import order_of, somebody
from tests.running.process import ROOT, free_port

HOST = "localhost"
UNITS = ("careline-bot@8011", "careline-bot@8012", "careline-web@8000", "careline-web@8001", "careline-worker")
READY_SECONDS = 90
ASKERS = 4


def _pair(apart: int) -> tuple[int, int]:
    """Two free ports, so far apart."""
    while True:
        port = free_port()
        with socket.socket() as probe, suppress(OSError, OverflowError):
            probe.bind(("127.0.0.1", port + apart))
            return port, port + apart


class Server:
    """A PostgreSQL server as a distribution installs it: one superuser, nothing else."""

    def __init__(self, folder: Path, port: int) -> None:
        self._data, self.port, self._password = folder / "pg", port, secrets.token_hex(16)
        self.programs = next(one for one in candidates()[::-1] if (one / "pg_dump").exists())
        self._user = {"user": "nobody"} if os.geteuid() == 0 else {}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        given = self._data.parent / "pw"
        given.write_text(self._password)
        given.chmod(0o644)
        self._data.mkdir(mode=0o700)
        if self._user:
            shutil.chown(self._data, "nobody")
        made = [self.programs / "initdb", "-D", self._data, "--username=postgres", "--auth=scram-sha-256"]
        subprocess.run([*made, f"--pwfile={given}"], check=True, capture_output=True, cwd="/", **self._user)
        given.unlink()
        # log_… are the guide's own, part 2.
        set_to = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "log_error_verbosity=terse",
                  "log_min_error_statement=panic", "max_connections=120")  # fmt: skip
        words = [self.programs / "postgres", "-D", self._data, "-p", str(self.port)]
        with (self._data.parent / "pg.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*words, *(word for one in set_to for word in ("-c", one))], stdout=log, stderr=log, cwd="/",
                **self._user,
            )  # fmt: skip
        for _ in range(200):
            with suppress(psycopg.Error):
                self.sql("SELECT 1")
                return
            time.sleep(0.1)
        raise AssertionError((self._data.parent / "pg.log").read_text())

    def sql(self, text: str) -> None:
        url = f"postgresql://postgres:{self._password}@127.0.0.1:{self.port}/postgres"
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in filter(str.strip, text.split(";\n")):
                connection.execute(statement)  # type: ignore[arg-type]

    def stop(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(30)


class Unit:
    """One unit of deploy/systemd, with a socket in systemd's place that hears READY=1."""

    def __init__(self, name: str, guide: Guide, folder: Path) -> None:
        self.name, self._guide, self._folder = name, guide, folder
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Returns once it says that it is ready."""
        command, environment = self._guide.unit(self.name)
        address = self._folder / f"{self.name.replace('@', '-')}.{uuid4().hex[:6]}"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.bind(str(address))
            line.setblocking(False)
            with (self._folder / f"{self.name}.log").open("ab") as log:
                told = {**environment, "NOTIFY_SOCKET": str(address)}
                self._process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=log, stderr=log)
            async with asyncio.timeout(READY_SECONDS):
                assert (await asyncio.get_running_loop().sock_recv(line, 100)) == b"READY=1", self.name

    async def stop(self) -> None:
        """As systemd does: SIGTERM, and time to finish (TimeoutStopSec)."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            await asyncio.to_thread(self._process.wait, 30)

    def kill(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@dataclass
class Askers:
    """Consumers who ask all the while, and take no failed request for an answer."""

    http: aiohttp.ClientSession
    url: str
    secret: str
    told: Counter[str] = field(default_factory=Counter)
    answers: list[str] = field(default_factory=list)

    def headers(self, customer_id: str) -> dict[str, str]:
        key = ConsumerKey(algorithm="HS256", key=self.secret)
        return {"Authorization": f"Bearer {sign_token(customer_id, key, utc_now(), timedelta(hours=1))}"}

    async def ask(self, customer_id: str, text: str, after: int = 0) -> tuple[int, list[str]]:
        """The last number read and what the assistant said. Raises AssertionError for any failed request."""
        headers, messages = self.headers(customer_id), f"{self.url}/api/chat/messages"
        body = {"client_id": str(uuid4()), "text": text}
        async with self.http.post(messages, json=body, headers=headers) as answer:
            assert answer.status == 202, f"POST {answer.status}: {await answer.text()}"
            asked = int((await answer.json())["seq"])
        after = max(after, asked)
        async with asyncio.timeout(40):
            while True:
                query = {"after": str(after), "wait": "10"}
                async with self.http.get(messages, params=query, headers=headers) as answer:
                    assert answer.status == 200, f"GET {answer.status}: {await answer.text()}"
                    seen = (await answer.json())["messages"]
                if said := [one for one in seen if one["from"] == "bot"]:
                    return int(said[-1]["seq"]), [one["text"] for one in said]

    async def run(self, customer_id: str) -> None:
        after = 0
        while True:
            try:
                after, said = await self.ask(customer_id, "怎么还没发货", after)
                self.answers += said
                self.told["answered"] += 1
            except (AssertionError, aiohttp.ClientError, TimeoutError) as error:
                self.told[f"{type(error).__name__} {str(error)[:80]}"] += 1
            await asyncio.sleep(0.5)

    def failed(self) -> list[str]:
        kinds = [f"{times} x {what}" for what, times in self.told.items() if what != "answered"]
        sorry = sum("暂时查不了" in one for one in self.answers)
        return [*kinds, *([f"{sorry} apologies"] if sorry else [])]


def say(part: str, told: str) -> None:
    print(f"{part:<28} {told}", flush=True)


async def walk(folder: Path) -> list[str]:
    """What failed."""
    found: list[str] = []
    async with AsyncExitStack() as stack:
        (web_1, actions_1), (web_2, actions_2) = _pair(100), _pair(100)
        ports = {"5432": free_port(), "8011": free_port(), "8012": free_port(), "8000": web_1, "8001": web_2,
                 "8100": actions_1, "8101": actions_2, "443": free_port()}  # fmt: skip
        server = Server(folder, ports["5432"])
        passwords = {f"PASSWORD-{n}": secrets.token_hex(16) for n in (1, 2)}
        url = f"https://{HOST}:{ports['443']}"
        python = f"{sys.executable} -m careline"
        places = {
            "/srv/careline/.venv-bot/bin/python": str(ROOT / ".venv-bot/bin/python"),
            "/srv/careline/.venv/bin/careline": python, ".venv/bin/careline": python, "/srv/careline": str(ROOT),
            "/etc/careline": str(folder / "etc"), "/var/lib/careline": str(folder / "lib"),
            "https://care.example.com": url, "careline.dump": str(folder / "careline.dump"),
            "orders.jsonl": str(folder / "orders.jsonl"), **passwords,
            **{f"127.0.0.1:{port}": f"127.0.0.1:{here}" for port, here in ports.items()},
            **{f"@{port}": f"@{ports[port]}" for port in ("8011", "8012", "8000", "8001")},
        }  # fmt: skip
        guide = Guide(
            places, f"{server.programs}:{os.environ['PATH']}", ("chown ", "TWILIO_", "CALLER_ID", "systemctl"),
            {"PYTHONPATH": str(ROOT), "SSL_CERT_FILE": str(folder / "certificate.pem"), "CARELINE_PORT": str(web_1),
             "CARELINE_ACTIONS_PORT": str(actions_1)},
        )  # fmt: skip
        (folder / "lib").mkdir()
        stack.callback(server.stop)
        await asyncio.to_thread(server.start)

        server.sql(guide.placed(blocks(2)[0][1]))
        say("2 database", "two roles and an empty database")
        await asyncio.to_thread(guide.run, guide.script(3))
        modes = {file.name: oct(file.stat().st_mode & 0o777) for file in (folder / "etc").iterdir()}
        assert set(modes.values()) == {"0o600"}, modes
        say("3 settings", f"three files, mode 0600: {', '.join(sorted(modes))}")
        first = (
            guide.script(4).replace(f"{python} doctor", "").replace("agent add chen", "agent add chen --password PW")
        )
        await asyncio.to_thread(guide.run, first.replace("PW", secrets.token_hex(8)))
        say("4 first start", "migrated as the owner, model named with its sum, a supervisor made")

        settings = read_environment(str(folder / "etc" / "careline.env"))
        await stack.enter_async_context(
            tls_proxy(folder, HOST, ports["443"], [f"http://127.0.0.1:{one}" for one in (web_1, web_2)])
        )
        units = [Unit(guide.placed(name), guide, folder) for name in UNITS]
        for unit in units:
            stack.callback(unit.kill)
        await asyncio.gather(*(unit.start() for unit in units))
        say("5 processes", f"{len(units)} units say that they are ready")

        trust = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=str(folder / "certificate.pem")), limit=0)
        http = await stack.enter_async_context(aiohttp.ClientSession(connector=trust))
        askers = Askers(http, url, settings["CARELINE_CHAT_SECRET"])
        people = [await _told_of_somebody(http, url, settings["CARELINE_FEED_SECRET"]) for _ in range(ASKERS)]
        async with http.get(f"{url}/metrics") as answer:
            assert answer.status == 404
        say("6 proxy", f"feed and chat through {url}, /metrics for nobody")
        _, said = await askers.ask(people[0][0], "怎么还没发货")
        say("", f"asked 怎么还没发货: {said[0][:40]}…")

        doctor = await asyncio.to_thread(guide.run, f"{_sourced(guide)} {python} doctor || true")
        found += [line for line in doctor.splitlines() if line.startswith("wrong")]
        say("7 doctor", doctor.strip().splitlines()[-1])
        told_before = [json.dumps(order_of(somebody()).event, ensure_ascii=False) for _ in range(3)]
        (folder / "orders.jsonl").write_text("\n".join(told_before), "utf-8")
        for line in [line for line in blocks(7)[0][1].splitlines() if "ORDER_ID" not in line and "doctor" not in line]:
            await asyncio.to_thread(guide.run, f"{_sourced(guide)} {guide.placed(line).partition('#')[0]}")
        await asyncio.to_thread(guide.run, f"{_sourced(guide)} {python} why {people[0][1]}; {python} resume")
        say("7 is it well", "readyz, metrics, why, simulate, pause, resume")

        asking = [asyncio.create_task(askers.run(customer_id)) for customer_id, _ in people]
        await asyncio.sleep(3)
        for unit in units:
            await unit.stop()
            await asyncio.sleep(1)
            await unit.start()
            await asyncio.sleep(2)
        say("9 restart, one by one", f"{askers.told['answered']} answered, failed: {askers.failed() or 'none'}")
        found += [f"restart: {one}" for one in askers.failed()]

        new = secrets.token_hex(32)
        file, old = folder / "etc" / "careline.env", settings["CARELINE_CHAT_SECRET"]
        told = file.read_text().replace(f"CHAT_SECRET={old}", f"CHAT_SECRET={new}\nCARELINE_CHAT_SECRET_PREVIOUS={old}")
        file.write_text(told)
        for unit in units[2:4]:
            await unit.stop()
            await unit.start()
        askers.secret = new  # whoever signs is given the new one
        await asyncio.sleep(3)
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        say("10 a secret changed", f"{askers.told['answered']} answered, failed: {askers.failed() or 'none'}")
        found += [f"secret: {one}" for one in askers.failed()]

        await asyncio.to_thread(guide.run, f"{_sourced(guide)} {guide.script(8, 0)}")
        for unit in units[::-1]:
            await unit.stop()
        roles = ("careline", "careline_rasa_careline", "careline_owner")
        server.sql(";\n".join(["DROP DATABASE careline", *(f"DROP ROLE {one}" for one in roles)]))
        server.sql(guide.placed(blocks(2)[0][1]))
        await asyncio.to_thread(guide.run, f"{_sourced(guide)} {guide.script(8, 1)}")
        await asyncio.gather(*(unit.start() for unit in units))
        _, said = await askers.ask(people[0][0], "那什么时候能发")
        say("8 backup and restore", f"roles anew, journal verified; asked 那什么时候能发: {said[0][:40]}…")
        doctor = await asyncio.to_thread(guide.run, f"{_sourced(guide)} {python} doctor || true")
        found += [f"after the restore: {line}" for line in doctor.splitlines() if line.startswith("wrong")]
        say("8 doctor", doctor.strip().splitlines()[-1])
    return found


def _sourced(guide: Guide) -> str:
    """The environment of a command by hand, as part 4 has it."""
    return guide.placed("set -a && . /etc/careline/careline.env && . /etc/careline/owner.env && set +a\n")


async def _told_of_somebody(http: aiohttp.ClientSession, url: str, secret: str) -> tuple[str, str]:
    given = order_of(somebody())
    raw: Any = json.dumps(given.event, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", **signed_headers(secret, raw, utc_now())}
    async with http.post(f"{url}/api/feed/orders", data=raw, headers=headers) as answer:
        assert answer.status == 200, await answer.text()
        assert not (await answer.json())["rejected"]
    return given.who.customer_id, given.order_id


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that whoever is told to end takes all of it along
    folder = Path(tempfile.mkdtemp(prefix="careline-production-"))
    folder.chmod(0o755)
    try:
        found = asyncio.run(walk(folder))
    except BaseException:
        for log in sorted(folder.glob("*.log")):
            print(f"-- {log.name}\n{log.read_text('utf-8', errors='replace')[-1500:]}")
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(found) or "the guide holds")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
