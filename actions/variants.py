"""Which variant some words mean: 换大一码, M码黑色, "size L in black". Pure, for both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from careline.core.orders import Item
from careline.platform.port import Variant

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
_LONGEST_LABEL = 60  # characters
_TWO = frozenset({"两", "二", "2", "two"})


class Wanted(NamedTuple):
    """`named`: the words say something of a variant. `fits`: those that they can mean, none if there is no such one."""

    named: bool
    fits: tuple[Variant, ...]


def wanted(variants: Sequence[Variant], item: Item, text: str, earlier: str = "") -> Wanted:
    """What the words mean among the variants. What they leave open is as was said earlier, else as it was bought."""
    step = step_in(text) or step_in(earlier)
    values = _values(variants)
    wish: dict[str, str] = {}
    for name, possible in values.items():
        if found := value_in(possible, text) or ("" if _compares(possible, text) else value_in(possible, earlier)):
            wish[name] = found
    own = _own(variants, item, values)
    size = next((name for name, possible in values.items() if _ordered(possible)), None)
    if step and size and size not in wish:
        ordered = _ordered(values[size])
        if size in own:
            place = ordered.index(own[size]) + step
            if not 0 <= place < len(ordered):
                return Wanted(named=True, fits=())
            wish[size] = ordered[place]
    if not wish and not (step and size):
        return Wanted(named=False, fits=())
    fits = [one for one in variants if _has(one, wish)]
    alike = [one for one in fits if _has(one, {name: value for name, value in own.items() if name not in wish})]
    return Wanted(named=True, fits=tuple(alike if len(alike) == 1 else fits))


def named_outside(variants: Sequence[Variant], item: Item, text: str) -> bool:
    """Whether the words want a size or a colour that none of the variants has: 37 where there are only S and M.

    What they have now is no such wish: 38换37, 黑色不变.
    """
    kept = _LEFT_BEHIND.sub(" ", text.lower())
    behind = _TO.split(kept)[-1] if _TO.search(kept) else kept
    behind = behind if any(one[0].strip() not in _NO_KIND for one in _KIND.finditer(behind)) else kept
    own = f"{item.title} {item.variant}".lower()
    values = all_values(variants)
    for found in _KIND.finditer(behind):
        word = found[0].strip()
        known = any(re.search(_words_for(value), word) or value.lower() == word for value in values)
        has_it = _KEPT.search(behind[found.end() : found.end() + 4]) and word.removesuffix("色") in own
        if word not in _NO_KIND and not known and not has_it:
            return True
    return False


_KEPT = re.compile(r"不变|照旧|一样|不换|same", re.IGNORECASE)


def _compares(values: Sequence[str], text: str) -> bool:
    return bool(step_in(text) and _ordered(values))


def label(variant: Variant) -> str:
    """黑色 L; its title where it has no attributes."""
    sizes = [value for value in variant.attributes.values() if _rank(value) is not None]
    others = [value for value in variant.attributes.values() if _rank(value) is None]
    return (" ".join([*others, *sizes]) or variant.title)[:_LONGEST_LABEL]


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
    return _one_of(values, behind) or _one_of(values, kept)


def _one_of(values: Sequence[str], said: str) -> str | None:
    named = [value for value in values if re.search(_words_for(value), said)]
    longest = [one for one in named if not any(one != other and one.lower() in other.lower() for other in named)]
    sizes = all(_rank(one) is not None for one in named)
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


def _values(variants: Sequence[Variant]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for one in variants for name in one.attributes)
    return {
        name: tuple(dict.fromkeys(one.attributes[name] for one in variants if name in one.attributes)) for name in names
    }


def all_values(variants: Sequence[Variant]) -> tuple[str, ...]:
    """Every value of every attribute."""
    return tuple(dict.fromkeys(value for possible in _values(variants).values() for value in possible))


def _own(variants: Sequence[Variant], item: Item, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the consumer has, as far as it is told."""
    same = next((one for one in variants if one.sku == item.sku), None)
    if same:
        return dict(same.attributes)
    told = item.variant.lower()
    return {name: found for name, possible in values.items() if (found := _one_of(possible, told))}


def _has(variant: Variant, wish: Mapping[str, str]) -> bool:
    return all(variant.attributes.get(name) == value for name, value in wish.items())


def _ordered(values: Sequence[str]) -> list[str]:
    """Smallest first; empty where these are no sizes."""
    ranks = {value: rank for value in values if (rank := _rank(value)) is not None}
    return sorted(ranks, key=lambda value: ranks[value]) if len(ranks) == len(values) else []


def _rank(value: str) -> float | None:
    plain = value.lower().strip().removesuffix("码").removesuffix("号")
    plain = _AS_LETTERS.get(plain, plain)
    if plain in _LETTERS:
        return float(_LETTERS.index(plain))
    return float(plain) if re.fullmatch(r"\d{1,3}(?:\.\d)?", plain) else None
