"""The phone: nothing of an order before the callee is known, keys, silence, refusals, and the end of a call."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from actions.registry import ANSWERS
from actions.talk import NotIdentifiedError, Talk
from careline.contacts.service import note_contact, opted_out
from careline.conversations.conversation import find
from careline.core.callouts import Outcome
from careline.core.contact import Channel
from careline.core.conversation import Owner
from careline.demo import personas as p
from careline.ids import new_id
from careline.store.database import Database
from careline.store.journal import story_of
from careline.store.tables.callouts import attempts, callback_wishes
from careline.store.tables.cases import blocks, journal, remedies
from careline.store.tables.desk import agents
from tests.rules import RULES
from tests.talking import NOW, Talking, in_app, on_the_phone, question
from tests.unblocking import unblock_event

pytestmark = pytest.mark.store

HARMLESS = {"affirm", "deny", "press_key", "wrong_person", "opt_out", "goodbye", "request_callback", "request_human"}
"""What a stranger may do: all of these are looked at by themselves below."""


def clock() -> datetime:
    return NOW


@pytest.fixture
async def call(shop: Database) -> Talking:
    return await on_the_phone(shop, p.LIN, p.LIN_LATE_DISPATCH, clock)


async def owner_of(talk: Talking) -> Owner:
    async with talk.database.begin() as tx:
        conversation = await find(tx, talk.conversation_id)
    assert conversation
    return conversation.ownership.owner


async def wished(talk: Talking) -> list[datetime]:
    async with talk.database.begin() as tx:
        return list((await tx.execute(select(callback_wishes.c.wished_for))).scalars())


async def found(talk: Talking) -> Outcome | None:
    """What the call has come to so far."""
    async with talk.database.begin() as tx:
        what = (await tx.execute(select(attempts.c.found))).scalar_one()
    return Outcome(what) if what else None


async def over(talk: Talking) -> set[str | None]:
    """Why no machine phones about what is stuck."""
    async with talk.database.begin() as tx:
        return set((await tx.execute(select(blocks.c.calls_over).where(blocks.c.ended_at.is_(None)))).scalars())


SECRETS = ("跑鞋", "CL2026", "1001", "发货", "329", "步履坊", "物流", "温州")


@pytest.mark.parametrize("intent", sorted(set(ANSWERS) - HARMLESS))
async def test_before_the_callee_is_known_nothing_of_an_order_is_said(call: Talking, intent: str) -> None:
    call.slots |= {"order_id": p.LIN_LATE_DISPATCH, "topic": "ask_dispatch", "suggested_intent": "ask_dispatch"}
    said = await call.hear("复古跑鞋怎么还不发", intent, order_no=p.LIN_LATE_DISPATCH)
    assert not any(secret in said.text for secret in SECRETS)
    assert not said.cards
    async with call.database.begin() as tx:
        assert (await tx.execute(select(remedies.c.remedy_id))).all() == []
        assert (await tx.execute(select(attempts.c.identified_at))).scalar_one() is None


@pytest.mark.parametrize("key", ["2", "0", "9", "*", "#", "5"])
async def test_no_key_but_yes_opens_the_orders(call: Talking, key: str) -> None:
    said = await call.hear(None, "press_key", key=key)
    assert not any(secret in said.text for secret in SECRETS)


async def test_an_action_that_asks_for_orders_too_early_fails(call: Talking, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second lock behind the guard: an answer wrongly marked as fit for anyone still gets no order."""
    answer = ANSWERS["ask_dispatch"]
    monkeypatch.setitem(ANSWERS, "ask_dispatch", type(answer)(answer.run, anyone=True, topic=True))
    with pytest.raises(NotIdentifiedError):
        await call.hear("怎么还不发货", "ask_dispatch")


async def test_yes_identifies_and_says_why_we_call(call: Talking) -> None:
    said = await call.hear("我是", "affirm")
    assert said.responses == ["utter_call_reason", "utter_offer_urge_merchant"]
    assert "您买的复古跑鞋，约定昨天中午十二点半前发货，到现在还没发" in said.text
    async with call.database.begin() as tx:
        assert (await tx.execute(select(attempts.c.identified_at))).scalar_one() == NOW
    said = await call.hear(None, "press_key", key="1")
    assert said.text == (
        "我已经帮您催商家了，最晚明天下午两点半前给您答复。着急的话，直接说转人工就行。"
        " 复古跑鞋晚发货，按时发货这项可以赔十六元四角五分。要我现在帮您申领吗？"
    )
    said = await call.hear("不用了", "deny")
    assert said.responses == ["utter_nothing_done", "utter_anything_else"]
    said = await call.hear("没有了", "deny")
    assert said.responses == ["utter_goodbye"]
    assert await owner_of(call) is Owner.CLOSED


@pytest.mark.parametrize("intent", ["out_of_scope", "ask_dispatch", "ask_who_calls", "wrong_person", "nlu_fallback"])
@pytest.mark.parametrize("text", ["我就是，什么事", "嗯我是林晓雨", "我就是啊，怎么还不发货"])
async def test_who_says_that_it_is_them_need_not_be_asked_again(call: Talking, text: str, intent: str) -> None:
    said = await call.hear(text, intent)
    assert said.responses == ["utter_call_reason", "utter_offer_urge_merchant"]
    async with call.database.begin() as tx:
        assert (await tx.execute(select(attempts.c.identified_at))).scalar_one() == NOW


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("是的，我是李雷", "utter_identify"),
        ("对，我是她先生的同事", "utter_when_convenient"),
        ("我是他妈妈", "utter_when_convenient"),
    ],
)
async def test_a_yes_from_somebody_else_opens_nothing(call: Talking, text: str, response: str) -> None:
    said = await call.hear(text, "affirm")
    assert said.responses == [response]
    assert not any(secret in said.text for secret in SECRETS)
    async with call.database.begin() as tx:
        assert (await tx.execute(select(attempts.c.identified_at))).scalar_one() is None


async def test_no_is_the_wrong_person_and_ends_the_call(call: Talking) -> None:
    said = await call.hear(None, "press_key", key="2")
    assert said.responses == ["utter_wrong_person"]
    assert await owner_of(call) is Owner.CLOSED
    async with call.database.begin() as tx:
        noted = (await tx.execute(select(journal.c.what).where(journal.c.what == "wrong_person"))).all()
    assert len(noted) == 1


async def test_who_never_says_who_they_are_is_left_in_peace(call: Talking) -> None:
    for asked in ("utter_identify", "utter_identify_first"):
        said = await call.hear("什么事啊", "out_of_scope")
        assert said.responses == [asked]
        assert await owner_of(call) is Owner.BOT
    said = await call.hear("什么事啊", "out_of_scope")
    assert said.responses == ["utter_not_identified"]
    assert await owner_of(call) is Owner.CLOSED


async def test_who_asks_who_calls_can_check_it_and_is_asked_again(call: Talking) -> None:
    async with call.database.begin() as tx:
        attempt_id = (await tx.execute(select(attempts.c.attempt_id))).scalar_one()
        code = await note_contact(tx, p.LIN, Channel.PHONE, about="dispatch", origin_id=attempt_id, now=NOW)
    said = await call.hear("你谁啊", "ask_who_calls")
    assert said.responses == ["utter_who_calls", "utter_identify"]
    assert f"核对码是{'、'.join(code)}" in said.text
    said = await call.hear("到底是谁", "ask_who_calls")
    assert said.responses == ["utter_doubt"]
    assert f"核对码是{'、'.join(code)}" in said.text
    assert (await call.hear("我怎么知道是不是真的", "ask_who_calls")).responses == ["utter_doubter_goodbye"]
    assert await owner_of(call) is Owner.CLOSED


async def test_opting_out_is_in_force_before_it_is_said_and_ends_the_call(call: Talking) -> None:
    said = await call.hear("别再打了", "opt_out")
    assert said.responses == ["utter_opted_out"]
    async with call.database.begin() as tx:
        assert await opted_out(tx, p.LIN, Channel.PHONE)
        assert await opted_out(tx, p.LIN, Channel.SMS)
    assert await owner_of(call) is Owner.CLOSED


async def test_a_callback_is_noted_for_the_time_they_said(call: Talking) -> None:
    said = await call.hear("我在开会，今晚七点打给我", "request_callback")
    assert "今天晚上七点左右再打给您" in said.text
    assert await wished(call) == [datetime(2026, 11, 22, 11, 0, tzinfo=UTC)]
    assert await owner_of(call) is Owner.CLOSED


async def test_a_callback_without_a_time_is_in_two_hours(call: Talking) -> None:
    await call.hear("不方便", "request_callback")
    assert await wished(call) == [datetime(2026, 11, 22, 8, 30, tzinfo=UTC)]


AT_THREE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Three in the afternoon of the next day, in Shanghai."""


@pytest.mark.parametrize("intent", ["request_callback", "affirm", "out_of_scope"])
async def test_a_time_named_before_they_are_known_is_promised_and_ends_the_machines_own_calls(
    call: Talking, intent: str
) -> None:
    said = await call.hear("是我，这会儿走不开，明天下午三点再打给我", intent)
    assert said.responses == ["utter_callback_noted"]
    assert "明天下午三点左右" in said.text
    assert await wished(call) == [AT_THREE]
    assert await found(call) is Outcome.ASKED_CALLBACK
    assert Outcome.ASKED_CALLBACK in await over(call)
    assert await owner_of(call) is Owner.CLOSED


async def test_a_call_at_night_is_not_promised(call: Talking) -> None:
    said = await call.hear("晚上十一点再打给我", "request_callback")
    assert said.responses == ["utter_callback_moved"]
    assert "明天上午九点左右" in said.text
    assert await wished(call) == [datetime(2026, 11, 23, 1, 0, tzinfo=UTC)]


@pytest.mark.parametrize("text", ["她不在，我是她爱人", "妈妈在洗澡", "她手机落我这儿了"])
@pytest.mark.parametrize("intent", ["wrong_person", "deny", "affirm", "out_of_scope"])
async def test_the_household_is_asked_when_to_call_and_told_nothing(call: Talking, text: str, intent: str) -> None:
    said = await call.hear(text, intent)
    assert said.responses == ["utter_when_convenient"]
    assert not any(secret in said.text for secret in SECRETS)
    assert await found(call) is Outcome.THIRD_PARTY
    said = await call.hear("晚上七点吧", "out_of_scope")
    assert said.responses == ["utter_callback_for_them"]
    assert "今天晚上七点左右" in said.text
    assert await wished(call) == [datetime(2026, 11, 22, 11, 0, tzinfo=UTC)]
    assert Outcome.THIRD_PARTY in await over(call)
    assert await owner_of(call) is Owner.CLOSED


async def test_the_household_may_not_know_when_or_fetch_them(call: Talking) -> None:
    await call.hear("她不在", "wrong_person")
    assert (await call.hear("你等一下，我叫她", "out_of_scope")).responses == ["utter_i_wait"]
    said = await call.hear("喂，我是林晓雨", "greet")
    assert said.responses == ["utter_call_reason", "utter_offer_urge_merchant"]


async def test_who_cannot_say_when_is_let_go(call: Talking) -> None:
    await call.hear("我妈妈不在家", "out_of_scope")
    said = await call.hear("我不知道", "out_of_scope")
    assert said.responses == ["utter_will_try_again"]
    assert await owner_of(call) is Owner.CLOSED
    assert await found(call) is Outcome.THIRD_PARTY


async def test_a_stranger_is_no_household(call: Talking) -> None:
    said = await call.hear("打错了吧，我不认识她", "out_of_scope")
    assert said.responses == ["utter_wrong_person"]


@pytest.mark.parametrize("intent", ["ask_who_calls", "goodbye", "deny", "out_of_scope"])
async def test_a_doubter_hears_how_to_check_without_us_and_is_let_go(call: Talking, intent: str) -> None:
    said = await call.hear("又是骗子吧，我才不信，挂了", intent)
    assert said.responses == ["utter_doubt_no_code", "utter_doubter_goodbye"]
    assert "挂断" in said.text
    assert "验证码" in said.text
    assert await found(call) is Outcome.DOUBTED
    assert await owner_of(call) is Owner.CLOSED


async def test_who_doubts_and_then_believes_us_is_told_why(call: Talking) -> None:
    assert (await call.hear("诈骗电话吧", "ask_who_calls")).responses == ["utter_doubt_no_code"]
    said = await call.hear("好吧，我是林晓雨", "affirm")
    assert said.responses == ["utter_call_reason", "utter_offer_urge_merchant"]


@pytest.mark.parametrize("text", ["我没兴趣，别烦我", "推销的吧，不需要"])
async def test_who_wants_nothing_of_us_is_left_in_peace_and_is_no_wrong_number(call: Talking, text: str) -> None:
    said = await call.hear(text, "deny")
    assert said.responses == ["utter_left_in_peace"]
    assert await found(call) is Outcome.HUNG_UP


@pytest.mark.parametrize("intent", ["ask_language", "ask_who_calls", "out_of_scope", "nlu_fallback"])
async def test_who_speaks_the_other_language_is_answered_in_it(call: Talking, intent: str) -> None:
    said = await call.hear("Sorry, I can't speak any Chinese, who are you?", intent)
    assert said.responses == ["utter_now_in_english", "utter_identify_in_english"]
    said = await call.hear("yes, I am Lin Xiaoyu", "affirm")
    assert said.responses == ["utter_call_reason", "utter_offer_urge_merchant"]


async def test_silence_is_asked_after_in_new_words_and_then_ends_the_call(call: Talking) -> None:
    assert (await call.hear(None, "silence")).responses == ["utter_silence", "utter_identify"]
    assert (await call.hear(None, "silence")).responses == ["utter_silence_press"]
    assert (await call.hear(None, "silence")).responses == ["utter_silence_goodbye"]
    assert await owner_of(call) is Owner.CLOSED
    assert await found(call) == Outcome.SILENT


async def test_after_a_silence_the_open_question_is_put_again_and_still_open(call: Talking) -> None:
    await call.hear("我是", "affirm")
    said = await call.hear(None, "silence")
    assert said.texts == ["喂，您能听到吗？", "要我现在帮您催商家吗？"]
    assert (await call.hear(None, "silence")).responses == ["utter_silence_keys"]
    said = await call.hear("好", "affirm")
    assert said.responses[0] == "utter_urged_merchant"


async def test_say_again_says_the_same_words(call: Talking) -> None:
    first = await call.hear("我是", "affirm")
    again = await call.hear("再说一遍", "ask_repeat")
    assert again.texts == first.texts
    assert (await call.hear("好", "affirm")).responses[0] == "utter_urged_merchant"


async def test_the_language_changes_at_once_and_goes_on(call: Talking) -> None:
    said = await call.hear(None, "press_key", key="#")
    assert said.responses == ["utter_now_in_english", "utter_identify_in_english"]
    said = await call.hear("yes speaking", "affirm")
    assert await found(call) is None
    assert "was due to leave by yesterday at 12:30 pm" in said.text


async def test_zero_puts_the_caller_into_the_queue(call: Talking) -> None:
    said = await call.hear(None, "press_key", key="0")
    assert said.responses == ["utter_handoff_nobody_online"]
    assert await owner_of(call) is Owner.QUEUE


async def test_zero_with_a_free_agent_names_no_waiting_time(call: Talking) -> None:
    async with call.database.begin() as tx:
        await tx.execute(
            insert(agents).values(
                agent_id=new_id(), login="li", name="李静", password_hash="x", role="agent", languages=["zh-CN"],
                skills=["dispatch"], capacity=1, online=True, seen_at=NOW,
            )
        )  # fmt: skip
    said = await call.hear(None, "press_key", key="0")
    assert said.responses == ["utter_handoff_agent_free"]
    assert "分钟" not in said.text
    assert await found(call) is Outcome.ASKED_PERSON
    assert Outcome.ASKED_PERSON in await over(call)


async def test_an_unknown_key_leaves_the_question_open(call: Talking) -> None:
    await call.hear("我是", "affirm")
    assert (await call.hear(None, "press_key", key="7")).responses[0] == "utter_key_unknown"
    assert (await call.hear(None, "press_key", key="1")).responses[0] == "utter_urged_merchant"


async def unblocked(call: Talking) -> None:
    """The shop sends the shoes."""
    from careline.demo.shop import demo_events
    from careline.feed.service import Feed

    events = demo_events(seed=1, now=NOW, customers=8, orders=30)
    late = next(event for event in events if event["order"]["order_id"] == p.LIN_LATE_DISPATCH)
    taken = await Feed(call.database, RULES.new_users).take([unblock_event(late, now=NOW)], NOW)
    assert taken.accepted == 1


@pytest.mark.parametrize(("text", "intent"), [("好，帮我催", "affirm"), ("不用催了", "deny"), (None, "press_key")])
async def test_what_moves_on_while_we_talk_is_told_and_nobody_is_pushed(
    call: Talking, text: str | None, intent: str
) -> None:
    await call.hear("我是", "affirm")
    await unblocked(call)
    said = await call.hear(text, intent, **({} if text else {"key": "1"}))
    assert said.responses[0] == "utter_news_dispatched"
    assert not any((name or "").startswith("utter_urged") for name in said.responses)
    async with call.database.begin() as tx:
        assert (await tx.execute(select(remedies.c.remedy_id))).all() == []
    assert await found(call) is Outcome.SETTLED
    said = await call.hear("没有了", "deny")
    assert "utter_news_dispatched" not in said.responses, "once"


async def test_a_question_is_answered_behind_the_news(call: Talking) -> None:
    await call.hear("我是", "affirm")
    await unblocked(call)
    said = await call.hear("那现在到哪了", "track_shipment")
    assert said.responses[0] == "utter_news_dispatched"
    assert len(said.responses) > 1


async def test_a_long_speech_is_answered_once(call: Talking) -> None:
    """Who says the same in many words is not told the same in as many sentences."""
    await call.hear("我是", "affirm")
    asked = ("我都等了好多天了", "怎么一直没发货", "你们到底发不发", "什么时候能发啊")
    parts = [question(text, "ask_dispatch_time", ("dispatch", "when")) for text in asked]
    said = await call.hear("，".join(asked), "ask_dispatch_time", questions=parts)
    assert said.texts
    assert len(set(said.texts)) == len(said.texts)
    assert len(said.texts) <= 3


async def test_a_sum_that_is_owed_is_offered_in_the_first_minute_and_claimed_by_a_yes(call: Talking) -> None:
    await call.hear("我是", "affirm")
    said = await call.hear("催吧", "affirm")
    assert said.responses == ["utter_urged_merchant", "utter_compensation_due"]
    await call.hear("那帮我申请赔付", "affirm")
    async with call.database.begin() as tx:
        kinds = set((await tx.execute(select(remedies.c.kind))).scalars())
    assert kinds == {"urge_merchant", "compensation"}


async def test_chase_it_after_all_does_what_was_offered(call: Talking) -> None:
    await call.hear("我是", "affirm")
    await call.hear("先不用", "deny")
    await call.hear("不用了", "deny")
    said = await call.hear("还是帮我催一下吧", "affirm")
    assert said.responses[0] == "utter_urged_merchant"


async def test_what_was_settled_meanwhile_is_said_and_the_call_ends(call: Talking) -> None:
    await unblocked(call)
    said = await call.hear("我是", "affirm")
    assert said.responses == ["utter_call_resolved"]
    assert await owner_of(call) is Owner.CLOSED


async def test_identification_is_in_the_story_of_no_order_but_in_the_journal(call: Talking) -> None:
    await call.hear("我是", "affirm")
    async with call.database.begin() as tx:
        what = (await tx.execute(select(journal.c.what).where(journal.c.customer_id == p.LIN))).scalars().all()
        story = [entry["what"] for entry in await story_of(tx, p.LIN_LATE_DISPATCH)]
    assert "identified" in what
    assert "identified" not in story


async def test_in_the_app_nobody_is_asked_who_they_are(shop: Database) -> None:
    talk = await in_app(shop, p.LIN, clock)
    assert (await talk.hear(None, "open_call")).responses == ["utter_go_on"]
    assert (await talk.hear("打错了", "wrong_person")).responses == ["utter_wrong_person_in_app"]
    assert await owner_of(talk) is Owner.BOT


def test_every_answer_fit_for_anyone_is_known_here() -> None:
    """A new one has to be looked at by somebody: may a stranger on the phone hear it?"""
    assert {intent for intent, answer in ANSWERS.items() if answer.anyone} == {
        "affirm", "deny", "press_key", "silence", "open_call", "request_human", "opt_out", "request_callback",
        "wrong_person", "ask_who_calls", "ask_repeat", "ask_language", "goodbye",
    }  # fmt: skip
    assert Talk.identified
