"""What all tests share: a real PostgreSQL, a migrated database of one's own for each test, and a clean environment.

CARELINE_TEST_DATABASE_URL names a server to use instead of our own; its role has to be allowed to create databases.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import AbstractContextManager, suppress
from functools import partial
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher
from hypothesis import settings
from sqlalchemy.engine import make_url

from careline.store.database import Database
from careline.store.embedded import EmbeddedPostgres
from careline.store.migrate import migrate
from tests.databases import Engines, Server

CATEGORIES = frozenset({"unit", "store", "contract", "journey", "browser"})
NewDatabase = Callable[[], AbstractContextManager[str]]

# A red build has to be red again: the same examples in CI every time, others at a developer's desk. No time limit for
# one example, since two cores are shared by much. `make test-long` draws 40 times as many.
EXAMPLES = int(os.environ.get("CARELINE_TEST_EXAMPLES", "25"))
settings.register_profile("careline", max_examples=EXAMPLES, deadline=None, derandomize="CI" in os.environ)
settings.load_profile("careline")


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that does not say which one kind of test it holds is an error: `make test-fast` could not sort it."""
    report = yield
    if isinstance(collector, pytest.Module) and report.passed and report.result:  # `--lf` leaves others unread
        marks = {mark.name for mark in collector.iter_markers()} & CATEGORIES
        if len(marks) != 1:
            wanted = ", ".join(sorted(CATEGORIES))
            report.outcome = "failed"
            report.longrepr = f"{collector.nodeid}: needs `pytestmark` with exactly one of {wanted}; has {len(marks)}"
            report.result = []
    return report


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Argon2 is made to be slow, and hundreds of agents are hired here: the same hashes, at the least it costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("careline.desk.agents._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def _clean_environment() -> Iterator[None]:
    """What a developer has set for Careline must not decide whether tests pass."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            ours = name.startswith(("CARELINE_", "TWILIO_")) or name == "DATABASE_URL"
            if ours and not name.startswith("CARELINE_TEST_"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
async def server_url() -> AsyncIterator[str]:
    """A URL of the PostgreSQL server under test, to any database of it."""
    if url := os.environ.get("CARELINE_TEST_DATABASE_URL"):
        yield url
        return
    folder = Path(tempfile.mkdtemp(prefix="careline-tests-", dir=_fast_folder()))
    folder.chmod(0o755)  # as root, the server runs as another user
    server = EmbeddedPostgres(folder / "postgres")
    try:
        yield await server.start()
    finally:
        await server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _fast_folder() -> str | None:
    """Memory, where there is enough: a database is cloned in 15 ms there, and in up to a second on a busy disk."""
    memory = Path("/dev/shm")
    with suppress(OSError):
        if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3:
            return str(memory)
    return None


@pytest.fixture(scope="session")
def database_server(server_url: str) -> Iterator[Server]:
    """The same server, as the fixtures make databases on it."""
    server = Server(server_url)
    if server_url != os.environ.get("CARELINE_TEST_DATABASE_URL"):
        server.hasten()
    yield server
    server.close()


@pytest.fixture(scope="session")
def empty_database(database_server: Server) -> NewDatabase:
    """Makes an empty database for a `with` block; gives its URL."""
    return database_server.database


@pytest.fixture(scope="session")
def new_database(database_server: Server) -> Iterator[NewDatabase]:
    """Makes a migrated database for a `with` block; gives its URL. For fixtures that outlive one test."""
    with database_server.database() as url:
        migrate(url)
        psycopg.connect(url).close()  # the first one here writes a cache down, which the copies then need not make anew
        yield partial(database_server.database, make_url(url).database or "")


@pytest.fixture(scope="session")
def engines(database_server: Server) -> Engines:
    """Opens databases for an `async with` block."""
    return Engines(database_server.url)


@pytest.fixture
def database_url(new_database: NewDatabase) -> Iterator[str]:
    """A migrated database of this test's own."""
    with new_database() as url:
        yield url


@pytest.fixture
async def database(database_url: str, engines: Engines) -> AsyncIterator[Database]:
    """The service's own access to this test's database."""
    async with engines.opened(database_url) as opened:
        yield opened


def pytest_make_parametrize_id(val: object) -> str | None:
    """Ids are not escaped (conversations have Chinese names); what cannot be printed has to be then."""
    if isinstance(val, bytes) or (isinstance(val, str) and not val.isprintable()):
        return ascii(val)
    return None
