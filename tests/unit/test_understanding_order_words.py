"""Which order words point at beside its number: by how it stands, its price, its goods; and what else they say."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from understanding.order_words import OrderTrait
from understanding.reading import Reading, read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("没付的那个", OrderTrait.UNPAID), ("付了的几点发", OrderTrait.PAID), ("没发的那单", OrderTrait.UNSENT),
        ("路上的那个", OrderTrait.SENT), ("the missing one", OrderTrait.NOT_HERE),
        ("the delivered parcel", OrderTrait.HERE),
        ("贵的那个", OrderTrait.DEARER), ("the cheaper one", OrderTrait.CHEAPER), ("先买的那个", OrderTrait.EARLIER),
        ("the latest order", OrderTrait.LATER), ("后头拍的那个不要，先拍的留着", OrderTrait.LATER),
        ("前面那单别退", OrderTrait.EARLIER), ("手滑下了两遍", OrderTrait.LATER),
        ("cancel the duplicate order", OrderTrait.LATER),
         ("有运费险的那单", OrderTrait.INSURED), ("还没发吗", None),
    ],
)  # fmt: skip
def test_how_an_order_stands_names_it(text: str, standing: OrderTrait | None) -> None:
    assert read(text).standing is standing


@pytest.mark.parametrize(("text", "price"), [("69.5的那单", "69.5"), ("the 239 one", "239"), ("退我 49 块", None)])
def test_a_price_names_an_order(text: str, price: str | None) -> None:
    assert read(text).price_of_one == (Decimal(price) if price else None)


def test_orders_are_looked_for_where_numbers_and_dates_are_taken_out() -> None:
    said = Reading("上周买的帆布鞋", " 帆布鞋")
    assert said.left_beside(["帆布鞋 高帮"]) == 0
    assert said.left_beside() == 3
    assert Reading("SF1234 的耳机", " 的").goods_score(["降噪耳机"]) == 0


@pytest.mark.parametrize(
    ("text", "beside"), [("鞋子那个", 0), ("the shoes", 0), ("鞋子什么时候发", 4), ("the shoes are broken", 8)]
)
def test_what_is_said_beside_the_goods(text: str, beside: int) -> None:
    assert read(text).left_beside(["帆布鞋", "canvas shoes"]) >= beside
    assert bool(read(text).left_beside(["帆布鞋", "canvas shoes"])) is bool(beside)


@pytest.mark.parametrize(
    ("text", "corrects", "same"),
    [
        ("说错了，我问的是鞋子", True, False), ("sorry, I meant the guitar", True, False), ("鞋子也一样", False, True),
        ("same for the shoes", False, True), ("the shoes too", False, True), ("鞋子什么时候到", False, False),
    ],
)  # fmt: skip
def test_who_corrects_or_wants_the_same(text: str, *, corrects: bool, same: bool) -> None:
    assert (read(text).corrects, read(text).wants_the_same) == (corrects, same)


def test_only_another_order() -> None:
    assert read("都不是，别的").left_beside_other <= 1
    assert read("那呢").asks_of_other
    assert not read("退款呢").asks_of_other


def test_hostile_words_take_no_time() -> None:
    start = time.process_time()
    for text in ("没付的" * 5000, "the " * 5000, "1" * 20000, "也" * 20000, "错" * 20000):
        said = read(text)
        assert said.price_of_one is None
        said.left_beside(["帆布鞋 高帮 黑色"] * 20)
        assert said.standing in {None, OrderTrait.UNPAID}
    assert time.process_time() - start < 1
