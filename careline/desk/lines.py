"""What a consumer reads in the thread when somebody else answers them from now on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from careline.core.wording.language import Said


class Line(Enum):
    JOINED = auto()
    JOINED_OTHER_LANGUAGE = auto()
    PASSED_ON = auto()
    WAITS_AGAIN = auto()
    CUT_OFF = auto()
    RETURNED = auto()
    CLOSED = auto()
    CLOSED_RATE = auto()
    LEFT = auto()
    LATE = auto()
    PICKED_UP = auto()
    LOOKED_AT = auto()


_LINES: Mapping[Line, Said] = MappingProxyType(
    {
        Line.JOINED: Said(
            "客服{agent}来了，前面说的都看得到，您不用再说一遍。",
            "{agent} has joined and can see all that was said; there is no need to repeat it.",
        ),
        Line.JOINED_OTHER_LANGUAGE: Said(
            "客服{agent}来了，前面说的都看得到。中文不太熟，回得慢一点请见谅。",
            "{agent} has joined and can see all that was said. English is not their first language, so please bear "
            "with them.",
        ),
        Line.PASSED_ON: Said(
            "接下来由客服{agent}跟您聊，前面说的都转过去了。",
            "{agent} takes over from here and has all that was said.",
        ),
        Line.WAITS_AGAIN: Said(
            "给您转到更对口的同事，位置不用重新排，前面说的都带过去了。",
            "You are being passed to a colleague who knows this better. You keep your place, and they have all that "
            "was said.",
        ),
        Line.CUT_OFF: Said(
            "客服{agent}那边断线了。您还在原来的位置，由其他同事接着办。",
            "{agent} has lost the connection. You keep your place, and a colleague goes on from here.",
        ),
        Line.RETURNED: Said(
            "客服{agent}先去忙了，接下来有事直接问我。还要找人工，{agent}优先接您。",
            "{agent} has left the chat; just ask me from here on. Should you need a person again, {agent} comes first.",
        ),
        Line.CLOSED: Said(
            "客服{agent}结束了这次会话。还有事随时说。",
            "{agent} has closed this chat. Write any time if something comes up.",
        ),
        Line.CLOSED_RATE: Said(
            "客服{agent}结束了这次会话，还有事随时说。这次办得怎么样？",
            "{agent} has closed this chat; write any time if something comes up. How did we do?",
        ),
        Line.LATE: Said(
            "答应您有同事来回，到现在还没有，抱歉。您排在最前面了，最晚 {by} 前有人回您。",
            "You were promised an answer from a person and have not had it, sorry. You are first in line now; someone "
            "will answer by {by} at the latest.",
        ),
        Line.PICKED_UP: Said("（客服{agent}接起了电话）", "({agent} has picked up the phone)"),
        Line.LOOKED_AT: Said(
            "同事看过了，没有需要再聊的，就不排队了。接下来有事直接问我，还要找人工随时说。",
            "A colleague has looked at this and ended the wait. Just ask me from here on; ask for a person any time.",
        ),
        Line.LEFT: Said(
            "好的，不排了，接下来我帮您看。要找人工随时说。",
            "All right, you are out of the queue and I go on. Ask for a person any time.",
        ),
    }
)


def line(which: Line, language: str, *, agent: str = "", by: str = "") -> str:
    """The line in the consumer's language; `agent` is a name, `by` an instant in words."""
    return _LINES[which].to(language).format(agent=agent, by=by)
