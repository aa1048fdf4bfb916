"""Which words want a size or colour that the shop's list lacks."""

from __future__ import annotations

import pytest

from actions.variants import named_outside
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
