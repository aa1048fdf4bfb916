"""In which mood somebody picks up the phone: busy, in doubt, in no need of us, about to hang up. Pure.

Who they are is read by callee.py.
"""

from __future__ import annotations

import re

_CALLS = re.compile(r"打|来电|回电|电话|联系|\b(?:call|ring|phone|try|reach|back|after|around|at)\b", re.IGNORECASE)
_BUSY = re.compile(
    r"(?:现在|正|在|这会儿?|刚好)+(?:开会|开车|忙|上课|上班|走不开|不方便)|不方便(?:说话|接)?|走不开"
    r"|\b(?:i'?m|i am) (?:busy|driving|in a meeting|at work)\b|\bcan'?t talk\b|\b(?:not a good|bad) time\b",
    re.IGNORECASE,
)
_DOUBTS = re.compile(
    r"诈骗|骗子|骗人|骗钱|骗我|反诈|不(?:相)?信|假的|冒充|(?:怎么|凭什么)(?:相)?信|怎么(?:证明|知道).{0,8}(?:真|你们?|官方)"
    r"|\b(?:scam\w*|fraud\w*|fake|phishing|prank|legit\w*)\b|\bprove (?:it|that)\b|\bhow do i know\b"
    r"|\b(?:don'?t|do not|can'?t|why should i|how can i) (?:believe|trust)\b",
    re.IGNORECASE,
)
_WANTS_NOTHING = re.compile(
    r"不需要|不用了|没兴趣|不感兴趣|别烦|烦不烦|烦死|滚|有病|没空|没时间|推销"
    r"|\b(?:not interested|no thanks?|no thank you|leave me alone|go away|get lost|piss off|fuck\w*|busy now bye)\b",
    re.IGNORECASE,
)
_HANGS_UP = re.compile(r"再见|拜拜|挂了|先挂|\b(?:good ?)?bye\b|\bhang(?:ing)? up\b", re.IGNORECASE)


def speaks_of_calling(text: str) -> bool:
    """Whether a time that is named may be one to call at: 八点再打, try after six."""
    return bool(_CALLS.search(text))


def is_busy(text: str) -> bool:
    """我在开车, not a good time."""
    return bool(_BUSY.search(text))


def doubts_us(text: str) -> bool:
    """骗子吧, how do I know it's you."""
    return bool(_DOUBTS.search(text))


def wants_nothing(text: str) -> bool:
    """没兴趣, leave me alone."""
    return bool(_WANTS_NOTHING.search(text))


def hangs_up(text: str) -> bool:
    """先挂了, bye."""
    return bool(_HANGS_UP.search(text))
