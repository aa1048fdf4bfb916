"""Which variant words mean beside what was bought, and which they want that the shop's list lacks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.deeds.variants import label, named_outside, wanted
from careline.core.money import Money
from careline.core.orders import Item
from careline.platform.port import Variant
from tests.factories import yuan
from understanding.reading import read

pytestmark = pytest.mark.unit
PRICE: Money = yuan("99.00")
SHOES = Item(sku="s", title="女鞋 38 黑色", quantity=1, price=PRICE)
SHIRTS = tuple(
    Variant(sku=f"s-{colour}-{size}", title="", in_stock=True, price=PRICE, attributes={"size": size, "colour": colour})
    for colour in ("黑色", "米色")
    for size in ("S", "M", "L")
)


@pytest.mark.parametrize(
    "text",
    [
        "38换37 黑色不变",
        "换成37的",
        "能不能给换个颜色 我要天蓝色的",
        "换香槟色的",
        "can i change to 44",
        "swap for blue",
    ],
)
def test_what_the_list_lacks(text: str) -> None:
    assert named_outside(SHIRTS, SHOES, read(text))


@pytest.mark.parametrize(
    "text",
    [
        "换米色的",
        "换L码",
        "换大一码",
        "换一个",
        "颜色不变 换大的",
        "it's too small, size M please",
        "beige in L",
        "买了 5 天 换 M",
    ],
)
def test_what_it_has_or_what_is_not_named(text: str) -> None:
    assert not named_outside(SHIRTS, SHOES, read(text))


HELD = tuple(
    Variant(
        sku=f"shirt-{colour}{size}", title="", in_stock=True, price=PRICE, attributes={"size": size, "colour": colour}
    )
    for colour in ("黑色", "米色")
    for size in ("S", "M", "L", "XL")
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("换大一码", ["黑色 L"]), ("太小了，想换", ["黑色 L"]), ("M码太小了", ["黑色 L"]), ("小一号的有吗", ["黑色 S"]),
        ("大两码", ["黑色 XL"]), ("L码米色", ["米色 L"]), ("换成米色的", ["米色 M"]), ("不要黑色，要米色", ["米色 M"]),
        ("黑色换成米色", ["米色 M"]), ("从M换到L", ["黑色 L"]), ("要大号的", ["黑色 L"]), ("加大码", ["黑色 XL"]),
        ("size L in beige", ["米色 L"]), ("size L in black", ["黑色 L"]), ("one size up please", ["黑色 L"]),
        ("it's too big", ["黑色 S"]), ("instead of black I'd like beige", ["米色 M"]), ("a small one", ["黑色 S"]),
        ("大三圈", None), ("I'm not happy with it", None), ("质量不好想换", None), ("明白了换吧", None),
    ],
)  # fmt: skip
def test_words_name_a_variant_beside_what_was_bought(text: str, meant: list[str] | None) -> None:
    item = Item(sku="shirt-黑色M", title="T恤", quantity=1, price=yuan("30.00"), variant="黑色 M")
    found = wanted(HELD, item, read(text))
    assert found.named == (meant is not None)
    assert [label(one) for one in found.fits] == (meant or [])


def test_what_is_unknown_of_the_thing_bought_stays_open() -> None:
    item = Item(sku="something", title="T恤", quantity=1, price=yuan("30.00"))
    assert len(wanted(HELD, item, read("要L码")).fits) == 2
    assert wanted(HELD, item, read("大一码")) == (True, HELD)
    assert [label(one) for one in wanted(HELD, item, read("黑色"), "要L码的").fits] == ["黑色 L"]
    assert [label(one) for one in wanted(HELD, item, read("还是米色吧"), "黑色L").fits] == ["米色 L"]
    assert read("大一码").size_step == 1


def test_figures_are_sizes_too_and_no_size_is_left_above_the_largest() -> None:
    shoes = [
        Variant(sku=f"shoe-{size}", title=size, in_stock=True, price=Money(1, "CNY"), attributes={"尺码": size})
        for size in ("38", "39", "40")
    ]
    item = Item(sku="shoe-39", title="鞋", quantity=1, price=Money(1, "CNY"))
    assert [one.sku for one in wanted(shoes, item, read("换大一码")).fits] == ["shoe-40"]
    assert [one.sku for one in wanted(shoes, item, read("38的")).fits] == ["shoe-38"]
    assert wanted(shoes, replace(item, sku="shoe-40"), read("换大一码")) == (True, ())
