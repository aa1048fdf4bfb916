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
from careline.core.wording.topics import TOPIC
from careline.desk.shapes import StoryEntry

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
    "conversation_closed": Said("结束会话", "Conversation closed"),
    "callback_wished": Said("希望回电", "Asked for a call back"),
    "identified": Said("电话里确认了本人", "Identified on the phone"),
    "wrong_person": Said("接电话的不是本人", "Somebody else answered"),
    "opted_out": Said("要求不再联系", "Opted out of contact"),
    "sms_planned": Said("安排发短信", "Text message planned"),
}
_SENTENCES = {
    "claimed at the desk": Said("人工台接手", "Taken at the desk"),
    "returned to the bot": Said("交还智能助手", "Returned to the assistant"),
    "nothing is blocked any more": Said("已经没有卡住的事", "Nothing is stuck any more"),
}
_KIND = f"(?P<kind>{'|'.join(BlockKind)})"
_STATUS = f"(?P<status>{'|'.join(OrderStatus)})"


def _kind(found: re.Match[str], language: str) -> str:
    return phrases.block_kind(BlockKind(found["kind"]), language)


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], str]], ...] = (
    (re.compile(rf"blocked: {_KIND}"), _kind),
    (re.compile(rf"{_KIND}: \w+ was due"), _kind),
    (
        re.compile(rf"{_KIND}: the order moved on \(version \d+, {_STATUS}\)"),
        lambda found, language: phrases.order_status(OrderStatus(found["status"]), language),
    ),
    (
        re.compile(rf"remedy: (?P<remedy>{'|'.join(RemedyKind)})"),
        lambda found, language: phrases.remedy_kind(RemedyKind(found["remedy"]), language),
    ),
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
    """Why a person was asked for: a topic in words, or what was written."""
    return TOPIC[why].to(language) if why in TOPIC else why_words(why, language)


def told(entry: Mapping[str, Any], language: str, names: Mapping[str, str]) -> StoryEntry:
    """One entry of the journal as a line of the case's story."""
    what = WHAT[entry["what"]].to(language) if entry["what"] in WHAT else entry["what"].replace("_", " ")
    if (kind := entry["data"].get("kind")) in set(RemedyKind):
        what = (
            f"{what}{': ' if phrases.is_english(language) else '：'}{phrases.remedy_kind(RemedyKind(kind), language)}"
        )
    return StoryEntry(
        at=entry["at"], who=who_words(entry["who"], language, names), what=what,
        why=why_words(entry["why"], language),
    )  # fmt: skip
