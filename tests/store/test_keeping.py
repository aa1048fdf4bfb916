"""What we promised is told when it ends, rises when it is late, and nobody is told twice."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import RowMapping, select, update

from careline.cases import rounds
from careline.cases.closing import close_quiet_cases
from careline.cases.keeping import (
    evidence_never_came,
    keeping_steps,
    raise_what_is_late,
    tell_accepted,
    tell_ends,
)
from careline.cases.remedies import locked_remedy, move
from careline.cases.service import Remedy, answered, approve, end_promise, make_promise, refuse, take_back
from careline.contacts.service import opt_out
from careline.conversations.conversation import change_owner, hold, latest_app
from careline.conversations.service import Conversations
from careline.core.contact import Channel
from careline.core.conversation import Move, Owner
from careline.core.journal import Because
from careline.core.orders import AnswerStatus, Customer, Order, RemedyAnswer
from careline.core.promises import PromiseKind, PromiseMove
from careline.core.remedies import RemedyKind, RemedyMove, RemedyState
from careline.desk.raising import raise_case
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.cases import cases
from careline.store.tables.contacts import sms
from careline.store.tables.desk import handoffs
from tests.factories import NOW, ahead, consent, customer, order, yuan
from tests.keeping_kit import an_agent, case_now, known, promises_now, remedy_now, told_to, wished
from tests.rules import RULES

pytestmark = pytest.mark.store

K, S = RemedyKind, RemedyState
SHOP = "云选商城"
SOON = ahead(minutes=1)


async def shop_says(database: Database, remedy: Remedy, status: AnswerStatus, **given: Any) -> None:
    usual: dict[str, Any] = {"code": "", "reason": "", "expected_by": None}
    told = RemedyAnswer(**{"remedy_id": str(remedy.remedy_id), "status": status, "at": NOW, **usual, **given})
    async with database.begin() as tx:
        await answered(tx, remedy.remedy_id, told, NOW, who="platform")


async def tell(database: Database, now: datetime = SOON) -> int:
    return await tell_ends(database, now, RULES, shop_name=SHOP)


async def writes(database: Database, customer_id: str = "u-lin", now: datetime = NOW) -> None:
    await Conversations(database).post(customer_id, new_id(), now, text="在吗")


async def texts_sent(database: Database) -> list[RowMapping]:
    async with database.begin() as tx:
        return list((await tx.execute(select(sms).order_by(sms.c.created_at))).mappings())


async def waiting(database: Database) -> list[RowMapping]:
    async with database.begin() as tx:
        return list((await tx.execute(select(handoffs))).mappings())


async def refund(database: Database, who: Customer | None = None, **given: Any) -> tuple[Order, Remedy]:
    shown = await known(database, order(**given), who)
    return shown, await wished(database, shown, K.REFUND, amount=yuan("49.00"))


async def test_the_end_is_told_in_the_app_once_and_by_text_message(database: Database) -> None:
    _, got = await refund(database)
    await shop_says(database, got, AnswerStatus.DONE)
    assert [await tell(database), await tell(database)] == [1, 0]
    (message,) = await told_to(database, "u-lin")
    assert message["text"] == "您买的羊毛大衣的退款 49 元，商家已经打款，会退回您原来的付款方式。"
    assert (message["author"], message["buttons"]) == ("bot", [])
    assert (await remedy_now(database, got.remedy_id))["told_at"] == SOON
    (text,) = await texts_sent(database)
    assert text["body"] == f"【{SHOP}】{message['text']}"
    assert (text["idempotency_key"], text["due_at"]) == (
        f"remedy:{got.remedy_id}",
        ahead(hours=2),
    )  # 14:00, after lunch


async def test_in_english_for_who_speaks_english(database: Database) -> None:
    _, got = await refund(database, customer(locale="en"))
    await shop_says(database, got, AnswerStatus.REFUSED, code="worn", reason="The coat was worn.")
    await tell(database)
    (message,) = await told_to(database, "u-lin")
    assert message["text"] == (
        "The shop did not agree to the refund for 羊毛大衣. The reason: The coat was worn. "
        "If you disagree, a colleague can look at it again."
    )
    assert [button["title"] for button in message["buttons"]] == ["Talk to a person"]


async def test_what_an_agent_refused_is_told_with_their_reason(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("79.00"))
    async with database.begin() as tx:
        await refuse(tx, got.remedy_id, "li", "照片看不清", NOW)
    await tell(database)
    (message,) = await told_to(database, "u-lin")
    assert message["text"] == "您买的羊毛大衣的退款没有通过审核。原因：照片看不清。还有疑问的话，我请同事跟您说。"


async def test_several_ends_are_one_message(database: Database) -> None:
    shown, got = await refund(database)
    other = await wished(database, shown, K.INVOICE)
    for one in (got, other):
        await shop_says(database, one, AnswerStatus.DONE)
    await tell(database)
    (message,) = await told_to(database, "u-lin")
    assert message["text"].count("\n") == 1


async def test_two_urges_that_end_alike_are_told_in_one_sentence(database: Database) -> None:
    shown = await known(database)
    first, second = [
        await wished(database, shown, K.URGE_MERCHANT, about=about) for about in ("dispatch", "words:note")
    ]
    await shop_says(database, first, AnswerStatus.DONE)
    await tell(database)
    await shop_says(database, second, AnswerStatus.DONE)
    await tell(database)
    assert len(await told_to(database, "u-lin")) == 1
    assert (await remedy_now(database, second.remedy_id))["told_at"] == SOON


async def test_several_workers_tell_an_end_once(database: Database) -> None:
    for n in range(4):
        shown = await known(database, order(order_id=f"CL-{n}", customer_id=f"u-{n % 2}"))
        await shop_says(database, await wished(database, shown, K.INVOICE), AnswerStatus.DONE)
    await asyncio.gather(*(tell(database) for _ in range(4)))
    told = [message["text"].count("发票") for n in range(2) for message in await told_to(database, f"u-{n}")]
    assert sum(told) == 4


async def test_who_took_it_back_is_not_told_what_they_did(database: Database) -> None:
    shown, got = await refund(database)
    async with database.begin() as tx:
        await take_back(tx, got.remedy_id, shown, NOW, RULES, who="consumer", channel="app")
    assert (await tell(database), await told_to(database, "u-lin")) == (0, [])


async def test_what_the_order_made_needless_is_told(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown)
    async with database.begin() as tx:
        row = await locked_remedy(tx, got.remedy_id)
        await move(tx, row, RemedyMove.WITHDRAW, who="feed", why=Because.ORDER_MOVED_ON, now=NOW)
    assert await tell(database) == 1
    (message,) = await told_to(database, "u-lin")
    assert message["text"] == "您买的羊毛大衣的订单有了新进展，之前的催商家不用再等了。"


async def test_who_is_in_the_app_just_now_gets_no_text_message(database: Database) -> None:
    _, got = await refund(database)
    await writes(database)
    await shop_says(database, got, AnswerStatus.DONE)
    await tell(database, ahead(minutes=9))
    assert (len(await told_to(database, "u-lin")), await texts_sent(database)) == (1, [])


@pytest.mark.parametrize("who", [{"consent": consent(service_sms=False)}, {"phone": None}])
async def test_who_did_not_agree_to_text_messages_gets_none(database: Database, who: dict[str, Any]) -> None:
    _, got = await refund(database, customer(**who))
    await shop_says(database, got, AnswerStatus.DONE)
    await tell(database)
    assert (len(await told_to(database, "u-lin")), await texts_sent(database)) == (1, [])


async def test_who_opted_out_of_text_messages_gets_none(database: Database) -> None:
    _, got = await refund(database)
    async with database.begin() as tx:
        await opt_out(tx, "u-lin", Channel.SMS, source="app", now=NOW)
    await shop_says(database, got, AnswerStatus.DONE)
    await tell(database)
    assert await texts_sent(database) == []


async def test_a_failure_is_told_with_a_new_time_and_waits_for_an_agent(database: Database) -> None:
    shown, got = await refund(database)
    await shop_says(database, got, AnswerStatus.FAILED, code="unreachable")
    await tell(database)
    (message,) = await told_to(database, "u-lin")
    assert message["text"] == "您买的羊毛大衣的退款商家那边没办成，同事已经接手，明天 10:00 前给您消息。"
    assert await promises_now(database, shown.order_id) == [("answer", "kept"), ("decision", "open")]
    assert (await remedy_now(database, got.remedy_id))["due_at"] == ahead(hours=22)
    assert await texts_sent(database) == []
    async with database.begin() as tx:
        await approve(tx, got.remedy_id, await an_agent(database, "li"), "li", shown, SOON, RULES)
    await shop_says(database, got, AnswerStatus.DONE)
    await tell(database, ahead(minutes=2))
    assert len(await told_to(database, "u-lin")) == 2
    assert len(await texts_sent(database)) == 1


async def test_a_time_that_the_shop_names_is_told_once_and_never_falls_into_the_night(database: Database) -> None:
    shown, got = await refund(database)
    await shop_says(database, got, AnswerStatus.ACCEPTED, expected_by=ahead(hours=35))  # 23:00 tomorrow
    assert [await tell_accepted(database, SOON, RULES) for _ in range(2)] == [1, 0]
    (message,) = await told_to(database, "u-lin")
    told = "您买的羊毛大衣的退款商家已经受理，说11月26日 10:00 前办好。到时不管结果如何都会告诉您。"
    assert message["text"] == told
    assert (await remedy_now(database, got.remedy_id))["due_at"] == ahead(hours=46)
    assert await raise_what_is_late(database, ahead(hours=45), RULES, raise_case) == 0
    assert await promises_now(database, shown.order_id) == [("answer", "open")]
    await shop_says(database, got, AnswerStatus.ACCEPTED, expected_by=ahead(hours=35))  # the order repeats it
    assert await tell_accepted(database, SOON, RULES) == 0
    assert (await remedy_now(database, got.remedy_id))["due_at"] == ahead(hours=46)
    await shop_says(database, got, AnswerStatus.DONE)
    assert await promises_now(database, shown.order_id) == [("answer", "kept")]


async def test_evidence_that_never_came_ends_the_wish_and_is_told(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, waits_for=("photo",))
    assert await evidence_never_came(database, ahead(hours=71)) == 0
    assert sum(await asyncio.gather(*(evidence_never_came(database, ahead(hours=72)) for _ in range(3)))) == 1
    row = await remedy_now(database, got.remedy_id)
    assert (row["state"], row["answer_code"]) == (S.REFUSED, "evidence_never_came")
    await tell(database, ahead(hours=73))
    (message,) = await told_to(database, "u-lin")
    assert message["text"].startswith("您买的羊毛大衣的退款还差照片或单号")


async def test_a_word_not_kept_is_broken_told_and_rises_before_anybody_asks(database: Database) -> None:
    shown, got = await refund(database)
    assert await raise_what_is_late(database, ahead(hours=23), RULES, raise_case) == 0
    late = ahead(hours=24)
    assert await raise_what_is_late(database, late, RULES, raise_case) == 1
    assert await promises_now(database, shown.order_id) == [("answer", "broken"), ("answer", "open")]
    (message,) = await told_to(database, "u-lin")
    assert message["text"] == (
        "您买的羊毛大衣，答应您今天 12:00 前给退款的结果，还没有，抱歉。\n已经转给同事跟进，明天 12:00 前再给您消息。"
    )
    (handoff,) = await waiting(database)
    assert handoff["why"] == "promise_due"
    assert (await remedy_now(database, got.remedy_id))["due_at"] == ahead(hours=48)
    assert await raise_what_is_late(database, late, RULES, raise_case) == 0
    await shop_says(database, got, AnswerStatus.DONE)
    assert await promises_now(database, shown.order_id) == [("answer", "broken"), ("answer", "kept")]
    await tell(database, ahead(hours=25))
    assert [line["author"] for line in await told_to(database, "u-lin")] == ["bot", "system"]


async def test_an_approval_that_nobody_gave_in_time_rises(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("79.00"))
    assert got.due_at is not None
    assert await raise_what_is_late(database, got.due_at, RULES, raise_case) == 1
    assert await promises_now(database, shown.order_id) == [("decision", "broken"), ("decision", "open")]
    assert len(await waiting(database)) == 1
    assert (await remedy_now(database, got.remedy_id))["state"] == S.NEEDS_APPROVAL


async def test_the_dedicated_agent_of_the_case_gets_it(database: Database) -> None:
    await refund(database)
    agent_id = await an_agent(database, "li")
    async with database.begin() as tx:
        await tx.execute(update(cases).values(agent_id=agent_id))
    await raise_what_is_late(database, ahead(hours=24), RULES, raise_case)
    assert [row["dedicated_agent_id"] for row in await waiting(database)] == [agent_id]


async def test_who_talks_with_an_agent_already_keeps_that_agent(database: Database) -> None:
    await refund(database)
    await writes(database)
    async with database.begin() as tx:
        conversation = await latest_app(tx, "u-lin")
        assert conversation
        held = await hold(tx, conversation.conversation_id)
        agent_id = await _in_row(database)
        await change_owner(tx, held, Move.CLAIM, who="agent:li", why="claim", now=NOW, agent_id=agent_id)
    await raise_what_is_late(database, ahead(hours=24), RULES, raise_case)
    assert (len(await told_to(database, "u-lin")), await waiting(database)) == (1, [])


async def _in_row(database: Database) -> UUID:
    return await an_agent(database, "li")


async def test_several_workers_break_a_word_once(database: Database) -> None:
    shown, _ = await refund(database)
    late = ahead(hours=24)
    done = await asyncio.gather(*(raise_what_is_late(database, late, RULES, raise_case) for _ in range(4)))
    assert sum(done) == 1
    assert await promises_now(database, shown.order_id) == [("answer", "broken"), ("answer", "open")]
    assert len(await told_to(database, "u-lin")) == 1


async def test_an_answer_that_comes_while_the_word_is_broken_is_told_as_well_and_nothing_is_lost(
    database: Database,
) -> None:
    shown, got = await refund(database)
    await asyncio.gather(
        raise_what_is_late(database, ahead(hours=24), RULES, raise_case),
        shop_says(database, got, AnswerStatus.DONE),
    )
    await tell(database, ahead(hours=24))
    assert (await remedy_now(database, got.remedy_id))["told_at"] is not None
    assert {state for _, state in await promises_now(database, shown.order_id)} <= {"kept", "broken"}


async def words_of_an_agent(database: Database, kind: PromiseKind = PromiseKind.AGENT_WORD) -> tuple[Order, UUID]:
    shown, got = await refund(database)
    await shop_says(database, got, AnswerStatus.DONE)
    await tell(database)
    case = await case_now(database, shown.order_id)
    about = {"case_id": case["case_id"], "order_id": shown.order_id, "customer_id": shown.customer_id}
    async with database.begin() as tx:
        made = await make_promise(tx, about, kind, ahead(hours=3), who="agent:li", now=NOW, text="跟仓库确认库存")
    return shown, made


async def test_what_an_agent_promised_rises_when_it_is_late(database: Database) -> None:
    shown, _ = await words_of_an_agent(database)
    assert await raise_what_is_late(database, ahead(hours=3), RULES, raise_case) == 1
    message = (await told_to(database, "u-lin"))[-1]
    assert message["text"].startswith("同事答应您今天 15:00 前办的事（跟仓库确认库存）还没办好，抱歉。")
    assert (await promises_now(database, shown.order_id))[1:] == [("agent_word", "broken"), ("agent_word", "open")]


async def test_a_call_back_that_was_not_made_rises(database: Database) -> None:
    await words_of_an_agent(database, PromiseKind.CALLBACK)
    await raise_what_is_late(database, ahead(hours=3), RULES, raise_case)
    assert (await told_to(database, "u-lin"))[-1]["text"].startswith("答应您今天 15:00 前回电话，还没打成，抱歉。")


async def test_what_an_agent_kept_does_not_rise_and_lets_the_case_come_to_rest(database: Database) -> None:
    shown, made = await words_of_an_agent(database)
    async with database.begin() as tx:
        await tx.execute(update(cases).values(quiet_since=None))
        assert await end_promise(tx, made, PromiseMove.KEEP, now=SOON)
        assert not await end_promise(tx, made, PromiseMove.KEEP, now=SOON)
    assert await raise_what_is_late(database, ahead(hours=3), RULES, raise_case) == 0
    assert (await case_now(database, shown.order_id))["quiet_since"] == SOON


async def test_one_order_that_cannot_be_told_keeps_nobody_else_waiting(database: Database) -> None:
    bad = await known(database, order(order_id="CL-bad", customer_id="u-bad", time_zone="Asia/Shanghai"))
    good, got = await refund(database)
    for one in (await wished(database, bad, K.INVOICE), got):
        await shop_says(database, one, AnswerStatus.FAILED)
    async with database.begin() as tx:
        await tx.exec_driver_sql("UPDATE customers SET time_zone = 'Mars/Base' WHERE customer_id = 'u-bad'")
    await tell(database)
    assert len(await told_to(database, good.customer_id)) == 1
    assert await told_to(database, "u-bad") == []


async def test_all_steps_together_leave_nothing_to_do(database: Database) -> None:
    _, got = await refund(database)
    await shop_says(database, got, AnswerStatus.DONE)
    steps = keeping_steps(database, lambda: SOON, RULES, raise_case, shop_name=SHOP)
    assert sum([await step() for _, step in steps]) == 1
    assert sum([await step() for _, step in steps]) == 0


async def test_nobody_is_asked_whether_it_is_settled_while_a_person_talks_with_them(database: Database) -> None:
    shown, got = await refund(database)
    await shop_says(database, got, AnswerStatus.DONE)
    await writes(database)
    async with database.begin() as tx:
        conversation = await latest_app(tx, "u-lin")
        assert conversation
        held = await hold(tx, conversation.conversation_id)
        after = await change_owner(tx, held, Move.REQUEST_PERSON, who="bot", why="asked", now=NOW)
    assert after.ownership.owner is Owner.QUEUE
    assert await close_quiet_cases(database, ahead(hours=1), RULES) == 0
    assert (await case_now(database, shown.order_id))["asked_at"] is None


async def test_many_who_cannot_be_told_keep_nobody_else_waiting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More fail each time than a round takes, and they stand at the head."""
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    for n, name in enumerate(["u-a", "u-b", "u-c", "u-d", "u-e"]):
        _, got = await refund(database, order_id=f"CL2026-{n:04}", customer_id=name)
        await shop_says(database, got, AnswerStatus.FAILED)
    async with database.begin() as tx:
        await tx.exec_driver_sql("UPDATE customers SET time_zone = 'Mars/Base' WHERE customer_id < 'u-e'")
    steps = dict(keeping_steps(database, lambda: SOON, RULES, raise_case, shop_name=SHOP))
    assert [await steps["tell ends"]() for _ in range(3)] == [0, 0, 1]
    assert len(await told_to(database, "u-e")) == 1
    async with database.begin() as tx:
        await tx.exec_driver_sql("UPDATE customers SET time_zone = 'Asia/Shanghai'")
    assert [await steps["tell ends"]() for _ in range(2)] == [2, 2], "and begins again at the head"


async def test_many_who_may_not_be_asked_now_keep_nobody_else_waiting(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    for n, name in enumerate(["u-a", "u-b", "u-c", "u-d"]):
        shown, got = await refund(database, order_id=f"CL2026-{n:04}", customer_id=name)
        await shop_says(database, got, AnswerStatus.DONE)
        await writes(database, name, ahead(minutes=55) if n < 2 else NOW)
        async with database.begin() as tx:
            conversation = await latest_app(tx, name)
            assert conversation
            held = await hold(tx, conversation.conversation_id)
            if n == 2:
                await change_owner(tx, held, Move.REQUEST_PERSON, who="bot", why="asked", now=NOW)
    assert await close_quiet_cases(database, ahead(hours=1), RULES) == 1
    assert (await case_now(database, shown.order_id))["asked_at"] == ahead(hours=1)
