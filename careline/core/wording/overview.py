"""Several orders at once, each in one line: where it stands, what is late, when the next thing is due."""

from __future__ import annotations

from datetime import datetime

from careline.core.blocks import BlockKind, Deadline, deadlines_of
from careline.core.orders import Order, Refund
from careline.core.rules import ShopRules
from careline.core.wording.amounts import money
from careline.core.wording.goods import order_name
from careline.core.wording.language import Said, is_english
from careline.core.wording.parcels import handed_over, scan_line
from careline.core.wording.states import Stage, stage, stage_of
from careline.core.wording.times import instant
from careline.core.wording.trouble import evidence

_TO_LEAVE = Said("最晚 {due} 前发", "to leave by {due}")
_REFUND_RUNS = Said("退款 {amount} 在办", "refund of {amount} under way")
_REFUND_DUE = Said("退款 {amount} 在办，最晚 {due} 前到下一步", "refund of {amount} under way, next step due by {due}")
_REFUND_PAID = Said("{amount} 已于 {at} 退回", "{amount} paid back {at}")
_LATE = Said("（{missed}）", " ({missed})")
_UNSENT = frozenset({Stage.TO_DISPATCH, Stage.PARTLY_SENT})
_HANDED_OVER = frozenset({Stage.DELIVERED, Stage.COMPLETED})


def order_line(order: Order, rules: ShopRules, now: datetime, time_zone: str, language: str) -> str:
    """帆布鞋：待发货（约定 昨天 14:30 前发货，已超 24 小时）. No full stop at its end."""
    goods, said = order_name(order, language), [_where(order, language)]
    deadlines = sorted(deadlines_of(order, rules), key=lambda one: one.due)
    missed = next((one for one in deadlines if one.due <= now), None)
    if fact := _fact(order, deadlines, now, time_zone, language):
        said.append(fact)
    line = (", " if is_english(language) else "，").join(said)
    if missed:
        line += _LATE.to(language).format(missed=evidence(missed, now, time_zone, language))
    return f"{goods}: {line}" if is_english(language) else f"{goods}：{line}"


def _where(order: Order, language: str) -> str:
    words = stage(order, language)
    return words[0].lower() + words[1:] if is_english(language) else words


def _fact(order: Order, deadlines: list[Deadline], now: datetime, time_zone: str, language: str) -> str:
    """The one thing beside the stage: the money, the last scan, by when it is to leave."""
    if refund := _refund(order):
        return _of_money(refund, deadlines, now, time_zone, language)
    if stage_of(order) in _UNSENT:
        due = next((one.due for one in deadlines if one.kind is BlockKind.DISPATCH and one.due > now), None)
        return _TO_LEAVE.to(language).format(due=instant(due, now, time_zone, language)) if due else ""
    last = max(order.parcels, key=lambda one: one.dispatched_at, default=None)
    if last is None:
        return ""
    if stage_of(order) in _HANDED_OVER and (handed := handed_over(last)):
        return instant(handed[0], now, time_zone, language)
    return scan_line(last.last_scan, now, time_zone, language) if last.last_scan else ""


def _refund(order: Order) -> Refund | None:
    """A running one of money, else one that was paid."""
    running = next((one for one in reversed(order.refunds) if one.live and one.returns_money), None)
    return running or next((one for one in reversed(order.refunds) if one.paid_at), None)


def _of_money(refund: Refund, deadlines: list[Deadline], now: datetime, time_zone: str, language: str) -> str:
    amount = money(refund.amount, language)
    if not refund.live and refund.paid_at:
        return _REFUND_PAID.to(language).format(amount=amount, at=instant(refund.paid_at, now, time_zone, language))
    due = next((one.due for one in deadlines if one.subject == refund.refund_id and one.due > now), None)
    if due is None:
        return _REFUND_RUNS.to(language).format(amount=amount)
    return _REFUND_DUE.to(language).format(amount=amount, due=instant(due, now, time_zone, language))
