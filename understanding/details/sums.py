"""Words on sums: how much, of what, and who laid it out."""

from __future__ import annotations

DETAILS: dict[str, tuple[str, str]] = {
    "how_much": (r"多少|几块|几元|赔几", r"\bhow much\b|\bwhat amount\b"),
    "makes_how_much": (
        r"一共多少|总共多少|合计",
        r"\bhow much (?:would|does|will|do) (?:that|it|this) (?:make|come)\b|\bin total\b",
    ),
    "compensated": (r"赔|补偿", r"\bcompensat\w*|\breimburse\w*|\bmake (?:it|this) up to me\b|\bpay me\b"),
    "cheaper_now": (
        r"价保|保价|差价|降价|便宜了|掉价",
        (
            r"\bprice (?:match|protect|adjust|drop|guarantee|difference)\w*|\bcheaper\b"
            r"|\b(?:dropped|lower(?:ed)?) (?:the |in )?price"
        ),
    ),
    "fell_in_price": (
        r"降(?:到|了|价)[^，,。]{0,6}\d|便宜了?\s?\d",
        r"\b(?:dropped|reduced|fell|gone down|down) (?:to|by) [$£€¥]?\d",
    ),
    "takes_the_sum": (
        (
            r"(?:就|那|给我|帮我|先|把)?(?:要|领|拿|申请|申领|登记|收|记|办)[^，,。不]{0,4}[那这]?\s?\d"
            r"|\d+ ?(?:块|元)?(?:钱)?(?:我)?(?:就|先)?(?:要了|领了|收了|拿着|认了|行了|也行)"
        ),
        (
            r"\b(?:stick|put|sign|mark|jot|note|book) me (?:down|in|up) for\b"
            r"|\b(?:i'?ll|i will|i'?d|let me|may as well|might as well|happy to|just|then|fine|ok(?:ay)?|right"
            r"|go on|please"
            r"|pls|so)\b.{0,12}\b(?:take|have|accept|claim|grab|settle for|go with|get me|give me|send me"
            r"|pay me|hand over"
            r"|collect|file for|apply for|log)\b.{0,16}\d"
            r"|^\W*(?:take|claim|accept|grab|collect|get me|give me|gimme|hand over|pay me|apply for|file) "
            r"(?:the |that |my )?\W?\d"
        ),
    ),
    "then_and_now": (
        r"现在|今天|刚才|刚看|页面|标价|挂|卖|变成|变|降|只要|活动|同一?款|才要|直接(?=\s?\d)",
        (
            r"\b(?:now|today|currently|yesterday|tonight|overnight|this (?:morning|week|evening|arvo|afternoon)"
            r"|(?:the |very )?same (?:page|listing|link|item|one|thing|product|model|colou?r|size)"
            r"|(?:on|in|at) (?:your|the|ur) (?:own )?(?:page|site|website|web ?site|app|shop|store|listing|front page)"
            r"|on (?:sale|offer|special|promo)|discounted|marked (?:down|at)|reduced|knocked|listed|listing|advertised"
            r"|selling|sells|sold at|going for|goes for|showing|shows|price[sd]?|cheaper|lower|lesser|less"
            r"|drop\w*|fell"
            r"|fallen|slashed|cut|down to|sale)\b"
        ),
    ),
    "figure_on_it": (
        (
            r"(?:哪个|什么|多少|按哪个?|写哪个?|开哪个?|开多少|写多少)[^，,。]{0,4}(?:数|金额|价|钱)"
            r"|(?:金额|数字|价格)[^，,。]{0,6}(?:哪个|多少|怎么写|怎么开|按什么)|(?:开|写|按)\s?\d+(?:块"
            r"|元)?(?:还是|呢|吗)"
        ),
        (
            r"\b(?:which|what) (?:figure|amount|sum|price|total|value)\b"
            r"|\bhow much (?:will|does|would|is) (?:it|the invoice|that) (?:say|show|be for|state)\b"
            r"|\b(?:made out|written|issued|billed) for (?:the )?\W?\d.{0,12}\bor\b"
        ),
    ),
    "all_guarantees": (r"保障|权益|保险(?!赔)", r"\b(?:guarantee|protect|cover)\w*"),
    "insurance_named": (r"险", r"\binsur"),
    "freight_laid_out": (
        r"垫|寄回|退回去|先付|自己(?:出|付|掏)的",
        r"\bi (?:paid|laid out)\b.{0,20}\b(?:return|send|back)",
    ),
    "paid_for_posting": (
        r"(?:寄|退)(?:的时候|回去?的?时候?|回)?[^，,。]{0,6}(?:花|付|掏|垫)了?[^，,。]{0,4}\d|(?:运费|邮费|快递费)[^，,。]{0,4}(?:花|付|垫)了?[^，,。]{0,3}\d",
        r"\bi (?:\w+ )?(?:paid|laid out|spent)\b.{0,40}\b(?:return\w*|send\w*|back|postage|rider|courier)\b",
    ),
    "paid_then": (r"当时|收了|收过", r"\b(?:was|were|did)\b"),
    "not_needed": (
        r"不用|不要|不需要|不开|算了",
        r"\b(?:no need|don'?t need|never ?mind|no thanks)\b",
    ),
    "top_up": (
        r"(?:要|得)?(?:再|还|另外)?(?:补|加|付|出)(?:差价|邮费|运费|钱)",
        r"\btop ?up\b|\b(?:pay|add|owe) (?:anything|something|more|for (?:it|that|the (?:post|delivery|shipping)))\b",
    ),
}
"""Name: (Chinese pattern, English pattern). `paid_then`: what they have paid, and not what another place would cost;
`all_guarantees`: those of an order, and not one of them."""
