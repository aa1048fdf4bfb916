"""What a courier writes with a scan: a telephone number, the code to collect by; and what they are called. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

_PHONE = re.compile(r"(?<!\d)\+?\d(?:[ -]?\d){6,13}(?!\d)")
_CODE = re.compile(
    r"(?:取[件货]码|提货码|凭|货号|code|pin)\s*(?:是|为|is)?[:：\s]*(?P<code>[A-Z]?\d[\dA-Z-]{1,11})", re.IGNORECASE
)
_LOST = re.compile(
    r"遗失|丢失|丢件|灭失|\b(?:parcel|shipment|package|item) (?:is |was |has been )?lost\b", re.IGNORECASE
)
_MAYBE_LOST = re.compile(r"疑似|可能|若|如|是否|\b(?:may|might|possibly|suspected|if)\b", re.IGNORECASE)
_HOURS = re.compile(
    r"\d{1,2}[:：点]\d{0,2} ?[-—~至到] ?\d{1,2}[:：点]|\b\d{1,2} ?[ap]m ?(?:-|to) ?\d{1,2} ?[ap]m", re.IGNORECASE
)
_POINT = re.compile(r"丰巢|柜|驿站|代收|自提|\blocker\b|\bpick-?up point\b|\bparcel ?shop\b", re.IGNORECASE)
_READY = re.compile(
    r"(?<!not )(?<!not yet )\b(?:ready (?:for|to be) (?:collect|pick)|available for (?:collection|pick)"
    r"|(?:can|may) be (?:collected|picked)|await(?:s|ing) collection|to be collected)|待(?:自)?取|可取件|请(?:及时"
    r"|尽快)?(?:凭|来|前往)[^，,。]{0,12}取",
    re.IGNORECASE,
)
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fourteen": 14}
_KEPT_FOR = re.compile(
    r"(?:保留|保管|存放|免费存放|暂存)\s*(?P<zh>\d{1,2})\s*(?:天|日|个?(?P<hours>小时))"
    rf"|\b(?:held|kept|hold|holds|holding|keep|stored|available) (?:here |there )?for (?:up to )?"
    rf"(?P<en>\d{{1,2}}|{'|'.join(_NUMBERS)}) (?:calendar |working |business )?(?P<unit>days?|hours?)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:快递|速递|速运|物流)$")


def phones_in(scan: str) -> tuple[str, ...]:
    """Every number that may be a telephone's, as written."""
    code = pickup_code_in(scan)
    return tuple(match[0] for match in _PHONE.finditer(scan) if not code or match[0] not in code)


def pickup_code_in(scan: str) -> str:
    """The code to collect it by; empty where there is none."""
    match = _CODE.search(scan)
    return match["code"] if match else ""


def says_lost(scan: str) -> bool:
    """Whether the courier writes that it has lost it, and not that it may be: 快件遗失 已登记理赔."""
    return bool(_LOST.search(scan)) and not _MAYBE_LOST.search(scan)


def at_point(scan: str) -> bool:
    """Whether the courier wrote that it lies in a locker, a shop or at a pick-up point."""
    return bool(_POINT.search(scan))


def hours_in(scan: str) -> bool:
    """Whether the courier wrote when the pick-up point is open."""
    return bool(_HOURS.search(scan))


def ready_to_collect(scan: str) -> bool:
    """Whether it waits at a counter or a locker for whoever fetches it."""
    return _READY.search(scan) is not None


def kept_for(scan: str) -> timedelta | None:
    """How long the courier wrote that it keeps the parcel for whoever fetches it; None where it did not."""
    match = _KEPT_FOR.search(scan)
    if match is None:
        return None
    number = _NUMBERS.get(match["en"].lower()) or int(match["en"]) if match["en"] else int(match["zh"])
    hours = (match["unit"] or "").lower().startswith("hour") or match["hours"] is not None
    return timedelta(hours=number) if hours else timedelta(days=number)


def short_name(courier: str) -> str:
    """中通 of 中通快递: what people call it."""
    return _COMPANY.sub("", courier)
