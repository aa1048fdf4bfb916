"""How many pieces some words mean."""

from __future__ import annotations

import pytest

from actions.deeds.some_items import items_named
from tests.factories import item, order
from understanding.reading import read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("bought", "text", "meant"),
    [
        (6, "六只杯子碎了俩", 2),
        (6, "买了6罐只来了5罐", 1),
        (6, "买六份 少一份", 1),
        (30, "三十枚碎了十一枚", 11),
        (8, "有一把腿歪了 其他七把都好", 1),
        (6, "two of the six glasses are cracked", 2),
        (6, "only 2 of the 6 came broken", 2),
        (6, "I ordered six and only got five", 1),
        (4, "一个星期了", None),
        (4, "4 days and nothing", None),
        (2, "两件都退", None),
        (1, "少一件", None),
    ],
)
def test_the_pieces_that_words_mean(bought: int, text: str, meant: int | None) -> None:
    found = items_named(order(items=(item(quantity=bought),)), read(text), any_name=True)
    assert (found[0][1] if found else None) == meant
