"""The verdict "a machine answered": the call becomes a voicemail, unless somebody has already talked to us."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import and_, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts.attempts import apply
from callouts.call_flow import CallFlow
from callouts.calls import held_for
from callouts.carrier import CarrierError
from callouts.ending import close_conversation
from callouts.gather_mode import document
from callouts.lifecycle import Verdict
from callouts.speaking import conversation_of
from careline.core.callouts import AttemptState
from careline.core.journal import Because
from careline.store.tables.conversations import Author, messages, turns

log = logging.getLogger(__name__)


async def take_verdict(flow: CallFlow, attempt_id: UUID, form: Mapping[str, str]) -> None:
    """Note who answered. A verdict that comes after words or keys of the callee's is wrong, and forgotten."""
    now = flow.clock()
    async with flow.database.begin() as tx:
        held = await held_for(tx, attempt_id, form.get("CallSid", ""), None)  # this webhook names no numbers
        conversation = await conversation_of(tx, held)
        if held.attempt.over or (conversation and await _heard_from(tx, conversation.conversation_id)):
            return
        after = await apply(tx, held, Verdict(form.get("AnsweredBy", "unknown")[:40]), now, flow.settings)
    if after.by_machine and after.state is AttemptState.IN_CALL and after.call_sid:
        if conversation:
            await close_conversation(flow.database, conversation.conversation_id, Because.MACHINE_ANSWERED, now)
        await _leave_message(flow, attempt_id, after.call_sid, held.language)


async def _leave_message(flow: CallFlow, attempt_id: UUID, call_sid: str, language: str) -> None:
    """Should this fail, the next turn of the call says the same."""
    try:
        await flow.carrier.redirect(call_sid, document(flow.voicemail(language), attempt_id, flow.settings))
    except CarrierError as error:
        log.warning("not redirected to voicemail", extra={"action": "redirect_failed", "kind": type(error).__name__})


async def _heard_from(tx: AsyncConnection, conversation_id: UUID) -> bool:
    """Whether the callee has spoken or pressed a key; a Gather that ran out in silence does not count."""
    silence = and_(
        turns.c.conversation_id == messages.c.conversation_id,
        turns.c.seq == messages.c.seq,
        turns.c.payload["intent"].astext == "silence",
    )
    said = exists().where(
        messages.c.conversation_id == conversation_id, messages.c.author == Author.CONSUMER, ~exists().where(silence)
    )
    return bool((await tx.execute(select(said))).scalar_one())
