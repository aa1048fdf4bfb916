"""The demo shop's named consumers, filled once and cloned for every test that talks about them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.engine import make_url

from careline.cases.service import look_at_due_orders
from careline.store.database import Database
from tests.conftest import NewDatabase
from tests.databases import Engines, Server
from tests.rules import RULES
from tests.talking import NOW, fill_shop


@pytest.fixture(scope="session")
async def filled_shop(new_database: NewDatabase, engines: Engines) -> AsyncIterator[str]:
    """The name of a database that nobody may open, only clone."""
    with new_database() as url:
        async with engines.opened(url) as database:
            await fill_shop(database, NOW)
            await look_at_due_orders(database, NOW, RULES, 500)
        yield make_url(url).database or ""


@pytest.fixture
async def shop(filled_shop: str, database_server: Server, engines: Engines) -> AsyncIterator[Database]:
    """A demo shop of this test's own at `tests.talking.NOW`, its blocks found."""
    with database_server.database(filled_shop) as url:
        async with engines.opened(url) as database:
            yield database
