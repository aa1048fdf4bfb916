"""The mood in which somebody picks up the phone; who they are is read by callee.py."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "calling_named": (r"打|来电|回电|电话|联系", r"\b(?:call|ring|phone|try|reach|back|after|around|at)\b"),
    "busy_now": (
        r"(?:现在|正|在|这会儿?|刚好)+(?:开会|开车|忙|上课|上班|走不开|不方便)|不方便(?:说话|接)?|走不开",
        (
            r"\b(?:i'?m|i am) (?:busy|driving|in a meeting|at work)\b|\bcan'?t talk\b"
            r"|\b(?:not a good|bad) time\b"
        ),
    ),
    "doubts_us": (
        (
            r"诈骗|骗子|骗人|骗钱|骗我|反诈|不(?:相)?信|假的|冒充|(?:怎么|凭什么)(?:相)?信"
            r"|怎么(?:证明|知道).{0,8}(?:真|你们?|官方)"
        ),
        (
            r"\b(?:scam\w*|fraud\w*|fake|phishing|prank|legit\w*)\b|\bprove (?:it|that)\b|\bhow do i know\b"
            r"|\b(?:don'?t|do not|can'?t|why should i|how can i) (?:believe|trust)\b"
        ),
    ),
    "wants_nothing": (
        r"不需要|不用了|没兴趣|不感兴趣|别烦|烦不烦|烦死|滚|有病|没空|没时间|推销",
        (
            r"\b(?:not interested|no thanks?|no thank you|leave me alone|go away|get lost|piss off|fuck\w*"
            r"|busy now bye)\b"
        ),
    ),
    "hangs_up": (r"再见|拜拜|挂了|先挂", r"\b(?:good ?)?bye\b|\bhang(?:ing)? up\b"),
}
"""Name: (Chinese pattern, English pattern). `calling_named`: a time beside it is one to call at (八点再打)."""
