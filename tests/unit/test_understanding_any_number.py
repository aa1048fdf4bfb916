"""No number in a message is too large or too odd for any value that is read of it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.orders.date_ranges import days_meant
from understanding.couriers import kept_for, pickup_code_in
from understanding.deeds import Verb
from understanding.item_words import Goods
from understanding.reading import Reading, read
from understanding.secrets import masked

pytestmark = pytest.mark.unit

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo(ZONE))
GOODS = (Goods("A", ("陶瓷碗", "ceramic bowl"), 3), Goods("B", ("茶杯", "tea cup"), 1))

NUMBERS = st.one_of(
    st.integers(0, 10**30).map(str),
    st.decimals(0, 10**15, allow_nan=False, places=3).map(str),
    st.text("零一二三四五六七八九十百千万亿两半几俩", min_size=1, max_size=10),
    st.sampled_from(["²", "٣٤", "９９９", "½", "①", "1e999", "-5", "∞", "9" * 1950, "一" * 1950, "twenty twenty", "a"]),
)
WORDS = st.sampled_from([
    "{}小时后再打", "再等{}天不发就退", "退{}块{}", "赔我{}元", "坏了{}个", "便宜了{}", "{}的那单", "{}号之前",
    "{}月{}号到", "第{}个", "改成{}件", "换{}码", "{}点{}分", "电话{}", "门牌改成{}", "单号{}", "大{}码", "尾号{}",
    "{}分钟前下的单",
    "in {} hours", "call me at {}:{}", "refund ${}", "{} of them broke", "{} cheaper", "the {} one", "by the {}th",
    "make it {}", "size {}", "{} sizes up", "I paid {} for {}", "flat {}", "wait {} days or refund",
])  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(WORDS, NUMBERS, NUMBERS)
def test_every_value_of_a_reading(words: str, one: str, other: str) -> None:
    """Nor is it so slow that a turn would end: tried with the longest that the chat takes."""
    said = read(words.format(one, other))
    for name, member in vars(Reading).items():
        if isinstance(member, (cached_property, property)):
            getattr(said, name)
    said.callback_time(NOW, ZONE)
    said.names_a_day(NOW)
    said.deadline(NOW, ZONE)
    said.condition(NOW, ZONE)
    said.pieces_of(GOODS, any_name=True)
    said.amended_pieces(GOODS, {"A": 2})
    said.fewer_of(3)
    said.corrected("滨江区江南大道1102号3单元502室")
    said.value_among(["36", "37", "38"])
    said.names_outside(["S", "M", "L"], "M")
    said.goods_score([name for one in GOODS for name in one.names])
    for deed in Verb:
        said.leading_word(deed)
    masked(words.format(one, other))


@settings(deadline=None, max_examples=100)
@given(NUMBERS)
def test_what_a_courier_wrote_and_what_a_date_says(number: str) -> None:
    kept_for(f"保留{number}天")
    kept_for(f"held for {number} days")
    pickup_code_in(f"取件码{number}")
    for value in ("day-{}", "days-{}..-1", "month+{}", "year-{}:11", "{}-11-03", "weekday-{}:2", "feast-{}:double-11"):
        days_meant(value.format(number), NOW, ZONE)
