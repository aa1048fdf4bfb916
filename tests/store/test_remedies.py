"""A wish is noted once, decided within limits, carried out once, answered once; each change is a line of its ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select, update

from careline.cases.service import (
    NoRemedyError,
    NotWaitingError,
    Remedy,
    SecondPersonError,
    TooLateError,
    answered,
    approve,
    done_by_hand,
    evidence_came,
    ledger_of,
    ours_to_do,
    refuse,
    remedies_of,
    request_remedy,
    take_back,
    waiting_for_approval,
)
from careline.core.orders import AnswerStatus, Guarantee, Order, RemedyAnswer
from careline.core.remedies import RemedyKind, RemedyState, Withdrawal
from careline.store.database import Database
from careline.store.journal import story_of
from careline.store.tables.cases import remedies
from careline.store.tables.platform import outbox
from tests.factories import NOW, ahead, item, order, right, yuan
from tests.keeping_kit import an_agent, known, outbox_of, promises_now, remedy_now, wish, wished
from tests.rules import RULES, rules_with
from tests.waiting import all_wait_for_locks

pytestmark = pytest.mark.store

K, S = RemedyKind, RemedyState
BIG, HUGE = yuan("79.00"), yuan("501.00")


def answer(remedy: Remedy | UUID, status: AnswerStatus, at: datetime = NOW, **given: Any) -> RemedyAnswer:
    remedy_id = remedy.remedy_id if isinstance(remedy, Remedy) else remedy
    usual: dict[str, Any] = {"code": "", "reason": "", "expected_by": None}
    return RemedyAnswer(**{"remedy_id": str(remedy_id), "status": status, "at": at, **usual, **given})


async def shop_says(
    database: Database, remedy: Remedy, status: AnswerStatus, now: datetime = NOW, **given: Any
) -> Remedy:
    async with database.begin() as tx:
        return await answered(tx, remedy.remedy_id, answer(remedy, status, now, **given), now, who="platform")


async def yes(database: Database, remedy: Remedy, agent_id: UUID, login: str, shown: Order) -> Remedy:
    async with database.begin() as tx:
        return await approve(tx, remedy.remedy_id, agent_id, login, shown, NOW, RULES)


async def ledger(database: Database, remedy: Remedy) -> list[tuple[str | None, str, str, str]]:
    async with database.begin() as tx:
        return [(row["before"], row["after"], row["who"], row["why"]) for row in await ledger_of(tx, remedy.remedy_id)]


async def test_within_the_limits_a_wish_leaves_for_the_shop_in_the_same_transaction(database: Database) -> None:
    shown = await known(database)
    got = await wished(
        database,
        shown,
        K.REFUND,
        amount=yuan("50.00"),
        details={"reason": "size"},
        right=right(Guarantee.RETURN_7_DAYS),
    )
    assert (got.state, got.fresh, got.approvals_needed) == (S.APPROVED, True, 0)
    (row,) = await outbox_of(database, got.remedy_id)
    assert row["body"]["amount"] == {"amount": "50.00", "currency": "CNY"}
    assert (row["body"]["remedy_id"], row["body"]["details"]) == (str(got.remedy_id), {"reason": "size"})
    assert row["next_try_at"] == NOW
    assert await promises_now(database, shown.order_id) == [("answer", "open")]
    assert got.due_at == ahead(hours=24)


async def test_the_ledger_has_a_line_for_every_change_with_who_why_clause_and_amount(database: Database) -> None:
    shown = await known(database)
    one, two = await an_agent(database, "li"), await an_agent(database, "wu")
    got = await wished(database, shown, K.COMPENSATION, amount=HUGE, right=right())
    await yes(database, got, one, "li", shown)
    await yes(database, got, two, "wu", shown)
    await shop_says(database, got, AnswerStatus.ACCEPTED)
    await shop_says(database, got, AnswerStatus.DONE)
    assert await ledger(database, got) == [
        (None, "requested", "consumer", "consumer_confirmed"),
        ("requested", "needs_approval", "bot", "above_limit"),
        ("needs_approval", "needs_approval", "agent:li", "agent_approved"),
        ("needs_approval", "approved", "agent:wu", "agent_approved"),
        ("approved", "sent", "platform", "shop_accepted"),
        ("sent", "done", "platform", "shop_did_it"),
    ]
    async with database.begin() as tx:
        rows = await ledger_of(tx, got.remedy_id)
        told = {row["what"] for row in await story_of(tx, shown.order_id)}
    assert {(row["clause"], row["amount"], row["currency"]) for row in rows} == {("late_dispatch", 50100, "CNY")}
    assert {"remedy_requested", "remedy_changed", "remedy_approved_once", "promise_made", "promise_kept"} <= told


async def test_above_the_limit_nothing_leaves_before_an_agent_agrees(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=BIG)
    assert (got.state, got.approvals_needed, got.due_at) == (S.NEEDS_APPROVAL, 1, ahead(hours=22))
    assert await outbox_of(database, got.remedy_id) == []
    async with database.begin() as tx:
        assert [one.remedy_id for one in await waiting_for_approval(tx)] == [got.remedy_id]
    agent_id = await an_agent(database, "li")
    assert (await yes(database, got, agent_id, "li", shown)).state is S.APPROVED
    assert len(await outbox_of(database, got.remedy_id)) == 1
    assert await promises_now(database, shown.order_id) == [("decision", "kept"), ("answer", "open")]
    with pytest.raises(NotWaitingError):
        await yes(database, got, agent_id, "li", shown)


async def test_above_the_second_limit_two_different_agents_have_to_agree(database: Database) -> None:
    shown = await known(database)
    one, two = await an_agent(database, "li"), await an_agent(database, "wu")
    got = await wished(database, shown, K.REFUND, amount=HUGE)
    assert (await yes(database, got, one, "li", shown)).state is S.NEEDS_APPROVAL
    with pytest.raises(SecondPersonError):
        await yes(database, got, one, "li", shown)
    assert await outbox_of(database, got.remedy_id) == []
    assert (await yes(database, got, two, "wu", shown)).state is S.APPROVED


async def test_one_agent_from_two_windows_at_once_counts_once(database: Database) -> None:
    shown = await known(database)
    one = await an_agent(database, "li")
    got = await wished(database, shown, K.REFUND, amount=HUGE)
    both = await asyncio.gather(*(yes(database, got, one, "li", shown) for _ in range(2)), return_exceptions=True)
    assert sorted(type(result).__name__ for result in both) == ["Remedy", "SecondPersonError"]
    assert (await remedy_now(database, got.remedy_id))["state"] == S.NEEDS_APPROVAL


async def test_an_agent_who_refuses_gives_a_reason_that_stays(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=BIG)
    async with database.begin() as tx:
        after = await refuse(tx, got.remedy_id, "li", "照片看不清", NOW)
    assert (after.state, after.answer, after.answer_code) == (S.REFUSED, "照片看不清", "agent")
    assert await promises_now(database, shown.order_id) == [("decision", "kept")]
    async with database.begin() as tx:
        with pytest.raises(NotWaitingError):
            await refuse(tx, got.remedy_id, "li", "again", NOW)


async def test_goods_sent_again_count_by_what_they_are_worth(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.RESEND, items=(("coat-red-m", 1),))
    assert (got.state, got.amount) == (S.NEEDS_APPROVAL, None)


CAPS = rules_with(remedies={"assistant": RULES.remedies.agent})  # the caps alone decide: 100 a day for one consumer


async def test_small_sums_that_pass_the_cap_of_a_day_together_need_approval(database: Database) -> None:
    shown = await known(database, order(items=tuple(item(sku=f"s{n}") for n in range(4))))
    states = [
        (await wished(database, shown, K.REFUND, items=((f"s{n}", 1),), amount=yuan("40.00"))).state for n in range(3)
    ]
    assert states == [S.APPROVED, S.APPROVED, S.NEEDS_APPROVAL]
    later = await wished(database, shown, K.REFUND, ahead(hours=25), items=(("s3", 1),), amount=yuan("40.00"))
    assert later.state is S.APPROVED


@pytest.mark.parametrize("kind", [K.RESEND, K.EXCHANGE])
async def test_goods_count_towards_a_cap_as_money_does(database: Database, kind: RemedyKind) -> None:
    """Ten times 49 in a day, and nobody was asked."""
    shown = await known(database, order(items=tuple(item(sku=f"s{n}", price=yuan("49.00")) for n in range(5))))
    states = [(await wished(database, shown, kind, items=((f"s{n}", 1),))).state for n in range(3)]
    assert states == [S.APPROVED, S.APPROVED, S.NEEDS_APPROVAL]
    paid = await wished(database, shown, K.REFUND, items=(("s3", 1),), amount=yuan("3.00"))
    assert paid.state is S.NEEDS_APPROVAL  # 98 in goods leaves 2 in money
    later = await wished(database, shown, kind, ahead(hours=25), items=(("s4", 1),))
    assert later.state is S.APPROVED


async def test_what_was_refused_or_withdrawn_does_not_count_towards_a_cap(database: Database) -> None:
    shown = await known(database, order(items=tuple(item(sku=f"s{n}") for n in range(3))))
    first = await wished(database, shown, K.REFUND, items=(("s0", 1),), amount=yuan("50.00"))
    await wished(database, shown, K.REFUND, items=(("s1", 1),), amount=yuan("50.00"))
    await shop_says(database, first, AnswerStatus.REFUSED)
    third = await wished(database, shown, K.REFUND, items=(("s2", 1),), amount=yuan("50.00"))
    assert third.state is S.APPROVED


async def test_no_two_wishes_at_once_pass_a_cap_together(database: Database) -> None:
    shown = [await known(database, order(order_id=f"CL2026-1{n}")) for n in range(5)]
    got = await asyncio.gather(*(wished(database, one, K.REFUND, amount=yuan("40.00")) for one in shown))
    assert sorted(one.state for one in got) == ["approved"] * 2 + ["needs_approval"] * 3


async def test_the_same_wish_from_two_devices_at_once_is_one_remedy(database: Database) -> None:
    shown = await known(database)
    tries = [wished(database, shown, K.REFUND, amount=BIG, asked_in=str(uuid4())) for _ in range(6)]
    got = await asyncio.gather(*tries)
    assert len({one.remedy_id for one in got}) == 1
    assert sum(one.fresh for one in got) == 1


async def test_chat_and_hall_at_once_are_one_remedy_and_one_thing_at_the_shop(database: Database) -> None:
    shown = await known(database)
    claim: dict[str, Any] = {"amount": yuan("5.00"), "right": right()}
    got = await asyncio.gather(
        wished(database, shown, K.COMPENSATION, channel="app", asked_in="turn-1", **claim),
        wished(database, shown, K.COMPENSATION, channel="hall", asked_in="tap-1", **claim),
        wished(database, shown, K.COMPENSATION, channel="phone", asked_in="turn-2", **claim),
    )
    assert len({one.remedy_id for one in got}) == 1
    assert len(await outbox_of(database, got[0].remedy_id)) == 1


async def test_a_turn_that_is_worked_off_twice_gets_its_own_remedy_again_even_if_that_has_ended(
    database: Database,
) -> None:
    shown = await known(database)
    first = await wished(database, shown, asked_in="turn-1")
    again = await wished(database, shown, asked_in="turn-1")
    assert (again.remedy_id, again.fresh) == (first.remedy_id, True)
    await shop_says(database, first, AnswerStatus.DONE)
    once_more = await wished(database, shown, asked_in="turn-1")
    assert (once_more.remedy_id, once_more.state, once_more.fresh) == (first.remedy_id, S.DONE, True)
    other_turn = await wished(database, shown, asked_in="turn-2")
    assert other_turn.remedy_id != first.remedy_id


async def test_one_turn_may_wish_for_several_things(database: Database) -> None:
    shown = await known(database, order(items=(item(sku="a"), item(sku="b"))))
    got = [
        await wished(database, shown, K.REFUND, items=(("a", 1),), amount=yuan("5.00"), asked_in="turn-1"),
        await wished(database, shown, K.REFUND, items=(("b", 1),), amount=yuan("5.00"), asked_in="turn-1"),
        await wished(database, shown, K.URGE_MERCHANT, about="dispatch", asked_in="turn-1"),
        await wished(database, shown, K.URGE_MERCHANT, about="refund", asked_in="turn-1"),
    ]
    assert len({one.remedy_id for one in got}) == 4


async def test_claims_on_two_guarantees_are_two_wishes(database: Database) -> None:
    shown = await known(database)
    got = [
        await wished(database, shown, K.COMPENSATION, amount=yuan("5.00"), right=right(guarantee))
        for guarantee in (Guarantee.DISPATCH_ON_TIME, Guarantee.FAST_REFUND)
    ]
    assert got[0].remedy_id != got[1].remedy_id


async def test_money_for_the_same_goods_is_given_back_by_one_remedy_at_a_time(database: Database) -> None:
    shown = await known(database)
    refund = await wished(database, shown, K.REFUND, items=(("coat-red-m", 1),), amount=yuan("9.00"))
    cancel = await wished(database, shown, K.CANCEL, amount=yuan("9.00"))
    assert (cancel.remedy_id, cancel.kind, cancel.fresh) == (refund.remedy_id, K.REFUND, False)


async def test_after_a_refusal_the_same_wish_is_a_new_one(database: Database) -> None:
    shown = await known(database)
    first = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    await shop_says(database, first, AnswerStatus.REFUSED, code="too_late", reason="过了时间")
    second = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    assert second.fresh
    assert second.remedy_id != first.remedy_id
    assert second.idempotency_key != first.idempotency_key


async def test_what_was_just_paid_is_not_paid_again_before_the_shop_tells_us_how_the_order_stands(
    database: Database,
) -> None:
    shown = await known(database)
    first = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    await shop_says(database, first, AnswerStatus.DONE)
    again = await wished(database, shown, K.REFUND, ahead(minutes=1), amount=yuan("9.00"))
    assert (again.remedy_id, again.state, again.fresh) == (first.remedy_id, S.DONE, False)
    newer = await known(database, order(version=2, occurred_at=ahead(minutes=5)))
    rest = await wished(database, newer, K.REFUND, ahead(minutes=6), amount=yuan("9.00"))
    assert rest.fresh


async def test_a_wish_that_waits_for_a_photo_is_decided_when_it_comes(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"), waits_for=("photo", "tracking_no"))
    assert (got.state, got.due_at) == (S.REQUESTED, ahead(hours=72))
    for needed, state in (("photo", S.REQUESTED), ("photo", S.REQUESTED), ("tracking_no", S.APPROVED)):
        async with database.begin() as tx:
            assert (await evidence_came(tx, got.remedy_id, needed, shown, NOW, RULES)).state is state
    (row,) = await outbox_of(database, got.remedy_id)
    assert "waits_for" not in row["body"]["details"]


async def back(database: Database, remedy: Remedy, shown: Order, now: datetime = NOW) -> tuple[Withdrawal, Remedy]:
    async with database.begin() as tx:
        return await take_back(tx, remedy.remedy_id, shown, now, RULES, who="consumer", channel="app")


@pytest.mark.parametrize("given", [{"amount": BIG}, {"amount": yuan("9.00")}, {"waits_for": ("photo",)}])
async def test_what_no_delivery_was_tried_of_is_taken_back_at_once(database: Database, given: dict[str, Any]) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, **given)
    how, after = await back(database, got, shown)
    assert (how, after.remedy_id, after.state) == (Withdrawal.AT_ONCE, got.remedy_id, S.WITHDRAWN)
    assert all(row["next_try_at"] is None for row in await outbox_of(database, got.remedy_id))
    assert {state for _, state in await promises_now(database, shown.order_id)} <= {"void"}
    again, same = await back(database, got, shown, ahead(minutes=1))
    assert (again, same) == (Withdrawal.AT_ONCE, after)


@pytest.mark.parametrize(("code", "how"), [("", Withdrawal.AT_ONCE), ("unreachable", Withdrawal.BY_THE_SHOP)])
async def test_what_failed_without_an_answer_is_taken_back_by_the_shop(
    database: Database, code: str, how: Withdrawal
) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    await shop_says(database, got, AnswerStatus.FAILED, code=code)
    assert (await back(database, got, shown))[0] is how


@pytest.mark.parametrize("end", [AnswerStatus.DONE, AnswerStatus.REFUSED])
async def test_what_has_come_to_another_end_is_not_taken_back(database: Database, end: AnswerStatus) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    await shop_says(database, got, end)
    with pytest.raises(TooLateError):
        await back(database, got, shown)


@pytest.mark.parametrize("tried", [{"tries": 1}, {"claim": uuid4()}, {"tries": 1, "next_try_at": None}])
async def test_what_may_have_reached_the_shop_is_taken_back_by_the_shop(
    database: Database, tried: dict[str, Any]
) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    async with database.begin() as tx:
        await tx.execute(update(outbox).where(outbox.c.remedy_id == got.remedy_id).values(tried))
    how, asking = await back(database, got, shown)
    assert (how, asking.kind, asking.target_id) == (Withdrawal.BY_THE_SHOP, K.WITHDRAW, got.remedy_id)
    (row,) = await outbox_of(database, asking.remedy_id)
    assert row["body"]["withdraws"] == str(got.remedy_id)
    _, again = await back(database, got, shown)
    assert again.remedy_id == asking.remedy_id
    await shop_says(database, asking, AnswerStatus.DONE)
    assert (await remedy_now(database, got.remedy_id))["state"] == S.WITHDRAWN


async def test_who_takes_back_what_a_deliverer_is_just_claiming_has_to_ask_the_shop(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    mine = outbox.c.remedy_id == got.remedy_id
    async with database.begin() as tx:
        await tx.execute(select(outbox.c.message_id).where(mine).with_for_update(skip_locked=True))
        taking_back = asyncio.create_task(back(database, got, shown))
        await all_wait_for_locks(database, 1)
        await tx.execute(update(outbox).where(mine).values(claim=uuid4(), tries=1))
    how, _ = await taking_back
    assert how is Withdrawal.BY_THE_SHOP


async def test_a_deliverer_finds_nothing_of_what_is_just_taken_back(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    due = select(outbox.c.message_id).where(outbox.c.remedy_id == got.remedy_id, outbox.c.next_try_at <= NOW)
    async with database.begin() as tx:
        how, _ = await take_back(tx, got.remedy_id, shown, NOW, RULES, who="consumer", channel="app")
        assert how is Withdrawal.AT_ONCE
        async with database.begin() as deliverer:
            assert (await deliverer.execute(due.with_for_update(skip_locked=True))).all() == []
    async with database.begin() as deliverer:
        assert (await deliverer.execute(due.with_for_update(skip_locked=True))).all() == []


async def test_what_is_tried_once_more_after_a_failure_may_have_reached_the_shop_before(database: Database) -> None:
    shown = await known(database)
    agent_id = await an_agent(database, "li")
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    async with database.begin() as tx:
        await tx.execute(update(outbox).where(outbox.c.remedy_id == got.remedy_id).values(tries=9, next_try_at=None))
    await shop_says(database, got, AnswerStatus.FAILED, code="unreachable")
    assert (await yes(database, got, agent_id, "li", shown)).state is S.APPROVED
    rows = await outbox_of(database, got.remedy_id)
    assert [row["idempotency_key"] for row in rows] == [f"remedy:{got.remedy_id}:{n}" for n in range(2)]
    how, _ = await back(database, got, shown)
    assert how is Withdrawal.BY_THE_SHOP
    assert (await outbox_of(database, got.remedy_id))[1]["next_try_at"] == NOW


ANSWERS = [
    (AnswerStatus.ACCEPTED, S.SENT),
    (AnswerStatus.DONE, S.DONE),
    (AnswerStatus.REFUSED, S.REFUSED),
    (AnswerStatus.FAILED, S.FAILED),
]


@pytest.mark.parametrize(("status", "state"), ANSWERS)
@pytest.mark.parametrize("accepted_before", [False, True])
async def test_each_answer_counts_once_however_often_it_comes(
    database: Database, status: AnswerStatus, state: RemedyState, *, accepted_before: bool
) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    if accepted_before:
        await shop_says(database, got, AnswerStatus.ACCEPTED)
    first = await shop_says(database, got, status, code="c", reason="因为")
    lines = await ledger(database, got)
    second = await shop_says(database, got, status, ahead(hours=1), code="d", reason="另外")
    assert (first.state, second) == (state, first)
    assert await ledger(database, got) == lines


@pytest.mark.parametrize(("end", "state"), ANSWERS[1:3])
@pytest.mark.parametrize("status", AnswerStatus)
async def test_an_answer_after_the_end_changes_nothing(
    database: Database, end: AnswerStatus, state: RemedyState, status: AnswerStatus
) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    await shop_says(database, got, end)
    assert (await shop_says(database, got, status, ahead(hours=1))).state is state


@pytest.mark.parametrize("status", AnswerStatus)
@pytest.mark.parametrize("given", [{"amount": BIG}, {"waits_for": ("photo",)}])
async def test_of_what_the_shop_was_never_asked_only_that_it_is_done_counts(
    database: Database, status: AnswerStatus, given: dict[str, Any]
) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, **given)
    after = await shop_says(database, got, status)
    assert after.state is (S.DONE if status is AnswerStatus.DONE else got.state)


async def test_two_answers_at_once_count_as_one(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    both = AnswerStatus.DONE, AnswerStatus.REFUSED
    after = await asyncio.gather(*(shop_says(database, got, status) for status in both))
    assert len({one.state for one in after}) == 1
    assert len(await ledger(database, got)) == 3


async def test_done_by_another_way_keeps_the_rest_from_leaving(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    await shop_says(database, got, AnswerStatus.DONE)
    (row,) = await outbox_of(database, got.remedy_id)
    assert row["next_try_at"] is None


async def test_a_time_that_the_shop_names_is_promised_instead_of_ours(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    after = await shop_says(database, got, AnswerStatus.ACCEPTED, expected_by=ahead(hours=50))
    assert after.due_at == ahead(hours=50)
    assert await promises_now(database, shown.order_id) == [("answer", "open")]
    past = await shop_says(database, got, AnswerStatus.ACCEPTED, expected_by=NOW - timedelta(hours=1))
    assert past.due_at == ahead(hours=50)


async def test_what_is_ours_to_do_waits_for_our_people_and_goes_to_no_shop(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.COMPLAINT, details={"text": "态度差"})
    assert (got.state, await outbox_of(database, got.remedy_id)) == (S.APPROVED, [])
    async with database.begin() as tx:
        assert [one.remedy_id for one in await ours_to_do(tx)] == [got.remedy_id]
        after = await done_by_hand(tx, got.remedy_id, "li", "已和商家核实", NOW)
        assert (after.state, await ours_to_do(tx)) == (S.DONE, [])
    assert (await ledger(database, got))[-1] == ("approved", "done", "agent:li", "agent_did_it")


async def test_what_the_shop_is_at_cannot_be_done_by_hand(database: Database) -> None:
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))
    async with database.begin() as tx:
        with pytest.raises(NotWaitingError):
            await done_by_hand(tx, got.remedy_id, "li", "", NOW)
    await shop_says(database, got, AnswerStatus.FAILED)
    async with database.begin() as tx:
        assert (await done_by_hand(tx, got.remedy_id, "li", "", NOW)).state is S.DONE


async def test_an_unknown_remedy_is_said_to_be_unknown(database: Database) -> None:
    nobody = uuid4()
    async with database.begin() as tx:
        with pytest.raises(NoRemedyError):
            await answered(tx, nobody, answer(nobody, AnswerStatus.DONE), NOW, who="platform")


async def test_wishes_answers_and_withdrawals_in_a_storm_end_in_one_story(database: Database) -> None:
    """No deadlock, and whatever came first, one remedy with a ledger that follows on itself."""
    shown = await known(database)
    got = await wished(database, shown, K.REFUND, amount=yuan("9.00"))

    async def again() -> None:
        async with database.begin() as tx:
            await request_remedy(tx, wish(shown, K.REFUND, amount=yuan("9.00")), NOW, RULES)

    tasks: list[Coroutine[Any, Any, Any]] = [again(), again(), back(database, got, shown), back(database, got, shown)]
    tasks += [shop_says(database, got, status) for status in AnswerStatus]
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(result) for result in results if isinstance(result, Exception)} <= {TooLateError}
    async with database.begin() as tx:
        for one in await remedies_of(tx, shown.order_id):
            lines = [(row["before"], row["after"]) for row in await ledger_of(tx, one.remedy_id)]
            assert [before for before, _ in lines] == [None, *(after for _, after in lines[:-1])]
            assert lines[-1][1] == one.state
        money = remedies.c.kind == K.REFUND
        assert (await tx.execute(select(func.count()).where(money, remedies.c.ended_at.is_(None)))).scalar_one() <= 1
