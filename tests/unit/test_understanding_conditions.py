"""A wish under a condition: what is awaited, what is done then, until when; and what is none."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from understanding.condition_words import Awaited, Then
from understanding.conditions import condition_in
from understanding.conditions_kept import asks_of_condition, leaves_condition, settled
from understanding.deadlines import deadline_in

pytestmark = pytest.mark.unit

A, T = Awaited, Then
ZONE = "Asia/Shanghai"
NOW = datetime(2026, 11, 24, 14, 30, tzinfo=ZoneInfo(ZONE))  # a Tuesday


def at(told: str | None) -> datetime | None:
    """11-25 24:00 is the first instant of the 26th."""
    if told is None:
        return None
    days, clock = told.split(" ")
    month, day = (int(part) for part in days.split("-"))
    hour, minute = (int(part) for part in clock.split(":"))
    if hour == 24:
        start = datetime(2026, month, day, tzinfo=ZoneInfo(ZONE))
        return start.fromordinal(start.toordinal() + 1).replace(tzinfo=ZoneInfo(ZONE))
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("text", "awaited", "then", "due"),
    [
        ("明天还不发就退", A.SENT, T.REFUND, "11-25 24:00"),
        ("今儿再不发我就退了", A.SENT, T.REFUND, "11-24 24:00"),
        ("后儿还不发我直接取消", A.SENT, T.CANCEL, "11-26 24:00"),
        ("明天还不发就给我退款", A.SENT, T.REFUND, "11-25 24:00"),
        ("后天还不发货就退款", A.SENT, T.REFUND, "11-26 24:00"),
        ("要是明天还没发货，就帮我退了吧", A.SENT, T.REFUND, "11-25 24:00"),
        ("如果周五之前没发出来就取消订单", A.SENT, T.CANCEL, "11-27 24:00"),
        ("周五之前没到我就不要了，给我退", A.ARRIVED, T.REFUND, "11-27 24:00"),
        ("礼拜六还收不到就退钱", A.ARRIVED, T.REFUND, "11-28 24:00"),
        ("12月1号前送不到就不要了", A.ARRIVED, T.REFUND, "12-1 24:00"),
        ("如果商家24小时不理我就帮我投诉", A.SHOP_ANSWERED, T.COMPLAINT, "11-25 14:30"),
        ("商家明天还不回复就投诉它", A.SHOP_ANSWERED, T.COMPLAINT, "11-25 24:00"),
        ("周五还不回我就要退款", A.SHOP_ANSWERED, T.REFUND, "11-27 24:00"),
        ("周五前没人理我我就退", A.SHOP_ANSWERED, T.REFUND, "11-27 24:00"),
        ("要是后天还不给答复就退了吧", A.SHOP_ANSWERED, T.REFUND, "11-26 24:00"),
        ("他们明天不回消息就给我取消", A.SHOP_ANSWERED, T.CANCEL, "11-25 24:00"),
        ("等周五，没回音就退", A.SHOP_ANSWERED, T.REFUND, "11-27 24:00"),
        ("要是三点前还没人给我打电话就转人工", A.CALLED, T.PERSON, "11-24 15:00"),
        ("今晚八点之前没人联系我就给我找人工", A.CALLED, T.PERSON, "11-24 20:00"),
        ("再不发就退", A.SENT, T.REFUND, None),
        ("再不发货我就不要了", A.SENT, T.REFUND, None),
        ("再给他两天，还不发就帮我取消", A.SENT, T.CANCEL, "11-26 14:30"),
        ("48小时内不发货就退款", A.SENT, T.REFUND, "11-26 14:30"),
        ("明天物流还不动就退款", A.MOVED, T.REFUND, "11-25 24:00"),
        ("好的，后天再不动我就退款", A.MOVED, T.REFUND, "11-26 24:00"),
        ("后天退款还没到账就投诉商家", A.REFUNDED, T.COMPLAINT, "11-26 24:00"),
        ("明天中午前不发的话帮我退掉", A.SENT, T.REFUND, "11-25 13:00"),
        ("下周一还没到就退货", A.ARRIVED, T.RETURN, "11-30 24:00"),
        ("明天还不发就再催一下商家", A.SENT, T.URGE, "11-25 24:00"),
        ("明天还不发能帮我退吗", A.SENT, T.REFUND, "11-25 24:00"),
        ("明天不发货就退款行不行", A.SENT, T.REFUND, "11-25 24:00"),
        ("月底前不到直接退", A.ARRIVED, T.REFUND, "11-30 24:00"),
        ("我再等它两天 周日还不动就把钱退我", A.MOVED, T.REFUND, "11-29 24:00"),
        ("要是礼拜五还没寄出来 我就退了 可以吧", A.SENT, T.REFUND, "11-27 24:00"),
        ("好，明天还没发再说", None, None, None),
        ("聽日仲唔發就幫我退", None, None, None),  # 仲唔 is not read yet: it stays what it was
    ],
)  # fmt: skip
def test_read_in_chinese(text: str, awaited: Awaited | None, then: Then | None, due: str | None) -> None:
    found = condition_in(text, NOW, ZONE)
    assert (found and (found.awaited, found.once, found.then, found.due)) == (
        (awaited, False, then, at(due)) if awaited else None
    )


@pytest.mark.parametrize(
    ("text", "awaited", "then", "due"),
    [
        ("if it hasn't left by tomorrow, refund it", A.SENT, T.REFUND, "11-25 24:00"),
        ("If it has not shipped by Friday please cancel my order", A.SENT, T.CANCEL, "11-27 24:00"),
        ("I want to cancel if they don't ship by Friday", A.SENT, T.CANCEL, "11-27 24:00"),
        ("i'd like to cancel if they dont ship by friday", A.SENT, T.CANCEL, "11-27 24:00"),
        ("cancel it unless it ships by Thursday", A.SENT, T.CANCEL, "11-26 24:00"),
        ("unless it leaves tomorrow, refund me", A.SENT, T.REFUND, "11-25 24:00"),
        ("it ships by tomorrow or I want my money back", A.SENT, T.REFUND, "11-25 24:00"),
        ("if my parcel isn't here by Saturday I don't want it, refund me", A.ARRIVED, T.REFUND, "11-28 24:00"),
        ("if it doesn't arrive before Friday, I want a refund", A.ARRIVED, T.REFUND, "11-26 24:00"),

        ("if they don't reply by Friday I need a refund", A.SHOP_ANSWERED, T.REFUND, "11-27 24:00"),
        ("if nobody gets back to me by tomorrow, cancel it", A.SHOP_ANSWERED, T.CANCEL, "11-25 24:00"),
        ("no answer by Thursday and I want my money back", A.SHOP_ANSWERED, T.REFUND, "11-26 24:00"),
        ("if i dont hear back by wednesday refund me please", A.SHOP_ANSWERED, T.REFUND, "11-25 24:00"),
        ("they have till Friday to answer, otherwise refund it", A.SHOP_ANSWERED, T.REFUND, "11-27 24:00"),
        ("refund me if they do not come back to me by friday", A.SHOP_ANSWERED, T.REFUND, "11-27 24:00"),
        ("unless it comes by friday refund me", A.ARRIVED, T.REFUND, "11-27 24:00"),
        ("if the shop doesn't answer within 24 hours, file a complaint", A.SHOP_ANSWERED, T.COMPLAINT, "11-25 14:30"),
        ("if nobody has called me by 3pm get me a person", A.CALLED, T.PERSON, "11-24 15:00"),
        ("if there's no tracking update by tomorrow, refund it", A.MOVED, T.REFUND, "11-25 24:00"),
        ("if my refund hasn't arrived by the 27th, complain about them", A.REFUNDED, T.COMPLAINT, "11-27 24:00"),
        ("could you refund me if it hasn't shipped in two days?", A.SENT, T.REFUND, "11-26 14:30"),
        ("ok one more day. if it hasnt moved by thursday give me my money back", A.MOVED, T.REFUND, "11-26 24:00"),
        ("If you can't send it this week, then refund me", A.SENT, T.REFUND, "11-29 24:00"),
        ("not shipped by tomorrow, refund me please", A.SENT, T.REFUND, "11-25 24:00"),
        ("give them another 2 days, and if it's not sent cancel it", A.SENT, T.CANCEL, "11-26 14:30"),
    ],
)  # fmt: skip
def test_read_in_english(text: str, awaited: Awaited, then: Then, due: str | None) -> None:
    assert condition_in(text, NOW, ZONE) == (awaited, False, then, at(due))


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("等到货了再退", T.REFUND),
        ("等收到货就帮我退货", T.RETURN),
        ("一签收你就给我退了", T.REFUND),
        ("once it arrives, return it please", T.RETURN),
        ("please refund it as soon as it gets here", T.REFUND),
    ],
)
def test_done_as_soon_as_it_happens(text: str, then: Then) -> None:
    assert condition_in(text, NOW, ZONE) == (A.ARRIVED, True, then, None)


def test_a_yes_with_a_condition_leaves_the_deed_to_what_was_offered() -> None:
    assert condition_in("yes, if it hasn't left by Friday", NOW, ZONE) == (A.SENT, False, None, at("11-27 24:00"))
    assert condition_in("可以，要是明天还没发的话", NOW, ZONE) == (A.SENT, False, None, at("11-25 24:00"))
    assert condition_in("it hasn't left, and it's Friday", NOW, ZONE) is None


@pytest.mark.parametrize(
    "text",
    [
        "不发货就退款吗？", "明天不发怎么办", "明天还不发怎么办啊", "要是明天还不发呢", "没发货，给我退款",
        "还没发货就退款了，两天多了钱还没回来",
        "到现在还没发，给我退了吧", "都三天没发货了，退款", "今天还没发，退了吧", "商家再不理我就投诉",
        "什么时候发货，再不发我就不要了",
        "周六还没到我就不要了 来得及退吗", "三天没发货就可以退款", "不发货就退款", "我要退款", "帮我取消订单",
        "等收到货了再说",
        "等收到再退可以吗", "找不回来我就退钱", "明天能发吗", "卖家说不退就不退", "周五之前能到吗，到不了我就退",
        "发了告诉我", "就退这单",
        "没发货的话给我取消", "如果实在发不出来就退款给我好了", "今天再不发出来我就要投诉了，赶紧的",
        "牛排再不送就化完了 快催",
        "今天发不了是吧 那退钱", "滤芯要是后天都没发 你们自动赔我？还是我还得来催", "今天要是到不了我就麻烦了 帮忙催",
        "if it's not been sent yet, cancel it",
        "I'll post about this everywhere if my refund doesn't show up by Sunday",
        "Cancelled my order on Friday. When does the money come back?",
        "If it isn't here by noon the trip is off, please chase it",
        "you sent me refund info when i asked about delivery, get me someone real",
        "他不理我就算了", "没人回我，给我退款", "钱还没退回来怎么办", "they don't answer me, I want a refund",
        "what if they don't reply by Friday", "will I get a refund if they don't reply by Friday?", "周五还没回来",
        "明天到不了会不会退款", "还没到货，能退吗", "不退款就投诉",
        "what if it hasn't left by tomorrow?", "can I get a refund if it doesn't ship by Friday?",
        "it hasn't shipped, refund me",
        "will you refund me if it's late?", "if I cancel, when do I get my money", "when will it arrive",
        "cancel my order",
        "I don't want a refund", "what happens if it doesn't arrive by Friday",
        "so if it hasn't shipped tomorrow can I cancel",
        "the seller never answered, I want to complain", "my refund hasn't arrived",
        "I'll return it when it arrives", "unless I am wrong it is late",
    ],
)  # fmt: skip
def test_near_misses_stay_what_they_are(text: str) -> None:
    assert condition_in(text, NOW, ZONE) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("明天", "11-25 24:00"), ("后天下午", "11-26 18:00"), ("今晚", "11-24 24:00"), ("今天之内", "11-24 24:00"),
        ("周五", "11-27 24:00"),
        ("下周三", "12-2 24:00"), ("三点", "11-24 15:00"), ("明天早上9点", "11-25 9:00"),
        ("今晚12点", "11-24 24:00"), ("三天内", "11-27 14:30"),
        ("再等两天吧", "11-26 14:30"), ("月底", "11-30 24:00"), ("28号", "11-28 24:00"), ("昨天", "11-23 24:00"),
        ("11月20号", "11-20 24:00"),
        ("就周末吧", "11-29 24:00"), ("半小时", None), ("随便", None), ("尽快", None), ("我说明一下", None),
        ("tomorrow", "11-25 24:00"), ("by Friday", "11-27 24:00"), ("before Friday", "11-26 24:00"),
        ("3pm", "11-24 15:00"), ("tomorrow noon", "11-25 12:00"),
        ("in 48 hours", "11-26 14:30"), ("Dec 1", "12-1 24:00"), ("the 26th", "11-26 24:00"),
        ("next Monday", "11-30 24:00"), ("end of the month", "11-30 24:00"),
        ("tonight", "11-24 24:00"), ("yesterday", "11-23 24:00"), ("midnight", "11-24 24:00"),
        ("as soon as possible", None), ("by five", "11-24 17:00"),
    ],
)  # fmt: skip
def test_until_when(text: str, due: str | None) -> None:
    assert deadline_in(text, NOW, ZONE) == at(due)


def test_a_year_may_lie_between() -> None:
    found = deadline_in("by 3 March", NOW, ZONE)
    assert found is not None
    assert (found.year, found.month, found.day) == (2027, 3, 4)


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("好的", True), ("行，就这么办", True), ("嗯嗯可以", True), ("办吧", True), ("就这样定了", True),
        ("yes please", True), ("ok do that", True),
        ("sounds good", True), ("算了", False), ("不用了，再等等", False), ("no thanks", False),
        ("forget it", False), ("no, leave it", False),
        ("后天吧", None), ("为什么", None), ("ok but only the mug", None), ("可以退多少", None),
    ],
)  # fmt: skip
def test_a_word_to_what_was_read_back(text: str, yes: bool | None) -> None:
    assert settled(text) is yes


@pytest.mark.parametrize(
    ("text", "plainly", "just_told"),
    [
        ("算了不用了，等等看", True, True), ("那个条件取消吧", True, True), ("不用盯了", True, True),
        ("先不退了，再等等", True, True), ("别自动退了", True, True),
        ("算了不用了", False, True), ("算了", False, True), ("actually I'll wait", True, True),
        ("forget it", False, True), ("drop that condition", True, True),
        ("never mind, I'll just wait and see", True, True),
        ("取消订单", False, False), ("不用了吗？", False, False), ("算了，直接退吧", False, False),
        ("等等，多少钱", False, False), ("how long do I wait", False, False),
        ("好的，那我再等等", False, False), ("ok I'll wait, thank you", False, False),
        ("let's wait and see", False, False),
        ("no, leave it", False, False),
    ],
)  # fmt: skip
def test_taken_back(text: str, plainly: bool, just_told: bool) -> None:
    assert leaves_condition(text, just_spoken_of=False) is plainly
    assert leaves_condition(text, just_spoken_of=True) is just_told


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("我那个明天不发就退还算数吗", True), ("之前说好的条件还在吗", True), ("到时候会自动退吗", True),
        ("你还记得到点就退吧", True),
        ("is the refund if it doesn't ship still on?", True),
        ("do you remember to cancel if they don't ship?", True),
        ("退款还算数吗", False), ("明天发货吗", False), ("自动退吗", False), ("what is the refund", False),
    ],
)  # fmt: skip
def test_asked_whether_it_stands(text: str, asks: bool) -> None:
    assert asks_of_condition(text, just_spoken_of=False) is asks


def test_right_after_it_fewer_words_ask_of_it() -> None:
    assert asks_of_condition("自动退吗", just_spoken_of=True)
    assert asks_of_condition("does that happen by itself?", just_spoken_of=True)


@pytest.mark.parametrize(
    "text", ["99999999999天内还不发就退", f"{'9' * 400}小时内", "if it is not here within 99999999999 days, refund it"]
)
def test_a_time_beyond_all_calendars_is_a_long_time(text: str) -> None:
    found = deadline_in(text, NOW, ZONE)
    assert found is None or found.year < 2200
