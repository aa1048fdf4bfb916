"""A word in answer to our question, read to its end: what holds a yes back, and what only sounds like one. Pure.

Patterns as data by language. Whether words are a yes at all is judged elsewhere; this is what must not lie behind one.
"""

from __future__ import annotations

import re

_CONDITION = re.compile(
    r"要是|如果|假如|倘若|万一|除非|的话|只要[^退要取留换补]|等(?:到|他|它|商家|明天|后天)|(?:明天|后天|下周|周[一二三四五六日天])"
    r"[^，,。]{0,8}(?:还|再)[^，,。]{0,4}[不没]"
    r"|\b(?:if|unless|in case|provided|as long as|only when|otherwise|or else)\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    r"(?:但是?|不过|可是|先(?:别|甭|莫|勿|覅|弗要|唔好)|[且莫甭](?:慢|忙|慌)|等等|等一下|等阵|等下先|缓一?缓|慢着|再想想|考虑)"
    r"|(?:不是|别|甭|莫|勿|唔好|覅|嫑)[^，,。]{0,4}(?:退|取消|改|换|赔|补)"
    r"|\b(?:but|however|wait|hold on|not yet|before (?:that|you do|i (?:say|agree|decide|confirm|do))|first)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"[?？]|[吗嘛]\s*$|(?<![什怎这那多要])么(?=[\s，,。！!~]|$)|(?<=[\u4e00-\u9fff]{4})[\s，,]*(?:对|是|没错)吧\W*$|多久|多少|怎么|为什么|什么时候|几天|哪|谁"
    r"|(?<!不)([\u4e00-\u9fff])不\1"
    r"|^(?:(?:and|so|but|ok(?:ay)?|then|now|oh|right|well|yeah|hm+|alright|fine)[\s,]+)*(?:what|when|where|why|who|how|which"
    r"|can(?!\s+can\b|\W*$)|could|will|does|is|are"
    r"|(?:do|did) (?:i|you|u|ya|we|they|the|my))\b"
    r"|(?:^|[,.;]\s*|\b(?:and|so|but|or|then|btw)\s+)(?:would|will|does|did|is|are|am|has|should|can|could)\s+"
    r"(?:i|it|they|that|this|these|those|we|he|she|every\w*|all|any\w*|there|some\w*|my|the)\b"
    r"|\by (?:not|so|no)\b|\bor (?:not|nah|no)\W*$"
    r"|^(?:(?:are )?(?:you|u|ya) )(?:really )?sure\b",
    re.IGNORECASE,
)
_ONLY_A_YES = re.compile(
    r"(?:好|行|可以|嗯|对|是|要|成|吧|的|[吗嘛不没]|(?:yes|yeah|yep|yup|ok(?:ay)?|k|sure|please|right|alright|fine)\b|\W)+",
    re.IGNORECASE,
)
_LEADING = (
    r"(?:(?:and|no|nah|yes|yeah|yep|ok(?:ay)?|k|right|alright|all right|fine|sure|well|hm+|then|so|just|but|please|pls"
    r"|now|go on(?: then)?|go ahead(?: and)?|in that case|(?:can|could|would|will) you|you (?:can|could|may)"
    r"|i want you to|do)\b[\s,.!]*)*"
)
_WHOM = (
    r"(?:(?:it|them|they) (?:both|all)|it|that|this|them|him|both(?: of them)?|all(?: of (?:it|them))?"
    r"|everyone|everybody"
    r"|(?:the |my |that )?(?:shop|seller|store|merchant|courier|carrier|driver|parcel|package|money|refund|order"
    r"|goods))"
)
_CHASES = re.compile(
    rf"\W*{_LEADING}(?:(?:(?:chase|push|nudge|urge|hurry)(?: up)?|get on to|get after)(?: {_WHOM})?(?: up)?"
    rf"|give {_WHOM} (?:a |another )?(?:good )?(?:push|nudge|kick|shove|prod|chase)|put (?:some )?pressure on {_WHOM}"
    rf"|tell {_WHOM} to (?:get a move on|hurry(?: up)?|get on with it|move(?: it)?|sort it(?: out)?)"
    rf"|(?:find|locate|trace|track down) {_WHOM}|track {_WHOM} down)"
    r"(?:[\s,.!]*(?:then|please|pls|for me|again|now|up|today|thanks|thank you|cheers|would you|will you|ok(?:ay)?))*"
    r"\W*",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:both|all|every(?:one|body|thing))\b", re.IGNORECASE)
_DEED = (
    r"(?:refund(?:ed|s)?|money back|return(?:ed)?|exchange(?:d)?|swap(?:ped)?|replacement|resend"
    r"|cancel(?:l?ed|l?ation)?|(?:new|another) one)"
)
_NOT_WANTED = re.compile(
    r"(?:\bno,?\s+)?\b(?:i|we)\s+(?:really |just )?(?:don['’]?t|do not|didn['’]?t|did not|never)\s+(?:really |even )?"
    rf"(?:want|need|wanted)\s+(?:it |you |to |be |have |get |a |an |any |the |my |for )*{_DEED}\b"
    r"(?:\s+(?:it|that|them|anything))?[\s,.;!]*"
    rf"|(?:^|[,.;!]\s*)(?:the |a |my )?{_DEED},? (?:i|we)\s+(?:really |also )?(?:don['’]?t|do not|dowan|no)\s+"
    r"(?:really )?(?:want|need)\b[\s,.;!]*"
    rf"|(?:^|[,.;!]\s*){_DEED},? (?:no need|dowan)\b[\s,.;!]*",
    re.IGNORECASE,
)
_AGO = "".join(rf"(?<!\b{one} )" for one in ("day", "days", "week", "weeks", "month", "months", "hours", "years"))
"""Three days back is when it was, in many Englishes."""
_GIVES_BACK = re.compile(rf"退|取消|不要了|\b(?:refund\w*|{_AGO}back|returns?|cancel\w*|reimburs\w*)\b", re.IGNORECASE)
_ANOTHER = re.compile(
    r"换[一个]|另外?一[个件双只台]|新的|好的一?[个件双只台]"
    r"|\b(?:another|new|perfect|proper|working|intact|whole|good|right|undamaged) one\b"
    r"|\breplace\w*|\bswap\w*|\binstead of (?:a |the )?(?:refund|money)\b",
    re.IGNORECASE,
)
_CONTESTS = re.compile(
    r"不服|不同意|不认可|我不认|不公平|不合理|申诉"
    r"|\b(?:disagree|dis-agree|appeal|contest|dispute|object to|challenge)\b"
    r"|\bnot having (?:that|it|this)\b"
    r"|\b(?:never|haven['’]?t|didn['’]?t) (?:even )?(?:wore|worn|wear|used?|opened?|touch(?:ed)?)\b"
    r"|\b(?:not fair|unfair|not right|nonsense|rubbish)\b"
    r"|\b(?:do not|don['’]?t|can['’]?t|won['’]?t) (?:agree|accept)\b",
    re.IGNORECASE,
)
_SHOP_SAYS = re.compile(
    r"(?:商家|店家|卖家|店铺|店里|老板|他们|她们|对方|平台)[^，,。我]{0,8}不(?:同意|认可)"
    r"|\b(?:they|shop|seller|store|merchant)\b[^,.;]{0,16}\b(?:disagree|dispute|contest|(?:do not|don['’]?t|won['’]?t) "
    r"(?:agree|accept))\w*",
    re.IGNORECASE,
)
"""What somebody else does not accept."""
_HUMS = re.compile(r"(?:h+m+|u+m+|u+h|e+r+m*|o+h+|a+h+)(?:[\s.…,!~]+(?:h+m+|well|right|o+h+))*[\s.…!~]*", re.IGNORECASE)
_ACCEPTS = re.compile(
    r"算了|不用|不申诉|\b(?:no need|never ?mind|forget it|don['’]?t (?:want to )?appeal|leave it)\b", re.IGNORECASE
)

_NO_UNDOING = re.compile(
    r"(?:别|不|不用|不要|先别|先不|甭)(?:给我|帮我|急着)?撤"
    r"|(?:真|确定|已经|确实|是不是)(?:的|是)?(?:都|给我)?撤[^，,。]{0,3}了|撤[掉回销]?了(?:没|吗|么)|撤[掉回销]了吧|撤干净"
    r"|撤[了回销掉]*(?:以?后|之后|的话)?(?:还能|还可以|会不会|会|要不要|能不能再)"
    r"|\b(?:don'?t|do not|not) (?:undo|withdraw|take (?:it|that) back)\b"
    r"|\bif i (?:undo|withdraw|take (?:it|that) back)\b",
    re.IGNORECASE,
)


_NOT_MEANT = re.compile(
    r"(?:我|又|也|都|可|都说了)*(?:不是|没(?:有)?)(?:在|想|要)?(?:问|说|讲)(?:[^?？，,。我\s]{1,14})"
    r"|问题不(?:是|在|出在).{1,10}"
    r"|(?:i(?:'m| am)? )?(?:not|didn'?t) ask(?:ing)? \w.{0,30}"
    r"|(?:i (?:don'?t|do not) think (?:that )?(?:\w+ ){1,3}(?:is|are)|(?:\w+ ){1,3}(?:is|are)(?: not|n'?t))"
    r" (?:the|my) (?:issue|problem|question|point)(?: here)?",
    re.IGNORECASE,
)


_WAITS_ON = re.compile(
    r"(?:好的?|行|嗯+|可以|那|就|我|先|也|[，,。\s])*(?!还)[\u4e00-\u9fff]{0,6}(?<!要)(?<!得)再等(?:等|它?[一两二三四五六七半\d]*个?(?:天|小时|钟头|会儿?|下))?"
    r"(?:看看|看|吧|好了|再说|[。.!！~\s])*",
)


_PRAISE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:(?<!有)没(?:啥|什么|有)?(?:问题|毛病)|挺好(?:的|用|看)?|很好(?:用)?|不错|(?<!不)(?<!不太)(?<!不是很)(?:满意|喜欢)|好评|五星|点赞|赞)"
    r"(?:了|的|哈|哦|啊|呢|[，,。.!！~\s])*)+",
)


_KEEPS_GOODS = re.compile(
    r"(?<!不)(?<!不想)(?<!能)留着(?!没|[吗呢]|当|做)|我?(?:还是|又)(?:想)?要(?:这|它|的)"
    r"|\bkeep(?:ing)? (?:it|them|this)\b",
    re.IGNORECASE,
)

_FORBIDS = re.compile(r"别|不要|不用|不许|甭|莫|\b(?:don'?t|do not|leave)\b", re.IGNORECASE)


def forbids(text: str) -> bool:
    """Whether something is said to be left alone: 耳机别动啊."""
    return bool(_FORBIDS.search(text))


_GIVES_SOME = re.compile(r"退|取消|换|补|其[余他]|别的|\b(?:refund|return|cancel|rest|others?)\b", re.IGNORECASE)


def keeps_the_goods(text: str) -> bool:
    """Whether they say that they keep what they have asked the money for: 我看错了 这个留着."""
    keeps = _KEEPS_GOODS.search(text) and not _GIVES_SOME.search(text)
    return bool(keeps) and not asks(text) and not conditional(text)


def only_praises(text: str) -> bool:
    """Whether the words say that all is well, and nothing else: 杯子没问题 好评."""
    return bool(_PRAISE.fullmatch(text.strip()))


def waits_on(text: str) -> bool:
    """Whether the words say no more than that they wait some more: 行 那茶叶再等两天."""
    return bool(_WAITS_ON.fullmatch(text.strip()))


def says_what_is_not_meant(text: str) -> bool:
    """Whether a clause only says which question was not asked: 不是问怎么退."""
    return bool(_NOT_MEANT.fullmatch(text.strip(" ，,。.!！")))


def undoes_nothing(text: str) -> bool:
    """Whether words name an undoing only to forbid it, or to ask what would follow: 先别撤, 撤了还能再申请吗."""
    return bool(_NO_UNDOING.search(text))


def conditional(text: str) -> bool:
    """Whether the words set a condition: 明天还不发就退, if it has not left by Friday."""
    return bool(_CONDITION.search(text))


def held_back(text: str) -> bool:
    """Whether a yes is taken back or put off in the same breath: 好是好，但先别退."""
    return bool(_HOLDS_BACK.search(text))


_PUTS_OFF = re.compile(
    r"^(?:但是?|不过|可是|[，,\s])*(?:先别|先不要|先等|慢着|等一下再|不是现在"
    r"|等(?:到|我|他|它|商家|店家|快递)[^，,。]{1,16}(?:再|以?后|之后))"
    r"|^(?:but[\s,]*)?(?:(?:please )?(?:not|don'?t(?: \w+)?(?: it)?) (?:before|until|till|yet)|only (?:after|once|when)"
    r"|wait (?:until|till|for)"
    r"|hold (?:on|off))\b",
    re.IGNORECASE,
)


def puts_off(text: str) -> bool:
    """Whether what follows a yes says that it shall wait: but not before I hear from the shop; 等商家回了再退."""
    return bool(_PUTS_OFF.search(text.strip())) and not asks(text)


def asks(text: str) -> bool:
    """Whether the words ask something."""
    return bool(_QUESTION.search(text))


def plain_yes(text: str) -> bool:
    """Whether nothing in the words keeps a yes from being one."""
    return not (conditional(text) or held_back(text) or asks(text))


def gives_back(text: str) -> bool:
    """Whether the words name money or goods that are given back, and not only money."""
    return bool(_GIVES_BACK.search(text))


def wants_another(text: str) -> bool:
    """Whether the goods are wanted, and not the money: it's a gift, so I want a perfect one."""
    return bool(_ANOTHER.search(text))


def only_asks(text: str) -> bool:
    """Whether the words ask, and are no yes with a question mark: "so?", "u sure", but not "ok?" and 可以吗."""
    return asks(text) and not _ONLY_A_YES.fullmatch(text)


def chases(text: str) -> bool:
    """Whether all that the words wish is that somebody is chased: go on then, chase it; I don't want a refund, just
    find it. English; Chinese is heard elsewhere."""
    return bool(_CHASES.fullmatch(_NOT_WANTED.sub("", text).strip()))


def chases_all(text: str) -> bool:
    """Whether more than one is to be chased: chase both."""
    return chases(text) and bool(_ALL.search(text))


def not_wanted(text: str) -> bool:
    """Whether a deed is named only to say that it is not wanted: no, I don't want a refund. English."""
    return bool(_NOT_WANTED.search(text)) and not asks(text)


def hums(text: str) -> bool:
    """Whether a sound says that we were heard, and agrees to nothing: hmm, oh. English; not "uh-huh"."""
    return bool(_HUMS.fullmatch(text.strip()))


def contests(text: str) -> bool:
    """Whether the words do not accept a refusal: I disagree; 我不服."""
    return bool(_CONTESTS.search(_SHOP_SAYS.sub("", text))) and not (_ACCEPTS.search(text) or asks(text))
