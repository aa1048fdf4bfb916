"""Which order a consumer means: by number, by place in what was offered, by the goods, by what fits the topic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa_sdk import Tracker

from actions.loading import heard_from
from actions.orders import relevance
from actions.orders.date_ranges import Days
from actions.orders.order_mention import Pointing, pointing
from actions.orders.reference import Meant, by_goods, has_number, meant, only_other, only_refers, only_says_when
from careline.core.orders import Order, OrderStatus
from tests.factories import NOW, ago, dispatched, item, order, parcel
from tests.rules import RULES
from tests.utterances import entities_in
from understanding.reading import read

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
ZONE = "Asia/Shanghai"


def said(text: str, *numbers: str, answers_which: bool = False) -> Pointing:
    """What points at an order in an utterance of tests/utterances.yml, or in one with further numbers."""
    found = [*entities_in(text), *({"entity": "order_no", "value": number} for number in numbers)]
    heard = heard_from(Tracker("", {}, {"text": text, "entities": found}, [], False, None, {}, None))
    return pointing(heard.entities, heard.said, NOW, ZONE, answers_which=answers_which)


def understood(text: str, orders: tuple[Order, ...] = OWN, *, numbers: tuple[str, ...] = (), **given: object) -> Meant:
    usual: dict[str, object] = {
        "time_zone": ZONE, "in_focus": None, "offered": (), "rank": relevance.logistics(NOW, RULES), "urgent": False,
    }  # fmt: skip
    return meant(orders, said(text, *numbers), **(usual | given))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", ["CL2026-0013", "cl20260013", "0013", "SF1234567890123", "1234567890123"])
def test_a_number_names_an_order_or_its_parcel(number: str) -> None:
    assert understood("帮我查一下", numbers=(number,)).order == BOOK


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("尾号0012那单到哪了", PHONES),
        ("尾号零零一二", PHONES),
        ("后四位是0013", BOOK),
        ("the one ending in 9990", PHONES),
        ("the one ending in nine nine nine oh", PHONES),
    ],
)
def test_a_tail_in_words_is_a_number_too(text: str, wanted: Order) -> None:
    assert understood(text).order == wanted


def test_a_tail_of_none_of_theirs_is_unknown() -> None:
    assert understood("尾号9999", in_focus="CL2026-0011") == Meant(unknown=True)


@pytest.mark.parametrize("number", ["CL2026-9999", "SF0000000000000", "BL2026-0011"])
def test_a_number_of_somebody_elses_is_as_unknown_as_one_of_nobodys(number: str) -> None:
    assert understood("帆布鞋", numbers=(number,), in_focus="CL2026-0011") == Meant(unknown=True)


@given(st.text(alphabet="0123456789CLSFBX-", min_size=7, max_size=20))
def test_no_made_up_number_finds_an_order(number: str) -> None:
    plain = number.replace("-", "")
    own = {one.order_id.replace("-", "") for one in OWN} | {"SF7777888899990", "SF1234567890123"}
    if plain not in own and not any(mine.endswith(plain) for mine in own if len(plain) <= 6):
        assert understood("查", numbers=(number,)).order is None


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


@pytest.mark.parametrize(
    ("text", "title"),
    [("茶叶呢", "明前龙井 礼盒"), ("那个玩具", "榫卯积木 天坛"), ("where is the toy", "Wooden building blocks")],
)
def test_goods_are_named_by_what_people_call_their_kind(text: str, title: str) -> None:
    meant_one = order(order_id="CL2026-0022", items=(item(title=title),))
    assert by_goods((PHONES, meant_one), read(text)) == [meant_one]


def test_two_of_one_kind_are_both_named_and_a_title_says_more_than_a_kind() -> None:
    green, dark = (order(order_id=f"CL2026-{title}", items=(item(title=title),)) for title in ("龙井", "普洱"))
    assert by_goods((green, PHONES, dark), read("茶叶呢")) == [green, dark]
    assert by_goods((green, PHONES, dark), read("茶叶 普洱那个")) == [dark]


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
        ("倒数第二个", PHONES),
        ("the second one", BOOK),
        ("前面那个", PHONES),
        ("后面那个", BOOK),
    ],
)
def test_a_place_counts_in_what_was_offered(text: str, wanted: Order) -> None:
    assert understood(text, offered=["CL2026-0012", "CL2026-0013"]).order == wanted


@pytest.mark.parametrize("text", ["第二天能到吗", "最后什么时候能到", "wait a second"])
def test_not_every_second_is_a_place(text: str) -> None:
    assert understood(text, offered=["CL2026-0012", "CL2026-0013"]).order is None


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


def test_another_one_is_meant_even_where_the_topic_fits_it_less() -> None:
    assert understood("另外一单到哪了", (SHOES, BOOK), in_focus="CL2026-0013").order == SHOES


def test_goods_that_we_cannot_find_are_not_the_order_spoken_of() -> None:
    found = understood("书包那单", (PHONES, BOOK, dispatched(order_id="CL2026-0040")), in_focus="CL2026-0013")
    assert found.order is None
    assert len(found.candidates) == 2


def test_where_nothing_fits_all_orders_are_candidates_and_a_single_one_is_meant() -> None:
    assert understood("到哪了", (JACKET,)).order == JACKET
    assert understood("到哪了", ()) == Meant()
    assert len(understood("退款呢", rank=relevance.refund(NOW, RULES)).candidates) == len(OWN)


@pytest.mark.parametrize("text", ["第二个", "耳机那个", "就是那双鞋", "我要问的是耳机", "帆布鞋的", "number two"])
def test_words_that_only_point_are_an_answer_to_which_one(text: str) -> None:
    assert only_refers([SHOES, PHONES], said(text), ZONE)


@pytest.mark.parametrize("text", ["耳机怎么还不退款", "第二个什么时候能到啊急用", "转人工", "不是", "天气怎么样"])
def test_words_that_ask_something_are_not(text: str) -> None:
    assert not only_refers([SHOES, PHONES], said(text), ZONE)


def test_only_another_one_is_meant() -> None:
    assert only_other(said("别的订单"))
    assert only_other(said("都不是，别的订单"))
    assert not only_other(said("另外一单到哪了"))


# NOW is Tuesday, 24 November 2026, noon in Hangzhou; last week began on the 16th.
LAMP = order(order_id="CL2026-0051", items=(item(title="护眼台灯"),), placed_at=ago(days=1))
LAST_WEEK_SHOES = order(order_id="CL2026-0052", items=(item(title="跑步鞋 白色"),), placed_at=ago(days=5))
LAST_WEEK_CUP = order(order_id="CL2026-0053", items=(item(title="保温杯"),), placed_at=ago(days=7))
OLD_SHOES = order(order_id="CL2026-0054", items=(item(title="帆布鞋 高帮"),), placed_at=ago(days=30))
DATED = (LAMP, LAST_WEEK_SHOES, LAST_WEEK_CUP, OLD_SHOES)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("上周买的那个鞋", LAST_WEEK_SHOES),
        ("上周买的鞋明天能到吗", LAST_WEEK_SHOES),
        ("昨天买的到哪了", LAMP),
        ("where is the one I ordered last Tuesday", LAST_WEEK_CUP),
        ("the one from yesterday", LAMP),
    ],
)
def test_a_time_of_buying_narrows_down_to_one_order(text: str, wanted: Order) -> None:
    assert understood(text, DATED, in_focus="CL2026-0054").order == wanted


def test_several_of_that_time_are_candidates_and_no_others() -> None:
    assert understood("上周买的到哪了", DATED).candidates == (LAST_WEEK_SHOES, LAST_WEEK_CUP)


def test_goods_that_we_cannot_find_do_not_hide_the_time() -> None:
    assert understood("上周买的书包到哪了", (LAMP, LAST_WEEK_CUP)).order == LAST_WEEK_CUP


def test_a_count_of_days_may_be_a_day_wrong() -> None:
    assert understood("三天前买的到哪了", (LAMP, order(order_id="CL2026-0055", placed_at=ago(days=4)))).order
    exact = order(order_id="CL2026-0056", placed_at=ago(days=3))
    near = order(order_id="CL2026-0055", placed_at=ago(days=4))
    assert understood("三天前买的到哪了", (exact, near)).order == exact


@pytest.mark.parametrize("text", ["30分钟前下的单怎么还没发", "where is the order i placed 30 minutes ago"])
def test_minutes_ago_is_today(text: str) -> None:
    just_now = order(order_id="CL2026-0057", placed_at=ago(minutes=30))
    assert understood(text, (LAST_WEEK_CUP, just_now)).order == just_now


def test_a_time_without_any_order_is_told_and_never_answered_with_another() -> None:
    found = understood("昨天买的到哪了", (LAST_WEEK_SHOES,), in_focus="CL2026-0052")
    assert found.order is None
    assert found.candidates == (LAST_WEEK_SHOES,)
    assert found.not_then == Days(date(2026, 11, 23), date(2026, 11, 24))


def test_a_day_misremembered_by_little_is_forgiven_where_only_one_order_has_these_goods() -> None:
    near = order(order_id="CL2026-0059", items=(item(title="明前龙井"),), placed_at=ago(days=2))
    found = understood("昨天买的龙井", (LAMP, near))
    assert found.order == near
    assert found.not_then == Days(date(2026, 11, 23), date(2026, 11, 24))
    twice = understood("昨天买的龙井", (LAMP, near, replace(near, order_id="CL2026-0060", placed_at=ago(days=9))))
    assert twice.order is None


def test_goods_of_another_time_are_offered_not_taken() -> None:
    found = understood("昨天买的那双鞋", (LAMP, OLD_SHOES))
    assert (found.order, found.candidates) == (None, (OLD_SHOES,))
    assert found.not_then


@pytest.mark.parametrize("text", ["明天能到吗", "昨天签收的那个呢", "今天下单明天能到吗"])
def test_what_happened_or_will_happen_on_a_day_says_nothing_of_buying(text: str) -> None:
    assert understood(text, DATED, in_focus="CL2026-0053").order == LAST_WEEK_CUP


def test_a_day_of_the_consumer_not_of_the_server_counts() -> None:
    late = order(order_id="CL2026-0057", placed_at=ago(hours=13))  # 23:00 in Hangzhou, still the day before
    assert understood("昨天买的到哪了", (late,)).order == late
    assert understood("昨天买的到哪了", (late,), time_zone="Asia/Shanghai").not_then is None


def test_a_bare_time_is_one_of_buying_only_as_an_answer_to_which_one() -> None:
    assert not said("上周的").bought
    assert only_says_when(said("上周的", answers_which=True))
    assert not said("明天能到吗", answers_which=True).bought


def test_black_friday_is_not_the_black_of_black_shoes() -> None:
    friday = order(order_id="CL2026-0058", items=(item(title="Black canvas shoes"),), placed_at=ago(days=10))
    assert understood("Black Friday order", (friday,)).not_then


def test_of_several_questions_each_points_by_its_own_words() -> None:
    whole = "昨天买的台灯到哪了，上周买的鞋什么时候发货"
    parts = [
        {"text": "昨天买的台灯到哪了，", "entities": [{"entity": "bought_on", "value": "day-1", "start": 0, "end": 2}]},
        {
            "text": "上周买的鞋什么时候发货",
            "entities": [{"entity": "bought_on", "value": "week-1", "start": 0, "end": 2}],
        },
    ]
    found = [
        {**one, "start": at, "end": at + 2} for part, at in zip(parts, (0, 10), strict=True) for one in part["entities"]
    ]
    message = {"text": whole, "entities": found, "questions": parts}
    heard = heard_from(Tracker("", {}, message, [], False, None, {}, None))
    assert [question.said.told["rest"] for question in heard.questions] == [" 买的台灯到哪了，", " 买的鞋什么时候发货"]
    assert heard.said.told["rest"] == " 买的台灯到哪了， 买的鞋什么时候发货"


@pytest.mark.parametrize(
    ("number", "theirs"),
    [("SF7777888899990", True), ("7777888899990", True), ("7777 8888 99990", True), ("99990", True),
     ("777788889999", False), ("77778888", False), ("SF", False)],
)  # fmt: skip
def test_a_number_read_aloud_without_its_letters_is_still_theirs(number: str, theirs: bool) -> None:
    assert has_number(PHONES, number) is theirs
