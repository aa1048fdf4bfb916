"""How the call went, by one key at its end: asked once, in the same call, never by a call of its own.

Whoever presses nothing, or hangs up, has given no answer. The rating is the case's, as in the app.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.service import rate
from careline.contacts.service import opted_out
from careline.conversations.conversation import Conversation
from careline.core.callouts import Outcome
from careline.core.contact import Channel
from careline.core.figures import DISSATISFIED_TO
from careline.core.rules import CallRules
from careline.core.wording.language import Said
from careline.store.tables.callouts import attempts
from careline.store.tables.cases import cases

RATINGS: Mapping[str, int] = MappingProxyType({"1": 5, "2": 3, "3": 1})
"""What a key means on the scale of the app, where 1 is bad and 5 very good."""
ASK = Said(
    "挂机前想请您评一下这次服务：满意请按1，一般按2，不满意按3。",
    "Before you go, how was it? Press 1 for good, 2 for fair, 3 for poor.",
)
ASK_AFTER_AGENT = Said(
    "客服那边挂断了，还有话没说完请按0。这次服务满意请按1，一般按2，不满意按3，不想评直接挂机就行。",
    "The other side has hung up; press 0 if there is more to say. "
    "How was it: press 1 for good, 2 for fair, 3 for poor, or just hang up.",
)
THANKS = Said("谢谢您，再见。", "Thank you. Good-bye.")
SORRY = Said(
    "谢谢您告诉我们，会有同事来看这通电话。再见。",
    "Thank you for telling us; somebody will look into this call. Good-bye.",
)
_TALKED = frozenset({None, Outcome.SETTLED, Outcome.DECLINED, Outcome.ASKED_PERSON})
"""Whoever doubted us, wanted no calls, or could not talk now, is asked nothing more."""


async def is_asked(
    tx: AsyncConnection, conversation: Conversation, rules: CallRules, *, with_agent: bool = False
) -> bool:
    """Whether the consumer of this call is asked how it went: they said who they are, or have talked `with_agent`,
    there is a case that can hold the answer and has none yet, and the shop asks at all."""
    if not rules.ask_how_it_went or conversation.case_id is None or conversation.attempt_id is None:
        return False
    query = (
        select(attempts.c.found)
        .join(cases, cases.c.case_id == conversation.case_id)
        .where(attempts.c.attempt_id == conversation.attempt_id)
        .where(cases.c.rated_at.is_(None), attempts.c.identified_at.is_not(None) if not with_agent else true())
        .where(cases.c.customer_id == conversation.customer_id)
    )
    row = (await tx.execute(query)).first()
    if row is None or row.found not in _TALKED:
        return False
    return not await opted_out(tx, conversation.customer_id, Channel.PHONE)


async def rated(tx: AsyncConnection, conversation: Conversation, key: str, now: datetime) -> Said | None:
    """Keep what the key means, and what is said to it; None where it means no rating. Pressed again, it is once."""
    if key not in RATINGS or conversation.case_id is None:
        return None
    given = RATINGS[key]
    await rate(tx, conversation.customer_id, conversation.case_id, given, "", now, in_call=conversation.conversation_id)
    return SORRY if given <= DISSATISFIED_TO else THANKS
