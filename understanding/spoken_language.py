"""Which of our two languages a callee speaks, where it is another one than ours: "Sorry, who is this?" in a Chinese
call, 你好你说什么 in an English one. By words alone, pure: the carrier's recognition is set to one language and writes
the other as well as it can, so that a stray word decides nothing.
"""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_COMMON = re.compile(
    r"\b(?:i|you|we|he|she|it|they|me|my|your|the|an?|is|are|am|was|do|does|don't|did|didn't|can|can't|could|what|who|why"
    r"|when|where|how|this|that|not|no|yes|speak|english|chinese|sorry|please|hello|hi|thanks?|call|calling|want|need|have"
    r"|understand|mean|say|again|of|for|to|from|with|about|and|but|so|okay|speaking|it's|i'm|what's|who's)\b"
)
_CANNOT = r"(?:don'?t|do not|can'?t|cannot|no) (?:really |actually )?(?:speak |understand |know )?(?:any )?"
_NOT_CHINESE = re.compile(
    rf"\b{_CANNOT}(?:chinese|mandarin)\b|听不懂(?:中文|汉语|普通话)|不(?:会|懂)(?:说|讲)?(?:中文|汉语|普通话)"
    r"|\b(?:in )?english,? please\b|(?<!n't )(?<!not )\bspeak english\b",
    re.IGNORECASE,
)
_NOT_ENGLISH = re.compile(
    rf"\b{_CANNOT}english\b|听不懂(?:英文|英语)|不(?:会|懂)(?:说|讲)?(?:英文|英语)|(?:说|讲|用)(?:中文|普通话|汉语)"
    r"|\bspeak chinese\b",
    re.IGNORECASE,
)
_NAMES_CHINESE = re.compile(r"中文|普通话|国语|汉语|华语|chinese|mandarin", re.IGNORECASE)
_NAMES_ENGLISH = re.compile(r"英文|英语|english", re.IGNORECASE)
_ENOUGH_WORDS, _ENOUGH_COMMON, _ENOUGH_SIGNS = 4, 2, 3


def spoken_language(text: str) -> str | None:
    """ "zh" or "en", where the words say which one the speaker wants or can; None where they do not."""
    if _NOT_CHINESE.search(text):  # asked first: "I don't speak Chinese" also holds "speak Chinese"
        return "en"
    if _NOT_ENGLISH.search(text):
        return "zh"
    signs, words = len(_HAN.findall(text)), _WORD.findall(text.lower())
    if not signs and len(words) >= _ENOUGH_WORDS and len(_COMMON.findall(text.lower())) >= _ENOUGH_COMMON:
        return "en"
    return "zh" if signs >= _ENOUGH_SIGNS and len(words) <= 1 else None


def named_languages(text: str) -> frozenset[str]:
    """ "zh" and "en", as far as the words name them: 说英语, 不会中文."""
    named = (("zh", _NAMES_CHINESE), ("en", _NAMES_ENGLISH))
    return frozenset(language for language, pattern in named if pattern.search(text))
