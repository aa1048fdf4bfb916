"""What only the desk says: a line of a case's story for each entry of the journal; codes of remedies in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from careline.core import phrases
from careline.core.orders import Order
from careline.core.routing import Disposition, Priority
from careline.core.wording.journal import what_words, who_words, why_words
from careline.core.wording.language import Said
from careline.core.wording.staff import TOPICS
from careline.desk.focus import OrderGoods
from careline.desk.shapes import StoryEntry
from careline.dialogue.shown import RightShown


def told(
    entry: Mapping[str, Any], language: str, names: Mapping[str, str], *, now: datetime, time_zone: str
) -> StoryEntry:
    """One entry as a line of the case's story; `time_zone` is the consumer's. A person's own words are its `note`."""
    return StoryEntry(
        at=entry["at"],
        who=who_words(entry["who"], language, names),
        what=what_words(entry["what"], entry["data"], language, now=now, time_zone=time_zone),
        why=why_words(entry["why"], language),
        note=entry["note"],
    )


_REASONS: Mapping[str, Said] = {
    "damaged": Said("商品有破损", "Damaged"),
    "missing": Said("少发了商品", "Something was missing"),
    "no_reason": Said("七天无理由", "Within seven days, no reason needed"),
    "not_dispatched": Said("一直没发货", "Not dispatched"),
    "not_received": Said("没有收到货", "Not received"),
    "other": Said("其他原因", "Another reason"),
    "quality": Said("质量有问题", "Faulty"),
}
_FAILURES: Mapping[str, Said] = {
    "unreachable": Said("商家系统一直连不上。", "The shop's system could not be reached."),
    "not_understood": Said("商家系统看不懂这项申请。", "The shop's system did not understand the request."),
    "no_platform": Said("还没有接上商家系统。", "No system of the shop is connected."),
    "no_mailbox": Said(
        "商家的邮箱不存在，或不收我们的信。", "The merchant's mailbox does not exist, or takes no mail."
    ),
    "unsendable": Said("这封信没法寄：邮箱地址不对。", "The letter cannot be sent: the address is none."),
    "never_left": Said("催促的信一直没寄出去。", "The letter could not be sent all this time."),
}
_NO_WORDS = Said("商家系统没有说明原因。", "The shop's system gave no reason.")


def reason_words(reason: str, language: str) -> str:
    """The reason of a wish. A code that is not ours came from outside, or somebody wrote it: it stays as it is."""
    return said.to(language) if (said := _REASONS.get(reason)) else reason


def failure_words(code: str | None, told: str | None, language: str) -> str:
    """Why the shop could not do it: in its own words where it gave any, else what our code for it means."""
    if told:
        return told
    return said.to(language) if (said := _FAILURES.get(code or "")) else code or _NO_WORDS.to(language)


_PRIORITIES: Mapping[int, Said] = {
    Priority.DANGER: Said("安全或诈骗", "Safety or fraud"),
    Priority.BROKEN_PROMISE: Said("答应的事没做到", "A promise was broken"),
    Priority.LEGAL: Said("要投诉或起诉", "Legal words"),
    Priority.URGENT: Said("急", "Urgent"),
    Priority.ON_THE_PHONE: Said("电话", "Phone"),
    Priority.COMING_BACK: Said("刚聊过又来", "Back again"),
    Priority.BLOCKED_NEW_USER: Said("新用户卡单", "New user, stuck"),
    Priority.BLOCKED: Said("卡单", "Stuck"),
    Priority.NORMAL: Said("普通", "Normal"),
}
_DISPOSITIONS: Mapping[Disposition, Said] = {
    Disposition.SETTLED: Said("解决了", "Settled"),
    Disposition.UNDER_WAY: Said("已在办，等结果", "Under way, result to come"),
    Disposition.ANSWERED: Said("问题答清楚了", "Question answered"),
    Disposition.CONSUMER_LEFT: Said("顾客没再回复", "The consumer did not come back"),
    Disposition.NOT_POSSIBLE: Said("办不到，已说明", "Not possible, explained"),
    Disposition.NOT_OURS: Said("不归我们管", "Not ours"),
}


def topic_words(topic: str, language: str) -> str:
    """发货; Dispatch."""
    return TOPICS[topic].to(language)


def priority_words(priority: int, language: str) -> str:
    """Why somebody comes before others: 安全或诈骗; Safety or fraud. Between two classes, the lower one's."""
    known = max((one for one in _PRIORITIES if one <= priority), default=Priority.NORMAL)
    return _PRIORITIES[known].to(language)


def disposition_words(disposition: Disposition, language: str) -> str:
    """解决了; Settled."""
    return _DISPOSITIONS[disposition].to(language)


def goods_words(goods: OrderGoods, language: str) -> str:
    """The full title, which tells one of several like goods from the others: 保温杯 2 号款 等 3 件; … and 2 more."""
    if goods.lines == 1:
        return goods.title if goods.pieces == 1 else f"{goods.title} ×{goods.pieces}"
    others = Said(f"{goods.title} 等 {goods.pieces} 件", f"{goods.title} and {goods.lines - 1} more")
    return others.to(language)


def order_words(order: Order, language: str) -> str:
    """保温杯 2 号款（待发货）; Thermos no. 2 (awaiting dispatch)."""
    status = phrases.order_status(order.status, language)
    return Said(f"{order.title}（{status}）", f"{order.title} ({status.lower()})").to(language)


def right_words(order: Order, right: RightShown, language: str) -> str:
    """保温杯 2 号款：按时发货（可申请）; Thermos no. 2: On-time dispatch (can be claimed)."""
    state = phrases.right_state(right.state, language)
    of = Said(f"{order.title}：{right.name}（{state}）", f"{order.title}: {right.name} ({state.lower()})")
    return of.to(language)
