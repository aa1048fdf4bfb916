"""How many of which goods is meant instead of what was asked for before."""

from __future__ import annotations

import pytest

from understanding.amended_pieces import amended_pieces
from understanding.item_words import Goods

pytestmark = pytest.mark.unit

JARS = [Goods("jar", ("蜂蜜柚子茶", "honey tea"), 4)]
KITCHEN = [Goods("pan", ("铸铁煎锅", "Cast iron pan"), 1), Goods("cup", ("陶瓷水杯", "Ceramic cup"), 3)]


@pytest.mark.parametrize(
    ("running", "text", "meant"),
    [
        (1, "又发现一瓶是坏的，得退两瓶", 2),
        (1, "您登记错了，是两瓶不是一瓶", 2),
        (2, "改成一瓶吧", 1),
        (2, "有一瓶我开了，只退没开的那一瓶", 1),
        (1, "是四瓶全退", 4),
        (2, "四瓶都退了吧", 4),
        (3, "make it two", 2),
        (2, "actually just one of them", 1),
        (1, "it should be 3, not 1", 3),
        (2, "all four jars please, I changed my mind", 4),
    ],
)
def test_another_number_of_the_same_goods(running: int, text: str, meant: int) -> None:
    assert amended_pieces(JARS, {"jar": running}, text) == (("jar", meant),)


@pytest.mark.parametrize(
    ("running", "text", "meant"),
    [
        ({"cup": 3}, "不是杯子，应该是煎锅", {"pan": 1}),
        ({"cup": 3}, "说反了，是煎锅退，水杯留", {"pan": 1}),
        ({"cup": 3}, "sorry, I meant the pan", {"pan": 1}),
        ({"pan": 1, "cup": 3}, "just the pan", {"pan": 1}),
        ({"pan": 1, "cup": 3}, "只退水杯", {"cup": 3}),
    ],
)
def test_other_goods_of_the_same_order(running: dict[str, int], text: str, meant: dict[str, int]) -> None:
    found = amended_pieces(KITCHEN, running, text)
    assert dict(found or ()) == meant


@pytest.mark.parametrize(
    "text",
    [
        "等了两天了",
        "两瓶什么时候退",
        "退了两瓶，钱还没到",
        "都不退了",
        "谢谢，一瓶一瓶慢慢来",
        "any of the 2 today?",
        "ok",
    ],
)
def test_a_number_that_is_only_mentioned_corrects_nothing(text: str) -> None:
    assert amended_pieces(JARS, {"jar": 2}, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Yes confirmed. Also raise an invoice for the pan in the name of Rao & Sons",
        "好的，煎锅的发票也要一张",
        "杯子就这样，煎锅也帮我催一下发货",
        "锅也一起退",
        "不会把煎锅也一起退了吧",
        "why is the pan being returned instead",
        "the pan as well please",
        "also, the pan I ordered last week has a lovely colour and everybody at home loves it",
    ],
)
def test_what_is_wished_for_other_goods_beside_it_corrects_nothing(text: str) -> None:
    assert amended_pieces(KITCHEN, {"cup": 3}, text) is None


def test_the_same_again_corrects_nothing() -> None:
    assert amended_pieces(JARS, {"jar": 2}, "对，就退两瓶") is None
    assert amended_pieces(KITCHEN, {"pan": 1}, "就退锅") is None
