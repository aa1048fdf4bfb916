"""Numbers in words are read as people mean them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from understanding.numerals import digits_plain, number, spelled_out

pytestmark = pytest.mark.unit

DIGITS = "零一二三四五六七八九"


def written(value: int) -> str:
    """A number of 0 to 99,999 as it is taught at school: 10020 is 一万零二十."""
    if value == 0:
        return "零"
    said, gap = "", False
    for unit, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            said += ("零" if gap and said else "") + DIGITS[digit] + name
        gap = not digit
    return said


def test_every_number_up_to_99999_is_read_back() -> None:
    wrong = [value for value in range(100_000) if number(written(value)) != value]
    assert not wrong


@given(st.integers(0, 99_999))
def test_accountants_figures_are_read_too(value: int) -> None:
    formal = written(value).translate(str.maketrans("一二三四五六七八九十百千万", "壹贰叁肆伍陆柒捌玖拾佰仟萬"))
    assert number(formal) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("两百三", 230),
        ("一千五", 1500),
        ("一万二", 12_000),
        ("一万二千", 12_000),
        ("两万零五", 20_005),
        ("十五", 15),
        ("廿三", 23),
        ("零五", None),  # said of clocks and rooms
        ("3万2", 32_000),
        ("1万2000", 12_000),
        ("12万", 120_000),
        ("一亿", 10**8),
        ("35", 35),
        ("twelve", 12),
        ("nineteen", 19),
        ("forty-five", 45),
        ("twenty two", 22),
        ("an", 1),
        ("twenty eleven", None),
        ("twenty-", 20),
        ("9" * 12, 10**12 - 1),
        ("9" * 13, None),
        ("9" * 4000, None),
        ("9" * 40 + "万", None),
        ("²", None),
        ("٣", None),
        ("三五", None),
        ("三十百", None),
        ("十十", None),
        ("百", None),
        ("万一", None),
        ("一百三十百", None),
        ("", None),
        ("鞋", None),
    ],
)
def test_numbers_as_people_say_them(said: str, value: int | None) -> None:
    assert number(said) == value


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两廿0123456789", max_size=12))
def test_whatever_is_said_a_number_is_whole_and_not_negative(said: str) -> None:
    value = number(said)
    assert value is None or value >= 0


@given(st.text(alphabet="0123456789", min_size=3, max_size=20))
def test_digits_said_one_by_one_are_digits_where_they_stand(digits: str) -> None:
    said = "".join(DIGITS[int(digit)] for digit in digits)
    assert digits_plain(f"尾号{said}那单") == f"尾号{digits}那单"


@pytest.mark.parametrize("text", ["不管三七二十一", "买了三五天", "一千二百三十四", "双十一", "五一", "一五一十"])
def test_counts_and_sayings_stay_words(text: str) -> None:
    assert digits_plain(text) == text


@pytest.mark.parametrize("said", ["three seven two one", "3 7 2 1", "37-21", "3721", "three, seven, two, one"])
def test_english_digits(said: str) -> None:
    assert spelled_out(said) == "3721"
