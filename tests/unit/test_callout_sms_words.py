"""What people write back, and the way out that every message of ours names."""

from __future__ import annotations

import pytest

from callouts.sms_words import WORDS, Reply, carrier_answers, read_reply, with_way_out
from careline.core.wording.promotion import promotions_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "body",
    [
        "STOP",
        "stop",
        " Stop. ",
        "STOPALL",
        "ＳＴＯＰ",
        "Unsubscribe",
        "CANCEL",
        "END",
        "QUIT",
        "REVOKE",
        "OPTOUT",
        "opt out",
        "TD",
        "td",
        "T",
        "退订",
        "「退订」",
        "拒收",
        "别再打了",
        "不要再给我打电话",
        "别给我发短信了",
        "不要再发了",
        "请不要再联系我",
        "我说了别打电话了",
        "please stop calling me",
        "Stop texting!",
        "don't call me again",
        "Don’t text me",
        "do not contact me",
        "take me off your list",
        "no more calls please",
        "leave me alone",
        "I'd like to opt out",
    ],
)
def test_a_no_is_a_no_in_whatever_words(body: str) -> None:
    assert read_reply(body) is Reply.STOP


@pytest.mark.parametrize(
    "body",
    [
        "",
        "好的",
        "什么时候发货",
        "先别发货",
        "不用发货了，退款吧",
        "不要打包",
        "不要联系快递，我自己去取",
        "我的订单呢",
        "stop by the shop",
        "when will it come",
        "don't send it to the old address",
        "can I cancel order 12",
        "please call me",
        "the end is near",
        "T恤什么时候到",
    ],
)
def test_what_is_about_the_order_is_no_no(body: str) -> None:
    assert read_reply(body) is Reply.OTHER


@pytest.mark.parametrize(
    ("body", "told", "means"),
    [
        ("START", "", Reply.START),
        ("恢复", "", Reply.START),
        ("help", "", Reply.HELP),
        ("帮助", "", Reply.HELP),
        ("打错了，我不认识她", "", Reply.WRONG_NUMBER),
        ("发错人了吧", "", Reply.WRONG_NUMBER),
        ("You have the wrong number", "", Reply.WRONG_NUMBER),
        ("whatever", "STOP", Reply.STOP),
        ("whatever", "start", Reply.START),
        ("STOP", "nonsense", Reply.STOP),
    ],
)
def test_the_other_meanings(body: str, told: str, means: Reply) -> None:
    assert read_reply(body, told) is means


def test_what_the_carrier_answers_we_do_not() -> None:
    assert carrier_answers("STOP", "")
    assert carrier_answers("别打了", "STOP")
    assert not carrier_answers("退订", "")
    assert not carrier_answers("stop calling me", "")


@pytest.mark.parametrize(
    ("body", "way_out", "said"),
    [
        ("【云选】您好。", "回TD退订", "【云选】您好。回TD退订"),
        ("【云选】核对码1234", "回TD退订", "【云选】核对码1234 回TD退订"),
        ("Shop: Hello. ", "Reply STOP to opt out.", "Shop: Hello. Reply STOP to opt out."),
    ],
)
def test_the_way_out_is_named_once(body: str, way_out: str, said: str) -> None:
    assert with_way_out(body, way_out) == said
    assert with_way_out(said, way_out) == said


def test_none_of_these_words_advertise_and_each_answer_says_who_writes() -> None:
    for words in WORDS.values():
        for text in (words.stopped, words.not_read):
            assert not promotions_in(text)
        assert "{shop}" in words.stopped
        assert "{shop}" in words.not_read
