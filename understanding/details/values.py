"""Values that words hold: a tracking number, prices, what an invoice needs. Pure; each gives nothing where none is."""

from __future__ import annotations

import re
from decimal import Decimal

from understanding.sums import sums_in

_TRACKING = re.compile(r"(?<![A-Za-z0-9@.])(1Z[A-Za-z0-9]{16}|[A-Za-z]{0,5}\d{9,20}[A-Za-z]{0,3})(?![A-Za-z0-9.@])")
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
#: A figure that counts days, pieces or per cent, or is part of a number or a clock, is no price.
_FIGURE = re.compile(
    r"(?<![\d.:A-Za-z#-])(\d{1,6}(?:\.\d{1,2})?)(?!\d|\.\d|[:%\-]"
    r"| ?(?:[天号月日点件个折期次张斤码寸年]|小时|分钟|days?|hours?|weeks?|months?|pcs|pieces|am\b|pm\b|%))",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"(?:便宜|降价?|差价?|少|掉)了?\s*[¥￥]?(\d{1,6}(?:\.\d{1,2})?)(?!\d)"
    r"|\b(?:dropped|fell|down|reduced|cheaper|lower|less) (?:by )?[$£€¥]?(\d{1,6}(?:\.\d{1,2})?)\b"
    r"|[$£€¥]?\b(\d{1,6}(?:\.\d{1,2})?) ?(?:\w+ )?(?:cheaper|less|off|lower)\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TAX_NAMED = re.compile(
    r"(?:税号|识别号|信用代码|\b(?:UEN|VAT|TIN|ABN|EIN|GSTIN|GST|PAN|NIF|SIRET|KRA PIN|SSM|RC|tax (?:no\.?|number|id"
    r"|code|pin)))[^A-Za-z0-9]{0,3}"
    r"(?:(?:number|no|is|是|为)[^A-Za-z0-9]{0,3})*(\d{2,4}(?: \d{2,4}){2,4}\b|[A-Z]{0,3}\d[A-Z0-9-]{5,19})",
    re.IGNORECASE,
)
_TAX_BARE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?=[A-Za-z0-9]*\d{6})[0-9A-Za-z]{18}|\d{2}[A-Z]{5}\d{4}[A-Z]\d?[A-Z]{1,2}\d?)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""China's code of 18 signs, India's of 15."""
_BODY = r"(?:有限公司|公司|集团|学校|大学|中学|小学|幼儿园|医院|银行|事务所|工作室|研究院|研究所|委员会|合作社|协会)"
_TITLE_ZH = re.compile(rf"[一-鿿（）()·A-Za-z0-9]{{2,40}}?{_BODY}(?![一-鿿]*{_BODY})")
_LEAD_ZH = re.compile(
    r"^.*(?:抬头|名称|名字|开给|开成|改成|改为|换成|写成|填|写|开)(?:[是为:：]|我们|的是)?|^(?:请|麻烦|帮我|给|我们|我|你们|是|为)+"
)
_VAGUE_ZH = re.compile(rf"(?:我们?|你们?|他们?|某|这个?|那个?|别的|卖货的|哪个?|什么|单位|一个|换|个人|下单的)?{_BODY}")
_ASKED_ZH = re.compile(r"[不的哪吗]|什么|怎么")
_NAMED_ZH = re.compile(
    r"抬头(?:名称)?(?:写成|写|是|为|填|开|用|改成|换成|改为)?[:：]?\s*([^\s，,。;；?？]{2,30}?)(?=[，,。;；\s]|吧|就行|即可|$)"
)
_CHANGED_ZH = re.compile(
    r"抬头[^。]{0,20}?(?:应该是|应为|改成|改为|换成|对的是|[，,\s]是)\s*([一-鿿（）()·A-Za-z0-9]{3,30})(?=[，,。;；\s]|$)"
)
_NO_NAME_ZH = re.compile(r"同上|不变|一样|什么|怎么|咋|哪|错|不对|几|吗|公司$|单位$|个人|改|换|一下|怎样|该")
_NO_TITLE_ZH = re.compile(
    r"(?:换|搬|离开?|去|到|在|进|出|回|找)(?:了|过|个|一?家)?(?:新|别的)?(?:公司|单位)$|(?:快递|物流|保险|[这那哪]家|你们|他们|我们|咱们?)(?:公司|单位)$"
)
"""还有我换公司了 names no firm that an invoice could be made out to."""
_WORDS_EN = r"[A-Z0-9][\w&.'/-]*(?:\s+(?:[A-Z&][\w&.'/-]*|of|and(?=\s[A-Z])))*"
_TITLE_EN = re.compile(
    r"(?i:\b(?:made out to|make it out to|in the name of|under the name|billed? to|addressed to|name is|title is"
    r"|(?:company|firm|business|registered|legal|trade|billing) name(?: is| for)?:?"
    r"|(?:name|title)[^.?!,]{0,20} to))\s+(?i:the\s+)?" + f"({_WORDS_EN})"
)
_COMPANY_EN = re.compile(
    rf"\b({_WORDS_EN}\s+(?:Pte\.? Ltd|Pty Ltd|Pvt\.? Ltd|Sdn\.? Bhd|Ltd|LLC|Inc|GmbH|S\.?r\.?l|SARL|Limited"
    rf"|Corp|Plc|PLLC"
    r"|LLP|Company|Club|Enterprises?|Ventures|Traders|Trading|Industries|Stores))\b"
)
_PERSONAL = re.compile(r"个人|私人|\b(?:personal|private person|individual)\b", re.IGNORECASE)


def tracking_no_in(text: str) -> str | None:
    """The first tracking number that the words hold; telephone numbers and order numbers with dashes are none."""
    found = (match[1] for match in _TRACKING.finditer(text))
    return next((number.upper() for number in found if not _MOBILE.fullmatch(number)), None)


def prices_in(text: str) -> tuple[Decimal, ...]:
    """Every sum, and every bare figure that may be a price, in the sequence of the words."""
    said = text.lower().replace("￥", "¥")
    found = [(one.start, one.end, Decimal(one.cents) / 100) for one in sums_in(said)]
    within = {at for start, end, _ in found for at in range(start, end)}
    found += [(*m.span(), Decimal(m[1])) for m in _FIGURE.finditer(said) if m.start() not in within]
    return tuple(price for *_, price in sorted(found))


def price_fall_in(text: str) -> Decimal | None:
    """By how much a price fell, where the words say the difference: 便宜了 40, 30 cheaper."""
    match = _FALL.search(text)
    return Decimal(next(part for part in match.groups() if part)) if match else None


def invoice_data_in(text: str) -> dict[str, str]:
    """What the words give for an invoice: `title`, `tax_no`, `email`, and `personal` where it is for a person."""
    found: dict[str, str] = {}
    if email := _EMAIL.search(text):
        found["email"] = email[0]
    rest = _EMAIL.sub(" ", text)
    if tax := _TAX_NAMED.search(rest) or _TAX_BARE.search(rest):
        number = tax[1] if tax.re is _TAX_NAMED else tax[0]
        found["tax_no"] = number.replace(" ", "").upper().strip("-")
    if title := _title_in(rest):
        found["title"] = title
    elif _PERSONAL.search(rest):
        found["personal"] = "yes"
    return found


def _title_in(text: str) -> str | None:
    for match in _TITLE_ZH.finditer(text):
        bare = _LEAD_ZH.sub("", match[0]).strip()
        vague = _VAGUE_ZH.fullmatch(bare) or _NO_TITLE_ZH.search(bare)
        if len(bare) > 4 and not vague and not _ASKED_ZH.search(bare):
            return bare
    if (changed := _CHANGED_ZH.search(text)) and not _NO_NAME_ZH.search(changed[1]):
        return changed[1]
    if (named := _NAMED_ZH.search(text)) and not _NO_NAME_ZH.search(named[1]):
        return named[1]
    if found := _TITLE_EN.search(text) or _COMPANY_EN.search(text):
        return found[1].rstrip(".'")
    return None
