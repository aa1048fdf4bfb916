"""How many of which goods is meant instead of what was asked for before: 改成一个, 两瓶全退, the hat too. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from understanding.goods_words import goods_score
from understanding.item_words import Goods, clauses_in, numbers_in, wanted_and_kept
from understanding.plain import has_han

_CUE = re.compile(
    r"改(?:成|为|退|到)|换成|应该是|应当是|其实|不是|只|光|单|就(?:退|要|那|这|补|给)|都|全|得(?:退|要|补)|也(?:退|要|补|给|得)"
    r"|一(?:块|起|并|同)|加上|连|再(?:加|退|补)|是(?:[俩仨两三四五六]|\d)|反了|[说搞弄]错|要[退补](?:[俩仨两三四五六]|\d)"
    r"|\b(?:make (?:it|that)|change|should be|should have been|actually|instead|only|just|both|all (?:of|the|two|three"
    r"|four|five|six|\d)|too|as well|also|i meant|rather|not (?:one|two|three|\d)|on second thoughts?)\b",
    re.IGNORECASE,
)
"""What tells a correction from a number that is only mentioned."""
_ALL = re.compile(
    r"[全都](?:部|都)?(?:得|要|给我)?(?:退|补|换|取消)(?!了?[不没])|(?:退|补|换|取消)(?:掉)?(?:全部|全套|所有)|(?:两|俩|三|仨|四|五|六|几)\S?(?:都|全)"
    r"|\b(?:both|all (?:of (?:them|it|those)|(?:two|three|four|five|six|\d)(?: of them)?)|the (?:lot|whole lot)"
    r"|everything)\b",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"也(?:退|要|补|给|得|一)|一(?:块|起|并|同)|加上|连(?:同|着)?|再(?:加|退|补)|还有"
    r"|\b(?:too|as well|also|along with|together with|and the)\b",
    re.IGNORECASE,
)
"""The hat as well: a wish of its own, which takes nothing of the first back."""
_INSTEAD = re.compile(
    r"不是|应[该当]是|改(?:成|为|退)|换成|[搞弄说]错|反了"
    r"|\b(?:instead|i meant|not the|rather|should (?:be|have been)|change)\b",
    re.IGNORECASE,
)
_NOT_THAT = re.compile(
    r"(?:而)?不是[^，,。.；;!！?？\s]*|\b(?:and )?not (?:the |just |only )?(?:one|two|three|four|five|six|\d+)\b"
    r"|\binstead of (?:the )?(?:one|two|three|four|five|six|\d+)\b",
    re.IGNORECASE,
)
"""俩不是一; two, not one."""

_ELSE = re.compile(
    r"发票|抬头|地址|差价|降价|换货|换成?[^，,。]{0,6}(?:色|码|号|款)|赔|催|投诉|快递费|运费"
    r"|\b(?:invoice|address|exchange|swap|compensat\w*|chase|push|complain\w*|price|postage|track\w*)\b",
    re.IGNORECASE,
)
"""What is wished for goods beside what runs: an invoice for the hat corrects no refund."""
_FEARED = re.compile(
    r"不会|[可千]?别(?!的|人|家)|千万|不要(?!了|的)|怎么|凭什么|难道|为[什啥]"
    r"|\b(?:won'?t|don'?t|dont|didn'?t|wouldn'?t|aren'?t|isn'?t|never|why|hope)\b",
    re.IGNORECASE,
)
"""You won't cancel all of it, will you: no correction."""
_DEED = re.compile(
    r"退|取消|补|不要|撤|\b(?:return|refund|cancel|send|back|drop|resend|missing|broken)\w*\b", re.IGNORECASE
)
_SHORT = {True: 14, False: 36}


def may_amend(text: str) -> bool:
    """Whether it is worth knowing what runs: the words hold what tells a correction."""
    return _CUE.search(text) is not None


def amended_pieces(order: Sequence[Goods], running: Mapping[str, int], text: str) -> tuple[tuple[str, int], ...] | None:
    """What is meant instead of `running` (sku: pieces); None where the words correct nothing of it."""
    if not may_amend(text):
        return None
    wanted, _ = wanted_and_kept(_NOT_THAT.sub(" ", text))
    wanted = " ".join(
        clause for clause in clauses_in(wanted) if not _ELSE.search(clause) and not _FEARED.search(clause)
    )
    named = [goods for goods in order if _is_named(goods, order, wanted)]
    meant = _other_goods(named, running, wanted, whole=text) if len(order) > 1 else None
    if meant is None and len(running) == 1 and all(goods.sku in running for goods in named):
        meant = _other_number(order, running, wanted)
    if not meant or meant == dict(running):
        return None
    return tuple((goods.sku, meant[goods.sku]) for goods in order if goods.sku in meant)


def _other_goods(named: Sequence[Goods], running: Mapping[str, int], text: str, *, whole: str) -> dict[str, int] | None:
    """Others instead, or fewer of those that run. `whole`: with what is not meant."""
    others = {goods.sku: goods.pieces for goods in named if goods.sku not in running}
    fewer = {goods.sku: running[goods.sku] for goods in named if goods.sku in running}
    if _ALSO.search(text):
        return None
    if others:
        says_so = _INSTEAD.search(whole) and (_DEED.search(text) or len(text) <= _SHORT[has_han(text)])
        return {**fewer, **others} if says_so else None
    return fewer if 0 < len(fewer) < len(running) else None


def _other_number(order: Sequence[Goods], running: Mapping[str, int], text: str) -> dict[str, int] | None:
    """Another number of the one sort that runs."""
    ((sku, pieces),) = running.items()
    bought = next((goods.pieces for goods in order if goods.sku == sku), 0)
    said = {number for number in numbers_in(text) if 0 < number <= bought} - {pieces}
    if len(said) == 1:
        return {sku: said.pop()}
    return {sku: bought} if not said and _ALL.search(text) and pieces < bought else None


def _is_named(goods: Goods, order: Sequence[Goods], text: str) -> bool:
    """Whether the words name these goods and none of the others better."""
    mine = goods_score(goods.names, text)
    return bool(mine) and all(goods_score(one.names, text) <= mine or one.sku == goods.sku for one in order)
