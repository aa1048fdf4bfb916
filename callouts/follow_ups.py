"""Doing what follows from an attempt's end: another try, a text message, a person, or nothing more."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from callouts import script
from callouts.person import give_to_person, tell_call_is_off
from callouts.policy import next_day, next_window
from callouts.retries import (
    FOLLOWS,
    Cancel,
    Finish,
    FollowUp,
    Message,
    Retry,
    Standing,
    follow_up,
    may_have_rung,
)
from callouts.settings import CalloutSettings
from careline.cases.service import open_blocks_of
from careline.contacts.service import (
    end_calls,
    note_contact,
    number_hold,
    opted_out,
    plan_sms,
    reopen_wish,
    uncount_call,
)
from careline.core.callouts import NEVER_PLACED, CalloutState, Outcome, Why
from careline.core.contact import Channel, Reason
from careline.core.journal import Because, What
from careline.core.orders import Customer
from careline.store.journal import record
from careline.store.orders import load_customer
from careline.store.tables.callouts import attempts, callouts
from careline.store.tables.cases import blocks
from careline.store.waking import wake

#: A consumer whose zone the feed has made unreadable meanwhile: late enough not to pester.
_ANY_ZONE = timedelta(hours=12)


async def carry_out(
    tx: AsyncConnection,
    callout_id: UUID,
    attempt_id: UUID,
    outcome: Outcome,
    now: datetime,
    settings: CalloutSettings,
    *,
    hang_up_why: str | None = None,
    retry_after: timedelta = timedelta(0),
) -> None:
    """Decide and save what follows. The caller holds the callout and ends the attempt in this transaction."""
    query = select(callouts, blocks.c.kind, blocks.c.calls_over).join(blocks, blocks.c.block_id == callouts.c.block_id)
    callout = (await tx.execute(query.where(callouts.c.callout_id == callout_id))).mappings().one()
    customer = await load_customer(tx, callout["customer_id"])
    assert customer
    if outcome in NEVER_PLACED:
        await _uncount(tx, attempt_id)
    standing = await _standing(tx, callout, customer, now, settings, hang_up_why, retry_after)
    following = follow_up(outcome, standing, now, settings.rules)
    await _move(tx, callout, outcome, following, now)
    if isinstance(following, Finish) and (over := await _over_for_all(tx, customer, outcome, following.outcome)):
        await end_calls(tx, customer.customer_id, over, now)
    if not isinstance(following, Cancel) and following.message and settings.sms and customer.phone:
        await _text(tx, callout, customer, attempt_id, following.message, now, settings)
    if isinstance(following, Finish) and following.person:
        await give_to_person(tx, customer, callout["case_id"], outcome, callout["kind"], now)


async def _over_for_all(tx: AsyncConnection, customer: Customer, outcome: Outcome, final: Outcome) -> Outcome | None:
    """Why nothing else that is stuck is a reason to phone them either, if so.

    A no that somebody else said on their number holds for the number: it ends with the hold, or with another number.
    """
    if final is Outcome.OPTED_OUT and not await opted_out(tx, customer.customer_id, Channel.PHONE):
        final = outcome
    return final if FOLLOWS[final].of_all else None


async def _uncount(tx: AsyncConnection, attempt_id: UUID) -> None:
    """A call that the carrier did not take fills no cap of the day."""
    query = select(attempts.c.number, attempts.c.intent_at).where(attempts.c.attempt_id == attempt_id)
    number, counted_at = (await tx.execute(query)).one()
    await uncount_call(tx, number, counted_at)


async def _standing(
    tx: AsyncConnection,
    callout: RowMapping,
    customer: Customer,
    now: datetime,
    settings: CalloutSettings,
    hang_up_why: str | None,
    retry_after: timedelta,
) -> Standing:
    of_block = (
        select(attempts.c.outcome, attempts.c.callout_id)
        .join(callouts, callouts.c.callout_id == attempts.c.callout_id)
        .where(callouts.c.block_id == callout["block_id"])
        .order_by(attempts.c.intent_at, attempts.c.n)
    )
    rows = (await tx.execute(of_block)).all()
    own = [row.outcome for row in rows if row.callout_id == callout["callout_id"]]
    misses = next((n for n, outcome in enumerate(reversed(own)) if outcome != Outcome.NOT_SENT), len(own))
    return Standing(
        rang=sum(may_have_rung(row.outcome) for row in rows),
        network_failures=own.count(Outcome.NETWORK_FAILED) + own.count(Outcome.CUT_OFF),
        not_sent=misses,
        opted_out=await _said_no(tx, customer),
        hang_up_why=hang_up_why,
        next_window=_in_zone(customer, now, settings),
        next_day=_tomorrow(customer, now),
        retry_after=retry_after,
        over=_over(callout),
    )


async def _said_no(tx: AsyncConnection, customer: Customer) -> bool:
    """The person, or somebody at their number under any account. A stranger's number is another outcome."""
    if await opted_out(tx, customer.customer_id, Channel.PHONE):
        return True
    held = await number_hold(tx, customer.phone, Channel.PHONE)
    return held in {Reason.NUMBER_OPTED_OUT, Reason.DO_NOT_CALL}


def _over(callout: RowMapping) -> Outcome | None:
    """Why the machine phones no more; a call that they wished for themselves is tried again all the same, unless a
    person has taken over."""
    over = Outcome(callout["calls_over"]) if callout["calls_over"] else None
    return over if callout["wished_for"] is None or over is Outcome.ASKED_PERSON else None


def _in_zone(customer: Customer, now: datetime, settings: CalloutSettings) -> datetime:
    try:
        return next_window(now, customer.time_zone, customer.region, settings.rules.contact)
    except (LookupError, ValueError, OSError):
        return now + _ANY_ZONE


def _tomorrow(customer: Customer, now: datetime) -> datetime:
    try:
        return next_day(now, customer.time_zone)
    except (LookupError, ValueError, OSError):
        return now + _ANY_ZONE


async def _move(tx: AsyncConnection, callout: RowMapping, ended: Outcome, following: FollowUp, now: datetime) -> None:
    match following:
        case Retry(not_before):
            await replan(tx, callout, not_before, now, why=ended)
        case Finish(outcome):
            await end_callout(tx, callout, CalloutState.DONE, outcome, now)
        case Cancel(why):
            await end_callout(tx, callout, CalloutState.CANCELLED, why, now)


async def replan(
    tx: AsyncConnection, callout: RowMapping, due_at: datetime, now: datetime, *, why: Because | Outcome
) -> None:
    """Call at another time."""
    mine = callouts.c.callout_id == callout["callout_id"]
    values = {"state": CalloutState.PLANNED, "due_at": due_at, "lease": None, "lease_until": None}
    await tx.execute(update(callouts).where(mine).values(values))
    await record(
        tx, at=now, who="system", what=What.CALLOUT_RETIMED, why=why, subject=f"callout:{callout['callout_id']}",
        order_id=callout["order_id"], customer_id=callout["customer_id"], data={"due_at": due_at.isoformat()},
    )  # fmt: skip


async def end_callout(
    tx: AsyncConnection, callout: RowMapping, state: CalloutState, outcome: str, now: datetime
) -> None:
    """Done, with what came of it; or cancelled, with the reason."""
    mine = callouts.c.callout_id == callout["callout_id"]
    values = {"state": state, "outcome": outcome, "ended_at": now, "lease": None, "lease_until": None}
    await tx.execute(update(callouts).where(mine, callouts.c.ended_at.is_(None)).values(values))
    await wake(tx, orders=[callout["order_id"]], customers=[callout["customer_id"]])
    what = What.CALLOUT_DONE if state is CalloutState.DONE else What.CALLOUT_CANCELLED
    await record(
        tx, at=now, who="system", what=what, why=outcome, subject=f"callout:{callout['callout_id']}",
        order_id=callout["order_id"], customer_id=callout["customer_id"],
    )  # fmt: skip
    off = callout["wished_for"] and state is CalloutState.CANCELLED
    if off and not await _goes_on_about_another(tx, callout, outcome):
        await tell_call_is_off(tx, callout["customer_id"], outcome, now)


async def _goes_on_about_another(tx: AsyncConnection, callout: RowMapping, outcome: str) -> bool:
    """Whether a wished call whose block is over is planned anew, since something else of theirs is stuck. Its promise
    stays as it is."""
    if outcome != Why.BLOCK_OVER:
        return False
    others = [one for one in await open_blocks_of(tx, callout["customer_id"]) if one.block_id != callout["block_id"]]
    return bool(others) and await reopen_wish(tx, callout["customer_id"], callout["wished_for"])


async def _text(
    tx: AsyncConnection,
    callout: RowMapping,
    customer: Customer,
    attempt_id: UUID,
    message: Message,
    now: datetime,
    settings: CalloutSettings,
) -> None:
    """One message per callout, with the call's own code, so that the consumer can check who it was."""
    code = await note_contact(
        tx, customer.customer_id, Channel.PHONE, about=callout["kind"], origin_id=attempt_id, now=now,
        order_id=callout["order_id"],
    )  # fmt: skip
    text = script.text_message(message, customer.locale, settings.shop_in(customer.locale), code)
    await plan_sms(
        tx, customer.customer_id, customer.phone or "", text,
        purpose=callout["kind"], key=f"missed:{callout['callout_id']}", due_at=now, now=now,
        callout_id=callout["callout_id"],
    )  # fmt: skip
