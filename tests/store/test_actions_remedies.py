"""What is done for the consumer: once a turn, only after a yes, only while possible, and never more than was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from actions.loading import NoTurnError
from careline.conversations.conversation import find, set_language
from careline.conversations.service import Conversations
from careline.core.conversation import Owner
from careline.demo import personas as p
from careline.demo.shop import demo_events
from careline.feed.service import Feed
from careline.store.database import Database
from careline.store.tables.cases import remedies
from careline.store.tables.desk import agents, handoffs
from tests.desk_floor import hired
from tests.rules import RULES
from tests.talking import NOW, claim_of, in_app
from tests.unblocking import unblock_event

pytestmark = pytest.mark.store


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def noted(database: Database) -> Sequence[Any]:
    async with database.begin() as tx:
        return (await tx.execute(select(remedies).order_by(remedies.c.remedy_id))).mappings().all()


async def test_a_turn_that_is_answered_twice_notes_one_remedy_and_says_the_same(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    turn_id = (await Conversations(shop).heard(talk.conversation_id, NOW, text="催一下")).turn_id
    assert turn_id
    async with shop.begin() as tx:
        await claim_of(tx, talk.conversation_id)
    slots = dict(talk.slots)
    first = await talk.run(talk.call(turn_id, "催一下", "ask_dispatch"))
    talk.slots = slots
    second = await talk.run(talk.call(turn_id, "催一下", "ask_dispatch"))
    assert first == second
    assert [row["kind"] for row in await noted(shop)] == ["urge_merchant"]


async def test_a_later_turn_is_told_of_the_promise_instead_of_a_second_push(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发", "ask_dispatch")
    await talk.hear("谢谢", "thank")
    clock.now += timedelta(hours=3)
    said = await talk.hear("怎么还不发", "ask_dispatch")
    assert "这单已经在办了，最晚 明天 14:30 前给您答复" in said.text
    assert len(await noted(shop)) == 1


async def test_a_promise_we_broke_is_owned_up_to(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发", "ask_dispatch")
    clock.now += timedelta(hours=30)
    said = await talk.hear("怎么还不发", "ask_dispatch_time")
    assert said.responses[-1] == "utter_promise_missed"
    assert "上次说好 今天 14:30 前答复您，到现在还没有回音" in said.text
    assert len(await noted(shop)) == 1  # the shop has it still: nothing is claimed that was not done
    assert (await talk.hear("好", "affirm")).responses == ["utter_handoff_nobody_online"]


@pytest.mark.parametrize(
    ("who", "intent", "question", "response", "kind", "amount"),
    [
        (p.LIN, "cancel_order", "utter_confirm_cancel", "utter_deed_above_limit", "cancel", 32900),
        (p.LIN, "request_refund", "utter_confirm_refund_unsent", "utter_deed_above_limit", "refund", 32900),
        (p.EMMA, "request_refund", "utter_confirm_refund_under_way", "utter_deed_above_limit", "refund", 28900),
    ],
)
async def test_a_change_is_noted_after_a_yes_and_money_waits_for_a_person(
    shop: Database, clock: Clock, who: str, intent: str, question: str, response: str, kind: str, amount: int
) -> None:
    talk = await in_app(shop, who, clock)
    assert (await talk.hear("帮我", intent)).responses == [question]
    assert not await noted(shop)
    said = await talk.hear("好的", "affirm")
    assert said.responses == [response]
    (row,) = await noted(shop)
    assert (row["kind"], row["amount"]) == (kind, amount)
    assert row["state"] == "needs_approval"
    assert (row["why"], row["requested_by"], row["channel"]) == ("consumer_confirmed", "bot", "app")
    assert "已退" not in said.text
    assert "已经退" not in said.text


@pytest.mark.parametrize("intent", ["cancel_order", "change_address", "request_refund"])
async def test_no_changes_nothing_and_a_yes_after_it_neither(shop: Database, clock: Clock, intent: str) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("帮我改到滨江区江南大道1号" if intent == "change_address" else "帮我", intent)
    assert (await talk.hear("算了", "deny")).responses == ["utter_nothing_done"]
    assert (await talk.hear("好", "affirm")).responses == ["utter_idle"]
    assert not await noted(shop)


async def test_after_a_question_in_between_we_ask_again_before_anything_is_done(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消", "cancel_order")
    said = await talk.hear("运费多少", "ask_shipping_fee")
    assert said.responses[-1] == "utter_still_cancel"
    assert not await noted(shop)
    await talk.hear("谢谢", "thank")
    await talk.hear("好", "affirm")  # nothing is open any more
    assert not await noted(shop)


async def test_what_was_sent_between_question_and_yes_is_not_cancelled(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消", "cancel_order")
    events = demo_events(seed=1, now=NOW, customers=8, orders=30)
    late = next(event for event in events if event["order"]["order_id"] == p.LIN_LATE_DISPATCH)
    await Feed(shop, RULES.new_users).take([unblock_event(late, now=NOW)], NOW)
    said = await talk.hear("确定", "affirm")
    assert said.responses == ["utter_cancel_sent"]
    assert not await noted(shop)


async def test_a_late_rasa_does_nothing_for_a_turn_that_is_over(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("怎么还不发", "ask_dispatch")
    late = talk.last_call
    with pytest.raises(NoTurnError):
        await talk.executor.run(late)
    await Conversations(shop).heard(talk.conversation_id, NOW, text="你好")
    async with shop.begin() as tx:
        await claim_of(tx, talk.conversation_id)
    with pytest.raises(NoTurnError):
        await talk.executor.run(late)
    assert len(await noted(shop)) == 1


async def test_a_failure_leaves_nothing_behind(shop: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = await in_app(shop, p.LIN, clock)

    def break_down(*_: object, **__: object) -> str:
        raise RuntimeError("the printer is on fire")

    monkeypatch.setattr("actions.talk.Talk.at", break_down)
    with pytest.raises(RuntimeError):
        await talk.hear("怎么还不发", "ask_dispatch")
    assert not await noted(shop)


async def queued(database: Database) -> Any:
    async with database.begin() as tx:
        return (await tx.execute(select(handoffs))).mappings().one()


async def test_the_place_in_the_queue_is_told_as_it_is(shop: Database, clock: Clock) -> None:
    await hired(shop, "li", languages=("zh-CN",))
    async with shop.begin() as tx:
        await tx.execute(update(agents).values(online=True, seen_at=NOW))
    first = await in_app(shop, p.SUN, clock)
    said = await first.hear("转人工", "request_human")
    assert said.responses == ["utter_handoff_next"]
    assert "大约等 6 分钟" in said.text
    second = await in_app(shop, p.LIU, clock)
    said = await second.hear("转人工", "request_human")
    assert said.responses == ["utter_handoff_queue"]
    assert "前面还有 1 位，大约等 15 分钟" in said.text
    async with shop.begin() as tx:
        told = (await tx.execute(select(handoffs.c.told_minutes).order_by(handoffs.c.requested_at))).scalars()
    assert list(told) == [6, 15]


async def test_out_of_hours_the_question_stays_queued_and_that_is_said(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.WANG, clock)
    await talk.hear("退款呢", "ask_refund_status")
    said = await talk.hear("转人工", "request_human")
    assert said.responses == ["utter_handoff_nobody_online"]
    row = await queued(shop)
    assert (row["skill"], row["why"]) == ("refund", "asked_for_a_person")
    async with shop.begin() as tx:
        conversation = await find(tx, talk.conversation_id)
    assert conversation
    assert conversation.ownership.owner is Owner.QUEUE


async def test_words_of_the_law_go_before_whoever_only_waits(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.ZHAO, clock)
    said = await talk.hear("我要打12315", "request_human", urgency="danger")
    assert said.responses[0] == "utter_taken_seriously"
    row = await queued(shop)
    assert (row["priority"], row["why"]) == (46, "danger_words")


async def test_not_understood_twice_ends_with_a_person(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("嘟嘟", "nlu_fallback", ranking=("ask_refund_status", "greet"))
    assert said.text == "您是想问退款进度，对吗？"
    assert [button["payload"] for button in said.buttons] == ["/affirm", "/deny", "/request_human"]
    said = await talk.hear("不是", "deny")
    assert said.responses == ["utter_rephrase"]
    said = await talk.hear("嘟嘟嘟", "nlu_fallback", ranking=("ask_refund_status",))
    assert said.responses == ["utter_not_understood_again", "utter_handoff_nobody_online"]
    assert (await queued(shop))["why"] == "not_understood"


async def test_two_noes_end_with_a_person_too(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("嘟嘟", "nlu_fallback", ranking=("ask_refund_status",))
    await talk.hear("不是", "deny")
    assert (await talk.hear("不是", "deny")).responses == ["utter_handoff_nobody_online"]


async def test_a_yes_to_the_guess_answers_it_and_forgets_the_failure(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.WANG, clock)
    await talk.hear("嘟嘟", "nlu_fallback", ranking=("ask_refund_status",))
    said = await talk.hear(None, "affirm")
    assert said.responses[0] == "utter_refund_approved_late"
    said = await talk.hear("嘟嘟", "nlu_fallback", ranking=("greet", "thank"))
    assert said.responses == ["utter_rephrase"]


async def test_twice_out_of_scope_offers_a_person(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    assert (await talk.hear("今天天气", "out_of_scope")).responses == ["utter_out_of_scope"]
    assert (await talk.hear("今天天气", "out_of_scope")).responses == ["utter_out_of_scope_again"]
    assert (await talk.hear("不用", "deny")).responses == ["utter_stay"]


async def test_the_same_question_again_without_news_offers_a_person(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.SUN, clock)
    await talk.hear("什么时候发", "ask_dispatch_time")
    assert (await talk.hear("什么时候发啊", "ask_dispatch_time")).responses == ["utter_no_news"]
    assert (await talk.hear("好", "affirm")).responses == ["utter_handoff_nobody_online"]


async def test_a_new_fact_is_told_when_the_same_is_asked_again(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.SUN, clock)
    await talk.hear("什么时候发", "ask_dispatch_time")
    clock.now += timedelta(days=6)
    said = await talk.hear("什么时候发", "ask_dispatch_time")
    assert said.responses[0] == "utter_dispatch_late"


async def test_a_language_that_rasa_has_not_heard_of_yet_is_spoken_from_the_next_turn_on(
    shop: Database, clock: Clock
) -> None:
    """A turn changed it, and failed after that: values and wording still have to be of one language."""
    talk = await in_app(shop, p.LIN, clock)
    async with shop.begin() as tx:
        await set_language(tx, talk.conversation_id, "en")
    said = await talk.hear("怎么还不发", "ask_dispatch")
    assert "已经晚了 26 小时" in said.text
    assert talk.slots["language"] == "en"
    said = await talk.hear("refund policy", "ask_refund_policy")
    assert "within 48 hours" in said.text


async def test_the_label_of_a_button_may_be_typed(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("取消", "cancel_order")
    assert (await talk.hear("先不取消", "cancel_order")).responses == ["utter_nothing_done"]
    await talk.hear("取消", "cancel_order")
    assert (await talk.hear("确定取消", "cancel_order")).responses == ["utter_deed_above_limit"]
    assert len(await noted(shop)) == 1


async def test_a_wish_about_other_goods_is_no_yes(shop: Database, clock: Clock) -> None:
    talk = await in_app(shop, p.LIU, clock)
    await talk.hear("取消滇红", "cancel_order")
    said = await talk.hear("取消车厘子", "cancel_order")
    assert said.responses == ["utter_confirm_refund_under_way"]
    assert not await noted(shop)
