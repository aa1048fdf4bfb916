"""Numbers and codes in running text: every longer run of digits goes, whatever it was.

So no list of formats has to be complete: phones, orders, parcels, identity cards and bank cards are runs, written in
digits, in Chinese numerals or in both. Dates and amounts stay, and the hotlines of the authorities, which the assistant
has to know.
"""

from __future__ import annotations

import re

from careline.core.privacy.digits import ZH, digits_of
from careline.core.privacy.made_up import MadeUp

SHORTEST = 5
"""Digits in a run that goes."""
HOTLINES = frozenset({"12315", "12345"})

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_URL = re.compile(
    r"(?:https?://|www\.)[^\s\u4e00-\u9fff，。]+"
    r"|(?<![@A-Za-z0-9.-])[a-z0-9-]+\.(?:com|cn|net|org|top|shop)(?![A-Za-z])(?:/[^\s\u4e00-\u9fff，。]*)?",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"((?:微信|薇信|v信|wechat|weixin|\bwx|\bvx|qq|扣扣|支付宝|alipay|telegram|whatsapp)\s?(?:号码?|账号|id)?\s?(?:[:：是为]|is)?\s?)"
    r"(?=[a-z_-]*[0-9_-]|[a-z]{6})[a-z0-9][-_a-z0-9.]{4,30}",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![A-Za-z0-9])(?=(?:[A-Za-z_-]*[0-9]){6})[A-Za-z0-9][A-Za-z0-9_-]*[A-Za-z0-9](?![A-Za-z0-9])")
_PARCEL = re.compile(r"[A-Za-z]{2,4}[0-9]{9,}[A-Za-z]{0,2}")
_DATE = r"(?:19|20)[0-9]{2}(?P<between>[-/.])[0-9]{1,2}(?P=between)[0-9]{1,2}(?![0-9])"
_MONEY = (
    r"[¥￥$£€]\s?[0-9]{1,7}(?:[.,][0-9]{1,3})*(?![0-9])"
    rf"|(?:[0-9]{{1,7}}(?:[.,][0-9]{{1,3}})*|{ZH}{{1,7}})\s?(?:元|块|万|rmb|yuan|usd|dollars?|bucks)"
)
_WEEKDAYS = r"(?:周|星期|礼拜)[一二三四五六日天]+"
_BETWEEN = "[ .()（）．·\u2010-\u2015\u2212－-]{0,2}"
# As dictated: 幺三八，一二三四，五六七八. A numeral or two by themselves are words: 12315一直不通, 2999两三天就坏.
_SAID = rf"{ZH}(?:(?:{_BETWEEN}|(?<={ZH}{{3}})[，、,] ?(?={ZH}{{3}})){ZH}){{2,}}+"
_PIECE = rf"(?:[0-9]|{_SAID}|(?<=[0-9]){ZH}(?=[0-9]))"
_RUN = re.compile(rf"(?P<kept>{_DATE}|{_MONEY}|{_WEEKDAYS})|\+?\(?{_PIECE}(?:{_BETWEEN}{_PIECE})*+[Xx]?", re.IGNORECASE)
_TAIL_SAID = re.compile(
    r"((?:尾号|后四位|末四位|ending (?:in|with)|last (?:four|4)(?: digits)?)\s?(?:是|为|:|：|are|is)?\s?)"
    rf"(?:[0-9]{{3,4}}(?![0-9])|{ZH}{{3,4}}(?!{ZH}))",
    re.IGNORECASE,
)
_DIGIT = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_SPOKEN_EN = re.compile(rf"\b{_DIGIT}(?:[\s,-]+{_DIGIT}){{4,}}\b", re.IGNORECASE)


def without_emails(said: str) -> str:
    return _EMAIL.sub(MadeUp.EMAIL, said)


def without_urls(said: str) -> str:
    return _URL.sub(MadeUp.URL, said)


def without_accounts(said: str) -> str:
    """WeChat and the like, where the word stands before the id."""
    return _ACCOUNT.sub(rf"\g<1>{MadeUp.ACCOUNT}", said)


def without_numbers(said: str) -> str:
    """Written or spelt out; of a number's last four digits too, if they are called so."""
    said = _RUN.sub(_run, _CODE.sub(_code, said))
    return _SPOKEN_EN.sub(MadeUp.PHONE, _TAIL_SAID.sub(rf"\g<1>{MadeUp.TAIL}", said))


def _code(match: re.Match[str]) -> str:
    code = match[0]
    if not any(map(str.isalpha, code)):
        return code
    return MadeUp.PARCEL if _PARCEL.fullmatch(code) else MadeUp.ORDER


def _run(match: re.Match[str]) -> str:
    run = match[0]
    digits = digits_of(run)
    if match["kept"] or len(digits) < SHORTEST or digits in HOTLINES:
        return run
    return MadeUp.PHONE if _like_a_phone(run, digits) else MadeUp.ORDER


def _like_a_phone(run: str, digits: str) -> bool:
    """Only which made-up number reads more naturally: the run goes either way."""
    mobile = re.fullmatch(r"(?:86)?1[3-9][0-9]{9}", digits)
    grouped = run != digits and 7 <= len(digits) <= 13
    return bool(mobile or grouped or (len(digits) >= 7 and run.startswith(("+", "(", "0"))))
