"""The demo shop's named consumers, filled once and cloned for every test that talks about them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from careline.cases.service import look_at_due_orders
from careline.store.database import Database, engine_for
from tests.conftest import NewDatabase, _database
from tests.talking import NOW, fill_shop


@pytest.fixture(scope="session")
async def filled_shop(new_database: NewDatabase) -> AsyncIterator[str]:
    """The URL of a database that nobody may open, only clone."""
    with new_database() as url:
        database = Database(engine_for(url))
        await fill_shop(database, NOW)
        await look_at_due_orders(database, NOW)
        await database.close()
        yield url


@pytest.fixture
async def shop(filled_shop: str, server_url: str) -> AsyncIterator[Database]:
    """A demo shop of this test's own at `tests.talking.NOW`, its blocks found."""
    with _database(server_url, template=filled_shop.rpartition("/")[2]) as url:
        database = Database(engine_for(url))
        yield database
        await database.close()
