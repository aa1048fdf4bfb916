"""Money for people: 129 元, CNY 129.00; aloud 一百二十九元, 129 yuan."""

from __future__ import annotations

from careline.core.money import Money, exponent
from careline.core.wording.language import Said, is_english
from careline.core.wording.numbers import chinese_number, counted

_NAMES = {
    "CNY": Said("元", "yuan"),
    "USD": Said("美元", "dollars"),
    "HKD": Said("港元", "Hong Kong dollars"),
    "EUR": Said("欧元", "euros"),
    "GBP": Said("英镑", "pounds"),
    "JPY": Said("日元", "yen"),
    "SGD": Said("新加坡元", "Singapore dollars"),
}


def money(amount: Money, language: str, *, spoken: bool = False) -> str:
    """An amount in its own currency; decimals only where there are any, except in written English."""
    plain = amount.decimal()
    short = plain.removesuffix(".00")
    name = _NAMES.get(amount.currency, Said(amount.currency, amount.currency))
    if is_english(language):
        return f"{short} {name.en}" if spoken else f"{amount.currency} {plain}"
    return _aloud(amount, name.zh) if spoken else f"{short} {name.zh}"


def _aloud(amount: Money, name: str) -> str:
    whole, part = divmod(amount.amount, 10 ** exponent(amount.currency))
    if not part:
        return counted(whole, name)
    tens, ones = divmod(part, 10)
    if amount.currency != "CNY":
        return f"{chinese_number(whole)}点{chinese_number(tens)}{chinese_number(ones) if ones else ''}{name}"
    yuan = counted(whole, "元") if whole else ""
    jiao = f"{chinese_number(tens)}角" if tens else "零" if whole else ""
    return f"{yuan}{jiao}{chinese_number(ones) + '分' if ones else ''}"
