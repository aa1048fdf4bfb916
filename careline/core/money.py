"""Money in integer minor units with a currency; never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# ISO 4217: how many decimals, of the currencies that have not two.
_DECIMALS = {
    **dict.fromkeys(
        (
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
# `Decimal` alone would also read "Infinity", "1e9", " 1_0 " and digits of other scripts. 18 digits fit a bigint.
_AMOUNT = re.compile(r"[0-9]{1,16}(\.[0-9]{1,4})?")


class MoneyError(ValueError):
    """An amount that cannot be money: not a decimal, negative, or finer than the currency's smallest coin."""


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`amount` minor units (fen, cents) of `currency` (ISO 4217)."""

    amount: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a decimal string such as "129.00". Raises MoneyError."""
        if not _AMOUNT.fullmatch(text):
            raise MoneyError(f"{text!r} is not a decimal amount")
        minor = Decimal(text).scaleb(exponent(currency))
        if minor != minor.to_integral_value():
            raise MoneyError(f"{text!r} is not a possible amount of {currency}")
        return cls(int(minor), currency)

    def decimal(self) -> str:
        """The decimal string that `parse` reads back: "129.00", or "1200" for a currency without minor unit."""
        places = exponent(self.currency)
        return str(Decimal(self.amount).scaleb(-places).quantize(Decimal(1).scaleb(-places)))

    def share(self, percent: int) -> Money:
        """This many per cent of it, rounded down to a whole minor unit."""
        return Money(self.amount * percent // 100, self.currency)


def exponent(currency: str) -> int:
    """How many decimals the currency's minor unit has."""
    return _DECIMALS.get(currency, 2)
