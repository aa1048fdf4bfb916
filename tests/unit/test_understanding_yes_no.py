from __future__ import annotations

import time

import pytest

from understanding.deeds import Verb
from understanding.reading import read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("deed", "text", "word"),
    [
        (Verb.CANCEL, "确定取消，钱几天能退回来？", (True, "确定取消")),
        (Verb.CANCEL, "是的。另外发票怎么办", (True, "是的")),
        (Verb.CANCEL, "yes, how long does the refund take", (True, "yes")),
        (Verb.REFUND, "退吧，多久到账", (True, "退吧")),
        (Verb.CANCEL, "算了，什么时候发货", (False, "算了")),
        (Verb.CANCEL, "先不取消，什么时候发货", (False, "先不取消")),
        (Verb.URGE, "催吧，那个还有我要是不想要了能退钱吗", (True, "催吧")),
        (Verb.URGE, "好的，运费谁出", (True, "好的")),
        (Verb.REFUND, "Yes please, and where does it go?", (True, "Yes please")),
        (Verb.RESEND, "yep go for it, only the one cup", (True, "yep go for it")),
        (Verb.CANCEL, "Yes confirmed. Also raise an invoice", (True, "Yes confirmed")),
        (Verb.RESEND, "Do. And if both of them come?", (True, "Do")),
        (Verb.RESEND, "行的 补发。照片发哪里", (True, "行的 补发")),
        # without a stop the words go on
        (Verb.REFUND, "do i have to send it back", None),
        (Verb.CHANGE_ADDRESS, "correct address is Lindenallee 27", None),
        # what costs something wants a plain word
        (Verb.CANCEL, "好的，那运费谁出", None),
        (Verb.REFUND, "嗯 那要多久", None),
        # no answer, or nothing behind it
        (Verb.CANCEL, "确定取消", None),
        (Verb.CANCEL, "鞋子，什么时候发货", None),
        (Verb.CANCEL, "是不是取消，就不能退了", None),
        (Verb.HAND_OVER, "no need for the invoice, I'll ask them", None),
        (None, "对，什么时候发货", None),
    ],
)
def test_a_word_in_front_answers_us(deed: Verb | None, text: str, word: tuple[bool, str] | None) -> None:
    found = read(text).leading_word(deed)
    assert (found and (found.yes, found.said.as_written)) == word
    assert found is None or text.endswith(found.behind.as_written)


@pytest.mark.parametrize(
    ("deed", "text", "no"),
    [
        (Verb.CANCEL, "等等，茶叶还是不取消了", True),
        (Verb.REFUND, "先不退", True),
        (Verb.CANCEL, "please don't cancel it", True),
        (Verb.HAND_OVER, "别转 我就问问", True),
        (Verb.CANCEL, "Actually, keep it. My son would be heartbroken.", True),
        (Verb.RETURN, "算了还是留着吧", True),
        (Verb.REFUND, "nope, I don't want to give it back, I do want my kettle", True),
        (Verb.REFUND, "我不想退回去，壶我要的", True),
        (Verb.CANCEL, "I don't want to keep it", False),
        (Verb.REFUND, "我不想留着", False),
        (Verb.CHANGE_ADDRESS, "keep it", False),
        (Verb.CANCEL, "不取消能退吗", False),
        (Verb.CANCEL, "帮我取消", False),
        (Verb.URGE, "不退了", False),
        (None, "不取消", False),
    ],
)
def test_a_no_names_the_deed(deed: Verb | None, text: str, *, no: bool) -> None:
    assert read(text).refuses(deed) is no


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
    assert read(text).only_sees


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
    assert not read(text).only_sees


@pytest.mark.parametrize(
    ("deed", "text", "left"),
    [
        (Verb.CHANGE_ADDRESS, "大衣的地址不用动哈", True),
        (Verb.CHANGE_ADDRESS, "no need to change the address of the coat", True),
        (Verb.CANCEL, "那单别取消了", True),
        (Verb.CHANGE_ADDRESS, "地址不用改吗", False),
        (Verb.CHANGE_ADDRESS, "地址能改吗，不用的话也行", False),
        (Verb.CANCEL, "别取消了，给我退货", False),
        (Verb.RETURN, "商家不退款", False),
    ],
)
def test_a_deed_may_be_named_to_be_left(deed: Verb, text: str, *, left: bool) -> None:
    assert read(text).leaves(deed) is left


@pytest.mark.parametrize(
    ("text", "hums"), [("哦", True), ("哦哦", True), ("噢~", True), ("哦好", False), ("好", False), ("哦退吧", False)]
)
def test_a_mere_sound_agrees_to_nothing(text: str, *, hums: bool) -> None:
    assert read(text).only_hums is hums


def test_hostile_words_take_no_time() -> None:
    start = time.process_time()
    repeated = ("好" * 5000, "那我就" * 2000, "ok, " * 2000, "好的 " * 2000 + "x", "不 " * 3000)
    for text in (*repeated, "看到了" * 3000 + "x", "地址" * 5000, "keep " * 5000):
        said = read(text)
        assert said.leading_word(Verb.CANCEL) is None
        assert not said.only_sees
        assert not said.leaves(Verb.CHANGE_ADDRESS)
        said.refuses(Verb.CANCEL)
        said.leaves(Verb.CANCEL)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("text", ["ok, chase them please", "好的，帮我催一下", "yes please urge them"])
def test_a_yes_to_a_refund_does_not_ask_to_have_somebody_chased(text: str) -> None:
    assert read(text).names_another_deed_than(Verb.REFUND)
    assert not read(text).names_another_deed_than(Verb.URGE)
    assert read(text).only_urges
    assert not read(text + "退款").only_urges


@pytest.mark.parametrize(
    ("text", "yes", "plainly"),
    [
        ("对哒", True, False),
        ("嗯对", True, False),
        ("是的", True, False),
        ("yep", True, True),
        ("that's right", True, False),
        ("确认", True, True),
        ("yes, go ahead", True, True),
        ("嗯", False, False),
        ("好的", False, False),
        ("ok", False, False),
        ("对不起", False, False),
        ("是不是", False, False),
        ("确认收货", False, False),
        ("yes but not the mugs", False, False),
    ],
)
def test_a_yes_to_what_was_said_is_no_sound_of_listening(text: str, *, yes: bool, plainly: bool) -> None:
    assert (read(text).confirms, read(text).confirms_plainly) == (yes, plainly)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("换大一号", True),
        ("要42码黑色的", True),
        ("想换L码", True),
        ("换个新的", True),
        ("size 42 in black please", True),
        ("a bigger one", True),
        ("鞋子我想换货", False),
        ("大衣能不能换个颜色", False),
        ("还是换个码吧", False),
        ("can I exchange these shoes", False),
        ("a different colour please", False),
    ],
)
def test_an_exchange_says_what_for_or_only_that(text: str, *, named: bool) -> None:
    assert read(text).names_kind is named


@pytest.mark.parametrize("text", ["好", "行吧", "嗯嗯", "okay", "fine", "all right"])
def test_a_soft_word_may_only_say_that_we_were_heard(text: str) -> None:
    assert read(text).only_soft_yes


@pytest.mark.parametrize("text", ["确定", "就重发", "yes", "yes do that", "aye"])
def test_a_plain_yes_is_no_soft_word(text: str) -> None:
    assert not read(text).only_soft_yes


@pytest.mark.parametrize(
    ("deed", "text"),
    [
        (Verb.REFUND, "refund for one how much"),
        (Verb.CANCEL, "cancel still can or not"),
        (Verb.REFUND, "refund goes to which card"),
        (Verb.RETURN, "return until when"),
    ],
)
def test_a_bare_verb_that_is_asked_about_is_no_yes(deed: Verb, text: str) -> None:
    assert read(text).leading_word(deed) is None


@pytest.mark.parametrize(
    ("text", "goes", "takes_up", "kindly"),
    [
        ("整呗", True, False, False),
        ("行那就这样弄", True, False, False),
        ("那就照你说的办", True, False, False),
        ("crack on then", True, False, False),
        ("ok do it", True, False, False),
        ("knock yourself out", True, False, False),
        ("那就帮我问问商家", False, True, False),
        ("then ask the shop", False, True, False),
        ("行，麻烦了", False, False, True),
        ("怎么弄", False, False, False),
        ("弄好了吗", False, False, False),
        ("don't do it", False, False, False),
        ("do it tomorrow", False, False, False),
        ("ask them why", False, False, False),
        ("好的", False, False, False),
        ("thanks", False, False, False),
    ],
)
def test_idioms_for_go_ahead(text: str, *, goes: bool, takes_up: bool, kindly: bool) -> None:
    said = read(text)
    assert (said.goes_ahead, said.takes_up, said.asks_kindly) == (goes, takes_up, kindly)
