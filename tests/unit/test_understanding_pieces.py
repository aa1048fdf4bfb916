"""Which pieces of an order some words mean, with what stays and how many."""

from __future__ import annotations

import pytest

from actions.pieces import items_named
from tests.factories import item, order, yuan
from understanding.reading import read

pytestmark = pytest.mark.unit

TEA = order(items=(item(sku="tea", title="紫砂茶具套装"), item(sku="tray", title="竹制茶盘")))
MUGS = order(items=(item(sku="mug", title="Enamel mug", quantity=2), item(sku="tray", title="Rattan tray")))
BOWLS = order(items=(item(sku="bowl", title="釉下彩饭碗", quantity=4, price=yuan("24.50")),))
NUTS = order(items=(item(sku="nut", title="每日坚果", quantity=6),))


@pytest.mark.parametrize(
    ("bought", "text", "wanted"),
    [
        (TEA, "只退茶盘，茶具我要的", (("tray", 1),)),
        (TEA, "说反了 茶具退 茶盘留", (("tea", 1),)),
        (TEA, "茶盘留着，别的退", (("tea", 1),)),
        (TEA, "都退了吧", None),
        (MUGS, "refund the tray only, keep the mugs", (("tray", 1),)),
        (MUGS, "one of the mugs is chipped", (("mug", 1),)),
        (MUGS, "keep the mugs, send the other back", (("tray", 1),)),
        (BOWLS, "四个碗碎了俩", (("bowl", 2),)),
        (BOWLS, "有三个是好的我留着", (("bowl", 1),)),
        (BOWLS, "四个都碎了", None),
        (BOWLS, "退我49块", None),
        (NUTS, "买了六份只来了5份，少一份", (("nut", 1),)),
        (NUTS, "等了3个月", None),
    ],
)
def test_pieces_are_those_the_words_mean(bought: object, text: str, wanted: object) -> None:
    assert items_named(bought, read(text), any_name=True) == wanted  # type: ignore[arg-type]
