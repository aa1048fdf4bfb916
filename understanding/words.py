"""Words that tell two wishes of one intent apart. Pure patterns, for both languages."""

from __future__ import annotations

import re

ASKS = re.compile(
    r"[?？吗呢]|([\u4e00-\u9fff])不\1|有没有|[能会可行][^，,。不]{0,8}不\s*$|多久|怎么|为什么|什么|(?<!没)(?<!没有)[啥咋]|啷个|点解|几|哪|谁|能不能|可不可以|\b(?:how|when|why|what|which|who|where|can)\b",
    re.IGNORECASE,
)
NOTHING_MORE = re.compile(
    r"(?:嗯+|哦|好的?|行|那|就|我|都|啊|也|[，,。.!！\s])*"
    r"(?:没有?了|没有?(?:什么|啥)?(?:(?:别的|其[他它]的?)(?:问题|事儿?)?了?|(?:问题|事儿?)了)|就这些|就这样吧?)"
    r"(?:谢谢|拜拜|再见|挂了|啊|哈|吧|你|您|[，,。.!！\s])*"
    r"|(?:ok(?:ay)?|no|nope|nah|well|thanks|thank you|[,.!\s])*"
    r"(?:that'?s (?:all|it|everything)|that will be all|nothing (?:else|more)|no more questions"
    r"|i'?m (?:good|done|fine))"
    r"(?: (?:for (?:now|today)|thanks|thank you|thank|you|bye|goodbye|then)|[,.!\s])*",
    re.IGNORECASE,
)
"""No more than that there is nothing else: at the end of a call, a good-bye."""
GO_AHEAD = re.compile(
    r"(?:就|那|帮我|给我|你)(?:这么|这样|帮我|给我)?办(?:吧|了|呗|一下)"
    r"|\b(?:do (?:it|that)|go ahead|go for it|please proceed)\b",
    re.IGNORECASE,
)
"""A yes that wants a deed, whatever was said last."""
LOST = re.compile(
    r"丢[了件失包]|弄丢|搞丢|遗失|寄丢|(?:一直|永远|老是|要是|万一)[^，,。]{0,3}[不没](?:到|来|动|收到)|到不了"
    r"|\blost\b|\bmissing\b|\bnever (?:comes?|arrives?|gets? here|shows? up)\b",
    re.IGNORECASE,
)
FOUND = re.compile(r"(?:找[到着]|拿到|取到|收到)了|\b(?:found|got) (?:it|them)\b|\bturned up\b", re.IGNORECASE)
TURNED_UP = re.compile(r"(?:找[到着]|取到)了|\b(?:found (?:it|them)|turned up)\b", re.IGNORECASE)
NEGATED = re.compile(r"没|不|但是?|可是|\b(?:not|but|never|no)\b|n't", re.IGNORECASE)
DAMAGE = re.compile(r"坏|碎|破|漏|错|裂|\b(?:broken|damaged|smashed|cracked|wrong|faulty|torn)\b", re.IGNORECASE)
NOT_BACK = re.compile(
    r"不(?:想|要)?退(?:货|款|钱)?[，,。\s]*(?:就|只|我|光)*(?:是)?(?:要|想要|想换|换|补|寄)"
    r"|\b(?:don'?t|do not|not) (?:want )?(?:to )?(?:return|refund)\b.{0,12}\b(?:just|only|want|send)\b",
    re.IGNORECASE,
)
USED = re.compile(
    r"洗[过了]|[穿用戴开拆]过|拆[开封了]|下过水|剪了?(?:标|吊牌)|吊牌(?:剪|拆|没)"
    r"|\b(?:washed|worn|used it|opened it|took off the tag)\b",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:那|要|具体|我|该|得|这个?|应该|你们?|说|打算|准备|想|到底|现在|接下来|下一步"
    r"|[，,。\s])*(?:怎么|咋|如何|啷个|咋个)"
)
_TAIL = r"(?:啊|呀|呢|嘛|的|哦|吧|[？?。!！\s])*"
BARE_HOW = re.compile(
    rf"{_LEAD}(?:弄|搞|操作|申请|领|走流程){_TAIL}"
    r"|(?:and |so |ok |then |,|\s)*how (?:do|can|would) i do (?:it|that)[?.!\s]*",
    re.IGNORECASE,
)
"""How, of nothing that they name: of what was just spoken of."""
WHAT_NOW = re.compile(rf"{_LEAD}(?:办|整|处理|解决|收场){_TAIL}|(?:and |so |ok |,|\s)*what now[?.!\s]*", re.IGNORECASE)
"""What is to be done now, of what was just spoken of."""
COURIERS_WORDS = re.compile(
    r"为什么|为啥|为何|什么原因|怎么回事|什么情况|取件码|提货码|驿站|快递柜|代收点|快递员|师傅|派送员|电话"
    r"|\b(?:why|reason|what happened|pick-?up (?:code|point)|locker|driver|courier'?s? (?:phone|number))\b",
    re.IGNORECASE,
)
"""Who asks so wants to hear what the courier wrote, not only where the parcel is."""
THING = re.compile(r"快递|包裹|[货件]|物流|东西|\b(?:parcel|package|delivery|order|goods|item)s?\b", re.IGNORECASE)
NOT_BROKEN = re.compile(
    r"没有?坏|不是坏|没有?问题了?$|是好的"
    r"|\b(?:isn'?t|not|wasn'?t|aren'?t) (?:actually |really )?(?:broken|damaged|wrong)\b"
    r"|never ?mind|my mistake",
    re.IGNORECASE,
)
NOT_WANTED = re.compile(r"不用|不要|不需要|不开|算了|\b(?:no need|don'?t need|never ?mind|no thanks)\b", re.IGNORECASE)
UNTIL_WHEN = re.compile(
    r"最晚|最迟|截止|到哪天|到几号|(?:什么时候|何时|哪天)(?:之?前|截止|到期)|几天(?:之?内|以内)"
    r"|\b(?:by|until|till) when\b|\bdeadline\b|\bhow (?:long|many days) (?:do|can|may|have) i\b",
    re.IGNORECASE,
)
ANOTHER_KIND = re.compile(r"颜色|换色|尺码|尺寸|款式|没发|\b(?:colou?r|size|not (?:been )?sent)\b", re.IGNORECASE)
WHEN = re.compile(
    r"几[天点号]|多久|多长时间|什么时候|啥时候|何时|哪天|[今明]天能"
    r"|\bwhen\b|how (?:long|soon)|what time|arrive by|\beta\b",
    re.IGNORECASE,
)
HOW_MUCH = re.compile(r"多少|几块|几元|赔几|\bhow much\b|\bwhat amount\b", re.IGNORECASE)
COMPENSATED = re.compile(
    r"赔|补偿|\bcompensat\w*|\breimburse\w*|\bmake (?:it|this) up to me\b|\bpay me\b", re.IGNORECASE
)
CHEAPER_NOW = re.compile(
    r"价保|保价|差价|降价|便宜了|掉价|\bprice (?:match|protect|adjust|drop|guarantee|difference)\w*|\bcheaper\b"
    r"|\b(?:dropped|lower(?:ed)?) (?:the |in )?price",
    re.IGNORECASE,
)
A_PERSON = re.compile(r"转|人工|\b(?:person|human|agent)\b", re.IGNORECASE)
PART = re.compile(
    r"只(?:要|想)?(?:退|取消|留)|就(?:要|想)?退|单独|其中|部分|\b(?:only|just the|one of|part of)\b", re.IGNORECASE
)
"""只退袜子, only the tray: fewer items than the order has."""
RESEND = re.compile(
    r"补发|补寄|补一|重发|重新发|重寄|再[发寄]一|\bresend\b|\bsend (?:it |them |me )?(?:another|a new|again)\b"
    r"|\bsend (?:it|them) again\b|\breplacement\b",
    re.IGNORECASE,
)
MISSING = re.compile(r"漏发|少[发了给]|少一|缺[了少一]|没有?发[全给齐]|\bmissing\b|\bleft out\b", re.IGNORECASE)


NOT_THAT = re.compile(
    r"(?:不是|并非)[^，,。]{1,10}[，,\s]*(?:是|我问|我说)|(?:[^，,。]{1,8})(?:别|不)(?:动|碰|退|取消)|\bnot the \w+",
    re.IGNORECASE,
)
"""不是枕头是毯子, not the pot: of two things named one is not meant."""
NO_OTHER = re.compile(
    r"(?:不是|没有?|别无|[除的])别的|(?:其他|其它|别的|剩下)的?(?:都?先?(?:不|别|照|还|正常|留|没问题|好))"
    r"|\b(?:no|not|nothing|leave|keep) (?:any |the )?others?\b",
    re.IGNORECASE,
)
"""Of other things it is only said that nothing is to happen to them: 不是别的, 其他别碰."""


_ALL_GUARANTEES = re.compile(r"保障|权益|保险(?!赔)|\b(?:guarantee|protect|cover)\w*", re.IGNORECASE)


def asks_for_all(text: str) -> bool:
    """Whether the words ask for the guarantees of an order, and not for one of them."""
    return bool(_ALL_GUARANTEES.search(text))


def said_by(text: str) -> str:
    """Somebody's own words as part of a sentence of ours: without the stop at their end."""
    return text.strip().rstrip("。.!！；; ")
