"""Lengths, days and hours in words: one table for whoever calls back and whoever waits until then."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.callback_time import callback_time, names_a_day
from understanding.deadlines import deadline_in
from understanding.times import LONGEST, later

pytestmark = pytest.mark.unit

ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo(ZONE))  # a Tuesday


def told(at: datetime | None) -> str | None:
    return f"{at:%m-%d %H:%M}" if at else None


BOTH = [
    ("3小时后", "11-24 13:00"), ("两个半小时之后", "11-24 12:30"), ("1.5小时后", "11-24 11:30"),
    ("一个半钟头以后", "11-24 11:30"), ("半个钟后", "11-24 10:30"), ("45分钟后", "11-24 10:45"),
    ("三刻钟以后", "11-24 10:45"), ("二十五分钟后", "11-24 10:25"), ("一百二十分钟后", "11-24 12:00"),
    ("俩小时后", "11-24 12:00"), ("by sat at noon", "11-28 12:00"),
    ("thu at noon", "11-26 12:00"),
    ("in 3 hours", "11-24 13:00"), ("in an hour and a half", "11-24 11:30"), ("in two and a half hours", "11-24 12:30"),
    ("in 1.5 hours", "11-24 11:30"), ("in forty-five minutes", "11-24 10:45"), ("in a couple of hours", "11-24 12:00"),
    ("within 2h", "11-24 12:00"), ("in half an hour", "11-24 10:30"), ("in a quarter of an hour", "11-24 10:15"),
    ("明天下午三点", "11-25 15:00"), ("周四上午九点半", "11-26 09:30"), ("下周三晚上七点", "12-02 19:00"),
    ("28号下午两点", "11-28 14:00"), ("12月1号早上十点", "12-01 10:00"), ("今晚20:15", "11-24 20:15"),
    ("今天20点", "11-24 20:00"), ("明天十点零五", "11-25 10:05"), ("六点四十五", "11-24 18:45"),
    ("tomorrow at 3pm", "11-25 15:00"), ("thursday at half past nine in the morning", "11-26 09:30"),
    ("next wednesday at 7 p.m.", "12-02 19:00"), ("the 28th at 2 pm", "11-28 14:00"), ("dec 1 at 10am", "12-01 10:00"),
    ("today at 20:15", "11-24 20:15"), ("by five", "11-24 17:00"), ("by five please", "11-24 17:00"),
    ("tomorrow at quarter to one in the afternoon", "11-25 12:45"), ("明天下午三点两个人都在", "11-25 15:00"),
]  # fmt: skip
"""Where a length, or day and hour, is one instant for both."""


@pytest.mark.parametrize(("text", "at"), BOTH)
def test_both_read_the_same_instant(text: str, at: str) -> None:
    assert told(callback_time(text, NOW, ZONE)) == at
    assert told(deadline_in(text, NOW, ZONE)) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        # A length that tells how long it was or lasts; the day and the hour count.
        ("等了三个小时了，今晚八点打我", "11-24 20:00"),
        ("你们十分钟前打过来我没接到，明天下午三点再打", "11-25 15:00"),
        ("you called 10 minutes ago, call me tomorrow at 3pm", "11-25 15:00"),
        ("you called 10 minutes ago call me tomorrow at 3pm", "11-25 15:00"),
        ("I have a 2 hour meeting, call me tomorrow at 5pm", "11-25 17:00"),
        ("i'm in a two-hour class, ring me at 6", "11-24 18:00"),
        ("我要开两个小时的会，下午四点打给我", "11-24 16:00"),
        ("刚才排队等了半个钟头，周四上午打吧", "11-26 10:00"),
        ("waited half an hour on hold, try me friday morning", "11-27 10:00"),
        ("我都解释二十分钟了 明早九点再说", "11-25 09:00"),
        ("been on this for 40 minutes. ring me tonight at eight", "11-24 20:00"),
        ("说好两小时回电，都过去一天了，今天下午五点前打给我", "11-24 17:00"),
        ("you said you'd call in an hour, it's been three. call tomorrow at noon", "11-25 12:00"),
        ("两小时后我开完会，下午五点打", "11-24 17:00"),
        ("call in about 20 minutes", "11-24 10:20"),
        ("after 2 hours or so, please", "11-24 12:00"),
        # From now on, in other words.
        ("过20分钟打过来", "11-24 10:20"), ("等我十分钟", "11-24 10:10"), ("给我半小时", "11-24 10:30"),
        ("晚一个小时打", "11-24 11:00"), ("半小时打给我吧", "11-24 10:30"), ("大概两个小时后再联系", "11-24 12:00"),
        ("give me ten minutes", "11-24 10:10"), ("another hour", "11-24 11:00"), ("20 mins from now", "11-24 10:20"),
        ("two hours later please", "11-24 12:00"), ("半小时吧", "11-24 10:30"), ("maybe 30 minutes", "11-24 10:30"),
        ("嗯，一个小时左右", "11-24 11:00"),
        ("几个小时后", "11-24 13:00"), ("十几分钟后打", "11-24 10:10"), ("this morning at 11", "11-24 11:00"),
        ("送到台东一路12号，明天下午打给我", "11-25 15:00"), ("from 6 to 3 pieces, and ring me at 8", "11-24 20:00"),
        ("两天后打给我", "11-26 10:00"), ("两天后下午三点", "11-26 15:00"), ("in three days at 4pm", "11-27 16:00"),
        # What was, and when they cannot, is no time to call at.
        ("昨天没接到，今晚八点打我", "11-24 20:00"), ("我20号买的，八点打给我", "11-24 20:00"),
        ("上午别打，下午打", "11-24 15:00"), ("明天开会，今晚打我", "11-24 19:00"),
        ("周一买的到现在没到，后天上午打给我", "11-26 10:00"),
        ("i ordered on monday. call me thursday at 2pm", "11-26 14:00"),
        ("not in the morning, call me after five", "11-24 17:00"),
        # Numbers of other things.
        ("i'm calling about two parcels, ring me tonight", "11-24 19:00"),
        ("call me at 8 about 3 of my orders", "11-24 20:00"),
        ("晚一点打，今晚吧", "11-24 19:00"), ("有一点忙，明天打", "11-25 10:00"),
        ("next friday at 11am", "12-04 11:00"), ("28号打给我", "11-28 10:00"), ("on the 1st", "12-01 10:00"),
        ("busy until 3", "11-24 15:00"),
        ("三点前都在忙，之后打", "11-24 15:00"),
    ],
)  # fmt: skip
def test_when_to_call(text: str, at: str) -> None:
    assert told(callback_time(text, NOW, ZONE)) == at


@pytest.mark.parametrize(
    "text",
    [
        "等了三个小时了", "我等了两小时联系不上你们", "十分钟前刚打过", "已经半小时没人接", "开两个小时会",
        "i've been waiting for 3 hours", "you called 10 minutes ago", "i have a 2 hour meeting", "a two-hour flight",
        "你们说两小时后打给我的", "you said you would call in an hour", "晚一点再打", "早一点打给我", "有一点事",
        "一时半会接不了", "一天打八个电话 有完没完", "一小时打了三次", "收到之后几天打款呢",
        "i sat next to the telephone and nobody rang", "汾江路9号", "已九日没人打电话",
        "call me at 13812345678", "at one point you called", "about two orders", "3号楼的快递",
        "99999999999小时后再打", "call me in 99999999999 hours", "等我99999999999999999999分钟",
    ],
)  # fmt: skip
def test_no_time_to_call_at(text: str) -> None:
    assert callback_time(text, NOW, ZONE) is None
    assert not names_a_day(text, NOW)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("再等两天半", "11-26 22:00"), ("再给一周", "12-01 10:00"), ("48小时内", "11-26 10:00"),
        ("再等99999999999天，还不发就退", None), ("再等99999999999天，周五还不发就退", "11-28 00:00"),
        ("give them two more days", "11-26 10:00"), ("wait another 3 working days", "11-27 10:00"),
        ("wait another 99999999999 days", None), ("99999999999号之前", None), ("by the 45th", None),
        ("周五晚上12点前", "11-28 00:00"), ("周五10点前", "11-27 10:00"), ("by friday, about 3 orders", "11-28 00:00"),
        ("几天内能退", None), ("好几天没动静", None), ("十几天不发货", None), ("it shipped this morning", None),
        ("second time in a month", None), ("再等一个月", "12-24 10:00"), ("改成解放路三十二号", None),
        ("move it to sun", "11-30 00:00"),
        ("make it mon", "12-01 00:00"), ("it sat there for ages", None), ("给我改成望京西路18号院3号楼", None),
        ("显示器换个大一点的", None), ("能快一点吗", None), ("三号色", None), ("up to 3 on the order", None),
        ("等了3天了，明天还不到就退", "11-26 00:00"),
    ],
)  # fmt: skip
def test_until_when(text: str, at: str | None) -> None:
    assert told(deadline_in(text, NOW, ZONE)) == at


def test_hours_are_counted_over_a_change_of_the_clock() -> None:
    """In Berlin the night of 25 October 2026 has an hour more."""
    evening = datetime(2026, 10, 24, 22, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    assert told(later(evening, timedelta(hours=6))) == "10-25 03:00"
    assert told(later(evening, timedelta(days=1))) == "10-25 22:00"


@pytest.mark.parametrize(
    "part", ["9", "一", "三小时后", "in 3 hours ", "half a ", "a-", "3点", "你们说", "1.", "you said "]
)
def test_a_hostile_message_costs_no_more_than_a_long_one(part: str) -> None:
    """4,000 characters take 5 to 30 ms of CPU."""
    text = (part * 4000)[:4000]
    before = process_time()
    callback_time(text, NOW, ZONE)
    deadline_in(text, NOW, ZONE)
    assert process_time() - before < 2


NUMBERS = st.one_of(
    st.integers(0, 10**40).map(str), st.integers(0, 400).map(str),
    st.text("零一二三四五六七八九十百千万亿两", min_size=1, max_size=12),
    st.sampled_from(["半", "几", "0.5", "1.5", "a", "half an", "a few", "forty-five", "²", "٣", "９９", "-3"]),
    st.just("9" * 4000),
)  # fmt: skip
AROUND = [
    "{}小时后再打", "再等{}天，还不发就退", "{}点打给我", "{}点{}分", "{}号之前", "{}月{}号", "过{}个月打", "{}周内",
    "in {} hours", "within {} days", "at {}", "at {}:{}", "by the {}th", "{} december", "{} months later",
    "for the next {} days",
]  # fmt: skip


@given(st.sampled_from(AROUND), NUMBERS, NUMBERS)
def test_no_number_is_too_large_or_too_odd(around: str, one: str, other: str) -> None:
    text = around.format(one, other)
    at = callback_time(text, NOW, ZONE)
    assert at is None or NOW <= at <= NOW + LONGEST + timedelta(days=1)
    until = deadline_in(text, NOW, ZONE)
    assert until is None or abs(until - NOW) <= LONGEST + timedelta(days=2)
