"""The journal in words, for agents: who did what, and why. Codes are worded; what a person wrote stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from careline.core import phrases
from careline.core.blocks import BlockKind
from careline.core.callouts import Outcome, Why
from careline.core.orders import OrderStatus
from careline.core.remedies import RemedyKind
from careline.core.wording.language import Said
from careline.desk.shapes import StoryEntry
from careline.desk.staff import TAKEN_AWAY

_WHO = {
    "bot": Said("智能助手", "Assistant"),
    "system": Said("系统", "System"),
    "feed": Said("平台", "Shop platform"),
    "consumer": Said("顾客", "Consumer"),
    "operator": Said("运营", "Operator"),
}
WHAT = {
    "block_began": Said("订单卡住了", "The order got stuck"),
    "block_ended": Said("不再卡住", "No longer stuck"),
    "case_opened": Said("开了服务单", "Case opened"),
    "case_closed": Said("服务单关闭", "Case closed"),
    "remedy_noted": Said("登记处理", "Remedy noted"),
    "remedy_settled": Said("处理已了结", "Remedy settled"),
    "conversation_closed": Said("结束会话", "Conversation closed"),
    "callout_planned": Said("安排打电话", "Call planned"),
    "callout_retimed": Said("改时间再打", "Call moved"),
    "callout_done": Said("外呼结束", "Calling finished"),
    "callout_cancelled": Said("取消外呼", "Call cancelled"),
    "call_dialled": Said("拨出电话", "Dialled"),
    "call_ended": Said("电话结束", "Call ended"),
    "hang_up_asked": Said("要求挂断", "Hang-up asked for"),
}
_SENTENCES = {
    "claimed at the desk": Said("人工台接手", "Taken at the desk"),
    TAKEN_AWAY: Said("原客服已离岗，重新排队", "The agent has left; waits again"),
    "returned to the bot": Said("交还智能助手", "Returned to the assistant"),
    "nothing is blocked any more": Said("已经没有卡住的事", "Nothing is stuck any more"),
    "another try": Said("再试一次", "Another try"),
    "asked for": Said("顾客要求", "Asked for"),
    "the consumer has found the parcel": Said("顾客说包裹找到了", "The consumer has found the parcel"),
    "the consumer asked for it and confirmed": Said("顾客要求并确认", "Asked for and confirmed"),
    "callback wished: nothing is blocked": Said("希望回电，目前没有卡住的事", "Wants a call back, nothing is stuck"),
    "callback wished: it could not be planned": Said("希望回电，没能安排上", "Wants a call back, not planned"),
}


def _one_of(kinds: Any) -> str:
    return "|".join(map(re.escape, kinds))


_KIND = f"(?P<kind>{_one_of(BlockKind)})"
_WHY = f"(?P<why>{_one_of(Why)})"
_Say = Callable[[re.Match[str], str], str]


def _kind(found: re.Match[str], language: str) -> str:
    return phrases.block_kind(BlockKind(found["kind"]), language)


def _kind_and_why(found: re.Match[str], language: str) -> str:
    return _joined(_kind(found, language), phrases.contact_reason(Why(found["why"]), language), language)


def _status(found: re.Match[str], language: str) -> str:
    return phrases.order_status(OrderStatus(found["status"]), language)


def _remedy(found: re.Match[str], language: str) -> str:
    return phrases.remedy_kind(RemedyKind(found["remedy"]), language)


def _attempt(found: re.Match[str], language: str) -> str:
    return Said("第 {n} 次", "Attempt {n}").to(language).format(n=found["n"])


def _call(found: re.Match[str], language: str) -> str:
    outcome = phrases.call_outcome(Outcome(found["outcome"]), language)
    return _joined(Said("电话", "Call").to(language), outcome, language)


def _callback(found: re.Match[str], language: str) -> str:
    wish = Said("希望回电", "Wants a call back").to(language)
    return _joined(wish, phrases.contact_reason(Why(found["why"]), language), language)


_PATTERNS: tuple[tuple[re.Pattern[str], _Say], ...] = (
    (re.compile(rf"(?:asked for(?: on the phone)?, )?blocked: {_KIND}"), _kind),
    (re.compile(rf"{_KIND}: \w+ was due"), _kind),
    (re.compile(rf"{_KIND}: {_WHY}"), _kind_and_why),
    (re.compile(rf"{_KIND}: the order moved on \(version \d+, (?P<status>{_one_of(OrderStatus)})\)"), _status),
    (re.compile(rf"remedy: (?P<remedy>{_one_of(RemedyKind)})"), _remedy),
    (re.compile(r"attempt (?P<n>\d+)"), _attempt),
    (re.compile(rf"call: (?P<outcome>{_one_of(Outcome)})"), _call),
    (re.compile(rf"callback wished: {_WHY}"), _callback),
)


def who_words(who: str, language: str, names: Mapping[str, str]) -> str:
    """The journal's `who`; `names` are agents' names by login."""
    if who in _WHO:
        return _WHO[who].to(language)
    login = who.removeprefix("agent:")
    return names.get(login, login)


def why_words(why: str, language: str) -> str:
    """A reason: a known code or sentence in the agent's language, anything else as it was written."""
    if why in _SENTENCES:
        return _SENTENCES[why].to(language)
    if why in set(Why):
        return phrases.contact_reason(Why(why), language)
    if why in set(Outcome):
        return phrases.call_outcome(Outcome(why), language)
    return next((say(found, language) for form, say in _PATTERNS if (found := form.fullmatch(why))), why)


def handoff_why(why: str, language: str) -> str:
    """Why a person was asked for; what somebody wrote themselves stays as it is."""
    return why_words(phrases.handoff_why(why, language), language)


def told(entry: Mapping[str, Any], language: str, names: Mapping[str, str]) -> StoryEntry:
    """One entry of the journal as a line of the case's story."""
    what = WHAT[entry["what"]].to(language) if entry["what"] in WHAT else entry["what"].replace("_", " ")
    if (kind := entry["data"].get("kind")) in set(RemedyKind):
        what = _joined(what, phrases.remedy_kind(RemedyKind(kind), language), language)
    return StoryEntry(
        at=entry["at"], who=who_words(entry["who"], language, names), what=what,
        why=why_words(entry["why"], language),
    )  # fmt: skip


def _joined(head: str, rest: str, language: str) -> str:
    return f"{head}{': ' if phrases.is_english(language) else '：'}{rest}"
