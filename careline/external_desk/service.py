"""The external desk as the worker runs it, if the operator has one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import aiohttp

from careline.core.rules import ShopRules
from careline.external_desk.chatwoot import chatwoot_for, chatwoot_webhooks
from careline.external_desk.port import Webhooks
from careline.external_desk.tending import Tending
from careline.settings import Settings
from careline.store.database import Database
from careline.store.notices import Topic

WAKES = frozenset({Topic.DESK, Topic.MESSAGES, Topic.EXTERNAL_TALKS, Topic.LISTENING})
"""Topics of notices at which there may be something to do for a talk."""
WITH_WEBHOOKS, WITHOUT = timedelta(seconds=60), timedelta(seconds=3)
"""How long a talk is not looked at while nothing is heard of it: Chatwoot sends each webhook once, and drops it if we
are away just then."""


def tending_for(
    settings: Settings, http: aiohttp.ClientSession, database: Database, rules: ShopRules,
    clock: Callable[[], datetime],
) -> Tending | None:  # fmt: skip
    """None where no external desk is set: our own is all there is."""
    desk = chatwoot_for(http, settings)
    if desk is None:
        return None
    catch_up = WITH_WEBHOOKS if settings.chatwoot_webhook_secret else WITHOUT
    return Tending(database, desk, rules, settings.chatwoot_language, clock, catch_up)


def webhooks_for(settings: Settings) -> Webhooks | None:
    """Whose webhooks the web process takes."""
    return chatwoot_webhooks(settings)
