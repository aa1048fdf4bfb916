"""Words in answer to us: what they begin with, and whether they name what we asked about."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "corrects_self": (
        (
            r"更正|(?:刚才|刚刚|之前|上面|前面|方才)[^，,。]{0,6}(?:说|写|数|填|报|打|讲|点)(?:错|漏|少|多)|[说写数填报记打讲]错了"
            r"|其实(?:是|只|就|才)[^，,。]{0,3}(?:缺|少|坏|差|碎|\d|[一二两三四五六七八九十])|又(?:重新)?数了|漏说了"
        ),
        (
            r"\bcorrection\b"
            r"|\bi(?:'ve)? (?:miscounted|misspoke|mistyped|misread|got (?:it|that) wrong|made a mistake)\b"
            r"|\b(?:wrote|typed|told you|gave you|said|counted) (?:it |that |them )?wrong\b|\bmy (?:mistake|bad)\b"
            r"|\bi forgot to (?:say|mention|tell)\b|\bscratch that\b|\bi meant to say\b"
        ),
    ),
    "resigned_yes": (
        r"\A[\s，,]*(?:嗯+|哦|啊|那|好)*(?:行吧|好吧|行|成吧)(?:那)?[\s，,。]*\Z",
        r"\A\W*(?:oh |well |hmm,? )*(?:alright|all right|fine|right)(?: then| ok)?\W*\Z",
    ),
    "never_mind": (
        r"\A[\s，,]*(?:那|还是|嗯|哎)*[\s，,]*(?:算了|拉倒)[\s，,]*(?:吧|啦)?[\s，,]*(?:不用|不必|不要|不|别)?(?:投诉)?(?:了|吧|啦|啊|谢谢|[，,。.\s])*\Z",
        (
            r"\A\W*(?:(?:actually|no|oh|ok|well|you know what)\W+)*(?:never ?mind|nvm|forget (?:it|about it)"
            r"|scrap (?:it|that)|call it off|drop it)\W*(?:(?:thanks?|thank you|then|now|after all)\W*)*\Z"
        ),
    ),
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
    "applies_only": (r"申请|登记", r"\b(?:put (?:it |that )?in|file (?:it|that))\b"),
    "as_well": (
        r"也|还|再|另外|顺便|同时|并|对了",
        r"\b(?:and|also|too|as well|plus|then|while)\b",
    ),
    "less_for_keeping": (
        r"便宜[点些一]|打[个点]?折|折扣|优惠[点些一]|[少降让补减][点些]|[少降让补减]一点",
        (
            r"\b(?:knock|take) (?:some|a bit|a little|something)\b.{0,16}\boff\b|\bdiscount\b"
            r"|\b(?:money|something|a bit|\d+) off\b|\b(?:reduce|lower) the price\b"
        ),
    ),
    "otherwise": (
        r"而是|改成|换成|改为|改到|只|才|另外|别的|其[他它余]|一半|部分|但|不过",
        r"\b(?:instead|rather|only|except|but|others?|different|half|part(?:ial(?:ly)?)?|not)\b|n['’]t\b",
    ),
    "data_right": (
        (
            r"(?:抬头|税号|信息|资料|名称|名字|公司名|号码|邮箱|地址|电话|内容|写的|填的)[^，,。不没?？吗]{0,4}"
            r"(?:[都是]?对的?|没错|正确|无误|没问题|没毛病)(?![吗不？?])"
        ),
        (
            r"\b(?:details?|names?|titles?|numbers?|abn|vat|gst|uen|tax (?:id|no|number|code)|spelling|e-?mail|address"
            r"|particulars|info(?:rmation)?|data|entry|everything|it'?s all|all of (?:it|that))"
            r"(?: (?:there|above|you (?:have|wrote|put|got)|on it|i gave))?"
            r"(?: (?:is|are|look|looks|all|both|seem|seems|'s|'re)){1,2} (?:all |just |quite )?"
            r"(?:right|correct|fine|good|ok(?:ay)?|accurate|spot on|perfect|in order)\b(?! ?\?)"
            r"|\b(?:right|correct) (?:details|name|title|spelling|number|address|e-?mail)\b"
            r"|\bspelt (?:right|correctly)\b|\bspelled (?:right|correctly)\b"
        ),
    ),
    "urging_named": (r"催", r"\b(?:chase|push|urge)\b"),
    "person_named": (r"转|人工", r"\b(?:person|human|agent)\b"),
    "opens_aside": (
        r"^\W*(?:哦|噢|啊|诶|欸|那个)?对了[，,。\s]|^\W*(?:话说|顺便问|另外问|还有个事|还有件事)",
        r"^\W*(?:oh[, ]+)?(?:by the way|btw|another thing|one more thing|one other thing|while i(?:'m| am) here)\b",
    ),
    "calls_off": (
        r"^\W*(?:哎|唉|嗐)?(?:那)?(?:算了|不折腾|不麻烦|不费那[个]?[事劲])",
        r"^\W*(?:ah |oh |nah |well )?(?:never ?mind|forget (?:it|that)|scrap that|don'?t bother)\b",
    ),
    "not_yet": (
        (
            r"先别(?:给我)?(?:办|动|弄|登记|提交|申请)(?!.{0,4}(?:发货|寄))|等我(?:说|通知|告诉|想好|考虑好|发话)|(?:我|容我)(?:再)?"
            r"(?:想想|考虑考虑|考虑一下|琢磨琢磨)"
        ),
        (
            r"\bsleep on it\b|\b(?:think|mull) (?:it|that|this) over\b|\bhold (?:your|yer|ur) horses\b"
            r"|\b(?:do not|don'?t|dont) (?:\w+ )?(?:do|put|submit|process|start|file|set|action) (?:anything"
            r"|nothing|it|that)"
            r"(?: \w+)?(?: yet| till| until| for now| in the meantime| meanwhile| before| just)\b"
            r"|\b(?:until|till|when|once) i(?:'ve)? (?:tell|say|told|said|give you|let you know|get back|come back"
            r"|decided?)\b"
            r"|\bi'?ll (?:tell you|let you know|shout|give you the (?:nod|word)) (?:when|once|if)\b"
        ),
    ),
    "makes_sure": (
        r"真的?(?:还是|吗|假)|是不是(?:骗|诈)|怎么(?:确认|核实|知道是真)|骗子",
        (
            r"\b(?:is (?:that|it|this)|be) (?:real|legit|genuine|a scam)\b|\b(?:be|make|know for) (?:certain|sure)\b"
            r"|\bhow (?:do|can|would) (?:i|you|a person|one|anyone|we) (?:know|tell|check|verify|be sure)\b"
        ),
    ),
    "thanks_and_goes": (
        (
            r"那就这样(?:吧|了)|就(?:先)?这样吧|(?:您|你)(?:真|太|最)(?:好|热心|耐心|棒)|爱你|爱了|么么|比心|笔芯|撒花|感恩"
            r"|(?:我|先|那)+(?:去|要|得)(?:去)?(?:忙|睡|上[班课学]|吃饭|背|做饭|写|接[娃孩人]|开会|干活|遛|洗澡|带娃|出门|复习)[^，,。？?吗]{0,6}了"
        ),
        (
            r"\b(?:that is|that's|you(?:'re| are|'ve been)|how) (?:\w+ )?(?:kind|helpful|lovely|a star|a legend)\b"
            r"|\bgod bless\b"
            r"|\bmuch obliged\b|\b(?:i'?ll|i shall|i will|let'?s) leave it (?:so|there|at that)\b|\bta ever so\b"
        ),
    ),
}
"""Name: (Chinese pattern, English pattern). `no_within`: anywhere in an echo of our question (还是别取消);
`go_ahead`: a yes that wants a deed, whatever was said last."""
