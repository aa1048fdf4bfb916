"""Words of text messages: the way out at the end of each of ours, and what an answer to one means.

Pure. STOP and its like are the words that carriers know (Twilio's default opt-out keywords, and REVOKE and OPTOUT of
47 CFR 64.1200(a)(10)), with those of Chinese operators; beyond them a plain sentence counts too, since by the same rule
any reasonable way of saying no does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

_CHINESE, _ENGLISH = "zh-CN", "en"


class Reply(StrEnum):
    """What an incoming message says."""

    STOP = "stop"
    START = "start"
    WRONG_NUMBER = "wrong_number"
    HELP = "help"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language; {shop} in each."""

    stopped: str
    not_read: str


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        _CHINESE: Words(
            stopped="【{shop}】好的，以后不会再给您打电话、发短信。",
            not_read="【{shop}】这里的短信没有人看。有事请在应用里找客服；不想再收到，回TD。",
        ),
        _ENGLISH: Words(
            stopped="{shop}: All right, no more calls or texts from us.",
            not_read="{shop}: Nobody reads texts here. Our people answer in the app. Reply STOP to opt out.",
        ),
    }
)

_OF_CARRIERS = ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout")
CARRIER_KNOWS = frozenset({*_OF_CARRIERS, "start", "unstop", "yes", "help", "info"})
"""Words that the carrier answers by itself; a second answer from us would be one too many."""
_OF_OTHERS = ("td", "t", "0000", "arret", "stopp", "baja", "stop all", "opt out")
_CHINESE_STOP = ("退订", "退定", "拒收", "取消订阅", "停止", "停")
_STOP = frozenset({*_OF_CARRIERS, *_OF_OTHERS, *_CHINESE_STOP})
_START = frozenset({"start", "unstop", "恢复订阅", "恢复"})
_HELP = frozenset({"help", "info", "帮助", "?"})
_SAYS_STOP = re.compile(
    r"退订|拒收|(?:别|不要|不用|勿)(?:再|总|老|一直)*(?:给我|跟我|向我)?(?:再)?"
    r"(?:打(?!包|折|开)|发(?:短信|信息|消息|来|给我|这|了?$)|来电|联系(?!快递|商家|卖家)|骚扰)"
    r"|\b(?:stop|quit) (?:calling|texting|messaging|contacting|phoning|sending|bothering)\b"
    r"|\b(?:do not|don'?t|never) (?:ever )?(?:call|text|message|contact|phone) me\b"
    r"|\bno more (?:calls|texts|messages)\b"
    r"|\bunsubscribe\b|\bopt(?:ing)?[ -]?out\b|\b(?:take|remove) me (?:off|from)\b|\bleave me alone\b"
)
_SAYS_WRONG = re.compile(
    r"(?:打|发|搞|弄)错(?:人|号|了)|不是本人|不认识(?:这个人|你们|他|她)|我不是(?:你|您)?(?:要)?找的?人"
    r"|\bwrong (?:number|person)\b|\bnot (?:my|her|his) (?:number|phone)\b"
)


def read_reply(body: str, told: str = "") -> Reply:
    """What an incoming text means; `told` is the carrier's own reading (Twilio's OptOutType), which counts first."""
    if told.upper() in {"STOP", "START", "HELP"}:
        return Reply(told.lower())
    words = _plain(body)
    for meaning, listed in ((Reply.STOP, _STOP), (Reply.START, _START), (Reply.HELP, _HELP)):
        if words in listed:
            return meaning
    if _SAYS_WRONG.search(words):
        return Reply.WRONG_NUMBER
    return Reply.STOP if _SAYS_STOP.search(words) else Reply.OTHER


def carrier_answers(body: str, told: str) -> bool:
    """Whether the carrier has answered this by itself."""
    return bool(told) or _plain(body) in CARRIER_KNOWS


def words_in(language: str) -> Words:
    return WORDS.get(language, WORDS[_ENGLISH])


def with_way_out(body: str, way_out: str) -> str:
    """The message with how to get no more of them at its end, once; `way_out` is what the market's rules say."""
    if way_out in body:
        return body
    joint = "" if body.endswith(("。", "！", "？")) else " "
    return f"{body.rstrip()}{joint}{way_out}"


def _plain(body: str) -> str:
    text = unicodedata.normalize("NFKC", body).casefold().replace("’", "'")
    return re.sub(r"\s+", " ", text.strip(" \t\r\n.。!！,，\"'“”「」")).strip()
