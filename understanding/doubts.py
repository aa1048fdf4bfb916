"""Words that doubt a call or message: was it really you? Pure patterns, for both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from understanding.emergency_words.spelling import as_spoken
from understanding.fraud_words import (
    GIVEN_IN_A_CALL,
    everyday_left_out,
    for_the_carrier,
    given_to_a_stranger,
    wanted_by_a_stranger,
)
from understanding.plain import simpler

_BARE_CODE = re.compile(r"[^\d]{0,10}(?<!\d)\d{4}(?!\d)[^\d]{0,12}")

_DIGITS = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


#: Somebody called or wrote; in which words does not matter yet.
_CONTACTED = _any(
    r"(?:有(?:个|位|一个)?(?:自?称?[^，,。\s]{0,4})?人|陌生人|对方|(?:一|那|这)个(?:人|男的|女的|电话|号码|来电))"
    r"[^，,。]{0,8}(?:打|来电|电话|短信|联系|加我|说)",
    r"(?:接到|收到|接了|来了|打来)[^，,。]{0,12}(?:电话|短信|来电|消息|语音)",
    (
        r"(?:刚才|刚刚|刚|今天|昨天|早上|上午|中午|下午|晚上|前天)[^，,。]{0,8}(?:那个?"
        r"|这个?)?[^，,。]{0,6}(?:电话|来电|短信)"
    ),
    r"(?:这|那)(?:个|条|通|则)?(?:电话|来电|短信|号码)|打(?:过来|来)的(?:电话)?|陌生(?:电话|来电|号码)",
    r"自称|冒充|假冒",
    r"\b(?:some ?(?:one|body)|a (?:man|woman|guy|person|lady|stranger|number)|the caller|they|he|she)\b.{0,25}"
    r"\b(?:call(?:ed|ing)?|phon(?:ed|ing)|rang|text(?:ed|ing)?|messag(?:ed|ing)|contact(?:ed|ing)|claim\w*)\b",
    r"\b(?:i|i'?ve|just|we) (?:just )?(?:got|received|had|missed|gotten)\b.{0,24}\b(?:call|text|sms|message)\b",
    r"\b(?:guy|man|woman|person|some ?(?:one|body))\b.{0,20}\b(?:on (?:whatsapp|wechat|telegram|facebook)\b"
    r"|says? (?:he|she|they)(?:'s|'re| is| are) from\b)",
    r"\b(?:that|this|the) (?:phone ?)?(?:call|text|sms|text message|caller)\b",
)
#: Who only carries or sells the goods is somebody else, unless they say they are us.
_OTHERS = _any(
    r"(?:快递(?!丢)员?|快递小哥|骑手|驿站|商家|卖家|店家|店主|店里)[^，,。]{0,6}(?:打|说|发|来|给我|让|叫|要)",
    r"\b(?:courier|driver|seller|merchant|delivery (?:man|guy|person))\b",
)
_AS_US = _any(r"你们|您们|贵司|客服|官方|平台|自称|冒充|\b(?:you|your|yours|customer (?:service|support|care))\b")
#: Pretending to be us is a question by itself.
_POSED = _any(
    r"(?:自称|冒充|假冒|说(?:他们?|她|自己|对方)?是)[^，,。]{0,4}(?:你们|您们|贵司|官方|平台|[^，,。]{0,4}客服)",
    r"\b(?:claim(?:ed|ing|s)? (?:to be|that|they|he|she|it(?:'s| is| was)|from)"
    r"|pretend(?:ed|ing|s)?|pos(?:ed|ing)|impersonat\w+)\b"
    r".{0,20}\b(?:you|your|customer (?:service|support|care))\b",
)
_REALLY = _any(
    r"(?<!什么)是(?:不是)?(?:真的?)?(?:你们|您们|贵司|官方)[^，,。？?]{0,12}(?:[吗么嘛不没]|[？?]|$)",
    r"是真(?:的)?[吗么嘛还]|真的?假的?|真的还是假|是真是假|真假|靠谱[吗么不]|[可能]信[吗么]|是不是真|确实是你们",
    r"(?:是不是|会不会是|怕是|是)(?:个)?(?:骗子|诈骗|骗人)|骗子[吗吧？?]|诈骗[吗吧？?]",
    r"\b(?:is|was|were|are|wasn'?t|isn'?t)\b ?(?:it|that|this|they|he|she|those|the (?:call|text|sms|message"
    r"|caller))?"
    r".{0,24}\b(?:you(?! (?:going|able|sure|open|still))|yours|your (?:company|people|team|staff)|legit\w*|genuine"
    r"|real|true|a scam|scam|fraud|fake)\b",
    r"\b(?:legit|scam(?:mer)?|really you|from you|for real|fake)\b",
)
#: Nothing else has to be said for these to ask it.
_OUTRIGHT = _any(
    r"核对码|校验码|诈骗(?:电话|短信)|骗子(?:打|电话)|\d{4}(?:这|那)?个?码?是(?:不是)?你们",
    r"你们(?:刚才|刚刚|刚|今天|昨天|之前|是不是|有没有|是否|的人|客服|[，,\s])*(?:给我打|打(?:过|了)?电话给我"
    r"|给我发|打给我)"
    r"[^，,。]{0,8}(?:[吗么没]|[？?])",
    r"你们(?:刚才|刚刚|今天|昨天)?(?:是不是|有没有)[^，,。]{0,6}(?:给我)[^，,。]{0,4}(?:打|发)",
    r"(?:电话|短信)(?:真的?)?是(?:不是)?你们(?:打|发)?",
    r"\b(?:did|have) (?:you|your (?:team|people|staff|company)) (?:just |really |actually |ever )?"
    r"(?:call(?:ed)?|phoned?|r[iau]ng|text(?:ed)?|messaged?|contact(?:ed)?) me\b",
    r"\b(?:the|a|your) check(?:ing)? code\b|\bcheck(?:ing)? code:? ?\d",
    r"\bcode (?:number )?(?:is )?\d{4} (?:is |was )?(?:really )?(?:you|yours|from you)\b",
    r"\b(?:is|was) (?:the )?(?:code )?\d{4} (?:really )?(?:you|yours|from you|your code|one of yours)\b",
)
_WANTS = r"(?:needs?|ask(?:ed|ing|s)?|tell(?:ing|s)?|told|wants?|wanted|demand\w*|request(?:ed|ing|s)?)"
#: The caller wants money, a code, or the phone itself.
_WANTED = _any(
    (
        r"(?:让|叫|要求|催|骗|教)我?[^，,。]{0,8}(?:转账(?!支票)|转钱|汇款|打钱|打款给|交钱|保证金|验证码|共享屏幕"
        r"|屏幕共享|刷单)"
    ),
    r"(?:要|问|索要|索取|套|让|叫)(?:我|走|了|我要|我的|短信|手机|银行|过|把|将|那个?|收到的)*验证码",
    r"(?:先|要|得|(?:要|让|叫)我)给(?:他|她|对方)(?:转账?|打钱|汇款)",
    rf"\b{_WANTS} (?:(?:me )?(?:for|to) |me |for )?(?:(?:give|share|read|send|tell|them|him|her|out|my|the|a|an) )*"
    r"(?:otps?|one[- ]?time (?:code|password|passcode|pin)|verification code|sms code|cvv"
    r"|(?:credit |debit |bank )?card (?:number|details)|bank (?:details|login)|gift cards?|remote access)\b",
    (
        rf"\b{_WANTS} (?:me )?(?:for|to (?:give|share|tell|send)) (?:(?:them|him|her) )?my (?:pin|password"
        r"|bank account)\b"
    ),
    rf"\b{_WANTS} me (?:to (?:transfer|wire|send (?:\w+ )?money|pay (?:him|her|them|a fee)|buy)|for money)\b",
)
#: Once it is clear that somebody called, these are no less.
_WANTED_IN_A_CALL = _any(
    (
        r"(?:要|问|让|叫|索要|套)[^，,。]{0,8}(?:密码|卡号|银行卡|身份证|加微信|加[qQ]{2}|下载|贷款|借呗|花呗|扫码"
        r"|点链接|交钱|会议|百万保障|软件|征信|解冻)"
    ),
    r"(?:要|让|叫)我?[^，,。]{0,4}(?:屏幕|补?交[^，,。]{0,4}(?:税|费|款)|付[^，,。]{0,4}(?:税|费|款|钱))",
    rf"\b{_WANTS}\b.{{0,12}}\b(?:pay|money|install|download)\b",
)
_NOT_A_CALLER = _any(
    r"登录|登陆|收不到|没收到|取件|驿站|快递员|注册|改密码|找回密码|支付时|付款时",
    (
        r"\b(?:site|checkout|payment page|app|till|website) (?:asks?|wants?|needs?|is asking)\b|\b(?:log ?in"
        r"|sign ?in|pick ?up|locker|reset)\b|\bi (?:want|asked|told|demand|request)\w*\b"
    ),
)
#: They have paid, or given the code away.
_GIVEN = _any(
    (
        r"(?:转|汇)(?:账|款|钱)?(?:给|了|过去)[^，,。次人工]{0,6}?(?:\d{3,}|\d+\s*(?:元|块|万|千)"
        r"|[一二两三四五六七八九几]+(?:百|千|万))"
    ),
    r"(?:给|向)(?:他|她|对方|那个?人|骗子)们?[^，,。]{0,4}(?:转|汇|打)(?:账|款|钱|了|过去)",
    r"(?:验证码|密码|卡号)[^，,。]{0,4}(?:都|也|已经)?(?:告诉|给|发|报|说)(?:了|给)?(?:他|她|对方)",
    r"(?:告诉|发给|报给|给)(?:了)?(?:他|她|对方)[^，,。]{0,4}(?:验证码|密码|卡号)",
    (
        r"(?:钱|款|存款)[^，,。]{0,4}被[^，,。]{0,4}骗(?:走|去|光)|被(?:骗子|电话|人)骗|被骗(?:了|走"
        r"|去)*[^，,。]{0,4}(?:钱|\d|块|元|转|[一二两三四五六七八九十几]+(?:百|千|万))"
    ),
    (
        r"\bi(?:'ve| have)?(?: already| just)? (?:transferred|wired)\b(?!.{0,40}\b(?:order|shop|seller|store"
        r"|invoice|ship))"
    ),
    r"\bi(?:'ve| have)?(?: already| just)? (?:gave|given|told|shared|sent) (?:\w+ )?my (?:otp|code|pin|password|cvv"
    r"|card (?:number|details)|bank details|verification code)\b(?! to you)(?! when| (?:to|for) (?:order|pay|buy))",
    r"\bi(?:'ve| have)?(?: already| just)? (?:sent|paid|gave|given|told)\b"
    r".{0,12}\b(?:him|her|caller|scammer|man|guy|woman)\b.{0,25}(?:\d|[$£€¥]|\b(?:money|code|otp|pin|password"
    r"|card|bank)\b)",
    r"\bi(?:'ve| have)?(?: already| just)? (?:sent|gave|given|told)\b"
    r" (?:them|him|her) .{0,12}\b(?:money|code|otp|pin|password)\b",
    r"(?:验证码|密码|卡号)[^，,。]{0,4}(?:都|也|已经)?(?:念|读|报)(?:给|了)|(?:念|读|报|说)了?(?:一|两|几)?个?验证码",
    r"\bi(?:'ve| have)?(?: already| just)? (?:read|typed|spelled|gave|told)\b (?:out |them |him |her |it )*"
    r"(?:the|that|a|my|one) "
    r"(?:sms |verification |security )?(?:otp|code|pin|passcode)\b(?! to you)",
    r"\b(?:got|been|was) scammed\b.{0,30}\b(?:call|phone|text|caller)",
)
#: Without these, what was wanted has not been given yet.
_DONE = _any(r"了|已|刚|过去", r"\b(?:already|just|i'?ve|have|i (?:sent|paid|gave|told|transferred|wired))\b")
_GIVEN_LOOSELY = _any(
    (
        r"(?:转|汇|打|付)(?:账|款|钱)?(?:给|了|过去)|(?:告诉|给)了?(?:他|她|对方)|(?<!不)(?<!没)(?:念|报|说|发|输"
        r"|填)(?:给他|给她)?了"
    ),
    r"\b(?:transferred|wired|sent|paid|gave)\b|\b(?:already|just) (?:read|told|typed|clicked|entered)\b",
)
#: Where a call was just spoken of: that the caller knows who they are speaks for them, they think.
_KNOWS_ME = _any(
    r"(?:他|她|对方|骗子|那人|连)[^，,。]{0,6}(?:我|俺)?[^，,。]{0,3}"
    r"(?:名字|姓名|叫啥|叫什么|订单|地址|电话|手机号|身份证|信息)[^，,。]{0,8}(?:知道|晓得|清楚|有|报|说得)",
    (
        r"(?:怎么|咋|为什么|为啥)[^，,。]{0,4}(?:知道|晓得|有)[^，,。]{0,4}我[^，,。]{0,4}(?:名字|姓名|订单|地址"
        r"|电话|手机号|信息)"
    ),
    r"(?:知道|晓得|报得?出|说得?出)[^，,。]{0,4}我[^，,。]{0,4}(?:名字|姓名|订单|地址|电话|手机号|身份证|信息)",
    r"(?:name|address|order|number|phone|details|info)",
)
_BY_THE_SHOP = _any(r"货款|给我转|转给我|(?:商家|卖家|店家|你们)[^，,。]{0,6}转|退款|\brefund")
_CODE = re.compile(
    r"(?:码|code|尾号)[^\d，,。]{0,8}(?<!\d)(\d{4})(?!\d)|(?<!\d)(\d{4})(?!\d)(?!\s*(?:元|块|年|yuan|cny|usd"
    r"|dollars?))"
    r"(?=[^，,。]{0,8}(?:你们|核对码|\byou))",
    re.IGNORECASE,
)
_ANOTHER_CODE = _any(
    r"(?:优惠|取件|邮政|折扣|门禁|提货|券|兑换)码|订单|单号|尾号",
    r"\b(?:discount|promo|coupon|gift|pick ?up|zip|door|tracking)\b",
)
_ANOTHER_CALL = _any(r"有(?:个|位|一个)?人|刚才|刚刚|昨天|上次|\b(?:some ?(?:one|body)|earlier|yesterday|another)\b")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a consumer says of a call or message: the code that was given, whether anything was wanted or given, and
    whether the caller knew of them."""

    code: str | None
    danger: bool
    given: bool
    another_call: bool
    knows_me: bool = False


def doubt_in(text: str, *, goes_on: bool = False) -> Doubt | None:
    """Whether these words ask if a call or message was ours; None where they do not. `goes_on`: it was just spoken of.

    Pure.
    """
    said = simpler(text)
    contacted = bool(_CONTACTED.search(said)) and bool(_AS_US.search(said) or not _OTHERS.search(said))
    wanted = contacted and bool(_WANTED_IN_A_CALL.search(said))
    wanted = wanted or (bool(_WANTED.search(said)) and (contacted or not _NOT_A_CALLER.search(said)))
    spelt = as_spoken(said)
    loosely = bool(_GIVEN.search(everyday_left_out(spelt))) and not (
        _BY_THE_SHOP.search(said) or for_the_carrier(spelt)
    )
    clearly = given_to_a_stranger(spelt)
    given = loosely or clearly
    wanted = wanted or wanted_by_a_stranger(spelt)
    if goes_on:
        given = given or bool(_GIVEN_LOOSELY.search(said) or GIVEN_IN_A_CALL.search(spelt))
    code = _code_in(said, goes_on=goes_on)
    asks = bool(_OUTRIGHT.search(said)) or (contacted and bool(_REALLY.search(said) or _POSED.search(said)))
    knows_me = goes_on and bool(_KNOWS_ME.search(said))
    asks = asks or bool(_POSED.search(said)) or (goes_on and code is not None) or knows_me
    if not (asks or wanted or given) or (_ANOTHER_CODE.search(said) and not (contacted or wanted or given)):
        return None
    done = clearly or (given and (bool(_DONE.search(said)) or not (wanted or _WANTED.search(said))))
    another_call = bool(_ANOTHER_CALL.search(said))
    return Doubt(code=code, danger=wanted or given, given=done, another_call=another_call, knows_me=knows_me)


def _code_in(said: str, *, goes_on: bool) -> str | None:
    """The four digits that are a code and no sum; said aloud too: 核对码四零零五."""
    plain = re.sub(r"[零〇一幺二两三四五六七八九]{4}", lambda found: found[0].translate(_DIGITS), said)
    if found := _CODE.search(plain):
        return found[1] or found[2]
    if goes_on and _BARE_CODE.fullmatch(plain) and not _GIVEN_LOOSELY.search(plain):
        return re.sub(r"\D", "", plain)
    return None
