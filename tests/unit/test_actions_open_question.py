"""What yes and no mean, what is remembered, what values may hold, and when a callback is wished for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.asking.open_question import MAY_BE_LEFT, deed_asked, yes_or_no
from actions.base import harmless
from actions.intents import agreed, call, order_chosen, smalltalk
from actions.intents.smalltalk import NO, YES, answer_to
from actions.matters.registry import QUESTIONS
from actions.memory import Asked, Memory
from actions.questions.carrying_out import do_deed
from actions.remembered import OrdersShown, Proposal, Remark
from understanding.callback_time import callback_time
from understanding.reading import read

pytestmark = pytest.mark.unit

NO_DEED = {
    smalltalk._go_on, smalltalk._answer_suggested, smalltalk._hand_over, smalltalk._idle, smalltalk._leave_it,
    smalltalk._stay, smalltalk._rephrase, smalltalk._wrong_person, smalltalk.goodbye, call.identified,
    order_chosen.ask_again, order_chosen.other_orders,
}  # fmt: skip
"""What is said, or asked once more; nothing of an order is changed by it."""


def test_a_yes_and_a_no_are_understood_after_every_question() -> None:
    assert set(YES) == set(NO) == set(Asked)


def test_a_yes_does_what_was_asked_and_each_does_its_own() -> None:
    assert YES[Asked.CONFIRM_CANCEL] is agreed.cancel
    assert YES[Asked.CONFIRM_REFUND] is agreed.refund
    assert YES[Asked.CONFIRM_RETURN] is agreed.send_back
    assert YES[Asked.CONFIRM_DEED] is do_deed
    deeds = [run for asked, run in YES.items() if asked in QUESTIONS and asked.value.startswith("confirm_")]
    assert len(deeds) == len(set(deeds))


@pytest.mark.parametrize("slot", [None, "", "confirm_everything"])
def test_without_a_question_yes_and_no_do_nothing(slot: str | None) -> None:
    asked = Memory.from_slots({"asked": slot}).asked
    assert answer_to(asked, YES, identified=True) is smalltalk._idle
    assert answer_to(asked, NO, identified=True) is smalltalk._idle


@pytest.mark.parametrize("asked", [None, *Asked])
def test_before_a_callee_is_known_yes_only_says_who_they_are(asked: str | None) -> None:
    assert answer_to(asked, YES, identified=False) is call.identified
    assert answer_to(asked, NO, identified=False) is smalltalk._wrong_person


def test_no_yes_changes_anything_that_was_not_asked() -> None:
    for asked in set(Asked) - set(QUESTIONS):
        assert YES[asked] in NO_DEED
    for asked in Asked:
        assert NO[asked] in NO_DEED


@pytest.mark.parametrize(
    ("asked", "intent", "text", "meant"),
    [
        ("confirm_cancel", "cancel_order", "确定取消", "affirm"),
        ("confirm_cancel", "cancel_order", "取消吧", "affirm"),
        ("confirm_cancel", "cancel_order", "yes cancel it", "affirm"),
        ("confirm_cancel", "cancel_order", "先不取消", "deny"),
        ("confirm_cancel", "cancel_order", "算了别取消了", "deny"),
        ("confirm_cancel", "cancel_order", "no, keep it", "deny"),
        ("confirm_cancel", "cancel_order", "don't cancel", "deny"),
        ("confirm_cancel", "cancel_order", "取消要多久", None),
        ("confirm_cancel", "cancel_order", "取消了钱退到哪", None),
        ("confirm_cancel", "cancel_order", "我昨天还买了一个东西那个也一起取消掉", None),
        ("confirm_cancel", "request_refund", "申请退款", None),
        ("confirm_refund", "request_refund", "帮我申请", "affirm"),
        ("confirm_refund", "request_refund", "只退袜子", None),
        ("confirm_refund", "request_refund", "only the tray", None),
        ("confirm_address", "change_address", "改到滨江区江南大道1号", None),
        ("confirm_return", "request_return", "申请退货", "affirm"),
        ("confirm_address", "change_address", "改吧", "affirm"),
        ("confirm_urge", "ask_dispatch", "帮我催", "affirm"),
        ("confirm_urge", "ask_dispatch", "怎么还不发", None),
        ("confirm_urge", "ask_dispatch", "快发货", None),
        ("confirm_urge", "report_logistics_stalled", "不用催", "deny"),
        ("handoff_offer", "cancel_order", "取消", None),
        (None, "cancel_order", "确定取消", None),
    ],
)
def test_repeating_what_we_asked_about_is_a_yes_and_never_where_it_is_a_no(
    asked: str | None, intent: str, text: str, meant: str | None
) -> None:
    assert yes_or_no(Asked(asked) if asked else None, intent, read(text)) == meant


def test_questions_are_forgotten_after_one_answer_and_the_order_is_not() -> None:
    before = Memory(
        language="zh", order_id="CL1", topic="track_shipment", asked=Asked.CONFIRM_CANCEL,
        suggested_intent="x", offered=OrdersShown(last=("CL1",)), told=Remark.WAS_IT_US,
        wish=Proposal.of(deed="x"), fallback_count=1, silences=1,
    )  # fmt: skip
    assert before.next_turn() == Memory(language="zh", order_id="CL1", topic="track_shipment")


def test_slots_that_hold_nonsense_are_unset() -> None:
    slots = {"asked": ["confirm_cancel"], "order_id": "", "fallback_count": "7", "silences": None, "topic": 3}
    assert Memory.from_slots(slots) == Memory()


def test_only_what_changed_is_written_back() -> None:
    before = Memory(order_id="CL1", asked=Asked.SUGGESTION)
    after = Memory(order_id="CL2")
    assert after.changes(before) == {"order_id": "CL2", "asked": None}


@given(st.text())
def test_no_value_can_break_the_wording_it_is_put_into(value: str) -> None:
    """Rasa fills with str.format twice over, and gives the raw wording out where `0[` remains."""
    safe = harmless(value)
    assert not set(safe) & set("{}")
    assert "0[" not in safe


NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, ten in the morning in Shanghai


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("今晚八点打给我", "2026-11-24 20:00"),
        ("今晚八点半吧", "2026-11-24 20:30"),
        ("一小时后再打", "2026-11-24 11:00"),
        ("两个半小时以后", "2026-11-24 12:30"),
        ("过半个小时再打", "2026-11-24 10:30"),
        ("十分钟后", "2026-11-24 10:10"),
        ("一刻钟再打来", "2026-11-24 10:15"),
        ("明天上午打吧", "2026-11-25 10:00"),
        ("明早九点再联系我", "2026-11-25 09:00"),
        ("明天下午三点", "2026-11-25 15:00"),
        ("后天上午十点半", "2026-11-26 10:30"),
        ("中午十二点半打过来", "2026-11-24 12:30"),
        ("下午两点以后再打", "2026-11-24 14:00"),
        ("六点以后才有空", "2026-11-24 18:00"),
        ("八点左右回电", "2026-11-24 20:00"),
        ("下班以后打给我", "2026-11-24 19:00"),
        ("下周一再联系", "2026-11-30 10:00"),
        ("周末再打给我", "2026-11-28 10:00"),
        ("周二打", "2026-12-01 10:00"),
        ("晚上 7:30", "2026-11-24 19:30"),
        ("call me tomorrow at 3", "2026-11-25 15:00"),
        ("call me tonight", "2026-11-24 19:00"),
        ("call me at eight tonight", "2026-11-24 20:00"),
        ("in an hour please", "2026-11-24 11:00"),
        ("in half an hour", "2026-11-24 10:30"),
        ("in twenty minutes", "2026-11-24 10:20"),
        ("try me at 5:15 pm", "2026-11-24 17:15"),
        ("any time after six", "2026-11-24 18:00"),
        ("on friday", "2026-11-27 10:00"),
        ("tomorrow morning", "2026-11-25 10:00"),
        ("phone me at 9 am", "2026-11-25 09:00"),
    ],
)
def test_a_wished_time_is_understood_as_people_say_it(text: str, wished: str) -> None:
    found = callback_time(text, NOW, "Asia/Shanghai")
    assert found is not None
    assert f"{found.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M}" == wished


@pytest.mark.parametrize("text", ["我在开会", "现在不方便", "晚点再打", "call me later", "i'm busy", ""])
def test_no_time_named_is_no_time(text: str) -> None:
    assert callback_time(text, NOW, "Asia/Shanghai") is None


@given(st.text(max_size=40))
def test_whatever_is_said_the_time_is_never_past_nor_weeks_away(text: str) -> None:
    found = callback_time(text, NOW, "Asia/Shanghai")
    assert found is None or timedelta(0) <= found - NOW < timedelta(days=400)


@given(
    st.sampled_from(["今天", "明天", "后天", "下周三", ""]),
    st.sampled_from(["早上", "中午", "下午", "晚上", ""]),
    st.sampled_from([f"{hour}点" for hour in range(25)] + [""]),
)
def test_days_parts_and_hours_combine_to_something_ahead(day: str, part: str, hour: str) -> None:
    found = callback_time(day + part + hour, NOW, "Asia/Shanghai")
    assert found is None or NOW < found < NOW + timedelta(days=11)


@pytest.mark.parametrize(
    ("asked", "text", "meant"),
    [
        ("confirm_urge", "Yes please, chase it", "affirm"),
        ("confirm_urge", "yes, go ahead and push them for me", "affirm"),
        ("confirm_urge", "好的，帮我催一下吧", "affirm"),
        ("handoff_offer", "可以，那就麻烦你了", "affirm"),
        ("confirm_cancel", "好吧还是别取消了", "deny"),
        ("confirm_urge", "好的，不过什么时候能到", None),
        ("confirm_urge", "yes but where is my other parcel", None),
        ("confirm_urge", "天气不错", None),
        (None, "好的，帮我催一下", None),
        ("confirm_urge", "yes I have been a loyal customer for ten years and all I get is this", None),
    ],
)
def test_words_that_were_not_understood_count_if_they_begin_with_a_yes(
    asked: str | None, text: str, meant: str | None
) -> None:
    assert yes_or_no(Asked(asked) if asked else None, "nlu_fallback", read(text)) == meant
    assert yes_or_no(asked, "ask_payment", read(text)) is None


@pytest.mark.parametrize("asked", [None, Asked.CHOOSE_ORDER, Asked.IDENTIFY])
def test_a_yes_to_no_deed_names_none(asked: Asked | None) -> None:
    assert deed_asked(asked) is None


def test_what_a_mere_i_see_leaves_undone_is_a_deed_or_nothing_more() -> None:
    assert {asked for asked in Asked if deed_asked(asked)} == MAY_BE_LEFT - {Asked.ANYTHING_ELSE}
