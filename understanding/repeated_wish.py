"""Words that wish once more for what was just done, and say no more than that. Pure.

Each piece of the words has to be a yes, a courtesy, or the deed by its verb: whatever else stands in them (a sum,
goods, another deed, a question) makes them words of their own. Patterns as data by language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from understanding.deeds import Verb

_SOFT_ZH = (
    r"嗯|哦|噢|喔|好(?:[嘞滴勒])?|行|成|得|啊|呀|那|就|我|你|您|咱|们|都|也|吧|了|的|呗|哈|嘛|啦|哒|嘞|哩|请|先|还是|直接|想要|要|想"
    r"|麻烦|谢谢|多谢|谢了|谢啦|辛苦了?|拜托|感谢|可以|没问题|唔该|帮我|给我|替我|帮忙|赶紧|尽快|赶快|快点|[，,。.!！~～、…\s]"
)
_YES_ZH = (
    r"对|(?<!还)是|系|啱|没错|确定|确认|同意|要得|(?:就|这么|这样|[按照][你您]?(?:说的|讲的|这个|这样))(?:办|来|弄|做|处理|定)"
    r"|办(?:理|一下)?|就(?:这个|它|是这个)|(?:安排|提交|处理)(?:一下)?"
)
_SOFT_EN = (
    r"(?:ok(?:ay)?|k|alright|all right|right|fine|well|oh|great|perfect|lovely|good|thanks?(?: (?:you|a lot|so much"
    r"|very much))?|thx|ta|cheers|then|so|just|now|and|please|pls|plz|kindly|for me|mate|love|dear|lah?|bro|sir)\b"
    r"|[\s,.!~…]"
)
_YES_EN = (
    r"(?:yes|yeah|yep|yup|yah?|aye|correct|exactly|indeed|definitely|absolutely|sure|confirm(?:ed)?|i confirm|agreed"
    r"|i agree|go ahead|go on|go for it|crack on|carry on|do(?: (?:it|that|so|this))?|proceed|sort (?:it|that)(?: out)?"
    r"|get (?:it|that) (?:done|sorted)|make it happen|let'?s (?:do|go with) (?:it|that|this)"
    r"|that'?s (?:right|it|correct|the one|what i want)|put (?:it|that) (?:in|through)|submit (?:it|that))\b"
)
_WISHES_EN = (
    r"(?:i (?:want|need|said|would like|'?d like)|i'?d like|can you|could you|you can|you to|let'?s|to|a|the|my|get"
    r"|have|that|it)\b"
)
_GIVEN_BACK = (
    r"(?:退|取消)(?:货|款|钱|单|订单|掉|一下|给我|我|回来)*",
    (
        r"(?:refund|cancel|return|send (?:it|them|that) back|give me (?:my|the) money(?: back)?|money back)"
        r"(?: (?:me|it|them|that|this|the order|the lot|back|my money|my order))*"
    ),
)
_CLAIMED = (
    r"(?:申请|申领|理赔|赔[付偿]?|领|报|拿)(?:给我|我|一下|下来|上去|钱|了)*",
    r"(?:claim|file|apply for|take|pay me|compensation)(?: (?:it|that|for it|the money|the claim|in))*",
)
_AGAIN: Mapping[Verb, tuple[str, str]] = {
    Verb.CANCEL: _GIVEN_BACK,
    Verb.REFUND: _GIVEN_BACK,
    Verb.RETURN: _GIVEN_BACK,
    Verb.CLAIM_COMPENSATION: _CLAIMED,
    Verb.CLAIM_FREIGHT: _CLAIMED,
    Verb.RESEND: (
        r"(?:补发|补|重发|(?:重新|再)(?:补|发|寄)(?:一?[个件只份套双盒])?)(?:给我|我|一?[个件只份套双盒]|新的|过来|来|一下)*",
        (
            r"(?:re-?send|send|replacement|(?:a )?(?:new|another) one)"
            r"(?: (?:it|them|me|again|out|over|another|a|new|one))*"
        ),
    ),
    Verb.EXCHANGE: (
        r"换(?:货|新的?|一?[个件双只套]|给我|一下|过来)*",
        r"(?:exchange|swap|change)(?: (?:it|them|that|for|a|new|one|over))*",
    ),
    Verb.CHANGE_ADDRESS: (
        r"改(?:地址|成?这个|到?这个|过来|一下|过去)*",
        r"(?:change|use|update)(?: (?:it|that|the|new|one|address))*",
    ),
    Verb.URGE: (
        r"催(?:一?催|一下|下|他们|它|快递|商家|店家|件|发货|紧点?|快点?|催)*",
        r"(?:chase|push|urge|nudge|hurry)(?: (?:it|them|him|up|the (?:shop|seller|courier|store)|along))*",
    ),
    Verb.INVOICE: (
        r"开(?:发?票|这个|具|一下|一?张)*|发票",
        r"(?:issue|raise|send|make|invoice)(?: (?:it|that|me|the|an|one|invoice|out))*",
    ),
    Verb.COMPLAIN: (
        r"(?:投诉|登记|记)(?:他们|商家|店家|它|下来|上|着|一下|上去)*|报上去",
        r"(?:file|register|log|record|lodge|complain)(?: (?:it|that|the|a|complaint|about (?:it|them)|on record))*",
    ),
    Verb.CALL: (
        r"(?:回电|来电|打|回)(?:个|给我|我|电话|过来|一下)*|约好?",
        r"(?:call|ring|phone)(?: (?:me|us|back|up))*",
    ),
    Verb.TELL: (
        r"(?:[跟给和替]?(?:他|她|他们|快递员?|师傅|小哥|骑手|商家|店家|店里))?(?:说|讲|转告|告诉|交代)(?:他|她|他们|一声|一下|下)*",
        r"(?:tell|let|ask|leave)(?: (?:him|her|them|it|that|know|there|so))*",
    ),
    Verb.ASK: (
        r"(?:问|核实|核对|查)(?:一?[问查]|一下|下|一声|清楚|他们|商家|看)*",
        r"(?:ask|check|find out|look into)(?: (?:it|that|them|with them|for me))*",
    ),
}
"""What wishes for a deed, with what may stand behind its verb."""


_LONGEST = 60  # characters


_SOFT = re.compile(f"{_SOFT_ZH}|{_SOFT_EN}", re.IGNORECASE)
_A_YES = re.compile(rf"{_YES_ZH}|\b{_YES_EN}", re.IGNORECASE)
_WISHES = {deed: re.compile(rf"{zh}|\b(?:{en})\b", re.IGNORECASE) for deed, (zh, en) in _AGAIN.items()}
_LEADS_EN = re.compile(rf"\b{_WISHES_EN}", re.IGNORECASE)


def agrees_once_more(text: str) -> bool:
    """Whether the words say yes to what was done, and no more: 嗯 就这么办, "do that then, cheers". A mere okay, or
    thanks, says that we were heard."""
    words = text.strip()
    return len(words) <= _LONGEST and bool(_A_YES.search(words)) and _nothing_beside(words, _A_YES, _SOFT)


def wishes_once_more(deed: Verb, text: str) -> bool:
    """Whether the words name what was done as a wish, and say no more: 那就退吧, "ok thanks, please chase it"."""
    found, words = _WISHES.get(deed), text.strip()
    if found is None or len(words) > _LONGEST or not found.search(words):
        return False
    return _nothing_beside(words, found, _A_YES, _LEADS_EN, _SOFT)


def _nothing_beside(words: str, *pieces: re.Pattern[str]) -> bool:
    """Whether nothing is left of the words once each of these is taken away. One after the other, since one pattern of
    all pieces in any sequence would try more ways than there is time for."""
    for piece in pieces:
        words = piece.sub("\n", words)  # a mark between two words, so that none is made of their ends
    return not words.strip()


_HOLDS = re.compile(
    r"(?:嗯|哦|好的?|行|算了|等等|慢着|还是|要不|要么|那|就|先|再|我|咱们?|也|暂时|都|[，,。\s])*"
    r"(?:等(?:一?等|一?下|几天|两天|一?阵|一会儿?)|缓一?缓|放一?放|不急|别急|别动|不动|不办|别办|停一?[停下]|想一?想|考虑一?下?|考虑考虑)"
    r"(?:再说|吧|好了|了|呗|哈|啊|看|先|[。.!！~，,\s])*"
    r"|(?:ok(?:ay)?|no|well|actually|hmm+|right|oh|you know what|on second thoughts?|then|so|maybe|but|[\s,.])*"
    r"(?:(?:let'?s|let us|i'?ll|i'?d rather|i would rather|we can|shall we|better)(?: just)?"
    r" (?:wait|hold off|hold on|leave it)"
    r"|let me(?: just)? (?:think|sleep on|have a think)(?: (?:about )?(?:it|this|that))?(?: over)?"
    r"|hold (?:off|on|it|fire)|wait (?:a bit|a while|after all|first)|not (?:just )?yet|leave it for now)"
    r"(?: (?:after all|for now|a bit|a while|a moment|a few days|a day or two|and see|first|instead|then|on (?:it|that)"
    r"|with (?:it|that)|please|until \w+)|[\s,.!])*",
    re.IGNORECASE,
)


def holds_off(text: str) -> bool:
    """Whether the words only say that it shall wait: 先等等吧, let's wait after all."""
    words = text.strip()
    return len(words) <= _LONGEST and bool(_HOLDS.fullmatch(words))
