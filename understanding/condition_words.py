"""The words of a wish under a condition: what is awaited, and what is to be done then. Patterns as data by language.

The first one that fits counts. How they make a condition stands in conditions.py.
"""

from __future__ import annotations

from enum import Enum


class Awaited(str, Enum):
    """What somebody waits for."""

    SENT = "sent"
    ARRIVED = "arrived"
    MOVED = "moved"
    """Any news of the parcel."""
    REFUNDED = "refunded"
    SHOP_ANSWERED = "shop_answered"
    CALLED = "called"
    """By one of our people."""


class Then(str, Enum):
    """What is to be done."""

    REFUND = "refund"
    RETURN = "return"
    CANCEL = "cancel"
    COMPLAINT = "complaint"
    URGE = "urge"
    PERSON = "person"


_NOT_ZH = r"(?:不|没有?|未|唔|冇|别|甭)(?:能够?|给我?|肯|见|把[^，,。]{1,6}|有)?"
AWAITED_ZH: tuple[tuple[Awaited, str], ...] = (
    (
        Awaited.CALLED,
        (
            r"(?:没有?人|(?:你们|客服|同事)[^，,。]{0,4}(?:不|没有?))[^，,。]{0,6}(?:打电话|来电|回电|电话|联系我)"
            r"|(?:没有?|不)(?:接到|收到|给我打|给我回)(?:你们的?)?电话"
        ),
    ),
    (
        Awaited.SHOP_ANSWERED,
        (
            r"(?:商家|卖家|店家|店铺|老板|对方)[^，,。]{0,10}?(?:不|没有?)(?:给我?|肯)?(?:理|搭理|回(?!来)|答复|回复"
            r"|回应|吭|消息|说法|动静|反应)"
        ),
    ),
    (
        Awaited.REFUNDED,
        rf"(?:钱|款)[^，,。]{{0,8}}{_NOT_ZH}(?:退|到账?|打|回来|收到)|{_NOT_ZH}(?:到账|打款|退钱|退款(?!申请))",
    ),
    (
        Awaited.MOVED,
        (
            rf"(?:物流|快递|包裹|信息|还|再|仍)[^，,。]{{0,6}}{_NOT_ZH}(?:动|更新|走|动静|消息|进展|扫描)"
            rf"|{_NOT_ZH}(?:动静|更新|进展)"
        ),
    ),
    (Awaited.ARRIVED, rf"{_NOT_ZH}(?:到(?!账|位|底)|送(?!回)|收到|签收|派[送件])|(?:收|等|拿|见|到)不(?:到|了)(?!账)"),
    (
        Awaited.SENT,
        rf"{_NOT_ZH}(?:发(?!票|现|生|烧|过|火|消息|短信|我(?!就|便|也|可|真|直接|马上|立马|要|不|退|取消|投诉))|寄|出库|出货)|发不(?:了|出)",
    ),
    (
        Awaited.SHOP_ANSWERED,
        (
            r"(?<![钱款货件裹递流])(?:不|没有?|未|冇|唔)(?:人|给我?|肯|见|有)?"
            r"(?:理(?=我|会|睬|人|[，,。\s]|就|的话)|搭理|回(?=我|话|信|音|应|消息|[，,。\s]|就|的话)|答复|回复|回应|吭声|给个?说法|说法|答应|[吱出做]声|表态|给?话|给?信儿?(?=[，,。\s]|就|的话))"
            r"|装死|装聋作哑|已读不回|不闻不问|当没看见"
        ),
    ),
)
"""The last of them: who has to answer is left out (周五还不回我就退), and it is the shop that was asked."""
AWAITED_EN: tuple[tuple[Awaited, str], ...] = (
    (
        Awaited.CALLED,
        (
            r"\b(?:no ?(?:body|one)|none of you)(?: has| had| have|'s)?(?: even)? (?:call|phone|rung|ring|rang)\w*"
            r"|\bhave?n'?t (?:been called|had a call)"
        ),
    ),
    (
        Awaited.SHOP_ANSWERED,
        (
            r"\b(?:shop|seller|store|merchant|vendor)\b[^,.;]{0,24}?(?:n'?t|\bnot|never|still no"
            r"|no)\b[^,.;]{0,12}\b(?:answer|repl|respon|get back|write back|say)\w*|\b(?:no|without an?) (?:answer"
            r"|reply|response) from the (?:shop|seller|store|merchant)|\b(?:shop|seller|store"
            r"|merchant) (?:keeps ignoring|ignores|still ignores)"
        ),
    ),
    (
        Awaited.REFUNDED,
        (
            r"\b(?:money|refund)\b(?! (?:me|it|us|that|them|this)\b)[^,.;]{0,16}?"
            r"(?:n'?t|\bnot|never|still)\b[^,.;]{0,14}\b(?:arriv|here|back|come|paid"
            r"|through|land|account)\w*|(?:n'?t|\bnot) (?:been )?refunded"
        ),
    ),
    (
        Awaited.MOVED,
        (
            r"(?:n'?t|\bnot|never)(?: been| even| yet| be)* (?:mov|updat|scann)\w*|\bno (?:update|movement|scan"
            r"|tracking|news)\w*\b"
        ),
    ),
    (
        Awaited.ARRIVED,
        (
            r"(?:n'?t|\bnot|never|no)(?: been| be| even| yet| got| get| it| have| actually)* (?:arriv\w*|deliver\w*"
            r"|here\b|come\b(?! back to)"
            r"|turn(?:ed)? up|show(?:n|ed)? up|receiv\w*|get here|got here|got (?:it|my)|reach\w*"
            r"|with me)|\bno delivery\b"
        ),
    ),
    (
        Awaited.SENT,
        (
            r"(?:n'?t|\bnot|never|no)(?: been| be| even| yet| get| got| gone| actually| it| them| have"
            r"| my \w+)* (?:ship\w*|sent|send(?:ing)?|left|leave|dispatch\w*|posted|mailed|out\b|on its way"
            r"|go(?:ne)? out|moving)"
        ),
    ),
    (
        Awaited.SHOP_ANSWERED,
        (
            r"\b(?:they|them|he|she|these people)\b[^,.;]{0,16}?(?:n'?t|\bnot|never|still no|no)\b[^,.;]{0,12}"
            r"\b(?:answer|repl|respon|get back|got back|write back|come back to|came back to|contact)\w*"
            r"|\b(?:they|he|she)(?: still| keep| just)? (?:ignor\w*|go quiet|stay silent|keep quiet)"
            r"|\b(?:no ?body|no one)(?: has| bothers to| even)? (?:answer|repl|respon|get|got|write|come|came)\w*"
            r"(?: back)?|\b(?:no|without an?|still no) (?:answer|reply|response|word)\b(?! from (?:you|the courier))"
            r"|\b(?:do|have|did|has)n'?t (?:hear|heard|get|got|had) (?:back|anything|a word|a reply|an answer|any reply"
            r"|from (?:them|the (?:shop|seller|store|merchant)))|\bhear(?:d)? nothing\b|\bi(?:'m| am) still ignored\b"
        ),
    ),
)
"""The last of them: who has to answer is only "they", and it is the shop that was asked."""
POSITIVE_EN = (
    (
        Awaited.SHOP_ANSWERED,
        (
            r"\b(?:repl(?:y|ies|ied)|answer(?:s|ed)?|respond(?:s|ed)?|(?:gets?|comes?|writes?) back to (?:me|us)"
            r"|hear (?:back|from (?:them|the (?:shop|seller|store))))\b"
        ),
    ),
    (Awaited.REFUNDED, r"\b(?:money|refund)\b[^,.;]{0,16}\b(?:arriv|here|back|come|paid|through|land)\w*"),
    (Awaited.ARRIVED, r"\b(?:arriv\w*|deliver\w*|here\b|comes?\b|turns? up|shows? up|get it|have it|receive)"),
    (Awaited.SENT, r"\b(?:ships?|shipped|sent|send|leaves?|left|dispatch\w*|post(?:ed|s)?|goes out|on its way|out)\b"),
)
"""Behind "unless", and before "or I want …"."""

THEN_ZH: tuple[tuple[Then, str], ...] = (
    (
        Then.PERSON,
        r"转人工|转接?(?:给)?(?:真人|客服)|找(?:个)?(?:人工|真人)|给?我?(?:转|找)人|人工(?:客服)?(?:来)?处理",
    ),
    (
        Then.COMPLAINT,
        (
            r"[帮替给]我(?:去)?(?:投诉|举报)|(?<!我)(?<!我就)(?<!我要)(?<!我就要)(?<!我会)(?<!我去)(?<!我就去)(?:投诉"
            r"|举报)"
        ),
    ),
    (Then.CANCEL, r"取消"),
    (Then.RETURN, r"退货"),
    (Then.REFUND, r"(?<!不)(?<!别)(?<!能)退(?!不|回来|换|出)|不想?要了|唔要|拉倒"),
    (Then.URGE, r"(?:就|再|帮我|给我)(?:你们?|您)?(?:再)?(?:帮我|给我)?催"),
)
THEN_EN: tuple[tuple[Then, str], ...] = (
    (
        Then.PERSON,
        (
            r"\b(?:get|put|give|find|transfer|connect|pass)\b[^,.;]{0,16}\b(?:person|human|agent|somebody"
            r"|someone real)\b|\btalk to (?:a|an|some) (?:person|human|agent)"
        ),
    ),
    (Then.COMPLAINT, r"\bcomplain(?:t|s)?\b|\breport (?:them|the (?:shop|seller|store|merchant))"),
    (Then.CANCEL, r"\bcancel\w*\b|\bcall it off\b"),
    (Then.RETURN, r"\breturn (?:it|them|that|the \w+)\b|\bsend (?:it|them|the \w+) back\b"),
    (
        Then.REFUND,
        (r"(?<!my )(?<!the )\brefund\w*\b|\bmoney back\b|\bdon'?t want (?:it|them|that)\b|\bgive me my money\b"),
    ),
    (
        Then.URGE,
        (
            r"\b(?:chase|push|nudge) (?:it|them|the (?:shop|seller|store|courier)) again|\bthen (?:please )?(?:chase"
            r"|push)"
        ),
    ),
)
