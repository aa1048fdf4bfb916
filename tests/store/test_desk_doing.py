"""What an agent does for the consumer they talk with: only there, only what is open, and every sum within its limit."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from careline.conversations.messages import messages_after
from careline.core.promises import PromiseKind, PromiseState
from careline.core.remedies import RemedyKind, RemedyState
from careline.desk.agents import Agent
from careline.desk.canned import CannedIn, CannedReplies, NoCannedError, shipped
from careline.desk.context import conversation_of
from careline.desk.doing import DeedIn, Doing, NoReasonError, NotOpenError, PastError, PromiseIn, TooMuchError
from careline.desk.service import Desk, NotYoursError
from careline.store.database import Database
from careline.store.tables.cases import promises, remedies
from tests.desk_floor import asks_for_a_person, hired, paid, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES

pytestmark = pytest.mark.store

ORDER = "CL2026-0001"


async def talking(database: Database, **given: Any) -> tuple[Agent, UUID]:
    """An agent, and their conversation with a consumer who paid an hour ago; `given` of their order."""
    li = await hired(database, "li")
    await told(database, paid("u-lin", ORDER, **given), paid("u-wu", "CL2026-0002"))
    conversation_id = await asks_for_a_person(database, "u-lin")
    await Desk(database, RULES).claim(li, conversation_id, NOW)
    return li, conversation_id


def deed(kind: str, **given: str) -> DeedIn:
    return DeedIn.model_validate({"order_id": ORDER, "kind": kind, **given})


async def test_an_urge_goes_out_at_once_and_twice_it_is_one(database: Database) -> None:
    li, conversation_id = await talking(database)
    doing = Doing(database, RULES)
    first = await doing.do(li, conversation_id, deed("urge_merchant"), NOW, "zh-CN")
    again = await doing.do(li, conversation_id, deed("urge_merchant"), ahead(seconds=2), "zh-CN")
    assert (first.fresh, again.fresh, first.remedy_id) == (True, False, again.remedy_id)
    assert first.status is RemedyState.APPROVED
    async with database.begin() as tx:
        row = (await tx.execute(select(remedies))).mappings().one()
    assert (row["requested_by"], row["channel"], row["conversation_id"]) == ("agent:li", "desk", conversation_id)
    assert row["details"]["block"] == "dispatch"


async def test_money_without_a_right_needs_a_reason_and_stays_within_the_order(database: Database) -> None:
    li, conversation_id = await talking(database)
    doing = Doing(database, RULES)
    with pytest.raises(NoReasonError):
        await doing.do(li, conversation_id, deed("compensation", amount="5.00"), NOW, "zh-CN")
    for amount in ("0", "-1", "5.001", "1e3", "999999.00"):
        with pytest.raises(TooMuchError):
            await doing.do(li, conversation_id, deed("compensation", amount=amount, reason="等太久"), NOW, "zh-CN")
    done = await doing.do(li, conversation_id, deed("compensation", amount="5.00", reason="等太久"), NOW, "zh-CN")
    async with database.begin() as tx:
        row = (await tx.execute(select(remedies))).mappings().one()
    assert (str(row["remedy_id"]), row["amount"], row["details"]) == (done.remedy_id, 500, {"reason": "等太久"})


def back(amount: str, **given: Any) -> dict[str, Any]:
    """A refund of this much that the shop has paid, for no item in particular."""
    at = ago(minutes=30).isoformat()
    usual = {"refund_id": "R1", "kind": "refund_only", "reason": "other", "status": "paid", "requested_at": at}
    return {**usual, "paid_at": at, "amount": {"amount": amount, "currency": "CNY"}, **given}


@pytest.mark.parametrize(("paid_back", "most"), [("399.00", None), ("380.00", "19.00"), (None, "399.00")])
async def test_a_refund_out_of_goodwill_is_at_most_what_is_left(
    database: Database, paid_back: str | None, most: str | None
) -> None:
    li, conversation_id = await talking(database, refunds=[back(paid_back)] if paid_back else [])
    doing = Doing(database, RULES)
    for amount in (None, "399.00") if most is None else (f"{float(most) + 0.01:.2f}",):
        given = {"amount": amount} if amount else {}
        with pytest.raises(NotOpenError if most is None else TooMuchError):
            await doing.do(li, conversation_id, deed("refund", reason="等太久", **given), NOW, "zh-CN")
    if most:
        await doing.do(li, conversation_id, deed("refund", reason="等太久"), NOW, "zh-CN")
    async with database.begin() as tx:
        found = (await tx.execute(select(remedies.c.amount))).scalars().all()
    assert found == ([int(float(most) * 100)] if most else [])


async def test_compensations_out_of_goodwill_never_add_up_to_more_than_the_order(database: Database) -> None:
    paid = {
        "compensation_id": "C1", "guarantee": "dispatch_on_time", "status": "paid", "requested_at": ago(minutes=9),
        "amount": {"amount": "390.00", "currency": "CNY"},
    }  # fmt: skip
    li, conversation_id = await talking(database, compensations=[paid | {"requested_at": ago(minutes=9).isoformat()}])
    doing = Doing(database, RULES)
    with pytest.raises(TooMuchError):
        await doing.do(li, conversation_id, deed("compensation", amount="9.01", reason="等太久"), NOW, "zh-CN")
    done = await doing.do(li, conversation_id, deed("compensation", amount="9.00", reason="等太久"), NOW, "zh-CN")
    assert done.status is RemedyState.APPROVED


async def test_a_large_sum_waits_for_another_agent(database: Database) -> None:
    li, conversation_id = await talking(database)
    whole = deed("refund", reason="商家说没货了")
    done = await Doing(database, RULES).do(li, conversation_id, whole, NOW, "zh-CN")
    async with database.begin() as tx:
        row = (await tx.execute(select(remedies))).mappings().one()
    assert done.status is (RemedyState.NEEDS_APPROVAL if row["approvals_needed"] else RemedyState.APPROVED)
    assert row["kind"] == RemedyKind.REFUND


async def test_nothing_is_done_for_an_order_of_somebody_else_or_in_a_conversation_of_a_colleague(
    database: Database,
) -> None:
    li, conversation_id = await talking(database)
    wu, doing = await hired(database, "wu"), Doing(database, RULES)
    of_another = DeedIn.model_validate({"order_id": "CL2026-0002", "kind": "urge_merchant"})
    for agent, asked in ((wu, deed("urge_merchant")), (li, of_another)):
        with pytest.raises(NotYoursError):
            await doing.do(agent, conversation_id, asked, NOW, "zh-CN")
    with pytest.raises(NotOpenError):
        await doing.do(li, conversation_id, deed("exchange"), NOW, "zh-CN")
    async with database.begin() as tx:
        assert (await tx.execute(select(remedies))).first() is None


async def test_a_promise_has_a_case_a_time_and_an_end(database: Database) -> None:
    li, conversation_id = await talking(database)
    doing = Doing(database, RULES)
    for when in (NOW, ahead(days=31)):
        with pytest.raises(PastError):
            await doing.promise(li, conversation_id, PromiseIn(order_id=ORDER, text="问发货", by_when=when), NOW)
    word = PromiseIn(order_id=ORDER, text=" 问清楚几点发货 ", by_when=ahead(hours=4))
    promise_id = await doing.promise(li, conversation_id, word, NOW)
    async with database.begin() as tx:
        row = (await tx.execute(select(promises))).mappings().one()
    assert (row["kind"], row["text"], row["made_by"]) == (PromiseKind.AGENT_WORD, "问清楚几点发货", "agent:li")
    assert (row["state"], row["due_at"], row["agent_id"]) == (PromiseState.OPEN, ahead(hours=4), li.agent_id)

    with pytest.raises(NotYoursError):
        await doing.kept(await hired(database, "wu"), conversation_id, promise_id, ahead(hours=1))
    for _ in range(2):
        await doing.kept(li, conversation_id, promise_id, ahead(hours=1))
    async with database.begin() as tx:
        assert (await tx.execute(select(promises.c.state))).scalar_one() == PromiseState.KEPT


async def test_a_supervisor_whispers_into_a_colleagues_conversation_and_nobody_else_does(database: Database) -> None:
    li, conversation_id = await talking(database)
    chen, wu = await hired(database, "chen", role="supervisor"), await hired(database, "wu")
    desk = Desk(database, RULES)
    with pytest.raises(NotYoursError):
        await desk.note(wu, conversation_id, "我也说一句", NOW)
    await desk.note(li, conversation_id, "商家没接电话", NOW)
    await desk.note(chen, conversation_id, "先别答应赔", NOW)
    async with database.begin() as tx:
        seen = await conversation_of(tx, li, conversation_id, NOW, "zh-CN", RULES)
        assert [(one.agent.name, one.text) for one in seen.notes] == [
            ("客服li", "商家没接电话"),
            ("客服chen", "先别答应赔"),
        ]
        assert "先别答应赔" not in str(await messages_after(tx, "u-lin", "app", 0))
    await desk.close(li, conversation_id, "说清楚了", NOW)
    with pytest.raises(NotYoursError):
        await desk.note(chen, conversation_id, "晚了", NOW)


async def test_saved_replies_of_the_shop_come_before_ours_and_only_they_can_be_removed(database: Database) -> None:
    chen, replies = await hired(database, "chen", role="supervisor"), CannedReplies(database)
    own = await replies.add(chen, CannedIn(team="售后", language="zh-CN", title="年货", text="{name}，新年好"), NOW)
    listed = (await replies.all("zh-CN")).canned
    assert listed[0] == own
    assert listed[1:] == shipped()
    with pytest.raises(NoCannedError):
        await replies.remove(UUID(shipped()[0].canned_id))
    await replies.remove(UUID(own.canned_id))
    assert (await replies.all("zh-CN")).canned == shipped()


def test_our_saved_replies_have_only_gaps_that_the_page_fills() -> None:
    for reply in shipped():
        assert reply.text.format(**dict.fromkeys(("name", "goods", "order", "agent"), "x"))
        assert ("{name}" in reply.text) <= (reply.title == "打招呼")
    assert {reply.title for reply in shipped("en")}.isdisjoint({reply.title for reply in shipped("zh-CN")})
