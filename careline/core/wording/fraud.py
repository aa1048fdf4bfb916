"""Whom to turn to about a call that was not ours: the authority's own line, by the consumer's region.

Sources, from memory and not called or looked up again; an operator checks them before the first market opens:
CN 96110, 公安部国家反诈中心; HK 18222, Anti-Deception Coordination Centre of the Hong Kong Police (adcc.gov.hk);
SG 1799, ScamShield Helpline (scamshield.gov.sg); GB 159, Stop Scams UK (stopscamsuk.org.uk/159), which connects to
one's bank; US reportfraud.ftc.gov, Federal Trade Commission. Elsewhere the
police. Pure.
"""

from __future__ import annotations

from careline.core.wording.language import Said, is_english
from careline.core.wording.numbers import digit_by_digit

_LINES = {
    "CN": ("96110", Said("可以打反诈专线 {number}", "you can call the anti-fraud line {number}")),
    "HK": ("18222", Said("可以打防骗热线 {number}", "you can call the anti-scam helpline {number}")),
    "SG": ("1799", Said("可以打防诈热线 {number}", "you can call the ScamShield helpline {number}")),
    "GB": ("159", Said("可以打 {number} 找您的银行", "you can call {number} to reach your bank")),
}
_US = Said("可以到 reportfraud.ftc.gov 举报", "you can report it at reportfraud.ftc.gov")
_US_ALOUD = Said("可以向联邦贸易委员会举报", "you can report it to the Federal Trade Commission")
_ELSEWHERE = Said("可以报警", "you can tell the local police")


def fraud_help(region: str, language: str, *, spoken: bool = False) -> str:
    """可以打反诈专线 96110; goes into a sentence. A region that we know no line of gets the police."""
    if region == "US":
        return (_US_ALOUD if spoken else _US).to(language)
    if region not in _LINES:
        return _ELSEWHERE.to(language)
    number, said = _LINES[region]
    text = said.to(language)
    if not spoken:
        return text.format(number=number)
    unspaced = text if is_english(language) else text.replace(" ", "")
    return unspaced.format(number=digit_by_digit(number, language))
