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
    "lost_or_not": (
        r"^(?:那|所以|到底|就是|你?直说)*(?:它|包裹|快递|东西)?(?:是不是|到底)?[^，,。]{0,3}丢了?(?:没有?|吗|吧|呀)",
        r"^\W*(?:so |and |ok |but )*(?:is|has|was) (?:it|this|(?:the|my) \w+)(?: \w+)? (?:been )?lost\b",
    ),
    "looked_no_more": (
        r"(?:不用|不必|甭|别)(?:再|去|让)?(?:他们|快递)?(?:再)?(?:找|查|追查)(?:了|啦)?",
        (
            r"\b(?:no need|don'?t (?:need|have)|do not (?:need|have)|needn'?t|need not|no use|not necessary)"
            r"(?: for (?:you|them))? to (?:find|look|search|trace|investigate)\b"
            r"|\b(?:stop|call off|cancel|end) (?:the |your |their )?(?:search(?:ing)?|looking|trac\w+|investigation)\b"
        ),
    ),
    "was_reachable": (
        (
            r"(?:没人?|没有人?|从没|根本没|压根没|就没|哪里?)(?:给我|跟我)?(?:打过?|联系|敲|按|来过|上门)|一(?:直|整天|天都?|家子)[^，,。]{0,3}在家"
            r"|谁说[^，,。]{0,8}(?:没人|不在|拒|联系不上|没接)|没(?:接到|收到)[^，,。]{0,6}(?:电话|来电|短信)|(?:胡|瞎|乱)(?:说|写|讲|编)"
            r"|(?:电话|手机)[^，,。]{0,4}(?:一直|都|24小时)[^，,。]{0,2}(?:开|通|在)|虚假(?:派送|配送|签收)"
        ),
        (
            r"\b(?:nobody|no one|noone|never|didn'?t|did not) (?:even )?"
            r"(?:rang|ring|knock|call|phone|came|come|tried|buzz)\w*"
            r"|\b(?:was|were|been|am) (?:home|in|at home|here) (?:all|the whole|the entire) \w+"
            r"|\bthat'?s a lie\b|\bmissed calls?\b"
        ),
    ),
    "lacks_one": (
        (
            r"没(?:来|到|收到?|在(?:里|一起|箱|包)|见|影|动静|发|寄|装|给我?寄|有[^，,。]{0,4}$)|不见|不在(?:里|箱|包)|[漏缺少差](?:了|发|装|寄|掉)"
            r"|[哪那][去里儿](?:了|$)|(?<![的么啥样好])呢(?:[?？，,。\s]|$)"
        ),
        (
            r"\b(?:didn'?t|did not|hasn'?t|has not|haven'?t|never) (?:come|came|arrive|show|turn|get here|make it)\w*"
            r"|\b(?:didn'?t|hasn'?t|isn'?t|aren'?t|wasn'?t|weren'?t)\W*$|\bmissing\b|\bno sign of\b|\bnowhere\b"
            r"|\bwhere(?:'s| is| are)\b|\b(?:isn'?t|aren'?t|not|wasn'?t|weren'?t) (?:in (?:the|my)|here|there|with)\b"
        ),
    ),
    "only_part_came": (
        r"(?:只|就|才)(?:来|到|收到|有)了?|(?:另外|其他|剩下|别的)[^，,。]{0,6}(?:没|呢|不见)",
        (
            r"\bonly\b.{0,30}\b(?:came|come|arrived|received|inside|delivered|reached|got)\b|\b(?:came|come|got"
            r"|received|arrived) only\b"
            r"|\b(?:the )?(?:rest|others?|remaining|second)\b.{0,20}\b(?:missing|not|where|gone|never)\b"
            r"|\b(?:taken|stolen|removed) (?:from|out of)\b|\bnot in (?:the|my) (?:box|packet|parcel|bag|package)\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern). `couriers_words`: who asks so wants to hear what the courier wrote, not
only where the parcel is."""
