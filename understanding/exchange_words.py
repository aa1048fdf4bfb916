"""The goods that are wanted in exchange, out of a whole sentence: 39码的 of 你直接给我换不行吗 要39码的. Pure."""

from __future__ import annotations

import itertools
import re
import textwrap

from understanding.plain import has_han

_CLAUSE = re.compile(r"(?:[^，,。.！!？?；;\s]|(?<=\d)\.(?=\d))+")
_NAMES_KIND = re.compile(
    r"[\d一二三四五六七八九十两半大小加特均][码号]|\d{2}(?:\.5)?(?!\d|[元块天点号])|[A-Za-z]{1,4}码|(?<![A-Za-z])[SMLX]{1,4}(?![A-Za-z])"
    r"|色|[正深浅酒大粉墨天][红黄蓝绿灰]|[红黄蓝绿黑白灰紫粉棕](?:的|款)|(?<![这那此原])款|版|型号|同款|口味|[厚薄长短]一?[点款]"
    r"|(?:换成?|改成|要|奶油|米|纯|雪|藏|象牙|浅|深)[^，,。\s不]{0,2}[红黄蓝绿黑白灰紫粉棕青](?!包)|尺寸"
    r"|[\d一二两三][米.点][一二三四五六七八九\d]",
)
_BEFORE = re.compile(
    r"^(?:那(?!个)|就|我|你们?|您|登记|申请|想|要|能不能|可不可以|可以|能|可否|麻烦|帮我?|给我?|直接|请|把|它|换(?:成|个|一个|一件|一双|双|件)?"
    r"|改成|来(?:个|件|双))+"
)
_INTO = re.compile(
    r"(?:换成|改成|换为|换作|换回|换一?[个件双把套条只台](?!新|好)|登记换|申请换|(?:想|要|给我|帮我|直接)换)(?P<kind>[^，,。.！!？?；;\s货吗].*)$",
    re.DOTALL,
)
"""能不能给我换成奶油白的: what stands behind is the kind, whatever is told before it."""
_AFTER = re.compile(
    r"(?:(?:中|成|行|得|好|可以?|要得)不(?:中|成|行|得|好|可以|要得)"
    r"|(?:可以|行|成|好)?(?:吗|么|嘛|吧|呗|不|啊|呀|不行吗|行不行|好不好|可以不))+$"
)
_SHORTEST = 2
_FEW_WORDS = 3
_MOST_QUOTED = 40  # Chinese characters, or twice as many letters
_CLAUSE_EN = re.compile(r"(?:[^,.!?;\s]|[.,](?=\d))+(?:[^\S\n]+(?:[^,.!?;\s]|[.,](?=\d))+)*")
_BEFORE_EN = re.compile(
    r"^(?:(?:and|so|ok(?:ay)?|yes|yeah|well|then|but|actually|just|please|pls|also|hi|hello|can|could|would|may|will|shall"
    r"|do|i|we|you|they|it|them|this|that|one|the shop|be|have|get|give me|send me|want|need|take|prefer|rather"
    r"|like(?= to)|i'?d like|i'?d|would like|to|exchange[d]?|swap(?:ped)?|change[d]?|replace[d]?"
    r"|my \w+|the \w+(?= (?:for|to|in)\b)"
    r"|for|with|into|in(?= (?:a|the) (?:size|colou?r)))\s+)+",
    re.IGNORECASE,
)
_AFTER_EN = re.compile(
    r"(?:\s+(?:please|pls|instead|thanks|thank you|then|though|if possible|if you can|if that'?s ok(?:ay)?|for me))+$",
    re.IGNORECASE,
)


_NAMES_KIND_EN = re.compile(
    r"\b(?:size|colou?r|bigger|smaller|larger|longer|shorter|wider|same|working|new|intact|another"
    r"|black|white|blue|red|green|grey|gray|pink|brown|yellow|purple|orange|beige|navy|xx?[sl]|[sml]|\d{1,2}(?:\.5)?)\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"[大小长短]一?点?[点号码]|[大小]了|新的|好的|[没不]坏的")


_ANY_KIND = re.compile(
    r"换一?[个件双款]?(?:别的|其他的?)?(?:颜色|色|尺码|码|号|款式?|型号)"
    r"|\b(?:another|different|other) (?:size|colou?r|kind|one|model)s?\b",
    re.IGNORECASE,
)
"""Says that it shall be another one, and not which."""


_YES_AT_HEAD = re.compile(r"^\W*(?:(?:好|行|是|对|可以|嗯|成)的[吧啊呀哈呢]?\W*)+")
"""好的 is a yes there, and not what is wanted."""


def names_kind(text: str) -> bool:
    """Whether the words say what is wanted instead: a size, a colour, a kind, or the same in good order."""
    text = _ANY_KIND.sub(" ", _YES_AT_HEAD.sub("", text))
    return bool(_NAMES_KIND.search(text) or _STEP.search(text) or _NAMES_KIND_EN.search(text))


def kind_wanted(text: str) -> str:
    """The clauses that name a size, a colour or a kind, without what only asks for it; else all of the words."""
    said = text.strip()
    clauses, kind, before, after = (
        (_CLAUSE, _NAMES_KIND, _BEFORE, _AFTER)
        if has_han(said)
        else (_CLAUSE_EN, _NAMES_KIND_EN, _BEFORE_EN, _AFTER_EN)
    )
    found = [one for one in clauses.finditer(said) if kind.search(one[0])]
    if not found:
        return said
    if clauses is _CLAUSE_EN:  # the rest says why: the blue looks awful in daylight
        more = itertools.takewhile(lambda one: len(one[0].split()) <= _FEW_WORDS, found[1:])
        found = [found[0], *more]
    clause = said[found[0].start() : found[-1].end()]
    into = _INTO.search(clause) if clauses is _CLAUSE else None
    rest = into["kind"] if into and kind.search(into["kind"]) else clause
    bare = after.sub("", before.sub("", rest))
    return bare if len(bare) >= _SHORTEST and kind.search(bare) else clause


def kind_quoted(text: str) -> str:
    """The same as it is said back to them: no longer than a bubble bears, and no word of it cut."""
    said = kind_wanted(" ".join(text.split())).rstrip("。.!！?？ ")
    if has_han(said):
        return said if len(said) <= _MOST_QUOTED else f"{said[:_MOST_QUOTED]}…"
    return textwrap.shorten(said, 2 * _MOST_QUOTED, placeholder="…")
