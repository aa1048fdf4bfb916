"""One row that fails keeps nobody else waiting, and ends no process."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from careline.conversations.conversation import NoConversationError
from careline.store.failures import database_lost

log = logging.getLogger(__name__)

PAUSE = timedelta(minutes=10)


class Postponed:
    """What failed in a step, and until when this process leaves it alone: a round looks at so many rows at most, and
    those that fail every time would soon be all of them."""

    def __init__(self) -> None:
        self._until: dict[UUID, datetime] = {}

    def at(self, now: datetime) -> list[UUID]:
        """What is left alone at this instant."""
        self._until = {one: until for one, until in self._until.items() if until > now}
        return list(self._until)

    @contextmanager
    def trying(self, action: str, about: UUID, now: datetime) -> Iterator[None]:
        """Work on one row: what fails is logged and postponed. Who was erased since needs nothing any more. Raises what
        says something about the database instead of the row."""
        try:
            yield
        except NoConversationError:
            log.info("gone before its turn came", extra={"action": action})
        except Exception as error:
            if database_lost(error):
                raise
            self._until[about] = now + PAUSE
            log.exception("postponed", extra={"action": action, "about": str(about)})
