"""Whom to turn to about a call that was not ours: the authority's own line, by the consumer's region.

The numbers are data of the shop rules (rules/markets, `help.REGION.fraud`); here is only how each is named. Pure.
"""

from __future__ import annotations

from careline.core.wording.language import Said, is_english
from careline.core.wording.numbers import digit_by_digit

_NAMED = {
    "CN": Said("可以打反诈专线 {number}", "you can call the anti-fraud line {number}"),
    "HK": Said("可以打防骗热线 {number}", "you can call the anti-scam helpline {number}"),
    "SG": Said("可以打防诈热线 {number}", "you can call the ScamShield helpline {number}"),
    "GB": Said("可以打 {number} 找您的银行", "you can call {number} to reach your bank"),
}
_LINE = Said("可以打反诈热线 {number}", "you can call the anti-fraud line {number}")
_PAGE = Said("可以到 {number} 举报", "you can report it at {number}")
_PAGE_ALOUD = Said("可以向联邦贸易委员会举报", "you can report it to the Federal Trade Commission")
_POLICE = Said("可以报警", "you can tell the local police")


def fraud_help(line: str, region: str, language: str, *, spoken: bool = False) -> str:
    """可以打反诈专线 96110; goes into a sentence. Without a line it is the police; an address is not read aloud."""
    if not line:
        return _POLICE.to(language)
    if not line[0].isdigit() and line[0] != "+":
        if spoken:
            return (_PAGE_ALOUD if region == "US" else _POLICE).to(language)
        return _PAGE.to(language).format(number=line)
    text = _NAMED.get(region, _LINE).to(language)
    if not spoken:
        return text.format(number=line)
    unspaced = text if is_english(language) else text.replace(" ", "")
    return unspaced.format(number=digit_by_digit(line, language))
