"""Words in answer to us: what they begin with, and whether they name what we asked about."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "yes_first": (
        r"\A\s*(?:好|行|可以|是的|对|嗯|要|麻烦|那就|没问题)",
        r"\A\s*(?:yes|yeah|yep|sure|ok(?:ay)?|please|go ahead|right)\b",
    ),
    "no_first": (
        r"\A\s*(?:不用|不必|不需要|不要了|算了|不了)",
        r"\A\s*(?:no need|no thanks|no thank you|never ?mind|not now|nah)\b",
    ),
    "no_within": (r"不|别|甭|勿|算了", r"\b(?:no|not|don'?t|never|keep|nah)\b"),
    "go_ahead": (
        r"(?:就|那|帮我|给我|你)(?:这么|这样|帮我|给我)?办(?:吧|了|呗|一下)",
        (
            r"\b(?:do (?:it|that)|please do\b(?! (?:not|n't))|go ahead|go for it|please proceed"
            r"|(?:please )?arrange (?:it|that|this)|make it happen|set (?:it|that) up)\b"
        ),
    ),
    "as_well": (
        r"也|还|再|另外|顺便|同时|并|对了",
        r"\b(?:and|also|too|as well|plus|then|while)\b",
    ),
    "urging_named": (r"催", r"\b(?:chase|push|urge)\b"),
    "person_named": (r"转|人工", r"\b(?:person|human|agent)\b"),
}
"""Name: (Chinese pattern, English pattern). `no_within`: anywhere in an echo of our question (还是别取消);
`go_ahead`: a yes that wants a deed, whatever was said last."""
