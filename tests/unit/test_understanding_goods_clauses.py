"""A message about several orders, cut by their goods, and what each clause asks."""

from __future__ import annotations

import pytest

from understanding.goods_clauses import AskedOfGoods, clauses_of, wanted_in

pytestmark = pytest.mark.unit

ENGLISH = (("Yoga mat",), ("Resistance bands",), ("Foam roller",))
CHINESE = (("羽毛球拍",), ("运动水壶",), ("健身手套",))


@pytest.mark.parametrize(
    ("orders", "text", "wanted"),
    [
        (ENGLISH, "mat where now, why bands not sent, and the roller refund when", ["delivery", "dispatch", "refund"]),
        (
            ENGLISH,
            "the roller came broken. cancel the bands please, has the mat arrived",
            ["delivery", "cancel", "fault"],
        ),
        (CHINESE, "球拍到哪了，水壶怎么还没发货，手套的退款啥时候到账", ["delivery", "dispatch", "refund"]),
        (CHINESE, "手套坏了 水壶不要了取消吧 球拍几时到", ["delivery", "cancel", "fault"]),
    ],
)
def test_each_clause_belongs_to_its_goods(orders: list[tuple[str]], text: str, wanted: list[str]) -> None:
    parts = clauses_of(orders, text)
    assert parts is not None
    assert [wanted_in(part) for part in parts] == [AskedOfGoods(one) for one in wanted]


@pytest.mark.parametrize("text", ["mat bands roller all not here", "where is the mat"])
def test_one_question_of_them_all_is_not_cut(text: str) -> None:
    parts = clauses_of(ENGLISH, text)
    assert parts is None or None in [wanted_in(part) for part in parts]
