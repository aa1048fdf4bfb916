from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.core.money import Money, MoneyError, exponent

pytestmark = pytest.mark.unit

currencies = st.sampled_from(("CNY", "USD", "EUR", "JPY", "KRW", "ISK", "KWD", "BHD"))
minor_units = st.integers(0, 10**15)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("129.00", "CNY", 12900),
        ("129", "CNY", 12900),
        ("129.5", "CNY", 12950),
        ("0.01", "USD", 1),
        ("0", "CNY", 0),
        ("1200", "JPY", 1200),
        ("1200.00", "JPY", 1200),
        ("12.505", "KWD", 12505),
        ("12.5", "BHD", 12500),
        ("12.5050", "KWD", 12505),
        ("999999999999.99", "CNY", 99_999_999_999_999),
    ],
)
def test_an_amount_is_read_as_minor_units(text: str, currency: str, amount: int) -> None:
    assert Money.parse(text, currency) == Money(amount, currency)


@pytest.mark.parametrize(
    "text",
    ["", "-1", "-0", "1,299.00", "¥12", "0.001", "1e3", "1e999999999", "NaN", "sNaN", "Infinity", " 12 ", "1_000",
     "１２", "12.", ".5", "0.10000000000000000000000000000000001", "9" * 40],
)  # fmt: skip
def test_what_is_no_possible_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        Money.parse(text, "CNY")


def test_a_currency_without_minor_unit_has_no_half_coins() -> None:
    with pytest.raises(MoneyError, match="not a possible amount of JPY"):
        Money.parse("100.50", "JPY")


@given(minor_units, currencies)
def test_the_decimal_string_reads_back_as_the_same_money(amount: int, currency: str) -> None:
    money = Money(amount, currency)
    assert Money.parse(money.decimal(), currency) == money
    assert Decimal(money.decimal()) * 10 ** exponent(currency) == amount


@pytest.mark.parametrize(
    ("amount", "text"), [(12900, "129.00"), (5, "0.05"), (0, "0.00"), (10**15, "10000000000000.00")]
)
def test_yuan_are_written_with_two_decimals(amount: int, text: str) -> None:
    assert Money(amount, "CNY").decimal() == text


@pytest.mark.parametrize("currency", ["JPY", "KRW", "VND", "CLP"])
def test_yen_and_their_like_are_written_without_decimals(currency: str) -> None:
    assert Money(1200, currency).decimal() == "1200"


@given(minor_units, st.integers(0, 100))
def test_a_share_is_rounded_down_and_never_more_than_the_whole(amount: int, percent: int) -> None:
    share = Money(amount, "CNY").share(percent)
    assert 0 <= share.amount * 100 <= amount * percent < (share.amount + 1) * 100
    assert share.currency == "CNY"
