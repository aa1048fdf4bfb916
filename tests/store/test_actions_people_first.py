"""People first: whatever the model says, an emergency gets its sentence, its number and a person before all others."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select, update

from careline.conversations.conversation import find
from careline.core.conversation import Owner
from careline.core.routing import Priority
from careline.demo import personas as p
from careline.desk.agents import Agent
from careline.desk.views import queue_of
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.conversations import Author, messages
from careline.store.tables.desk import handoffs
from careline.store.tables.feed import customers
from tests.desk_floor import reader
from tests.talking import NOW, Talking, in_app, on_the_phone

pytestmark = pytest.mark.store

CARD = "4111 1111 1111 1111"


def clock() -> datetime:
    return NOW


async def asked_for(shop: Database) -> list[tuple[str, int]]:
    """Why a person was asked for, and how soon they are served."""
    async with shop.begin() as tx:
        return [(row.why, row.priority) for row in await tx.execute(select(handoffs.c.why, handoffs.c.priority))]


async def at_the_desk(shop: Database, language: str) -> list[str]:
    """What an agent reads of those who wait."""
    agent = Agent(
        agent_id=new_id(), login="li", name="李静", role="agent", languages=("zh-CN", "en"), skills=(), capacity=3,
        online=True,
    )  # fmt: skip
    async with shop.begin() as tx:
        return [item.why for item in (await queue_of(tx, reader(agent, NOW, language))).waiting]


async def kept(shop: Database) -> list[str]:
    async with shop.begin() as tx:
        said = select(messages.c.text).where(messages.c.author == Author.CONSUMER).order_by(messages.c.seq)
        return list((await tx.execute(said)).scalars())


@pytest.mark.parametrize(
    "intent", ["acknowledge", "track_shipment", "nlu_fallback", "out_of_scope", "request_refund", "opt_out"]
)
async def test_a_fire_is_heard_under_whatever_intent(shop: Database, intent: str) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("充电宝着火了", intent)
    assert said.responses[0] == "utter_fire"
    assert "马上打火警电话 119。" in said.texts[0]
    assert str(said.responses[1]).startswith("utter_handoff")
    assert await asked_for(shop) == [("fire", Priority.DANGER)]
    assert await at_the_desk(shop, "zh-CN") == ["起火、冒烟或爆炸：“充电宝着火了”"]
    assert await at_the_desk(shop, "en") == ['Fire, smoke or an explosion: "充电宝着火了"']


@pytest.mark.parametrize(
    ("text", "response", "number", "why"),
    [
        ("我不想活了", "utter_self_harm", "12356", "self_harm"),
        ("孩子吞了纽扣电池", "utter_child_in_danger", "120", "child_in_danger"),
        ("吃完一直上吐下泻", "utter_poisoning", "120", "poisoning"),
        ("玻璃杯把我手割伤了", "utter_injury", "120", "injury"),
        ("我要砍死那个快递员", "utter_threat_to_others", "110", "threat_to_others"),
        ("快递员打了我", "utter_threatened", "110", "threatened"),
        ("我已经转了2000", "utter_money_sent", "96110", "money_already_sent"),
        ("有人打电话让我下载一个软件", "utter_fraud_warning", "96110", "fraud_under_way"),
        ("我的账号被盗了", "utter_account_taken_over", "", "account_taken_over"),
    ],
)
async def test_each_kind_has_its_sentence_and_its_number(
    shop: Database, text: str, response: str, number: str, why: str
) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear(text, "nlu_fallback")
    assert said.responses[0] == response
    assert number in said.texts[0]
    assert await asked_for(shop) == [(why, Priority.DANGER)]


async def test_in_english_with_the_lines_of_singapore(shop: Database) -> None:
    talk = await in_app(shop, p.EMMA, clock)
    said = await talk.hear("the glass cut my hand and it won't stop bleeding", "track_shipment")
    assert said.responses[0] == "utter_injury"
    assert "Call an ambulance on 995" in said.texts[0]
    assert await asked_for(shop) == [("injury", Priority.DANGER)]


@pytest.mark.parametrize(
    ("region", "text", "words"),
    [
        ("US", "I want to die", "crisis line on 988"), ("GB", "I want to die", "crisis line on 116 123"),
        ("US", "my husband drank the bleach", "on 911 now, or poison control on 1-800-222-1222,"),
        ("PT", "I want to die", "Please call the crisis line now"),
        ("BR", "the charger caught fire", "fire brigade now."),
    ],
)  # fmt: skip
async def test_the_number_is_that_of_the_region_or_none(shop: Database, region: str, text: str, words: str) -> None:
    async with shop.begin() as tx:
        await tx.execute(update(customers).where(customers.c.customer_id == p.EMMA).values(region=region))
    talk = await in_app(shop, p.EMMA, clock)
    assert words in (await talk.hear(text, "nlu_fallback")).texts[0]


@pytest.mark.parametrize("identified", [False, True])
async def test_on_the_phone_it_is_heard_before_anybody_said_who_they_are(shop: Database, identified: bool) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    if identified:
        await talk.hear("是我", "affirm")
    said = await talk.hear("我不想活了", "affirm")
    assert said.responses[0] == "utter_self_harm"
    assert "1、2、3、5、6" in said.texts[0]
    assert await asked_for(shop) == [("self_harm", Priority.DANGER)]


async def test_fraud_on_an_unidentified_call_is_warned_of_without_a_word_of_our_contacts(shop: Database) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    said = await talk.hear("对方要我短信验证码", "open_call")
    assert said.responses[0] == "utter_fraud_warning"
    assert len(said.responses) == 2
    assert "9、6、1、1、0" in said.texts[0]


async def test_paid_but_unpaid_is_no_danger_but_comes_before_the_others(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("钱扣了订单显示未支付", "ask_payment", order_id=p.LIN_LATE_DISPATCH)
    assert str(said.responses[0]).startswith("utter_payment_")
    assert "再付" in said.texts[0]
    assert await asked_for(shop) == [("paid_but_unpaid", Priority.URGENT)]
    assert await at_the_desk(shop, "zh-CN") == ["付了款却显示没付：“钱扣了订单显示未支付”"]


async def test_paid_but_unpaid_says_nothing_of_orders_to_who_is_not_identified(shop: Database) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    said = await talk.hear("钱扣了订单显示未支付", "ask_payment")
    assert said.responses == ["utter_identify"]


async def test_a_figure_of_speech_is_answered_as_ever(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("急死我了，什么时候发货", "ask_dispatch_time", order_id=p.LIN_LATE_DISPATCH)
    assert await asked_for(shop) == []


async def test_who_waits_already_is_answered_and_moves_to_the_front(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("转人工", "request_human")
    said = await talk.hear("没人理我，我不想活了", "nlu_fallback")
    assert said.responses[0] == "utter_self_harm"
    assert await asked_for(shop) == [("self_harm", Priority.DANGER)]
    assert await at_the_desk(shop, "zh-CN") == ["可能伤害自己：“没人理我，我不想活了”"]


async def test_who_waits_and_says_anything_else_is_answered_and_keeps_waiting(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("转人工", "request_human")
    said = await talk.hear("还在吗", "greet")
    assert said.responses == ["utter_greet_in_queue"]
    async with shop.begin() as tx:
        conversation = await find(tx, talk.conversation_id)
    assert conversation
    assert conversation.ownership.owner is Owner.QUEUE


async def said_with_a_secret(talk: Talking, text: str, intent: str) -> list[str | None]:
    """As Rasa gets it: the masked words, which is what was stored."""
    from understanding.secrets import masked

    return (await talk.hear(masked(text), intent)).responses


async def test_a_secret_is_warned_of_and_the_rest_is_answered(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    found = await said_with_a_secret(talk, f"退到{CARD}，最早那单什么时候发货", "ask_dispatch_time")
    assert found[0] == "utter_secret_not_kept"
    assert len(found) > 1
    assert await kept(shop) == ["退到〔卡号〕，最早那单什么时候发货"]


async def test_a_secret_alone_is_only_warned_of_and_an_open_question_stays_open(shop: Database) -> None:
    talk = await in_app(shop, p.EMMA, clock)
    talk.slots["asked"] = "confirm_cancel"
    found = await said_with_a_secret(talk, "my password is hunter2!", "nlu_fallback")
    assert found == ["utter_secret_not_kept"]
    assert talk.slots["asked"] == "confirm_cancel"


@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_payment"])
async def test_a_code_given_to_a_stranger_is_both(shop: Database, intent: str) -> None:
    talk = await in_app(shop, p.LIN, clock)
    found = await said_with_a_secret(talk, "验证码482913我已经告诉他了", intent)
    assert found[:2] == ["utter_secret_not_kept", "utter_money_sent"]
    assert await at_the_desk(shop, "zh-CN") == ["遇到诈骗，钱或验证码已经给了：“验证码 我已经告诉他了”"]


async def test_on_the_phone_a_spoken_card_number_is_masked_and_warned_of(shop: Database) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    await talk.hear("是我", "affirm")
    found = await talk.hear("我的卡号是〔卡号〕", "out_of_scope")
    assert found.responses[0] == "utter_secret_not_kept"
    assert "刚才说的我没有保存" in found.texts[0]


HINTED = "the dog goes to my neighbour and the rest can go to charity"
"""No rule hears it."""


@pytest.mark.parametrize(
    ("kind", "sure", "answered"),
    [
        ("self_harm", 0.9, "utter_self_harm"),
        ("fire", 0.71, "utter_fire"),
        ("fraud_under_way", 0.86, "utter_fraud_warning"),
        ("paid_but_unpaid", 0.86, "utter_payment_seen"),
    ],
)
async def test_danger_that_only_a_model_finds_likely_is_answered(
    shop: Database, kind: str, sure: float, answered: str
) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear(HINTED, "nlu_fallback", danger=(kind, sure))
    assert said.responses[0] == answered
    assert [why for why, _ in await asked_for(shop)] == [kind]


@pytest.mark.parametrize(("kind", "answered"), [("fire", True), ("money_already_sent", True), ("self_harm", False)])
async def test_what_is_surely_asked_is_answered_behind_the_help_that_only_a_model_asks_for(
    shop: Database, kind: str, answered: bool
) -> None:
    talk = await in_app(shop, p.LIN, clock)
    asked = [("delivery", "status", 0.9)]
    said = await talk.hear("我的包裹到哪了", "track_shipment", danger=(kind, 0.9), readings=asked)
    assert said.responses[0] in {"utter_fire", "utter_money_sent", "utter_self_harm"}
    assert ("utter_dispatch_late" in said.responses) is answered
    assert [why for why, _ in await asked_for(shop)] == [kind]


@pytest.mark.parametrize(("kind", "sure"), [("self_harm", 0.65), ("money_already_sent", 0.8), ("paid_but_unpaid", 0.8)])
async def test_what_is_not_likely_enough_is_no_danger(shop: Database, kind: str, sure: float) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("谢谢", "thank", danger=(kind, sure))
    assert await asked_for(shop) == []


async def test_a_threat_with_an_authority_is_none_to_anybodys_life(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("再不退我就打12315", "request_human", danger=("threat_to_others", 0.9), urgency="danger")
    assert "utter_threat_to_others" not in said.responses


async def test_the_same_danger_again_is_answered_in_other_words(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    heard = [await talk.hear(HINTED, "nlu_fallback", danger=("self_harm", 0.9)) for _ in range(2)]
    assert [one.responses[0] for one in heard] == ["utter_self_harm", "utter_not_alone_now"]


async def test_whether_a_call_was_ours_is_told_from_the_ledger_whatever_a_model_finds_likely(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("刚才那个电话是你们打的吗", "ask_who_calls", danger=("fraud_under_way", 0.95))
    assert "utter_fraud_warning" not in said.responses
    assert await asked_for(shop) == []
