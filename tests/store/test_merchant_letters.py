"""Urges by letter: through a real mail server, answered on the page, reminded of, given to a person in the end."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiosmtpd.smtp import SMTP
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from careline.cases.keeping import raise_what_is_late, tell_accepted, tell_ends
from careline.cases.service import Remedy, Wish, promises_of, remedies_of, request_remedy, take_back
from careline.core.journal import What
from careline.core.remedies import RemedyKind, RemedyState
from careline.desk.raising import raise_case
from careline.desk.words import failure_words
from careline.feed.service import Feed
from careline.http.endpoint import Access, register
from careline.http.problem import problem_middleware
from careline.merchants.letters import chase_letters, deliver_letters
from careline.merchants.links import Links
from careline.merchants.mail import Letter, SmtpMail
from careline.merchants.report import scorecards
from careline.merchants.routes import endpoints
from careline.store.database import Database
from careline.store.journal import story_of
from careline.store.orders import load_order
from careline.store.tables.cases import remedies
from careline.store.tables.conversations import messages
from careline.store.tables.desk import handoffs
from careline.store.tables.feed import merchants
from careline.store.tables.platform import outbox, urge_letters
from tests.factories import NOW, ago, event, instant
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.store

LINKS = Links("https://care.example", "a secret of at least sixteen")
LOCAL = ZoneInfo("Asia/Shanghai")


@dataclass
class Mailbox:
    """A real SMTP server's handler: keeps what it was sent; `answer` is what it says to a recipient."""

    letters: list[bytes] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope.content)
        return "250 taken"

    def read(self, n: int = -1) -> Any:
        return message_from_bytes(self.letters[n], policy=policy.default)


@asynccontextmanager
async def served(box: Mailbox) -> AsyncIterator[SmtpMail]:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(box, enable_SMTPUTF8=True), "127.0.0.1", 0)
    try:
        yield SmtpMail(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", "careline@care.example")
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
async def mail(box: Mailbox) -> AsyncIterator[SmtpMail]:
    async with served(box) as sender:
        yield sender


async def urged(tx: AsyncConnection, order_id: str = "CL2026-0001") -> Remedy:
    order = await load_order(tx, order_id)
    assert order
    details = {"block": "dispatch", "since": ago(hours=12).isoformat()}
    wish = Wish(order=order, kind=RemedyKind.URGE_MERCHANT, who="bot", channel="app", details=details)
    return await request_remedy(tx, wish, NOW, RULES)


async def deliver(database: Database, mail: SmtpMail, now: datetime = NOW) -> int:
    return await deliver_letters(database, mail, LINKS, "橙子优选", RULES, lambda: now)


async def the_remedy(database: Database) -> Remedy:
    async with database.begin() as tx:
        [remedy] = await remedies_of(tx, "CL2026-0001")
    return remedy


async def token_of(database: Database) -> str:
    async with database.begin() as tx:
        letter_id = (await tx.execute(select(urge_letters.c.letter_id))).scalar_one()
    return LINKS.token(letter_id)


async def test_an_urge_reaches_the_merchant_by_mail_and_tells_nothing_of_the_consumer(
    database: Database, mail: SmtpMail, box: Mailbox
) -> None:
    await prepared(database)
    assert await deliver(database, mail) == 1
    letter = box.read()
    text = letter.get_content()
    assert letter["To"] == "shop@merchant.example"
    assert "羊毛大衣" in letter["Subject"]
    assert "CL2026-0001" in text
    assert "没有发" in text
    assert re.search(r"https://care\.example/merchant/urges/\S+", text)
    assert "林晓雨" not in text
    assert "13800000001" not in text
    assert (await the_remedy(database)).state is RemedyState.SENT
    assert await deliver(database, mail) == 0
    assert len(box.letters) == 1


async def prepared(database: Database, email: str | None = "shop@merchant.example", **given: Any) -> Remedy:
    paid, placed = instant(ago(hours=60)), instant(ago(hours=61))
    told = event(order_id="CL2026-0001", paid_at=paid, placed_at=placed, **given)
    await Feed(database, RULES.new_users).take([told], NOW)
    async with database.begin() as tx:
        await tx.execute(update(merchants).values(email=email))
        return await urged(tx)


async def test_a_merchant_without_a_mailbox_is_urged_through_the_platform(database: Database) -> None:
    await prepared(database, email=None)
    async with database.begin() as tx:
        topics = (await tx.execute(select(outbox.c.topic).where(outbox.c.topic != "event"))).scalars().all()
    assert topics == ["remedy"]


async def test_a_mail_server_that_is_away_is_tried_again_later(database: Database, box: Mailbox) -> None:
    await prepared(database)
    away = SmtpMail("smtp://127.0.0.1:9", "careline@care.example")
    assert await deliver(database, away) == 0
    async with served(box) as mail:
        assert await deliver(database, mail) == 0  # not due yet
        assert await deliver(database, mail, NOW + timedelta(minutes=2)) == 1
    async with database.begin() as tx:
        row = (await tx.execute(select(outbox).where(outbox.c.topic == "letter"))).mappings().one()
    assert (row["tries"], row["delivered_at"] is not None) == (2, True)


async def test_a_mailbox_that_does_not_exist_fails_the_urge_at_once(
    database: Database, mail: SmtpMail, box: Mailbox
) -> None:
    await prepared(database)
    box.answer = "550 no such mailbox"
    await deliver(database, mail)
    remedy = await the_remedy(database)
    assert (remedy.state, remedy.answer_code) == (RemedyState.FAILED, "no_mailbox")


async def test_a_title_of_two_lines_is_mailed_on_one(database: Database, mail: SmtpMail, box: Mailbox) -> None:
    price = {"amount": "129.00", "currency": "CNY"}
    await prepared(
        database, items=[{"sku": "s-1", "title": "Canvas\r\nshoes\u2028 red", "quantity": 1, "price": price}]
    )
    assert await deliver(database, mail) == 1
    assert "Canvas shoes red" in box.read()["Subject"]
    assert "Canvas shoes red" in box.read().get_content()


@pytest.mark.parametrize(
    "address", ["shop@merchant.example\r\nBcc: all@merchant.example", "shop\u2028@merchant.example"]
)
async def test_what_cannot_be_sent_ends_with_a_reason_at_the_desk(
    database: Database, mail: SmtpMail, box: Mailbox, address: str
) -> None:
    await prepared(database, email=address)
    await deliver(database, mail)
    remedy = await the_remedy(database)
    assert (remedy.state, remedy.answer_code) == (RemedyState.FAILED, "unsendable")
    assert failure_words(remedy.answer_code, remedy.answer, "en") != remedy.answer_code
    assert await chase_letters(database, RULES, NOW + RULES.merchants.escalate_after) == 0
    assert box.letters == []


async def test_whatever_the_mail_raises_the_letter_is_tried_later(database: Database) -> None:
    class Broken(SmtpMail):
        async def send(self, letter: Letter) -> None:
            raise KeyError(letter.letter_id)

    await prepared(database)
    assert await deliver(database, Broken("smtp://127.0.0.1:9", "careline@care.example")) == 0
    async with database.begin() as tx:
        row = (await tx.execute(select(outbox).where(outbox.c.topic == "letter"))).mappings().one()
    assert (row["claim"], row["last_error"]) == (None, "KeyError")
    assert row["next_try_at"] == NOW + timedelta(minutes=1)


async def test_of_a_letter_that_never_left_nobody_says_that_the_shop_is_silent(database: Database) -> None:
    await prepared(database)
    away = SmtpMail("smtp://127.0.0.1:9", "careline@care.example")
    await deliver(database, away)
    assert await chase_letters(database, RULES, NOW + RULES.merchants.remind_after) == 1
    last = NOW + RULES.merchants.escalate_after
    assert await chase_letters(database, RULES, last) == 1
    assert await chase_letters(database, RULES, last) == 0
    remedy = await the_remedy(database)
    assert (remedy.state, remedy.answer_code) == (RemedyState.FAILED, "never_left")
    async with database.begin() as tx:
        rows = (await tx.execute(select(outbox.c.next_try_at).where(outbox.c.topic == "letter"))).scalars().all()
    assert rows == [None]


async def test_a_merchant_whose_address_has_gone_is_urged_through_the_platform(
    database: Database, mail: SmtpMail
) -> None:
    await prepared(database)
    async with database.begin() as tx:
        await tx.execute(update(merchants).values(email=None))
    assert await deliver(database, mail) == 0
    async with database.begin() as tx:
        due = select(outbox.c.topic).where(outbox.c.topic != "event", outbox.c.next_try_at.is_not(None))
        assert (await tx.execute(due)).scalars().all() == ["remedy"]


async def test_a_withdrawn_urge_is_not_mailed_any_more(database: Database, mail: SmtpMail, box: Mailbox) -> None:
    remedy = await prepared(database)
    async with database.begin() as tx:
        order = await load_order(tx, "CL2026-0001")
        assert order
        await take_back(tx, remedy.remedy_id, order, NOW, RULES, who="consumer", channel="app")
    await deliver(database, mail)
    assert box.letters == []


async def opened(database: Database) -> TestClient[Any, Any]:
    async def anyone(_request: web.Request) -> None:
        return

    app = web.Application(middlewares=[problem_middleware({})])
    register(app, endpoints(database, LINKS, lambda _: "橙子优选", lambda: NOW), {Access.LETTER: anyone})
    client: TestClient[Any, Any] = TestClient(TestServer(app))
    await client.start_server()
    return client


@pytest.mark.parametrize(
    ("form", "state", "code"),
    [
        ({"reply": "done"}, RemedyState.DONE, "merchant_done"),
        ({"reply": "cannot", "text": "面料缺货"}, RemedyState.REFUSED, "merchant_cannot"),
        ({"reply": "date", "by": "2026-11-26T18:00"}, RemedyState.SENT, "merchant_date"),
    ],
)
async def test_what_the_merchant_answers_moves_the_urge(
    database: Database, mail: SmtpMail, form: dict[str, str], state: RemedyState, code: str
) -> None:
    await prepared(database)
    await deliver(database, mail)
    client = await opened(database)
    try:
        path = f"/merchant/urges/{await token_of(database)}"
        shown = await client.get(path)
        text = await shown.text()
        assert shown.status == 200
        assert "羊毛大衣" in text
        assert "林晓雨" not in text
        answer = await client.post(path, data=form)
        assert answer.status == 200
        assert "已经转告顾客" in await answer.text()
        again = await client.post(path, data={"reply": "done"})
        assert again.status == 409
    finally:
        await client.close()
    remedy = await the_remedy(database)
    assert remedy.state is state
    if code == "merchant_date":
        assert remedy.due_at == datetime(2026, 11, 26, 18, 0, tzinfo=LOCAL)
        assert await tell_accepted(database, NOW, RULES) == 1, "as the page says, the consumer hears it"
    else:
        assert remedy.answer_code == code
        assert remedy.answer == form.get("text")


async def test_a_date_that_comes_after_the_urge_had_failed_is_told_and_waited_for(
    database: Database, mail: SmtpMail, box: Mailbox
) -> None:
    """The reminder found no mailbox, and the merchant answers the first letter all the same."""
    await prepared(database)
    await deliver(database, mail)
    box.answer = "550 no such mailbox"
    await chase_letters(database, RULES, NOW + RULES.merchants.remind_after)
    await deliver(database, mail, NOW + RULES.merchants.remind_after)
    assert (await the_remedy(database)).state is RemedyState.FAILED
    await tell_ends(database, NOW, RULES, shop_name="橙子优选")
    client = await opened(database)
    try:
        path = f"/merchant/urges/{await token_of(database)}"
        assert (await client.post(path, data={"reply": "date", "by": "2026-11-26T18:00"})).status == 200
    finally:
        await client.close()
    remedy = await the_remedy(database)
    assert (remedy.state, remedy.due_at) == (RemedyState.SENT, datetime(2026, 11, 26, 18, 0, tzinfo=LOCAL))
    assert await tell_accepted(database, NOW, RULES) == 1
    async with database.begin() as tx:
        kept = [(row["kind"], row["state"]) for row in await promises_of(tx, remedy.customer_id, open_only=False)]
        said = (await tx.execute(select(messages.c.text).order_by(messages.c.seq))).scalars().all()
    assert sorted(kept) == [("answer", "kept"), ("answer", "open"), ("decision", "kept")]
    assert "对方回复说" in said[-1]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "请先选一项"),
        ({"reply": "nonsense"}, "请先选一项"),
        ({"reply": "date", "by": ""}, "以后的时间"),
        ({"reply": "date", "by": "2026-11-01T10:00"}, "以后的时间"),
        ({"reply": "date", "by": "2027-11-01T10:00"}, "以后的时间"),
        ({"reply": "date", "by": "0001-01-01T00:00:00+08:00"}, "以后的时间"),
        ({"reply": "date", "by": "0001-01-01T00:00"}, "以后的时间"),
        ({"reply": "date", "by": "9999-12-31T23:59:59-08:00"}, "以后的时间"),
        ({"reply": "cannot", "text": "  "}, "请写明办不了的原因"),
    ],
)
async def test_an_answer_that_is_not_complete_says_what_is_missing_and_changes_nothing(
    database: Database, mail: SmtpMail, form: dict[str, str], said: str
) -> None:
    await prepared(database)
    await deliver(database, mail)
    client = await opened(database)
    try:
        answer = await client.post(f"/merchant/urges/{await token_of(database)}", data=form)
        assert answer.status == 422
        assert said in await answer.text()
    finally:
        await client.close()
    assert (await the_remedy(database)).state is RemedyState.SENT


async def test_a_link_that_nobody_signed_shows_nothing(database: Database) -> None:
    await prepared(database)
    client = await opened(database)
    try:
        for token in ("x", "A" * 48, "%00", "=" * 10):
            answer = await client.get(f"/merchant/urges/{token}")
            assert answer.status == 404
            assert "羊毛大衣" not in await answer.text()
    finally:
        await client.close()


async def test_what_a_merchant_writes_is_text_on_the_page(database: Database, mail: SmtpMail) -> None:
    await prepared(database)
    await deliver(database, mail)
    client = await opened(database)
    try:
        form = {"reply": "date", "by": "", "text": "<script>alert(1)</script>"}
        answer = await client.post(f"/merchant/urges/{await token_of(database)}", data=form)
        assert "<script>" not in await answer.text()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    finally:
        await client.close()


async def test_a_silent_merchant_is_reminded_once_and_then_a_person_gets_the_case(
    database: Database, mail: SmtpMail, box: Mailbox
) -> None:
    remedy = await prepared(database)
    await deliver(database, mail)
    later = NOW + RULES.merchants.remind_after
    assert await chase_letters(database, RULES, later - timedelta(minutes=1)) == 0
    assert await chase_letters(database, RULES, later) == 1
    assert await chase_letters(database, RULES, later) == 0
    await deliver(database, mail, later)
    assert "还没有收到您的答复" in box.read().get_content()
    assert await raise_what_is_late(database, later, RULES, raise_case) == 0
    last = NOW + RULES.merchants.escalate_after
    assert await chase_letters(database, RULES, last) == 1
    assert await chase_letters(database, RULES, last) == 0
    assert await raise_what_is_late(database, last, RULES, raise_case) == 1
    assert await raise_what_is_late(database, last, RULES, raise_case) == 0
    async with database.begin() as tx:
        story = [row["what"] for row in await story_of(tx, remedy.order_id)]
        asked = (await tx.execute(select(handoffs.c.why))).scalars().all()
    assert story.count(What.CASE_RAISED) == 1
    assert asked == ["promise_due"]


async def test_who_gives_a_merchant_less_time_than_the_consumer_was_told_says_so_before_that_time(
    database: Database, mail: SmtpMail
) -> None:
    """The consumer hears by the time they were told, so that promise is kept; nobody says that it has passed."""
    remedy = await prepared(database)
    await deliver(database, mail)
    assert remedy.due_at
    rules = rules_with(merchants={"remind_after": timedelta(hours=2), "escalate_after": timedelta(hours=6)})
    now = NOW + timedelta(hours=6)
    assert now < remedy.due_at
    assert await chase_letters(database, rules, now) == 1
    assert await raise_what_is_late(database, now, rules, raise_case) == 1
    assert await raise_what_is_late(database, now, rules, raise_case) == 0
    async with database.begin() as tx:
        kinds = [(row["kind"], row["state"]) for row in await promises_of(tx, remedy.customer_id, open_only=False)]
        said = (await tx.execute(select(messages.c.text).order_by(messages.c.seq))).scalars().all()
    assert sorted(kinds) == [("answer", "kept"), ("answer", "open")]
    assert said[-1].startswith("您买的羊毛大衣，商家到现在没有回复，抱歉。\n已经转给同事跟进")


async def test_a_letter_that_nothing_can_be_done_with_keeps_no_other_waiting(
    database: Database, mail: SmtpMail, box: Mailbox
) -> None:
    """Its remedy's details are none, so that it cannot be written."""
    await prepared(database)
    paid, placed = instant(ago(hours=60)), instant(ago(hours=61))
    told = event(order_id="CL2026-0002", paid_at=paid, placed_at=placed) | {"event_id": "e-2"}
    await Feed(database, RULES.new_users).take([told], NOW)
    async with database.begin() as tx:
        await tx.execute(update(remedies).values(details={"block": "dispatch", "since": "yesterday"}))
        await tx.execute(update(merchants).values(email="shop@merchant.example"))
        await urged(tx, "CL2026-0002")
    assert await deliver(database, mail) == 1
    async with database.begin() as tx:
        rows = (await tx.execute(select(outbox).where(outbox.c.topic == "letter"))).mappings().all()
    assert [(row["last_error"], row["claim"]) for row in rows if row["last_error"]] == [("ValueError", None)]
    assert {row["next_try_at"] for row in rows} == {None, NOW + timedelta(minutes=1)}


async def test_answered_urges_count_for_the_merchant(database: Database, mail: SmtpMail) -> None:
    await prepared(database)
    await deliver(database, mail)
    client = await opened(database)
    try:
        await client.post(
            f"/merchant/urges/{await token_of(database)}", data={"reply": "date", "by": "2026-11-26T18:00"}
        )
    finally:
        await client.close()
    async with database.begin() as tx:
        [(merchant_id, name, card)] = await scorecards(tx, ago(days=30), NOW, RULES)
    assert (merchant_id, name) == ("m-1", "江南衣坊")
    assert (card.orders, card.on_time, card.urges, card.urges_answered) == (1, 0.0, 1, 1.0)
