"""What is asked or wished beside the course of an order, in the many forms of people who learnt English elsewhere."""

from __future__ import annotations

_COURIER_EN = (
    r"(?:rider|driver|courier|postman|mailman|delivery (?:man|guy|boy|person|fellow|agent)|dispatch (?:rider|guy)"
    r"|parcel (?:man|guy)|delivery ?man)"
)
_COURIER_ZH = r"(?:快递员?|骑手|师傅|配送员|派送员|派件员|司机|快递小哥|小哥)"
_THEY_EN = r"(?:them|him|her|the (?:courier|driver|rider|shop|seller|store|post ?office|delivery \w+|company))"

DETAILS: dict[str, tuple[str, str]] = {
    "money_at_door": (
        rf"{_COURIER_ZH}[^，,。]{{0,8}}(?:要|收|讨|让|叫)[^，,。不没]{{0,8}}(?:钱|费|现金|\d+ ?块|小费|红包)",
        (
            rf"\b{_COURIER_EN}\b.{{0,20}}\b(?:ask|want|demand|charg|collect|took|take|insist|claim)\w*\b.{{0,24}}"
            r"(?:\d|\b(?:money|cash|fee|tip|charges?|payment|pay|extra|pesos?|dollars?|bribe)\b)"
            rf"|\b(?:paid|pay|gave|give)\b.{{0,12}}\b(?:the |that |his |this )?{_COURIER_EN}\b.{{0,12}}\d"
        ),
    ),
    "courier_reported": (
        rf"(?:投诉|举报){_COURIER_ZH}|{_COURIER_ZH}[^，,。]{{0,4}}(?:我要|得|必须)(?:投诉|举报)",
        (
            rf"\b(?:report|complain (?:about|of|against))\b.{{0,10}}\b{_COURIER_EN}\b"
            rf"|\b{_COURIER_EN}\b.{{0,12}}\b(?:reported|written up|punished)\b"
        ),
    ),
    "proof_wanted": (
        (
            r"(?:看|发|要|给|调|出示|提供|拿)[^，,。]{0,10}(?:签收(?:单|底单|凭证|照片|记录)|签名|签字|底单)"
            r"|(?:签收单|签名|签字|底单)[^，,。]{0,6}(?:给我|发我|看看|看一下|拿出来)"
        ),
        (
            r"\b(?:send|show|see|share|give|get|want|bring|produce|need)\b.{0,30}"
            r"\b(?:signature|signed (?:paper|slip|note|receipt|form)|(?:paper|slip|form|sheet)\b.{0,16}\bsigned"
            r"|proof of delivery|delivery (?:photo|proof|note|slip)|photo of (?:the )?delivery)\b"
        ),
    ),
    "others_told": (
        r"^[那就，,\s]*(?:让|叫|请)(?:他们?|她|快递|店家|商家|卖家|师傅|物流)",
        (
            rf"^\W*(?:(?:please|ok|then|and|so|also|now|pls)\W+){{0,2}}(?:let|make|have|ask|tell|get) {_THEY_EN}"
            r" (?:also |to |please )*\w+"
        ),
    ),
    "looked_no_more": (
        r"(?:不用|不必|甭|别)(?:再|去|让)?(?:他们|快递)?(?:再)?(?:找|查|追查)(?:了|啦)?",
        (
            r"\b(?:no need|don'?t (?:need|have)|do not (?:need|have)|needn'?t|need not|no use|not necessary)"
            r"(?: for (?:you|them))? to (?:find|look|search|trace|investigate)\b"
            r"|\b(?:stop|call off|cancel|end) (?:the |your |their )?(?:search(?:ing)?|looking|trac\w+|investigation)\b"
        ),
    ),
    "sum_back": (
        r"(?:退|还)(?:我|给我|回)?\s*\d+|把\s*\d+(?:块|元)?(?:钱)?(?:退|还)",
        (
            r"\b(?:return|refund|give|send|pay|transfer|reimburse) (?:me |back |us )*(?:back )?(?:my |the |our |that )?"
            r"(?:money |full )?\d"
            r"|\b(?:my|the|our|that) \d+(?:\.\d+)? back\b"
            r"|\b(?:want|need|take|get|have) (?:back )?(?:my |the |our )?(?:money )?\d+(?:\.\d+)? back\b"
        ),
    ),
    "not_fetched": (
        r"没(?:人)?(?:去)?(?:取|拿|领)|来不及(?:取|拿|去)?|(?:去|取|拿)不(?:了|成)|过期",
        (
            r"\b(?:nobody|no one|no-one|not|never|n't|cannot) (?:\w+ ){0,2}(?:collect\w*|pick\w*|fetch\w*"
            r"|comes?|goes?|make it)\b"
            r"|\b(?:in time|too late|expires?|uncollected)\b"
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
    "rule_asked": (
        r"(?:哪里|哪儿|在哪)[^，,。]{0,4}(?:写|规定|说)|(?:什么|哪条|谁)(?:规定|规则)",
        (
            r"\bwhere\b.{0,20}\b(?:written|stated|says?|stands?|mentioned)\b|\b(?:which|what) rule\b|\bwho says\b"
            r"|\bwhere (?:do|did) you (?:get|have|take)\b.{0,16}\bfrom\b"
        ),
    ),
    "unsafe_thing": (
        r"漏[水油电气]|冒(?:烟|火|水)|打火|滴水|漏个?不停|发烫|烧[焦糊]",
        r"\b(?:leak\w*|dripp?\w*|spark\w*|smok(?:e|es|ing)|overheat\w*|burn(?:s|ing|t)|shocks?|flooding)\b",
    ),
    "what_to_do": (
        r"怎么办|咋办|怎么(?:处理|弄)|(?:先|该)(?:做|干)(?:什么|啥)",
        (r"\bwhat (?:should|do|can|must|shall|to) (?:i |we )?do\b|\bhow (?:do|should|can) (?:i|we) (?:handle"
        r"|stop|keep)\b"),
    ),
    "top_up": (
        r"(?:要|得)?(?:再|还|另外)?(?:补|加|付|出)(?:差价|邮费|运费|钱)",
        r"\btop ?up\b|\b(?:pay|add|owe) (?:anything|something|more|for (?:it|that|the (?:post|delivery|shipping)))\b",
    ),
    "agreed_when": (
        r"(?:什么时候|几号|哪天|何时)[^，,。]{0,4}(?:同意|批|通过)|(?:同意|批准?|通过)[^，,。]{0,4}(?:是)?(?:什么时候|几号|哪天|何时)",
        (
            r"\b(?:approved|agreed|accepted|granted)(?: on)? (?:when|what (?:day|date|time)|which (?:day|date))\b"
            r"|\b(?:when|what (?:day|date)|which (?:day|date))\b.{0,20}\b(?:approv|agree|accept|grant)\w*"
        ),
    ),
    "takes_goods_back": (
        r"(?:东西|货|它)?(?:拿|收|取|退)回去",
        (r"\b(?:take|collect|fetch) (?:back )?(?:it|them|this|that|the \w+)(?: \w+)? ?back\b|\btake back\b"
        r"|\bcome (?:and )?take\b"),
    ),
    "any_problem": (
        r"(?:有没有|有什么|有啥|出了?(?:什么|啥)|是不是有|真的?有)(?:问题|毛病|状况|麻烦)",
        (
            r"\b(?:is|are|was|has|have|got) (?:\w+ ){0,3}(?:any|a|some|really a|really any) (?:\w+ )?"
            r"(?:problem|issue|trouble|hold[- ]?up)s?\b.{0,16}\b(?:with|on|about)\b"
            r"|\b(?:anything|something) wrong with (?:it|my (?:order|parcel)|the (?:order|parcel))\b"
        ),
    ),
    "each_day": (
        r"每天|按天|一次性|一天(?:一|多少|算)|天数|越[拖晚久]越|(?:会|还)(?:再)?(?:涨|增加|多)",
        (
            r"\b(?:each|every|per|a) day\b|\bone[- ]time\b|\bone time only\b|\bonce\b|\bdaily\b|\bper (?:hour|week)\b"
            r"|\b(?:grows?|go(?:es)? up|increases?|adds? up|rises?|accumulat\w+|keeps? (?:growing|counting|rising))\b"
            r"|\bmore (?:if|when) (?:it|they)\b|\blonger\b.{0,20}\bmore\b"
        ),
    ),
    "sum_untouched": (
        r"(?:从|扣)[^，,。]{0,4}(?:货款|退款|价)[^，,。]{0,4}(?:扣|里|出)|影响[^，,。]{0,6}(?:货款|退款|价钱|订单)",
        (
            r"\b(?:deduct\w*|subtract\w*|taken (?:off|out of|from)|comes? (?:off|out of)|cut from|minus)\b"
            r"|\bstays? (?:the )?same\b|\b(?:separate|apart) from\b|\bpart of (?:the|my) (?:refund|price|money)\b"
        ),
    ),
    "persons_hours": (
        r"(?:人工|客服|真人|同事)[^，,。]{0,8}(?:几点|上班|下班|在线时间|什么时候在)|几点(?:上班|下班)",
        (
            r"\b(?:until|till|from|at|up to) (?:what|which) (?:hour|time)\b|\b(?:what|which) (?:hours?|times?)\b.{0,24}"
            r"\b(?:stay|work|open|close|finish|available|start|there|on duty|in)\b"
            r"|\b(?:working|opening|office|business|service) hours\b"
        ),
    ),
    "sees_history": (
        (
            r"(?:人工|客服|同事|他|她)[^，,。]{0,8}(?:看得?[到见]|知道|了解|清楚)[^，,。]{0,8}(?:订单|情况|前面|之前|聊天|记录)"
            r"|(?:人工|客服|同事)[^。]{0,12}(?:重新|再|从头)[^，,。]{0,4}(?:说|讲|解释)"
        ),
        (
            r"\b(?:person|agent|colleague|human|operator|representative|someone|they|he|she)\b.{0,12}"
            r"\b(?:sees?|knows?|reads?|looks? at|has|have)\b.{0,30}\b(?:order|chat|history|everything|all this"
            r"|conversation|case|what i|messages)\b"
            r"|\b(?:person|agent|colleague|human|operator|someone|them|him|her)\b.{0,40}\b(?:repeat|explain|tell|say|type|start)\b"
            r".{0,24}\b(?:everything|all|again|over|from (?:the )?(?:start|zero|beginning|scratch))\b"
        ),
    ),
    "number_for_me": (
        r"(?:给|发)我?[^，,。]{0,4}(?:运单|单号|快递号)",
        (
            r"\b(?:give|send|share|provide|need|want|tell|drop|what(?:'s| is)?)\b.{0,16}"
            r"\b(?:awb|waybill|way bill|docket|consignment (?:no|number)|track(?:ing)?(?: (?:no|id|number|code"
            r"|link))?)\b"
        ),
    ),
    "bought_twice": (
        r"(?:买|拍|下|订)(?:重|重复|了?两[次遍回])|重复(?:下单|购买|付款)",
        (
            r"\b(?:bought|ordered|placed|purchased|paid|order|buy|went through|got|charged|checked out)\b.{0,16}"
            r"\b(?:two times|2 times|twice|double)\b|\b(?:double|duplicate)d? (?:order|purchase)\b"
            r"|\bsame (?:order|thing|item) (?:two times|twice)\b"
        ),
    ),
}  # fmt: skip
"""Name: (Chinese pattern, English pattern)."""
