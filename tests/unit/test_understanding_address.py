"""A new address among the words of a wish, or alone."""

from __future__ import annotations

import pytest

from understanding.reading import read

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("地址改成滨江区江南大道1号", "滨江区江南大道1号"),
        ("please change it to 12 Baker Street, London", "12 Baker Street, London"),
        ("我要改地址", None),
        ("改成顺丰", None),
    ],
)
def test_what_stands_behind_the_wish_for_another_address(text: str, address: str | None) -> None:
    assert read(text).address == address


def test_an_address_alone_is_no_question() -> None:
    assert read("上海市浦东新区张杨路500号").address_alone == "上海市浦东新区张杨路500号"
    assert read("能改到上海市吗").address_alone is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("收件人改成我妈 王秀兰", "王秀兰"),
        ("put my husband Gareth as the name, he'll be in", "Gareth"),
        ("change the name to my brother Wei Jie as recipient", "Wei Jie"),
        ("收件人改一下", ""),
        ("my name is on the parcel", ""),
    ],
)
def test_who_takes_it_instead(text: str, name: str) -> None:
    assert read(text).recipient == name


def test_another_number_before_the_same_street_corrects_the_address() -> None:
    assert read("it says 8 there but we are at 18 Mill Lane").corrected("8 Mill Lane") == "18 Mill Lane"
    assert read("we are at 18 Rose Lane").corrected("8 Mill Lane") is None
    assert read("yes, 8 Mill Lane").corrected("8 Mill Lane") is None
