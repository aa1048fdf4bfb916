"""Who has answered the phone, by their own words: 我就是，什么事; this is Anna; 她不在; Mommy isn't home. Pure.

Privacy comes first: what is not clearly the person we call for says nothing, and we ask once more.
"""

from __future__ import annotations

import re
from enum import Enum

from understanding.surnames import sound_of


class Callee(str, Enum):
    """The person we call for; somebody who knows them (their wife, a colleague, a child; "not here"); somebody who does
    not (打错了); another name, which says neither; who fetches them; or nothing said of it."""

    SELF = "self"
    HOUSEHOLD = "household"
    STRANGER = "stranger"
    OTHER = "other"
    FETCHES = "fetches"
    UNSAID = "unsaid"


_HELLO_ZH = r"(?:喂|嗯|啊|哦|诶|对|是|是的|对的|你好|您好|[，,。.!！?？\s])*"
_PARTICLE = r"(?:的|啊|呀|呢|哦|哈|嘛|[，,。.!！\s])"
_GO_ON = r"(?:你说|您说|说吧|请讲|请说|你讲|什么事|啥事|有什么事|有啥事|有事吗|怎么了|咋了|哪位|你哪位|你是哪位|你是谁)"
_NOT_THEM_ZH = re.compile(
    r"不是|不在|[他她代]|老婆|老公|爱人|妻子|丈夫|对象|妈|爸|儿子|女儿|媳妇|哥|姐|弟|妹|爷爷|奶奶|外公|外婆|婆婆|公公|阿姨|叔"
    r"|朋友|同事|同学|室友|家人|家属|亲戚|邻居|助理|秘书|老师|领导|老板|保姆|司机"
)
_STRANGER = re.compile(
    r"打错|拨错|找错|错号|号码错|错了吧|没有?(?:这个|这|此|你说的)人|不认识|不知道(?:这|你说)是谁|没听说过"
    r"|不是(?:他|她|这个人)的(?:号|电话|手机)|\bwrong (?:number|person)\b|\bno such person\b"
    r"|\bno (?:one|body) (?:by|of|with|called|named)\b|\bnever heard of\b|\bnot (?:his|her) (?:number|phone)\b"
    r"|\bdon'?t know (?:him|her|anyone|anybody|that name|who that)\b",
    re.IGNORECASE,
)
_WHO_ZH = r"(?:她|他|本人|妈妈?|爸爸?|老婆|老公|爱人)"
_AWAY_ZH = (
    rf"{_WHO_ZH}(?:现在|这会儿?|刚|还|正|正好|都|今天|人)*(?:不在|没在|出去|出门|睡了|没起|没回来|没下班|走开|不方便"
    r"|在?(?:洗澡|睡觉|午睡|做饭|开车|上班|上课|开会|忙))"
)
_RELATION_ZH = (
    r"(?:老婆|老公|爱人|太太|先生|妻子|丈夫|对象|女朋友|男朋友|妈妈?|爸爸?|母亲|父亲|儿子|女儿|媳妇|女婿|哥哥?|姐姐?|弟弟?|妹妹?"
    r"|爷爷|奶奶|外公|外婆|婆婆|公公|阿姨|叔叔|朋友|同事|同学|室友|家人|家属|家里人|亲戚|邻居|助理|秘书|保姆|司机|孩子|小孩)"
)
_WHO_EN = (
    r"(?:she|he|mom|mum|mommy|mummy|dad|daddy|my (?:mom|mum|dad|wife|husband|mother|father|sister|brother|roommate))"
)
_AWAY_EN = (
    r"(?:(?:not|isn'?t) (?:here|home|in\b|available|around)|out\b|away|asleep|sleeping|at (?:work|school)|busy|driving"
    r"|in (?:the shower|a meeting)|stepped out|left)"
)
_RELATION_EN = (
    r"(?:wife|husband|spouse|mother|mom|mum|mommy|mummy|father|dad|daddy|son|daughter|brother|sister|friend|roommate"
    r"|flatmate|colleague|co-?worker|assistant|partner|boyfriend|girlfriend|neighbou?r|nanny|secretary|boss|aunt|uncle"
    r"|grand(?:ma|pa|mother|father))"
)
_HOUSEHOLD = re.compile(
    rf"{_AWAY_ZH}|我(?:就)?是(?:他|她|[\u4e00-\u9fff]{{2,3}}?)的?{_RELATION_ZH}"
    rf"|(?:这|那)是?(?:我|他|她)的?{_RELATION_ZH}的?(?:手机|电话|号)"
    rf"|(?<![给帮替为])我?家?{_RELATION_ZH}(?:他|她)?(?:在?网上)?(?:买|订|下单|网购)的"
    rf"|\bmy {_RELATION_EN} (?:bought|ordered|buys|orders|handles|deals with)\b"
    r"|我(?:是小朋友|才?[一二三四五六七八九十两\d]{1,2}岁)|(?:他|她)(?:的)?(?:手机|电话)(?:落|忘|放)"
    rf"|\b{_WHO_EN}(?:'s| is|'s just| just| has)? ?{_AWAY_EN}"
    rf"|\b(?:i'?m|i am|this is|it'?s) (?:his|her|their|the|a|[a-z]+'s) (?:\w+ )?{_RELATION_EN}\b"
    r"|\bnot (?:home|in|available|here) (?:right now|at the moment)|\bisn'?t (?:home|here|in|available)\b"
    r"|\bi'?m (?:only )?(?:\d{1,2}|six|seven|eight|nine|ten)(?: years old)?$",
    re.IGNORECASE,
)
_FETCHES = re.compile(
    r"(?:等一?[下会等]|稍等|你等)[^。]{0,8}(?:叫|喊|让|给)(?:一下)?(?:她|他|我(?:妈|爸|老婆|老公|爱人))"
    r"|我(?:去)?(?:叫|喊|让|把电话给)(?:一下)?(?:她|他|我?妈|我?爸|我?老婆|我?老公)|(?:她|他)来(?:了|接)"
    r"|\b(?:i'?ll|let me|i will) (?:get|fetch|grab|put|pass)\b.{0,12}\b(?:him|her|mom|mum|dad|them|on)\b"
    r"|\bhold on\b.{0,20}\b(?:get|here)\b",
    re.IGNORECASE,
)
_SELF_EN = (
    r"(?:(?:this is|it'?s) (?:me|him|her|she|he)|speaking|i am(?: (?:he|she))?|i'?m (?:he|she)|that'?s me|it is me"
    r"|you(?:'?ve| have)? (?:got|reached|found) (?:me|him|her|the right person)|(?:that|this) would be me)"
)
_NOT_THEM_EN = re.compile(
    r"\bnot\b|isn'?t|\bno\b|\b(?:wife|husband|mother|mom|mum|father|dad|son|daughter|brother|sister|friend|roommate"
    r"|colleague|assistant|partner)\b",
    re.IGNORECASE,
)
_NAMES_ZH = re.compile(r"(?:我(?:就)?(?:是|叫)|这(?:里|边)是)([\u4e00-\u9fff]{2,4}?)(?=$|[，,。.!！?？\s啊呀])")
_NAMES_EN = re.compile(r"\b(?:this is|my name is|my name'?s|i'?m|i am)\s+([a-z]+(?: [a-z]+)?)", re.IGNORECASE)
_NO_NAME_ZH = re.compile(r"本人|的|我|他|她|谁|什么")
_NO_NAME_EN = re.compile(
    r"(?:me|him|her|she|he|speaking|it|the|a|an|my|your|fine|ok|okay|good|great|right|correct|listening|here|busy|driving"
    r"|sorry|at|in|on|out|off|away|just|still|about|going|working|waiting|cooking|shopping)\b",
    re.IGNORECASE,
)


def callee_in(text: str, name: str) -> Callee:
    """Whether these words say that `name` is speaking, or who it is otherwise."""
    said, name = text.strip().lower(), name.strip().lower()
    if _STRANGER.search(said):
        return Callee.STRANGER
    if _FETCHES.search(said):
        return Callee.FETCHES
    if _HOUSEHOLD.search(_without(said, name)):
        return Callee.HOUSEHOLD
    if _NOT_THEM_ZH.search(said) or _NOT_THEM_EN.search(said) or _other_name(said, name):
        return Callee.OTHER
    return Callee.SELF if _is_them(said, name) else Callee.UNSAID


def _without(said: str, name: str) -> str:
    """With 她 for the name: 林晓雨不在 is 她不在, while 我是林晓雨 names no relation."""
    if not name.isascii():
        return said.replace(name, "她")
    parts = "|".join(re.escape(part) for part in (name, *name.split()) if len(part) > 1)
    return re.sub(rf"\b(?:{parts})\b", "she", said) if parts else said


def _is_them(said: str, name: str) -> bool:
    """The words begin with it, and what follows is a sentence of its own. A name asked back (周敏？) says nothing."""
    own = "|".join(re.escape(part) for part in {name, *name.split()} if len(part) > 1) or "$^"
    sound = sound_of(name)
    own_en = rf"{own}|{sound} [a-z]+|[a-z]+ {sound}" if sound else own
    zh_name = rf"(?:我(?:就)?(?:是|叫)|这(?:里|边)是)(?:{own})|(?:{own})(?:本人|就是我)"
    zh = rf"{_HELLO_ZH}(?:(?:我就是|就是我|是我|我是|我是本人|是本人|本人|我本人|{zh_name}){_PARTICLE}*)+"
    yes_zh = rf"(?:喂|嗯|啊|哦|诶|[，,。\s])*(?:是的?|对的?|没错)[，,。！!\s]+(?:{_GO_ON}).*"
    en_name = rf"(?:this is|my name is|i'?m|i am|it'?s) (?:{own_en})|(?:{own_en}) (?:speaking|here)"
    hello = r"(?:(?:yes|yeah|yep|hello|hi|hey|sure|hm+|well|oh|ah|ok(?:ay)?|alright|fine)[,.!\s]+)*"
    en = rf"{hello}(?:{_SELF_EN}|{en_name})"
    return bool(
        re.fullmatch(yes_zh, said, re.DOTALL)
        or re.fullmatch(rf"{zh}(?:(?<=[，,。.!！\s]).*|{_GO_ON}.*)?", said, re.DOTALL)
        or re.fullmatch(rf"{en}(?:(?:[,.!;]+|\s+(?:but|and|though)\b).*)?", said, re.DOTALL)
    )


def _other_name(said: str, name: str) -> bool:
    """A name that is not theirs: 是的，我是李雷."""
    zh, en = _NAMES_ZH.search(said), _NAMES_EN.search(said)
    if zh and not _NO_NAME_ZH.search(zh[1]):
        return zh[1] != name
    return bool(en and not _NO_NAME_EN.match(en[1]) and not _own_words(name) & set(en[1].split()))


def _own_words(name: str) -> set[str]:
    """The parts of a name by which it is known; a Chinese one in English by how the surname sounds."""
    sound = sound_of(name)
    return {*name.split(), *([sound] if sound else [])}
