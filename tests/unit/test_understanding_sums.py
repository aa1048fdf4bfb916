"""Sums of money as people say them, and what only sounds like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.plain import plain
from understanding.reading import read
from understanding.sums import sums_in

pytestmark = pytest.mark.unit


def sums(text: str) -> list[str]:
    return [f"{one.currency} {one.cents / 100:.2f}" for one in sums_in(plain(text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("35块9毛9", "CNY 35.99"), ("35块99", "CNY 35.99"), ("35块9", "CNY 35.90"), ("35块9毛", "CNY 35.90"),
        ("三十五块九毛九分", "CNY 35.99"), ("5块零5分", "CNY 5.05"), ("五块2毛五", "CNY 5.25"), ("12块半", "CNY 12.50"),
        ("35元9角", "CNY 35.90"), ("35.90元", "CNY 35.90"), ("1,299.50元", "CNY 1299.50"),
        ("3万2块", "CNY 32000.00"), ("3万2", ""), ("花了3万2", "CNY 32000.00"), ("1.5万元", "CNY 15000.00"),
        ("1.5万块钱", "CNY 15000.00"), ("一万五千块", "CNY 15000.00"), ("2千5块", "CNY 2500.00"),
        ("3千元", "CNY 3000.00"),
        ("¥1.5万", "CNY 15000.00"), ("¥3万2", "CNY 32000.00"), ("2w元", "CNY 20000.00"), ("退我1.2w", "CNY 12000.00"),
        ("付了3k", "CNY 3000.00"), ("一百2十块", "CNY 120.00"), ("两百三十五块八", "CNY 235.80"),
        ("退我两百三", "CNY 230.00"), ("赔我八百五吧", "CNY 850.00"), ("五毛钱", "CNY 0.50"), ("9毛9", "CNY 0.99"),
        ("RMB 35.5", "CNY 35.50"), ("USD 20", "USD 20.00"), ("二十刀", "USD 20.00"), ("35美元", "USD 35.00"),
        ("$1.2k", "USD 1200.00"), ("1.2k dollars", "USD 1200.00"), ("$3 thousand", "USD 3000.00"),
        ("£2,500", "GBP 2500.00"), ("€ 19.99", "EUR 19.99"), ("twenty-five dollars", "USD 25.00"),
        ("a hundred and twenty yuan", "CNY 120.00"), ("two hundred fifty bucks", "USD 250.00"),
        ("two fifty dollars", "USD 250.00"), ("five hundred quid", "GBP 500.00"), ("forty pounds", "GBP 40.00"),
        ("two thousand five hundred dollars", "USD 2500.00"), ("3 hundred dollars", "USD 300.00"),
        ("5 dollars and 50 cents", "USD 5.50"), ("five dollars fifty", "USD 5.50"), ("a dollar", "USD 1.00"),
        ("a 10 dollar voucher", "USD 10.00"), ("a ten dollar voucher", "USD 10.00"), ("six pounds of it", "GBP 6.00"),

    ],
)  # fmt: skip
def test_a_sum(text: str, said: str) -> None:
    wanted = [said] if said else []
    assert sums(text) == wanted
    assert sums(f"我说{text}，对吧" if not text.isascii() else f"i said {text}, ok") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "百来块", "一百来块", "几十块", "十几块", "两三百块", "三五十块", "一百多块", "上千块", "好几百块", "几百块钱",
        "两块手表一块发", "三块巧克力碎了", "一块退", "二元一次方程", "元旦买的", "第3块", "八角和桂皮", "五毛特效",
        "a few hundred dollars", "several hundred bucks", "a couple hundred dollars", "hundreds of dollars",
        "i paid two fifty", "3km", "25w的灯泡", "version 1.2k", "one two three dollars", "5 poundsterling x",
        "退我3个", "一毛钱没看到", "it weighs five pounds",
        "three pounds of flour", "花了12天",
    ],
)  # fmt: skip
def test_no_exact_sum(text: str) -> None:
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("35块20个", ["CNY 35.00"]), ("30块3天才到", ["CNY 30.00"]), ("50块5点前退", ["CNY 50.00"]),
        ("付了120块退了35块9", ["CNY 120.00", "CNY 35.90"]), ("满300减50块", ["CNY 50.00"]),
        ("i paid 30 dollars 2 weeks ago", ["USD 30.00"]), ("双十一50元券", ["CNY 50.00"]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_sum_is_no_part_of_it(text: str, said: list[str]) -> None:
    assert sums(text) == said


@given(st.integers(0, 99_999_999))
def test_every_sum_in_figures_is_read_back(cents: int) -> None:
    yuan, rest = divmod(cents, 100)
    assert sums(f"退我{yuan}.{rest:02}元") == [f"CNY {cents / 100:.2f}"]
    assert sums(f"it was ${yuan:,}.{rest:02} in all") == [f"USD {cents / 100:.2f}"]
    assert sums(f"付了{yuan}块{rest // 10}毛{rest % 10}") == [f"CNY {cents / 100:.2f}"]


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("付了3万2块，退我35块9毛9", ["32000", "35.99"]), ("1.5万元的表", ["15000"]),
        ("三十块五，还是 28.5", ["30.5", "28.5"]),
        ("￥１２９ 那个便宜了三十", ["129"]), ("两块手表一块发", []), ("百来块", []), ("几十块", []),
        ("一百二元", ["120"]),
        ("refund two hundred and fifty dollars, not 20", ["250", "20"]), ("$1.2k", ["1200"]), ("3 days, 5 pcs", []),
    ],
)  # fmt: skip
def test_prices_are_sums_and_bare_figures(text: str, prices: list[str]) -> None:
    assert [f"{price.normalize():f}" for price in read(text).prices] == prices


@given(st.text("0123456789.,零一二两三十百千万亿块元毛角分半钱¥$ kw花退我", max_size=40))
def test_whatever_is_said_a_sum_is_not_negative_and_has_a_place(text: str) -> None:
    for one in sums_in(text):
        assert one.cents >= 0
        assert 0 <= one.start < one.end <= len(text)
