"""Words that tell one report of goods from another: broken, left out, sent again, exchanged and not sent back."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "never_got_it": (
        (
            r"(?:我|家里|我们)?(?:可|都|压根|根本|从来|也)?没(?:有)?(?:见|收|拿|接|看|领|签)(?:到|过|着)?"
            r"|(?:没影|影子都没|毛都没|人都没)|不在我(?:这|手)|没人(?:给|送|交)"
        ),
        (
            r"\b(?:not|never|n't|nothing|didn'?t|haven'?t|have not|don'?t|dint"
            r"|nvr)\b(?: \w+){0,2} (?:set (?:my |our )?eyes"
            r"|seen?|saw|got|gotten|get|receiv\w*|collect\w*|pick\w*|had|have|touch\w*|come|came|reach\w*"
            r"|arriv\w*|signed?|laid"
            r" (?:my )?(?:eyes|hands))\b"
            r"|\b(?:received|signed(?: for)?|collected|taken|picked(?: up)?|accepted|delivered"
            r"|handed(?: over)?) (?:by|to) "
            r"(?:who|whom|which|what)\b|\bwho (?:\w+ )?(?:signed|received|took|collected|accepted|picked|got)\b"
            r"|\bnothing (?:at|in|on|by|outside|here|for me|was|has)\b|\bno (?:parcel|package|box|delivery"
            r"|sign of it)\b"
            r"|\b(?:nobody|no one|no body) (?:\w+ )?(?:came|come|brought|delivered|gave|rang|knocked|called|here)\b"
        ),
    ),
    "looked_after": (
        (
            r"缝了|缝针|包扎|上[了过]药|处理[好过]了|(?:已经|刚)(?:到家|回家|回来)了|看(?:过|完)(?:了)?(?:医生|大夫|急诊)"
            r"|没(?:什么)?大碍|好多了|血止住了|不流血了"
        ),
        (
            r"^(?!.*\b(?:still (?:bleed\w*|hurt\w*|swollen|open)|worse|infect\w*|won'?t stop|(?:not"
            r"|n'?t) stop\w*)\b).*"
            r"\b(?:stitch(?:es|ed)|sutur\w*|bandaged|plastered|dressed it|patched up|discharged"
            r"|(?:am|i'?m|we'?re|she'?s|he'?s|she is|he is|got) (?:now |back |back at )?"
            r"(?:home|ok(?:ay)?|fine|alright|better)"
            r"|(?:back )?from (?:the )?(?:hospital|clinic|doctor'?s?|er|a&e|urgent care)|bleeding (?:has )?stopped"
            r"|(?:seen|saw|been to) (?:a|the) (?:doctor|nurse|gp)|(?:feeling|doing|much) better)\b"
        ),
    ),
    "damage": (r"坏|碎|破|漏|错|裂", r"\b(?:broken|damaged|smashed|cracked|wrong|faulty|torn)\b"),
    "not_broken": (
        r"没有?坏|不是坏|没有?问题了?$|是好的",
        (
            r"\b(?:isn'?t|not|wasn'?t|aren'?t) (?:actually |really )?(?:broken|damaged|wrong)\b"
            r"|never ?mind|my mistake"
        ),
    ),
    "left_out": (r"漏发|少[发了给]|少一|缺[了少一]|没有?发[全给齐]", r"\bmissing\b|\bleft out\b"),
    "sent_again": (
        r"补发|补寄|补一|补吧|重发|重新发|重寄|再[发寄]一",
        (
            r"\bresend\b|\bsend (?:it |them |me )?(?:another|a new|again)\b"
            r"|\b(?:send|post|ship) (?:it|them)? ?(?:again|one more time|once more)\b|\breplacement\b"
        ),
    ),
    "goes_for_goods": (
        (
            r"补(?!偿|贴|差|退|钱|税|款|[^，。]{0,3}[块元])|重新?(?:发|寄)|再(?:发|寄|来|给)[^，。]{0,3}[一个件把双]"
            r"|换(?!成?退|了吧|个?地)"
            r"|(?:给我|帮我|让他们|叫他们|叫商家|再|重新|另)(?:重新|再|单)?[寄发邮捎](?:一?[个把只件双套副块根条颗张片]|几[个颗片])"
        ),
        (
            r"\bre-?send\b|\breplacements?\b|\breplace it\b|\bswap (?:it|them)\b|\bsend (?:me |us |out |over )?"
            r"(?:a|an|another|some|new|those|these|just|only|what|the missing)\b(?!.*\bback\b)"
            r"|\b(?:just|please|rather|simply|only) send (?:it|them|those|the \w+)\b(?!.*\bback\b)"
        ),
    ),
    "not_sent_back": (
        r"不(?:想|要)?退(?:货|款|钱)?[，,。\s]*(?:就|只|我|光)*(?:是)?(?:要|想要|想换|换|补|寄)",
        r"\b(?:don'?t|do not|not) (?:want )?(?:to )?(?:return|refund)\b.{0,12}\b(?:just|only|want|send)\b",
    ),
    "other_variant": (r"颜色|换色|尺码|尺寸|款式|没发", r"\b(?:colou?r|size|not (?:been )?sent)\b"),
}
"""Name: (Chinese pattern, English pattern)."""
