"""Which of several orders words mean: by how it stands, by what it cost, or by goods named side by side."""

from __future__ import annotations

import pytest

from actions.orders.order_descriptions import by_state
from actions.orders.reference import by_each_goods, without_kept
from careline.core.orders import Order, OrderStatus
from tests.factories import ago, dispatched, item, order, parcel, yuan
from understanding.reading import read

pytestmark = pytest.mark.unit

UNPAID = order(
    order_id="CL2026-0021", items=(item(title="保温壶 2 升"),), total=yuan("69.00"), status=OrderStatus.PLACED,
    paid_at=None, placed_at=ago(hours=1),
)  # fmt: skip
WAITING = order(
    order_id="CL2026-0022", items=(item(title="羽绒枕 一对"),), total=yuan("239.00"), placed_at=ago(hours=9)
)
ON_ITS_WAY = dispatched(
    parcel(), order_id="CL2026-0023", items=(item(title="珊瑚绒毛毯"),), total=yuan("128.00"), placed_at=ago(days=3)
)
OWN = (UNPAID, WAITING, ON_ITS_WAY)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("没付的那个给我关了", [UNPAID]),
        ("还没付款的别管", [UNPAID]),
        ("付了的几点发货", [WAITING, ON_ITS_WAY]),
        ("没发的那单不要了", [WAITING]),
        ("路上的那个到哪了", [ON_ITS_WAY]),
        ("贵的那个能退吗", [WAITING]),
        ("便宜点的那件先取消", [UNPAID]),
        ("128块的那单", [ON_ITS_WAY]),
        ("先买的那个", [ON_ITS_WAY]),
        ("the unpaid one, please", [UNPAID]),
        ("cancel the cheaper one", [UNPAID]),
        ("the 239 one", [WAITING]),
        ("我的包裹到哪了", []),
        ("付款失败怎么办", []),
        ("还没发吗", []),
    ],
)
def test_how_it_stands_tells_an_order(words: str, wanted: list[Order]) -> None:
    assert by_state(OWN, read(words)) == wanted


def test_what_all_of_them_are_tells_none() -> None:
    assert by_state((WAITING, ON_ITS_WAY), read("付了的那个")) == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("毛毯跟枕头一个都没发", [WAITING, ON_ITS_WAY]),
        ("枕头什么时候发", [WAITING]),
        ("保温壶、毛毯各到哪了", [UNPAID, ON_ITS_WAY]),
        ("什么时候发货", []),
    ],
)
def test_goods_named_side_by_side_are_all_meant(words: str, wanted: list[Order]) -> None:
    assert by_each_goods(OWN, read(words)) == wanted


def test_goods_that_only_stay_are_not_meant() -> None:
    assert by_each_goods(OWN, without_kept(OWN, read("枕头退掉，毯子我留着"))) == [WAITING]
    assert by_each_goods(OWN, without_kept(OWN, read("毯子我留着"))) == [ON_ITS_WAY]
