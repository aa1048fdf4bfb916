"""Telling a lost database, which everybody has to wait for, from one bad row, which must not stop the others.

And what another try may mend from what it never will.
"""

from __future__ import annotations

import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

_ABOUT_ONE_STATEMENT = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    psycopg.errors.LockNotAvailable,
    psycopg.errors.QueryCanceled,
)


def database_lost(error: BaseException) -> bool:
    """Whether this failure says something about the database rather than about the row at hand."""
    if isinstance(error, DBAPIError) and isinstance(error.orig, _ABOUT_ONE_STATEMENT):
        return False
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    lost = (OperationalError, InterfaceError, PoolTimeoutError, psycopg.OperationalError, OSError)
    return isinstance(error, lost)


def passing(error: BaseException) -> bool:
    """Whether the same may go well the next time: the database was away, or the statement gave way to another."""
    return database_lost(error) or (isinstance(error, DBAPIError) and isinstance(error.orig, _ABOUT_ONE_STATEMENT))


def sqlstate_of(error: BaseException) -> str | None:
    """PostgreSQL's five letters for what went wrong; None where the server did not say."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return original.sqlstate if isinstance(original, psycopg.Error) else None


def full_disk(error: BaseException) -> bool:
    """Whether the server had no room left (class 53, disk_full)."""
    return sqlstate_of(error) == psycopg.errors.DiskFull.sqlstate
