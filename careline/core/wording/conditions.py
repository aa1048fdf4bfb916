"""Wishes under a condition in words: what is awaited, until when, and what is done then. For screens and aloud."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from careline.core.conditions import OF_GOODS, ConditionState, Planned, Terms, Verdict
from careline.core.remedies import RemedyKind
from careline.core.wording.amounts import money
from careline.core.wording.language import Said, is_english, say
from careline.core.wording.numbers import chinese_number
from careline.core.wording.times import day, instant
from understanding.condition_words import Awaited, Then

NOT_YET: Mapping[Awaited, Said] = MappingProxyType(
    {
        Awaited.SENT: Said("还没发货", "it hasn't left the shop"),
        Awaited.ARRIVED: Said("还没送到", "it hasn't arrived"),
        Awaited.MOVED: Said("物流还没有新消息", "there is no news of the parcel"),
        Awaited.REFUNDED: Said("商家还没打款", "the shop hasn't paid the refund"),
        Awaited.SHOP_ANSWERED: Said("商家还没答复我们", "the shop hasn't answered us"),
        Awaited.CALLED: Said("还没人给您打电话", "nobody has called you"),
    }
)
BEFORE: Mapping[Awaited, Said] = MappingProxyType(
    {
        Awaited.SENT: Said("之前发了", "If it leaves before that"),
        Awaited.ARRIVED: Said("之前到了", "If it arrives before that"),
        Awaited.MOVED: Said("之前有了新消息", "If there is news before that"),
        Awaited.REFUNDED: Said("之前退了", "If it is paid before that"),
        Awaited.SHOP_ANSWERED: Said("之前答复了", "If it answers before that"),
        Awaited.CALLED: Said("之前打了", "If somebody calls before that"),
    }
)
HAPPENED: Mapping[Awaited, Said] = MappingProxyType(
    {
        Awaited.SENT: Said("已经发货了", "has left the shop"),
        Awaited.ARRIVED: Said("已经送到了", "has arrived"),
        Awaited.MOVED: Said("物流有新消息了", "has news of its parcel"),
        Awaited.REFUNDED: Said("退款商家已经打了", "has been refunded"),
        Awaited.SHOP_ANSWERED: Said("商家答复了", "has an answer from the shop"),
        Awaited.CALLED: Said("已经给您打过电话了", "was the reason for our call to you"),
    }
)
_DEED: Mapping[Then, Said] = MappingProxyType(
    {
        Then.REFUND: Said("申请退款", "ask for a refund"),
        Then.RETURN: Said("申请退货", "ask for a return"),
        Then.CANCEL: Said("取消订单", "cancel the order"),
        Then.COMPLAINT: Said("登记投诉", "register a complaint"),
        Then.URGE: Said("再催一次", "chase it again"),
        Then.PERSON: Said("转人工", "get a person"),
    }
)
_AWAITED_SHORT: Mapping[Awaited, Said] = MappingProxyType(
    {
        Awaited.SENT: Said("没发货", "not sent"),
        Awaited.ARRIVED: Said("没送到", "not arrived"),
        Awaited.MOVED: Said("没有物流消息", "no news of the parcel"),
        Awaited.REFUNDED: Said("没打款", "refund not paid"),
        Awaited.SHOP_ANSWERED: Said("商家没答复", "no answer from the shop"),
        Awaited.CALLED: Said("没人打电话", "nobody called"),
    }
)
STATE: Mapping[ConditionState, Said] = MappingProxyType(
    {
        ConditionState.OPEN: Said("守着", "Kept"),
        ConditionState.DONE: Said("到时间，已办", "Done as agreed"),
        ConditionState.MET: Said("不用办了", "Not needed"),
        ConditionState.MOOT: Said("办不了", "No longer possible"),
        ConditionState.EXPIRED: Said("已过期", "Over"),
        ConditionState.WITHDRAWN: Said("已撤回", "Taken back"),
    }
)


def until(at: datetime, now: datetime, time_zone: str, language: str, *, spoken: bool = False) -> str:
    """明天（11月25日）24:00, 11月27日 15:00; the end of tomorrow (25 Nov), 27 Nov 15:00. Midnight ends its day.

    Aloud 明天晚上十二点; the end of tomorrow. `at` and `now` are aware.
    """
    local = at.astimezone(ZoneInfo(time_zone))
    ends_day = (local.hour, local.minute) == (0, 0)
    if not ends_day and spoken:
        return instant(at, now, time_zone, language, spoken=True)
    of = local - timedelta(minutes=1) if ends_day else local
    date = day(of, now, time_zone, language, spoken=spoken)
    english = is_english(language)
    if spoken:
        return f"the end of {date}" if english else f"{date}晚上{chinese_number(12)}点"
    if (of.date() - now.astimezone(ZoneInfo(time_zone)).date()).days in {-1, 0, 1}:
        plain = f"{of.day} {of:%b}" if english else f"{of.month}月{of.day}日"
        date = f"{date} ({plain})" if english else f"{date}（{plain}）"
    if english:
        return f"the end of {date}" if ends_day else f"{date} {local:%H:%M}"
    clock = "24:00" if ends_day else f"{local:%H:%M}"
    return f"{date}{clock}" if date.endswith("）") else f"{date} {clock}"


def not_yet(awaited: Awaited, language: str) -> str:
    """还没发货; it hasn't left the shop."""
    return say(NOT_YET, awaited, language)


def before(awaited: Awaited, language: str) -> str:
    """之前发了; If it leaves before that."""
    return say(BEFORE, awaited, language)


def happened(awaited: Awaited, language: str) -> str:
    """Behind the goods: 已经发货了; has left the shop."""
    return say(HAPPENED, awaited, language)


def deed(then: Then, planned: Planned | None, language: str, *, spoken: bool = False) -> str:
    """申请退款 45 元，退回原付款账户; ask for your refund of CNY 45.00, back to the way you paid.

    `planned`: what it comes to now; None: not known before.
    """
    amount = money(planned.amount, language, spoken=spoken) if planned and planned.amount else ""
    space = "" if spoken else " "
    kind = planned.kind if planned else None
    if kind is RemedyKind.CANCEL and amount:
        return Said(
            f"取消订单，{amount}退回原付款账户", f"cancel the order, and {amount} goes back to the way you paid"
        ).to(language)
    if kind is RemedyKind.RETURN and amount:
        return Said(f"申请退货，退款{space}{amount}", f"ask for a return, with {amount} back").to(language)
    if kind is RemedyKind.REFUND and amount:
        return Said(
            f"申请退款{space}{amount}，退回原付款账户", f"ask for a refund of {amount}, back to the way you paid"
        ).to(language)
    return say(_DEED, then, language)


def short(awaited: Awaited, then: Then, language: str, *, once: bool) -> str:
    """没发货就申请退款; not sent: ask for a refund."""
    what = say(_DEED, Then.RETURN if once and then in OF_GOODS else then, language)
    if once:
        return Said(f"签收后{what}", f"once it has arrived: {what}").to(language)
    return Said(
        f"{say(_AWAITED_SHORT, awaited, language)}就{what}", f"{say(_AWAITED_SHORT, awaited, language)}: {what}"
    ).to(language)


def condition(terms: Terms, planned: Planned | None, now: datetime, time_zone: str, language: str) -> str:
    """到明天（11月25日）24:00还没发货，就申请退款 45 元，退回原付款账户. For hall, desk and the terminal."""
    by = until(terms.due_at, now, time_zone, language)
    what = deed(terms.then, planned, language)
    if terms.once:
        return Said(f"签收后就{what}（最晚等到{by}）", f"Once it has arrived, {what} (waiting until {by})").to(language)
    missing = not_yet(terms.awaited, language)
    return Said(f"到{by}{missing}，就{what}", f"If {missing} by {by}, {what}").to(language)


def condition_state(state: ConditionState, language: str) -> str:
    """守着; Kept."""
    return say(STATE, state, language)


ENDED: Mapping[Verdict, Said] = MappingProxyType(
    {
        Verdict.ACT: Said("条件成立，已办", "It came about, and was done"),
        Verdict.HAPPENED: Said("已经发生，不用办了", "It happened, so nothing had to be done"),
        Verdict.CANCELLED: Said("订单已取消", "The order was cancelled"),
        Verdict.REFUNDED: Said("已经退款或在退", "The money is back, or on its way"),
        Verdict.NOT_ALLOWED: Said("订单现在办不了这个", "The order does not allow it now"),
        Verdict.EXPIRED: Said("期限内没有发生", "It did not happen in time"),
    }
)


def condition_ended(verdict: Verdict, language: str) -> str:
    """已经发生，不用办了; It happened, so nothing had to be done."""
    return say(ENDED, verdict, language)
