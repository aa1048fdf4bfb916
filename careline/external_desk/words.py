"""What agents of an external desk read in notes of ours, in the language that the operator set. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from careline.core.wording.language import Said
from careline.desk.shapes import SummaryLine
from careline.store.tables.conversations import Author

MOST_LINES = 60
"""How many lines of the conversation the first note holds; what is older is in Careline."""

_WHO = MappingProxyType(
    {
        Author.CONSUMER: Said("顾客", "Customer"),
        Author.BOT: Said("助手", "Assistant"),
        Author.SYSTEM: Said("系统", "System"),
        Author.AGENT: Said("客服", "Agent"),
    }
)
_OVER = MappingProxyType(
    {
        "left": Said(
            "顾客决定接着由智能助手处理，不再排队。这个会话到此为止；要再接手，把会话重新打开后直接回复。",
            "The customer went on with the assistant and waits no more. This conversation ends here; to take over, "
            "reopen it and write.",
        ),
        "returned": Said(
            "已交回智能助手，没答完的由它接着答。要再接手，把会话重新打开后直接回复。",
            "Given back to the assistant, which goes on with what is open. To take over again, reopen and write.",
        ),
        "taken": Said(
            "Careline 人工台的同事接手了这位顾客，这个会话到此为止。",
            "A colleague at Careline's own desk has taken this customer; this conversation ends here.",
        ),
        "closed": Said("会话已结束。", "The conversation was closed."),
    }
)
_NOT_DELIVERED = Said(
    "下面这句没有送到顾客那里，因为现在不是您在接待。要接手，把会话重新打开后再发一次。",
    "This did not reach the customer, who is not with you now. To take over, reopen the conversation and write again.",
)
_WITH_SOMEBODY = Said(
    "下面这句没有送到顾客那里：顾客正由同事接待。",
    "This did not reach the customer: a colleague is talking with them.",
)
_EARLIER = Said("（更早的 {n} 句在 Careline 里）", "({n} earlier lines are in Careline)")
_TALK = Said("对话记录", "Conversation so far")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message of the conversation."""

    author: Author
    agent: str | None
    text: str


def introduction(summary: Sequence[SummaryLine], talk: Sequence[Line], own: str | None, language: str) -> str:
    """The first note: the summary, who the consumer's own agent is, and what was said."""
    colon = Said("：", ": ").to(language)
    parts = [f"{one.label}{colon}{one.text}" for one in summary]
    if own:
        parts.append(Said(f"专属客服：{own}", f"Own agent: {own}").to(language))
    shown = list(talk[-MOST_LINES:])
    if shown:
        parts += ["", f"—— {_TALK.to(language)} ——"]
        if len(talk) > len(shown):
            parts.append(_EARLIER.to(language).format(n=len(talk) - len(shown)))
        parts += [told(one, language) for one in shown]
    return "\n".join(parts)


def told(one: Line, language: str) -> str:
    """One line as a note tells it."""
    who = one.agent or _WHO[one.author].to(language)
    return f"{who}{Said('：', ': ').to(language)}{one.text}"


def over(why: str, language: str) -> str:
    """Why the consumer is no longer the external desk's; a code of `external_talks.over_why`."""
    return _OVER[why].to(language)


def not_delivered(text: str, language: str, *, with_somebody: bool) -> str:
    """An agent's words came when the consumer was not theirs."""
    return f"{(_WITH_SOMEBODY if with_somebody else _NOT_DELIVERED).to(language)}\n> {text}"
