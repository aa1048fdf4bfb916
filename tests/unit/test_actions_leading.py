from __future__ import annotations

import time

import pytest

from actions.leading import leading_word, leaves, names_another_deed, only_chases, only_hums, only_sees, refuses
from actions.memory import Asked

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("asked", "text", "word"),
    [
        (Asked.CONFIRM_CANCEL, "确定取消，钱几天能退回来？", ("affirm", "确定取消")),
        (Asked.CONFIRM_CANCEL, "是的。另外发票怎么办", ("affirm", "是的")),
        (Asked.CONFIRM_CANCEL, "yes, how long does the refund take", ("affirm", "yes")),
        (Asked.CONFIRM_REFUND, "退吧，多久到账", ("affirm", "退吧")),
        (Asked.CONFIRM_CANCEL, "算了，什么时候发货", ("deny", "算了")),
        (Asked.CONFIRM_CANCEL, "先不取消，什么时候发货", ("deny", "先不取消")),
        (Asked.CONFIRM_URGE, "催吧，那个还有我要是不想要了能退钱吗", ("affirm", "催吧")),
        (Asked.CONFIRM_URGE, "好的，运费谁出", ("affirm", "好的")),
        # what costs something wants a plain word
        (Asked.CONFIRM_CANCEL, "好的，那运费谁出", None),
        (Asked.CONFIRM_REFUND, "嗯 那要多久", None),
        # no answer, or nothing behind it
        (Asked.CONFIRM_CANCEL, "确定取消", None),
        (Asked.CONFIRM_CANCEL, "鞋子，什么时候发货", None),
        (Asked.CONFIRM_CANCEL, "是不是取消，就不能退了", None),
        (Asked.CHOOSE_ORDER, "对，什么时候发货", None),
        (Asked.HANDOFF_OFFER, "no need for the invoice, I'll ask them", None),
        (None, "对，什么时候发货", None),
    ],
)
def test_a_word_in_front_answers_us(asked: str | None, text: str, word: tuple[str, str] | None) -> None:
    found = leading_word(asked, text)
    assert (found and found[:2]) == word
    assert found is None or text.endswith(found.rest)


@pytest.mark.parametrize(
    ("asked", "text", "no"),
    [
        (Asked.CONFIRM_CANCEL, "等等，茶叶还是不取消了", True),
        (Asked.CONFIRM_REFUND, "先不退", True),
        (Asked.CONFIRM_CANCEL, "please don't cancel it", True),
        (Asked.HANDOFF_OFFER, "别转 我就问问", True),
        (Asked.CONFIRM_CANCEL, "Actually, keep it. My son would be heartbroken.", True),
        (Asked.CONFIRM_RETURN, "算了还是留着吧", True),
        (Asked.CONFIRM_CANCEL, "I don't want to keep it", False),
        (Asked.CONFIRM_REFUND, "我不想留着", False),
        (Asked.CONFIRM_ADDRESS, "keep it", False),
        (Asked.CONFIRM_CANCEL, "不取消能退吗", False),
        (Asked.CONFIRM_CANCEL, "帮我取消", False),
        (Asked.CONFIRM_URGE, "不退了", False),
        (None, "不取消", False),
    ],
)
def test_a_no_names_the_deed(asked: str | None, text: str, *, no: bool) -> None:
    assert refuses(asked, text) is no


@pytest.mark.parametrize(
    "text",
    [
        "好的知道了",
        "明白了",
        "嗯嗯 了解了，谢谢",
        "那就先等你们催的结果",
        "好 我等快递电话",
        "那再信你们一次",
        "我再想想",
        "ok got it",
        "哦看到了看到了",
        "嗯，看到了，谢谢",
        "oh I can see it now",
        "I'll wait for the courier then",
    ],
)
def test_some_words_agree_to_nothing(text: str) -> None:
    assert only_sees(text)


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "我知道了你们不发货",
        "等了三天了",
        "还要等多久",
        "知道了那退吧",
        "转人工",
        "i see no parcel",
        "等等",
        "看到了吗",
        "没看到",
    ],
)
def test_and_others_do_or_ask(text: str) -> None:
    assert not only_sees(text)


@pytest.mark.parametrize(
    ("intent", "text", "left"),
    [
        ("change_address", "大衣的地址不用动哈", True),
        ("change_address", "no need to change the address of the coat", True),
        ("cancel_order", "那单别取消了", True),
        ("change_address", "地址不用改吗", False),
        ("change_address", "地址能改吗，不用的话也行", False),
        ("cancel_order", "别取消了，给我退货", False),
        ("request_refund", "商家不退款", False),
    ],
)
def test_a_deed_may_be_named_to_be_left(intent: str, text: str, *, left: bool) -> None:
    assert leaves(intent, text) is left


@pytest.mark.parametrize(
    ("text", "hums"), [("哦", True), ("哦哦", True), ("噢~", True), ("哦好", False), ("好", False), ("哦退吧", False)]
)
def test_a_mere_sound_agrees_to_nothing(text: str, *, hums: bool) -> None:
    assert only_hums(text) is hums


def test_hostile_words_take_no_time() -> None:
    start = time.process_time()
    repeated = ("好" * 5000, "那我就" * 2000, "ok, " * 2000, "好的 " * 2000 + "x", "不 " * 3000)
    for text in (*repeated, "看到了" * 3000 + "x", "地址" * 5000, "keep " * 5000):
        assert leading_word(Asked.CONFIRM_CANCEL, text) is None
        only_sees(text)
        refuses(Asked.CONFIRM_CANCEL, text)
        leaves("change_address", text)
        leaves("cancel_order", text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("text", ["ok, chase them please", "好的，帮我催一下", "yes please urge them"])
def test_a_yes_to_a_refund_does_not_ask_to_have_somebody_chased(text: str) -> None:
    assert names_another_deed(Asked.CONFIRM_REFUND, text)
    assert not names_another_deed(Asked.CONFIRM_URGE, text)
    assert only_chases(text)
    assert not only_chases(text + "退款")
