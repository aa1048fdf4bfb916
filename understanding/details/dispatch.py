"""Details of questions on dispatch, compensation, promises, complaints."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "still_sent": (
        r"还[^，,。]{0,4}[发寄送来]|货[^，,。]{0,6}(?:不发|怎么办|还来)|订单[^，,。]{0,6}(?:取消|还在|没了)",
        r"\bstill (?:come|coming|sent|send|get|ship)\w*|\border (?:cancel|gone|stay)\w*",
    ),
    "refuses": (
        r"(?:不|拒绝?|没)(?:认|同意|批|答应|给|肯|通过|承认)|拒(?:绝|了|赔)|耍赖|赖账",
        r"\b(?:refuse|den(?:y|ies|ied)|reject|declin)\w*|\bsays? no\b|\b(?:won|don|doesn)'?t (?:pay|agree|accept)",
    ),
}
"""Name: (Chinese pattern, English pattern)."""
