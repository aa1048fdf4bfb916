"""Words on a parcel that is looked for: lost, found, when it comes, what the courier wrote."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "when_at_all": (
        r"几[天点号]|多久|多长时间|什么时候|啥时候|何时|哪天|[今明]天能",
        r"\bwhen\b|how (?:long|soon)|what time|arrive by|\beta\b",
    ),
    "lost": (
        r"丢[了件失包]|弄丢|搞丢|遗失|寄丢|(?:一直|永远|老是|要是|万一)[^，,。]{0,3}[不没](?:到|来|动|收到)|到不了",
        r"\blost\b|\bmissing\b|\bnever (?:comes?|arrives?|gets? here|shows? up)\b",
    ),
    "found_now": (r"(?:找[到着]|拿到|取到|收到)了", r"\b(?:found|got) (?:it|them)\b|\bturned up\b"),
    "turned_up": (r"(?:找[到着]|取到)了", r"\b(?:found (?:it|them)|turned up)\b"),
    "negated": (r"没|不|但是?|可是", r"\b(?:not|but|never|no)\b|n't"),
    "thing_named": (r"快递|包裹|[货件]|物流|东西", r"\b(?:parcel|package|delivery|order|goods|item)s?\b"),
    "couriers_words": (
        r"为什么|为啥|为何|什么原因|怎么回事|什么情况|取件码|提货码|驿站|快递柜|代收点|快递员|师傅|派送员|电话",
        r"\b(?:why|reason|what happened|pick-?up (?:code|point)|locker|driver|courier'?s? (?:phone|number))\b",
    ),
}
"""Name: (Chinese pattern, English pattern). `couriers_words`: who asks so wants to hear what the courier wrote, not
only where the parcel is."""
