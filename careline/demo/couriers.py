"""The couriers of the demo shop and the form of each one's tracking numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


@dataclass(frozen=True, slots=True)
class Courier:
    """A courier: its names, and `number(n)`, which makes a tracking number of its form, distinct for distinct n."""

    name: str
    name_en: str
    number: Callable[[int], str]


def _digits(serial: int, width: int) -> str:
    """`serial` spread over all numbers of this width; one to one, the factor being coprime to 10."""
    return f"{(serial * 618_033_988_749_893 + 40_961_377) % 10**width:0{width}d}"


def _form(prefix: str, width: int) -> Callable[[int], str]:
    return lambda serial: prefix + _digits(serial, width)


def _ems(serial: int) -> str:
    """An international EMS number (UPU S10): EA, eight digits, check digit, CN."""
    digits = _digits(serial, 8)
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(digits, _S10_WEIGHTS, strict=True)) % 11
    check = {10: 0, 11: 5}.get(rest, rest)
    return f"EA{digits}{check}CN"


SF = Courier("顺丰速运", "SF Express", _form("SF1", 12))
JD = Courier("京东物流", "JD Logistics", _form("JDVA", 11))
POST = Courier("中国邮政", "China Post", _form("98", 11))
EMS = Courier("中国邮政", "China Post EMS", _ems)
MAINLAND: tuple[Courier, ...] = (
    SF,
    Courier("中通快递", "ZTO Express", _form("78", 12)),
    Courier("圆通速递", "YTO Express", _form("YT", 13)),
    Courier("韵达快递", "Yunda Express", _form("43", 13)),
    Courier("极兔速递", "J&T Express", _form("JT", 13)),
    JD,
    POST,
)
ABROAD: tuple[Courier, ...] = (SF, EMS, JD)


def courier_for(rng: Random, *, abroad: bool) -> Courier:
    """Any courier that serves this kind of address."""
    return rng.choice(ABROAD if abroad else MAINLAND)
