"""What every command needs: a console, the settings of this folder, and a database for as long as it takes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from rich.console import Console

from careline.settings import Settings, SettingsError, load_settings

console = Console(highlight=False, soft_wrap=True)
Result = TypeVar("Result")
_used: list[str] = []


def settings_here(*, database: bool = True) -> Settings:
    """The settings of this folder; the embedded server's address if `careline up` runs here."""
    from careline.store.embedded import running_url

    settings = load_settings()
    if settings.database_url or not database:
        _used.append(settings.database_url)
        return settings
    url = running_url((settings.data_dir / "postgres").absolute())
    if url is None:
        raise SettingsError("No database: set DATABASE_URL, or start `make up` in another terminal.")
    _used.append(url)
    return settings.model_copy(update={"database_url": url})


def database_in_use() -> str:
    """The address that the last command used, for an error that names where it happened; may hold a password."""
    return _used[-1] if _used else "postgresql://"


def with_database(settings: Settings, use: Callable[..., Awaitable[Result]]) -> Result:
    """Use a small pool, close it, and give back what came of it."""
    from careline.store.database import Database, engine_for

    async def run() -> Result:
        database = Database(engine_for(settings.database_url, pool_size=2))
        try:
            return await use(database)
        finally:
            await database.close()

    return asyncio.run(run())
