"""Was that really you? Answered from the ledger, with a warning and a person where money or a code is wanted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from careline.contacts.service import note_contact
from careline.core.contact import Channel
from careline.core.routing import Priority
from careline.demo import personas as p
from careline.ids import new_id
from careline.store.database import Database
from careline.store.tables.desk import handoffs
from careline.store.tables.feed import customers
from tests.talking import NOW, in_app, on_the_phone
from understanding.doubts import doubt_in

pytestmark = pytest.mark.store

ASKS_IN_CHINESE = [
    "刚才有人打电话说是你们客服，是真的吗",
    "剛才有人打電話說是你們客服，是真的嗎",
    "核对码 4005 是你们吗",
    "核对码四零零五是你们的吗",
    "4821这个码是你们的吗",
    "有人冒充你们客服",
    "刚刚那个电话是你们打的吗",
    "你们刚才给我打电话了吗",
    "你们有没有给我打过电话",
    "接到一个电话说退款，是不是骗子",
    "收到一条短信说我快递丢了，真的假的",
    "不是投诉 我是问那个电话是不是骗子",
    "自称橙子优选客服的人打给我",
    "这个号码是你们的吗 4008001234",
    "这条短信是你们发的吗",
    "昨天打来的电话是不是你们",
]
ASKS_IN_ENGLISH = [
    "is code 4821 you?",
    "someone phoned me claiming to be you, was it?",
    "Did you call me this morning?",
    "I got a call from someone saying they're from your company, is it legit?",
    "was that call really you",
    "is 4821 one of yours?",
    "I got a text about a refund, is it a scam?",
    "check code 4821",
    "have you just texted me?",
    "is this text from you?",
    "a man rang me pretending to be your customer service",
    "somebody rang, was it really you",
    "the caller said he is from your customer support, is that true?",
]
IN_DANGER = [
    "有人打电话让我转账",
    "刚才那个客服要我的验证码",
    "对方要我短信验证码",
    "我已经转了2000",
    "那我已经给他转了2000了怎么办",
    "验证码我已经告诉他了",
    "那个说是客服的让我共享屏幕",
    "快递员打电话要我给他转账两百",
    "刚才有人打电话说是你们客服 说绘本甲醛超标要给我双倍退款 让我加微信 真的假的",
    "有个人加我说是你们客服要我屏幕共享",
    "有人打电话说要我补交关税60元 是你们收的吗",
    "Someone texted me asking to pay customs $18, is it you?",
    "somebody called and asked for my OTP",
    "they asked me for my card details",
    "the caller told me to transfer money",
    "I already transferred 2000 to them",
    "I gave him my verification code",
]
SOMETHING_ELSE = [
    "客服电话多少",
    "你们打过电话吗催一下",
    "你们给商家打电话了吗",
    "快递员打电话说放驿站了，是真的吗",
    "快递员要我的验证码",
    "你们是真人吗",
    "退款200转到哪张卡了",
    "商家给我转了50",
    "登录要验证码收不到",
    "转了三次人工都没人",
    "你们怎么不给我打电话",
    "是你们的问题吗",
    "这个是正品吗，真的假的",
    "感觉被骗了，东西跟图片不一样",
    "优惠码1234能用吗",
    "你们是骗子公司",
    "我要退款打到卡里",
    "尾号4005的订单到哪了",
    "商家让我加微信",
    "退款要我的银行卡号吗",
    "怎么让我下载发票",
    "客服说让我等两天，是真的吗",
    "昨天客服打电话说今天退款，到了吗",
    "会计让走转账支票 收不收",
    "file a claim against your company",
    "asked for my money back ten days ago, silence",
    "how do I stop the tablet asking for a pin",
    "I was asked for money at the post office",
    "what's your phone number",
    "did you call the courier?",
    "the courier called me, is it true that it's at the locker",
    "I want my refund by bank transfer",
    "I paid them 200 and it isn't here",
    "I sent them the shoes back",
    "is my discount code 1234 valid for you",
    "are you a real person",
    "can you call me",
    "I got a text that my parcel is delayed, when does it come",
    "my order 4821, is it you who ships it",
]


def clock() -> datetime:
    return NOW


async def called(shop: Database, customer_id: str, ago: timedelta, order_id: str | None = None) -> str:
    """We phoned; returns the code that was given."""
    async with shop.begin() as tx:
        return await note_contact(
            tx, customer_id, Channel.PHONE, about="dispatch", origin_id=new_id(), now=NOW - ago, order_id=order_id
        )


async def priorities(shop: Database) -> list[int]:
    async with shop.begin() as tx:
        return list((await tx.execute(select(handoffs.c.priority))).scalars())


@pytest.mark.parametrize("text", [*ASKS_IN_CHINESE, *ASKS_IN_ENGLISH])
def test_the_question_is_heard_in_many_words(text: str) -> None:
    doubt = doubt_in(text)
    assert doubt is not None
    assert not doubt.danger


@pytest.mark.parametrize("text", IN_DANGER)
def test_money_or_a_code_that_somebody_wants_is_danger(text: str) -> None:
    doubt = doubt_in(text)
    assert doubt is not None
    assert doubt.danger


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_other_words_about_calls_codes_and_money_are_left_alone(text: str) -> None:
    assert doubt_in(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("核对码 4005 是你们吗", "4005"), ("核对码四零零五是你们的吗", "4005"), ("４８２１这个码是你们的吗", "4821"),
        ("is 4821 one of yours?", "4821"), ("这个号码是你们的吗 4008001234", None), ("我已经转了2000", None),
        ("有人说是你们客服，让我转2000元", None),
    ],
)  # fmt: skip
def test_four_digits_are_a_code_where_they_are_no_sum(text: str, code: str | None) -> None:
    doubt = doubt_in(text)
    assert doubt is not None
    assert doubt.code == code


@pytest.mark.parametrize(
    "intent", ["ask_who_calls", "ask_dispatch", "nlu_fallback", "out_of_scope", "complain_merchant"]
)
async def test_a_code_of_ours_is_told_with_its_call_whatever_the_words_sound_like(shop: Database, intent: str) -> None:
    code = await called(shop, p.LIN, timedelta(hours=4), p.LIN_LATE_DISPATCH)
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear(f"核对码 {code} 是你们吗", intent)
    assert said.responses == ["utter_was_our_call"]
    assert said.text.startswith("是我们打的，今天 10:30，关于您的")
    assert "订单发货晚了" in said.text
    assert said.cards == [
        {"kind": "contact", "channel": "phone", "at": (NOW - timedelta(hours=4)).isoformat(), "about": "订单发货晚了",
         "code": code}
    ]  # fmt: skip


async def test_a_code_of_somebody_else_is_not_ours_to_this_consumer(shop: Database) -> None:
    code = await called(shop, p.WANG, timedelta(hours=4))
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear(f"核对码{code}是你们吗", "out_of_scope")
    assert said.responses == ["utter_code_not_ours", "utter_keep_your_money"]
    assert "96110" in said.text
    assert said.cards == []


async def test_without_a_code_the_calls_of_two_days_are_listed_and_a_bare_code_is_looked_up_next(
    shop: Database,
) -> None:
    await called(shop, p.LIN, timedelta(hours=50))
    code = await called(shop, p.LIN, timedelta(hours=4))
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear("刚才有人打电话说是你们客服，是真的吗", "ask_dispatch")
    assert said.responses == ["utter_contacts_lately"]
    assert f"今天 10:30 打过电话，核对码 {code}。" in said.text
    assert len(said.cards) == 1
    assert (await talk.hear(code, "nlu_fallback")).responses == ["utter_was_our_call"]
    other = "0000" if code != "0000" else "0001"
    assert (await talk.hear(f"他说的是{other}", "nlu_fallback")).responses[0] == "utter_code_not_ours"
    assert (await talk.hear("我转了五百给他", "nlu_fallback")).responses[0] == "utter_money_sent"


async def test_who_was_not_called_hears_so_and_an_open_question_stays_open(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    await talk.hear("最早的那单不要了", "cancel_order", order_id=p.LIN_LATE_DISPATCH)
    asked = talk.slots["asked"]
    said = await talk.hear("有人自称你们客服打给我", "complain_merchant")
    assert said.responses == ["utter_no_contact_lately", "utter_keep_your_money"]
    assert talk.slots["asked"] == asked == "confirm_cancel"


@pytest.mark.parametrize(
    ("region", "line"), [("HK", "18222"), ("SG", "1799"), ("GB", "159"), ("US", "reportfraud.ftc.gov"), ("PT", "报警")]
)
async def test_each_region_has_its_own_line(shop: Database, region: str, line: str) -> None:
    async with shop.begin() as tx:
        await tx.execute(update(customers).where(customers.c.customer_id == p.LIN).values(region=region))
    talk = await in_app(shop, p.LIN, clock)
    assert line in (await talk.hear("有人冒充你们客服", "nlu_fallback")).text


@pytest.mark.parametrize(
    ("text", "warning"), [("有人打电话让我转账", "utter_fraud_warning"), ("我已经转了2000", "utter_money_sent")]
)
async def test_danger_is_warned_of_first_and_goes_to_a_person_before_all_others(
    shop: Database, text: str, warning: str
) -> None:
    talk = await in_app(shop, p.LIN, clock)
    said = await talk.hear(text, "complain_merchant")
    assert said.responses[0] == warning
    assert str(said.responses[-1]).startswith("utter_handoff")
    assert await priorities(shop) == [Priority.DANGER]


async def test_on_the_phone_who_this_is_and_who_it_was_are_two_questions(shop: Database) -> None:
    talk = await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)
    assert (await talk.hear("核对码 4005 是你们吗", "ask_who_calls")).responses[0] == "utter_who_calls_no_code"
    await talk.hear("是我", "affirm")
    assert (await talk.hear("这个电话真的是你们打的吗", "ask_who_calls")).responses[0] == "utter_who_calls_no_code"
    said = await talk.hear("昨天有人说是你们客服，是真的吗", "ask_who_calls")
    assert said.responses[:2] == ["utter_no_contact_lately", "utter_keep_your_money"]
    assert "9、6、1、1、0" in said.text


async def test_in_english_the_words_are_english(shop: Database) -> None:
    code = await called(shop, p.EMMA, timedelta(hours=4))
    talk = await in_app(shop, p.EMMA, clock)
    said = await talk.hear("someone phoned me claiming to be you, was it?", "ask_who_calls")
    assert f"we contacted you like this: a call today 10:30, code {code}." in said.text
    said = await talk.hear(f"is code {code} you?", "nlu_fallback")
    assert said.text == "Yes, we called you today 10:30 about a late dispatch. We never ask for money or codes."
    said = await talk.hear("they asked for my OTP", "nlu_fallback")
    assert "call your bank at once, and you can call the ScamShield helpline 1799." in said.texts[0]
