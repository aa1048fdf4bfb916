"""Sizes and colours that words name: 换大一码, M码黑色, "size L in black". Pure; patterns as data by language."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTERS = ("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "xxxxl", "xxxxxl")
_AS_LETTERS = {
    "2xl": "xxl", "3xl": "xxxl", "4xl": "xxxxl", "5xl": "xxxxxl", "小": "s", "中": "m", "大": "l",
    "small": "s", "medium": "m", "large": "l",
}  # fmt: skip
_SIZES = {
    "s": r"小[号码]|\bsmall\b",
    "m": r"中[号码]|\bmedium\b",
    "l": r"(?<![加特])大[号码]|(?<!extra )(?<!x-)\blarge\b",
    "xl": r"[加特]大|\b(?:extra |x-)large\b",
}
_COLOURS = (
    ("black", "黑"), ("white", "白"), ("red", "红"), ("blue", "蓝"), ("green", "绿"), ("grey", "gray", "灰"),
    ("pink", "粉"), ("beige", "米"), ("brown", "棕"), ("yellow", "黄"), ("purple", "紫"), ("orange", "橙"),
)  # fmt: skip
_LEFT_BEHIND = re.compile(
    r"(?:不要|不想要|不喜欢|别|不是|嫌)[^，,。\s]{1,6}|[^，,。\s换要]{1,6}(?:太|有点|偏)[^，,。\s]{1,3}"
    r"|\b(?:instead of|rather than|not|from)\b(?: (?:the|a|size))* [\w-]+"
    r"|\b(?:the |size |my )*[\w-]+ (?:is|was|are) (?:too|a bit|so|very|really) \w+",
    re.IGNORECASE,
)
_TO = re.compile(r"换成|换为|换到|换个|换|改成|改为|\b(?:to|for|into|get|want)\b", re.IGNORECASE)
_STEPS = (
    (1, r"大(一|两|二|1|2)个?[码号]|大一?[点些]"),
    (1, r"\b(one|two|a) sizes? (?:up|bigger|larger)|\bsize up|\bbigger\b|\blarger\b"),
    (-1, r"小(一|两|二|1|2)个?[码号]|小一?[点些]"),
    (-1, r"\b(one|two|a) sizes? (?:down|smaller)|\bsize down|\bsmaller\b"),
    (1, r"太小|小了|偏小|有点小|太紧|\btoo (?:small|tight|short)\b"),
    (-1, r"太大|大了|偏大|有点大|太松|\btoo (?:big|large|loose|long)\b"),
)
_KIND = re.compile(
    r"(?<![\d.])\d{2}(?:\.5)?(?![\d.:]|\s*(?:元|块|天|号[前要到]|日|点|%|days?\b|hours?\b))"
    r"|(?<![a-z'’])(?:x{0,2}s|m|x{1,5}l|l|[2-5]xl)(?![a-z'’])"
    r"|[^\s，,。换要改成个是的不\d]{1,3}色"
    r"|(?<=[换要成])(?:天蓝|墨绿|香槟|酒红|藏青|军绿|[黑白红蓝绿灰粉黄紫棕橙])(?=的|$|[，,。吧呗嘛])"
    r"|\b(?:black|white|red|blue|green|gr[ea]y|pink|beige|brown|yellow|purple|orange|navy|maroon|teal|silver|gold)\b",
    re.IGNORECASE,
)
"""A size or a colour, named by itself."""
_NO_KIND = frozenset({"颜色", "什么色", "啥色", "同色", "换色", "别的色", "其他色", "原色"})
_TWO = frozenset({"两", "二", "2", "two"})
_KEPT = re.compile(r"不变|照旧|一样|不换|same", re.IGNORECASE)


def kinds_of(variant: str) -> list[str]:
    """Sizes and colours of a variant as shops write it, each by itself: 蓝色 XL, "Blue / M"."""
    return [kind for kind in _BETWEEN_KINDS.split(variant) if kind]


_BETWEEN_KINDS = re.compile(r"[\s/,，、;；|]+")


def names_outside(values: Sequence[str], own: str, text: str) -> bool:
    """Whether the words want a size or a colour that is none of the values: 37 where there are only S and M.

    What they have now (`own`, as the shop words it) is no such wish: 38换37, 黑色不变.
    """
    kept = _LEFT_BEHIND.sub(" ", text.lower())
    behind = _TO.split(kept)[-1] if _TO.search(kept) else kept
    behind = behind if any(one[0].strip() not in _NO_KIND for one in _KIND.finditer(behind)) else kept
    own = own.lower()
    for found in _KIND.finditer(behind):
        word = found[0].strip()
        known = any(re.search(_words_for(value), word) or value.lower() == word for value in values)
        has_it = _KEPT.search(behind[found.end() : found.end() + 4]) and word.removesuffix("色") in own
        if word not in _NO_KIND and not known and not has_it:
            return True
    return False


def step_in(text: str) -> int:
    """+1 for 大一码 or 太小, -2 for "two sizes down", 0 where no size is compared."""
    for step, words in _STEPS:
        if found := re.search(words, text, re.IGNORECASE):
            return step * (2 if _TWO & {group.lower() for group in found.groups() if group} else 1)
    return 0


def value_in(values: Sequence[str], said: str) -> str | None:
    """The one value that is named: behind 换成 or "to" if there is one, in what is not said to be left behind."""
    kept = _LEFT_BEHIND.sub(" ", said.lower())
    behind = _TO.split(kept)[-1]
    return one_of(values, behind) or one_of(values, kept)


def one_of(values: Sequence[str], said: str) -> str | None:
    """The one value that is named; None: none, or several."""
    named = [value for value in values if re.search(_words_for(value), said)]
    longest = [one for one in named if not any(one != other and one.lower() in other.lower() for other in named)]
    sizes = all(rank_of(one) is not None for one in named)
    found = named if sizes else longest
    return found[0] if len(found) == 1 else None


def _words_for(value: str) -> str:
    """A pattern of what people say for it: L, L码, 大号, large; 黑色, 黑的, black."""
    plain = value.lower().strip()
    words = [_bounded(plain)]
    letter = _AS_LETTERS.get(plain, plain)
    if letter in _SIZES:
        words.append(_SIZES[letter])
    bare = plain.removesuffix("色")
    for family in _COLOURS:
        if bare in family:
            words += [_bounded(name) if name.isascii() else rf"{name}(?:色|的|款|[a-z0-9]|\s|$)" for name in family]
    return "|".join(words)


def _bounded(word: str) -> str:
    """Latin letters and figures stand alone: no S in "it's", no 38 in 138."""
    if not word.isascii():
        return re.escape(word)
    return rf"(?<![0-9a-z'’.]){re.escape(word)}(?![0-9a-z'’]|\s*[元块])"


def ordered(values: Sequence[str]) -> list[str]:
    """Smallest first; empty where these are no sizes."""
    ranks = {value: rank for value in values if (rank := rank_of(value)) is not None}
    return sorted(ranks, key=lambda value: ranks[value]) if len(ranks) == len(values) else []


def rank_of(value: str) -> float | None:
    """How large a size is among its like; None: it is no size."""
    plain = value.lower().strip().removesuffix("码").removesuffix("号")
    plain = _AS_LETTERS.get(plain, plain)
    if plain in _LETTERS:
        return float(_LETTERS.index(plain))
    return float(plain) if re.fullmatch(r"\d{1,3}(?:\.\d)?", plain) else None
