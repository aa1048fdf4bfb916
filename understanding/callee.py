"""Who has answered the phone, by their own words: 我就是，什么事; 我是周敏; this is Anna. Pure.

Privacy comes first: what is not clearly the person we call for says nothing, and we ask once more.
"""

from __future__ import annotations

import re
from enum import Enum


class Callee(str, Enum):
    """The person we call for; another name, or their wife, a friend, "not here"; or nothing said of it."""

    SELF = "self"
    OTHER = "other"
    UNSAID = "unsaid"


_HELLO_ZH = r"(?:喂|嗯|啊|哦|诶|对|是|是的|对的|你好|您好|[，,。.!！?？\s])*"
_PARTICLE = r"(?:的|啊|呀|呢|哦|哈|嘛|[，,。.!！\s])"
_GO_ON = r"(?:你说|您说|说吧|请讲|请说|你讲|什么事|啥事|有什么事|有啥事|有事吗|怎么了|咋了|哪位|你哪位|你是哪位|你是谁)"
_NOT_THEM_ZH = re.compile(
    r"不是|不在|[他她代]|老婆|老公|爱人|妻子|丈夫|对象|妈|爸|儿子|女儿|媳妇|哥|姐|弟|妹|爷爷|奶奶|外公|外婆|婆婆|公公|阿姨|叔"
    r"|朋友|同事|同学|室友|家人|家属|亲戚|邻居|助理|秘书|老师|领导|老板|保姆|司机"
)
_SELF_EN = (
    r"(?:(?:this is|it'?s) (?:me|him|her|she|he)|speaking|i am(?: (?:he|she))?|i'?m (?:he|she)|that'?s me|it is me)"
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
    r"(?:me|him|her|she|he|speaking|it|the|a|an|my|your|fine|ok|okay|good|great|right|correct|listening|here|busy|driving|sorry)\b",
    re.IGNORECASE,
)


def callee_in(text: str, name: str) -> Callee:
    """Whether these words say that `name` is speaking, or that it is somebody else."""
    said, name = text.strip().lower(), name.strip().lower()
    if _NOT_THEM_ZH.search(said) or _NOT_THEM_EN.search(said) or _other_name(said, name):
        return Callee.OTHER
    return Callee.SELF if _is_them(said, name) else Callee.UNSAID


def _is_them(said: str, name: str) -> bool:
    """The words begin with it, and what follows is a sentence of its own. A name asked back (周敏？) says nothing."""
    own = "|".join(re.escape(part) for part in {name, *name.split()} if len(part) > 1) or "$^"
    zh_name = rf"(?:我(?:就)?(?:是|叫)|这(?:里|边)是)(?:{own})|(?:{own})(?:本人|就是我)"
    zh = rf"{_HELLO_ZH}(?:(?:我就是|就是我|是我|我是|我是本人|是本人|本人|我本人|{zh_name}){_PARTICLE}*)+"
    en_name = rf"(?:this is|my name is|i'?m|i am|it'?s) (?:{own})|(?:{own}) (?:speaking|here)"
    en = rf"(?:(?:yes|yeah|yep|hello|hi|hey|sure)[,.!\s]+)*(?:{_SELF_EN}|{en_name})"
    return bool(
        re.fullmatch(rf"{zh}(?:(?<=[，,。.!！\s]).*|{_GO_ON}.*)?", said, re.DOTALL)
        or re.fullmatch(rf"{en}(?:[,.!;]+.*)?", said, re.DOTALL)
    )


def _other_name(said: str, name: str) -> bool:
    """A name that is not theirs: 是的，我是李雷."""
    zh, en = _NAMES_ZH.search(said), _NAMES_EN.search(said)
    if zh and not _NO_NAME_ZH.search(zh[1]):
        return zh[1] != name
    return bool(en and not _NO_NAME_EN.match(en[1]) and not set(en[1].split()) & set(name.split()))
