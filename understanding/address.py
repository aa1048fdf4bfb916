"""A new address as people write it after 改地址, and what they correct in it afterwards. Pure."""

from __future__ import annotations

import hashlib
import re

_LONGEST = 200
_LEAD = re.compile(
    r"^.*?(?:(?:改|换|送|寄|发)[成到往为至]|新地址(?:是|为)?[:：，,\s]*"
    r"|地址(?:给我|帮我)?(?:改|换)?(?:成|为|是|一?下|了)[:：，,\s]*)(?P<zh>.+)$"
    r"|^.*?\b(?:address(?: (?:is|to|now is)|(?= ?:))|(?:deliver|delivery|send|ship|change|redirect|forward"
    r"|going|go|goes|come)"
    r" (?:it |that |them |the address |my address |in any case )?(?:to|on|at)(?: my| the| our)?)"
    r"\s*[:,]?\s*(?P<en>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_LIKE_ONE = re.compile(
    r"[省市区县镇乡村州][\u4e00-\u9fff\dA-Za-z]|(?:路|街|道|巷|弄|大厦|广场|小区|花园|公寓|新村)\S*\d"
    r"|\d+\s*(?:号|栋|幢|室|楼|单元|弄)"
    r"|\b\d+[\w ,]* (?:street|st|road|rd|avenue|ave|lane|drive|way|close|square|blvd|crescent|court|terrace|gardens"
    r"|place|plaza|quay|walk|park|hill|boulevard)\b|#\d{1,2}-\d+"
    r"|\b(?:jalan|jln|lorong|blk|block) \w+|\b\w+(?:strasse|straße|allee|weg|gasse|platz) \d+"
    r"|\b(?:strasse|straße|str\.|jalan|jln\.?|lorong|persiaran|lebuh|taman|kampung|kg\.?|barangay|brgy\.?|ulica|ul\.)"
    r" [\w'. ]*\d|\d[\w/-]*,? (?:rue|jalan|jln|lorong|chemin|quai|impasse|persiaran|lebuh)\b"
    r"|\b(?:rue|via|viale|piazza|corso|calle|avenida|rua|praça|plaza)(?: [\w'.]+){1,5},? \d+"
    r"|\b(?:lot|plot|stand|erf|villa|house no\.?|p\.? ?o\.? box|sector|phase) [a-z]{0,2}\d"
    r"|(?-i:\b\d{5,6},? [A-Z][a-zé]{2,})|(?-i:[A-Z][a-z]{2,},? \d{6}\b)"
    r"|\bpostcode\b|\b(?:apt|flat|unit) \w*\d|(?<=, )flat\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？吗呢]|怎么|能不能|可不可以|\b(?:can|could|how|when)\b", re.IGNORECASE)
_TELLS_OF_A_SLIP = re.compile(r"[填写搞弄打]错|错了|不是|应该是|(?:要|得)改")
_REMARK = re.compile(
    r"[\s.;,，。；]+(?:(?:the |my )?(?:name|phone|rest|everything else)\b|same (?:name|phone|number)\b"
    r"|change it\b|please\b|pls\b|thanks?\b|thx\b|instead\b"
    r"|(?:收件人|人(?:和|跟)?电话|人|姓名|电话|手机号?|名字|其[他它]|别的)[^，。\d]{0,4}(?:不变|照旧|不用[改换动]|不动|还写我|还是我"
    r"|一样|没变)|谢谢)\D*$",
    re.IGNORECASE,
)
_TO = re.compile(r"^(?:(?:to|at|it'?s|it is|now)\s+)+", re.IGNORECASE)
_ENDS = " 。.!！?？吧吗呀,，"

_UNIT = r"(?:号楼|号|栋|幢|座|室|楼|单元|弄|层)?"
_WRITTEN = r"[A-Za-z]?\d[\dA-Za-z-]{0,15}"
_ONE_FOR_ANOTHER = re.compile(
    rf"(?P<new>{_WRITTEN})\s*{_UNIT}[，,。\s]*(?:而?不是|and not|not|instead of)\s*(?P<old>{_WRITTEN})"
    rf"|(?:不是|\bnot)\s*(?P<old2>{_WRITTEN})\s*{_UNIT}[，,。\s]*"
    rf"(?:而?是|应该是|改成|but|it'?s|it is)\s*(?P<new2>{_WRITTEN})"
    rf"|(?P<old3>{_WRITTEN})\s*{_UNIT}\s*(?:(?:要|得|需要?|应该?|请)?(?:改|换)(?:成|为|到)?|应该?[是为]|should be|to)"
    rf"\s*(?P<new3>{_WRITTEN})",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(r"(?P<number>[A-Za-z]?\d[\d-]*)\s*(?P<unit>号楼|号|栋|幢|座|室|楼|单元|弄|层)")

_DOOR = re.compile(r"(?:门牌|房[间]?号?|室号|门号)号?(?:应该)?[是为写成到，,\s]{0,3}(?P<number>\d{1,5})(?!\d)")
_FLAT_EN = re.compile(
    r"\b(?:flat|apt\.?|apartment|unit|room|suite|door)(?: (?:is|to|number|no\.?|should be))? ?#?"
    r"(?P<number>\d+[A-Za-z]?)\b",
    re.IGNORECASE,
)
_NAMES_A_PLACE = re.compile(r"[路街道巷厦园寓村镇市区县省]")

_RECIPIENT = re.compile(
    r"(?:收[件货]人|名字|姓名)[^，,。\d]{0,4}?(?:改|换|写)?(?:成|为|是|到)(?P<who>[^，,。\d]{2,16})"
    r"|\b(?:recipient|name|addressee)\b[^.\d]{0,12}?\b(?:to|is)\b "
    r"(?!(?:on|in|at|not|wrong|missing|still|the)\b)(?P<who_en>[A-Za-z' -]{2,48})"
    r"|\b(?:put|use|make)\b (?:it )?(?:in )?(?:my (?:husband|wife|son|daughter|mum|mom|mother|dad|father|friend"
    r"|sister|brother)"
    r"(?:'s name)?,? )?(?P<who_as>[A-Za-z'-]{2,20})(?: [A-Za-z'-]{2,20})? as (?:the )?(?:name|recipient|addressee)\b",
    re.IGNORECASE,
)

_WHOSE = re.compile(
    r"^(?:我(?:妈妈?|爸爸?|老公|老婆|儿子|女儿|哥|姐|弟弟?|妹妹?|朋友|室友|同事)\s*(?=[\u4e00-\u9fff]{2})"
    r"|my (?:husband|wife|son|daughter|mum|mom|mother|dad|father|friend|sister|brother|flatmate)(?:'s name)?,? (?=\w))",
    re.IGNORECASE,
)
_AS_WHAT = re.compile(r"\s+as (?:the )?(?:name|recipient|addressee)$", re.IGNORECASE)


def address_in(text: str) -> str | None:
    """The address behind 改成, 寄到, change it to; None where the words hold none."""
    told = text.strip()
    found = _behind_lead(told)
    while found and (further := _behind_lead(found)) and not _LOOKS_LIKE_ONE.search(found[: -len(further)]):
        found = further  # it goes to the new flat, please change to 3 Mill Lane
    return found[:_LONGEST] if found else None


def _behind_lead(told: str) -> str | None:
    match = _LEAD.match(told)
    found = _without_remarks(match["zh"] or match["en"]) if match else ""
    return found if found and _LOOKS_LIKE_ONE.search(found) else None


def address_alone(text: str) -> str | None:
    """Words that answer "which address?": all of them are the address, or what stands behind 改成."""
    told = text.strip()
    if not _LOOKS_LIKE_ONE.search(told) or _ASKS.search(told):
        return None
    if _TELLS_OF_A_SLIP.search(told) and not _NAMES_A_PLACE.search(told):
        return None  # 楼栋填错，8栋要改3栋
    return address_in(told) or _TO.sub("", _without_remarks(told))[:_LONGEST]


def _without_remarks(told: str) -> str:
    """Without what is said beside it, in one line: 电话不变, same name please."""
    one_line = " ".join(told.split())
    return (_REMARK.sub("", one_line) or one_line).strip(_ENDS)


def corrected(address: str, text: str) -> str | None:
    """The address with what the words correct in it: 是112号，不是120; it is 27, not 22. None: they correct nothing.

    A number alone takes the place of the one that has the same unit (号, 室), where there is just one such.
    """
    for match in _ONE_FOR_ANOTHER.finditer(text):
        old, new = _first(match, "old", "old2", "old3"), _first(match, "new", "new2", "new3")
        place = re.compile(rf"(?<![\dA-Za-z]){re.escape(old)}(?![\dA-Za-z])")
        if len(place.findall(address)) == 1:
            return place.sub(new, address)
    if turned := _of_the_same_street(address, text):
        return turned
    if door := _DOOR.search(text):
        return _at_the_door(address, door["number"])
    if flat := _FLAT_EN.search(text):
        return _at_the_flat(address, str(flat["number"]))
    digits = _BARE_NUMBER.search(text)
    swapped = _of_the_same_digits(address, digits["number"]) if digits else None
    return swapped or _of_the_same_unit(address, text) or _of_the_same_length(address, text)


def _first(match: re.Match[str], *groups: str) -> str:
    """What the first of these groups that took part has matched."""
    return next(str(match[group]) for group in groups if match[group])


def _of_the_same_unit(address: str, text: str) -> str | None:
    """是112号: in the place of the only other number with that unit."""
    told = _WITH_UNIT.findall(text)
    if len(told) != 1 or _NAMES_A_PLACE.search(text):
        return None
    number, unit = str(told[0][0]), str(told[0][1])
    alike = [match for match in _WITH_UNIT.finditer(address) if match["unit"] == unit]
    if len(alike) != 1 or alike[0]["number"] == number:
        return None
    return address[: alike[0].start()] + number + address[alike[0].end("number") :]


_HOUSE = re.compile(r"(?<![\dA-Za-z])(?P<number>\d+[A-Za-z]?)\s+(?P<street>[A-Za-z][\w']+(?: [A-Za-z][\w']+)?)")


def _of_the_same_street(address: str, text: str) -> str | None:
    """It says 8 but we are at 18 Mill Lane: another number before the same street."""
    house = _HOUSE.search(address)
    if house is None:
        return None
    street = re.escape(house["street"])
    told: set[str] = {
        str(one).lower() for one in re.findall(rf"(?<![\dA-Za-z])(\d+[A-Za-z]?)\s+{street}\b", text, re.IGNORECASE)
    }
    others = told - {house["number"].lower()}
    if len(others) != 1:
        return None
    return address[: house.start("number")] + next(iter(others)) + address[house.end("number") :]


_BARE_NUMBER = re.compile(r"(?<![\dA-Za-z])(?P<number>\d{3,6})(?![\dA-Za-z])")


def _of_the_same_digits(address: str, number: str) -> str | None:
    """打反了，是1308: in the place of the one number that has the same digits in another order."""
    found = [one for one in _BARE_NUMBER.finditer(address) if sorted(one["number"]) == sorted(number)]
    if len(found) != 1 or found[0]["number"] == number:
        return None
    return address[: found[0].start()] + number + address[found[0].end() :]


def _of_the_same_length(address: str, text: str) -> str | None:
    """是1102, it's 1102: alone, in the place of the only bare number that is as long."""
    told = [one["number"] for one in _BARE_NUMBER.finditer(text)]
    if (
        len(told) != 1
        or _OF_OTHER_NUMBERS.search(text)
        or len(text.strip()) > _CORRECTS_ONE[any(map(str.isascii, text.strip()[:1]))]
    ):
        return None
    alike = [one for one in _BARE_NUMBER.finditer(address) if len(one["number"]) == len(told[0])]
    if len(alike) != 1 or alike[0]["number"] == told[0] or _NAMES_A_PLACE.search(text):
        return None
    return address[: alike[0].start()] + told[0] + address[alike[0].end() :]


_OF_OTHER_NUMBERS = re.compile(
    r"[话机尾码单年块元钱价]|快递|为(?:什么|啥)|\b(?:phone|mobile|order|ends?|code|tracking|yuan|cny|usd|pay|paid|why|when)\b",
    re.IGNORECASE,
)
_CORRECTS_ONE = {False: 16, True: 40}
"""Up to how many characters words of Chinese, and of English, correct one number and no more."""


def _at_the_flat(address: str, number: str) -> str | None:
    """With another number of the flat where one is written: make it flat 14."""
    here = list(_FLAT_EN.finditer(address))
    if len(here) != 1 or here[0]["number"].lower() == number.lower():
        return None
    return address[: here[0].start("number")] + number + address[here[0].end("number") :]


def _at_the_door(address: str, number: str) -> str | None:
    """With another number of the flat, or of the house where no flat is written: 门牌是1203."""
    bare = [match for match in _BARE_NUMBER.finditer(address) if not _WITH_UNIT.match(address, match.start())]
    if len(bare) == 1 and bare[0]["number"] != number and "室" not in address:
        return address[: bare[0].start()] + number + address[bare[0].end() :]
    for unit in ("室", "号"):
        same = [match for match in _WITH_UNIT.finditer(address) if match["unit"] == unit]
        if len(same) == 1 and same[0]["number"] != number:
            return address[: same[0].start()] + number + address[same[0].end("number") :]
    return None


def recipient_in(text: str) -> str:
    """Who takes it instead, behind 收件人改成 or "name to", without the number; empty where the words name nobody."""
    match = _RECIPIENT.search(" ".join(text.split()))
    who = str(match["who"] or match["who_en"] or match["who_as"]) if match else ""
    return _AS_WHAT.sub("", _WHOSE.sub("", who.strip(_ENDS))).strip(_ENDS)


def about_place(address: str) -> str:
    """What tells the wish for this place apart from one for another; the same place again is the same wish."""
    return f"to {hashlib.sha256(address.encode()).hexdigest()[:12]}"
