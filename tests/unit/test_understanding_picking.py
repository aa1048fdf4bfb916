"""Which of several ways some words pick: by place, by what it is, whichever, or none of them."""

from __future__ import annotations

import time

import pytest

from understanding.picking import Pick, Way, last_clause, pick_in

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "pick"),
    [
        ("第二个", Pick(place=2)),
        ("那选后者吧", Pick(place=-1)),
        ("前面那个", Pick(place=1)),
        ("选另一个吧", Pick(place=0)),
        ("the latter", Pick(place=-1)),
        ("rather the other one", Pick(place=0)),
        ("option 2 please", Pick(place=2)),
        ("退钱那个", Pick(way=Way.MONEY)),
        ("钱", Pick(way=Way.MONEY)),
        ("新的吧", Pick(way=Way.NEW)),
        ("给我补发一个", Pick(way=Way.NEW)),
        ("换新的那个", Pick(way=Way.EXCHANGE)),
        ("i'd rather have the money", Pick(way=Way.MONEY)),
        ("yes, but a new one", Pick(way=Way.NEW)),
        ("nah, money", Pick(way=Way.MONEY)),
        ("都行", Pick(any_one=True)),
        ("whatever is quicker", Pick(any_one=True)),
        ("no, the first thing you offered", Pick(before_that=True)),
        ("你们怎么包装的，一扔就碎。算了 发个新的来", Pick(way=Way.NEW, behind=True)),
        ("不是要新的，是要钱", Pick(way=Way.MONEY, behind=True)),
        ("third time this breaks. fine, send the new one", Pick(way=Way.NEW, behind=True)),
    ],
)
def test_words_that_pick(text: str, pick: Pick) -> None:
    assert pick_in(text) == pick


@pytest.mark.parametrize(
    "text",
    [
        "好的", "好的好的", "行", "嗯", "ok", "yes please", "no",
        "no money", "不要新的", "我不要钱",
        "一个", "两个", "第二天", "the other day", "one",
        "新的什么时候发", "can i get a new one", "要新的还是退钱", "the money or the new one",
        "要是没货，就退钱", "if it is sold out, the money", "先补一个", "你们怎么包装的，第二个",
    ],
)  # fmt: skip
def test_words_that_pick_nothing(text: str) -> None:
    assert pick_in(text) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("真够墨迹的，行了行了取消", "行了行了取消"),
        ("why so slow. go ahead", "go ahead"),
        ("取消", ""),
        ("取消了吗？", ""),
        ("真慢，什么时候发", ""),
    ],
)
def test_the_last_clause(text: str, last: str) -> None:
    assert last_clause(text) == last


@pytest.mark.parametrize("part", ["好的吧", "麻烦您", "嗯", "then so ", "算了得了", "行了，"])
def test_hostile_words_take_no_time(part: str) -> None:
    began = time.perf_counter()
    pick_in(part * 2000 + "x")
    pick_in((part * 12)[:38] + "x")
    assert time.perf_counter() - began < 0.5
