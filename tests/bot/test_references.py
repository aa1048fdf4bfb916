"""How a consumer points at one of several orders; and that nothing hostile makes us slow."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.components.entities import find_entities

DIGITS = "零一二三四五六七八九"


def found(text: str, kind: str) -> list[str]:
    return [entity.value for entity in find_entities(text) if entity.kind == kind]


@given(st.from_regex(r"[0-9]{3,6}", fullmatch=True), st.sampled_from(["尾号{}那单", "后四位是{}", "最后四位{}到哪了"]))
def test_a_tail_is_read_in_digits_and_in_words(tail: str, around: str) -> None:
    words = "".join(DIGITS[int(digit)] for digit in tail)
    assert found(around.format(tail), "order_tail") == [tail]
    assert found(around.format(words), "order_tail") == [tail]


@pytest.mark.parametrize(
    "text",
    [
        "尾號三七二一",
        "3721那单",
        "3721结尾的",
        "订单尾号 3721",
        "ending in 3721",
        "ends with 37 21",
        "last 4 digits are 3721",
        "last four digits three seven two one",
        "the last four of my order are 3721",
    ],
)
def test_tails_as_people_say_them(text: str) -> None:
    assert found(text, "order_tail") == ["3721"]


@pytest.mark.parametrize(
    "text",
    [
        "手机尾号3721",
        "手机号后四位3721",
        "银行卡尾号3721",
        "my card ending in 3721",
        "phone number ending in 3721",
        "尾号37",
        "618那单",
    ],
)
def test_other_things_have_tails_too(text: str) -> None:
    assert found(text, "order_tail") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("第二个", "2"),
        ("第2单", "2"),
        ("第二單", "2"),
        ("第十二个", "12"),
        ("二号", "2"),
        ("选二", "2"),
        ("2", "2"),
        ("二", "2"),
        ("第一个吧", "1"),
        ("最后一个", "-1"),
        ("最下面那个", "-1"),
        ("倒数第二个", "-2"),
        ("头一个", "1"),
        ("上面那个", "former"),
        ("前者", "former"),
        ("后面那个", "latter"),
        ("the second one", "2"),
        ("second", "2"),
        ("number two", "2"),
        ("option 3", "3"),
        ("#2", "2"),
        ("the 2nd one please", "2"),
        ("the last one", "-1"),
        ("the former", "former"),
        ("the latter", "latter"),
    ],
)
def test_places_in_a_list(text: str, place: str) -> None:
    assert found(text, "place") == [place]


@pytest.mark.parametrize(
    "text",
    [
        "第二天到",
        "第一次买",
        "最后什么时候到",
        "两个",
        "三个都要",
        "二号楼",
        "我要退两个",
        "wait a second",
        "first of all",
        "the last time",
        "my order number four times",
        "next door to number 9 please",
        "stuck since the 3rd",
        "30 seconds",
        "the 2rd one",
        "2026",
        "第九个工作日",
    ],
)
def test_not_every_number_is_a_place(text: str) -> None:
    assert found(text, "place") == []


@pytest.mark.parametrize(
    "text",
    [
        "别的订单",
        "另外一单到哪了",
        "我还有别的快递",
        "其他单子",
        "另一个呢",
        "别的",
        "where is the other one",
        "another order",
    ],
)
def test_another_order(text: str) -> None:
    assert found(text, "other") == ["other"]


@pytest.mark.parametrize(
    "text",
    [
        "另外问一下运费",
        "没有别的问题了",
        "寄到另一个地方",
        "换另一个款式",
        "退到另外一张卡",
        "any other questions",
        "the other day",
        "send me another",
        "they don't match each other",
    ],
)
def test_another_thing_is_no_other_order(text: str) -> None:
    assert found(text, "other") == []


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("书那单", "书"),
        ("书包那单呢", "书包"),
        ("就是耳机那个", "耳机"),
        ("the shoes one", "shoes"),
        ("the blue lamp order", "blue lamp"),
    ],
)
def test_goods_of_a_message_that_only_points(text: str, goods: str) -> None:
    assert found(text, "goods") == [goods]


@pytest.mark.parametrize(
    "text", ["不是那个", "上周那单", "另外那个", "前面那个", "the second one", "书那单怎么还没到", "是那个"]
)
def test_no_goods_are_named_by_pointing_otherwise(text: str) -> None:
    assert found(text, "goods") == []


FRAGMENTS = """
上 下 前 后 周 星期 礼拜 末 月 年 天 日 号 第 一 二 十 半 几 两 个 单 买 的 那 去年 今 昨 双十一 尾号 后四位
最后 倒数 另 别 块 元 毛 花了 退我 the my last next on in ago of day week month tuesday sat nov may 2rd 2nd 99th
first one order ordered number ending yesterday black friday other # / . - , ? $ ¥ 1 11 31 2026 3721 99999 \ud83d
"""
WORDS = [*FRAGMENTS.split(), " ", " order", "the "]


@settings(max_examples=3000)
@given(st.text(st.characters(), max_size=60) | st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_whatever_is_written_entities_stand_where_they_say(text: str) -> None:
    at = 0
    for entity in find_entities(text):
        assert at <= entity.start < entity.end <= len(text)
        assert entity.value
        at = entity.end


@pytest.mark.parametrize(
    "part",
    [
        "1",
        "三",
        "三十",
        "昨天",
        "上",
        "上周",
        "尾号1 ",
        "last four ",
        "ending in one ",
        " ",
        "the other",
        "bought ",
        "昨天的鞋子买",
        "一块",
        "1,111,",
        "a-",
        "a1",
        "1/1/",
        "第二",
        "另外",
        "去年的",
        "order i ",
        "i mean ",
        "是是应该是",
        "138 1234 ",
        "1.",
        "jan 1 ",
        "a hundred ",
        "1万",
        "9k",
        "1块",
    ],
)
def test_a_hostile_message_costs_no_more_than_a_long_one(part: str) -> None:
    """20,000 characters take 20 to 70 ms of CPU; a pattern that is not linear in them takes many seconds."""
    text = (part * 20_000)[:20_000] + "x"
    before = time.process_time()
    find_entities(text)
    assert time.process_time() - before < 2
