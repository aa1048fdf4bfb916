"""Postal addresses in running text, Chinese and English.

An address is known by its units (文三路138号, 3栋501室, 12 Elm Street), never by a place name alone: 我在杭州 names
nobody. In Chinese no space says where an address begins: it begins after the word that leads to it (改到, 寄去).
"""

from __future__ import annotations

import re

from careline.core.privacy.made_up import MadeUp

_LEADS = "到成为是在寄送去址我你您住给往于改换至把的了吗呢吧跟叫这那"
_FIRST = rf"(?:(?![{_LEADS}])[\u4e00-\u9fff]|成都)"
_HAN = "[\u4e00-\u9fff]"  # further on, such a character belongs to a name: 五和大道, 成都市
_NUMBER = r"[A-Za-z]?[0-9〇零一二三四五六七八九十百]{1,5}"
_ESTATE = "小区|花园|大厦|广场|公寓|大楼|社区|新村|苑|园|庭|城|府"
_WAYS = f"路|街|大道|巷|弄|胡同|村|里|{_ESTATE}"
_UNITS = "号楼|号院|单元|[号弄栋幢座室楼层]"

_REGIONS = "省|自治区|市|区|县|自治州|旗|镇|乡|街道"
_REGION = rf"(?:{_FIRST}{{2,7}}?(?:{_REGIONS})(?:{_HAN}{{1,7}}?(?:{_REGIONS})){{0,4}})"
_DOOR_NO = rf"\s?{_NUMBER}\s?(?:{_UNITS}|-)"
_UNIT = rf"(?:{_NUMBER}\s?(?:{_UNITS}|门)\s?-?)"
_REST = rf"(?:{_HAN}{{1,10}}?(?:{_ESTATE})|{_UNIT}|[0-9]{{1,5}}(?:-[0-9]{{1,5}})*)"
_CHINESE = re.compile(
    rf"(?:{_REGION}{_HAN}{{1,10}}?(?:{_WAYS}){_DOOR_NO}"
    rf"|{_FIRST}{{1,10}}(?:{_WAYS}){_DOOR_NO}"
    rf"|{_FIRST}{{2,7}}?(?:{_REGIONS})(?:{_HAN}{{1,7}}?(?:{_REGIONS})){{1,4}}"
    rf"|{_UNIT}{{2,5}}){_REST}*"
)

_STREET = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|close|way|crescent|terrace|square|place|pl"
)
_DOOR = r"(?:flat|apt|apartment|unit|suite)\s?#?\w{1,5}"
_ENGLISH = re.compile(
    rf"\b(?:{_DOOR},?\s+)?[0-9]{{1,5}}[a-z]?\s+(?:[a-z'’]+\s+){{1,3}}?(?:{_STREET})\b\.?"
    rf"(?:,?\s+{_DOOR})?(?:,?\s+[a-z]{{1,2}}[0-9][a-z0-9]?\s?[0-9][a-z]{{2}}\b)?",
    re.IGNORECASE,
)


def without_places(said: str) -> str:
    """Made-up addresses instead of what looks like one."""
    return _ENGLISH.sub(MadeUp.PLACE_EN, _CHINESE.sub(MadeUp.PLACE_ZH, said))
