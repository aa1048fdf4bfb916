"""A word in answer to us, and more behind it: 确定取消，钱几天能退; and words that only say "I see". Pure.

What costs something (取消, 退款, 改地址) wants a plain word: 好的，那运费谁出 says "I heard you", not "do it".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actions.memory import Asked
from understanding.replies import waits_on

_DEED = {
    Asked.CONFIRM_CANCEL: (r"取消", r"cancel"),
    Asked.CONFIRM_ADDRESS: (r"改", r"change"),
    Asked.NEW_ADDRESS: (r"改", r"change"),
    Asked.CONFIRM_REFUND: (r"退", r"refund"),
    Asked.CONFIRM_RETURN: (r"退", r"return|send (?:it|them) back"),
    Asked.CONFIRM_FREIGHT: (r"申请|理赔|赔", r"claim"),
    Asked.CONFIRM_COMPENSATION: (r"申领|领|赔|申请", r"claim"),
    Asked.CONFIRM_RESEND: (r"补发|补|重发", r"resend|send (?:it|them) again"),
    Asked.CONFIRM_EXCHANGE: (r"换", r"exchange|swap|change"),
    Asked.CONFIRM_URGE: (r"催", r"chase|push|urge"),
    Asked.HANDOFF_OFFER: (r"转|人工", r"person|human|agent"),
}
#: What is said of a deed that is not wanted. Bare 不 is no sign of it: 不退款 may be the shop's doing.
_LEFT = {
    "change_address": re.compile(
        r"地址[^，,。]{0,4}(?:不用|不必|不要|无需|别)(?:再?改|动|换|变)|(?:不用|不必|无需|别)(?:再?改|动|换)[^，,。]{0,3}地址"
        r"|\b(?:no need to|don'?t|do not) change\b[^.,;]*\baddress\b|\baddress (?:can|should|may) stay\b",
        re.IGNORECASE,
    ),
    "cancel_order": re.compile(
        r"^[^，,。]{0,8}(?:不用|不必|不想|不要|别)(?:给我)?取消了?[吧啊哈。!！\s]*$"
        r"|^[^.,;]{0,20}\b(?:no need to|don'?t|do not) cancel\b",
        re.IGNORECASE,
    ),
    **dict.fromkeys(
        ("request_refund", "ask_refund_status", "ask_refund_policy", "request_return", "request_exchange"),
        re.compile(
            r"^(?:那|也|就|还是|算了|我|先|[，,\s])*不(?:想|要|用)?(?:退|换)(?:货|款|钱)?了[吧啊哈。!！\s]*$"
            r"|^(?:then |ok |so )?i(?: wo|'?ll)?(?:n'?t| don'?t| not) (?:return|refund|exchange)"
            r"(?: it| them)?(?: then)?[.!\s]*$",
            re.IGNORECASE,
        ),
    ),
}
#: Questions that a mere "I see" leaves undone.
MAY_BE_LEFT = frozenset({*_DEED, Asked.ANYTHING_ELSE})
_ANY_DEED = re.compile(
    r"退|取消|换|补发|重发|赔|申领|催|\b(?:refund|return|cancel|exchange|swap|resend|compensat\w*|chase|urge)\b",
    re.IGNORECASE,
)
_ANY_OTHER = re.compile(
    r"退|取消|换|补发|重发|赔|申领|\b(?:refund|return|cancel|exchange|swap|resend|compensat\w*|claim)\b", re.IGNORECASE
)
_LONGEST_YES = 30  # characters
_COSTS_LITTLE = frozenset({Asked.CONFIRM_URGE})
_PLAIN_YES = r"确定|确认|对的?|没错|是的?|yes|yeah|yep|confirm(?:ed)?|go ahead|do it|please do"
_SOFT_YES = r"好的?|行|可以|嗯+|要|麻烦了?|ok(?:ay)?|sure|please"
_NO = r"不用了?|不要了?|不了|不必|算了|先?不(?:取消|退|改|催|转)了?|no|nope|no thanks|never ?mind|not now"
_HEAD = re.compile(r"^\s*([^，,。.!！;；？?]{1,16}?)[，,。.!！;；]+\s*(.{3,})$", re.DOTALL)
#: "no need for it" is one word of refusal, not a no with a need behind it.
_HEAD_BY_SPACE = re.compile(
    r"^\s*(?!no (?:need|longer|one|way|idea|reason)\b)(\S{1,6})\s+(.{3,})$", re.DOTALL | re.IGNORECASE
)
_I_SEE = re.compile(
    r"(?:好的?|哦+|噢+|嗯+|唉+|哎+|诶|额|行|那|我|就|了|啊|吧|[，,。!！\s])*(?:知道|明白|了解|清楚|懂)(?:了|啦|咯)?[吧啊哈，,。!！~\s]*(?:谢谢)?[您你]?[。!！\s]*"
    r"|(?:ok(?:ay)?|alright|right|fine|oh)?[\s,.]*(?:i see|understood|got it|noted|fair enough|i understand)[\s.!]*",
    re.IGNORECASE,
)
_SEES_IT = re.compile(
    r"(?:[哦噢嗯啊好行的是对我哈啦，,。.!！\s]*(?:看到|看见|查到)了)+[哈啦啊，,。.!！\s]*(?:谢谢[您你]?[。.!！\s]*)?"
    r"|(?:(?:oh|ok(?:ay)?|ah|yes|yeah)[\s,.!]*)*i (?:can )?see it(?: now)?[\s.!]*",
    re.IGNORECASE,
)
_HUMS = re.compile(r"[哦噢]+[。.…~～！!\s]*")
#: Who keeps the goods neither cancels nor sends back: 还是留着吧; actually, keep it.
_KEEPS = re.compile(
    r"(?<!不)(?<!不想)留着|还是(?:想)?要的|还想要(?!退|取消)"
    r"|^(?:(?!n['’]t|\bnot\b)[^.!?])*\bkeep (?:it|them|that|(?:my|the) \w+)\b",
    re.IGNORECASE,
)
_GIVES_BACK = frozenset({Asked.CONFIRM_CANCEL, Asked.CONFIRM_REFUND, Asked.CONFIRM_RETURN})
_WAITS = re.compile(
    r"(?:好的?|行|嗯+|ok|可以|[，,。\s])*(?:那|我|就|先|再)+"
    r"(?:等等|等着|等一?下|等几天|等(?:你们?|快递|商家|卖家)?的?(?:催的?)?(?:电话|消息|结果|通知|回复|回电)"
    r"|信你们?一[次回]|想想|考虑(?:一下|考虑)?)"
    r"(?:看看|吧|好了|啊|哦|[。.!！~\s])*"
    r"|(?:ok(?:ay)?|fine|alright|well|then|so|[,\s])*(?:i'?ll|i will|i can|let me|we'?ll) (?:just )?(?:wait|think)"
    r"(?: about it| for (?:the|your|their) \w+| a bit| and see| then| on it)*[.!\s]*(?:then)?[.!\s]*",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？吗嘛]|多久|怎么|为什么|什么|几|哪|谁", re.IGNORECASE)


class Word(NamedTuple):
    """An answer to our question at the head of a message: `affirm` or `deny`, in which words, and what follows."""

    intent: str
    said: str
    rest: str


def leading_word(asked: str | None, text: str) -> Word | None:
    """The answer that a message begins with, if it goes on after it."""
    deed = _DEED.get(Asked(asked)) if asked in set(Asked) else None
    match = _HEAD.match(text) or _HEAD_BY_SPACE.match(text)
    if deed is None or match is None or agrees(asked, text):
        return None  # 算了 先领着吧 is one yes
    head = match[1].strip().lower()
    if re.fullmatch(rf"(?:{_NO})[吧啊哈]?", head) or _refuses(deed, head):
        return Word("deny", match[1], match[2])
    zh, en = deed
    in_chinese = rf"(?:{_PLAIN_YES})?(?:就|那就|帮我|给我|请|要)?(?:{zh})(?:一下|了|吧|货|款|掉)*"
    in_english = rf"(?:yes )?(?:{en})(?: it)?"
    ways = [_PLAIN_YES, in_chinese, in_english, *([_SOFT_YES] if asked in _COSTS_LITTLE else [])]
    consents = any(re.fullmatch(rf"(?:{way})[吧啊哈呗]?", head) for way in ways)
    return Word("affirm", match[1], match[2]) if consents else None


def agrees(asked: str | None, text: str) -> bool:
    """Whether words are a yes that names the deed, whatever else they sound like: 哦哦可以可以那你催吧."""
    deed = _DEED.get(Asked(asked)) if asked in set(Asked) else None
    if deed is None or len(text) > _LONGEST_YES:
        return False
    zh, en = deed
    chinese = (
        rf"(?:嗯|哦|噢|好的?|可以|行|对的?|是的?|确定|那|就|你|您|吧|要|请|麻烦|算了|先|还是|得了|[，,。\s])*(?:帮我|给我)?(?:{zh})"
        r"(?:吧|一下|了|呗|货|款|钱|着|啊|催|[。!！\s])*"
    )
    english = (
        r"(?:(?:yes|yeah|ok(?:ay)?|sure|right|please|then|so|just|go ahead and|do)[\s,.]*)+"
        rf"(?:{en})(?: (?:it|them|that))?[\s.!]*"
    )
    return bool(re.fullmatch(chinese, text.strip()) or re.fullmatch(english, text.strip(), re.IGNORECASE))


def refuses(asked: str | None, text: str) -> bool:
    """Whether words say no to the very thing we asked about, however many they are: 等等，茶叶还是不取消了."""
    deed = _DEED.get(Asked(asked)) if asked in set(Asked) else None
    if deed is None or _ASKS.search(text):
        return False
    kept = asked in _GIVES_BACK and bool(_KEEPS.search(text)) and not wishes(Asked(asked or ""), text)
    return _refuses(deed, text) or kept


def names_another_deed(asked: str | None, text: str) -> bool:
    """Whether words name a deed, and not the one that our question is about: 嗯 全退 after 要我帮您申领赔付吗."""
    if asked not in set(Asked) or Asked(asked) not in _DEED:
        return False
    own = "|".join(_DEED[Asked(asked)])
    return not re.search(own, text, re.IGNORECASE) and bool(_ANY_DEED.search(text))


def only_chases(text: str) -> bool:
    """Whether somebody is to be chased, and no other deed is named: ok, chase them please; 帮我催一下."""
    other = _ANY_OTHER.search(text)
    return other is None and wishes(Asked.CONFIRM_URGE, text)


def leaves(intent: str, text: str) -> bool:
    """Whether words name a deed only to say that it is not wanted: 大衣的地址不用动. Nobody has asked about it."""
    found = _LEFT.get(intent)
    return found is not None and not _ASKS.search(text) and bool(found.search(text))


def wishes(asked: Asked, text: str) -> bool:
    """Whether words ask for the deed behind this question of ours, and do not refuse it: 不改了直接取消吧 for 取消."""
    deed = _DEED.get(asked)
    return deed is not None and not _refuses(deed, text) and bool(re.search("|".join(deed), text, re.IGNORECASE))


def _refuses(deed: tuple[str, str], text: str) -> bool:
    zh, en = deed
    refusal = (  # 退不退 asks; only the second of such a pair follows the verb itself
        rf"(?<![退消改催转赔换领])(?:不|别|甭)(?:用|要|想|必|给我|帮我)?(?:{zh})"
        rf"|\b(?:don'?t|do not|not|no need to)\b(?: \w+){{0,2}} (?:{en})"
    )
    return bool(re.search(refusal, text, re.IGNORECASE))


def only_hums(text: str) -> bool:
    """Whether a sound says that we were heard, and agrees to nothing: 哦, 哦哦."""
    return bool(_HUMS.fullmatch(text.strip()))


def only_sees(text: str) -> bool:
    """Whether words say no more than that we were heard, or that they will wait or think: nothing is agreed to."""
    return waits_on(text) or any(said.fullmatch(text.strip()) for said in (_I_SEE, _SEES_IT, _WAITS))
