"""Which order a consumer means: by number, by place in what was offered, by the goods, by what fits the topic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions import ranks
from actions.reference import Meant, meant, only_refers
from careline.core.orders import Order, OrderStatus
from tests.factories import NOW, ago, dispatched, item, order, parcel

pytestmark = pytest.mark.unit

SHOES = order(order_id="CL2026-0011", items=(item(title="帆布鞋 高帮 黑色"),), placed_at=ago(hours=5))
PHONES = dispatched(
    parcel(tracking_no="SF7777888899990", dispatched_at=ago(hours=20)),
    order_id="CL2026-0012",
    items=(item(title="主动降噪耳机 头戴式 雾蓝"),),
)
BOOK = dispatched(parcel(parcel_id="P9"), order_id="CL2026-0013", items=(item(title="给孩子的宇宙史"),))
JACKET = order(order_id="CL2026-0014", items=(item(title="三合一冲锋衣 松石绿"),), status=OrderStatus.COMPLETED)
ENGLISH = order(order_id="CL2026-0015", items=(item(title="High-top canvas shoes, black"),))
OWN = (SHOES, PHONES, BOOK, JACKET)


def understood(text: str, orders: tuple[Order, ...] = OWN, **given: object) -> Meant:
    usual: dict[str, object] = {
        "numbers": (), "in_focus": None, "offered": (), "rank": ranks.logistics(NOW), "urgent": False,
    }  # fmt: skip
    return meant(orders, text=text, **(usual | given))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", ["CL2026-0013", "cl20260013", "0013", "SF1234567890123"])
def test_a_number_names_an_order_or_its_parcel(number: str) -> None:
    assert understood("帮我查一下", numbers=[number]).order == BOOK


def test_a_tail_in_words_is_a_number_too() -> None:
    assert understood("尾号0012那单到哪了").order == PHONES
    assert understood("the one ending in 9990").order == PHONES


@pytest.mark.parametrize("number", ["CL2026-9999", "SF0000000000000", "BL2026-0011"])
def test_a_number_of_somebody_elses_is_as_unknown_as_one_of_nobodys(number: str) -> None:
    assert understood("帆布鞋", numbers=[number], in_focus="CL2026-0011") == Meant(unknown=True)


@given(st.text(alphabet="0123456789CLSFBX-", min_size=7, max_size=20))
def test_no_made_up_number_finds_an_order(number: str) -> None:
    plain = number.replace("-", "")
    own = {one.order_id.replace("-", "") for one in OWN} | {"SF7777888899990", "SF1234567890123"}
    if plain not in own and not any(mine.endswith(plain) for mine in own if len(plain) <= 6):
        assert understood("查", numbers=[number]).order is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("耳机几天到", PHONES),
        ("鞋子那个", SHOES),
        ("我买的那双鞋呢", SHOES),
        ("那件衣服到了吗", JACKET),
        ("孩子的宇宙史", BOOK),
    ],
)
def test_goods_are_named_by_a_word_of_their_title(text: str, wanted: Order) -> None:
    assert understood(text).order == wanted


def test_english_goods_are_named_in_the_singular_too() -> None:
    assert understood("where is my canvas shoe", (ENGLISH, PHONES)).order == ENGLISH


@pytest.mark.parametrize("text", ["包裹到哪了", "我买了两件怎么还没到", "单号多少", "你们智能客服", "这个怎么那么慢"])
def test_everyday_words_name_no_goods(text: str) -> None:
    bags = order(order_id="CL2026-0021", items=(item(title="手拿包 两件 智能"),), status=OrderStatus.COMPLETED)
    assert understood(text, (bags, *OWN)).order != bags


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("第二个", BOOK),
        ("2", BOOK),
        ("最后一个", BOOK),
        ("the second one", BOOK),
        ("前面那个", PHONES),
        ("后面那个", BOOK),
    ],
)
def test_a_place_counts_in_what_was_offered(text: str, wanted: Order) -> None:
    assert understood(text, offered=["CL2026-0012", "CL2026-0013"]).order == wanted


def test_a_place_beyond_the_list_is_no_place() -> None:
    assert understood("第五个", offered=["CL2026-0012", "CL2026-0013"]).order is None


def test_several_that_fit_are_candidates_those_in_trouble_first() -> None:
    stuck = dispatched(parcel(scans=(), dispatched_at=ago(hours=90)), order_id="CL2026-0030")
    found = understood("快递到哪了", (PHONES, stuck, BOOK))
    assert [one.order_id for one in found.candidates] == ["CL2026-0030", "CL2026-0012", "CL2026-0013"]


def test_who_complains_means_what_is_in_trouble() -> None:
    stuck = dispatched(parcel(scans=(), dispatched_at=ago(hours=90)), order_id="CL2026-0030")
    assert understood("怎么不动了", (PHONES, stuck, BOOK), urgent=True).order == stuck


def test_the_order_spoken_of_is_meant_while_it_fits() -> None:
    assert understood("到哪了", in_focus="CL2026-0013").order == BOOK
    assert {one.order_id for one in understood("到哪了", in_focus="CL2026-0014").candidates} == {
        "CL2026-0012",
        "CL2026-0013",
    }


@pytest.mark.parametrize("text", ["另外一单到哪了", "我还有别的快递", "where is the other one"])
def test_another_one_is_not_the_one_spoken_of(text: str) -> None:
    assert understood(text, in_focus="CL2026-0013").order == PHONES


def test_goods_that_we_cannot_find_are_not_the_order_spoken_of() -> None:
    found = understood("书包那单", (PHONES, BOOK, dispatched(order_id="CL2026-0040")), in_focus="CL2026-0013")
    assert found.order is None
    assert len(found.candidates) == 2


def test_where_nothing_fits_all_orders_are_candidates_and_a_single_one_is_meant() -> None:
    assert understood("到哪了", (JACKET,)).order == JACKET
    assert understood("到哪了", ()) == Meant()
    assert len(understood("退款呢", rank=ranks.refund(NOW)).candidates) == len(OWN)


@pytest.mark.parametrize("text", ["第二个", "耳机那个", "就是那双鞋", "我要问的是耳机", "帆布鞋的", "number two"])
def test_words_that_only_point_are_an_answer_to_which_one(text: str) -> None:
    assert only_refers([SHOES, PHONES], text)


@pytest.mark.parametrize("text", ["耳机怎么还不退款", "第二个什么时候能到啊急用", "转人工", "不是", "天气怎么样"])
def test_words_that_ask_something_are_not(text: str) -> None:
    assert not only_refers([SHOES, PHONES], text)
