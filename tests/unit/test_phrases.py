"""Instants, lengths, amounts, numbers and goods in words, as a Chinese or English reader and a voice need them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core import phrases
from careline.core.blocks import BlockKind, Deadline, Rule, find_blocks
from careline.core.guarantees import Clause
from careline.core.journal import Because
from careline.core.money import Money
from careline.core.orders import OrderStatus, ScanCode
from careline.core.rules import Amounts
from careline.core.wording.promotion import PROMOTION
from tests.factories import NOW, ago, ahead, dispatched, item, order, parcel, scan, yuan
from tests.rules import RULES

pytestmark = pytest.mark.unit

SHANGHAI = "Asia/Shanghai"
_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"十": 10, "百": 100, "千": 1000}


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (datetime(2026, 11, 24, 6, 20, tzinfo=UTC), "今天 14:20", "today 14:20"),
        (datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "昨天 18:00", "yesterday 18:00"),
        (datetime(2026, 11, 25, 1, 5, tzinfo=UTC), "明天 09:05", "tomorrow 09:05"),
        (datetime(2026, 11, 20, 10, 0, tzinfo=UTC), "11月20日 18:00", "20 Nov 18:00"),
        (datetime(2025, 12, 31, 15, 59, tzinfo=UTC), "2025年12月31日 23:59", "31 Dec 2025 23:59"),
    ],
)
def test_instants_are_told_in_the_consumers_day(at: datetime, zh: str, en: str) -> None:
    assert phrases.instant(at, NOW, SHANGHAI, "zh-CN") == zh
    assert phrases.instant(at, NOW, SHANGHAI, "en") == en


def test_the_same_instant_is_another_day_in_another_zone() -> None:
    late = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    assert phrases.instant(late, NOW, SHANGHAI, "zh-CN") == "明天 01:00"
    assert phrases.instant(late, NOW, "Europe/London", "en") == "today 17:00"


@pytest.mark.parametrize(
    ("hour", "minute", "zh", "en"),
    [
        (0, 0, "今天凌晨零点", "today at 12 am"),
        (5, 5, "今天凌晨五点零五分", "today at 5:05 am"),
        (8, 30, "今天早上八点半", "today at 8:30 am"),
        (10, 0, "今天上午十点", "today at 10 am"),
        (12, 10, "今天中午十二点十分", "today at 12:10 pm"),
        (14, 20, "今天下午两点二十分", "today at 2:20 pm"),
        (18, 0, "今天晚上六点", "today at 6 pm"),
        (23, 55, "今天晚上十一点五十五分", "today at 11:55 pm"),
    ],
)
def test_hours_are_spoken_as_people_say_them(hour: int, minute: int, zh: str, en: str) -> None:
    at = datetime(2026, 11, 24, hour, minute, tzinfo=UTC)
    now = at.replace(hour=12)
    assert phrases.instant(at, now, "UTC", "zh-CN", spoken=True) == zh
    assert phrases.instant(at, now, "UTC", "en", spoken=True) == en


def test_in_an_english_sentence_something_was_on_a_day() -> None:
    long_ago, lately = (phrases.instant(NOW - timedelta(days=n), NOW, SHANGHAI, "en", spoken=True) for n in (4, 1))
    assert phrases.on(long_ago, "en").startswith("on 20 November at")
    assert phrases.on(lately, "en") == lately == "yesterday at 12 pm"
    assert phrases.on("11月20日 18:00", "zh-CN") == "11月20日 18:00"


def test_a_date_is_spoken_without_a_year_that_everybody_knows() -> None:
    assert phrases.day(ago(days=4), NOW, SHANGHAI, "zh-CN", spoken=True) == "十一月二十号"
    assert phrases.day(ago(days=400), NOW, SHANGHAI, "zh-CN", spoken=True) == "二零二五年十月二十号"
    assert phrases.day(ago(days=4), NOW, SHANGHAI, "en", spoken=True) == "20 November"


@pytest.mark.parametrize(
    ("length", "zh", "spoken", "en"),
    [
        (timedelta(seconds=5), "1 分钟", "一分钟", "1 minute"),
        (timedelta(minutes=59), "59 分钟", "五十九分钟", "59 minutes"),
        (timedelta(hours=2, minutes=40), "2 小时", "两个小时", "2 hours"),
        (timedelta(hours=26), "26 小时", "二十六个小时", "26 hours"),
        (timedelta(hours=71, minutes=59), "71 小时", "七十一个小时", "71 hours"),
        (timedelta(hours=80), "3 天", "三天", "3 days"),
        (timedelta(days=7), "7 天", "七天", "7 days"),
    ],
)
def test_lengths_are_rounded_down_to_what_people_count_in(length: timedelta, zh: str, spoken: str, en: str) -> None:
    assert phrases.duration(length, "zh-CN") == zh
    assert phrases.duration(length, "zh-CN", spoken=True) == spoken
    assert phrases.duration(length, "en") == en


@pytest.mark.parametrize(
    ("amount", "currency", "zh", "spoken", "en", "en_spoken"),
    [
        (12900, "CNY", "129 元", "一百二十九元", "CNY 129.00", "129 yuan"),
        (12950, "CNY", "129.50 元", "一百二十九元五角", "CNY 129.50", "129.50 yuan"),
        (200, "CNY", "2 元", "两元", "CNY 2.00", "2 yuan"),
        (105, "CNY", "1.05 元", "一元零五分", "CNY 1.05", "1.05 yuan"),
        (5, "CNY", "0.05 元", "五分", "CNY 0.05", "0.05 yuan"),
        (1999, "USD", "19.99 美元", "十九点九九美元", "USD 19.99", "19.99 dollars"),
        (1200, "JPY", "1200 日元", "一千二百日元", "JPY 1200", "1200 yen"),
        (500, "XTS", "5 XTS", "五XTS", "XTS 5.00", "5 XTS"),
    ],
)
def test_money_is_written_and_spoken(amount: int, currency: str, zh: str, spoken: str, en: str, en_spoken: str) -> None:
    money = Money(amount, currency)
    assert phrases.money(money, "zh-CN") == zh
    assert phrases.money(money, "zh-CN", spoken=True) == spoken
    assert phrases.money(money, "en") == en
    assert phrases.money(money, "en", spoken=True) == en_spoken


def _value_of(numeral: str) -> int:
    """A second reader of Chinese numerals, written differently from the one under test."""
    for unit, value in (("亿", 100_000_000), ("万", 10_000)):
        if unit in numeral:
            high, low = numeral.split(unit, maxsplit=1)
            return _value_of(high) * value + (_value_of(low) if low else 0)
    total, digit = 0, None
    for sign in numeral:
        value = _VALUES[sign]
        if value >= 10:
            total += (1 if digit is None else digit) * value
            digit = None
        else:
            digit = value
    return total + (digit or 0)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_read_back_as_the_same_number(number: int) -> None:
    numeral = phrases.chinese_number(number)
    assert _value_of(numeral.lstrip("零") or "零") == number
    assert "零零" not in numeral
    assert number == 0 or not numeral.endswith("零")


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_that_nobody_says_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="is not from 0"):
        phrases.chinese_number(number)


def test_number_tails_are_read_digit_by_digit() -> None:
    assert phrases.spoken_tail("CL2026-3721", "zh-CN") == "尾号 3、7、2、1"
    assert phrases.spoken_tail("sf102938372b", "en") == "ending 3 7 2 B"
    assert phrases.digit_by_digit("4821", "zh-CN") == "4、8、2、1"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("帆布鞋 高帮 黑色", "帆布鞋"),
        ("35 升徒步背包", "35 升徒步背包"),
        ("A 类纯棉连体衣 两件", "A 类纯棉连体衣"),
        ("High-top canvas shoes, black", "High-top canvas shoes"),
        ("Guitar capo", "Guitar capo"),
        ("保温杯 2 号款", "保温杯 2 号款"),
        ("保温杯 12 号款 白色", "保温杯 12 号款"),
        ("无线耳机 X200 黑色", "无线耳机 X200"),
        ("运动鞋 42 码", "运动鞋"),
        ("婴儿推车 第 2 代", "婴儿推车 第 2 代"),
    ],
)
def test_goods_are_called_by_what_they_are(title: str, short: str) -> None:
    assert phrases.short_title(title) == short


def test_an_order_of_several_goods_says_so() -> None:
    two = order(items=(item(), item(sku="b", title="围巾 灰", quantity=2)))
    assert phrases.order_name(two, "zh-CN") == "羊毛大衣等 3 件"
    assert phrases.order_name(two, "zh-CN", spoken=True) == "羊毛大衣等三件"
    assert phrases.order_name(two, "en") == "羊毛大衣 and 2 more"
    assert phrases.order_name(order(), "zh-CN") == "羊毛大衣"


def test_what_is_left_of_an_order_is_counted() -> None:
    left = ((item(), 1), (item(title="Socks, wool"), 2))
    assert phrases.goods_list(left, "zh-CN") == "羊毛大衣、Socks 2 件"
    assert phrases.goods_list(left, "zh-CN", spoken=True) == "羊毛大衣、Socks两件"
    assert phrases.goods_list(left, "en") == "羊毛大衣, 2 x Socks"


def test_a_scan_says_place_event_and_time() -> None:
    arrived = scan(ScanCode.ARRIVED, at=ago(hours=20), place="杭州转运中心")
    assert phrases.scan_line(arrived, NOW, SHANGHAI, "zh-CN") == "昨天 16:00 到达杭州转运中心"
    assert phrases.scan_line(arrived, NOW, SHANGHAI, "zh-CN", spoken=True) == "昨天下午四点到达杭州转运中心"
    assert phrases.scan_line(arrived, NOW, SHANGHAI, "en") == "arrived in 杭州转运中心, yesterday 16:00"
    assert phrases.scan_event(scan(ScanCode.DEPARTED, place=""), "zh-CN") == "发往下一站"


def test_a_parcel_is_spoken_by_its_tail() -> None:
    assert phrases.parcel_name(parcel(), "zh-CN") == "顺丰速运 SF1234567890123"
    assert phrases.parcel_name(parcel(), "zh-CN", spoken=True) == "顺丰速运，尾号 0、1、2、3"


def test_delivery_is_known_from_the_platform_or_from_the_scan() -> None:
    signed = scan(ScanCode.DELIVERED, at=ago(hours=2), text="家门口")
    assert phrases.handed_over(parcel()) is None
    assert phrases.handed_over(parcel(scans=(signed,))) == (ago(hours=2), "家门口")
    assert phrases.handed_over(parcel(delivered_at=ago(hours=3))) == (ago(hours=3), "")


def test_a_missed_dispatch_is_evidence_with_date_and_delay() -> None:
    late = order(paid_at=ago(hours=98), dispatch_deadline=ago(hours=26))
    missed = find_blocks(late, NOW, RULES)[0].evidence[0]
    assert phrases.evidence(missed, NOW, SHANGHAI, "zh-CN") == "约定 昨天 10:00 前发货，已超 26 小时"
    assert phrases.evidence(missed, NOW, SHANGHAI, "en") == "Due to leave by yesterday 10:00, 26 hours late"


def _missed(rule: Rule) -> Deadline:
    return Deadline(kind=BlockKind.DISPATCH, rule=rule, due=ago(hours=26), since=ago(hours=74), subject="x")


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_missed_promise_is_worded_with_its_times(rule: Rule, language: str) -> None:
    evidence = phrases.evidence(_missed(rule), NOW, SHANGHAI, language)
    trouble = phrases.trouble(_missed(rule), "帆布鞋", NOW, SHANGHAI, language)
    spoken = phrases.trouble(_missed(rule), "帆布鞋", NOW, SHANGHAI, language, spoken=True)
    assert any(sign.isdigit() for sign in evidence)
    assert "帆布鞋" in trouble
    assert "帆布鞋" in spoken
    assert not trouble.endswith((".", "。"))
    assert "{" not in evidence + trouble + spoken
    assert language == "en" or " " not in spoken
    assert not any(word in spoken.lower() for word in PROMOTION)


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        (order(status=OrderStatus.PLACED), "待付款"),
        (order(), "待发货"),
        (dispatched(parcel(scans=())), "已发货，待揽收"),
        (dispatched(), "运输中"),
        (dispatched(parcel(scans=(scan(ScanCode.OUT_FOR_DELIVERY),))), "派送中"),
        (dispatched(parcel(delivered_at=ago(hours=1)), parcel(parcel_id="P2")), "部分已签收"),
        (dispatched(parcel(delivered_at=ago(hours=1))), "已签收"),
        (
            order(items=(item(), item(sku="b")), parcels=(parcel(contents=(("coat-red-m", 1),)),)),
            "部分已发货",
        ),
        (order(status=OrderStatus.COMPLETED), "已完成"),
        (order(status=OrderStatus.CANCELLED), "已取消"),
    ],
)
def test_an_order_stands_where_its_parcels_are(given: object, stage: str) -> None:
    assert phrases.stage(given, "zh-CN") == stage  # type: ignore[arg-type]


def test_clauses_carry_the_figures_that_apply() -> None:
    terms = RULES.terms
    text = phrases.clause_text(Clause.LATE_DISPATCH, "zh-CN", "CNY", terms)
    assert "5%" in text
    assert "最少 1 元，最多 30 元" in text
    other = replace(terms, late_dispatch_percent=8, late_dispatch_cap=Amounts({"CNY": 5000}))
    assert "8%" in phrases.clause_text(Clause.LATE_DISPATCH, "en", "CNY", other)
    assert "CNY 50.00" in phrases.clause_text(Clause.LATE_DISPATCH, "en", "CNY", other)


def test_why_a_person_was_asked_is_worded_and_free_words_stay() -> None:
    assert phrases.handoff_why(Because.DANGER_WORDS, "zh-CN") == "提到投诉机构、法律或曝光"
    assert phrases.handoff_why("他想跟经理谈", "en") == "他想跟经理谈"


def test_amounts_of_whole_yuan_lose_their_zeros_only_in_chinese() -> None:
    assert phrases.money(yuan("1000.00"), "zh-CN") == "1000 元"
    assert phrases.instant(ahead(hours=1), NOW, SHANGHAI, "zh") == "今天 13:00"


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (17 * 60 + 49, "明天早上六点", "tomorrow at 6 am"),  # 05:49, rounded up to the quarter
        (18 * 60 + 19, "明天早上六点半", "tomorrow at 6:30 am"),
        (27 * 60 + 20, "明天下午三点二十分", "tomorrow at 3:20 pm"),  # a time that people say stays
        (37, "今天中午十二点四十分", "today at 12:40 pm"),
        (-(13 * 60 + 36), "昨天晚上十点半", "yesterday at 10:30 pm"),  # 22:24
        (-3, "今天上午十一点五十五分", "today at 11:55 am"),
    ],
)
def test_the_ear_hears_no_odd_minutes(minutes: int, zh: str, en: str) -> None:
    noon = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    at = noon + timedelta(minutes=minutes)
    assert phrases.instant(at, noon, SHANGHAI, "zh-CN", spoken=True) == zh
    assert phrases.instant(at, noon, SHANGHAI, "en", spoken=True) == en
    assert f"{at.astimezone(ZoneInfo(SHANGHAI)):%H:%M}" in phrases.instant(at, noon, SHANGHAI, "zh-CN"), "as it is"
