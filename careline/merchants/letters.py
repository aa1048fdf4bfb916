"""Letters to merchants: delivered from the outbox, answered on a page, reminded of; in the end a person takes over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import RowMapping, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.deciding import MERCHANT
from careline.cases.letters import letter_key, note_reminder, send_letter
from careline.cases.remedies import locked_remedy
from careline.cases.rounds import Walk, each
from careline.cases.service import answered, make_due, send_to_platform
from careline.core import phrases
from careline.core.journal import Because, What
from careline.core.orders import AnswerStatus, Order, RemedyAnswer
from careline.core.remedies import ENDS, RemedyState
from careline.core.rules import ShopRules
from careline.core.wording.merchants import letter_text
from careline.merchants.links import Links
from careline.merchants.mail import Letter, Mail, MailError, NoMailboxError, UnsendableError
from careline.store.database import Database
from careline.store.failures import passing
from careline.store.journal import record
from careline.store.orders import load_order
from careline.store.outbox import LETTER, claim, finish, free, held, stop
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

    Without a mail server, or the merchant's address, the urge goes to the platform after all.
    """
    sent = 0
    while claimed := await _claim(database, clock()):
        try:
            sent += await _deliver(database, claimed, mail, links, shop_name, rules, clock)
        except Exception as error:
            if passing(error):
                raise  # the claim expires
            log.exception("letter not sent", extra={"action": "letter_failed", "kind": type(error).__name__})
            await _put_off(database, claimed, MailError(type(error).__name__), clock())
    return sent


async def _deliver(
    database: Database, claimed: RowMapping, mail: Mail | None, links: Links, shop_name: str, rules: ShopRules,
    clock: Callable[[], datetime],
) -> bool:  # fmt: skip
    """Whether the letter left."""
    async with database.begin() as tx:
        opened = await open_letter(tx, UUID(claimed["body"]["letter_id"]))
        to = await _address(tx, opened.order)
    over = RemedyState(opened.remedy["state"]) in ENDS or opened.letter["answered_at"] is not None
    if mail is None or not to:
        why = "no address is told any more" if mail else "no mail server is set"
        async with database.begin() as tx:
            await _by_platform(tx, claimed, opened, why, clock(), over=over)
        return False
    failed = None
    if not over:
        failed = await _sent(mail, _letter(claimed, opened, to, links, shop_name, rules, clock()))
    if isinstance(failed, MailError):
        await _put_off(database, claimed, failed, clock())
        return False
    async with database.begin() as tx:
        await _record(tx, claimed, opened, failed, clock(), over=over)
    return not (over or failed)


async def _sent(mail: Mail, letter: Letter) -> Exception | None:
    try:
        await mail.send(letter)
    except (MailError, NoMailboxError, UnsendableError) as error:
        log.warning("letter not sent", extra={"action": "letter_failed", "kind": type(error).__name__})
        return error
    return None


async def _put_off(database: Database, claimed: RowMapping, failed: MailError, now: datetime) -> None:
    """Whatever went wrong with a row, it is tried later; who never gets it away is `chase_letters`' to see to."""
    wait = min(FIRST_WAIT * 2 ** min(claimed["tries"] - 1, 10), LONGEST_WAIT)
    async with database.begin() as tx:
        if await held(tx, claimed["message_id"], claimed["claim"]):
            await finish(tx, claimed["message_id"], next_try_at=now + wait, last_error=str(failed))


async def _claim(database: Database, now: datetime) -> RowMapping | None:
    due = (
        select(outbox.c.message_id)
        .where(outbox.c.topic == LETTER, outbox.c.next_try_at <= now, free())
        .order_by(outbox.c.next_try_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    async with database.begin() as tx:
        return next(iter(await claim(tx, due, CLAIM)), None)


async def _still_ours(tx: AsyncConnection, claimed: RowMapping, opened: Opened) -> bool:
    """Whether what became of it is ours to say. The letter first, as who answers it takes it, then remedy and row."""
    mine = select(urge_letters.c.letter_id).where(urge_letters.c.letter_id == opened.letter["letter_id"])
    await tx.execute(mine.with_for_update())
    await locked_remedy(tx, opened.remedy["remedy_id"])
    return await held(tx, claimed["message_id"], claimed["claim"])


async def _by_platform(
    tx: AsyncConnection, claimed: RowMapping, opened: Opened, why: str, now: datetime, *, over: bool
) -> None:
    if not await _still_ours(tx, claimed, opened):
        return
    await finish(tx, claimed["message_id"], last_error=why)
    if not over and opened.remedy["state"] == RemedyState.APPROVED:
        await _close(tx, opened.letter["letter_id"], now)
        await send_to_platform(tx, opened.remedy, opened.order, now)


async def _record(
    tx: AsyncConnection, claimed: RowMapping, opened: Opened, failed: Exception | None, now: datetime, *, over: bool
) -> None:
    if not await _still_ours(tx, claimed, opened):
        return
    message_id = claimed["message_id"]
    if over:
        await finish(tx, message_id)
        return
    if failed:
        await finish(tx, message_id, last_error=str(failed))
        code = "no_mailbox" if isinstance(failed, NoMailboxError) else "unsendable"
        await _fail(tx, opened.remedy["remedy_id"], opened.letter["letter_id"], code, now)
        return
    await finish(tx, message_id, delivered_at=now, last_error=None)
    await record(
        tx, at=now, who="system", what=What.LETTER_SENT, why=Because.CONSUMER_ASKED,
        subject=f"remedy:{opened.remedy['remedy_id']}", order_id=opened.order.order_id,
        customer_id=opened.order.customer_id, data={"letter": claimed["kind"], "merchant": opened.order.merchant_id},
    )  # fmt: skip
    told = RemedyAnswer(remedy_id=str(opened.remedy["remedy_id"]), status=AnswerStatus.ACCEPTED, at=now)
    await answered(tx, opened.remedy["remedy_id"], told, now, who="system")


async def _fail(tx: AsyncConnection, remedy_id: UUID, letter_id: UUID, code: str, now: datetime) -> None:
    """An agent has it from here on, and nobody is reminded of this letter; `code` says why (careline/desk/words.py)."""
    await _close(tx, letter_id, now)
    told = RemedyAnswer(remedy_id=str(remedy_id), status=AnswerStatus.FAILED, at=now, code=code)
    await answered(tx, remedy_id, told, now, who="system")


def _letter(
    claimed: RowMapping, opened: Opened, to: str, links: Links, shop_name: str, rules: ShopRules, now: datetime
) -> Letter:
    language, order, letter = opened.letter["language"], opened.order, opened.letter
    shop = rules.shop_in(language, shop_name)
    named = {"shop": shop, "goods": phrases.order_name(order, language), "order": order.number or order.order_id}
    values = {name: " ".join(said.split()) for name, said in named.items()}  # a title of two lines fits no subject
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
        letter_text("foot", language, shop=values["shop"]),
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
        tx, at=now, who=MERCHANT, what=What.MERCHANT_ANSWERED, why=Because.MERCHANT_REPLIED, note=text or None,
        subject=f"remedy:{opened.remedy['remedy_id']}", order_id=opened.order.order_id,
        customer_id=opened.order.customer_id, data={"answer": reply, "by": by.isoformat() if by else None},
    )  # fmt: skip
    told = RemedyAnswer(
        remedy_id=str(opened.remedy["remedy_id"]), status=_STATUS[reply], at=now, code=_CODE[reply], reason=text,
        expected_by=by,
    )  # fmt: skip
    await answered(tx, opened.remedy["remedy_id"], told, now, who=MERCHANT)


_STATUS = {Reply.DONE: AnswerStatus.DONE, Reply.DATE: AnswerStatus.ACCEPTED, Reply.CANNOT: AnswerStatus.REFUSED}
_CODE = {Reply.DONE: "merchant_done", Reply.DATE: "merchant_date", Reply.CANNOT: "merchant_cannot"}


async def chase_letters(database: Database, rules: ShopRules, now: datetime, walk: Walk | None = None) -> int:
    """Remind merchants who have not answered, and have what stays unanswered, or never left, rise; returns how many."""
    escalates = now - rules.merchants.escalate_after
    unanswered = urge_letters.c.answered_at.is_(None) & urge_letters.c.escalated_at.is_(None)
    to_remind = (urge_letters.c.created_at <= now - rules.merchants.remind_after) & urge_letters.c.reminded_at.is_(None)
    due = unanswered & or_(urge_letters.c.created_at <= escalates, to_remind)

    async def _one(tx: AsyncConnection, letter_id: UUID) -> bool:
        mine = select(urge_letters).where(urge_letters.c.letter_id == letter_id, due)
        letter = (await tx.execute(mine.with_for_update(skip_locked=True))).mappings().first()
        if letter is None:
            return False
        remedy = (await open_letter(tx, letter_id)).remedy
        left = await _has_left(tx, letter_id)
        if RemedyState(remedy["state"]) in ENDS:
            await _close(tx, letter_id, now)
        elif letter["created_at"] <= escalates and not left:
            await stop(tx, remedy["remedy_id"])  # it is not the merchant who keeps silent
            await _fail(tx, remedy["remedy_id"], letter_id, "never_left", now)
        elif letter["created_at"] <= escalates:
            await _close(tx, letter_id, now)
            await make_due(tx, remedy["remedy_id"], now)
        else:
            await note_reminder(tx, letter_id, now)
            if left:
                await send_letter(tx, letter_id, remedy, "reminder", now)
        return True

    return await each(database, select(urge_letters.c.letter_id).where(due), _one, walk)


async def _has_left(tx: AsyncConnection, letter_id: UUID) -> bool:
    its_row = outbox.c.idempotency_key == letter_key(letter_id, "urge")
    query = select(exists().where(its_row, outbox.c.delivered_at.is_not(None)))
    return bool((await tx.execute(query)).scalar_one())


async def _close(tx: AsyncConnection, letter_id: UUID, now: datetime) -> None:
    await tx.execute(update(urge_letters).where(urge_letters.c.letter_id == letter_id).values(escalated_at=now))
