"""Letters to merchants: delivered from the outbox, answered on a page, reminded of; in the end a person takes over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.letters import note_reminder, send_letter
from careline.cases.service import answered, make_due, send_to_platform
from careline.core import phrases
from careline.core.journal import Because, What
from careline.core.orders import AnswerStatus, Order, RemedyAnswer
from careline.core.remedies import ENDS, RemedyState
from careline.core.rules import ShopRules
from careline.core.wording.merchants import letter_text
from careline.ids import new_id
from careline.merchants.links import Links
from careline.merchants.mail import Letter, Mail, MailError, NoMailboxError
from careline.store.database import Database
from careline.store.journal import record
from careline.store.orders import load_order
from careline.store.tables.cases import remedies
from careline.store.tables.feed import merchants
from careline.store.tables.platform import outbox, urge_letters

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=2)
"""How long one deliverer may hold a letter; longer than a connection to the mail server may take."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
FURTHEST = timedelta(days=60)
"""The furthest date that a merchant may name."""


class Reply(StrEnum):
    """What a merchant can answer."""

    DONE = "done"
    DATE = "date"
    CANNOT = "cannot"


class BadReplyError(ValueError):
    """The answer is not complete; `key` names the sentence of the page that says what is missing."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class AnsweredError(ValueError):
    """This urge was answered, or ended, before."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """One letter with the urge that it is about."""

    letter: RowMapping
    remedy: RowMapping
    order: Order


async def deliver_letters(
    database: Database, mail: Mail | None, links: Links, shop_name: str, rules: ShopRules, clock: Callable[[], datetime]
) -> int:
    """Send every letter that is due; returns how many left. A crash after sending sends the same Message-ID again.

    Without a mail server the urge goes to the platform after all.
    """
    sent = 0
    while claimed := await _claim(database, clock()):
        async with database.begin() as tx:
            opened = await open_letter(tx, UUID(claimed["body"]["letter_id"]))
            to = await _address(tx, opened.order)
        over = RemedyState(opened.remedy["state"]) in ENDS or opened.letter["answered_at"] is not None
        if mail is None:
            async with database.begin() as tx:
                await _by_platform(tx, claimed, opened, clock(), over=over)
            continue
        failed = (
            None
            if over or not to
            else await _sent(mail, _letter(claimed, opened, to, links, shop_name, rules, clock()))
        )
        async with database.begin() as tx:
            await _record(tx, claimed, opened, failed, clock(), over=over or not to)
        sent += not (over or failed)
    return sent


async def _sent(mail: Mail, letter: Letter) -> Exception | None:
    try:
        await mail.send(letter)
    except (MailError, NoMailboxError) as error:
        log.warning("letter not sent", extra={"action": "letter_failed", "kind": type(error).__name__})
        return error
    return None


async def _claim(database: Database, now: datetime) -> RowMapping | None:
    token = new_id()
    async with database.begin() as tx:
        due = (
            select(outbox.c.message_id)
            .where(outbox.c.topic == "letter", outbox.c.next_try_at <= now)
            .where((outbox.c.claimed_until.is_(None)) | (outbox.c.claimed_until < now))
            .order_by(outbox.c.next_try_at)
            .limit(1)
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        )
        claiming = (
            update(outbox)
            .where(outbox.c.message_id == due)
            .values(claim=token, claimed_until=now + CLAIM, tries=outbox.c.tries + 1)
            .returning(outbox)
        )
        claimed: RowMapping | None = (await tx.execute(claiming)).mappings().first()
        return claimed


async def _by_platform(tx: AsyncConnection, claimed: RowMapping, opened: Opened, now: datetime, *, over: bool) -> None:
    mine = (outbox.c.message_id == claimed["message_id"]) & (outbox.c.claim == claimed["claim"])
    done = {"claim": None, "claimed_until": None, "next_try_at": None, "last_error": "no mail server is set"}
    if (await tx.execute(update(outbox).where(mine).values(done))).rowcount and not over:
        await _close(tx, opened.letter["letter_id"], now)
        await send_to_platform(tx, opened.remedy, opened.order, now)


async def _record(
    tx: AsyncConnection, claimed: RowMapping, opened: Opened, failed: Exception | None, now: datetime, *, over: bool
) -> None:
    mine = (outbox.c.message_id == claimed["message_id"]) & (outbox.c.claim == claimed["claim"])
    values = {"claim": None, "claimed_until": None}
    if over:
        await tx.execute(update(outbox).where(mine).values(**values, next_try_at=None))
        return
    if isinstance(failed, MailError):
        wait = min(FIRST_WAIT * 2 ** min(claimed["tries"] - 1, 10), LONGEST_WAIT)
        await tx.execute(update(outbox).where(mine).values(**values, next_try_at=now + wait, last_error=str(failed)))
        return
    done = {"next_try_at": None, "delivered_at": None if failed else now, "last_error": str(failed) if failed else None}
    if not (await tx.execute(update(outbox).where(mine).values(**values, **done))).rowcount:
        return  # another deliverer took it over and says what became of it
    if failed:
        told = RemedyAnswer(
            remedy_id=str(opened.remedy["remedy_id"]), status=AnswerStatus.FAILED, at=now, code="no_mailbox"
        )
        await answered(tx, opened.remedy["remedy_id"], told, now, who="system")
        return
    await record(
        tx, at=now, who="system", what=What.LETTER_SENT, why=Because.CONSUMER_ASKED,
        subject=f"remedy:{opened.remedy['remedy_id']}", order_id=opened.order.order_id,
        customer_id=opened.order.customer_id, data={"letter": claimed["kind"], "merchant": opened.order.merchant_id},
    )  # fmt: skip
    told = RemedyAnswer(remedy_id=str(opened.remedy["remedy_id"]), status=AnswerStatus.ACCEPTED, at=now)
    await answered(tx, opened.remedy["remedy_id"], told, now, who="system")


def _letter(
    claimed: RowMapping, opened: Opened, to: str, links: Links, shop_name: str, rules: ShopRules, now: datetime
) -> Letter:
    language, order, letter = opened.letter["language"], opened.order, opened.letter
    goods, number = phrases.order_name(order, language), order.number or order.order_id
    shop = rules.shop_in(language, shop_name)
    values = {"shop": shop, "goods": goods, "order": number}
    block = str(opened.remedy["details"].get("block") or "other")
    since = opened.remedy["details"].get("since")
    part = block if block in {"dispatch", "refund", "freight"} and since else "other"
    due = phrases.instant(datetime.fromisoformat(since), now, order.time_zone, language) if since else ""
    answer_by = phrases.instant(letter["created_at"] + rules.merchants.escalate_after, now, order.time_zone, language)
    lines = [
        *([letter_text("reminder", language)] if claimed["kind"] == "reminder" else []),
        letter_text(part, language, **values, due=due),
        *([letter_text("words", language, words=said)] if (said := _words(opened.remedy)) else []),
        "",
        letter_text("ask", language, answer_by=answer_by, link=links.to(letter["letter_id"])),
        "",
        letter_text("foot", language, shop=shop),
    ]
    return Letter(
        letter_id=f"{letter['letter_id']}.{claimed['kind']}", to=to, subject=letter_text("subject", language, **values),
        text="\n".join(lines),
    )  # fmt: skip


def _words(remedy: RowMapping) -> str:
    """What the consumer wants to be passed on, on one line."""
    return " ".join(str(remedy["details"].get("text") or "").split())


async def _address(tx: AsyncConnection, order: Order) -> str | None:
    query = select(merchants.c.email).where(merchants.c.merchant_id == order.merchant_id)
    return (await tx.execute(query)).scalar_one_or_none()


async def open_letter(tx: AsyncConnection, letter_id: UUID) -> Opened:
    """Raises LookupError for a letter that does not exist."""
    letter = (await tx.execute(select(urge_letters).where(urge_letters.c.letter_id == letter_id))).mappings().first()
    if letter is None:
        raise LookupError("there is no such letter")
    remedy = (await tx.execute(select(remedies).where(remedies.c.remedy_id == letter["remedy_id"]))).mappings().one()
    order = await load_order(tx, remedy["order_id"])
    assert order
    return Opened(letter=letter, remedy=remedy, order=order)


async def answer_letter(
    tx: AsyncConnection, letter_id: UUID, reply: Reply, by: datetime | None, text: str, now: datetime
) -> None:
    """A merchant's answer to an urge, passed on as the answer of the shop; once.

    `by` is required for DATE and lies ahead, `text` for CANNOT. Raises LookupError, BadReplyError, AnsweredError.
    """
    opened = await open_letter(tx, letter_id)
    if reply is Reply.DATE and (by is None or not now < by <= now + FURTHEST):
        raise BadReplyError("bad_date")
    if reply is Reply.CANNOT and not text:
        raise BadReplyError("why")
    if opened.letter["answered_at"] is not None:
        raise AnsweredError("before")
    if RemedyState(opened.remedy["state"]) in ENDS:
        raise AnsweredError("over")
    values = {"answered_at": now, "answer": reply, "answer_date": by, "answer_text": text or None}
    mine = (urge_letters.c.letter_id == letter_id) & urge_letters.c.answered_at.is_(None)
    if not (await tx.execute(update(urge_letters).where(mine).values(values))).rowcount:
        raise AnsweredError("before")
    await record(
        tx, at=now, who="merchant", what=What.MERCHANT_ANSWERED, why=Because.MERCHANT_REPLIED, note=text or None,
        subject=f"remedy:{opened.remedy['remedy_id']}", order_id=opened.order.order_id,
        customer_id=opened.order.customer_id, data={"answer": reply, "by": by.isoformat() if by else None},
    )  # fmt: skip
    told = RemedyAnswer(
        remedy_id=str(opened.remedy["remedy_id"]), status=_STATUS[reply], at=now, code=_CODE[reply], reason=text,
        expected_by=by,
    )  # fmt: skip
    await answered(tx, opened.remedy["remedy_id"], told, now, who="merchant")


_STATUS = {Reply.DONE: AnswerStatus.DONE, Reply.DATE: AnswerStatus.ACCEPTED, Reply.CANNOT: AnswerStatus.REFUSED}
_CODE = {Reply.DONE: "merchant_done", Reply.DATE: "merchant_date", Reply.CANNOT: "merchant_cannot"}


async def chase_letters(database: Database, rules: ShopRules, now: datetime, limit: int) -> int:
    """Remind merchants who have not answered, and have what stays unanswered rise; returns how many of both.

    One small transaction each, so that several processes may do this at once.
    """
    done = 0
    while done < limit:
        async with database.begin() as tx:
            found = await _next_unanswered(tx, rules, now)
            if found is None:
                return done
            letter, remedy = found
            if RemedyState(remedy["state"]) in ENDS:
                await _close(tx, letter["letter_id"], now)
            elif letter["created_at"] <= now - rules.merchants.escalate_after:
                await _close(tx, letter["letter_id"], now)
                await make_due(tx, remedy["remedy_id"], now)
            else:
                await note_reminder(tx, letter["letter_id"], now)
                await send_letter(tx, letter["letter_id"], remedy, "reminder", now)
        done += 1
    return done


async def _close(tx: AsyncConnection, letter_id: UUID, now: datetime) -> None:
    await tx.execute(update(urge_letters).where(urge_letters.c.letter_id == letter_id).values(escalated_at=now))


async def _next_unanswered(
    tx: AsyncConnection, rules: ShopRules, now: datetime
) -> tuple[RowMapping, RowMapping] | None:
    open_ones = urge_letters.c.answered_at.is_(None) & urge_letters.c.escalated_at.is_(None)
    late = urge_letters.c.created_at <= now - rules.merchants.escalate_after
    to_remind = (urge_letters.c.created_at <= now - rules.merchants.remind_after) & urge_letters.c.reminded_at.is_(None)
    query = (
        select(urge_letters)
        .where(open_ones, late | to_remind)
        .order_by(urge_letters.c.created_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    letter = (await tx.execute(query)).mappings().first()
    if letter is None:
        return None
    remedy = (await tx.execute(select(remedies).where(remedies.c.remedy_id == letter["remedy_id"]))).mappings().one()
    return letter, remedy
