"""Which pieces of an order some words mean, with what stays and how many."""

from __future__ import annotations

import pytest

from actions.deeds.some_items import fewer_of, items_named
from tests.factories import item, order, yuan
from understanding.reading import read

pytestmark = pytest.mark.unit

TEA = order(items=(item(sku="tea", title="紫砂茶具套装"), item(sku="tray", title="竹制茶盘")))
MUGS = order(items=(item(sku="mug", title="Enamel mug", quantity=2), item(sku="tray", title="Rattan tray")))
BOWLS = order(items=(item(sku="bowl", title="釉下彩饭碗", quantity=4, price=yuan("24.50")),))
DESK = order(
    items=(
        item(sku="lamp", title="护眼台灯"),
        item(sku="rack", title="实木书架"),
        item(sku="pot", title="陶瓷笔筒", quantity=2),
    )
)
WINE = order(items=(item(sku="wine", title="桂花米酒", quantity=2),))
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
        (NUTS, "我拍了3张照片发哪", None),
        (NUTS, "I took 3 photos, where to", None),
        (NUTS, "4 of the 6 bags came", (("nut", 2),)),
        (NUTS, "only 5 out of the 6 were in the box", (("nut", 1),)),
        (NUTS, "4 of the 6 came torn and broken", (("nut", 4),)),
        (DESK, "台灯和书架都到了，唯独笔筒没见着", (("pot", 2),)),
        (DESK, "书架收到了 台灯也在 就差笔筒没来", (("pot", 2),)),
        (DESK, "笔筒呢？灯跟书架倒是到了", (("pot", 2),)),
        (DESK, "别的都齐了 就笔筒没影", (("pot", 2),)),
        (DESK, "笔筒的钱退我 其余的千万别动", (("pot", 2),)),
        (MUGS, "the mugs turned up but the tray didn't", (("tray", 1),)),
        (MUGS, "where's the tray? the mugs are here", (("tray", 1),)),
        (MUGS, "the tray came, it's scratched though", (("tray", 1),)),
        (WINE, "我丈人抿了一口就放下了", None),
        (WINE, "一瓶喝了 一瓶没动 两瓶都能退不", None),
        (WINE, "就退一瓶", (("wine", 1),)),
        (WINE, "给我发了一条短信说到了", None),
    ],
)
def test_pieces_are_those_the_words_mean(bought: object, text: str, wanted: object) -> None:
    assert items_named(bought, read(text), any_name=True) == wanted  # type: ignore[arg-type]


TWO = order(items=(item(sku="cup", title="陶瓷马克杯"), item(sku="tray", title="竹制托盘", quantity=3)))


@pytest.mark.parametrize(
    ("text", "any_name", "items"),
    [
        ("只退托盘", False, (("tray", 3),)),
        ("退两个托盘", False, (("tray", 2),)),
        ("退马克杯", False, None),  # what the order is called by
        ("只退马克杯", False, (("cup", 1),)),
        ("马克杯碎了", True, (("cup", 1),)),
        ("都退了吧", False, None),
    ],
)
def test_which_items_words_mean(text: str, items: object, *, any_name: bool) -> None:
    assert items_named(TWO, read(text), any_name=any_name) == items


@pytest.mark.parametrize(("text", "count"), [("只退一个", 1), ("两个留着", 1), ("三个都退", None), ("退吧", None)])
def test_fewer_than_were_offered(text: str, count: int | None) -> None:
    assert fewer_of((("bowl", 3),), read(text)) == (None if count is None else (("bowl", count),))
    assert fewer_of((("bowl", 3), ("cup", 1)), read(text)) is None


@pytest.mark.parametrize(
    ("text", "every"), [("全退", True), ("整单不要了", True), ("refund the whole order", True), ("退两个", False)]
)
def test_the_whole_order_may_be_named(text: str, *, every: bool) -> None:
    assert read(text).says("whole_order") is every


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("what do I get for a single bowl", (("bowl", 1),)),
        ("three are alright, the other one has a crack", (("bowl", 1),)),
        ("just the cracked one, the rest came intact", (("bowl", 1),)),
        ("2 of them are in one piece", (("bowl", 2),)),
        ("the other two ok lah, no problem", (("bowl", 2),)),
        ("could you knock it down to three", (("bowl", 1),)),
        ("reduce it to just one please", (("bowl", 3),)),
        ("how much per bowl", (("bowl", 1),)),
        ("改成三个吧", (("bowl", 1),)),
    ],
)
def test_a_single_piece_and_those_that_are_alright(text: str, wanted: tuple[tuple[str, int], ...]) -> None:
    assert items_named(BOWLS, read(text), any_name=True) == wanted
