"""Claims in the hall: under an id of ours, once whoever taps, by the state of the order when it is tapped."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from careline.cases.service import NoRemedyError, TooLateError, Wish, answered, refuse, remedies_of, request_remedy
from careline.conversations.conversation import latest_app
from careline.conversations.messages import transcript
from careline.core.conversation import Owner
from careline.core.orders import AnswerStatus, Guarantee, RemedyAnswer
from careline.core.remedies import RemedyKind, RemedyState
from careline.core.rules import Amounts, ShopRules
from careline.hall.claims import NotClaimableError, judged, offer_of
from careline.hall.service import Hall
from careline.store.database import Database
from careline.store.orders import load_order
from careline.store.tables.cases import remedies
from careline.store.tables.platform import outbox
from tests.counting import statements
from tests.desk_floor import paid, told
from tests.factories import NOW, ago, ahead
from tests.rules import RULES, rules_with

pytestmark = pytest.mark.store

LATE = "CL2026-0001"


async def late_order(database: Database, **given: Any) -> None:
    await told(database, paid("u-lin", LATE, hours_ago=60, **given))


async def right_in(
    database: Database,
    name: str = "dispatch_on_time",
    rules: ShopRules = RULES,
    now: datetime = NOW,
    who: str = "u-lin",
) -> dict[str, Any]:
    shown = (await Hall(database, rules).show(who, "zh-CN", now)).model_dump(mode="json")
    return next(right for right in shown["orders"][0]["rights"] if right["right"] == name)


async def claim(database: Database, claim_id: str, rules: ShopRules = RULES, now: datetime = NOW, **given: Any) -> Any:
    asked: dict[str, Any] = {"deed": None, "answers": {}, "language": "zh-CN", **given}
    who = asked.pop("who", "u-lin")
    return await Hall(database, rules).claim(
        who, UUID(claim_id), asked["deed"], asked["answers"], asked["language"], now
    )


async def of_order(database: Database, order_id: str = LATE) -> Any:
    async with database.begin() as tx:
        return await remedies_of(tx, order_id)


async def test_a_late_order_is_claimed_with_its_sum_and_leaves_for_the_shop(database: Database) -> None:
    await late_order(database)
    right = await right_in(database)
    assert (right["state"], right["whose"], right["missed"], right["phase"]) == ("claimable", "shop", True, "now")
    assert right["claim"]["amount"] == right["amount"] == {"amount": "19.95", "currency": "CNY"}
    assert "5%" in right["computed"]
    made = await claim(database, right["claim"]["claim_id"])
    [remedy] = await of_order(database)
    assert (remedy.kind, remedy.guarantee, remedy.clause) == (
        RemedyKind.COMPENSATION, Guarantee.DISPATCH_ON_TIME, "late_dispatch",
    )  # fmt: skip
    assert (remedy.channel, remedy.requested_by, remedy.amount and remedy.amount.amount) == ("hall", "consumer", 1995)
    assert (made.remedy_id, made.state, made.may_withdraw) == (remedy.remedy_id, RemedyState.APPROVED, True)
    async with database.begin() as tx:
        bodies = (await tx.execute(select(outbox.c.body).where(outbox.c.topic == "remedy"))).scalars().all()
    assert [body["amount"] for body in bodies] == [{"amount": "19.95", "currency": "CNY"}]


async def test_tapped_twice_or_from_two_devices_at_once_it_is_one_remedy(database: Database) -> None:
    await late_order(database)
    claim_id = (await right_in(database))["claim"]["claim_id"]
    made = await asyncio.gather(*(claim(database, claim_id) for _ in range(4)))
    again = await claim(database, claim_id, now=ahead(hours=2))
    assert {one.remedy_id for one in made} == {again.remedy_id}
    assert len(await of_order(database)) == 1
    right = await right_in(database)
    assert (right["state"], right["claim"]) == ("claimed", None)
    assert await Hall(database, RULES).offer("u-lin", UUID(claim_id), "zh-CN", NOW) is None


async def test_what_the_chat_has_claimed_already_is_not_claimed_again(database: Database) -> None:
    await late_order(database)
    right = await right_in(database)
    async with database.begin() as tx:
        order = await load_order(tx, LATE)
        assert order
        [offer] = [
            one
            for judged_right in judged(order, [], NOW, RULES)
            if judged_right.right is Guarantee.DISPATCH_ON_TIME and (one := offer_of(order, judged_right, []))
        ]
        wish = Wish(
            order=order, kind=RemedyKind.COMPENSATION, who="consumer", channel="app", amount=offer.right.amount,
            right=offer.right,
        )  # fmt: skip
        chatted = await request_remedy(tx, wish, NOW, RULES)
    with pytest.raises(NotClaimableError):
        await claim(database, right["claim"]["claim_id"])
    assert [one.remedy_id for one in await of_order(database)] == [chatted.remedy_id]


async def test_the_hall_asks_no_more_for_many_orders_and_remedies_than_for_one(database: Database) -> None:
    """A consumer may have two hundred of each."""
    await late_order(database)
    hall, costs = Hall(database, RULES), list[tuple[int, int]]()
    for more in (1, 6):
        for n in range(more):
            order_id = f"CL2026-{more}{n}"
            await told(database, paid("u-lin", order_id, hours_ago=50))
            async with database.begin() as tx:
                order = await load_order(tx, order_id)
                assert order
                wish = Wish(order=order, kind=RemedyKind.ADDRESS_CHANGE, who="consumer", channel="app")
                await request_remedy(tx, wish, NOW, RULES)
        shown = (await hall.show("u-lin", "zh-CN", NOW)).model_dump(mode="json")
        (late,) = [one for one in shown["orders"] if one["order_id"] == LATE]
        claim_id = next(one["claim"]["claim_id"] for one in late["rights"] if one["claim"])
        with statements(database) as to_show:
            await hall.show("u-lin", "zh-CN", NOW)
        with statements(database) as to_tap:
            assert await hall.offer("u-lin", UUID(claim_id), "zh-CN", NOW)
        costs.append((len(to_show), len(to_tap)))
    assert costs[0] == costs[1]


async def test_an_id_of_somebody_else_or_of_nobody_claims_nothing(database: Database) -> None:
    await late_order(database)
    await told(database, paid("u-wu", "CL2026-0002"))
    claim_id = (await right_in(database))["claim"]["claim_id"]
    for given in ({"claim_id": claim_id, "who": "u-wu"}, {"claim_id": str(uuid4())}):
        with pytest.raises(NotClaimableError):
            await claim(database, **given)
    assert await of_order(database) == []


async def test_when_its_time_is_over_the_old_id_is_worth_nothing(database: Database) -> None:
    came = {
        "parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": ago(days=3).isoformat(),
        "delivered_at": ago(days=1).isoformat(),
    }  # fmt: skip
    await told(database, paid("u-lin", LATE, hours_ago=80, status="delivered", parcels=[came]))
    right = await right_in(database, "return_7_days")
    assert (right["state"], right["whose"], right["missed"]) == ("claimable", "consumer", False)
    with pytest.raises(NotClaimableError):
        await claim(database, right["claim"]["claim_id"], now=ahead(days=20))
    assert await of_order(database) == []


async def test_a_way_that_was_not_offered_is_not_taken(database: Database) -> None:
    await late_order(database)
    claim_id = (await right_in(database))["claim"]["claim_id"]
    with pytest.raises(NotClaimableError):
        await claim(database, claim_id, deed=RemedyKind.REFUND)


async def test_above_the_limit_it_says_so_before_and_waits_for_a_person_after(database: Database) -> None:
    await late_order(database)
    rules = rules_with(remedies={"assistant": Amounts({"CNY": 500})})
    right = await right_in(database, rules=rules)
    assert any("人工审核" in said for said in right["claim"]["consequences"])
    made = await claim(database, right["claim"]["claim_id"], rules)
    assert (made.state, made.due is not None) == (RemedyState.NEEDS_APPROVAL, True)


async def test_withdrawn_it_can_be_claimed_anew_under_another_id(database: Database) -> None:
    await late_order(database)
    claim_id = (await right_in(database))["claim"]["claim_id"]
    made = await claim(database, claim_id)
    hall = Hall(database, RULES)
    gone = await hall.withdraw("u-lin", made.remedy_id, "zh-CN", ahead(minutes=1))
    assert (gone.state, gone.may_withdraw) == (RemedyState.WITHDRAWN, False)
    assert (await hall.withdraw("u-lin", made.remedy_id, "zh-CN", ahead(minutes=2))).state is RemedyState.WITHDRAWN
    again = (await right_in(database, now=ahead(minutes=2)))["claim"]["claim_id"]
    assert again != claim_id
    assert (await claim(database, again, now=ahead(minutes=2))).remedy_id != made.remedy_id


async def test_what_the_shop_has_done_is_paid_and_cannot_be_taken_back(database: Database) -> None:
    await late_order(database)
    claim_id = (await right_in(database))["claim"]["claim_id"]
    made = await claim(database, claim_id)
    told_of = RemedyAnswer(remedy_id=str(made.remedy_id), status=AnswerStatus.DONE, at=ahead(minutes=5))
    async with database.begin() as tx:
        await answered(tx, made.remedy_id, told_of, ahead(minutes=5), who="platform")
    with pytest.raises(TooLateError):
        await Hall(database, RULES).withdraw("u-lin", made.remedy_id, "zh-CN", ahead(minutes=6))
    right = await right_in(database, now=ahead(minutes=6))
    assert (right["state"], right["claim"], right["phase"]) == ("paid", None, "over")
    assert (await claim(database, claim_id, now=ahead(minutes=7))).remedy_id == made.remedy_id
    assert len(await of_order(database)) == 1


async def test_while_money_goes_back_for_goods_no_other_right_gives_it_back_again(database: Database) -> None:
    came = {
        "parcel_id": "P1", "courier": "顺丰速运", "tracking_no": "SF1", "dispatched_at": ago(days=3).isoformat(),
        "delivered_at": ago(days=1).isoformat(),
    }  # fmt: skip
    await told(database, paid("u-lin", LATE, hours_ago=80, status="delivered", parcels=[came]))
    fault = await right_in(database, "quality_return")
    deed = next(one["deed"] for one in fault["claim"]["choices"] if one["deed"] in {"return", "refund"})
    made = await claim(database, fault["claim"]["claim_id"], deed=RemedyKind(deed))
    assert (made.waits_for_photo, made.state) == (True, RemedyState.REQUESTED)
    resting = await right_in(database, "return_7_days")
    assert (resting["state"], resting["claim"]) == ("claimed", None)


async def test_only_ones_own_remedies_can_be_touched(database: Database) -> None:
    await late_order(database)
    await told(database, paid("u-wu", "CL2026-0002"))
    made = await claim(database, (await right_in(database))["claim"]["claim_id"])
    hall = Hall(database, RULES)
    with pytest.raises(NoRemedyError):
        await hall.withdraw("u-wu", made.remedy_id, None, NOW)
    with pytest.raises(NoRemedyError):
        await hall.appeal("u-wu", made.remedy_id, "不服", None, NOW)


async def test_a_refusal_is_told_with_its_reason_and_an_appeal_goes_to_a_person_once(database: Database) -> None:
    await late_order(database)
    rules = rules_with(remedies={"assistant": Amounts({"CNY": 500})})
    made = await claim(database, (await right_in(database, rules=rules))["claim"]["claim_id"], rules)
    async with database.begin() as tx:
        await refuse(tx, made.remedy_id, "li", "商品按约定时间发了", ahead(minutes=1))
    hall = Hall(database, rules)
    [shown] = (await hall.show("u-lin", "zh-CN", ahead(minutes=2))).remedies
    assert (shown.answer, shown.may_appeal, shown.may_withdraw) == ("商品按约定时间发了", True, False)
    right = await right_in(database, rules=rules, now=ahead(minutes=2))
    assert (right["claim"], "商品按约定时间发了" in right["why"]) == (None, True)
    appeals = [
        await hall.appeal("u-lin", made.remedy_id, "物流显示昨天才揽收", "zh-CN", ahead(minutes=3)) for _ in "ab"
    ]
    assert {one.kind for one in appeals} == {RemedyKind.COMPLAINT}
    assert len({one.remedy_id for one in appeals}) == 1
    async with database.begin() as tx:
        app = await latest_app(tx, "u-lin")
        assert app
        said = [row["text"] for row in await transcript(tx, app.conversation_id) if row["author"] == "consumer"]
    assert (app.ownership.owner, said) == (Owner.QUEUE, ["物流显示昨天才揽收"])
    assert not any(one.may_appeal for one in (await hall.show("u-lin", "zh-CN", ahead(minutes=4))).remedies)


async def test_steps_tell_what_became_of_it(database: Database) -> None:
    await late_order(database)
    made = await claim(database, (await right_in(database))["claim"]["claim_id"], language="en")
    assert [step.text for step in made.steps] == ["You asked for it", "Approved, on its way to the shop"]
    [promise] = (await Hall(database, RULES).show("u-lin", "en", NOW)).promises
    assert (promise.order_id, promise.state, promise.due == made.due) == (LATE, "open", True)


async def test_erasure_is_asked_for_once(database: Database) -> None:
    await late_order(database)
    hall = Hall(database, RULES)
    asked = [await hall.ask_for_erasure("u-lin", "en", NOW) for _ in "ab"]
    assert len({one.remedy_id for one in asked}) == 1
    async with database.begin() as tx:
        details = (await tx.execute(select(remedies.c.details))).scalars().all()
    assert [one["request"] for one in details] == ["erasure"]
