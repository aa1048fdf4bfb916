"""Deeds that words name: asked for, refused, left alone, taken back. Pure; patterns as data by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum


class Verb(str, Enum):
    """What people have a verb for: a deed that their words may wish, refuse, or take back."""

    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    REFUND = "refund"
    RETURN = "return"
    CLAIM_FREIGHT = "claim_freight"
    CLAIM_COMPENSATION = "claim_compensation"
    RESEND = "resend"
    EXCHANGE = "exchange"
    URGE = "urge"
    HAND_OVER = "hand_over"


VERBS: Mapping[Verb, tuple[str, str]] = {
    Verb.CANCEL: (r"取消", r"cancel"),
    Verb.CHANGE_ADDRESS: (r"改", r"change"),
    Verb.REFUND: (r"退", r"refund"),
    Verb.RETURN: (r"退", r"return|send (?:it|them) back"),
    Verb.CLAIM_FREIGHT: (r"申请|理赔|赔", r"claim|put (?:it |that )?in|file (?:it|that)"),
    Verb.CLAIM_COMPENSATION: (r"申领|领|赔|申请|拿", r"claim|take (?:it|that)|put (?:it |that )?in|file (?:it|that)"),
    Verb.RESEND: (r"补发|补|重发", r"resend|send (?:it|them) again"),
    Verb.EXCHANGE: (r"换", r"exchange|swap|change"),
    Verb.URGE: (r"催", r"chase|push|urge"),
    Verb.HAND_OVER: (r"转|人工", r"person|human|agent"),
}
"""Verb: (Chinese pattern, English pattern)."""

_ASKS = re.compile(r"[?？吗嘛]|多久|怎么|为什么|什么|几|哪|谁", re.IGNORECASE)
_ANY = re.compile(
    r"退|取消|换|补发|重发|赔|申领|催|\b(?:refund|return|cancel|exchange|swap|resend|compensat\w*|chase|urge)\b",
    re.IGNORECASE,
)
_ANY_BUT_URGING = re.compile(
    r"退|取消|换|补发|重发|赔|申领|\b(?:refund|return|cancel|exchange|swap|resend|compensat\w*|claim)\b", re.IGNORECASE
)
#: What is said of a deed that nobody has asked about, and that is not wanted. Bare 不 is no sign of it: 不退款 may be
#: the shop's doing.
_LEFT: Mapping[Verb, re.Pattern[str]] = {
    Verb.CHANGE_ADDRESS: re.compile(
        r"地址[^，,。]{0,4}(?:不用|不必|不要|无需|别)(?:再?改|动|换|变)|(?:不用|不必|无需|别)(?:再?改|动|换)[^，,。]{0,3}地址"
        r"|\b(?:no need to|don'?t|do not) change\b[^.,;]*\baddress\b|\baddress (?:can|should|may) stay\b",
        re.IGNORECASE,
    ),
    Verb.CANCEL: re.compile(
        r"^[^，,。]{0,8}(?:不用|不必|不想|不要|别)(?:给我)?取消了?[吧啊哈。!！\s]*$"
        r"|^[^.,;]{0,20}\b(?:no need to|don'?t|do not) cancel\b",
        re.IGNORECASE,
    ),
    Verb.RETURN: re.compile(
        r"^(?:那|也|就|还是|算了|我|先|[，,\s])*不(?:想|要|用)?(?:退|换)(?:货|款|钱)?了[吧啊哈。!！\s]*$"
        r"|^(?:then |ok |so )?i(?: wo|'?ll)?(?:n'?t| don'?t| not) (?:return|refund|exchange)"
        r"(?: it| them)?(?: then)?[.!\s]*$",
        re.IGNORECASE,
    ),
}
#: Who keeps the goods neither cancels nor sends back: 还是留着吧; actually, keep it.
_KEEPS = re.compile(
    r"(?<!不)(?<!不想)留着|还是(?:想)?要的|还想要(?!退|取消)"
    r"|^(?:(?!n['’]t|\bnot\b)[^.!?])*\bkeep (?:it|them|that|(?:my|the) \w+)\b"
    r"|\b(?:do not|don['’]?t) (?:really )?want to (?:send|give) (?:it|them|that|this) back\b"
    r"|不(?:想|要)(?:退回去|寄回去|送回去)",
    re.IGNORECASE,
)
_GIVES_BACK = frozenset({Verb.CANCEL, Verb.REFUND, Verb.RETURN})
_UNDO = re.compile(
    r"撤[回销掉了]|反悔|改(?:变)?主意"
    r"|\b(?:undo|un-?cancel|withdraw|changed my mind)\b"
    r"|(?:(?<!to )|\b(?:like|want|wish|need|able|possible|please) to )\btake (?:it|that|(?:my|the) \w+) back\b",
    re.IGNORECASE,
)
_ONLY_UNDO = re.compile(
    r"(?:请|麻烦|给我|帮我|我要|那就|都)*撤[回销掉](?:吧|了|一下)?[。!！\s]*"
    r"|(?:please )?(?:undo|take) (?:it|that)(?: back)?[.!\s]*",
    re.IGNORECASE,
)
_NOT_ANY_MORE = (
    (
        frozenset({Verb.REFUND, Verb.RETURN, Verb.CANCEL}),
        (
            r"(?:不|别|甭)(?:用|要|想|给我|帮我)?(?:退|取消)(?:货|款|钱|单|订单)?了"
            r"|\b(?:pull|scrap|call off|drop|revoke|retract) (?:the|my|that) (?:refund|return|cancell?ation)\b"
            r"|\b(?:don'?t|do not|no need to) (?:cancel|refund|return)\b.{0,20}\b(?:after all|any ?more|now)\b"
        ),
    ),
    (frozenset({Verb.RESEND}), r"(?:不|别)(?:用|要)?(?:补发|重发)了"),
    (
        frozenset({Verb.EXCHANGE}),
        (
            r"(?:不|别|甭)(?:用|要|想|给我|帮我)?换(?:货)?了(?![^。]*退)"
            r"|\b(?:don'?t|do not|no need to) (?:exchange|swap)\b.{0,20}\b(?:after all|any ?more|now)\b"
            r"|\b(?:scrap|call off|drop|forget) (?:the|my|that) (?:exchange|swap)\b"
        ),
    ),
    (frozenset({Verb.CHANGE_ADDRESS}), r"(?:地址)?(?:不|别)(?:用|要)?改(?:地址)?了"),
    (frozenset({Verb.CLAIM_COMPENSATION, Verb.CLAIM_FREIGHT}), r"(?:不|别)(?:用|要)?(?:申领|赔)了"),
)
_MAY_IT = re.compile(r"[?？吗]|能不能|可不可以", re.IGNORECASE)


_OTHERS = (
    r"(?! (?:the |my |that |this )?(?:(?:other|first|old) (?:one|order)|refund|return|exchange|claim|complaint"
    r"|request|call"
    r"|address|nothing|policy|rules?|time|period|window|label|status|or|and)\b)"
)
_ORDERED = (
    r"^\W*(?:(?:yes|yeah|ya|ok(?:ay)?|so|then|please|pls|just|kindly|now)\W+){0,3}(?:(?:go ahead and"
    r"|do(?: the| a| my)?)\s+)?"
)


_NOT_ZH = (
    r"(?<![退消改催转赔换领再还要])(?:不|别|甭|莫|勿|弗|覅|嫑|唔好|唔使|咪)"
    r"(?:用|要|想|必|给我|帮我|替我|乐意|打算|高兴|[忙急慌]着?|着急|消|先)*"
)
"""A refusal in front of its verb, in the dialects too. 退不退, 要不要退 ask, 再不退 complains."""
_NOT_YET_ZH = (
    r"(?:货|款|钱|单|订单|偿|付)?(?:的?事|那?这?事儿?)?[，, ]?(?:(?:先|暂时|且)(?:不|别|甭|莫|缓|放|搁|停|慢|等)"
    r"|(?:就|都)?(?:不用|不必|唔使|用不着|免)(?:[了住先啦咯嘞]|急)*$)"
)
_NOT_YET_EN = r"\bhold (?:off|fire)(?: on)?(?: (?:the|my|that|any))? (?:{en})|\bno (?:{en}) (?:yet|for now|just yet)\b"
_CLAUSE = re.compile(r"[，,。.;；!！~\n]+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")


def held_off(deed: Verb, text: str) -> bool:
    """Whether a clause says that the deed is not to be done, or not yet, and no other wishes for it: 好嘛 先莫退 你
    替我问一声. However the words begin, that is no yes."""
    zh, en = VERBS[deed]
    zh = f"{zh}|发|寄" if deed in {Verb.RESEND, Verb.EXCHANGE} else zh  # 现在先莫发
    not_yet = rf"(?:{zh}){_NOT_YET_ZH}|{_NOT_YET_EN.format(en=en)}"
    clauses = [one for one in _CLAUSE.split(text) if one]
    refused_zh = rf"(?:{not_yet})|{_NOT_ZH}(?:{zh})"
    held = [re.search(refused_zh, one, re.IGNORECASE) or refused_outright(deed, one) for one in clauses]
    plainly = any(against and not _ASKS.search(one) for one, against in zip(clauses, held, strict=True))
    named = re.compile(f"{zh}|{en}", re.IGNORECASE)
    return plainly and not any(named.search(one) for one, against in zip(clauses, held, strict=True) if not against)


def ordered(deed: Verb, text: str) -> bool:
    """Whether words begin with the deed as an order, whatever follows: cancel the new one, don't touch the other.
    English; in Chinese the verb alone is heard."""
    if _ASKS.search(text):
        return False
    if re.search(r"\b(?:but|only|once|until|unless|before)\b", text, re.IGNORECASE):
        return False  # yes refund, but not before I hear from the shop
    own = "refund|return" if deed in {Verb.REFUND, Verb.RETURN} else VERBS[deed][1]
    return bool(re.search(rf"{_ORDERED}(?:{own})\b{_OTHERS}", text, re.IGNORECASE))


def refused_outright(deed: Verb, text: str) -> bool:
    """Whether words say no to the deed by its own verb, whatever else they say."""
    zh, en = VERBS[deed]
    refusal = (
        rf"{_NOT_ZH}(?:{zh})"
        rf"|(?:懒得|没必要|犯不着|没打算|没想|没说要?)(?:再)?(?:{zh})"
        rf"|\b(?:don'?t|do not|not|no need to|rather not|no point in|can'?t be bothered to)\b(?: \w+){{0,2}} (?:{en})"
    )
    return bool(re.search(refusal, text, re.IGNORECASE))


def refused(deed: Verb, text: str) -> bool:
    """Whether words say no to the very deed that we asked about, however many they are: 等等，茶叶还是不取消了."""
    if _ASKS.search(text):
        return False
    kept = deed in _GIVES_BACK and bool(_KEEPS.search(text)) and not wished(deed, text)
    return refused_outright(deed, text) or kept


def wished(deed: Verb, text: str) -> bool:
    """Whether words ask for the deed, and do not refuse it: 不改了直接取消吧 for 取消."""
    return not refused_outright(deed, text) and bool(re.search("|".join(VERBS[deed]), text, re.IGNORECASE))


def names_another(deed: Verb, text: str) -> bool:
    """Whether words name a deed, and not this one: 嗯 全退 after 要我帮您申领赔付吗."""
    return not re.search("|".join(VERBS[deed]), text, re.IGNORECASE) and bool(_ANY.search(text))


def only_urged(text: str) -> bool:
    """Whether somebody is to be chased, and no other deed is named: ok, chase them please; 帮我催一下."""
    return _ANY_BUT_URGING.search(text) is None and wished(Verb.URGE, text)


def left_alone(deed: Verb, text: str) -> bool:
    """Whether words name a deed only to say that it is not wanted: 大衣的地址不用动. Nobody has asked about it."""
    found = _LEFT.get(deed)
    return found is not None and not _ASKS.search(text) and bool(found.search(text))


def taken_back(text: str) -> frozenset[Verb] | None:
    """Which deeds these words take back; an empty set: whatever is under way; None: they take nothing back."""
    if _UNDO.search(text):
        return frozenset()
    if _MAY_IT.search(text):
        return None
    return next((deeds for deeds, words in _NOT_ANY_MORE if re.search(words, text, re.IGNORECASE)), None)


def only_takes_back(text: str) -> bool:
    """Whether the words do nothing but take back: 撤回吧, undo that."""
    return bool(_ONLY_UNDO.fullmatch(text.strip()))
