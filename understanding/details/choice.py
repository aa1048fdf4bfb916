"""Words on which goods of which order are meant: a part, all of it, this and not that."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "only_that_one": (r"(?:只|就|光|单)(?:取消|退|撤|要取消|要退)", r"\b(?:only|just) (?:the|that|this|order)\b"),
    "gives_it_up": (
        r"^(?!.*[退换赔取补买])[^，,。？?不没]{1,8}(?<![那就])(?:就|还是)?算了[吧哈。.!！~\s]*$",
        r"^(?:ok(?:ay)?[, ]+)?(?:forget|never ?mind|skip) (?:about )?(?:the|that|my) (?:\w+ )?\w+[\s.!]*$",
    ),
    "part_of_order": (
        r"只(?:要|想)?(?:退|取消|留)|就(?:要|想)?退|单独|其中|部分",
        r"\b(?:only|just the|one of|part of)\b",
    ),
    "whole_order": (
        r"全[部都]?[退取要换赔]|[都全]退|整[单个]|全单|全部",
        r"\b(?:all of (?:it|them)|everything|the (?:whole|entire) order|the lot)\b",
    ),
    "one_of_two": (
        r"(?:不是|并非)[^，,。]{1,10}[，,\s]*(?:是|我问|我说)|(?:[^，,。]{1,8})(?:别|不)(?:动|碰|退|取消)",
        r"\bnot the \w+",
    ),
    "others_stay": (
        (
            r"(?:不是|没有?|别无|[除的])别的|(?:其他|其它|别的|剩下|其余|另外)的?(?:东西|几样|那些|那几样|两样|[几两三]件)?"
            r"(?:都|也|先|可|就|给我|一律|统统|千万|麻烦)*(?:不|别|甭|照|还|正常|留|没问题|好)"
        ),
        (
            r"\b(?:no|not|nothing|leave|keep) (?:any |the )?others?\b|\bleave the rest\b|\bkeep the rest\b"
            r"|\b(?:don'?t|do not) (?:touch|cancel|change|refund) (?:any(?:thing)? |the )?(?:else|others?|rest)\b"
        ),
    ),
    "parcel_named": (r"快递|物流|包裹", r"courier|parcel"),
}
"""Name: (Chinese pattern, English pattern). `part_of_order`: 只退袜子, only the tray; `one_of_two`: of two things
named one is not meant (不是枕头是毯子); `others_stay`: of others it is only said that nothing is to
happen to them (其他别碰)."""
