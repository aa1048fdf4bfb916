"""Signing out at the identity provider too, where the operator wants it: OpenID Connect RP-Initiated Logout 1.0.

The provider wants to see the ID token that it gave, as a hint of whose session ends. The browser keeps it, sealed, and
brings it along when it signs out, and only then: our database has no use for it.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from uuid import UUID

from careline.desk.agents import ABSOLUTE
from careline.desk.entrance import SingleSignOn
from careline.desk.provider import ProviderDownError
from careline.desk.sealing import SealedError

log = logging.getLogger(__name__)

LOGOUT = "/api/desk/logout"
LASTS = ABSOLUTE
_LONGEST = 2600
"""Letters of a token that are kept; sealed they are a third more, and browsers drop a cookie beyond 4096. Who comes
without one is asked by some providers whether they mean it."""


def kept_by_browser(sso: SingleSignOn, agent_id: UUID, id_token: str, now: datetime) -> str | None:
    """For a cookie, until this agent signs out; None where the provider's session is left alone."""
    if sso.sessions is None:
        return None
    hint = id_token if len(id_token) <= _LONGEST else ""
    return sso.sessions.seal(json.dumps([str(agent_id), hint]), now)


async def way_out(sso: SingleSignOn | None, kept: str, agent_id: UUID, now: datetime) -> str | None:
    """Where the browser goes to sign out at the provider; None: the session was not the provider's, or it has no such
    place, or does not answer. Whoever signs out is out here in any case.
    """
    if sso is None or sso.sessions is None or not kept:
        return None
    try:
        whose, hint = json.loads(sso.sessions.open_fresh(kept, now, LASTS))
        return await sso.provider.way_out(hint) if whose == str(agent_id) else None
    except SealedError:
        return None
    except ProviderDownError as error:
        log.error("the identity provider cannot be told of a sign-out: %s", error, extra={"action": "provider_down"})  # noqa: TRY400 - the message says it all
        return None
