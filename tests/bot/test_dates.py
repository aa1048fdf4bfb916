"""What consumers say of when they bought something, or when something happened; and which of both it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.components.entities import find_entities


def dates(text: str) -> list[str]:
    """`!value` where the words say that something was bought then."""
    marks = {"date": "", "bought_on": "!"}
    return [marks[entity.kind] + entity.value for entity in find_entities(text) if entity.kind in marks]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("昨天", "day-1"),
        ("前天", "day-2"),
        ("大前天", "day-3"),
        ("大后天", "day+3"),
        ("昨晚", "day-1"),
        ("今早", "day+0"),
        ("上周", "week-1"),
        ("上週", "week-1"),
        ("上上个星期", "week-2"),
        ("这周", "week+0"),
        ("上周三", "weekday-1:3"),
        ("上礼拜天", "weekday-1:7"),
        ("周三", "weekday:3"),
        ("下周一", "weekday+1:1"),
        ("上周末", "weekend-1"),
        ("上个月", "month-1"),
        ("上个月3号", "month-1:03"),
        ("上月底", "month-1"),
        ("三天前", "day-3|days-4..-2"),
        ("2天以前", "day-2|days-3..-1"),
        ("十天前", "day-10|days-12..-8"),
        ("一天前", "day-1"),
        ("两个星期前", "days-17..-11"),
        ("一个月之前", "days-40..-20"),
        ("半个月前", "days-20..-10"),
        ("半小时前", "days-1..+0"),
        ("30分钟前", "days-1..+0"),
        ("三十分钟之前", "days-1..+0"),
        ("十来分钟前", "days-1..+0"),
        ("几分钟前", "days-1..+0"),
        ("一刻钟前", "days-1..+0"),
        ("九十分钟前", "days-1..+0"),
        ("两个小时前", "days-1..+0"),
        ("俩小时前", "days-1..+0"),
        ("一个半小时前", "days-1..+0"),
        ("半个钟头前", "days-1..+0"),
        ("半个钟前", "days-1..+0"),
        ("半天前", "days-1..+0"),
        ("三天多前", "day-3|days-4..-2"),
        ("30小时前", "days-2..-1"),
        ("2000分钟前", "days-2..-1"),
        ("前两天", "days-3..-1"),
        ("这两天", "days-2..+0"),
        ("前几天", "days-10..-1"),
        ("11月3号", "--11-03"),
        ("十一月三日", "--11-03"),
        ("１１月３日", "--11-03"),
        ("十月份", "--10"),
        ("去年11月3号", "year-1:11-03"),
        ("2026年11月3日", "2026-11-03"),
        ("二〇二六年十一月三号", "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("2026/11/3", "2026-11-03"),
        ("11/3", "--11-03|--03-11"),
        ("25/12", "--12-25"),
        ("去年", "year-1"),
        ("双十一", "feast:double-11"),
        ("雙11", "feast:double-11"),
        ("去年双十二", "feast-1:double-12"),
        ("六一八", "feast:mid-year"),
        ("国庆节", "feast:national-day"),
        ("元旦", "feast:new-year"),
        ("春节", "feast:spring-festival"),
        ("yesterday", "day-1"),
        ("the day before yesterday", "day-2"),
        ("tomorrow", "day+1"),
        ("last week", "week-1"),
        ("last Tuesday", "weekday:2|weekday-1:2"),
        ("next friday", "weekday+1:5"),
        ("Tuesday last week", "weekday-1:2"),
        ("last weekend", "weekend"),
        ("two days ago", "day-2|days-3..-1"),
        ("a week ago", "days-10..-4"),
        ("30 minutes ago", "days-1..+0"),
        ("15 mins ago", "days-1..+0"),
        ("10min ago", "days-1..+0"),
        ("twenty-five minutes ago", "days-1..+0"),
        ("a minute ago", "days-1..+0"),
        ("a few minutes ago", "days-1..+0"),
        ("half an hour ago", "days-1..+0"),
        ("an hour and a half ago", "days-1..+0"),
        ("2 and a half hours ago", "days-1..+0"),
        ("a couple of hours ago", "days-1..+0"),
        ("2 hrs ago", "days-1..+0"),
        ("3h ago", "days-1..+0"),
        ("30 hours ago", "days-2..-1"),
        ("the other day", "days-10..-1"),
        ("Nov 3", "--11-03"),
        ("3rd of November", "--11-03"),
        ("November 3rd, 2026", "2026-11-03"),
        ("in May", "--05"),
        ("in May last year", "year-1:05"),
        ("Black Friday", "feast:black-friday"),
        ("last year's Black Friday", "feast-1:black-friday"),
    ],
)
def test_a_date_has_one_form(text: str, value: str) -> None:
    assert dates(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "上周买的那个鞋",
        "昨天下单的",
        "我上周四在你们家买了一双鞋",
        "昨天刚付款",
        "双11抢的那双鞋",
        "上周那单到哪了",
        "30分钟前下的单",
        "十几分钟前买的那个",
        "i ordered 30 minutes ago",
        "half an hour ago i bought a kettle",
        "二十号的订单",
        "3号买的那个",
        "今天刚下单",
        "今天早上下单的那个几时发",
        "什么时候能到，我昨天买的",
        "前天晚上给我妈买了个按摩仪",
        "下单是上周三",
        "the one i ordered last tuesday",
        "where is my order from last week",
        "i bought shoes two days ago",
        "on nov 3 i ordered a jacket",
        "my black friday order",
        "last week's order",
        "i placed an order on monday",
        "the shoes i bought yesterday haven't arrived",
        "the other day i ordered a lamp",
        "ordered on the 3rd",
    ],
)
def test_words_of_buying_make_it_the_day_of_buying(text: str) -> None:
    (found,) = dates(text)
    assert found.startswith("!")


@pytest.mark.parametrize(
    "text",
    [
        "昨天签收的我买的鞋",
        "昨天没买",
        "明天想买",
        "明天能到吗",
        "国庆前买的",
        "转给昨天那个客服",
        "上周申请的退款",
        "昨天你们说发货",
        "it was due yesterday",
        "my order arrived yesterday",
        "i ordered shoes and they arrived yesterday",
        "you said it would ship yesterday",
        "cancelled my order on friday",
        "my order was supposed to be here yesterday",
        "the complaint i made last week",
        "paid for guaranteed tuesday",
    ],
)
def test_what_else_happened_is_no_day_of_buying(text: str) -> None:
    (found,) = dates(text)
    assert not found.startswith("!")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上周买的鞋昨天该到了", ["!week-1", "day-1"]),
        ("今天下单明天能到吗", ["day+0", "day+1"]),
        ("今天下单的话明天能到吗", ["day+0", "day+1"]),
        ("if i order today will it arrive tomorrow", ["day+0", "day+1"]),
        ("昨天说今天到，上周买的", ["day-1", "day+0", "!week-1"]),
        ("前天买的书和昨天买的笔", ["!day-2", "!day-1"]),
    ],
)
def test_of_several_dates_each_is_what_its_own_words_say(text: str, found: list[str]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "以前买过",
        "目前没到",
        "当天发货吗",
        "提前发",
        "18号院3号楼",
        "38号鞋",
        "3号色",
        "花了520元",
        "3个月",
        "买了三天了",
        "13月45号",
        "99999天前",
        "99999999999分钟前",
        "99999999999 minutes ago",
        "第二天到",
        "以后天天来",
        "晚上月亮",
        "三天前台没人",
        "i may order",
        "wait a second",
        "the sun is out",
        "1/2/3/4",
        "version 1.11.11.2",
        "31/31",
        "in a week",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


@given(st.integers(1, 12), st.integers(1, 28), st.sampled_from(["我{}买的", "{}下的单到哪了", "，{}，"]))
def test_every_day_of_the_year_is_read_wherever_it_stands(month: int, day: int, around: str) -> None:
    (found,) = dates(around.format(f"{month}月{day}号"))
    assert found.lstrip("!") == f"--{month:02}-{day:02}"
